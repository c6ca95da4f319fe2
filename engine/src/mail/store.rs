//! The sandbox's letters.
use super::Letter;
use crate::db::{Db, Tx};
use crate::{Error, id};
use domain::Micros;

/// A letter in the sandbox.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What was sent.
    pub letter: Letter,
    /// When.
    pub at: Micros,
}

/// Keeps a letter.
pub async fn insert(db: &Db, letter: Letter, now: Micros) -> Result<(), Error> {
    db.write((letter, now), |tx, (letter, now)| {
        Box::pin(async move {
            sqlx::query("INSERT INTO sandbox_letters (id, recipient, subject, body, created_at) VALUES ($1, $2, $3, $4, $5)")
                .bind(id::new(*now))
                .bind(&letter.to)
                .bind(&letter.subject)
                .bind(&letter.body)
                .bind(*now)
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    })
    .await
}

/// The newest letters first, at most `most`.
pub async fn newest(db: &Db, most: i64) -> Result<Vec<Kept>, Error> {
    let rows: Vec<(String, String, String, i64)> =
        sqlx::query_as("SELECT recipient, subject, body, created_at FROM sandbox_letters ORDER BY created_at DESC, id DESC LIMIT $1")
            .bind(most)
            .fetch_all(db.read())
            .await?;
    Ok(rows.into_iter().map(|(to, subject, body, at)| Kept { letter: Letter { to, subject, body }, at }).collect())
}

/// Deletes the letters to an address.
pub async fn forget_person(tx: &mut Tx, email: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM sandbox_letters WHERE recipient = $1").bind(email).execute(tx.conn()).await?;
    Ok(())
}
