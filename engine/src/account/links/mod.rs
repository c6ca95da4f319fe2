//! Links in letters: they confirm an email or set a new password, once, for a limited time. Only their hash is kept.
pub mod store;

use crate::{Engine, id};
use domain::Micros;
use domain::time::{DAY, HOUR};

/// What a link is good for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Confirms that letters reach the person.
    Verify,
    /// Sets a new password.
    Reset,
}

impl Purpose {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Reset => "reset",
        }
    }

    /// How long the link works.
    pub fn lasts(self) -> Micros {
        match self {
            Self::Verify => 3 * DAY,
            Self::Reset => HOUR,
        }
    }
}

/// The address of a page of this site with a link's secret. `then` is a query that the page keeps (`next=…&ask=…`), or nothing.
pub fn address(engine: &Engine, purpose: Purpose, secret: &str, then: &str) -> String {
    let page = match purpose {
        Purpose::Verify => "verify",
        Purpose::Reset => "reset-password",
    };
    let and = if then.is_empty() { "" } else { "&" };
    format!("{}/{page}?link={secret}{and}{then}", engine.settings().origin)
}

/// A link that is about to be: made before the transaction, so that an act that runs twice makes one.
pub fn secret() -> String {
    id::secret()
}
