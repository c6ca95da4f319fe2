//! A group leader's profile in one organization (features.md ORG-14).
use super::draft::tidy;
use crate::account::profile::tells_how_to_reach;
use crate::supporters::draft::NO_CONTACT_DETAILS;
use crate::{Problem, Refusal};
use serde::{Deserialize, Serialize};

/// The longest greeting, motivation and recovery status, in characters.
pub const TEXT: usize = 600;
/// The longest qualification.
pub const QUALIFICATION: usize = 80;
/// The age ranges that can be chosen; none may be told as well.
pub const AGES: [&str; 6] = ["18-29", "30-39", "40-49", "50-59", "60-69", "70 or older"];

/// The form.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LeaderDraft {
    /// The first words on the card.
    pub greeting: String,
    /// Why they help.
    pub motivation: String,
    /// Where they stand themselves, such as "Sober since 2015".
    pub recovery: String,
    /// Their training.
    pub qualification: String,
    /// One of [`AGES`], or empty.
    pub age: String,
    /// Helps to find local resources.
    pub local_resources: bool,
    /// People can ask to connect.
    pub accepting: bool,
    /// Requests are approved at once.
    pub auto_approve: bool,
    /// Can be asked to host meetings.
    pub hosting: bool,
    /// Not on the Group Leaders tab.
    pub hidden: bool,
}

impl LeaderDraft {
    /// Tidies what was typed and checks it. A text may stay empty: the profile is then marked as not finished.
    pub fn check(self) -> Result<Self, Refusal> {
        let mut problems = Vec::new();
        let mut text = |field: &str, typed: &str, most: usize| {
            let typed = tidy(typed);
            let length = typed.chars().count();
            if length > most {
                problems.push(Problem::new(field, format!("This is {length} characters long. Shorten it to {most}.")));
            } else if tells_how_to_reach(&typed) {
                problems.push(Problem::new(field, NO_CONTACT_DETAILS));
            }
            typed
        };
        let greeting = text("greeting", &self.greeting, TEXT);
        let motivation = text("motivation", &self.motivation, TEXT);
        let recovery = text("recovery", &self.recovery, TEXT);
        let qualification = text("qualification", &self.qualification, QUALIFICATION).replace('\n', " ");
        let age = Some(self.age.clone()).filter(|age| AGES.contains(&age.as_str())).unwrap_or_default();
        if problems.is_empty() {
            Ok(Self { greeting, motivation, recovery, qualification, age, ..self })
        } else {
            Err(Refusal::Invalid(problems))
        }
    }

    /// Whether something is still missing that members look for.
    pub fn is_unfinished(&self) -> bool {
        [&self.greeting, &self.motivation, &self.recovery, &self.qualification].into_iter().any(String::is_empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> LeaderDraft {
        LeaderDraft {
            greeting: "Hello. Take any chair.".into(),
            motivation: "Somebody kept a chair for me.".into(),
            recovery: "Sober since 2015".into(),
            qualification: "State Certified Peer Supporter".into(),
            age: "40-49".into(),
            accepting: true,
            ..LeaderDraft::default()
        }
    }

    #[test]
    fn a_profile_holds_600_characters_a_text_and_says_how_much_is_too_much() {
        assert!(LeaderDraft { motivation: "é".repeat(600), ..good() }.check().is_ok());
        let Err(refusal) = (LeaderDraft { motivation: "é".repeat(601), ..good() }).check() else { panic!("601 characters were taken") };
        assert_eq!(refusal.problems(), [Problem::new("motivation", "This is 601 characters long. Shorten it to 600.")]);
    }

    #[test]
    fn a_text_may_be_missing_and_then_the_profile_is_not_finished() {
        let kept = LeaderDraft { recovery: "  ".into(), ..good() }.check().expect("fine");
        assert!(kept.is_unfinished() && !good().is_unfinished());
    }

    #[test]
    fn ways_to_reach_somebody_outside_and_unknown_ages_stay_out() {
        assert!(LeaderDraft { greeting: "write to ann@example.org".into(), ..good() }.check().is_err());
        assert_eq!(LeaderDraft { age: "12".into(), ..good() }.check().map(|kept| kept.age), Ok(String::new()));
    }
}
