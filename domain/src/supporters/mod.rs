//! Supporters as the public sees them: the search of the directory, cards and profiles, and what their owners may write.
pub mod card;
pub mod cohort;
pub mod dashboard;
pub mod draft;
pub mod hours;
pub mod search;
#[cfg(test)]
mod search_tests;
pub mod services;

pub use card::{Card, Found, Own, Profile, Rating, RoomLine, ServiceLine};
pub use cohort::{Breakdown, Group};
pub use dashboard::{Dashboard, Figures, MeetingList, MeetingRow, Month, Presence, Range, Summary, View};
pub use draft::ProfileDraft;
pub use hours::{HoursRow, Opening, WeeklyHours};
pub use search::{Price, Search, Sort};
pub use services::{Service, ServiceDraft};

/// What a supporter says of their gender, where it is known. Not saying is not a gender: it is `None`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// A woman.
    Woman,
    /// A man.
    Man,
    /// Neither, or both.
    Nonbinary,
}

impl Gender {
    /// All of them, as filters offer them.
    pub const ALL: [Self; 3] = [Self::Woman, Self::Man, Self::Nonbinary];

    /// The word kept in the database and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Woman => "woman",
            Self::Man => "man",
            Self::Nonbinary => "nonbinary",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Woman => "Woman",
            Self::Man => "Man",
            Self::Nonbinary => "Nonbinary",
        }
    }

    /// Reads the word kept in the database; `unsaid` and unknown words are `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gender| gender.as_str() == word)
    }
}
