//! Organizations with their people, as they come from elsewhere: from the demo town today.
mod store;

pub(crate) use store::add;
pub use store::{NewLeader, NewOrg};
