//! The settings of an organization, as typed, and what they must be.
use super::{OpenTo, states};
use crate::supporters::Gender;
use crate::{Problem, Refusal};
use serde::{Deserialize, Serialize};

/// The earliest that leaders may be asked to be there, in minutes before the start.
pub const MOST_JOIN_MINUTES: i64 = 60;

/// The form.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsDraft {
    /// Codes of the states whose people may take part; none is everybody.
    pub states: Vec<String>,
    /// Genders that may take part; none is everybody.
    pub genders: Vec<String>,
    /// IANA name of the zone its times are planned in.
    pub time_zone: String,
    /// How many minutes before the start a leader has to be there. Later counts as late.
    pub join_minutes: String,
    /// Not on the Organizations page.
    pub hidden: bool,
    /// Meetings of peer supporters may be public.
    pub public_meetings: bool,
    /// Members see the Group Leaders tab.
    pub show_leaders: bool,
    /// Leaders' ratings are shown on it.
    pub show_ratings: bool,
    /// Everybody with a role needs two-factor sign-in to open the management.
    pub two_factor: bool,
}

impl SettingsDraft {
    /// Checks the form. `knows_zone` tells whether a time zone exists: the list is not kept here.
    pub fn check(self, knows_zone: impl Fn(&str) -> bool) -> Result<Self, Refusal> {
        let mut problems = Vec::new();
        if !knows_zone(&self.time_zone) {
            problems.push(Problem::new("time_zone", "Choose a time zone of the list."));
        }
        let minutes = self.join_minutes.trim();
        match minutes.parse::<i64>() {
            Ok(minutes) if (0..=MOST_JOIN_MINUTES).contains(&minutes) => {}
            _ => problems.push(Problem::new("join_minutes", format!("Write a number of minutes from 0 to {MOST_JOIN_MINUTES}."))),
        }
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        let join_minutes = minutes.to_owned();
        let states = states::STATES.iter().map(|(code, _)| *code).filter(|code| self.states.iter().any(|state| state == code));
        let genders = Gender::ALL.into_iter().map(Gender::as_str).filter(|word| self.genders.iter().any(|gender| gender == word));
        let (states, genders) = (states.map(str::to_owned).collect(), genders.map(str::to_owned).collect());
        Ok(Self { states, genders, join_minutes, ..self })
    }

    /// Who may take part.
    pub fn open_to(&self) -> OpenTo {
        OpenTo { states: self.states.clone(), genders: self.genders.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_keep_what_is_on_our_lists() {
        let draft = SettingsDraft {
            states: vec!["OH".into(), "XX".into(), "AL".into()],
            genders: vec!["woman".into(), "x".into()],
            time_zone: "America/New_York".into(),
            join_minutes: " 10 ".into(),
            ..SettingsDraft::default()
        };
        let kept = draft.check(|zone| zone.contains('/')).expect("fine");
        assert_eq!(
            (kept.states.as_slice(), kept.genders.as_slice()),
            (["AL".to_owned(), "OH".to_owned()].as_slice(), ["woman".to_owned()].as_slice())
        );
        assert_eq!(kept.join_minutes, "10");
    }

    #[test]
    fn a_zone_and_minutes_that_make_no_sense_are_named() {
        for minutes in ["", "-1", "61", "ten"] {
            let draft = SettingsDraft { time_zone: "Mars".into(), join_minutes: minutes.into(), ..SettingsDraft::default() };
            let Err(refusal) = draft.check(|_| false) else { panic!("{minutes} was taken") };
            assert_eq!(refusal.problems().len(), 2, "{minutes}");
        }
    }
}
