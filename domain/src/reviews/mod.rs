//! What people say of a supporter after a meeting.
pub mod draft;

pub use draft::ReviewDraft;

use crate::{MeetingId, Micros};
use serde::{Deserialize, Serialize};

/// How many reviews stand on a page.
pub const PER_PAGE: usize = 10;

/// One review as everybody may read it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Review {
    /// Its id.
    pub id: String,
    /// 1 to 5.
    pub stars: i64,
    /// What was written; may be empty.
    pub body: String,
    /// The author's name as others see it; `None` once they have left.
    pub author: Option<String>,
    /// The day it was written, in the viewer's zone: "12 Nov 2026".
    pub day: String,
    /// What the host answered; empty while they have not.
    #[serde(default)]
    pub answer: String,
}

/// What the one who was at a meeting has said of it, or may say.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnReview {
    /// The host's name as others see it.
    pub host: String,
    /// What they wrote, if they have.
    pub review: Option<Review>,
    /// The form filled in: what was typed before, or what stands.
    pub draft: ReviewDraft,
    /// Until when it can be changed, in words; empty once it can't be, and before it is written.
    pub until: String,
    /// Whether the form is open to them.
    pub open: bool,
    /// Whether staff have hidden it.
    pub hidden: bool,
}

/// What is said of one meeting, for the one who looks.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct OfMeeting {
    /// For somebody who was there.
    pub own: Option<OwnReview>,
    /// For the host: all of them, newest first.
    pub for_host: Vec<Review>,
}

/// A review as staff read it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StaffReview {
    /// The review.
    pub review: Review,
    /// Whom it is about, as others see them.
    pub host: String,
    /// Their address under `/supporters/`.
    pub handle: String,
    /// The meeting it is about, if it names one.
    pub meeting: Option<MeetingId>,
    /// Why it is hidden; empty while everybody can read it.
    pub hidden: String,
    /// Who of the staff has hidden it, by username, if they are still here.
    pub hidden_by: Option<String>,
    /// The day on which they did; `None` for what was hidden before that was written down.
    pub hidden_on: Option<String>,
}

impl StaffReview {
    /// That it is hidden, by whom, since when and why.
    pub fn hidden_words(&self) -> String {
        let by = self.hidden_by.as_deref().unwrap_or("somebody who has left");
        match &self.hidden_on {
            Some(day) => format!("Hidden by {by} on {day}: {}", self.hidden),
            None => format!("Hidden: {}", self.hidden),
        }
    }
}

/// Some reviews, newest first.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ReviewPage {
    /// At most ten.
    pub reviews: Vec<Review>,
    /// Where the older ones start, if there are any.
    pub older: Option<String>,
}

/// A place in a list that is sorted by time, newest first: everything after it is older.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// When the last one seen was written.
    pub at: Micros,
    /// Its id, because two may share their time.
    pub id: String,
}

impl Place {
    /// Reads the words in an address. What makes no sense is `None`: then the list starts at its beginning.
    pub fn parse(words: &str) -> Option<Self> {
        let (at, id) = words.split_once('.')?;
        let fits = id.len() == 36 && id.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit());
        Some(Self { at: at.parse().ok()?, id: fits.then(|| id.to_owned())? })
    }

    /// The words in an address.
    pub fn to_words(&self) -> String {
        format!("{}.{}", self.at, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_read_who_has_hidden_a_review_since_when_and_why() {
        let review = Review { id: "r".into(), stars: 1, body: String::new(), author: None, day: String::new(), answer: String::new() };
        let row = StaffReview {
            review,
            host: "Rosa B.".into(),
            handle: "rosa".into(),
            meeting: None,
            hidden: "An insult".into(),
            hidden_by: Some("boss".into()),
            hidden_on: Some("26 Nov 2026".into()),
        };
        assert_eq!(row.hidden_words(), "Hidden by boss on 26 Nov 2026: An insult");
        let gone = StaffReview { hidden_by: None, ..row.clone() };
        assert_eq!(gone.hidden_words(), "Hidden by somebody who has left on 26 Nov 2026: An insult");
        assert_eq!(StaffReview { hidden_on: None, ..gone }.hidden_words(), "Hidden: An insult", "before it was written down");
    }

    #[test]
    fn a_place_in_the_list_survives_its_address_and_nonsense_does_not() {
        let place = Place { at: 17, id: "0190b6f0-7c1e-7a55-8f00-0123456789ab".into() };
        assert_eq!(Place::parse(&place.to_words()), Some(place));
        for nonsense in ["", "17", "17.", "x.0190b6f0-7c1e-7a55-8f00-0123456789ab", "17.' OR 1=1 --"] {
            assert_eq!(Place::parse(nonsense), None, "{nonsense}");
        }
    }
}
