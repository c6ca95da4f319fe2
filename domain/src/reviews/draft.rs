//! What may be written about a meeting: the review, the host's answer, and why staff hide one.
use crate::supporters::draft::{NO_CONTACT_DETAILS, gives_contact_details, tidy};
use crate::time::DAY;
use crate::{Micros, Problem, Refusal};
use serde::{Deserialize, Serialize};

/// How many stars can be given.
pub const STARS: std::ops::RangeInclusive<i64> = 1..=5;
/// The longest review, in characters.
pub const BODY: usize = 1000;
/// The longest answer and the longest reason, in characters.
pub const ANSWER: usize = 600;
/// How long after it was written a review can be changed.
pub const EDIT_FOR: Micros = 14 * DAY;

/// The form, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewDraft {
    /// `1` to `5`; a form in which nothing was chosen sends none.
    pub stars: String,
    /// A few words; may be empty.
    pub body: String,
}

/// A review that keeps the rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// 1 to 5.
    pub stars: i64,
    /// May be empty.
    pub body: String,
}

impl ReviewDraft {
    /// Checks the form. Problems are at the fields `stars` and `body`.
    pub fn check(&self) -> Result<Said, Refusal> {
        let mut problems = Vec::new();
        let stars = self.stars.trim().parse().ok().filter(|stars| STARS.contains(stars));
        if stars.is_none() {
            problems.push(Problem::new("stars", "Choose 1 to 5 stars."));
        }
        let body = tidy(&self.body);
        problems.extend(trouble("body", &body, BODY));
        match stars {
            Some(stars) if problems.is_empty() => Ok(Said { stars, body }),
            _ => Err(Refusal::Invalid(problems)),
        }
    }
}

/// The host's answer to a review. Refused at the field `answer`.
pub fn answer(typed: &str) -> Result<String, Refusal> {
    needed("answer", typed, "Write your answer first.")
}

/// Why staff hide a review. Refused at the field `reason`.
pub fn reason(typed: &str) -> Result<String, Refusal> {
    needed("reason", typed, "Say why. Other staff will want to know.")
}

fn needed(field: &str, typed: &str, missing: &str) -> Result<String, Refusal> {
    let text = tidy(typed);
    if text.is_empty() {
        return Err(Refusal::field(field, missing));
    }
    match trouble(field, &text, ANSWER) {
        Some(problem) => Err(Refusal::Invalid(vec![problem])),
        None => Ok(text),
    }
}

fn trouble(field: &str, text: &str, most: usize) -> Option<Problem> {
    let length = text.chars().count();
    if length > most {
        return Some(Problem::new(field, format!("This is {length} characters long. Shorten it to {most}.")));
    }
    gives_contact_details(text).then(|| Problem::new(field, NO_CONTACT_DETAILS))
}

/// Whether a review that was written at `written` can still be changed.
pub fn may_edit(written: Micros, now: Micros) -> bool {
    now < written + EDIT_FOR
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(stars: &str, body: &str) -> Vec<String> {
        match (ReviewDraft { stars: stars.into(), body: body.into() }).check() {
            Ok(_) => Vec::new(),
            Err(refusal) => refusal.problems().iter().map(|problem| problem.field.clone()).collect(),
        }
    }

    #[test]
    fn stars_are_chosen_and_words_are_free() {
        let said = ReviewDraft { stars: "4".into(), body: " It helped.\n ".into() }.check();
        assert_eq!(said, Ok(Said { stars: 4, body: "It helped.".into() }));
        assert!(fields("5", "").is_empty());
        for stars in ["", "0", "6", "4.5", "many"] {
            assert_eq!(fields(stars, "Fine"), ["stars"], "{stars}");
        }
        assert_eq!(fields("5", &"x".repeat(1001)), ["body"]);
        assert_eq!(fields("", "Write to me: river@example.org"), ["stars", "body"]);
    }

    #[test]
    fn an_answer_and_a_reason_have_words() {
        assert_eq!(answer(" Thank you. "), Ok("Thank you.".into()));
        assert_eq!(answer("  ").map_err(|refusal| refusal.problems()[0].field.clone()), Err("answer".into()));
        assert_eq!(reason("").map_err(|refusal| refusal.problems()[0].field.clone()), Err("reason".into()));
        assert!(answer("Call 202 555 0143").is_err() && answer(&"x".repeat(601)).is_err());
    }

    #[test]
    fn a_review_can_be_changed_for_fourteen_days() {
        assert!(may_edit(0, EDIT_FOR - 1) && !may_edit(0, EDIT_FOR));
    }
}
