//! What somebody typed into a form that was refused, where it is longer than their browser keeps in a cookie: held for a moment,
//! for them and the browser that has the secret.
pub mod store;

use crate::{Actor, Engine, Error, id};
use domain::Micros;
use domain::time::MINUTE;

/// How long it is held. The form comes back at once.
const LASTS: Micros = MINUTE;
/// As much as the longest form there can be.
const MOST: usize = 256 * 1024;

/// Holds what was typed and answers the secret that finds it again; `None` if it is more than any form of ours.
pub async fn hold(engine: &Engine, actor: &Actor, fields: String) -> Result<Option<String>, Error> {
    if fields.len() > MOST {
        return Ok(None);
    }
    let secret = id::secret();
    let row = (actor.id.clone(), id::hash(&secret), fields);
    engine
        .db()
        .write(row, |tx, (account, hash, fields)| {
            Box::pin(async move {
                let until = tx.now() + LASTS;
                store::insert(tx, account, hash, fields, until).await
            })
        })
        .await?;
    Ok(Some(secret))
}

/// What is held under this secret for them.
pub async fn read(engine: &Engine, actor: &Actor, secret: &str) -> Result<Option<String>, Error> {
    store::find(engine.db(), &actor.id, &id::hash(secret), engine.clock().now()).await
}

/// Lets it go: the form has come back with it.
pub async fn let_go(engine: &Engine, actor: &Actor, secret: &str) -> Result<(), Error> {
    let row = (actor.id.clone(), id::hash(secret));
    engine.db().write(row, |tx, (account, hash)| Box::pin(async move { store::delete(tx, account, hash).await })).await
}
