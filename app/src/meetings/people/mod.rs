//! The roster of a meeting, and inviting to it.
pub mod api;
mod invite;
mod page;
mod removing;

pub use page::People;
