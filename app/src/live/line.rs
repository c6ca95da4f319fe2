//! Keeps the line up: connects, listens for signs of life, comes back after a break, and hands on each event once.
use super::Live;
use super::wire::Wire;
use domain::RoomId;
use domain::live::{Hear, Say};
use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// How often the tab says that it is still there, in milliseconds.
const BEAT: u32 = 25_000;
/// How long an answer to that may take.
const PATIENCE: u32 = 8_000;
/// The longest wait between two tries.
const LONGEST_WAIT: f64 = 30_000.0;
/// How many event ids are remembered.
const REMEMBERED: usize = 256;
/// The server closes with this code when the person is signed out.
const SIGNED_OUT: u16 = 4401;

type Listener = Rc<dyn Fn(&Hear)>;
type After = Rc<dyn Fn() -> i64>;

#[derive(Default)]
struct Line {
    live: Option<Live>,
    wire: Option<Wire>,
    up: bool,
    tries: i32,
    retry: Option<Timeout>,
    beat: Option<Interval>,
    doubt: Option<Timeout>,
    seen: VecDeque<String>,
    listeners: Vec<(u32, Listener)>,
    rooms: Vec<(u32, RoomId, After)>,
    next: u32,
    watching: bool,
}

thread_local! {
    static LINE: RefCell<Line> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut Line) -> T) -> T {
    LINE.with_borrow_mut(act)
}

/// Opens the line, if it is not open.
pub fn start(live: Live) {
    let (fresh, watch) = with(|line| {
        let fresh = line.live.is_none();
        line.live = Some(live);
        (fresh, !std::mem::replace(&mut line.watching, true))
    });
    if watch {
        watch_the_browser();
    }
    if fresh {
        connect();
    }
}

/// Closes the line: nobody is signed in any more.
pub fn stop() {
    with(|line| {
        line.live = None;
        line.hang_up();
        line.retry = None;
    });
}

/// Registers a listener; answers its number.
pub fn listen(listener: Listener) -> u32 {
    with(|line| {
        line.next += 1;
        line.listeners.push((line.next, listener));
        line.next
    })
}

/// Takes a listener away.
pub fn forget(id: u32) {
    let _dropped_outside = with(|line| line.listeners.iter().position(|held| held.0 == id).map(|at| line.listeners.remove(at)));
}

/// Keeps a room open, over every reconnect; answers its number.
pub fn open(room: RoomId, after: After) -> u32 {
    let id = with(|line| {
        line.next += 1;
        line.rooms.push((line.next, room.clone(), after.clone()));
        line.next
    });
    say(&Say::Open { room, after: after() });
    id
}

/// Closes a room, unless another part of the page has it open too.
pub fn close(id: u32) {
    let (gone, last) = with(|line| {
        let gone = line.rooms.iter().position(|held| held.0 == id).map(|at| line.rooms.remove(at));
        let last = gone.as_ref().is_some_and(|gone| line.rooms.iter().all(|held| held.1 != gone.1));
        (gone, last)
    });
    if let Some((_, room, _)) = gone
        && last
    {
        say(&Say::Close { room });
    }
}

/// Asks again for what was missed in a room.
pub fn resume(room: &RoomId) {
    let after = with(|line| line.rooms.iter().find(|held| held.1 == *room).map(|held| held.2.clone()));
    if let Some(after) = after {
        say(&Say::Open { room: room.clone(), after: after() });
    }
}

/// Sends a frame, if the line is up.
pub fn say(say: &Say) {
    let Ok(frame) = serde_json::to_string(say) else { return };
    with(|line| {
        if let Some(wire) = &line.wire {
            wire.send(&frame);
        }
    });
}

impl Line {
    fn hang_up(&mut self) {
        self.wire = None;
        self.beat = None;
        self.doubt = None;
        self.up = false;
    }
}

fn connect() {
    with(|line| {
        if line.live.is_some() {
            line.hang_up();
            line.retry = None;
            line.wire = Wire::connect();
        }
    });
}

/// The socket is open: say which rooms are on screen, and what is known of them.
pub(super) fn opened() {
    let (live, rooms) = with(|line| {
        line.up = true;
        line.tries = 0;
        line.beat = Some(Interval::new(BEAT, doubt));
        (line.live, line.rooms.iter().map(|held| (held.1.clone(), held.2.clone())).collect::<Vec<_>>())
    });
    for (room, after) in rooms {
        say(&Say::Open { room, after: after() });
    }
    if let Some(live) = live {
        live.online.set(true);
    }
}

/// Asks for a sign of life; without one in time the line is given up and made anew.
fn doubt() {
    say(&Say::Ping);
    with(|line| {
        line.doubt = Some(Timeout::new(PATIENCE, || lost(0.0)));
    });
}

/// A frame has arrived.
pub(super) fn heard(text: &str) {
    let Ok(hear) = serde_json::from_slice::<Hear>(text.as_bytes()) else { return };
    let (live, listeners) = with(|line| {
        line.doubt = None;
        if let Hear::Event { id, .. } = &hear {
            if line.seen.contains(id) {
                return (None, Vec::new());
            }
            if line.seen.len() == REMEMBERED {
                line.seen.pop_front();
            }
            line.seen.push_back(id.clone());
        }
        (line.live, line.listeners.iter().map(|held| held.1.clone()).collect())
    });
    if let (Some(live), Hear::Counts { requests, unread, notices }) = (live, &hear) {
        live.seed(*requests, *unread, *notices);
    }
    for listener in listeners {
        listener(&hear);
    }
}

/// The socket is closed, by the other end or by the net.
pub(super) fn closed(code: u16) {
    match code {
        SIGNED_OUT => {
            let live = with(|line| {
                line.hang_up();
                line.live.take()
            });
            if let Some(live) = live {
                live.online.set(false);
            }
        }
        // The site restarts, or we were too slow: it wants us back, but not everybody in the same instant.
        1012 | 1013 => lost(800.0),
        _ => lost(0.0),
    }
}

/// Tries again after a while: half a second at first, doubling, never all tabs at once.
fn lost(soonest: f64) {
    let live = with(|line| {
        line.hang_up();
        let longest = if soonest > 0.0 && line.tries == 0 { soonest } else { (500.0 * 2f64.powi(line.tries.min(7))).min(LONGEST_WAIT) };
        line.tries += 1;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds under 30,000")]
        let wait = (longest * (0.5 + js_sys::Math::random() / 2.0)) as u32;
        line.retry = line.live.map(|_| Timeout::new(wait, connect));
        line.live
    });
    if let Some(live) = live {
        live.online.set(false);
    }
}

/// The browser knows sooner than any timer that the net is back, or that the person looks at this tab again.
fn watch_the_browser() {
    let awake = || {
        if with(|line| line.up) {
            doubt();
        } else {
            with(|line| line.tries = 0);
            connect();
        }
    };
    window_event_listener_untyped("online", move |_| awake());
    window_event_listener_untyped("offline", |_| {
        let live = with(|line| {
            line.hang_up();
            line.live
        });
        if let Some(live) = live {
            live.online.set(false);
        }
        with(|line| line.retry = line.live.map(|_| Timeout::new(5_000, connect)));
    });
    window_event_listener_untyped("pageshow", move |_| {
        if !with(|line| line.up || line.wire.is_some()) {
            awake();
        }
    });
    let visible = Closure::<dyn FnMut()>::new(move || {
        if document().visibility_state() == web_sys::VisibilityState::Visible {
            awake();
        }
    });
    let _not_refused = document().add_event_listener_with_callback("visibilitychange", visible.as_ref().unchecked_ref());
    // It listens as long as the tab lives.
    visible.forget();
}
