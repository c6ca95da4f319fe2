//! The numbers in the frame, as they change: requests that wait, and notices that are new.
use crate::frame::ViewerResource;
use crate::live::use_live;
use crate::notices::api::CountNews;
use crate::ui::action::ServerAction;
use domain::events::Event;
use domain::notices::{Told, told};
use leptos::prelude::*;

/// Lets the numbers follow what is heard. Called once, by the app, after the line is made.
pub fn follow_badges() {
    let live = use_live();
    let Some(ViewerResource(viewer)) = use_context() else { return };
    let counts = ServerAction::<CountNews>::new();
    Effect::new(move |_| {
        if let Some(Ok(news)) = counts.answer() {
            live.requests.set(news.requests);
            live.notices.set(news.notices);
        }
    });
    live.on_event(move |event| {
        let Some(Ok(Some(viewer))) = viewer.get_untracked() else { return };
        match event {
            Event::RequestSent { asked, .. } if asked.id == viewer.id => live.requests.update(|requests| *requests += 1),
            Event::RequestApproved { asked, automatic: false, .. }
            | Event::RequestDeclined { asked, .. }
            | Event::RequestWithdrawn { asked, .. }
                if asked.id == viewer.id =>
            {
                live.requests.update(|requests| *requests = (*requests - 1).max(0));
            }
            _ => {}
        }
        let mut settled = false;
        for told in told(event) {
            match told {
                Told::New(notice) if notice.to == viewer.id => live.notices.update(|notices| *notices += 1),
                Told::Settled { to, .. } | Told::Gone { to, .. } | Told::Silenced { to, .. } if to == viewer.id => settled = true,
                _ => {}
            }
        }
        if settled {
            // Whether the notice had been read before, only the server knows.
            counts.dispatch(CountNews {});
        }
    });
}
