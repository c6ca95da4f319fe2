//! Reviews written earlier, as they come from elsewhere: from the demo town today.
mod store;

pub use store::NewReview;
pub(crate) use store::add;
