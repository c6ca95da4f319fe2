//! What the pages share on which supporters edit what others see of them.
use crate::AppError;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::tabs::{TabLink, TabLinks};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;

const PAGES: [(&str, &str); 3] =
    [("/supporter/profile", "Profile"), ("/supporter/services", "Services"), ("/supporter/availability", "Weekly hours")];

/// One of the pages: heading, tabs, what was saved, and the form.
#[component]
pub fn OwnPage(
    /// The page's own address.
    here: &'static str,
    title: &'static str,
    says: &'static str,
    /// Whether the last try was kept.
    #[prop(into)]
    saved: Signal<bool>,
    /// The address of the public profile under `/supporters/`.
    handle: String,
    children: Children,
) -> impl IntoView {
    let before = use_query_map().with_untracked(|query| query.get("saved").is_some());
    let tabs: Vec<_> =
        PAGES.into_iter().map(|(href, name)| view! { <TabLink href current=Signal::stored(href == here)>{name}</TabLink> }).collect();
    let address = format!("/supporters/{handle}");
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <div class="mx-auto max-w-3xl">
            <div class="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
                <div>
                    <h1 class="text-2xl font-bold sm:text-3xl">{title}</h1>
                    <p class="mt-2 max-w-prose text-quiet">{says}</p>
                </div>
                <a href=address class="inline-flex min-h-11 items-center gap-2 font-semibold text-spruce">
                    <Icon glyph=Glyph::Eye />
                    <span>"See it as others do"</span>
                </a>
            </div>
            <TabLinks label="What others see of you">{tabs}</TabLinks>
            <div role="status" class="empty:hidden">
                {move || {
                    (saved.get() || before)
                        .then(|| {
                            view! {
                                <div class="mb-5">
                                    <Alert tone=AlertTone::Done>
                                        <p>"Saved. People see the change at once."</p>
                                    </Alert>
                                </div>
                            }
                        })
                }}
            </div>
            {children()}
        </div>
    }
    .into_any()
}

/// A card around some fields.
#[component]
pub fn Fields(title: &'static str, #[prop(optional)] says: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="rounded-card border border-line bg-card p-5 shadow-soft sm:p-7">
            <h2 class="text-xl font-bold">{title}</h2>
            {(!says.is_empty()).then(|| view! { <p class="mt-1 max-w-prose text-quiet">{says}</p> })}
            <div class="mt-5 space-y-5">{children()}</div>
        </section>
    }
    .into_any()
}

/// The problem of a group of fields.
#[component]
pub fn Trouble(error: Signal<Option<AppError>>, #[prop(into)] field: String) -> impl IntoView {
    let id = format!("{field}-error");
    let says = Signal::derive(move || error.with(|error| error.as_ref().and_then(|error| error.about(&field))));
    view! {
        <p id=id class=move || if says.with(Option::is_some) { "mt-1.5 flex items-start gap-1.5 text-sm text-clay" } else { "hidden" }>
            <Icon glyph=Glyph::CircleAlert class="mt-0.5 size-4" />
            <span>{move || says.get().unwrap_or_default()}</span>
        </p>
    }
    .into_any()
}
