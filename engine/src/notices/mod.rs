//! The notification centre: what a person has been told. Events write it; the person reads it.
mod store;

pub(crate) use store::{forget_person, tell_subscribers};

use crate::db::Tx;
use crate::{Actor, Engine, Error};
use domain::notices::{NoticeKind, Told};
use domain::page::{Cursor, Page};
use domain::{AccountId, Micros};

/// Notices on one page.
pub const PAGE: usize = 30;

/// One notice, as its receiver reads it.
#[derive(Clone, PartialEq, Debug)]
pub struct Kept {
    /// The row.
    pub id: String,
    /// What kind of news.
    pub kind: NoticeKind,
    /// Whom it tells of, by the name others see.
    pub about: String,
    /// Their account, if they are still here.
    pub from: Option<AccountId>,
    /// Id of their picture.
    pub picture: Option<String>,
    /// Where it leads on this site.
    pub link: String,
    /// When it happened.
    pub at: Micros,
    /// Whether it has been read.
    pub read: bool,
}

/// Writes what an event means for people's notices. Called by the outbox, in the transaction of the event.
pub async fn apply(tx: &mut Tx, told: &Told) -> Result<(), Error> {
    store::apply(tx, told).await
}

/// A page of the actor's notices, the newest first.
pub async fn list(engine: &Engine, actor: &Actor, after: Option<&Cursor>) -> Result<Page<Kept>, Error> {
    store::list(engine.db(), &actor.id, after, PAGE).await
}

/// How many of the actor's notices are unread.
pub async fn unread(engine: &Engine, account: &AccountId) -> Result<i64, Error> {
    store::unread(engine.db(), account).await
}

/// Marks everything as read that was told up to `until`: what came while the page was open stays new.
pub async fn mark_all_read(engine: &Engine, actor: &Actor, until: Micros) -> Result<(), Error> {
    store::mark_all_read(engine.db(), actor.id.clone(), until).await
}
