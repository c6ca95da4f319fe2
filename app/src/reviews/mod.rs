//! What people say of a supporter: a list that grows, and the dialog that opens from a rating.
mod api;
mod parts;

pub use parts::{Reviews, ReviewsDialog};
