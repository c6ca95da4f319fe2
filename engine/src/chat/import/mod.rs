//! Rooms with their history, as they come from elsewhere: from the demo town today.
mod store;

pub(crate) use store::add;
pub use store::{OldLine, OldRoom, Seat};
