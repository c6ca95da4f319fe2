//! The parts of a profile, each under its heading.
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::icon::{Glyph, Icon};
use domain::supporters::{RoomLine, ServiceLine};
use leptos::prelude::*;

/// One part. `id` is where links lead.
#[component]
pub fn Part(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    let heading = format!("{id}-heading");
    view! {
        <section id=id aria-labelledby=heading.clone()>
            <h2 id=heading.clone() class="text-xl font-bold">{title}</h2>
            <div class="mt-3">{children()}</div>
        </section>
    }
    .into_any()
}

/// Words as they were written, with their lines.
#[component]
pub fn Prose(text: String) -> impl IntoView {
    if text.is_empty() {
        return view! { <p class="text-quiet">"Nothing here yet."</p> }.into_any();
    }
    view! { <p class="max-w-prose whitespace-pre-line">{text}</p> }.into_any()
}

/// "30 minutes", "1 hour", "1 hour 30 minutes".
pub fn length(minutes: i64) -> String {
    let hours = match minutes / 60 {
        0 => String::new(),
        1 => "1 hour".to_owned(),
        hours => format!("{hours} hours"),
    };
    let rest = if minutes % 60 == 0 { String::new() } else { format!("{} minutes", minutes % 60) };
    [hours, rest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Services with length and price.
#[component]
pub fn Offers(services: Vec<ServiceLine>, first: String) -> impl IntoView {
    if services.is_empty() {
        return view! { <p class="text-quiet">{format!("{first} has not listed services. Connect and ask.")}</p> }.into_any();
    }
    let rows: Vec<_> = services
        .into_iter()
        .map(|service| {
            view! {
                <li class="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-3">
                    <span class="font-semibold">{service.name}</span>
                    <span class="flex gap-4 text-quiet tabular-nums">
                        <span>{length(service.minutes)}</span>
                        <span class="min-w-16 text-right font-semibold text-ink">{service.price}</span>
                    </span>
                </li>
            }
        })
        .collect();
    view! { <ul class="divide-y divide-line rounded-card border border-line bg-card">{rows}</ul> }.into_any()
}

/// Three numbers.
#[component]
pub fn Contributions(sessions: i64, groups: i64, rooms: usize) -> impl IntoView {
    let number = |count: String, says: &'static str| {
        view! {
            <li class="rounded-card border border-line bg-card p-4 text-center">
                <span class="block text-2xl font-bold tabular-nums">{count}</span>
                <span class="block text-sm text-quiet">{says}</span>
            </li>
        }
    };
    view! {
        <ul class="grid grid-cols-3 gap-3">
            {number(sessions.to_string(), if sessions == 1 { "one-to-one meeting led" } else { "one-to-one meetings led" })}
            {number(groups.to_string(), if groups == 1 { "group meeting led" } else { "group meetings led" })}
            {number(rooms.to_string(), if rooms == 1 { "chatroom moderated" } else { "chatrooms moderated" })}
        </ul>
    }
    .into_any()
}

/// "7 seats left", "1 seat left", "Full".
pub fn seats(left: i64) -> String {
    match left {
        0 => "Full".to_owned(),
        1 => "1 seat left".to_owned(),
        left => format!("{left} seats left"),
    }
}

/// Chatrooms with **Join**.
#[component]
pub fn Chatrooms(rooms: Vec<RoomLine>, first: String) -> impl IntoView {
    if rooms.is_empty() {
        return view! { <p class="text-quiet">{format!("{first} does not moderate a chatroom right now.")}</p> }.into_any();
    }
    let rows: Vec<_> = rooms
        .into_iter()
        .map(|room| {
            let name_id = format!("room-{}", room.id);
            view! {
                <li class="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line bg-card p-4">
                    <div class="min-w-56 flex-1">
                        <h3 id=name_id.clone() class="font-bold">{room.name}</h3>
                        <p class="text-sm text-quiet">{room.description}</p>
                        <p class="mt-1 flex items-center gap-2 text-sm text-quiet">
                            <Icon glyph=Glyph::Users class="size-4" />
                            <span>{if room.people == 1 { "1 person".to_owned() } else { format!("{} people", room.people) }}</span>
                        </p>
                    </div>
                    <div class="max-sm:w-full max-sm:*:w-full">
                        <ButtonLink href=format!("/chat?room={}", room.id) tone=Tone::Call attr:aria-describedby=name_id>
                            "Join"
                        </ButtonLink>
                    </div>
                </li>
            }
        })
        .collect();
    view! { <ul class="space-y-3">{rows}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_reads_as_people_say_it() {
        assert_eq!(length(30), "30 minutes");
        assert_eq!(length(60), "1 hour");
        assert_eq!(length(150), "2 hours 30 minutes");
        assert_eq!(seats(1), "1 seat left");
    }
}
