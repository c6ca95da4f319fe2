//! Who may take part in an organization: people of some states, of some genders, or everybody (features.md OADM-6).
use super::states;
use crate::Refusal;
use crate::supporters::Gender;
use serde::{Deserialize, Serialize};

/// What a member has said about themselves for this purpose. Empty is unsaid. Nobody else reads it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Code of the state they live in.
    pub state: String,
    /// `woman`, `man` or `nonbinary`.
    pub gender: String,
}

impl Facts {
    /// Keeps what is on our lists.
    pub fn known(state: &str, gender: &str) -> Self {
        let state = states::name(state).map_or("", |_| state).to_owned();
        Self { state, gender: Gender::parse(gender).map_or("", Gender::as_str).to_owned() }
    }
}

/// The limits. An empty list limits nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct OpenTo {
    /// Codes of states.
    pub states: Vec<String>,
    /// Words of [`Gender`].
    pub genders: Vec<String>,
}

impl OpenTo {
    /// Reads comma-separated lists, as kept in the database.
    pub fn from_stored(states: &str, genders: &str) -> Self {
        let list = |text: &str| text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        Self { states: list(states), genders: list(genders) }
    }

    /// Whether everybody may take part.
    pub fn everybody(&self) -> bool {
        self.states.is_empty() && self.genders.is_empty()
    }

    /// Who may take part, as a sentence.
    pub fn says(&self) -> String {
        let states: Vec<&str> = self.states.iter().filter_map(|code| states::name(code)).collect();
        let genders: Vec<&str> = self
            .genders
            .iter()
            .filter_map(|word| match Gender::parse(word)? {
                Gender::Woman => Some("women"),
                Gender::Man => Some("men"),
                Gender::Nonbinary => Some("nonbinary people"),
            })
            .collect();
        match (states.is_empty(), genders.is_empty()) {
            (true, true) => "Open to everybody who is 18 or older.".to_owned(),
            (false, true) => format!("For people who live in {}.", listed(&states)),
            (true, false) => format!("For {}, wherever they live.", listed(&genders)),
            (false, false) => format!("For {} who live in {}.", listed(&genders), listed(&states)),
        }
    }

    /// Whether somebody fits who has said all that is asked. `None` if something is still unsaid.
    pub fn fits(&self, facts: &Facts) -> Option<bool> {
        let one = |limit: &[String], fact: &str| match (limit.is_empty(), fact.is_empty()) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(limit.iter().any(|allowed| allowed == fact)),
        };
        match (one(&self.states, &facts.state), one(&self.genders, &facts.gender)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }

    /// Lets in who fits. Refuses others with [`Refusal::NotOpenToYou`], and names the fields that are still unsaid.
    pub fn admit(&self, facts: &Facts) -> Result<(), Refusal> {
        match self.fits(facts) {
            Some(true) => Ok(()),
            Some(false) => {
                let says = self.says();
                Err(Refusal::NotOpenToYou(format!("{says} You can still read here, and there are others that are open to you.")))
            }
            None => {
                let mut problems = Vec::new();
                if !self.states.is_empty() && facts.state.is_empty() {
                    problems.push(crate::Problem::new("state", "Choose the state you live in."));
                }
                if !self.genders.is_empty() && facts.gender.is_empty() {
                    problems.push(crate::Problem::new("gender", "Choose your gender."));
                }
                Err(Refusal::Invalid(problems))
            }
        }
    }
}

/// "Ohio", "Ohio and Texas", "Ohio, Texas and Utah".
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open_to(states: &str, genders: &str) -> OpenTo {
        OpenTo::from_stored(states, genders)
    }

    #[test]
    fn who_may_take_part_is_said_plainly() {
        assert_eq!(open_to("", "").says(), "Open to everybody who is 18 or older.");
        assert_eq!(open_to("OH", "").says(), "For people who live in Ohio.");
        assert_eq!(open_to("", "woman,nonbinary").says(), "For women and nonbinary people, wherever they live.");
        assert_eq!(open_to("OH,PA,KY", "man").says(), "For men who live in Ohio, Pennsylvania and Kentucky.");
    }

    #[test]
    fn without_limits_everybody_is_let_in_and_asked_nothing() {
        assert_eq!(open_to("", "").admit(&Facts::default()), Ok(()));
    }

    #[test]
    fn what_is_unsaid_is_asked_for_at_its_field_and_only_if_it_matters() {
        let Err(refusal) = open_to("OH", "woman").admit(&Facts::known("OH", "")) else { panic!("the gender is unsaid") };
        assert_eq!(refusal.problems().iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>(), ["gender"]);
        assert_eq!(open_to("OH", "").admit(&Facts::known("OH", "")), Ok(()));
    }

    #[test]
    fn who_does_not_fit_hears_for_whom_it_is() {
        for (state, gender) in [("TX", "woman"), ("OH", "man"), ("TX", "")] {
            let Err(Refusal::NotOpenToYou(says)) = open_to("OH", "woman").admit(&Facts::known(state, gender)) else {
                panic!("{state} {gender} was let in")
            };
            assert!(says.starts_with("For women who live in Ohio."), "{says}");
        }
    }

    #[test]
    fn facts_that_are_on_no_list_are_unsaid() {
        assert_eq!(Facts::known("XX", "x"), Facts::default());
    }
}
