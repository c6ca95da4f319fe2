//! Connections between two people: who may ask whom, who answers, who has had enough.
mod heard;
mod rules;
#[cfg(test)]
mod tests;

pub use heard::heard;
pub use rules::{Change, Happened, Link, Openness, Pair, Side, State, approve, block, decline, request, unblock, withdraw};

use crate::time::DAY;
use crate::{AccountId, Micros, Refusal};
use serde::{Deserialize, Serialize};

/// A member may have this many requests waiting for an answer (site.md, "Decisions").
pub const MOST_OPEN_REQUESTS: i64 = 10;
/// A request's note holds at most this many characters (site.md, "Decisions").
pub const NOTE_LIMIT: usize = 500;
/// After "not now" the same person may be asked again this much later (site.md, "Decisions").
pub const ASK_AGAIN_AFTER: Micros = 30 * DAY;

/// What one person is to another, as the first one's own screens show it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The very person who looks.
    Yourself,
    /// They can be asked.
    Open,
    /// They can't be asked: they take no new connections, are no supporter, or have blocked the one who looks,
    /// who is not told which.
    Closed,
    /// Asked, not yet answered.
    Asked,
    /// They asked the one who looks, who has not answered yet.
    AskedYou,
    /// Connected: they can write to each other.
    Connected,
    /// They said not now, less than 30 days ago.
    NotNow,
    /// Blocked by the one who looks.
    YouBlocked,
}

/// The two as they stand in the one row of a pair: the lower id first.
pub fn in_order<'a>(one: &'a AccountId, other: &'a AccountId) -> Result<(&'a AccountId, &'a AccountId), Refusal> {
    match one.cmp(other) {
        std::cmp::Ordering::Less => Ok((one, other)),
        std::cmp::Ordering::Greater => Ok((other, one)),
        std::cmp::Ordering::Equal => Err(Refusal::Yourself),
    }
}

/// A request's note: trimmed, its line ends made plain, without control characters. Refuses more than [`NOTE_LIMIT`].
pub fn note(text: &str) -> Result<String, Refusal> {
    let plain: String = text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let plain = plain.trim();
    if plain.chars().count() > NOTE_LIMIT {
        return Err(Refusal::field("note", format!("Please keep your note to {NOTE_LIMIT} characters.")));
    }
    Ok(plain.to_owned())
}

/// The lists of the Contacts page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// Connected people.
    #[default]
    Active,
    /// Requests that wait for an answer, of either side.
    Pending,
    /// People whom the one who looks has blocked.
    Blocked,
}

impl Tab {
    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Pending => "pending",
            Self::Blocked => "blocked",
        }
    }

    /// Reads the word in the address; anything else is the first tab.
    pub fn from_address(word: &str) -> Self {
        match word {
            "pending" => Self::Pending,
            "blocked" => Self::Blocked,
            _ => Self::Active,
        }
    }
}

/// How many people stand in each list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Connected.
    pub active: i64,
    /// Requests to this person that wait for their answer: the number beside Contacts in the frame.
    pub requests: i64,
    /// Requests of this person that wait for somebody else's.
    pub sent: i64,
    /// Blocked by this person.
    pub blocked: i64,
}
