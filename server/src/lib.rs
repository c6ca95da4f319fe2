//! The process around the engine and the screens: settings, router, cookies, sockets, security headers, graceful stop.
#![forbid(unsafe_code)]

pub mod router;
pub mod serve;
pub mod settings;
