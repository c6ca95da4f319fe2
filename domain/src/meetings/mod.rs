//! Meetings: their form, their series, who may take a seat, who waits in line, and what people see of them.
pub mod draft;
pub mod mine;
mod news;
pub mod of_org;
mod roster;
pub mod search;
pub mod series;
pub mod step;
pub mod wall;

pub use draft::{MeetingDraft, Plan};
pub use news::News;
pub use of_org::Visibility;
pub use roster::{Attendance, Person, Roster};
pub use series::{Repeat, Scope};
pub use step::{Facts, Mine, Step};
pub use wall::{WallDay, WallTime};

use crate::orgs::WayIn;
use crate::{MeetingId, Micros};
use serde::{Deserialize, Serialize};

/// For many, or for one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Up to 45 registrants.
    #[default]
    Group,
    /// Exactly one.
    OneToOne,
}

impl Kind {
    /// The word in the form and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::OneToOne => "one_to_one",
        }
    }

    /// Reads the word; anything else is none.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Group, Self::OneToOne].into_iter().find(|kind| kind.as_str() == word)
    }

    /// What people read (site.md, "Fixed labels").
    pub fn label(self) -> &'static str {
        match self {
            Self::Group => "Group Meeting",
            Self::OneToOne => "1on1 Coaching",
        }
    }
}

/// What every list says of a meeting.
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
    /// Who leads it: "Rosa M.", or "Team Led" with three hosts.
    pub host: String,
    /// What it is about, as people read it.
    pub topic: String,
}

/// A meeting in a list, and the one action of the one who looks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Listed {
    /// The meeting.
    pub line: MeetingLine,
    /// What the viewer can do; `None` for a visitor who may register after signing in.
    pub step: Option<Step>,
    /// Whether it is of an organization that the viewer has nothing to do with: its page asks whether they subscribe.
    pub outside: bool,
}

/// What somebody plans, or an organization does, soonest first.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct MeetingList {
    /// The meetings.
    pub meetings: Vec<Listed>,
    /// The viewer's zone, named once: "Eastern time (EST)". Empty for visitors: there each time names its own.
    pub zone: String,
}

/// A host, as the meeting's page names them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Host {
    /// The name others see.
    pub name: String,
    /// The address under `/supporters/`, if the profile is public.
    pub handle: Option<String>,
    /// The word that finds their meetings in the calendar: `/meetings?host=`.
    pub word: String,
    /// Id of the picture.
    pub picture: Option<String>,
    /// Stays the same for the person.
    pub seed: String,
}

/// A document that a meeting hands out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Handout {
    /// Its address is `/library/{id}`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind and size: "PDF, 120 kB".
    pub what: String,
}

/// Another meeting of a series.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SeriesDate {
    /// Its address is `/meetings/{id}`.
    pub id: MeetingId,
    /// When it starts, in the viewer's zone.
    pub starts: String,
    /// How the viewer stands to it: "Registered", "Full", or nothing.
    pub state: String,
}

/// A meeting on its own page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MeetingPage {
    /// What stands in lists as well.
    pub line: MeetingLine,
    /// What to expect.
    pub description: String,
    /// More detail inside the topic; may be empty.
    pub support_topic: String,
    /// For whom; may be empty.
    pub focus: String,
    /// When it ends, in the viewer's zone: "7:30 pm".
    pub ends: String,
    /// The short name of the zone that the time is told in, such as "EST".
    pub zone: String,
    /// The host's time where it differs: "12:30 am in London (GMT)". Otherwise empty.
    pub for_host: String,
    /// "in 20 minutes", "in 3 days"; empty once it has started.
    pub relative: String,
    /// The hosts, the main one first.
    pub hosts: Vec<Host>,
    /// The organization it belongs to, as name and the word in its address.
    pub organization: Option<(String, String)>,
    /// What the viewer can do. `None` for a visitor who may register after signing in.
    pub step: Option<Step>,
    /// What subscribing to its organization takes, where a seat or a place in line asks for that first.
    pub way_in: Option<WayIn>,
    /// Until when what the step speaks of holds, in words. Nothing if that is over: then cancelling pays nothing back.
    pub until: String,
    /// Whether the seats are limited to invited people.
    pub exclusive: bool,
    /// Whether it takes a password.
    pub private: bool,
    /// How many wait in line.
    pub line_length: i64,
    /// Its documents: for those who have a seat, and hosts.
    pub documents: Vec<Handout>,
    /// How many documents there are.
    pub document_count: i64,
    /// Other meetings of its series that are still to come.
    pub series: Vec<SeriesDate>,
    /// How many dates of its free series the viewer could take at once, and how many of these are full.
    pub whole_series: Option<(i64, i64)>,
    /// Whether the viewer may open its roster, change it and call it off.
    pub leads: bool,
    /// What became of the viewer's money, in words.
    pub money: String,
    /// The host's own notes: for hosts.
    pub comments: String,
    /// JSON-LD of schema.org's Event.
    pub json_ld: String,
}
