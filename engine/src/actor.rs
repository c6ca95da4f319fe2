//! Who asks. An act takes an [`Actor`], so it can't be called for nobody.
use crate::Error;
use domain::{AccountId, Refusal, Role, SessionId};

/// A signed-in person, as proven by their session.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The account.
    pub id: AccountId,
    /// The session that proves it.
    pub session: SessionId,
    /// What others may see of them.
    pub username: String,
    /// The name others see: a supporter's first name and initial, otherwise the username.
    pub name: String,
    /// Their part on this site.
    pub role: Role,
    /// Whether their email is confirmed.
    pub verified: bool,
    /// IANA name of the zone their times are shown in.
    pub time_zone: String,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// A word of `domain::account::Locale`: the English their pages are read in.
    pub locale: String,
    /// Id of their picture, if any.
    pub picture: Option<String>,
}

impl Actor {
    /// Refuses those who have not confirmed their email.
    pub fn verified(&self) -> Result<(), Error> {
        if self.verified { Ok(()) } else { Err(Refusal::NotVerified.into()) }
    }

    /// Refuses everybody but supporters.
    pub fn supporter(&self) -> Result<(), Error> {
        if self.role == Role::Supporter { Ok(()) } else { Err(Refusal::SupportersOnly.into()) }
    }

    /// Answers "not found" to everybody but staff: the staff's pages are nobody else's business.
    pub fn staff(&self) -> Result<(), Error> {
        if self.role == Role::Staff { Ok(()) } else { Err(Error::NotFound) }
    }
}
