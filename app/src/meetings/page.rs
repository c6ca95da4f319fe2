//! One meeting: time first, who leads, seats, price, what to expect. Registering opens later, and the page says so.
use super::api::show_meeting;
use crate::frame::Fault;
use crate::ui::alert::Alert;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::Chip;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::meetings::MeetingPage;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn Meeting() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let meeting = load(move || id.get(), show_meeting);
    let page = move || async move {
        match meeting.await {
            Ok(meeting) => view! { <Told meeting /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=6 /> } afresh=true then=page /> }.into_any()
}

#[component]
fn Told(meeting: MeetingPage) -> impl IntoView {
    let MeetingPage { line, description, topic, zone, over, host, handle, picture } = meeting;
    let kind = if line.one_to_one { "1on1 Coaching" } else { "Group Meeting" };
    let fact = |glyph: Glyph, what: &'static str, says: String| {
        view! {
            <div>
                <dt class="flex items-center gap-2 text-sm text-quiet">
                    <span class="text-spruce">
                        <Icon glyph />
                    </span>
                    <span>{what}</span>
                </dt>
                <dd class="mt-0.5 pl-7 font-semibold tabular-nums">{says}</dd>
            </div>
        }
    };
    let says = if over {
        "This meeting is over."
    } else {
        "Registering is not open on this site yet. It opens soon. Until then, connect with the host: they can tell you more."
    };
    let door = handle.map(|handle| {
        view! {
            <ButtonLink href=format!("/supporters/{handle}") tone=Tone::Call icon=Glyph::User>
                {format!("Meet {host}")}
            </ButtonLink>
        }
    });
    view! {
        <Title text=line.name.clone() />
        <Meta name="description" content=description.clone() />
        <div class="mx-auto max-w-3xl">
            <p class="flex items-center gap-2 text-lg font-semibold text-spruce tabular-nums">
                <Icon glyph=Glyph::Calendar />
                <span>{format!("{} · {zone}", line.starts)}</span>
            </p>
            <h1 class="mt-1 text-2xl font-bold tracking-tight sm:text-3xl">{line.name}</h1>
            <div class="mt-4 flex items-center gap-3">
                <Avatar name=host.clone() seed=host.clone() picture size=AvatarSize::Medium />
                <p>
                    <span class="block text-sm text-quiet">"Led by"</span>
                    <span class="font-semibold">{host}</span>
                </p>
            </div>
            <dl class="mt-6 grid gap-5 rounded-card border border-line bg-card p-5 shadow-soft sm:grid-cols-2 sm:p-6">
                {fact(Glyph::Users, "Kind", kind.to_owned())} {fact(Glyph::Clock, "Length", crate::supporters::length(line.minutes))}
                {fact(Glyph::User, "Seats", crate::supporters::seats(line.left))} {fact(Glyph::Star, "Price to join", line.price)}
            </dl>
            <section class="mt-8" aria-labelledby="expect">
                <h2 id="expect" class="text-xl font-bold">"What to expect"</h2>
                <p class="mt-3">
                    <Chip>{topic}</Chip>
                </p>
                <p class="mt-3 max-w-prose whitespace-pre-line">{description}</p>
            </section>
            <div class="mt-8 space-y-4">
                <Alert>
                    <p>{says}</p>
                </Alert>
                {door}
            </div>
        </div>
    }
    .into_any()
}
