//! The roster of a meeting, and inviting to it.
pub mod api;
mod invite;
mod page;

pub use page::People;
