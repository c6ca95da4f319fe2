//! One conversation: who it is with, its lines, and where one writes.
use super::api::{JoinRoom, LeaveRoom};
use super::composer::{Composer, Notice};
use super::desk::Desk;
use super::log::Log;
use crate::ui::action::ServerAction;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::form::ActionForm;
use crate::ui::icon::{Glyph, Icon};
use domain::Refusal;
use domain::chat::{RoomKind, Talk};
use leptos::prelude::*;
use leptos_meta::Title;

const ROW: &str = "flex min-h-11 w-full items-center gap-3 rounded-lg px-3 py-2 text-left hover:bg-spruce-soft";

/// The conversation that is open.
#[component]
pub fn Conversation(talk: Talk) -> impl IntoView {
    let desk = Desk::new(&talk);
    let first_name = talk.title.split(' ').next().unwrap_or(&talk.title).to_owned();
    let to = if talk.kind == RoomKind::Pair { first_name } else { talk.title.clone() };
    let picture = talk.face.as_ref().and_then(|face| face.picture.clone());
    let room = desk.room();
    let newest = move || {
        desk.thread.with(domain::chat::Thread::cut).then(|| {
            view! {
                <a
                    href=format!("/chat/{room}")
                    rel="external"
                    class="absolute bottom-full left-1/2 mb-3 inline-flex min-h-11 -translate-x-1/2 items-center gap-2 rounded-full bg-spruce px-4 text-sm font-semibold whitespace-nowrap text-on-spruce shadow-soft"
                >
                    <Icon glyph=Glyph::ChevronDown class="size-4" />
                    <span>"Newest messages"</span>
                </a>
            }
        })
    };
    let write = {
        let (client_id, handle) = (talk.client_id.clone(), talk.face.as_ref().and_then(|face| face.handle.clone()));
        let joined = talk.joined;
        let room = desk.room();
        move || match (joined, desk.closed.get()) {
            (false, _) => view! { <Join room=room.to_string() /> }.into_any(),
            (true, Some(why)) => view! { <Closed why handle=handle.clone() /> }.into_any(),
            (true, None) => view! { <Composer desk to=to.clone() client_id=client_id.clone() /> }.into_any(),
        }
    };
    let typing = move || desk.typing.get().map(|name| format!("{name} is typing")).unwrap_or_default();
    view! {
        <Title text=talk.title.clone() />
        <Head talk=talk.clone() />
        {if talk.joined {
            view! { <Log desk name=talk.title.clone() picture /> }.into_any()
        } else {
            view! {
                <div class="flex flex-1 flex-col items-center justify-center gap-2 p-6 text-center">
                    <p class="text-lg font-semibold">{talk.title.clone()}</p>
                    <p class="max-w-prose text-quiet">{talk.about.clone()}</p>
                </div>
            }
                .into_any()
        }}
        <div class="relative border-t border-line px-4 pt-3 pb-3 sm:px-5">
            {newest} <p aria-live="polite" class="absolute bottom-full left-5 mb-1 rounded-full bg-paper/90 px-2 text-sm text-quiet empty:hidden">{typing}</p> {write}
            <div class="mt-2">
                <Notice zone=talk.zone.clone() />
            </div>
        </div>
    }
    .into_any()
}

/// Who it is with, the way back on phones, and what else can be done.
#[component]
fn Head(talk: Talk) -> impl IntoView {
    let Talk { room, kind, title, about, face, joined, .. } = talk;
    let handle = face.as_ref().and_then(|face| face.handle.clone());
    let (seed, picture) = face.map_or_else(|| (room.to_string(), None), |face| (face.id.to_string(), face.picture));
    let profile = handle.map(|handle| {
        view! {
            <li>
                <a class=ROW href=format!("/supporters/{handle}")>
                    <Icon glyph=Glyph::User />
                    <span>"Profile"</span>
                </a>
            </li>
        }
    });
    let more = match kind {
        RoomKind::Pair => view! {
            {profile}
            <li>
                <a class=ROW href="/contacts">
                    <Icon glyph=Glyph::Users />
                    <span>"Contacts: block or unblock"</span>
                </a>
            </li>
        }
        .into_any(),
        RoomKind::Public => {
            let leave = ServerAction::<LeaveRoom>::new();
            view! {
                <li>
                    <ActionForm action=leave>
                        <input type="hidden" name="room" value=room.to_string() />
                        <button type="submit" class=ROW>
                            <Icon glyph=Glyph::LogOut />
                            <span>"Leave this chatroom"</span>
                        </button>
                    </ActionForm>
                </li>
            }
            .into_any()
        }
    };
    view! {
        <div class="flex items-center gap-3 border-b border-line px-2 py-2.5 sm:px-5">
            <a
                href="/chat"
                class="inline-flex size-11 items-center justify-center rounded-control text-spruce hover:bg-spruce-soft md:hidden"
                aria-label="Back to conversations"
            >
                <Icon glyph=Glyph::ArrowLeft class="size-6" />
            </a>
            <Avatar name=title.clone() seed picture size=AvatarSize::Small />
            <div class="min-w-0 flex-1">
                <h1 class="truncate text-lg leading-tight font-bold outline-none">{title}</h1>
                <p class="truncate text-sm text-quiet">{about}</p>
            </div>
            {joined
                .then(|| {
                    view! {
                        <details data-menu class="relative">
                            <summary
                                class="inline-flex size-11 items-center justify-center rounded-control text-quiet hover:bg-spruce-soft hover:text-spruce"
                                aria-label="More about this conversation"
                            >
                                <Icon glyph=Glyph::EllipsisVertical />
                            </summary>
                            <ul class="absolute top-12 right-0 z-20 w-72 rounded-card border border-line bg-card p-2 shadow-soft">{more}</ul>
                        </details>
                    }
                })}
        </div>
    }
    .into_any()
}

/// Why one can't write, and what one can do about it.
#[component]
fn Closed(why: Refusal, handle: Option<String>) -> impl IntoView {
    let blocked = why == Refusal::YouBlocked;
    view! {
        <div id="end" class="flex flex-wrap items-center justify-between gap-3 rounded-control bg-spruce-soft px-4 py-3">
            <p class="flex min-w-0 flex-1 items-start gap-2">
                <Icon glyph=Glyph::Lock class="mt-0.5 size-5 text-spruce" />
                <span>{why.to_string()}</span>
            </p>
            {match (blocked, handle) {
                (true, _) => view! { <ButtonLink href="/contacts?tab=blocked" tone=Tone::Quiet>"Contacts"</ButtonLink> }.into_any(),
                (false, Some(handle)) => {
                    view! { <ButtonLink href=format!("/supporters/{handle}") tone=Tone::Quiet>"Profile"</ButtonLink> }.into_any()
                }
                (false, None) => view! { <ButtonLink href="/contacts" tone=Tone::Quiet>"Contacts"</ButtonLink> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// The door of a public room.
#[component]
fn Join(room: String) -> impl IntoView {
    let join = ServerAction::<JoinRoom>::new();
    let pending = join.pending();
    view! {
        <ActionForm action=join>
            <input type="hidden" name="room" value=room />
            <Button tone=Tone::Call wide=true busy=pending>
                "Join"
            </Button>
        </ActionForm>
    }
    .into_any()
}
