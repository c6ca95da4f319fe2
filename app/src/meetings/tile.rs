//! One meeting in a list: its hour, its name, who leads it, seats, price, and the one action.
use super::action::{Acts, of_tile};
use super::api::Tile;
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::{Chip, ChipTone};
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;

/// A tile. `level` is that of its heading.
#[component]
pub fn MeetingTile(tile: Tile, acts: Acts) -> impl IntoView {
    let Tile { line, step, clock, private, host_word, outside, .. } = tile;
    let page = format!("/meetings/{}", line.id);
    let kind = if line.one_to_one { "1on1 Coaching" } else { "Group Meeting" };
    let action = of_tile(acts, &line, step, outside);
    let host = if host_word.is_empty() {
        view! { <span class="font-semibold text-ink">{line.host}</span> }.into_any()
    } else {
        let all = format!("All meetings of {}", line.host);
        view! {
            <a href=format!("/meetings?host={host_word}") title=all class="font-semibold text-ink underline-offset-4 hover:underline">
                {line.host}
            </a>
        }
        .into_any()
    };
    view! {
        <li class="grid gap-x-6 gap-y-3 rounded-card border border-line bg-card p-5 shadow-soft sm:grid-cols-[5.5rem_1fr_12rem]">
            <p class="tabular-nums">
                <span class="block text-lg font-bold text-spruce">{clock}</span>
                <span class="text-sm text-quiet">{crate::supporters::length(line.minutes)}</span>
            </p>
            <div class="min-w-0">
                <h3 class="text-lg font-bold">
                    <a href=page.clone() class="hover:underline">{line.name}</a>
                </h3>
                <p class="mt-0.5 text-quiet">
                    <span>"With "</span>
                    {host}
                </p>
                <p class="mt-2 flex flex-wrap gap-2">
                    <Chip>{line.topic}</Chip>
                    <Chip tone=ChipTone::Quiet>{kind}</Chip>
                    {private.then(|| view! { <Chip tone=ChipTone::Quiet icon=Glyph::Lock>"Password"</Chip> })}
                </p>
                <p class="mt-2 flex flex-wrap items-center gap-x-4 text-sm text-quiet tabular-nums">
                    <span class="font-semibold text-ink">{line.price}</span>
                    <span class="inline-flex items-center gap-1.5">
                        <Icon glyph=Glyph::Users class="size-4" />
                        <span>{crate::supporters::seats(line.left)}</span>
                    </span>
                </p>
            </div>
            <div class="flex flex-col gap-2 sm:justify-center">
                {action}
                <ButtonLink href=page tone=Tone::Plain wide=true>"Details"</ButtonLink>
            </div>
        </li>
    }
    .into_any()
}
