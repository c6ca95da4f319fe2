//! The rows of the pictures. Base64 in a text column: one schema for both databases, and a row is about 20 kB.
use super::Picture;
use crate::Error;
use crate::db::{Db, Tx};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::AccountId;

/// Keeps a picture and shows it on the account.
pub async fn insert(tx: &mut Tx, id: &str, account: &AccountId, picture: &Picture) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("INSERT INTO pictures (id, account_id, media_type, body, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(account.as_str())
        .bind(&picture.media_type)
        .bind(STANDARD.encode(&picture.body))
        .bind(now)
        .execute(tx.conn())
        .await?;
    sqlx::query("UPDATE accounts SET picture_id = $2, updated_at = $3 WHERE id = $1")
        .bind(account.as_str())
        .bind(id)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Deletes all pictures of an account.
pub async fn delete_all(tx: &mut Tx, account: &AccountId) -> Result<(), Error> {
    sqlx::query("UPDATE accounts SET picture_id = NULL WHERE id = $1").bind(account.as_str()).execute(tx.conn()).await?;
    sqlx::query("DELETE FROM pictures WHERE account_id = $1").bind(account.as_str()).execute(tx.conn()).await?;
    Ok(())
}

/// The picture with this id.
pub async fn by_id(db: &Db, id: &str) -> Result<Option<Picture>, Error> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT media_type, body FROM pictures WHERE id = $1").bind(id).fetch_optional(db.read()).await?;
    let Some((media_type, body)) = row else { return Ok(None) };
    let body = STANDARD.decode(body).map_err(Error::fault)?.into();
    Ok(Some(Picture { media_type, body }))
}
