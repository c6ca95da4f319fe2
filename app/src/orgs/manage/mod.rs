//! The house that an organization runs itself.
mod dashboard;
pub mod frame;
mod leader;
mod library;
mod meetings;
mod people;
mod pictures;
mod profile;
mod questions;
mod settings;
mod subscribers;
mod templates;

pub use dashboard::Dashboard;
pub use leader::LeaderProfile;
pub use library::OrgLibrary;
pub use meetings::Meetings;
pub use people::People;
pub use profile::Profile;
pub use questions::Questions;
pub use settings::Settings;
pub use subscribers::Subscribers;
pub use templates::Templates;
