//! The notification centre: what happened while one was away, and as it happens.
pub mod api;
mod page;

pub use page::NotificationsPage;
