//! Ratings as stars, always with the number in words.
use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// An average in tenths (48 is 4.8): one star and the number, as on a card.
#[component]
pub fn Stars(tenths: i64) -> impl IntoView {
    let number = format!("{}.{}", tenths / 10, tenths % 10);
    view! {
        <span class="inline-flex items-center gap-1.5">
            <span class="text-star">
                <Icon glyph=Glyph::Star filled=true />
            </span>
            <span class="font-bold tabular-nums" aria-hidden="true">{number.clone()}</span>
            <span class="sr-only">{format!("{number} of 5 stars")}</span>
        </span>
    }
    .into_any()
}

/// Five stars of which `given` are filled, as on one review.
#[component]
pub fn FiveStars(given: i64) -> impl IntoView {
    let stars: Vec<_> = (1..=5)
        .map(|place| {
            let filled = place <= given;
            view! {
                <span class=if filled { "text-star" } else { "text-edge" }>
                    <Icon glyph=Glyph::Star class="size-4" filled=filled />
                </span>
            }
        })
        .collect();
    view! {
        <span class="inline-flex items-center gap-0.5">
            <span class="sr-only">{format!("{given} of 5 stars")}</span>
            {stars}
        </span>
    }
    .into_any()
}
