//! What staff do for somebody who can't get in any more, and what they see of an account while they do it: no more than they need.
use crate::supporters::draft::tidy;
use crate::{AccountId, Refusal};
use serde::{Deserialize, Serialize};

/// The longest reason, in characters.
pub const REASON: usize = 500;

/// An act of staff about an account. Each is written down with who did it and why.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffAct {
    /// The second step of signing in was taken away.
    SecondStepReset,
    /// A review about the person was hidden.
    ReviewHidden,
    /// A review about the person, hidden before, was shown again.
    ReviewShown,
}

impl StaffAct {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::SecondStepReset, Self::ReviewHidden, Self::ReviewShown];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SecondStepReset => "second_step_reset",
            Self::ReviewHidden => "review_hidden",
            Self::ReviewShown => "review_shown",
        }
    }

    /// Reads the word kept in the database. An act of another version is `None`.
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == word)
    }

    /// What other staff read.
    pub fn says(self) -> &'static str {
        match self {
            Self::SecondStepReset => "Switched two-factor sign-in off",
            Self::ReviewHidden => "Hid a review about them",
            Self::ReviewShown => "Showed a review about them again that was hidden for this reason",
        }
    }
}

/// An act that was written down.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Noted {
    /// What was done.
    pub act: StaffAct,
    /// The username of whoever did it; nothing if their account is gone.
    pub by: Option<String>,
    /// Why.
    pub reason: String,
    /// When, in the viewer's zone.
    pub at: String,
}

/// An account as staff see it. The email is not shown: whoever writes to us proves theirs by being found by it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StaffView {
    /// The account.
    pub id: AccountId,
    /// Its username.
    pub username: String,
    /// What it may do: "Member".
    pub role: String,
    /// Since when, in the viewer's zone.
    pub since: String,
    /// Whether its email is confirmed.
    pub verified: bool,
    /// Whether it is asked for a code after the password.
    pub two_factor: bool,
    /// How many recovery codes are left.
    pub codes_left: i64,
    /// How many devices are signed in.
    pub devices: i64,
    /// Whether it is the one who looks: staff don't help themselves here.
    pub me: bool,
    /// What staff did about it, the newest first.
    pub acts: Vec<Noted>,
}

/// Reads why staff do something. Refuses, at the field `reason`, nothing at all and more than [`REASON`] characters.
pub fn reason(typed: &str) -> Result<String, Refusal> {
    let text = tidy(typed);
    match text.chars().count() {
        0 => Err(Refusal::field("reason", "Say why, so that others can follow it later.")),
        length if length > REASON => Err(Refusal::field("reason", format!("This is {length} characters long. Shorten it to {REASON}."))),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_words_and_an_end() {
        assert_eq!(reason(" Lost the phone; called back. "), Ok("Lost the phone; called back.".into()));
        for wrong in ["", " \n ", &"x".repeat(REASON + 1)] {
            assert_eq!(reason(wrong).map_err(|refusal| refusal.problems()[0].field.clone()), Err("reason".into()));
        }
    }

    #[test]
    fn an_act_is_read_as_it_was_kept() {
        for act in StaffAct::ALL {
            assert_eq!(StaffAct::from_stored(act.as_str()), Some(act));
        }
        assert_eq!(StaffAct::from_stored("of another version"), None);
    }
}
