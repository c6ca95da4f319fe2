//! Meetings: for now the page that tells of one, before registering opens.
mod api;
mod page;

pub use page::Meeting;
