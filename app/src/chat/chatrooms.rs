//! The public rooms on the right, with their search.
use super::api::{JoinRoom, list_chatrooms};
use super::list::trouble;
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, Tone};
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use domain::chat::Chatroom;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// How long the search waits for the next letter.
const PAUSE: Duration = Duration::from_millis(250);

/// All public rooms. The search is a plain form; with script it follows the letters.
#[component]
pub fn Chatrooms(words: String, path: Memo<String>) -> impl IntoView {
    let search = RwSignal::new(words.clone());
    let rooms = load(move || search.get(), list_chatrooms);
    let join = ServerAction::<JoinRoom>::new();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let typed = move |event| {
        let words = event_target_value(&event);
        let later = set_timeout_with_handle(move || drop(search.try_set(words)), PAUSE).ok();
        waiting.update_value(|waiting| {
            if let Some(before) = std::mem::replace(waiting, later) {
                before.clear();
            }
        });
    };
    Effect::new(move |_| {
        if join.version().get() > 0 {
            rooms.refetch();
        }
    });
    let list = move || async move {
        match rooms.await {
            Ok(rooms) if rooms.is_empty() => {
                view! { <p class="text-quiet">"No chatroom fits these words. Try a shorter one."</p> }.into_any()
            }
            Ok(rooms) => {
                let rooms: Vec<_> = rooms.into_iter().map(|room| tile(room, join)).collect();
                view! { <ul class="space-y-3">{rooms}</ul> }.into_any()
            }
            Err(error) => trouble(&error),
        }
    };
    view! {
        <h2 class="text-lg font-bold">"Group Chatrooms"</h2>
        <form method="get" action=move || path.get() role="search" class="relative mt-3 mb-4">
            <span class="pointer-events-none absolute inset-y-0 left-3.5 flex items-center text-quiet">
                <Icon glyph=Glyph::Search />
            </span>
            <input
                type="search"
                name="topic"
                aria-label="Search topics"
                placeholder="Search topics"
                value=words
                maxlength="80"
                class="block min-h-11 w-full rounded-control border border-edge bg-card py-2.5 pr-3.5 pl-11 text-base placeholder:text-quiet hover:border-spruce"
                on:input=typed
            />
        </form>
        <FormError error=error_of(join) />
        <Waiting meanwhile=|| view! { <p class="text-quiet">"Looking up the chatrooms"</p> } then=list />
    }
    .into_any()
}

fn tile(room: Chatroom, join: ServerAction<JoinRoom>) -> AnyView {
    let Chatroom { room, name, about, members, here, joined } = room;
    let members = if members == 1 { "1 member".to_owned() } else { format!("{members} members") };
    view! {
        <li class="rounded-card border border-line bg-card p-4">
            <h3 class="font-bold">
                <a class="hover:text-spruce hover:underline" href=format!("/chat/{room}")>
                    {name.clone()}
                </a>
            </h3>
            <p class="mt-0.5 text-sm text-quiet">{about}</p>
            <div class="mt-2 flex items-center justify-between gap-2">
                <p class="text-sm text-quiet">
                    <span>{members}</span>
                    {(here > 0)
                        .then(|| {
                            view! {
                                <span>" · "</span>
                                <span class="font-bold text-leaf-ink">{format!("{here} here now")}</span>
                            }
                        })}
                </p>
                {if joined {
                    view! {
                        <p class="inline-flex min-h-11 items-center gap-1.5 font-semibold text-leaf-ink">
                            <Icon glyph=Glyph::Check />
                            <span>"Joined"</span>
                        </p>
                    }
                        .into_any()
                } else {
                    view! {
                        <ActionForm action=join>
                            <input type="hidden" name="room" value=room.to_string() />
                            <Button tone=Tone::Call label=format!("Join {name}")>
                                "Join"
                            </Button>
                        </ActionForm>
                    }
                        .into_any()
                }}
            </div>
        </li>
    }
    .into_any()
}
