//! What others see of a supporter: a card in the directory, a profile page, a review.
use crate::contacts::Standing;
use crate::meetings::{Handout, MeetingList};
use crate::{AccountId, RoomId};
use serde::{Deserialize, Serialize};

/// How a supporter was rated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Rating {
    /// The sum of the stars.
    pub total: i64,
    /// The number of reviews.
    pub count: i64,
}

impl Rating {
    /// Stars in tenths, rounded: 48 is shown as 4.8. `None` before the first review.
    pub fn tenths(self) -> Option<i64> {
        (self.count > 0).then(|| (self.total * 20 + self.count) / (self.count * 2))
    }

    /// "4.8", if there is a review.
    pub fn shown(self) -> Option<String> {
        self.tenths().map(|tenths| format!("{}.{}", tenths / 10, tenths % 10))
    }

    /// "23 reviews", "1 review", "No reviews yet".
    pub fn reviews(self) -> String {
        match self.count {
            0 => "No reviews yet".to_owned(),
            1 => "1 review".to_owned(),
            count => format!("{count} reviews"),
        }
    }
}

/// One row of the directory.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Card {
    /// The supporter's account.
    pub id: AccountId,
    /// The address under `/supporters/`.
    pub handle: String,
    /// First name and initial.
    pub name: String,
    /// Their training.
    pub credential: String,
    /// A line or two of their own words.
    pub headline: String,
    /// What they help with, as people read it: topics first, then their own words.
    pub specialties: Vec<String>,
    /// Their reviews.
    pub rating: Rating,
    /// The id of their picture.
    pub picture: Option<String>,
    /// Their next opening in the viewer's zone, such as "Today, 6:30 pm".
    pub opening: Option<String>,
    /// What they are to the viewer; a visitor sees who can be asked.
    pub standing: Standing,
}

/// A page of the directory.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Found {
    /// How many fit altogether.
    pub total: u32,
    /// The page, counted from 0.
    pub page: u32,
    /// How many pages there are; at least 1.
    pub pages: u32,
    /// At most ten.
    pub cards: Vec<Card>,
}

/// A service as a profile shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ServiceLine {
    /// What it is called.
    pub name: String,
    /// Its length.
    pub minutes: i64,
    /// Its price, such as "$19.99" or "Free".
    pub price: String,
}

/// A chatroom as a profile shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RoomLine {
    /// Its address is `/chat?room={id}`.
    pub id: RoomId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// How many people are in it.
    pub people: i64,
}

/// A public profile.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Profile {
    /// What stands on the card as well.
    pub card: Card,
    /// The first words.
    pub greeting: String,
    /// Who they are.
    pub about: String,
    /// What they have been through.
    pub story: String,
    /// Why they help.
    pub motivation: String,
    /// What they speak, as people read it.
    pub languages: Vec<String>,
    /// What they offer.
    pub services: Vec<ServiceLine>,
    /// How many group meetings they have led.
    pub groups_led: i64,
    /// How many one-to-one meetings they have led.
    pub sessions_led: i64,
    /// Their public meetings that are still to come, soonest first.
    pub meetings: MeetingList,
    /// The chatrooms they look after.
    pub rooms: Vec<RoomLine>,
    /// What they share of their library with everybody.
    pub documents: Vec<Handout>,
    /// Whether the profile is hidden: then only its owner sees this.
    pub hidden: bool,
    /// Whether this is the viewer's own profile.
    pub own: bool,
}

/// What an owner edits, and what stands around the form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Own<T> {
    /// The address of their profile under `/supporters/`.
    pub handle: String,
    /// The IANA name of the zone their hours are told in.
    pub zone: String,
    /// The form filled in.
    pub form: T,
}

impl Own<()> {
    /// The same around a form.
    pub fn with<T>(self, form: T) -> Own<T> {
        Own { handle: self.handle, zone: self.zone, form }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_is_shown_with_one_digit_rounded() {
        assert_eq!(Rating { total: 112, count: 23 }.shown().as_deref(), Some("4.9"));
        assert_eq!(Rating { total: 5, count: 1 }.shown().as_deref(), Some("5.0"));
        assert_eq!(Rating { total: 95, count: 20 }.shown().as_deref(), Some("4.8"));
        assert_eq!(Rating::default().shown(), None);
        assert_eq!(Rating { total: 4, count: 1 }.reviews(), "1 review");
    }
}
