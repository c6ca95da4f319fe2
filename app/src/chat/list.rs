//! The list of conversations, which follows what happens, and the people one can start one with.
use super::api::{ListConversations, OpenChat, list_partners};
use super::labels;
use crate::AppError;
use crate::live::use_live;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::avatar::Avatar;
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::empty::Empty;
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use domain::AccountId;
use domain::chat::{Conversation, Partner, RoomKind};
use domain::events::Event;
use domain::live::Hear;
use leptos::prelude::*;

/// What the list needs to know of the page around it.
#[derive(Clone)]
pub struct Around {
    /// The room that is open, or nothing.
    pub open: Memo<String>,
    /// The reader.
    pub me: Option<AccountId>,
    /// The zone of the reader.
    pub zone: String,
}

/// The conversations, the newest first.
#[component]
pub fn Conversations(rows: Vec<Conversation>, around: Around) -> impl IntoView {
    let Around { open, me, zone } = around;
    let rows = RwSignal::new(rows);
    let by_now = ServerAction::<ListConversations>::new();
    Effect::new(move |_| {
        if let Some(Ok(now)) = by_now.answer() {
            rows.update(|rows| *rows = newest(std::mem::take(rows), now));
        }
    });
    use_live().on_hear(move |hear| match hear {
        // The first frame after a break, or after the page was made: lines may have come meanwhile.
        Hear::Counts { .. } => by_now.dispatch(ListConversations {}),
        Hear::Event { body: Event::MessageSent { room, message, .. }, .. } => {
            let known = rows.with_untracked(|rows| rows.iter().any(|row| row.room == *room));
            if !known {
                by_now.dispatch(ListConversations {});
                return;
            }
            let own = me.as_ref() == Some(&message.author);
            rows.update(|rows| {
                let Some(at) = rows.iter().position(|row| row.room == *room && row.seq < message.seq) else { return };
                let mut row = rows.remove(at);
                row.seq = message.seq;
                row.time = labels::clock(message.at, &zone);
                row.last = match (own, row.kind) {
                    (true, _) => format!("You: {}", message.text),
                    (false, RoomKind::Pair) => message.text.clone(),
                    (false, RoomKind::Public) => format!("{}: {}", message.name, message.text),
                };
                let reads = own || open.with_untracked(|open| open == room.as_str());
                row.unread = if reads { 0 } else { row.unread + 1 };
                rows.insert(0, row);
            });
        }
        Hear::Event { body: Event::MarksMoved { room, reader, read, .. }, .. } if me.as_ref() == Some(reader) => {
            rows.update(|rows| {
                if let Some(row) = rows.iter_mut().find(|row| row.room == *room) {
                    row.unread = row.unread.min((row.seq - read).max(0));
                }
            });
        }
        _ => {}
    });
    let empty = move || rows.with(Vec::is_empty);
    view! {
        <ul class="space-y-1">
            <For
                each=move || rows.get()
                key=|row| format!("{}{}{}{}", row.room, row.seq, row.unread, row.time)
                children=move |row| view! { <One row open /> }
            />
        </ul>
        {move || {
            empty()
                .then(|| {
                    view! {
                        <Empty
                            glyph=Glyph::MessagesSquare
                            title="No conversations yet"
                            says="Once you are connected with a peer supporter you can write to each other here."
                        >
                            <ButtonLink href="/supporters" tone=Tone::Call>
                                "Find a Peer Supporter"
                            </ButtonLink>
                        </Empty>
                    }
                })
        }}
    }
    .into_any()
}

/// The list as it was read, but for rooms of which a later line was heard while it was on its way.
fn newest(heard: Vec<Conversation>, read: Vec<Conversation>) -> Vec<Conversation> {
    let later = |row: Conversation| match heard.iter().find(|known| known.room == row.room && known.seq > row.seq) {
        Some(known) => known.clone(),
        None => row,
    };
    read.into_iter().map(later).collect()
}

#[component]
fn One(row: Conversation, open: Memo<String>) -> impl IntoView {
    let Conversation { room, title, face, last, time, unread, .. } = row;
    let href = format!("/chat/{room}");
    let (seed, picture) = face.map_or_else(|| (room.to_string(), None), |face| (face.id.to_string(), face.picture));
    let here = {
        let room = room.clone();
        Memo::new(move |_| open.with(|open| open == room.as_str()))
    };
    // What is open is being read.
    let unread = move || if here.get() { 0 } else { unread };
    let some = move || unread() != 0;
    view! {
        <li>
            <a
                href=href
                aria-current=move || here.get().then_some("page")
                class="flex min-h-16 items-center gap-3 rounded-card p-3 -outline-offset-2 transition-colors hover:bg-spruce-soft/60 aria-[current=page]:bg-spruce-soft"
            >
                <Avatar name=title.clone() seed picture />
                <span class="min-w-0 flex-1">
                    <span class="flex items-baseline justify-between gap-2">
                        <span class="truncate font-bold">{title}</span>
                        <span class="shrink-0 text-sm text-quiet tabular-nums">{time}</span>
                    </span>
                    <span class="flex items-center justify-between gap-2">
                        <span class=move || if some() { "truncate text-sm font-semibold" } else { "truncate text-sm text-quiet" }>{last}</span>
                        <span class=move || {
                            if some() {
                                "inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-full bg-spruce px-1.5 text-xs font-bold text-on-spruce tabular-nums"
                            } else {
                                "hidden"
                            }
                        }>
                            <span>{move || unread().to_string()}</span>
                            <span class="sr-only">" unread"</span>
                        </span>
                    </span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

/// The people one is connected with, each a step away from a conversation.
#[component]
pub fn NewChat(back: Memo<String>) -> impl IntoView {
    let partners = load(|| (), |()| list_partners());
    let start = ServerAction::<OpenChat>::new();
    let people = move || async move {
        match partners.await {
            Ok(people) if people.is_empty() => view! {
                <Empty
                    glyph=Glyph::Users
                    title="Nobody to write to yet"
                    says="You can write to each other once you are connected. Ask a peer supporter to connect; they decide when to answer."
                >
                    <ButtonLink href="/supporters" tone=Tone::Call>
                        "Find a Peer Supporter"
                    </ButtonLink>
                </Empty>
            }
            .into_any(),
            Ok(people) => {
                let people: Vec<_> = people.into_iter().map(|partner| person(partner, start)).collect();
                view! { <ul class="space-y-1">{people}</ul> }.into_any()
            }
            Err(error) => trouble(&error),
        }
    };
    view! {
        <div class="mb-3 flex items-center justify-between gap-2">
            <h2 class="text-lg font-bold">"New Chat"</h2>
            <ButtonLink href=back.get_untracked() tone=Tone::Quiet>
                "Back"
            </ButtonLink>
        </div>
        <FormError error=error_of(start) />
        <Waiting meanwhile=|| view! { <p class="text-quiet">"Looking up your contacts"</p> } then=people />
    }
    .into_any()
}

const PERSON: &str = "flex min-h-16 w-full items-center gap-3 rounded-card p-3 text-left font-bold -outline-offset-2 hover:bg-spruce-soft";

fn person(partner: Partner, start: ServerAction<OpenChat>) -> AnyView {
    let Partner { face, room } = partner;
    let who = view! {
        <Avatar name=face.name.clone() seed=face.id.to_string() picture=face.picture />
        <span class="min-w-0 flex-1 truncate">{face.name}</span>
        <span class="text-spruce">
            <Icon glyph=Glyph::ChevronRight />
        </span>
    };
    match room {
        Some(room) => view! {
            <li>
                <a class=PERSON href=format!("/chat/{room}")>
                    {who}
                </a>
            </li>
        }
        .into_any(),
        None => view! {
            <li>
                <ActionForm action=start>
                    <input type="hidden" name="to" value=face.id.to_string() />
                    <button type="submit" class=PERSON>
                        {who}
                    </button>
                </ActionForm>
            </li>
        }
        .into_any(),
    }
}

/// What stands where a list could not be read.
pub fn trouble(error: &AppError) -> AnyView {
    let says = error.to_string();
    view! { <Alert tone=AlertTone::Problem>{says}</Alert> }.into_any()
}
