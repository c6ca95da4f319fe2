//! The form **Create a Meeting**, and the same one to change or call off a meeting.
pub mod api;
mod fields;
mod page;
mod preview;

pub use page::{Create, Edit};
