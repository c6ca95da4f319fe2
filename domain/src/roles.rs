//! What an account is on this site.
use serde::{Deserialize, Serialize};

/// The part an account plays. Organization roles are held per organization and come on top.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Somebody who looks for support.
    #[default]
    Member,
    /// Somebody who gives it, with a public profile.
    Supporter,
    /// Somebody who looks after the site.
    Staff,
}

impl Role {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Supporter => "supporter",
            Self::Staff => "staff",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Member => "Member",
            Self::Supporter => "Peer supporter",
            Self::Staff => "Staff",
        }
    }

    /// Reads the word kept in the database; an unknown word gives the least rights.
    pub fn from_stored(word: &str) -> Self {
        match word {
            "supporter" => Self::Supporter,
            "staff" => Self::Staff,
            _ => Self::Member,
        }
    }
}
