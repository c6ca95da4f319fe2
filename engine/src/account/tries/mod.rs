//! How often something may be tried in a window of time: one counter row for a key, counted by one statement.
pub mod store;

use crate::db::Db;
use crate::{Engine, Error, id};
use domain::time::MINUTE;
use domain::{Micros, Refusal};

/// What is limited, how often, and in what time.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    name: &'static str,
    most: i64,
    window: Micros,
}

/// Wrong sign-ins for one account.
pub const SIGN_IN_ACCOUNT: Limit = Limit { name: "sign-in", most: 10, window: 15 * MINUTE };
/// Wrong sign-ins from one address.
pub const SIGN_IN_ADDRESS: Limit = Limit { name: "sign-in-from", most: 50, window: 15 * MINUTE };
/// Wrong codes at the second step of signing in to one account.
pub const SIGN_IN_CODE: Limit = Limit { name: "sign-in-code", most: 6, window: 15 * MINUTE };
/// Wrong current passwords of somebody who is signed in.
pub const OWN_PASSWORD: Limit = Limit { name: "own-password", most: 10, window: 15 * MINUTE };
/// New accounts from one address.
pub const SIGN_UP: Limit = Limit { name: "sign-up-from", most: 10, window: 60 * MINUTE };
/// Letters with a link to one person.
pub const LETTERS: Limit = Limit { name: "letters", most: 5, window: 60 * MINUTE };
/// Letters that one address may ask for.
pub const LETTERS_ADDRESS: Limit = Limit { name: "letters-from", most: 30, window: 60 * MINUTE };
/// Wrong passwords of private meetings.
pub const MEETING_PASSWORD: Limit = Limit { name: "meeting-password", most: 10, window: 15 * MINUTE };
/// Letters that invite somebody to a meeting.
pub const INVITING: Limit = Limit { name: "inviting", most: 50, window: 24 * 60 * MINUTE };

/// What one organization writes to all its subscribers.
pub const NEWS: Limit = Limit { name: "news", most: 5, window: 60 * MINUTE };

/// One try that was counted.
#[must_use]
pub struct Counted {
    key: String,
    window_start: Micros,
    /// Whether the limit allowed it.
    pub allowed: bool,
    /// Minutes until the window ends, for the one who must wait.
    pub minutes: i64,
}

impl Counted {
    /// Refuses what was too much.
    pub fn or_refuse(self) -> Result<Self, Error> {
        if self.allowed { Ok(self) } else { Err(Refusal::TooManyTries(self.minutes).into()) }
    }

    /// Takes the count back: the try was a good one.
    pub async fn forgive(self, db: &Db) -> Result<(), Error> {
        store::take_back(db, self.key, self.window_start).await
    }
}

/// Counts one try by `who` (an email's key, an account's id, an address), durably, whatever happens afterwards.
pub async fn count(engine: &Engine, limit: Limit, who: &str) -> Result<Counted, Error> {
    let now = engine.clock().now();
    let window_start = now - now.rem_euclid(limit.window);
    let key = key(limit.name, who);
    let count = store::count(engine.db(), key.clone(), window_start).await?;
    let minutes = (window_start + limit.window - now).div_euclid(MINUTE) + 1;
    Ok(Counted { key, window_start, allowed: count <= limit.most, minutes })
}

/// The key of a row: what is tried and by whom, hashed.
pub(super) fn key(name: &str, who: &str) -> String {
    id::hash(&format!("{name} {who}"))
}
