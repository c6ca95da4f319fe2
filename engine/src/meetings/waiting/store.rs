//! The rows of waiting lists.
use crate::db::{Db, Tx};
use crate::meetings::store::{blocks_between, in_line};
use crate::{Error, id};
use domain::{AccountId, MeetingId, Micros};

/// The next number of a meeting's line, and how many seats are free.
pub async fn next_place(tx: &mut Tx, meeting: &MeetingId) -> Result<(i64, i64), Error> {
    let place = sqlx::query_as("UPDATE meetings SET last_place = last_place + 1 WHERE id = $1 RETURNING last_place, seats - taken");
    Ok(place.bind(meeting.as_str()).fetch_one(tx.conn()).await?)
}

/// Puts somebody who does not wait at a place; `false` says that they do, and nothing was changed.
pub async fn upsert(tx: &mut Tx, meeting: &MeetingId, account: &AccountId, place: i64) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "INSERT INTO waiting (id, meeting_id, account_id, place, state, changed_at) VALUES ($1, $2, $3, $4, 'waiting', $5)
         ON CONFLICT (meeting_id, account_id) DO UPDATE SET place = excluded.place, state = 'waiting', offer_until = NULL,
            secret_hash = NULL, changed_at = excluded.changed_at
         WHERE waiting.state NOT IN ('waiting', 'offered')",
    )
    .bind(id::new(now))
    .bind(meeting.as_str())
    .bind(account.as_str())
    .bind(place)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How many wait before somebody who waits. From their own row, so that PostgreSQL need not plan anew for every place.
pub async fn ahead(tx: &mut Tx, meeting: &MeetingId, account: &AccountId) -> Result<i64, Error> {
    let count = sqlx::query_scalar(concat!(
        "SELECT ",
        in_line!("w.meeting_id", "AND l.place < w.place"),
        " FROM waiting w WHERE w.meeting_id = $1 AND w.account_id = $2"
    ));
    Ok(count.bind(meeting.as_str()).bind(account.as_str()).fetch_one(tx.conn()).await?)
}

/// The first in line to whom a seat can be offered: their row and their account. Those between whom and a host there is a
/// block are passed over, and not told so.
pub async fn first(tx: &mut Tx, meeting: &MeetingId) -> Result<Option<(String, AccountId)>, Error> {
    let row: Option<(String, String)> = sqlx::query_as(concat!(
        "SELECT w.id, w.account_id FROM waiting w WHERE w.meeting_id = $1 AND w.state = 'waiting' AND ",
        blocks_between!("w.meeting_id", "w.account_id"),
        " = 0 ORDER BY w.place LIMIT 1",
    ))
    .bind(meeting.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(place, account)| (place, AccountId::trusted(account))))
}

/// Offers a seat to somebody who waits. `false` says that they wait no longer.
pub async fn offer(tx: &mut Tx, place: &str, until: Micros, secret_hash: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE waiting SET state = 'offered', offer_until = $2, secret_hash = $3, changed_at = $4 WHERE id = $1 AND state = 'waiting'",
    )
    .bind(place)
    .bind(until)
    .bind(secret_hash)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes up an offer that still stands.
pub async fn take_up(tx: &mut Tx, meeting: &MeetingId, account: &AccountId) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE waiting SET state = 'taken', secret_hash = NULL, changed_at = $3
         WHERE meeting_id = $1 AND account_id = $2 AND state = 'offered' AND offer_until > $3",
    )
    .bind(meeting.as_str())
    .bind(account.as_str())
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends an offer whose time is over: the meeting and the one who was asked.
pub async fn expire(tx: &mut Tx, place: &str) -> Result<Option<(MeetingId, AccountId)>, Error> {
    let now = tx.now();
    let row: Option<(String, String)> = sqlx::query_as(
        "UPDATE waiting SET state = 'expired', changed_at = $2 WHERE id = $1 AND state = 'offered' AND offer_until <= $2
         RETURNING meeting_id, account_id",
    )
    .bind(place)
    .bind(now)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(meeting, account)| (MeetingId::trusted(meeting), AccountId::trusted(account))))
}

/// Takes somebody out of the line; answers what they were, if they were in it. Whoever became something else meanwhile is looked at
/// again: [`Error::Busy`] runs the act once more.
pub async fn end(tx: &mut Tx, meeting: &MeetingId, account: &AccountId, state: &str) -> Result<Option<String>, Error> {
    let now = tx.now();
    let was: Option<String> = sqlx::query_scalar("SELECT state FROM waiting WHERE meeting_id = $1 AND account_id = $2")
        .bind(meeting.as_str())
        .bind(account.as_str())
        .fetch_optional(tx.conn())
        .await?;
    let Some(was) = was.filter(|was| was == "waiting" || was == "offered") else { return Ok(None) };
    let done = sqlx::query(
        "UPDATE waiting SET state = $3, secret_hash = NULL, changed_at = $4 WHERE meeting_id = $1 AND account_id = $2 AND state = $5",
    )
    .bind(meeting.as_str())
    .bind(account.as_str())
    .bind(state)
    .bind(now)
    .bind(&was)
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Busy);
    }
    Ok(Some(was))
}

/// Closes the line of a meeting that is called off.
pub async fn close(tx: &mut Tx, meeting: &MeetingId) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("UPDATE waiting SET state = 'closed', secret_hash = NULL, changed_at = $2 WHERE meeting_id = $1 AND state IN ('waiting', 'offered')")
        .bind(meeting.as_str())
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The meetings in whose line somebody stands.
pub async fn offers_of(tx: &mut Tx, account: &AccountId) -> Result<Vec<MeetingId>, Error> {
    let ids: Vec<String> = sqlx::query_scalar("SELECT meeting_id FROM waiting WHERE account_id = $1 AND state IN ('waiting', 'offered')")
        .bind(account.as_str())
        .fetch_all(tx.conn())
        .await?;
    Ok(ids.into_iter().map(MeetingId::trusted).collect())
}

/// What the link of a letter leads to.
#[derive(sqlx::FromRow)]
pub struct ByLink {
    pub meeting_id: String,
    pub account_id: String,
    pub state: String,
    pub offer_until: Option<i64>,
    pub name: String,
    pub starts_at: i64,
    pub price: i64,
    pub currency: String,
    pub time_zone: String,
}

/// The place that a link of a letter names.
pub async fn by_secret(db: &Db, secret_hash: &str) -> Result<Option<ByLink>, Error> {
    let row = sqlx::query_as(
        "SELECT w.meeting_id, w.account_id, w.state, w.offer_until, m.name, m.starts_at, m.price, m.currency, a.time_zone
         FROM waiting w JOIN meetings m ON m.id = w.meeting_id JOIN accounts a ON a.id = w.account_id WHERE w.secret_hash = $1",
    );
    Ok(row.bind(secret_hash).fetch_optional(db.read()).await?)
}
