//! Who is on a meeting's roster, as its hosts see it: usernames, states, and never an address or a number.
use crate::AccountId;
use serde::{Deserialize, Serialize};

/// Whether somebody who had a seat was there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// They came.
    Attended,
    /// They did not.
    Missed,
}

impl Attendance {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attended => "attended",
            Self::Missed => "missed",
        }
    }

    /// Reads the word; anything else is not known yet.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Attended, Self::Missed].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Somebody on the roster.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Person {
    /// Their account.
    pub id: AccountId,
    /// Their name as others see it.
    pub name: String,
    /// Id of their picture.
    pub picture: Option<String>,
    /// registered, held, waiting, offered, cancelled, removed, attended or missed.
    pub state: String,
    /// The state as people read it: "Registered", "Waiting, 3rd in line".
    pub says: String,
    /// Since when, in the viewer's zone.
    pub since: String,
    /// "Paid $5", or empty.
    pub money: String,
    /// Whether a seat can be taken back.
    pub has_seat: bool,
}

/// The roster.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Roster {
    /// The meeting's name.
    pub name: String,
    /// When it starts.
    pub starts: String,
    /// How many seats there are.
    pub seats: i64,
    /// How many are registered.
    pub registered: i64,
    /// Whether it has begun, so that attendance can be noted.
    pub begun: bool,
    /// Everybody: seats first, then the line, then those who left.
    pub people: Vec<Person>,
}
