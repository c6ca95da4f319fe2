//! Signed-in devices. The secret is in the cookie; only its hash is kept.
use super::{SIGNED_IN, store};
use crate::db::Tx;
use crate::{Actor, Engine, Error, id, outbox};
use domain::events::Event;
use domain::{AccountId, Micros, SessionId};

/// A signed-in device, as its owner sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// For revoking it; not the secret.
    pub id: SessionId,
    /// "Firefox on Android".
    pub device: String,
    /// When it signed in.
    pub created_at: Micros,
    /// When it was last used, give or take ten minutes.
    pub seen_at: Micros,
}

/// A session that is about to be: made before the transaction, so that an act that runs twice opens one.
#[derive(Clone, Debug)]
pub(super) struct Opening {
    secret: String,
    device: String,
    old: Option<String>,
}

impl Opening {
    /// For a browser that calls itself `browser` and may hold an old cookie.
    pub(super) fn new(browser: &str, old: Option<&str>) -> Self {
        Self { secret: id::secret(), device: domain::account::device(browser), old: old.map(id::hash) }
    }

    /// Opens it in the caller's transaction and ends the one that the browser had before.
    pub(super) async fn open(&self, tx: &mut Tx, account: &AccountId) -> Result<(), Error> {
        if let Some(old) = &self.old {
            end_by_hash(tx, old).await?;
        }
        store::insert_session(tx, account, &id::hash(&self.secret), &self.device, SIGNED_IN).await
    }

    /// The secret for the new cookie.
    pub(super) fn into_secret(self) -> String {
        self.secret
    }
}

/// Signs a device in: ends the session it had before (`old`, a cookie), and answers the secret for its new cookie.
pub async fn open(engine: &Engine, account: &AccountId, browser: &str, old: Option<&str>) -> Result<String, Error> {
    let opening = Opening::new(browser, old);
    engine
        .db()
        .write((account.clone(), opening.clone()), |tx, (account, opening)| Box::pin(async move { opening.open(tx, account).await }))
        .await?;
    Ok(opening.into_secret())
}

/// Signs a device out: its session is gone and its sockets close. A cookie that names none is no error.
pub async fn end(engine: &Engine, cookie: &str) -> Result<(), Error> {
    engine.db().write(id::hash(cookie), |tx, hash| Box::pin(async move { end_by_hash(tx, hash).await })).await
}

/// The signed-in devices of a person, the last used first.
pub async fn list(engine: &Engine, actor: &Actor) -> Result<Vec<Session>, Error> {
    store::sessions(engine.db(), &actor.id, engine.clock().now()).await
}

/// Signs out one of the person's own devices. Somebody else's is [`Error::NotFound`].
pub async fn revoke(engine: &Engine, actor: &Actor, session: &SessionId) -> Result<(), Error> {
    engine
        .db()
        .write((actor.id.clone(), session.clone()), |tx, (account, session)| {
            Box::pin(async move {
                if !store::delete_session(tx, account, session).await? {
                    return Err(Error::NotFound);
                }
                outbox::record(tx, Event::SessionEnded { account: account.clone(), session: session.clone() }).await
            })
        })
        .await
}

/// Signs out all of the person's devices but this one.
pub async fn revoke_others(engine: &Engine, actor: &Actor) -> Result<(), Error> {
    engine
        .db()
        .write((actor.id.clone(), actor.session.clone()), |tx, (account, keep)| {
            Box::pin(async move { end_all_but(tx, account, Some(keep)).await })
        })
        .await
}

/// Ends every session of an account, except `keep`, in the caller's transaction.
pub(super) async fn end_all_but(tx: &mut Tx, account: &AccountId, keep: Option<&SessionId>) -> Result<(), Error> {
    for session in store::delete_sessions(tx, account, keep).await? {
        outbox::record(tx, Event::SessionEnded { account: account.clone(), session }).await?;
    }
    Ok(())
}

async fn end_by_hash(tx: &mut Tx, hash: &str) -> Result<(), Error> {
    if let Some((account, session)) = store::delete_session_by_hash(tx, hash).await? {
        outbox::record(tx, Event::SessionEnded { account, session }).await?;
    }
    Ok(())
}
