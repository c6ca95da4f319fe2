//! Writes a review with the time at which it was given.
use crate::Error;
use crate::db::Tx;
use domain::{AccountId, Micros};

/// A review. The supporter's own row counts it separately.
#[derive(Clone, Debug)]
pub struct NewReview {
    /// Made by the one who imports.
    pub id: String,
    /// Whom it is about.
    pub supporter: AccountId,
    /// Who wrote it.
    pub author: AccountId,
    /// From 1 to 5.
    pub stars: i64,
    /// What they wrote.
    pub body: String,
    /// When.
    pub created_at: Micros,
}

/// Adds a review.
pub(crate) async fn add(tx: &mut Tx, new: &NewReview) -> Result<(), Error> {
    sqlx::query("INSERT INTO reviews (id, supporter_id, author_id, stars, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(&new.id)
        .bind(new.supporter.as_str())
        .bind(new.author.as_str())
        .bind(new.stars)
        .bind(&new.body)
        .bind(new.created_at)
        .execute(tx.conn())
        .await?;
    Ok(())
}
