//! The rows of rooms, their members and their messages.
use super::reading::{Counts, Marks};
use crate::Error;
use crate::account::leaving::{FORMER, REMOVED};
use crate::db::{Db, Tx};
use domain::account::shown_name;
use domain::chat::{RoomKind, Tie};
use domain::events::Message;
use domain::{AccountId, Micros, RoomId};
use sqlx::{Any, Executor};

/// What a member needs to know of a room before they act in it.
pub struct Membership {
    /// Of two, or public.
    pub kind: RoomKind,
    /// The other one of two, also when their account is gone.
    pub other: Option<AccountId>,
    /// The number of the last line.
    pub last_seq: i64,
    /// How far the member has got.
    pub marks: Marks,
}

/// The other one of a pair.
fn other_of(pair_key: Option<&str>, me: &AccountId) -> Option<AccountId> {
    let (low, high) = pair_key?.split_once(':')?;
    Some(AccountId::trusted(if low == me.as_str() { high } else { low }))
}

/// The room as a member of it knows it; `None` for everybody else.
pub async fn membership<'c>(from: impl Executor<'c, Database = Any>, room: &RoomId, me: &AccountId) -> Result<Option<Membership>, Error> {
    let row: Option<(String, Option<String>, i64, i64, i64)> = sqlx::query_as(
        "SELECT r.kind, r.pair_key, r.last_seq, m.delivered_seq, m.read_seq
         FROM room_members m JOIN rooms r ON r.id = m.room_id WHERE m.room_id = $1 AND m.account_id = $2",
    )
    .bind(room.as_str())
    .bind(me.as_str())
    .fetch_optional(from)
    .await?;
    Ok(row.map(|(kind, pair_key, last_seq, delivered, read)| Membership {
        kind: RoomKind::from_stored(&kind),
        other: other_of(pair_key.as_deref(), me),
        last_seq,
        marks: Marks { delivered, read },
    }))
}

/// What two people are to each other. A host may write to those who have a seat in a meeting of theirs, and they may answer
/// where the host has written (site.md, "Decisions").
pub async fn tie<'c>(from: impl Executor<'c, Database = Any>, me: &AccountId, other: &AccountId) -> Result<Tie, Error> {
    let (low, high) = if me < other { (me, other) } else { (other, me) };
    let (connected, you_blocked, blocked_you): (i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM connections WHERE low_id = $1 AND high_id = $2 AND state = 'connected')
                    + (SELECT COUNT(*) FROM meeting_hosts h JOIN registrations r ON r.meeting_id = h.meeting_id
                        WHERE h.account_id = $3 AND r.account_id = $4 AND r.state = 'registered')
                    + (SELECT COUNT(*) FROM meeting_hosts h JOIN registrations r ON r.meeting_id = h.meeting_id
                        WHERE h.account_id = $4 AND r.account_id = $3 AND r.state = 'registered'
                            AND EXISTS (SELECT 1 FROM rooms o WHERE o.pair_key = $1 || ':' || $2 AND o.last_seq > 0)),
                (SELECT COUNT(*) FROM blocks WHERE blocker_id = $3 AND blocked_id = $4),
                (SELECT COUNT(*) FROM blocks WHERE blocker_id = $4 AND blocked_id = $3)",
    )
    .bind(low.as_str())
    .bind(high.as_str())
    .bind(me.as_str())
    .bind(other.as_str())
    .fetch_one(from)
    .await?;
    Ok(Tie { connected: connected > 0, you_blocked: you_blocked > 0, blocked_you: blocked_you > 0 })
}

/// The one room of a pair: the one that exists, or `fresh`, with both as its members.
pub async fn open_pair(tx: &mut Tx, fresh: &RoomId, pair_key: &str, people: [&AccountId; 2]) -> Result<RoomId, Error> {
    let now = tx.now();
    sqlx::query(
        "INSERT INTO rooms (id, kind, pair_key, name, description, topic, last_at, created_at)
         VALUES ($1, 'pair', $2, '', '', '', $3, $3) ON CONFLICT (pair_key) DO NOTHING",
    )
    .bind(fresh.as_str())
    .bind(pair_key)
    .bind(now)
    .execute(tx.conn())
    .await?;
    let room: String = sqlx::query_scalar("SELECT id FROM rooms WHERE pair_key = $1").bind(pair_key).fetch_one(tx.conn()).await?;
    for account in people {
        sqlx::query(
            "INSERT INTO room_members (room_id, account_id, joined_at) VALUES ($1, $2, $3) ON CONFLICT (room_id, account_id) DO NOTHING",
        )
        .bind(&room)
        .bind(account.as_str())
        .bind(now)
        .execute(tx.conn())
        .await?;
    }
    Ok(RoomId::trusted(room))
}

/// A line that was stored under this id before: its number, text and time.
pub async fn by_client_id(tx: &mut Tx, room: &RoomId, author: &AccountId, client_id: &str) -> Result<Option<(i64, String, Micros)>, Error> {
    let row = sqlx::query_as("SELECT seq, body, created_at FROM messages WHERE room_id = $1 AND author_id = $2 AND client_id = $3")
        .bind(room.as_str())
        .bind(author.as_str())
        .bind(client_id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row)
}

/// Takes the room's next number. The room's row is held until the end of the transaction, so numbers have no gaps.
pub async fn next_seq(tx: &mut Tx, room: &RoomId) -> Result<i64, Error> {
    let now = tx.now();
    Ok(sqlx::query_scalar("UPDATE rooms SET last_seq = last_seq + 1, last_at = $2 WHERE id = $1 RETURNING last_seq")
        .bind(room.as_str())
        .bind(now)
        .fetch_one(tx.conn())
        .await?)
}

/// Undoes [`next_seq`] in the same transaction.
pub async fn give_back_seq(tx: &mut Tx, room: &RoomId) -> Result<(), Error> {
    sqlx::query("UPDATE rooms SET last_seq = last_seq - 1 WHERE id = $1").bind(room.as_str()).execute(tx.conn()).await?;
    Ok(())
}

/// Stores a line; `false` when its client id is stored already.
pub async fn insert(tx: &mut Tx, room: &RoomId, seq: i64, author: &AccountId, client_id: &str, text: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "INSERT INTO messages (room_id, seq, author_id, client_id, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (room_id, author_id, client_id) DO NOTHING",
    )
    .bind(room.as_str())
    .bind(seq)
    .bind(author.as_str())
    .bind(client_id)
    .bind(text)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Moves marks forward, never back; answers where they are if they moved.
pub async fn move_marks(tx: &mut Tx, room: &RoomId, account: &AccountId, delivered: i64, read: i64) -> Result<Option<Marks>, Error> {
    let row: Option<(i64, i64)> = sqlx::query_as(
        "UPDATE room_members SET delivered_seq = CASE WHEN delivered_seq < $3 THEN $3 ELSE delivered_seq END,
                read_seq = CASE WHEN read_seq < $4 THEN $4 ELSE read_seq END
         WHERE room_id = $1 AND account_id = $2 AND (delivered_seq < $3 OR read_seq < $4) RETURNING delivered_seq, read_seq",
    )
    .bind(room.as_str())
    .bind(account.as_str())
    .bind(delivered)
    .bind(read)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(delivered, read)| Marks { delivered, read }))
}

/// How far a member has got.
pub async fn marks(db: &Db, room: &RoomId, account: &AccountId) -> Result<Marks, Error> {
    let row: Option<(i64, i64)> = sqlx::query_as("SELECT delivered_seq, read_seq FROM room_members WHERE room_id = $1 AND account_id = $2")
        .bind(room.as_str())
        .bind(account.as_str())
        .fetch_optional(db.read())
        .await?;
    Ok(row.map(|(delivered, read)| Marks { delivered, read }).unwrap_or_default())
}

/// The rooms of two with lines that have not reached the person, and their last line's number.
pub async fn undelivered(db: &Db, me: &AccountId) -> Result<Vec<(RoomId, i64)>, Error> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT r.id, r.last_seq FROM room_members m JOIN rooms r ON r.id = m.room_id
         WHERE m.account_id = $1 AND r.kind = 'pair' AND r.last_seq > m.delivered_seq LIMIT 200",
    )
    .bind(me.as_str())
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(room, seq)| (RoomId::trusted(room), seq)).collect())
}

/// The numbers in the frame.
pub async fn counts(db: &Db, me: &AccountId) -> Result<Counts, Error> {
    let (requests, unread, notices): (i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM connections c WHERE c.asked_id = $1 AND c.state = 'pending'
                    AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = $1 AND b.blocked_id = c.asker_id)),
                (SELECT CAST(COALESCE(SUM(r.last_seq - m.read_seq), 0) AS BIGINT) FROM room_members m JOIN rooms r ON r.id = m.room_id
                 WHERE m.account_id = $1 AND r.kind = 'pair'),
                (SELECT COUNT(*) FROM notices WHERE account_id = $1 AND read_at IS NULL)",
    )
    .bind(me.as_str())
    .fetch_one(db.read())
    .await?;
    Ok(Counts { requests, unread, notices })
}

type MessageRow = (i64, String, String, String, Micros, Option<String>, Option<String>, Option<String>);

fn message((seq, author, client_id, text, at, username, first, initial): MessageRow) -> Message {
    let text = if username.is_none() && text.is_empty() { REMOVED.to_owned() } else { text };
    let name = username.map_or_else(|| FORMER.to_owned(), |username| shown_name(&username, first.as_deref().zip(initial.as_deref())));
    Message { seq, author: AccountId::trusted(author), name, client_id, text, at }
}

/// The lines before `seq`, the newest first.
pub async fn before(db: &Db, room: &RoomId, seq: i64, most: i64) -> Result<Vec<Message>, Error> {
    let rows: Vec<MessageRow> = sqlx::query_as(
        "SELECT l.seq, l.author_id, l.client_id, l.body, l.created_at, a.username, s.first_name, s.last_initial
         FROM messages l LEFT JOIN accounts a ON a.id = l.author_id LEFT JOIN supporters s ON s.account_id = l.author_id
         WHERE l.room_id = $1 AND l.seq < $2 ORDER BY l.seq DESC LIMIT $3",
    )
    .bind(room.as_str())
    .bind(seq)
    .bind(most)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(message).collect())
}

/// The newest lines after `seq`, the newest first.
pub async fn after(db: &Db, room: &RoomId, seq: i64, most: i64) -> Result<Vec<Message>, Error> {
    let rows: Vec<MessageRow> = sqlx::query_as(
        "SELECT l.seq, l.author_id, l.client_id, l.body, l.created_at, a.username, s.first_name, s.last_initial
         FROM messages l LEFT JOIN accounts a ON a.id = l.author_id LEFT JOIN supporters s ON s.account_id = l.author_id
         WHERE l.room_id = $1 AND l.seq > $2 ORDER BY l.seq DESC LIMIT $3",
    )
    .bind(room.as_str())
    .bind(seq)
    .bind(most)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(message).collect())
}

/// Empties the messages of somebody who leaves: they keep their place and lose their words, their author and the id that
/// the author's browser gave them. A room of two that the other side has left too is nobody's and goes; otherwise it stays
/// theirs, without the pair's ids.
pub async fn forget_person(tx: &mut Tx, account: &AccountId, nobody: &str) -> Result<(), Error> {
    sqlx::query("UPDATE messages SET body = '', author_id = $2, client_id = 'gone-' || seq WHERE author_id = $1")
        .bind(account.as_str())
        .bind(nobody)
        .execute(tx.conn())
        .await?;
    for statement in [
        "DELETE FROM rooms WHERE kind = 'pair' AND id IN (SELECT room_id FROM room_members WHERE account_id = $1)
            AND NOT EXISTS (SELECT 1 FROM room_members m WHERE m.room_id = rooms.id AND m.account_id <> $1)",
        "UPDATE rooms SET pair_key = NULL WHERE kind = 'pair' AND id IN (SELECT room_id FROM room_members WHERE account_id = $1)",
    ] {
        sqlx::query(statement).bind(account.as_str()).execute(tx.conn()).await?;
    }
    Ok(())
}
