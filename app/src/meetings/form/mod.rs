//! The form **Create a Meeting**, and the same one to change or call off a meeting; for supporters, and for organizations.
pub mod api;
mod fields;
mod for_org;
mod leaders;
mod page;
mod preview;
mod templates;

pub use for_org::CreateForOrg;
pub use page::{Create, Edit};
pub use templates::{EditTemplate, NewTemplate};
