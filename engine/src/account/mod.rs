//! Accounts: who somebody is, and how they come in and leave.
pub mod password;
pub mod sessions;
pub mod store;

use crate::db::{Db, Tx};
use crate::{Actor, Engine, Error, id};
use domain::AccountId;
use domain::events::Face;
use domain::time::{DAY, MINUTE};

/// How long a device stays signed in.
pub const SIGNED_IN: domain::Micros = 14 * DAY;
/// How often "last seen" is written at most.
const SEEN_EVERY: domain::Micros = 10 * MINUTE;

/// Who holds the session that a cookie names, if anybody still does.
pub async fn who(engine: &Engine, cookie: &str) -> Result<Option<Actor>, Error> {
    let now = engine.clock().now();
    let hash = id::hash(cookie);
    let Some((actor, seen_at)) = store::by_session(engine.db(), &hash, now).await? else { return Ok(None) };
    if now - seen_at >= SEEN_EVERY {
        store::touch_session(engine.db(), actor.session.clone(), now).await?;
    }
    Ok(Some(actor))
}

/// How others see somebody. An account that is gone is [`Error::NotFound`].
pub async fn face(db: &Db, id: &AccountId) -> Result<Face, Error> {
    store::face(db.read(), id).await?.ok_or(Error::NotFound)
}

/// How others see somebody, as an open transaction sees it.
pub async fn face_in(tx: &mut Tx, id: &AccountId) -> Result<Face, Error> {
    store::face(tx.conn(), id).await?.ok_or(Error::NotFound)
}

/// How others see some people, in the order asked for; accounts that are gone are left out.
/// For a handful of people: a list's own query joins what it needs.
pub async fn faces(db: &Db, ids: &[AccountId]) -> Result<Vec<Face>, Error> {
    let mut faces = Vec::with_capacity(ids.len());
    for id in ids {
        faces.extend(store::face(db.read(), id).await?);
    }
    Ok(faces)
}
