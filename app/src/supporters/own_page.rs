//! What the pages share on which supporters edit what others see of them.
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
