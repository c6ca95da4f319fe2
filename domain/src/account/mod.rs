//! The rules of accounts: what a person may be called, and how they come in.
pub mod device;
pub mod name;

pub use device::device;
pub use name::shown_name;
