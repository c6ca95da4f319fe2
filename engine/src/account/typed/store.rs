//! The rows of what was typed.
use crate::Error;
use crate::db::{Db, Tx};
use domain::{AccountId, Micros};

/// Holds it until then, and forgets what of theirs has run out.
pub async fn insert(tx: &mut Tx, account: &AccountId, hash: &str, fields: &str, until: Micros) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("DELETE FROM typed WHERE account_id = $1 AND expires_at <= $2").bind(account.as_str()).bind(now).execute(tx.conn()).await?;
    sqlx::query("INSERT INTO typed (hash, account_id, fields, expires_at) VALUES ($1, $2, $3, $4)")
        .bind(hash)
        .bind(account.as_str())
        .bind(fields)
        .bind(until)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What is held under this hash for this account, if its time is not up.
pub async fn find(db: &Db, account: &AccountId, hash: &str, now: Micros) -> Result<Option<String>, Error> {
    let fields = sqlx::query_scalar("SELECT fields FROM typed WHERE hash = $1 AND account_id = $2 AND expires_at > $3")
        .bind(hash)
        .bind(account.as_str())
        .bind(now)
        .fetch_optional(db.read())
        .await?;
    Ok(fields)
}

/// Forgets one.
pub async fn delete(tx: &mut Tx, account: &AccountId, hash: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM typed WHERE hash = $1 AND account_id = $2").bind(hash).bind(account.as_str()).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets what ran out before `before`.
pub async fn sweep(tx: &mut Tx, before: Micros) -> Result<(), Error> {
    sqlx::query("DELETE FROM typed WHERE expires_at < $1").bind(before).execute(tx.conn()).await?;
    Ok(())
}
