//! The house that an organization runs itself.
mod dashboard;
mod frame;
mod leader;
mod people;
mod pictures;
mod profile;
mod questions;
mod settings;
mod subscribers;

pub use dashboard::Dashboard;
pub use leader::LeaderProfile;
pub use people::People;
pub use profile::Profile;
pub use questions::Questions;
pub use settings::Settings;
pub use subscribers::Subscribers;
