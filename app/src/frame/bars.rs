//! The bar at the top, and on phones the bar under the thumb.
use super::api::Viewer;
use super::ways::{self, Rows, SignOutRow, Tally, Way};
use crate::live::use_live;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::Count;
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;

const PLACE: &str = "relative inline-flex h-16 items-center gap-2 border-y-2 border-transparent whitespace-nowrap -outline-offset-3 transition-colors hover:text-spruce aria-[current]:border-b-spruce aria-[current]:font-semibold aria-[current]:text-spruce";

/// The top bar.
#[component]
pub fn TopBar(viewer: Option<Viewer>, path: Memo<String>) -> impl IntoView {
    let signed_in = viewer.is_some();
    let places: Vec<_> =
        ways::BAR.iter().filter(|way| signed_in || !matches!(way.href, "/my-meetings" | "/chat")).map(|way| place(*way, path)).collect();
    view! {
        <div class="border-b border-line bg-paper">
            <div class="mx-auto flex h-16 max-w-page items-center gap-4 px-4 lg:gap-6 xl:gap-8">
                <a href="/" class="flex min-h-11 items-center gap-2 rounded-lg text-lg font-bold text-spruce">
                    <Logo />
                    <span>"Alongside"</span>
                </a>
                <nav aria-label="Main" class="hidden flex-1 lg:block">
                    <ul class="flex items-center gap-5 xl:gap-6">
                        {places} {viewer.as_ref().map(|viewer| view! { <MoreMenu role=viewer.role path /> })}
                    </ul>
                </nav>
                <div class="ml-auto flex items-center gap-2">
                    {match viewer {
                        Some(viewer) => view! { <Own viewer /> }.into_any(),
                        None => view! { <Doors path /> }.into_any(),
                    }}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn place(way: Way, path: Memo<String>) -> AnyView {
    let Way { href, name, tally, .. } = way;
    let live = use_live();
    view! {
        <li>
            <a href=href class=PLACE aria-current=move || path.with(|path| ways::current(href, path))>
                <span>{name}</span>
                {(tally != Tally::None).then(|| view! { <Count of=tally.of(live) label=tally.said_after() /> })}
            </a>
        </li>
    }
    .into_any()
}

/// More, as a disclosure: it opens without script.
#[component]
fn MoreMenu(role: domain::Role, path: Memo<String>) -> impl IntoView {
    let live = use_live();
    view! {
        <li>
            <details data-menu class="group relative">
                <summary class=PLACE>
                    <span>"More"</span>
                    <span class="transition-transform group-open:rotate-180">
                        <Icon glyph=Glyph::ChevronDown class="size-4" />
                    </span>
                    <Count of=live.requests label="waiting for your answer" />
                </summary>
                <ul class="absolute top-15 -left-3 z-40 w-72 animate-arrive rounded-card border border-line bg-card p-2 text-ink shadow-soft">
                    <Rows ways=ways::MORE path />
                    <Rows ways=ways::for_role(role) path />
                    <li class="mt-2 border-t border-line pt-2">
                        <SignOutRow />
                    </li>
                </ul>
            </details>
        </li>
    }
    .into_any()
}

/// The bell and one's own picture.
#[component]
fn Own(viewer: Viewer) -> impl IntoView {
    let live = use_live();
    view! {
        <a href="/notifications" class="relative inline-flex size-11 items-center justify-center rounded-full transition-colors hover:bg-spruce-soft">
            <Icon glyph=Glyph::Bell class="size-6" />
            <span class="sr-only">"Notifications"</span>
            <span class="absolute top-0.5 right-0 flex">
                <Count of=live.notices label="new" loud=true />
            </span>
        </a>
        <a href="/account" class="inline-flex size-11 items-center justify-center rounded-xl">
            <Avatar name=viewer.name seed=viewer.id.to_string() picture=viewer.picture size=AvatarSize::Small />
            <span class="sr-only">"Your account"</span>
        </a>
    }
    .into_any()
}

/// The doors of a visitor. On the way in one comes back to the page one was on.
#[component]
fn Doors(path: Memo<String>) -> impl IntoView {
    let doors = move || {
        let back = path.get();
        let next = if matches!(back.as_str(), "/" | "/more" | "/sign-in" | "/sign-up" | "/reset-password" | "/verify") {
            String::new()
        } else {
            format!("?next={back}")
        };
        view! {
            <ButtonLink href=format!("/sign-in{next}") tone=Tone::Plain>
                "Sign in"
            </ButtonLink>
            <ButtonLink href=format!("/sign-up{next}") tone=Tone::Primary>
                "Sign up"
            </ButtonLink>
        }
        .into_any()
    };
    view! { <div class="flex items-center gap-1 sm:gap-2">{doors}</div> }.into_any()
}

/// Two discs, side by side: the sign of the house.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="h-5 w-7 shrink-0" viewBox="0 0 28 20" aria-hidden="true">
            <circle class="fill-spruce" cx="10" cy="10" r="9"></circle>
            <circle class="fill-marigold" cx="19" cy="10" r="8" fill-opacity="0.9"></circle>
        </svg>
    }
    .into_any()
}

/// The bar under the thumb.
#[component]
pub fn ThumbBar(path: Memo<String>) -> impl IntoView {
    let live = use_live();
    let places: Vec<_> = ways::THUMB
        .iter()
        .map(|way| {
            let Way { href, name, glyph, tally } = *way;
            view! {
                <li class="flex-1">
                    <a
                        href=href
                        class="flex h-15 flex-col items-center justify-center gap-0.5 text-xs text-quiet -outline-offset-3 aria-[current]:font-bold aria-[current]:text-spruce"
                        aria-current=move || path.with(|path| ways::current(href, path))
                    >
                        <span class="relative">
                            <Icon glyph class="size-6" />
                            <span class="absolute -top-1.5 left-3.5 flex">
                                {(tally != Tally::None).then(|| view! { <Count of=tally.of(live) label=tally.said_after() loud=true /> })}
                            </span>
                        </span>
                        <span>{name} {(href == "/more").then(|| view! { <span class="sr-only">"pages"</span> })}</span>
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav
            aria-label="Quick"
            class="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-card pr-[env(safe-area-inset-right)] pb-[env(safe-area-inset-bottom)] pl-[env(safe-area-inset-left)] lg:hidden"
        >
            <ul class="mx-auto flex max-w-lg">{places}</ul>
        </nav>
    }
    .into_any()
}
