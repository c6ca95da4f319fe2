//! Organizations: what they show, who may take part, and who runs them.
pub mod brand;
pub mod csv;
pub mod draft;
pub mod intake;
pub mod leader;
mod open_to;
mod rights;
mod search;
mod settings;
mod slug;
mod staff_news;
pub mod states;
mod views;

pub use brand::Brand;
pub use draft::{ApplicationDraft, OrgDraft};
pub use intake::{Answer, FieldDraft, FieldKind, IntakeField};
pub use leader::LeaderDraft;
pub use open_to::{Facts, OpenTo};
pub use rights::{OrgAdmin, OrgFacilitator, OrgOwner, OrgRole, OrgStaff};
pub use search::Search;
pub use settings::SettingsDraft;
pub use slug::Slug;
pub use staff_news::StaffNews;
pub use views::{Application, Attention, Invitation, Leader, Look, News, OrgPage, OwnOrg, Person, Subscriber, Tab, Tile, WayIn};

use crate::Micros;
use crate::time::DAY;

/// An invitation can be taken for this long.
pub const INVITATION_LASTS: Micros = 14 * DAY;
/// What an organization writes to all its subscribers holds at most this many characters.
pub const NEWS_LIMIT: usize = 600;

/// Reads what is written to all subscribers. Refuses nothing at all, and more than [`NEWS_LIMIT`] characters.
pub fn news(typed: &str) -> Result<String, crate::Refusal> {
    let text = draft::tidy(typed);
    match text.chars().count() {
        0 => Err(crate::Refusal::field("text", "Write something first.")),
        length if length > NEWS_LIMIT => {
            Err(crate::Refusal::field("text", format!("This is {length} characters long. Shorten it to {NEWS_LIMIT}.")))
        }
        _ => Ok(text),
    }
}
