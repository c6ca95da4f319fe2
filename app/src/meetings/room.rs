//! The room of a meeting: who has a seat, and when it starts.
use super::api::{RoomView, show_room};
use crate::frame::Fault;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::limits;
use domain::limits::minutes;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn Room() -> impl IntoView {
    let params = use_params_map();
    let room = load(move || params.with(|params| params.get("id").unwrap_or_default()), show_room);
    let page = move || async move {
        match room.await {
            Ok(room) => view! { <Inside room /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Meta name="robots" content="noindex" />
        <Waiting meanwhile=|| view! { <Lines count=6 /> } afresh=true then=page />
    }
    .into_any()
}

#[component]
fn Inside(room: RoomView) -> impl IntoView {
    let RoomView { meeting, people, open } = room;
    let line = meeting.line;
    let state = match (open, meeting.relative.is_empty()) {
        (_, false) => format!("Starts {}", meeting.relative),
        (true, true) => "It is under way".to_owned(),
        (false, true) => "It is over".to_owned(),
    };
    let count = match &people {
        Some(people) => format!("{} with a seat", people.len()),
        None => {
            let before = minutes(limits().join_minutes);
            format!("Who else comes is shown only while the door is open: from {before} before the start until the end.")
        }
    };
    let person = |name: String, role: &'static str| {
        view! {
            <li class="flex items-center gap-3 rounded-control border border-line bg-card p-3">
                <Avatar name=name.clone() seed=name.clone() size=AvatarSize::Small />
                <span>
                    <span class="block font-semibold">{name}</span>
                    <span class="block text-sm text-quiet">{role}</span>
                </span>
            </li>
        }
        .into_any()
    };
    let everybody: Vec<_> = meeting
        .hosts
        .into_iter()
        .map(|host| person(host.name, "Host"))
        .chain(people.into_iter().flatten().map(|name| person(name, "Registered")))
        .collect();
    view! {
        <Title text=line.name.clone() />
        <div class="mx-auto max-w-3xl">
            <p class="flex items-center gap-2 text-lg font-semibold text-spruce tabular-nums">
                <Icon glyph=Glyph::Clock />
                <span>{state}</span>
            </p>
            <h1 class="mt-1 text-2xl font-bold sm:text-3xl">{line.name}</h1>
            <p class="mt-1 text-quiet tabular-nums">{format!("{} to {} · {}", line.starts, meeting.ends, meeting.zone)}</p>
            <section class="mt-8" aria-labelledby="people">
                <h2 id="people" class="text-xl font-bold">"Who comes"</h2>
                <p class="mt-1 text-sm text-quiet">{count}</p>
                <ul class="mt-3 grid gap-3 sm:grid-cols-2">{everybody}</ul>
            </section>
            <p class="mt-8 max-w-prose text-quiet">"What is said in a meeting stays there. You may keep your camera off, come late and leave early."</p>
            <div class="mt-5">
                <ButtonLink href=format!("/meetings/{}", line.id) tone=Tone::Quiet icon=Glyph::ArrowLeft>"Back to the meeting"</ButtonLink>
            </div>
        </div>
    }
    .into_any()
}
