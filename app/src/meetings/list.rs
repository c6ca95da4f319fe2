//! What somebody plans, on their profile or an organization's pages, each meeting with the same action as in the calendar.
use super::action::{Acts, Trouble, acts, of_tile};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::icon::{Glyph, Icon};
use domain::meetings::{Listed, MeetingList};
use leptos::prelude::*;

/// The list. `first` is who plans, for when there is nothing.
#[component]
pub fn Meetings(list: MeetingList, first: String) -> impl IntoView {
    let MeetingList { meetings, zone } = list;
    if meetings.is_empty() {
        return view! { <p class="text-quiet">{format!("{first} has no meetings planned right now.")}</p> }.into_any();
    }
    let acts = acts();
    let rows: Vec<_> = meetings.into_iter().map(|meeting| row(meeting, acts)).collect();
    view! {
        <Trouble acts />
        {(!zone.is_empty()).then(|| view! { <p class="mb-3 text-sm text-quiet">{format!("Times are in {zone}.")}</p> })}
        <ul class="space-y-3">{rows}</ul>
    }
    .into_any()
}

fn row(meeting: Listed, acts: Acts) -> AnyView {
    let Listed { line, step, outside } = meeting;
    let page = format!("/meetings/{}", line.id);
    let action = of_tile(acts, &line, step, outside);
    let kind = if line.one_to_one { "1on1 Coaching" } else { "Group Meeting" };
    let (length, seats) = (crate::supporters::length(line.minutes), crate::supporters::seats(line.left));
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line bg-card p-4">
            <div class="min-w-56 flex-1">
                <p class="flex items-center gap-2 text-sm font-semibold text-spruce tabular-nums">
                    <Icon glyph=Glyph::Calendar class="size-4" />
                    <span>{line.starts}</span>
                </p>
                <h3 class="mt-1 font-bold">
                    <a href=page.clone() class="hover:underline">{line.name}</a>
                </h3>
                <p class="text-sm text-quiet">{format!("{kind} · {length} · {} · {seats}", line.price)}</p>
            </div>
            <div class="flex w-full flex-col gap-2 sm:w-48">
                {action}
                <ButtonLink href=page tone=Tone::Plain wide=true>"Details"</ButtonLink>
            </div>
        </li>
    }
    .into_any()
}
