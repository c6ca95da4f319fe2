//! What happens elsewhere, as it happens: one socket for each tab, shared by every part of the page.
#[cfg(feature = "hydrate")]
mod line;
#[cfg(feature = "hydrate")]
mod wire;

use domain::RoomId;
use domain::events::Event;
use domain::live::{Hear, Say};
use leptos::prelude::*;

/// The tab's line to the site. On the server it holds the first numbers and does nothing else.
#[derive(Clone, Copy)]
pub struct Live {
    /// Connection requests that wait for this person's answer.
    pub requests: RwSignal<i64>,
    /// Unread messages.
    pub unread: RwSignal<i64>,
    /// Unread notices.
    pub notices: RwSignal<i64>,
    /// Whether the line is up. It starts as `true`: a page that has just arrived came over a line.
    pub online: RwSignal<bool>,
}

/// Makes the line of this tab. Called once, by the app. It is opened in the browser as soon as somebody is signed in.
pub fn provide_live() -> Live {
    let live = Live { requests: RwSignal::new(0), unread: RwSignal::new(0), notices: RwSignal::new(0), online: RwSignal::new(true) };
    provide_context(live);
    #[cfg(feature = "hydrate")]
    if let Some(crate::frame::ViewerResource(viewer)) = use_context() {
        Effect::new(move |_| match viewer.get() {
            Some(Ok(Some(viewer))) => {
                live.seed(viewer.requests, viewer.unread, viewer.notices);
                line::start(live);
            }
            Some(Ok(None)) => line::stop(),
            // Still loading, or the line is down: nothing is known, nothing changes.
            _ => {}
        });
    }
    live
}

/// The tab's line to the site.
pub fn use_live() -> Live {
    use_context::<Live>().unwrap_or_else(provide_live)
}

impl Live {
    /// The numbers that came with the page.
    pub fn seed(self, requests: i64, unread: i64, notices: i64) {
        self.requests.set(requests);
        self.unread.set(unread);
        self.notices.set(notices);
    }

    /// Calls back for every event, until the part of the page that asked is gone.
    pub fn on_event(self, handler: impl Fn(&Event) + 'static) {
        self.on_hear(move |hear| {
            if let Hear::Event { body, .. } = hear {
                handler(body);
            }
        });
    }

    /// Calls back for everything heard, until the part of the page that asked is gone. Each event is heard once.
    pub fn on_hear(self, handler: impl Fn(&Hear) + 'static) {
        #[cfg(feature = "hydrate")]
        {
            let id = line::listen(std::rc::Rc::new(handler));
            on_cleanup(move || line::forget(id));
        }
        #[cfg(not(feature = "hydrate"))]
        let _inert = handler;
    }

    /// Opens a room now and again after every reconnect, telling what is known by then; closes it when the part of the
    /// page that asked is gone. What was missed and what comes is heard by [`Self::on_hear`].
    pub fn open_room(self, room: RoomId, after: impl Fn() -> i64 + 'static) {
        #[cfg(feature = "hydrate")]
        {
            let id = line::open(room, std::rc::Rc::new(after));
            on_cleanup(move || line::close(id));
        }
        #[cfg(not(feature = "hydrate"))]
        let _inert = (room, after);
    }

    /// Asks again for what was missed in a room that is open: something in between did not arrive.
    pub fn resume_room(self, room: &RoomId) {
        #[cfg(feature = "hydrate")]
        line::resume(room);
        #[cfg(not(feature = "hydrate"))]
        let _inert = room;
    }

    /// Says something, if the line is up. What must not be lost goes through a server function instead.
    pub fn say(self, say: Say) {
        #[cfg(feature = "hydrate")]
        line::say(&say);
        #[cfg(not(feature = "hydrate"))]
        let _inert = say;
    }
}
