//! Contacts: asking to connect from a card or a profile, and the page with everybody one has to do with.
pub mod api;
mod badges;
mod board;
mod message;
mod page;
pub mod parts;
mod rows;

pub use badges::follow_badges;
pub use page::ContactsPage;
