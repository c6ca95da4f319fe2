//! What people see of a meeting before they register.
use crate::{MeetingId, Micros};
use serde::{Deserialize, Serialize};

/// A meeting as its host's profile shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MeetingLine {
    /// Its address is `/meetings/{id}`.
    pub id: MeetingId,
    /// Its name.
    pub name: String,
    /// When it starts.
    pub starts_at: Micros,
    /// When it starts, in the viewer's zone.
    pub starts: String,
    /// Its length.
    pub minutes: i64,
    /// Whether it is for one person.
    pub one_to_one: bool,
    /// Its price, such as "$19.99" or "Free".
    pub price: String,
    /// Seats that are left.
    pub left: i64,
}

/// A meeting on its own page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MeetingPage {
    /// What stands on the host's profile as well.
    pub line: MeetingLine,
    /// What to expect.
    pub description: String,
    /// What it is about, as people read it.
    pub topic: String,
    /// The short name of the zone that the time is told in, such as "EST".
    pub zone: String,
    /// Whether it has ended.
    pub over: bool,
    /// The host's name as others see it.
    pub host: String,
    /// The host's address under `/supporters/`, if their profile is public.
    pub handle: Option<String>,
    /// The id of the host's picture.
    pub picture: Option<String>,
}
