//! Accounts: who somebody is, and how they come in and leave.
pub mod entering;
pub mod export;
pub mod helping;
pub mod joining;
pub mod leaving;
mod letters;
pub mod links;
pub mod password;
pub mod pictures;
pub mod profile;
pub mod sessions;
pub mod staff;
pub mod store;
pub mod tries;
pub mod two_factor;
pub mod typed;
pub mod zones;

pub use store::NewAccount;
pub(crate) use store::insert as add;

use crate::db::{Db, Tx};
use crate::{Actor, Engine, Error, id};
use domain::AccountId;
use domain::events::Face;
use domain::time::{DAY, MINUTE};

/// How long a device stays signed in.
pub const SIGNED_IN: domain::Micros = 14 * DAY;
/// How often "last seen" is written at most.
const SEEN_EVERY: domain::Micros = 10 * MINUTE;

/// Where a request comes from, as far as an act needs to know.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The address of the other end, for limits. Never stored in clear.
    pub address: String,
    /// What the browser calls itself, for the name of the device.
    pub browser: String,
    /// The session cookie it holds, if any.
    pub cookie: Option<String>,
}

/// Somebody who has just signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The secret for the new cookie.
    pub secret: String,
    /// Who they are.
    pub actor: Actor,
}

/// What the right password opens.
#[derive(Clone, Debug)]
pub enum Entered {
    /// The site.
    Inside(SignedIn),
    /// The second step: the secret that remembers the first, for [`two_factor::finish`]. It is no session.
    Step(String),
}

impl Entered {
    /// Who has signed in, if nothing more was asked of them.
    pub fn inside(self) -> Option<SignedIn> {
        match self {
            Self::Inside(inside) => Some(inside),
            Self::Step(_) => None,
        }
    }
}

/// Reads back who has just signed in.
async fn signed_in(engine: &Engine, opening: sessions::Opening) -> Result<SignedIn, Error> {
    let secret = opening.into_secret();
    let actor = who(engine, &secret).await?.ok_or(Error::SignIn)?;
    Ok(SignedIn { secret, actor })
}

/// Deletes what has run out: sessions, links, what was typed, counters, and accounts that nobody confirmed in [`joining::UNCONFIRMED`].
pub(crate) async fn sweep(engine: &Engine) -> Result<(), Error> {
    let now = engine.clock().now();
    engine
        .db()
        .write((), |tx, ()| {
            Box::pin(async move {
                let now = tx.now();
                store::sweep_sessions(tx, now).await?;
                links::store::sweep(tx, now).await?;
                two_factor::store::sweep(tx, now).await?;
                typed::store::sweep(tx, now).await?;
                tries::store::sweep(tx, now - DAY).await
            })
        })
        .await?;
    for (account, email) in store::unconfirmed(engine.db(), now - joining::UNCONFIRMED).await? {
        leaving::remove(engine, account, email).await?;
    }
    Ok(())
}

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

/// Whether nobody has an account here yet.
pub async fn nobody_yet(engine: &Engine) -> Result<bool, Error> {
    store::nobody_yet(engine.db()).await
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
