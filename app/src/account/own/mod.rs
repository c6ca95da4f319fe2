//! A person's own pages: profile, security, preferences, privacy.
pub mod api;
mod hub;
mod preferences;
mod privacy;
mod profile;
mod security;
mod two_factor;

pub use hub::Hub;
pub use preferences::Preferences;
pub use privacy::Privacy;
pub use profile::Profile;
pub use security::Security;
pub use two_factor::TwoFactor;

use crate::account::parts::word;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::toast::use_toasts;
use leptos::prelude::*;

/// Says so when an act has worked: here for scripts; a plain form lands on an address with `done=`, which [`Saved`] reads.
fn tell_when_done<S>(action: ServerAction<S>, says: &'static str, also: impl Fn() + 'static) {
    let (toasts, tries) = (use_toasts(), action.tries());
    Effect::new(move |_| {
        if tries.done() {
            toasts.say(says);
            also();
        }
    });
}

/// The note after a plain form was taken: `notes` pair the word in the address with what it means.
#[component]
fn Saved(notes: &'static [(&'static str, &'static str)]) -> impl IntoView {
    let done = word("done");
    let note = notes.iter().find(|(word, _)| *word == done).map(|(_, says)| *says);
    note.map(|says| view! { <Alert tone=AlertTone::Done><span>{says}</span></Alert> })
}
