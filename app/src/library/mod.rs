//! The resource library of a supporter.
mod api;
mod page;

pub use page::LibraryPage;
