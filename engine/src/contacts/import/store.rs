//! Writes a connection in whatever state, and a block, with their times.
use crate::Error;
use crate::db::Tx;
use domain::contacts::{State, in_order};
use domain::{AccountId, ConnectionId, Micros};

/// What holds between two people.
#[derive(Clone, Debug)]
pub struct NewConnection {
    /// Made by the one who imports.
    pub id: ConnectionId,
    /// Who asked.
    pub asker: AccountId,
    /// Whom.
    pub asked: AccountId,
    /// How it stands.
    pub state: State,
    /// What came with the request.
    pub note: String,
    /// When it was asked.
    pub asked_at: Micros,
    /// When it was answered, if it was.
    pub answered_at: Option<Micros>,
    /// The id of the organization through which it was asked for, or empty.
    pub source: String,
}

/// Somebody who wants to hear nothing of somebody.
#[derive(Clone, Debug)]
pub struct NewBlock {
    /// Who blocks.
    pub blocker: AccountId,
    /// Whom.
    pub blocked: AccountId,
    /// Since when.
    pub at: Micros,
}

/// Adds a connection.
pub(crate) async fn add(tx: &mut Tx, new: &NewConnection) -> Result<(), Error> {
    let (low, high) = in_order(&new.asker, &new.asked)?;
    sqlx::query(
        "INSERT INTO connections (id, low_id, high_id, asker_id, asked_id, state, note, asked_at, answered_at, source)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.id.as_str())
    .bind(low.as_str())
    .bind(high.as_str())
    .bind(new.asker.as_str())
    .bind(new.asked.as_str())
    .bind(new.state.as_str())
    .bind(&new.note)
    .bind(new.asked_at)
    .bind(new.answered_at)
    .bind(&new.source)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Adds a block.
pub(crate) async fn add_block(tx: &mut Tx, new: &NewBlock) -> Result<(), Error> {
    sqlx::query("INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3)")
        .bind(new.blocker.as_str())
        .bind(new.blocked.as_str())
        .bind(new.at)
        .execute(tx.conn())
        .await?;
    Ok(())
}
