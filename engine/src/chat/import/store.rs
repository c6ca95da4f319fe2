//! Writes a room with its people and everything that was said in it.
use crate::Error;
use crate::db::Tx;
use domain::chat::pair_key;
use domain::{AccountId, Micros, OrgId, RoomId};

/// A room as it stands.
#[derive(Clone, Debug)]
pub struct OldRoom {
    /// Made by the one who imports.
    pub id: RoomId,
    /// The two people of a room of two; `None` is a public room.
    pub pair: Option<(AccountId, AccountId)>,
    /// Empty in a room of two, as are the next two.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Slug of its topic.
    pub topic: String,
    /// Who looks after it.
    pub owner: Option<AccountId>,
    /// When it was opened.
    pub created_at: Micros,
    /// Who is in it.
    pub people: Vec<Seat>,
    /// What was said, the oldest first.
    pub lines: Vec<OldLine>,
}

/// Somebody's place in a room.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Who.
    pub account: AccountId,
    /// When they came in.
    pub joined_at: Micros,
    /// How many of the last lines they have not read.
    pub unread: i64,
}

/// A line.
#[derive(Clone, Debug)]
pub struct OldLine {
    /// Who wrote it.
    pub author: AccountId,
    /// As a browser would have made it.
    pub client_id: String,
    /// What they wrote.
    pub text: String,
    /// When.
    pub at: Micros,
}

/// Adds a room, its people and its lines.
pub(crate) async fn add(tx: &mut Tx, old: &OldRoom) -> Result<(), Error> {
    let last_seq = i64::try_from(old.lines.len()).map_err(Error::fault)?;
    sqlx::query(
        "INSERT INTO rooms (id, kind, pair_key, name, description, topic, owner_id, last_seq, last_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(old.id.as_str())
    .bind(if old.pair.is_some() { "pair" } else { "public" })
    .bind(old.pair.as_ref().map(|(one, other)| pair_key(one, other)))
    .bind(&old.name)
    .bind(&old.description)
    .bind(&old.topic)
    .bind(old.owner.as_ref().map(AccountId::as_str))
    .bind(last_seq)
    .bind(old.lines.last().map_or(old.created_at, |line| line.at))
    .bind(old.created_at)
    .execute(tx.conn())
    .await?;
    for seat in &old.people {
        sqlx::query("INSERT INTO room_members (room_id, account_id, delivered_seq, read_seq, joined_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(old.id.as_str())
            .bind(seat.account.as_str())
            .bind(last_seq)
            .bind((last_seq - seat.unread).max(0))
            .bind(seat.joined_at)
            .execute(tx.conn())
            .await?;
    }
    for (seq, line) in (1_i64..).zip(&old.lines) {
        sqlx::query("INSERT INTO messages (room_id, seq, author_id, client_id, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(old.id.as_str())
            .bind(seq)
            .bind(line.author.as_str())
            .bind(&line.client_id)
            .bind(&line.text)
            .bind(line.at)
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}

/// Makes a room an organization's.
pub(crate) async fn give_to_org(tx: &mut Tx, room: &RoomId, org: &OrgId) -> Result<(), Error> {
    sqlx::query("UPDATE rooms SET org_id = $2 WHERE id = $1").bind(room.as_str()).bind(org.as_str()).execute(tx.conn()).await?;
    Ok(())
}
