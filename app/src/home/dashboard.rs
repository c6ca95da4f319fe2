//! What waits for the person who is signed in, and where to go from here.
use super::yours::Yours;
use crate::frame::api::Viewer;
use crate::live::use_live;
use crate::ui::alert::Alert;
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::icon::{Glyph, Icon};
use domain::Role;
use leptos::prelude::*;

/// The page for the signed-in.
#[component]
pub fn Dashboard(viewer: Viewer) -> impl IntoView {
    let live = use_live();
    let supporter = viewer.role == Role::Supporter;
    let ask = if supporter { "People who would like to connect with you" } else { "Requests that wait for your answer" };
    view! {
        <h1 class="text-2xl font-bold sm:text-3xl">{format!("Good to see you, {}", viewer.name)}</h1>
        <p class="mt-2 text-quiet">"Here is what waits for you. Take your time."</p>

        {(!viewer.verified)
            .then(|| {
                view! {
                    <div class="mt-6">
                        <Alert title="Please confirm your email">
                            <span>"We sent you a letter with a link. Until you open it you can look around, but not write to others."</span>
                        </Alert>
                    </div>
                }
            })}

        <section aria-labelledby="waiting" class="mt-8">
            <h2 id="waiting" class="sr-only">"What waits for you"</h2>
            <ul class="grid gap-4 sm:grid-cols-3">
                <Waiting href="/contacts?tab=pending" glyph=Glyph::UserPlus title="Requests" number=live.requests says=ask none="Nobody is waiting for your answer" />
                <Waiting href="/chat" glyph=Glyph::MessageCircle title="Messages" number=live.unread says="Unread messages" none="You have read everything" />
                <Waiting href="/notifications" glyph=Glyph::Bell title="Notifications" number=live.notices says="New since your last visit" none="Nothing new" />
            </ul>
        </section>

        <crate::meetings::Next />

        <Yours supporter />

        <section aria-labelledby="next" class="mt-10 flex flex-col gap-6 rounded-card border border-line bg-card p-6 shadow-soft sm:flex-row sm:items-center sm:p-8">
            <div class="flex-1">
                <h2 id="next" class="text-xl font-bold">
                    {if supporter { "Let people find you" } else { "Find somebody to talk to" }}
                </h2>
                <p class="mt-1 max-w-prose text-quiet">
                    {if supporter {
                        "Your profile is how people decide whom to ask. A few honest lines about what you have been through help the most."
                    } else {
                        "Every supporter tells their own story. Read a few, and ask the one you would like to talk to. They decide when to answer."
                    }}
                </p>
            </div>
            <div class="flex flex-wrap gap-3">
                {if supporter {
                    view! {
                        <ButtonLink href="/supporter/profile" tone=Tone::Call icon=Glyph::Pencil>
                            "Edit your profile"
                        </ButtonLink>
                        <ButtonLink href="/supporter/dashboard" tone=Tone::Quiet icon=Glyph::ChartColumn>
                            "Supporter dashboard"
                        </ButtonLink>
                    }
                        .into_any()
                } else {
                    view! {
                        <ButtonLink href="/supporters" tone=Tone::Call icon=Glyph::Users>
                            "Find a Peer Supporter"
                        </ButtonLink>
                    }
                        .into_any()
                }}
            </div>
        </section>

        <section aria-labelledby="yours" class="mt-10">
            <h2 id="yours" class="text-xl font-bold">"Your places"</h2>
            <ul class="mt-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
                <Place href="/contacts" glyph=Glyph::UserCheck name="Contacts" />
                <Place href="/my-meetings" glyph=Glyph::CalendarClock name="My Meetings" />
                <Place href="/requests" glyph=Glyph::HeartHandshake name="Peer Support Requests" />
                <Place href="/account" glyph=Glyph::Settings name="Account" />
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Waiting(
    href: &'static str,
    glyph: Glyph,
    title: &'static str,
    number: RwSignal<i64>,
    says: &'static str,
    none: &'static str,
) -> impl IntoView {
    view! {
        <li class="relative flex items-start gap-4 rounded-card border border-line bg-card p-5 shadow-soft transition-colors hover:border-spruce">
            <span class="inline-flex size-11 shrink-0 items-center justify-center rounded-xl bg-spruce-soft text-spruce">
                <Icon glyph class="size-6" />
            </span>
            <div>
                <h3 class="font-semibold">
                    <a href=href class="after:absolute after:inset-0 after:rounded-card">
                        {title}
                    </a>
                </h3>
                <p class=move || { if number.get() > 0 { "text-2xl font-bold tabular-nums" } else { "hidden" } }>{move || number.get().to_string()}</p>
                <p class="text-sm text-quiet">{move || if number.get() > 0 { says } else { none }}</p>
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn Place(href: &'static str, glyph: Glyph, name: &'static str) -> impl IntoView {
    view! {
        <li>
            <a
                href=href
                class="flex min-h-14 items-center gap-3 rounded-control border border-line bg-card px-4 font-semibold transition-colors hover:border-spruce hover:bg-spruce-soft"
            >
                <span class="text-spruce">
                    <Icon glyph />
                </span>
                <span>{name}</span>
            </a>
        </li>
    }
    .into_any()
}
