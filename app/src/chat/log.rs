//! The lines of a conversation, as they look.
use super::desk::Desk;
use super::rows::{Mark, Row};
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::icon::{Glyph, Icon};
use domain::chat::{Piece, RoomKind, pieces};
use leptos::prelude::*;

/// The scrolling list. It starts at its end, also without script.
#[component]
pub fn Log(desk: Desk, #[prop(into)] name: String, #[prop(optional_no_strip)] picture: Option<String>) -> impl IntoView {
    let rows = Memo::new(move |_| desk.rows());
    let room = desk.room();
    let public = desk.fixed.with_value(|fixed| fixed.kind == RoomKind::Public);
    let earlier = move || {
        let (first, earlier) = desk.thread.with(|thread| (thread.first(), thread.earlier()));
        earlier.then(|| {
            view! {
                <p class="mb-4 flex justify-center">
                    <a
                        href=format!("/chat/{room}?before={first}")
                        class="inline-flex min-h-11 items-center rounded-full border border-line bg-card px-4 text-sm font-semibold text-spruce hover:bg-spruce-soft"
                        on:click=move |event| {
                            event.prevent_default();
                            desk.scroll_back();
                        }
                    >
                        <span>{move || if desk.loading.get() { "Fetching earlier messages" } else { "Earlier messages" }}</span>
                    </a>
                </p>
            }
        })
    };
    view! {
        <div
            node_ref=desk.place.node
            role="log"
            aria-label=format!("Messages with {name}")
            aria-live=move || if desk.loading.get() { "off" } else { "polite" }
            tabindex="0"
            class="flex min-h-0 flex-1 flex-col-reverse overflow-x-hidden overflow-y-auto overscroll-contain -outline-offset-3 [overflow-anchor:none]"
            on:scroll=move |_| {
                if desk.place.near_start() {
                    desk.scroll_back();
                }
                desk.read_on();
            }
        >
            <div class="px-4 pt-4 pb-2 sm:px-5">
                {earlier} <Beginning desk />
                <For each=move || rows.get() key=Row::key children=move |row| row_view(desk, row, public, picture.clone()) />
            </div>
        </div>
    }
    .into_any()
}

/// What stands where nothing has been written yet.
#[component]
fn Beginning(desk: Desk) -> impl IntoView {
    let empty = move || desk.thread.with(|thread| thread.lines().len() == 0 && !thread.earlier()) && desk.rows().is_empty();
    view! {
        <p class=move || if empty() { "mx-auto max-w-sm py-10 text-center text-quiet" } else { "hidden" }>
            "This is the beginning. Say hello, or say how today is. There is no wrong way to start."
        </p>
    }
    .into_any()
}

fn row_view(desk: Desk, row: Row, public: bool, picture: Option<String>) -> AnyView {
    match row {
        Row::Day { label, .. } => view! {
            <p class="my-5 flex items-center gap-4 text-sm text-quiet before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
                <span>{label}</span>
            </p>
        }
        .into_any(),
        Row::New => view! {
            <p class="my-5 flex items-center gap-4 text-sm font-bold text-clay before:h-px before:flex-1 before:bg-clay/40 after:h-px after:flex-1 after:bg-clay/40">
                <span>"New"</span>
            </p>
        }
        .into_any(),
        Row::Line { own: true, first, text, .. } => view! {
            <div class=if first { "mt-4 flex justify-end" } else { "mt-1.5 flex justify-end" }>
                <div class="max-w-[85%] rounded-2xl rounded-br-md bg-own px-4 py-2.5 text-on-own">
                    <span class="sr-only">"You: "</span>
                    <Words text own=true />
                </div>
            </div>
        }
        .into_any(),
        Row::Line { own: false, first, name, text, clock, .. } => view! {
            <div class=if first { "mt-4 flex flex-col items-start pl-10 sm:pl-11" } else { "mt-1.5 flex flex-col items-start pl-10 sm:pl-11" }>
                {(first && public).then(|| view! { <span class="mb-1 text-sm font-semibold text-quiet" aria-hidden="true">{name.clone()}</span> })}
                <div class="max-w-[88%] rounded-2xl rounded-bl-md border border-line bg-card px-4 py-2.5">
                    <span class="sr-only">{format!("{name}: ")}</span>
                    <Words text own=false />
                    <span class="sr-only">{clock}</span>
                </div>
            </div>
        }
        .into_any(),
        Row::Foot { own: true, clock, mark, .. } => view! {
            <p class="mt-1 flex items-center justify-end gap-1.5 pr-1 text-sm text-quiet tabular-nums">
                <span>{clock}</span>
                {mark.map(mark_view)}
            </p>
        }
        .into_any(),
        Row::Foot { own: false, author, name, clock, .. } => {
            let picture = if public { None } else { picture };
            view! {
                <p class="relative mt-1 pl-11 text-sm text-quiet tabular-nums sm:pl-12" aria-hidden="true">
                    <span class="absolute bottom-full left-0 -mb-1">
                        <Avatar name seed=author.to_string() picture size=AvatarSize::Tiny />
                    </span>
                    <span>{clock}</span>
                </p>
            }
            .into_any()
        }
        Row::Trouble { id, text, why } => trouble(desk, id, text, why),
    }
}

fn mark_view(mark: Mark) -> AnyView {
    let (glyph, words, colour) = match mark {
        Mark::Sending => (Glyph::Clock, "Sending", ""),
        Mark::Waiting => (Glyph::WifiOff, "Waiting for the line", "font-semibold text-ink"),
        Mark::Sent => (Glyph::Check, "Sent", ""),
        Mark::Delivered => (Glyph::CheckCheck, "Delivered", ""),
        Mark::Read => (Glyph::CheckCheck, "Read", "text-spruce"),
    };
    view! {
        <span class=format!("inline-flex items-center gap-1 {colour}")>
            <Icon glyph class="size-4" />
            <span>{words}</span>
        </span>
    }
    .into_any()
}

/// A line the site did not take. Nothing is lost: it can be sent again, or taken out.
fn trouble(desk: Desk, id: String, text: String, why: String) -> AnyView {
    let (again, gone) = (id.clone(), id);
    view! {
        <div class="mt-4 flex flex-col items-end">
            <div class="max-w-[85%] rounded-2xl rounded-br-md border-2 border-clay bg-clay-soft px-4 py-2.5">
                <span class="sr-only">"Not sent: "</span>
                <Words text own=false />
            </div>
            <p class="mt-1 flex items-start gap-1.5 text-sm text-clay">
                <Icon glyph=Glyph::CircleAlert class="mt-0.5 size-4" />
                <span>{why}</span>
            </p>
            <p class="flex gap-2">
                <button
                    type="button"
                    class="min-h-11 rounded-control px-3 text-sm font-semibold text-spruce hover:bg-spruce-soft"
                    on:click=move |_| desk.again(&again)
                >
                    "Try again"
                </button>
                <button
                    type="button"
                    class="min-h-11 rounded-control px-3 text-sm font-semibold text-quiet hover:bg-spruce-soft"
                    on:click=move |_| desk.give_up(&gone)
                >
                    "Take it out"
                </button>
            </p>
        </div>
    }
    .into_any()
}

/// The words of a line: text and links, never markup.
#[component]
fn Words(text: String, own: bool) -> impl IntoView {
    let link = if own { "underline underline-offset-2 font-semibold" } else { "underline underline-offset-2 font-semibold text-spruce" };
    let parts: Vec<AnyView> = pieces(&text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(words) => view! { <span>{words}</span> }.into_any(),
            Piece::Link(address) => view! {
                <a class=link href=address.clone() target="_blank" rel="noopener noreferrer nofollow ugc">{address.clone()}</a>
            }
            .into_any(),
        })
        .collect();
    view! { <span class="whitespace-pre-wrap wrap-anywhere">{parts}</span> }.into_any()
}
