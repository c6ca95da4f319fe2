//! Meetings planned or held earlier, as they come from elsewhere: from the demo town today.
mod store;

pub use store::NewMeeting;
pub(crate) use store::{add, add_co_host, give_to_org};
