//! Chat: conversations on the left, the open one in the middle, public rooms on the right. On a phone one at a time.
pub mod api;
mod chatrooms;
mod composer;
mod desk;
mod labels;
mod list;
mod log;
mod place;
mod post;
mod rows;
mod talk;

pub use post::provide_post;

use crate::frame;
use crate::live::use_live;
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton;
use api::{list_conversations, open_talk};
use chatrooms::Chatrooms;
use composer::Notice;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};
use list::{Around, Conversations, NewChat};
use talk::Conversation;

/// The page, with or without an open conversation.
#[component]
pub fn Chat() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let path = use_location().pathname;
    let room = Memo::new(move |_| params.with(|params| params.get("room")).unwrap_or_default());
    let before = Memo::new(move |_| query.with(|query| query.get("before")).and_then(|before| before.parse::<i64>().ok()));
    let starting = Memo::new(move |_| query.with(|query| query.get("new")).is_some());
    let words = query.with_untracked(|query| query.get("topic")).unwrap_or_default();
    let online = use_live().online;
    let open = move || room.with(|room| !room.is_empty());
    view! {
        <div class=move || match (open(), online.get()) {
            (true, true) => {
                "grid grid-cols-1 h-[calc(100dvh-10.5rem-env(safe-area-inset-bottom))] md:grid-cols-[18rem_minmax(0,1fr)] lg:h-[calc(100dvh-6.75rem)] lg:grid-cols-[17rem_minmax(0,1fr)_17rem]"
            }
            (true, false) => {
                "grid grid-cols-1 h-[calc(100dvh-13rem-env(safe-area-inset-bottom))] md:grid-cols-[18rem_minmax(0,1fr)] lg:h-[calc(100dvh-9.25rem)] lg:grid-cols-[17rem_minmax(0,1fr)_17rem]"
            }
            (false, _) => {
                "grid grid-cols-1 pb-24 md:h-[calc(100dvh-10.5rem-env(safe-area-inset-bottom))] md:grid-cols-[18rem_minmax(0,1fr)] md:pb-0 lg:h-[calc(100dvh-6.75rem)] lg:grid-cols-[17rem_minmax(0,1fr)_17rem]"
            }
        }>
            <section
                aria-label="Your conversations"
                class=move || if open() { "hidden min-h-0 overflow-y-auto p-4 md:block" } else { "min-h-0 p-4 md:overflow-y-auto" }
            >
                <Left room starting path />
            </section>
            <section
                aria-label="Conversation"
                class=move || {
                    if open() {
                        "flex min-h-0 min-w-0 flex-col border-line md:border-l lg:border-r"
                    } else {
                        "hidden min-h-0 min-w-0 flex-col border-x border-line lg:flex"
                    }
                }
            >
                <Middle room before />
            </section>
            <section
                aria-label="Group Chatrooms"
                class=move || if open() { "hidden min-h-0 overflow-y-auto p-4 lg:block" } else { "min-h-0 border-line p-4 md:overflow-y-auto md:border-l lg:border-none" }
            >
                <Chatrooms words path />
            </section>
        </div>
    }
    .into_any()
}

/// The conversations, or the people one can start one with.
#[component]
fn Left(room: Memo<String>, starting: Memo<bool>, path: Memo<String>) -> impl IntoView {
    let conversations = load(|| (), |()| list_conversations());
    // A room that was just joined or left changes the list.
    Effect::new(move |before: Option<String>| {
        let now = room.get();
        if before.is_some_and(|before| before != now) {
            conversations.refetch();
        }
        now
    });
    let list = move || async move {
        let viewer = frame::viewer().await;
        match conversations.await {
            Ok(rows) => {
                let (me, zone) = viewer.map_or((None, String::new()), |viewer| (Some(viewer.id), viewer.time_zone));
                view! { <Conversations rows around=Around { open: room, me, zone } /> }.into_any()
            }
            Err(error) => list::trouble(&error),
        }
    };
    let head = move || {
        room.with(String::is_empty).then(|| {
            view! {
                <Title text="Chat" />
                <h1 class="sr-only">"Chat"</h1>
            }
        })
    };
    view! {
        {head}
        <Show when=move || !starting.get() fallback=move || view! { <NewChat back=path /> }>
            <div class="mb-3 flex items-center justify-between gap-2">
                <h2 class="text-lg font-bold">"Conversations"</h2>
                <a
                    href=move || format!("{}?new=1", path.get())
                    class="inline-flex min-h-11 items-center gap-1.5 rounded-control border border-line bg-card px-3 text-sm font-semibold whitespace-nowrap text-spruce transition-colors hover:bg-spruce-soft"
                >
                    <Icon glyph=Glyph::Plus class="size-4" />
                    <span>"New Chat"</span>
                </a>
            </div>
        </Show>
        <div class=move || if starting.get() { "hidden" } else { "" }>
            <Waiting meanwhile=|| view! { <skeleton::Lines count=4 /> } then=list />
        </div>
        <div class=move || if room.with(String::is_empty) { "mt-6 lg:hidden" } else { "hidden" }>
            <Notice zone="" />
        </div>
    }
    .into_any()
}

/// The open conversation, or a word about how to open one.
#[component]
fn Middle(room: Memo<String>, before: Memo<Option<i64>>) -> impl IntoView {
    let talk = load(
        move || (room.get(), before.get()),
        |(room, before)| async move { if room.is_empty() { Ok(None) } else { open_talk(room, before).await.map(Some) } },
    );
    let open = move || async move {
        match talk.await {
            Ok(Some(talk)) => view! { <Conversation talk /> }.into_any(),
            Ok(None) => view! {
                <div class="flex flex-1 items-center justify-center p-6">
                    <Empty
                        glyph=Glyph::MessageCircle
                        title="Choose a conversation"
                        says="Or start a new one. What you write here is read only by those who are in it."
                    />
                </div>
                <div class="border-t border-line px-5 py-3">
                    <Notice zone="" />
                </div>
            }
            .into_any(),
            Err(error) => view! { <frame::Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <div class="p-6"><skeleton::Lines count=6 /></div> } afresh=true then=open /> }.into_any()
}
