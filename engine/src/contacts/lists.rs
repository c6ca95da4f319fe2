//! The lists of the Contacts page.
use super::store;
use crate::{Actor, Engine, Error};
use domain::contacts::{ASK_AGAIN_AFTER, Counts, Standing, Tab};
use domain::events::Face;
use domain::page::{Cursor, Page};
use domain::{AccountId, Micros};

/// People on one page of a list.
pub const PAGE: usize = 20;

/// A person in a list, and what they are to the one who looks.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The row's id, for the cursor.
    pub id: String,
    /// The other person.
    pub face: Face,
    /// Connected, AskedYou, Asked, NotNow or YouBlocked.
    pub standing: Standing,
    /// What was written with the request.
    pub note: String,
    /// When it became so.
    pub at: Micros,
    /// The organization through which they met; `None` if by themselves.
    pub org: Option<String>,
}

/// One tab of the page.
#[derive(Clone, PartialEq, Debug)]
pub struct Listing {
    /// The tab's people. On Pending: those who wait for this person's answer.
    pub people: Page<Entry>,
    /// On Pending: whom this person has asked, with the "not now" of the last 30 days. Never more than a few.
    pub sent: Vec<Entry>,
    /// The numbers of all tabs.
    pub counts: Counts,
}

/// A page of one tab, the newest first, and the numbers of all tabs.
pub async fn list(engine: &Engine, actor: &Actor, tab: Tab, after: Option<&Cursor>) -> Result<Listing, Error> {
    let (db, me) = (engine.db(), &actor.id);
    let people = match tab {
        Tab::Active => store::connected(db, me, after, PAGE).await?,
        Tab::Pending => store::received(db, me, after, PAGE).await?,
        Tab::Blocked => store::blocked(db, me, after, PAGE).await?,
    };
    let sent = match (tab, after) {
        (Tab::Pending, None) => store::sent(db, me, engine.clock().now() - ASK_AGAIN_AFTER).await?,
        _ => Vec::new(),
    };
    Ok(Listing { people, sent, counts: store::counts(db, me).await? })
}

/// The numbers of all tabs.
pub async fn counts(engine: &Engine, account: &AccountId) -> Result<Counts, Error> {
    store::counts(engine.db(), account).await
}
