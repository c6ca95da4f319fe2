//! Meetings: the calendar, one meeting, its form, its people, its room, My Meetings.
mod action;
mod api;
mod calendar;
mod feed;
mod filters;
pub mod form;
mod list;
mod mine;
mod month;
mod offer;
mod page;
pub mod people;
mod room;
mod tile;

pub use calendar::Calendar;
pub use list::Meetings;
pub use mine::{MyMeetingsPage, Next};
pub use offer::{Invitation, Offer};
pub use page::Meeting;
pub use room::Room;
