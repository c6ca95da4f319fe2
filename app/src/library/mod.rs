//! The resource library of a supporter, and of an organization.
pub mod api;
mod handouts;
mod page;

pub use handouts::handouts;
pub use page::{LibraryPage, Shelf, asked};
