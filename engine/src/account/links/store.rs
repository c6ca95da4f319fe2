//! The rows of the links.
use super::Purpose;
use crate::db::{Db, Tx};
use crate::{Error, id};
use domain::{AccountId, Micros};

/// Keeps a new link and ends the older ones of its kind: only the newest letter works.
pub async fn insert(tx: &mut Tx, account: &AccountId, purpose: Purpose, secret: &str) -> Result<(), Error> {
    delete(tx, account, purpose).await?;
    let now = tx.now();
    sqlx::query("INSERT INTO letter_links (hash, account_id, purpose, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id::hash(secret))
        .bind(account.as_str())
        .bind(purpose.as_str())
        .bind(now)
        .bind(now + purpose.lasts())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends the links of one kind.
pub async fn delete(tx: &mut Tx, account: &AccountId, purpose: Purpose) -> Result<(), Error> {
    sqlx::query("DELETE FROM letter_links WHERE account_id = $1 AND purpose = $2")
        .bind(account.as_str())
        .bind(purpose.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Uses a link up and tells whose it was; `None` if it was used, is too old or was never ours.
pub async fn take(tx: &mut Tx, purpose: Purpose, secret: &str) -> Result<Option<AccountId>, Error> {
    let now = tx.now();
    let row: Option<(String, i64)> =
        sqlx::query_as("DELETE FROM letter_links WHERE hash = $1 AND purpose = $2 RETURNING account_id, expires_at")
            .bind(id::hash(secret))
            .bind(purpose.as_str())
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.filter(|(_, expires_at)| *expires_at > now).map(|(account, _)| AccountId::trusted(account)))
}

/// Whose link this is, as username and email, without using it up.
pub async fn owner(db: &Db, purpose: Purpose, secret: &str, now: Micros) -> Result<Option<(String, String)>, Error> {
    let row = sqlx::query_as(
        "SELECT a.username, a.email FROM letter_links l JOIN accounts a ON a.id = l.account_id
         WHERE l.hash = $1 AND l.purpose = $2 AND l.expires_at > $3",
    )
    .bind(id::hash(secret))
    .bind(purpose.as_str())
    .bind(now)
    .fetch_optional(db.read())
    .await?;
    Ok(row)
}

/// Forgets links that ran out before `before`.
pub async fn sweep(tx: &mut Tx, before: Micros) -> Result<(), Error> {
    sqlx::query("DELETE FROM letter_links WHERE expires_at < $1").bind(before).execute(tx.conn()).await?;
    Ok(())
}
