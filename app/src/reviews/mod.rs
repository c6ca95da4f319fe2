//! What people say of a supporter: a list that grows, the dialog that opens from a rating, the form after a meeting, and what staff see.
pub mod api;
mod parts;
mod staff;
mod writing;

pub use parts::{Reviews, ReviewsDialog};
pub use staff::ReviewsForStaff;
pub use writing::{MeetingReviewsPart, OwnReviews};
