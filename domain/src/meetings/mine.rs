//! My Meetings: what stands in its tabs.
use super::MeetingLine;
use super::step::Step;
use crate::Micros;
use serde::{Deserialize, Serialize};

/// The tabs of My Meetings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// Seats in meetings to come.
    #[default]
    Upcoming,
    /// Meetings that are over, and those that were cancelled.
    Past,
    /// Lines the person waits in.
    Waiting,
    /// Meetings the person leads.
    Hosting,
}

impl Tab {
    /// All tabs, in their order.
    pub const ALL: [Self; 4] = [Self::Upcoming, Self::Past, Self::Waiting, Self::Hosting];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Past => "past",
            Self::Waiting => "waiting",
            Self::Hosting => "hosting",
        }
    }

    /// What the tab is called (site.md, "Fixed labels").
    pub fn label(self) -> &'static str {
        match self {
            Self::Upcoming => "Upcoming",
            Self::Past => "Past",
            Self::Waiting => "On Waiting List",
            Self::Hosting => "Hosted by me",
        }
    }

    /// Reads the word in the address; anything else is the first tab.
    pub fn from_address(word: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.as_str() == word).unwrap_or_default()
    }
}

/// A meeting in one of the tabs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MyMeeting {
    /// The meeting.
    pub line: MeetingLine,
    /// What the person can do.
    pub step: Step,
    /// In Past: what became of it, such as "You were there" or "You cancelled". Otherwise empty.
    pub became: String,
    /// What became of the money, if any was paid: "Paid $5", "$5 is on its way back".
    pub money: String,
    /// How many have a seat: for hosts.
    pub registered: i64,
    /// How many wait in line: for hosts.
    pub line_length: i64,
    /// Whether the person may say how it was.
    pub can_review: bool,
}

/// One page of a tab.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct MyMeetings {
    /// The meetings: soonest first, in Past the latest first.
    pub meetings: Vec<MyMeeting>,
    /// Before the first page of Upcoming: the seats that are offered and wait for an answer.
    pub offers: Vec<MyMeeting>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// The zone the times are told in: "Eastern time (EST)".
    pub zone: String,
    /// Whether the person may create meetings of their own.
    pub creates: bool,
    /// When it was read.
    pub as_of: Micros,
}
