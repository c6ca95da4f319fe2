//! Meetings for calendar programs: one as a file, and one's own as a feed at a secret address that can be made anew.
mod store;

use super::ics;
use crate::{Actor, Engine, Error, id};
use domain::MeetingId;
use domain::time::DAY;

/// One meeting as a calendar file, for those who may see it.
pub async fn file(engine: &Engine, actor: Option<&Actor>, meeting: &MeetingId) -> Result<String, Error> {
    let row = super::found(engine, actor, meeting).await?;
    Ok(ics::calendar(&[row], &engine.settings().origin, engine.clock().now()))
}

/// Whether the actor has a feed.
pub async fn has(engine: &Engine, actor: &Actor) -> Result<bool, Error> {
    store::has(engine.db(), &actor.id).await
}

/// Makes a new secret address; the one before works no longer. It is told this once.
pub async fn renew(engine: &Engine, actor: &Actor) -> Result<String, Error> {
    let secret = id::secret();
    store::set(engine.db(), actor.id.clone(), id::hash(&secret)).await?;
    Ok(format!("{}/calendar/{secret}.ics", engine.settings().origin))
}

/// Takes the address away.
pub async fn revoke(engine: &Engine, actor: &Actor) -> Result<(), Error> {
    store::delete(engine.db(), actor.id.clone()).await
}

/// The meetings of whoever holds the address: their seats and the meetings they lead, from a month back.
pub async fn feed(engine: &Engine, secret: &str) -> Result<String, Error> {
    let now = engine.clock().now();
    let account = store::owner(engine.db(), &id::hash(secret)).await?.ok_or(Error::NotFound)?;
    let rows = store::meetings(engine.db(), &account, now - 30 * DAY).await?;
    Ok(ics::calendar(&rows, &engine.settings().origin, now))
}
