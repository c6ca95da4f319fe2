//! The tab's post office: lines that were written go out one after the other, also when their conversation is closed
//! by then, the line is down for a while, or the page is loaded again.
use super::api::send_message;
use crate::AppError;
use crate::live::use_live;
use domain::chat::Outbox;
use domain::events::Message;
use domain::{AccountId, RoomId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

/// Where unsent lines are kept, for this tab only.
const KEPT_AS: &str = "alongside.unsent";
/// How many stored lines are remembered for a conversation that is just being opened.
const REMEMBERED: usize = 64;

/// What is kept over a reload. Another person who signs in on this tab must not send it.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
struct Kept {
    me: Option<AccountId>,
    boxes: Vec<(RoomId, Outbox)>,
}

/// The post office. It lives as long as the tab.
#[derive(Clone, Copy)]
pub struct Post {
    kept: RwSignal<Kept>,
    stored: RwSignal<Vec<(RoomId, Message)>>,
    busy: StoredValue<bool>,
    tries: StoredValue<u32>,
}

/// Opens the post office. Called once, by the app.
pub fn provide_post() {
    let post = Post {
        kept: RwSignal::new(Kept::default()),
        stored: RwSignal::new(Vec::new()),
        busy: StoredValue::new(false),
        tries: StoredValue::new(0),
    };
    provide_context(post);
    let live = use_live();
    if let Some(crate::frame::ViewerResource(viewer)) = use_context() {
        Effect::new(move |_| {
            if let Some(Ok(viewer)) = viewer.get() {
                post.belongs_to(viewer.map(|viewer| viewer.id));
            }
        });
    }
    Effect::new(move |_| {
        if live.online.get() {
            post.tries.set_value(0);
            post.go_on();
        } else {
            post.kept.update(|kept| kept.boxes.iter_mut().for_each(|held| held.1.wait()));
        }
    });
}

/// The tab's post office.
pub fn use_post() -> Post {
    if use_context::<Post>().is_none() {
        provide_post();
    }
    expect_context::<Post>()
}

impl Post {
    /// The lines on their way to a room.
    pub fn outbox(self, room: &RoomId) -> Outbox {
        self.kept.with(|kept| kept.boxes.iter().find(|held| held.0 == *room).map(|held| held.1.clone()).unwrap_or_default())
    }

    /// Lines that were stored lately, for the conversations that wait for them.
    pub fn stored(self) -> Vec<(RoomId, Message)> {
        self.stored.get()
    }

    /// Takes a line and sends it as soon as those before it are stored.
    pub fn take(self, room: &RoomId, text: String) {
        self.change(room, |outbox| outbox.add(client_id(), text));
        self.pump();
    }

    /// A refused line is tried once more.
    pub fn again(self, room: &RoomId, client_id: &str) {
        self.change(room, |outbox| outbox.again(client_id));
        self.pump();
    }

    /// A line was seen in its room, or its writer gives it up.
    pub fn settle(self, room: &RoomId, client_id: &str) {
        let waits = self.kept.with_untracked(|kept| {
            kept.boxes.iter().any(|(held, outbox)| held == room && outbox.drafts().iter().any(|draft| draft.client_id == client_id))
        });
        if waits {
            self.change(room, |outbox| outbox.settle(client_id));
        }
    }

    fn change(self, room: &RoomId, act: impl FnOnce(&mut Outbox)) {
        self.kept.update(|kept| {
            let at = kept.boxes.iter().position(|held| held.0 == *room).unwrap_or_else(|| {
                kept.boxes.push((room.clone(), Outbox::default()));
                kept.boxes.len() - 1
            });
            if let Some(held) = kept.boxes.get_mut(at) {
                act(&mut held.1);
            }
            kept.boxes.retain(|held| !held.1.drafts().is_empty());
        });
        self.keep();
    }

    /// Writes what is unsent where a reload finds it.
    fn keep(self) {
        let Some(storage) = window().session_storage().ok().flatten() else { return };
        self.kept.with_untracked(|kept| {
            // A full or forbidden storage: the lines still go out as long as the tab is open.
            let _as_long_as_the_tab = match serde_json::to_string(kept) {
                Ok(text) if !kept.boxes.is_empty() => storage.set_item(KEPT_AS, &text),
                _ => storage.remove_item(KEPT_AS),
            };
        });
    }

    /// Reads what was unsent before a reload; what belongs to somebody else is dropped.
    fn belongs_to(self, me: Option<AccountId>) {
        if me.is_some() && self.kept.with_untracked(|kept| kept.me == me) {
            return;
        }
        let stored = window().session_storage().ok().flatten().and_then(|storage| storage.get_item(KEPT_AS).ok().flatten());
        let stored: Kept = stored.and_then(|text| serde_json::from_slice(text.as_bytes()).ok()).unwrap_or_default();
        let boxes = if me.is_some() && stored.me == me { stored.boxes } else { Vec::new() };
        self.kept.set(Kept { me, boxes });
        self.keep();
        self.go_on();
    }

    fn go_on(self) {
        if self.kept.with_untracked(|kept| !kept.boxes.is_empty()) {
            self.kept.update(|kept| kept.boxes.iter_mut().for_each(|held| held.1.go_on()));
            self.pump();
        }
    }

    fn next(self) -> Option<(RoomId, String, String)> {
        self.kept.with_untracked(|kept| {
            kept.boxes
                .iter()
                .find_map(|(room, outbox)| outbox.next().map(|draft| (room.clone(), draft.client_id.clone(), draft.text.clone())))
        })
    }

    /// Sends what waits, one line at a time.
    fn pump(self) {
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while let Some((room, client_id, text)) = self.next() {
                match send_message(room.to_string(), client_id.clone(), text).await {
                    Ok(message) => {
                        self.tries.set_value(0);
                        self.stored.update(|stored| {
                            if stored.len() == REMEMBERED {
                                stored.remove(0);
                            }
                            stored.push((room.clone(), message));
                        });
                        self.settle(&room, &client_id);
                    }
                    Err(AppError::Unreachable | AppError::Busy) => {
                        self.kept.update(|kept| kept.boxes.iter_mut().for_each(|held| held.1.wait()));
                        self.try_later();
                        break;
                    }
                    Err(refused) => self.change(&room, |outbox| outbox.refused(&client_id, refused.to_string())),
                }
            }
            self.busy.set_value(false);
        });
    }

    /// Two seconds, doubling, at most half a minute; sooner when the line comes back.
    fn try_later(self) {
        let tries = self.tries.get_value();
        self.tries.set_value(tries + 1);
        let wait = 2_000 * 2u64.pow(tries.min(4));
        set_timeout(move || self.go_on(), std::time::Duration::from_millis(wait.min(30_000)));
    }
}

/// An id that no other line of this person has: 128 random bits. Without chance there is none, and the site says so:
/// with ids that are alike it would take different lines for the same.
fn client_id() -> String {
    let mut bytes = [0u8; 16];
    let random = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).map(|_| ()));
    if random.is_err() { String::new() } else { bytes.iter().map(|byte| format!("{byte:02x}")).collect() }
}
