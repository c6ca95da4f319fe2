//! One open conversation in the browser: what is on screen, what arrives, how far it is read.
use super::api::open_talk;
use super::labels;
use super::place::Place;
use super::post::{Post, use_post};
use super::rows::{Parts, Row, rows};
use crate::live::{Live, use_live};
use domain::chat::{RoomKind, Taken, Talk, Thread};
use domain::events::{Event, Message};
use domain::live::{Hear, Say};
use domain::{AccountId, Refusal, RoomId};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long "is typing" stays without being renewed.
const TYPING: Duration = Duration::from_secs(5);
/// How long a gap may stay before it is asked about.
const GAP: Duration = Duration::from_millis(700);

/// What never changes while the conversation is open.
pub struct Fixed {
    pub room: RoomId,
    pub me: AccountId,
    pub zone: String,
    pub kind: RoomKind,
}

/// One open conversation.
#[derive(Clone, Copy)]
pub struct Desk {
    pub fixed: StoredValue<Fixed>,
    pub thread: RwSignal<Thread>,
    pub typing: RwSignal<Option<String>>,
    pub closed: RwSignal<Option<Refusal>>,
    pub loading: RwSignal<bool>,
    pub place: Place,
    read: RwSignal<Option<i64>>,
    theirs: RwSignal<(i64, i64)>,
    said: StoredValue<i64>,
    fading: StoredValue<Option<TimeoutHandle>>,
    live: Live,
    post: Post,
}

impl Desk {
    /// Lays a conversation out. In the browser it listens from now on.
    pub fn new(talk: &Talk) -> Self {
        let fixed = Fixed { room: talk.room.clone(), me: talk.me.clone(), zone: talk.zone.clone(), kind: talk.kind };
        let thread = Thread::new(talk.lines.clone(), talk.earlier, talk.newest);
        let new = talk.joined && talk.read < talk.newest && !thread.cut();
        let desk = Self {
            fixed: StoredValue::new(fixed),
            thread: RwSignal::new(thread),
            typing: RwSignal::new(None),
            closed: RwSignal::new(talk.closed.clone()),
            loading: RwSignal::new(false),
            place: Place::new(),
            read: RwSignal::new(new.then_some(talk.read)),
            theirs: RwSignal::new((talk.their_delivered, talk.their_read)),
            said: StoredValue::new(talk.newest),
            fading: StoredValue::new(None),
            live: use_live(),
            post: use_post(),
        };
        if talk.joined {
            desk.listen();
        }
        desk
    }

    /// What stands in the conversation, top to bottom.
    pub fn rows(self) -> Vec<Row> {
        let outbox = self.fixed.with_value(|fixed| self.post.outbox(&fixed.room));
        let (read, theirs) = (self.read.get(), self.theirs.get());
        self.thread.with(|thread| {
            self.fixed.with_value(|Fixed { me, kind, .. }| {
                let lines = thread.lines().collect();
                rows(&Parts { me, kind: *kind, lines, drafts: outbox.drafts(), read, theirs, whole: !thread.cut() })
            })
        })
    }

    pub fn room(self) -> RoomId {
        self.fixed.with_value(|fixed| fixed.room.clone())
    }

    fn listen(self) {
        let room = self.room();
        self.live.open_room(room, move || self.thread.try_with_untracked(Thread::known).unwrap_or(i64::MAX));
        self.live.on_hear(move |hear| self.hear(hear));
        // Lines of this tab that were stored while the line was down, or before their event arrives.
        Effect::new(move |_| {
            let room = self.room();
            let stored: Vec<Message> = self.post.stored().into_iter().filter(|held| held.0 == room).map(|held| held.1).collect();
            for message in stored {
                self.take(message);
            }
        });
        let looked = window_event_listener_untyped("focus", move |_| self.read_on());
        on_cleanup(move || looked.remove());
    }

    fn hear(self, hear: &Hear) {
        let room = self.room();
        match hear {
            Hear::Event { body: Event::MessageSent { room: there, message, .. }, .. } if *there == room => {
                // Whom a host writes to first may answer from then on.
                let theirs = self.fixed.with_value(|fixed| fixed.me != message.author);
                if theirs && self.closed.get_untracked() == Some(Refusal::NotConnected) {
                    self.closed.set(None);
                }
                self.take(message.clone());
            }
            Hear::Event { body: Event::MarksMoved { room: there, reader, delivered, read, .. }, .. }
                if *there == room && self.fixed.with_value(|fixed| fixed.me != *reader) =>
            {
                self.move_theirs(*delivered, *read);
            }
            Hear::Missed { room: there, messages, more } if *there == room => {
                let zone = self.fixed.with_value(|fixed| fixed.zone.clone());
                let lines = messages.iter().map(|message| labels::line(message.clone(), &zone)).collect();
                for message in messages {
                    self.settle(message);
                }
                self.place.keep(|| self.thread.update(|thread| thread.missed(lines, *more)));
                self.said.update_value(|said| *said = (*said).min(self.thread.with_untracked(Thread::known) - 1));
                self.read_on();
            }
            Hear::Closed { room: there } if *there == room => self.closed.set(Some(Refusal::NotConnected)),
            Hear::Typing { room: there, who, name } if *there == room && self.fixed.with_value(|fixed| fixed.me != *who) => {
                self.typing.set(Some(name.clone()));
                let fade = set_timeout_with_handle(move || self.typing.set(None), TYPING).ok();
                self.fading.update_value(|fading| {
                    if let Some(before) = std::mem::replace(fading, fade) {
                        before.clear();
                    }
                });
            }
            _ => {}
        }
    }

    /// A line has arrived, by whichever way came first.
    fn take(self, message: Message) {
        let zone = self.fixed.with_value(|fixed| fixed.zone.clone());
        let (seq, author) = (message.seq, message.author.clone());
        let own = self.fixed.with_value(|fixed| fixed.me == author);
        let known = self.thread.with_untracked(Thread::known);
        let seen = own || (self.place.at_end() && looking());
        if seq <= known {
            self.settle(&message);
            return;
        }
        if !seen && self.read.get_untracked().is_none_or(|read| read < self.said.get_value()) {
            self.read.set(Some(known));
        }
        let at_end = self.place.at_end();
        let mut taken = Taken::Known;
        self.place.keep(|| {
            self.thread.update(|thread| {
                taken = thread.take(labels::line(message.clone(), &zone));
                if at_end {
                    thread.trim_start();
                }
            });
            self.settle(&message);
        });
        if taken == Taken::Gap {
            let room = self.room();
            set_timeout(
                move || {
                    if self.thread.try_with_untracked(Thread::waits) == Some(true) {
                        self.live.resume_room(&room);
                    }
                },
                GAP,
            );
        }
        if !own {
            self.typing.set(None);
            // Whoever answers has read.
            if self.fixed.with_value(|fixed| fixed.kind == RoomKind::Pair) {
                self.move_theirs(seq, seq);
            }
        }
        self.read_on();
    }

    fn settle(self, message: &Message) {
        self.fixed.with_value(|fixed| {
            if fixed.me == message.author {
                self.post.settle(&fixed.room, &message.client_id);
            }
        });
    }

    fn move_theirs(self, delivered: i64, read: i64) {
        let (before, read_before) = self.theirs.get_untracked();
        let now = (before.max(delivered), read_before.max(read));
        if now != (before, read_before) {
            self.theirs.set(now);
        }
    }

    /// Tells the site how far it is read, when the end is on screen and somebody looks.
    pub fn read_on(self) {
        let Some((known, cut)) = self.thread.try_with_untracked(|thread| (thread.known(), thread.cut())) else { return };
        if !cut && self.place.at_end() && looking() && self.said.get_value() < known && self.live.online.get_untracked() {
            self.said.set_value(known);
            self.live.say(Say::Read { room: self.room(), seq: known });
        }
    }

    /// Says something that may be lost.
    pub fn say(self, say: Say) {
        self.live.say(say);
    }

    /// Sends a line, and goes to the end, where it stands.
    pub fn send(self, text: String) {
        self.read.set(None);
        self.place.to_end();
        self.post.take(&self.room(), text);
    }

    pub fn again(self, client_id: &str) {
        self.post.again(&self.room(), client_id);
    }

    pub fn give_up(self, client_id: &str) {
        self.post.settle(&self.room(), client_id);
    }

    /// Reads the lines before the first one here. What is on screen does not move.
    pub fn scroll_back(self) {
        let (first, earlier) = self.thread.with_untracked(|thread| (thread.first(), thread.earlier()));
        if !earlier || self.loading.get_untracked() {
            return;
        }
        self.loading.set(true);
        spawn_local(async move {
            let older = open_talk(self.room().to_string(), Some(first)).await;
            if let Ok(talk) = older {
                self.thread.try_update(|thread| thread.prepend(talk.lines, talk.earlier));
                self.place.after_paint(move || {
                    self.place.keep_top(|| {
                        self.thread.try_update(Thread::trim_end);
                    });
                });
            }
            self.loading.try_set(false);
        });
    }
}

/// Whether somebody looks at this tab.
fn looking() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible && document().has_focus().unwrap_or(true)
}
