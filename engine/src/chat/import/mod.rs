//! Rooms with their history, as they come from elsewhere: from the demo town today.
mod store;

pub use store::{OldLine, OldRoom, Seat};
pub(crate) use store::{add, give_to_org};
