//! The screens of Alongside: Leptos views, and server functions that make one engine call each.
#![forbid(unsafe_code)]
#![recursion_limit = "256"]

pub mod account;
pub mod billing;
pub mod chat;
pub mod contacts;
#[cfg(feature = "ssr")]
pub mod ctx;
pub mod error;
pub mod frame;
pub mod gallery;
pub mod home;
pub mod library;
pub mod live;
pub mod mail;
pub mod meetings;
pub mod notices;
pub mod orgs;
pub mod pages;
pub mod reviews;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod signpost;
pub mod supporters;
pub mod ui;
pub mod wire;

pub use error::AppError;
pub use routes::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
pub use wire::Posted;

/// Takes the limits of the site from the page, before anything is shown.
pub fn take_limits(word: &str) {
    if let Some(limits) = domain::Limits::from_word(word) {
        domain::limits::choose(limits);
    }
}
