//! The rules of Alongside: types, parsed words, state machines, limits, who may do what.
//! Nothing here reads a clock, rolls a die or touches a disk: time and ids come in as arguments.
#![forbid(unsafe_code)]

pub mod account;
pub mod billing;
pub mod chat;
pub mod contacts;
pub mod crisis;
pub mod events;
pub mod ids;
pub mod languages;
pub mod library;
pub mod limits;
pub mod live;
pub mod meetings;
pub mod money;
pub mod notices;
pub mod orgs;
pub mod page;
pub mod refusal;
pub mod reviews;
pub mod roles;
pub mod supporters;
pub mod time;
pub mod topics;

pub use ids::{AccountId, ConnectionId, MeetingId, OrgId, RoomId, SessionId};
pub use limits::{Limits, limits};
pub use refusal::{Problem, Refusal};
pub use roles::Role;
pub use time::Micros;
