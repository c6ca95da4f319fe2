//! The page More: everything that has no place in the bar under the thumb.
use super::viewer;
use super::ways::{self, Rows, SignOutRow, Tally, Way};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::icon::Glyph;
use crate::ui::load::Waiting;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

const PLACES: &[Way] = &[
    Way { href: "/organizations", name: "Organizations", glyph: Glyph::Building, tally: Tally::None },
    Way { href: "/my-meetings", name: "My Meetings", glyph: Glyph::CalendarClock, tally: Tally::None },
];

/// The page.
#[component]
pub fn More() -> impl IntoView {
    let path = use_location().pathname;
    let rows = move || async move {
        match viewer().await {
            Some(viewer) => view! {
                <ul class="mt-6 max-w-lg divide-y divide-line rounded-card border border-line bg-card p-2">
                    <Rows ways=PLACES path />
                    <Rows ways=ways::MORE path />
                    <Rows ways=ways::for_role(viewer.role) path />
                    <li>
                        <SignOutRow />
                    </li>
                </ul>
            }
            .into_any(),
            None => view! {
                <ul class="mt-6 max-w-lg divide-y divide-line rounded-card border border-line bg-card p-2">
                    <Rows ways=PLACES path />
                </ul>
                <div class="mt-6 flex gap-3">
                    <ButtonLink href="/sign-up">"Sign up"</ButtonLink>
                    <ButtonLink href="/sign-in" tone=Tone::Quiet>
                        "Sign in"
                    </ButtonLink>
                </div>
            }
            .into_any(),
        }
    };
    view! {
        <Title text="More" />
        <h1 class="text-2xl font-bold sm:text-3xl">"More"</h1>
        <Waiting then=rows />
    }
    .into_any()
}
