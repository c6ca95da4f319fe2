//! Meetings planned or held earlier, as they come from elsewhere: from the demo town today.
mod store;

pub use store::NewMeeting;
pub(crate) use store::{add, give_to_org};
