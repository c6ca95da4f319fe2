//! Meetings that repeat: daily or weekly, a limited number, each at the same time on the host's wall clock.
use super::wall::WallDay;
use crate::{Limits, Refusal, limits};
use serde::{Deserialize, Serialize};

/// How often a series meets.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// Every day.
    Daily,
    /// Every week, on the same day.
    Weekly,
}

impl Repeat {
    /// The word in the form and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    /// Reads the word; anything else does not repeat.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Daily, Self::Weekly].into_iter().find(|repeat| repeat.as_str() == word)
    }

    fn days(self) -> i64 {
        match self {
            Self::Daily => 1,
            Self::Weekly => 7,
        }
    }
}

/// The days of a series from `first` to `until`, both counted if they fit. Refuses an end before the start, and more
/// meetings than the site's limit (features.md 1.14, field 16).
pub fn days(first: WallDay, repeat: Repeat, until: WallDay) -> Result<Vec<WallDay>, Refusal> {
    days_within(first, repeat, until, limits())
}

/// The same within these limits.
pub fn days_within(first: WallDay, repeat: Repeat, until: WallDay, limits: &Limits) -> Result<Vec<WallDay>, Refusal> {
    if until < first {
        return Err(Refusal::field("until", "The series ends before it starts. Choose a later end date."));
    }
    let count = first.until(until) / repeat.days() + 1;
    let most = limits.series_meetings;
    if count > most {
        let last = first.plus(repeat.days() * (most - 1));
        return Err(Refusal::field("until", format!("That makes {count} meetings. A series can hold {most}: end it by {last}.")));
    }
    Ok((0..count).map(|step| first.plus(step * repeat.days())).collect())
}

/// Which meetings of a series an edit or a cancellation is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The one that was chosen.
    #[default]
    This,
    /// The chosen one and all after it.
    Following,
    /// All that have not started.
    All,
}

impl Scope {
    /// The word in the form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::This => "this",
            Self::Following => "following",
            Self::All => "all",
        }
    }

    /// Reads the word; anything else is the narrowest.
    pub fn parse(word: &str) -> Self {
        match word {
            "following" => Self::Following,
            "all" => Self::All,
            _ => Self::This,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> WallDay {
        WallDay::parse(text).expect("a day")
    }

    #[test]
    fn a_weekly_series_keeps_its_weekday_and_ends_on_its_end_date() {
        let days = days(day("2026-11-24"), Repeat::Weekly, day("2026-12-22")).expect("five weeks");
        let days: Vec<String> = days.iter().map(ToString::to_string).collect();
        assert_eq!(days, ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22"]);
    }

    #[test]
    fn thirteen_is_the_most_and_the_refusal_says_when_to_end() {
        assert_eq!(days(day("2026-11-01"), Repeat::Daily, day("2026-11-13")).map(|days| days.len()), Ok(13));
        let Err(refusal) = days(day("2026-11-01"), Repeat::Daily, day("2026-11-14")) else { panic!("14 were taken") };
        assert!(refusal.problems()[0].says.contains("2026-11-13"), "{refusal:?}");
        assert!(days(day("2026-11-02"), Repeat::Weekly, day("2026-11-01")).is_err());
    }
}
