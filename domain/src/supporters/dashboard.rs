//! What a supporter sees of their own work: a few numbers, and figures in three tabs.
use super::Rating;
use super::cohort::Breakdown;
use crate::time::DAY;
use crate::{MeetingId, Micros};
use serde::{Deserialize, Serialize};

/// The tabs of the figures (features.md 1.24).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Meetings, attendees, money, rating.
    #[default]
    Summary,
    /// Who attends.
    Demographics,
    /// Meeting by meeting.
    Meetings,
}

impl View {
    /// All tabs, in their order.
    pub const ALL: [Self; 3] = [Self::Summary, Self::Demographics, Self::Meetings];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Demographics => "demographics",
            Self::Meetings => "meetings",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Demographics => "Demographics",
            Self::Meetings => "Meeting List",
        }
    }

    /// Reads the word in the address; anything else is the first tab.
    pub fn from_address(word: &str) -> Self {
        Self::ALL.into_iter().find(|view| view.as_str() == word).unwrap_or_default()
    }
}

/// How far the figures look back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Range {
    /// 30 days.
    Month,
    /// 90 days.
    #[default]
    Quarter,
    /// 365 days.
    Year,
    /// From the beginning.
    All,
}

impl Range {
    /// All of them, the shortest first.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Year, Self::All];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Month => "30",
            Self::Quarter => "90",
            Self::Year => "365",
            Self::All => "all",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Month => "Last 30 days",
            Self::Quarter => "Last 90 days",
            Self::Year => "Last year",
            Self::All => "All time",
        }
    }

    /// Reads the word in the address; anything else is the last 90 days.
    pub fn from_address(word: &str) -> Self {
        Self::ALL.into_iter().find(|range| range.as_str() == word).unwrap_or_default()
    }

    /// Where it begins, seen from `now`.
    pub fn since(self, now: Micros) -> Micros {
        match self {
            Self::Month => now - 30 * DAY,
            Self::Quarter => now - 90 * DAY,
            Self::Year => now - 365 * DAY,
            Self::All => 0,
        }
    }
}

/// What became of seats in meetings that took place, as hosts have noted it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Presence {
    /// Came.
    pub came: i64,
    /// Did not.
    pub missed: i64,
    /// Nobody has noted it.
    pub unknown: i64,
}

impl Presence {
    /// All seats.
    pub fn seats(self) -> i64 {
        self.came + self.missed + self.unknown
    }

    /// Adds `many` seats that the roster says this of.
    pub fn add(&mut self, attendance: &str, many: i64) {
        match attendance {
            "attended" => self.came += many,
            "missed" => self.missed += many,
            _ => self.unknown += many,
        }
    }
}

/// A calendar month, or what lies before the first one that is told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Month {
    /// "Nov 2026", or "Earlier".
    pub name: String,
    /// Meetings that took place.
    pub meetings: i64,
    /// Their seats.
    pub presence: Presence,
    /// What was earned after fees, in cents.
    pub earned: i64,
    /// The same in words.
    pub earned_says: String,
}

/// The first tab.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Summary {
    /// Meetings that took place in the range.
    pub held: i64,
    /// Meetings that are planned.
    pub coming: i64,
    /// Seats in those that took place.
    pub presence: Presence,
    /// What was earned in the range after fees, in words.
    pub earned: String,
    /// The reviews that were written in the range.
    pub rating: Rating,
    /// The latest month first.
    pub months: Vec<Month>,
}

/// A meeting in the third tab.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MeetingRow {
    /// Its address is `/meetings/{id}`.
    pub id: MeetingId,
    /// Its name.
    pub name: String,
    /// "Group Meeting" or "1on1 Coaching".
    pub kind: String,
    /// What it was about.
    pub topic: String,
    /// When it started, in the viewer's zone: "12 Nov 2026, 6:00 pm".
    pub starts: String,
    /// How many seats there were.
    pub seats: i64,
    /// What became of those that were taken.
    pub presence: Presence,
    /// Its price.
    pub price: String,
}

/// The third tab.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MeetingList {
    /// How many people had a seat in the range, each counted once.
    pub attendees: i64,
    /// Those with one seat.
    pub once: i64,
    /// Those with two seats or more.
    pub again: i64,
    /// The meetings, the latest first.
    pub rows: Vec<MeetingRow>,
    /// Where the next page starts.
    pub next: Option<String>,
}

/// The figures of one tab.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figures {
    /// Of the first.
    Summary(Summary),
    /// Of the second.
    Demographics(Vec<Breakdown>),
    /// Of the third.
    Meetings(MeetingList),
}

/// The numbers above the tabs, and the figures of one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Dashboard {
    /// The address under `/supporters/`.
    pub handle: String,
    /// All reviews.
    pub rating: Rating,
    /// Seats in meetings that took place, and conversations.
    pub interactions: i64,
    /// People who are connected with them.
    pub connections: i64,
    /// Requests that wait for their answer.
    pub requests: i64,
    /// What was ever earned after fees, in words.
    pub earned: String,
    /// The zone the times are told in.
    pub zone: String,
    /// The tab.
    pub figures: Figures,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_tabs_and_ranges_and_anything_else_is_the_usual() {
        for view in View::ALL {
            assert_eq!(View::from_address(view.as_str()), view);
        }
        for range in Range::ALL {
            assert_eq!(Range::from_address(range.as_str()), range);
        }
        assert_eq!((View::from_address("x"), Range::from_address("-1")), (View::Summary, Range::Quarter));
        assert_eq!((Range::Month.since(31 * DAY), Range::All.since(31 * DAY)), (DAY, 0));
    }
}
