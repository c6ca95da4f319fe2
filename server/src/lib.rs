//! The process around the engine and the screens: settings, router, cookies, sockets, security headers, graceful stop.
#![forbid(unsafe_code)]

pub mod access;
pub mod icons;
pub mod kept;
pub mod limits;
pub mod live;
pub mod meetings;
pub mod orgs;
pub mod own;
pub mod pictures;
pub mod router;
pub mod security;
pub mod seed;
pub mod serve;
pub mod settings;
pub mod typed;
pub mod verbs;
pub mod who;
