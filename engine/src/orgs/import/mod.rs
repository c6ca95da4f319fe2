//! Organizations with their people, as they come from elsewhere: from the demo town today.
mod store;

pub use store::{NewInvitation, NewLeader, NewOrg};
pub(crate) use store::{add, add_application, add_invitation};
