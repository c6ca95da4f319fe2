//! Organizations: the page with all of them, one's own page with its tabs, joining, and the house they run themselves.
mod admin;
pub mod api;
mod apply;
mod directory;
mod intake;
mod invitation;
mod leaders;
mod look;
pub mod manage;
mod page;
mod subscribe;
#[cfg(feature = "ssr")]
pub mod typed;

pub use admin::Applications;
pub use apply::Apply;
pub use directory::Organizations;
pub use intake::Intake;
pub use invitation::InvitationPage;
pub use look::Mark;
pub use page::Organization;
pub use subscribe::Asked;
