//! Whole profiles, as they come from elsewhere: from the demo town today.
mod store;

pub use store::NewSupporter;
pub(crate) use store::add;
