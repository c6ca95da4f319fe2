//! Accounts: signing up, in and out, and a person's own pages.
#[cfg(feature = "ssr")]
pub mod cookie;
