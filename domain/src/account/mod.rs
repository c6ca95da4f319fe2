//! The rules of accounts: what a person may be called, how they come in, and what they may say about themselves.
pub mod birth;
pub mod device;
pub mod email;
pub mod name;
pub mod next;
pub mod password;
pub mod preferences;
pub mod profile;
pub mod staff_help;
pub mod two_factor;
pub mod username;

pub use birth::Birth;
pub use device::device;
pub use email::Email;
pub use name::shown_name;
pub use next::Next;
pub use password::NewPassword;
pub use preferences::{Locale, Theme};
pub use profile::Profile;
pub use two_factor::Proof;
pub use username::Username;
