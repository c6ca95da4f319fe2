//! The rows that are read and written when a review is given, changed or answered.
use crate::Error;
use crate::db::{Db, Tx};
use crate::reviews::store::Row;
use domain::reviews::draft::Said;
use domain::{AccountId, MeetingId};
use sqlx::{Any, Executor};

/// A meeting whose host can be reviewed, and what one person had to do with it.
#[derive(sqlx::FromRow)]
pub struct Visit {
    pub host_id: String,
    pub name: String,
    pub starts_at: i64,
    pub minutes: i64,
    pub state: String,
    pub username: String,
    pub first_name: String,
    pub last_initial: String,
    pub hosting: i64,
    pub seat: Option<String>,
    pub attendance: Option<String>,
}

/// The visit of one person. Meetings of hosts without a public profile have none: there is nowhere to show a review.
pub async fn visit<'c>(from: impl Executor<'c, Database = Any>, meeting: &MeetingId, me: &AccountId) -> Result<Option<Visit>, Error> {
    let row = sqlx::query_as(
        "SELECT m.host_id, m.name, m.starts_at, m.minutes, m.state, a.username, s.first_name, s.last_initial,
            (SELECT COUNT(*) FROM meeting_hosts h WHERE h.meeting_id = m.id AND h.account_id = $2) AS hosting,
            r.state AS seat, r.attendance
         FROM meetings m JOIN supporters s ON s.account_id = m.host_id JOIN accounts a ON a.id = m.host_id
         LEFT JOIN registrations r ON r.meeting_id = m.id AND r.account_id = $2
         WHERE m.id = $1",
    );
    Ok(row.bind(meeting.as_str()).bind(me.as_str()).fetch_optional(from).await?)
}

#[derive(sqlx::FromRow)]
struct OwnRow {
    #[sqlx(flatten)]
    row: Row,
    hidden: String,
}

/// What somebody wrote of a meeting, and why it is hidden if it is.
pub async fn own<'c>(from: impl Executor<'c, Database = Any>, meeting: &MeetingId, me: &AccountId) -> Result<Option<(Row, String)>, Error> {
    let row: Option<OwnRow> = sqlx::query_as(
        "SELECT r.id, r.stars, r.body, r.answer, r.created_at, a.username, s.first_name, s.last_initial, r.hidden
         FROM reviews r LEFT JOIN accounts a ON a.id = r.author_id LEFT JOIN supporters s ON s.account_id = r.author_id
         WHERE r.meeting_id = $1 AND r.author_id = $2",
    )
    .bind(meeting.as_str())
    .bind(me.as_str())
    .fetch_optional(from)
    .await?;
    Ok(row.map(|own| (own.row, own.hidden)))
}

/// What everybody may read of one meeting, for its host.
pub async fn of_meeting(db: &Db, meeting: &MeetingId, host: &AccountId) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(
        "SELECT r.id, r.stars, r.body, r.answer, r.created_at, a.username, s.first_name, s.last_initial
         FROM reviews r LEFT JOIN accounts a ON a.id = r.author_id LEFT JOIN supporters s ON s.account_id = r.author_id
         WHERE r.meeting_id = $1 AND r.supporter_id = $2 AND r.hidden = '' ORDER BY r.created_at DESC, r.id DESC LIMIT 100",
    );
    Ok(rows.bind(meeting.as_str()).bind(host.as_str()).fetch_all(db.read()).await?)
}

/// Adds a review; `false` if there is one of this person and meeting already.
pub async fn insert(tx: &mut Tx, id: &str, host: &AccountId, me: &AccountId, meeting: &MeetingId, said: &Said) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "INSERT INTO reviews (id, supporter_id, author_id, stars, body, created_at, meeting_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT DO NOTHING",
    )
    .bind(id)
    .bind(host.as_str())
    .bind(me.as_str())
    .bind(said.stars)
    .bind(&said.body)
    .bind(now)
    .bind(meeting.as_str())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Changes what stands.
pub async fn change(tx: &mut Tx, id: &str, said: &Said) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("UPDATE reviews SET stars = $2, body = $3, edited_at = $4 WHERE id = $1")
        .bind(id)
        .bind(said.stars)
        .bind(&said.body)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether one of the two has blocked the other.
pub async fn apart(tx: &mut Tx, one: &AccountId, other: &AccountId) -> Result<bool, Error> {
    let count: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM blocks WHERE (blocker_id = $1 AND blocked_id = $2) OR (blocker_id = $2 AND blocked_id = $1)",
    )
    .bind(one.as_str())
    .bind(other.as_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(count > 0)
}

/// Whom and what a review is about.
#[derive(sqlx::FromRow)]
pub struct About {
    pub supporter_id: String,
    pub author_id: Option<String>,
    pub meeting_id: Option<String>,
    pub name: Option<String>,
    pub hidden: String,
}

/// Whom and what a review is about.
pub async fn about(tx: &mut Tx, id: &str) -> Result<Option<About>, Error> {
    let row = sqlx::query_as(
        "SELECT r.supporter_id, r.author_id, r.meeting_id, m.name, r.hidden
         FROM reviews r LEFT JOIN meetings m ON m.id = r.meeting_id WHERE r.id = $1",
    );
    Ok(row.bind(id).fetch_optional(tx.conn()).await?)
}

/// Writes the answer; `false` if there is one.
pub async fn answer(tx: &mut Tx, id: &str, text: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query("UPDATE reviews SET answer = $2, answered_at = $3 WHERE id = $1 AND answer = ''")
        .bind(id)
        .bind(text)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}
