//! Find a Peer Supporter, the public profile, and the pages on which supporters edit theirs.
mod api;
mod card;
mod dashboard;
mod directory;
mod filters;
mod metrics;
mod own_hours;
mod own_page;
mod own_profile;
mod own_services;
mod profile;
mod share;
pub mod story;
#[cfg(feature = "ssr")]
mod typed;

pub use dashboard::DashboardPage;
pub use directory::Directory;
pub use own_hours::OwnHours;
pub use own_profile::OwnProfile;
pub use own_services::OwnServices;
pub use profile::ProfilePage;
pub use story::{length, seats};
