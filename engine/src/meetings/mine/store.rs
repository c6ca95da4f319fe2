//! The rows of My Meetings. To come: soonest first. Over: the latest first.
use crate::Error;
use crate::db::Db;
use crate::meetings::store::{Row, seen};
use domain::Micros;
use domain::page::{Cursor, Page};

fn cut(rows: Vec<Row>, size: usize) -> Page<Row> {
    Page::cut(rows, size, |row| Cursor { at: row.starts_at, id: row.id.clone() })
}

fn limit(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX - 1) + 1
}

/// Where the page of a list that goes forward in time starts.
fn forward(after: Option<&Cursor>) -> (i64, &str) {
    after.map_or((0, ""), |cursor| (cursor.at, cursor.id.as_str()))
}

/// Where the page of a list that goes back in time starts.
fn back(after: Option<&Cursor>) -> (i64, &str) {
    after.map_or((i64::MAX, ""), |cursor| (cursor.at, cursor.id.as_str()))
}

/// Seats in meetings that have not ended.
pub async fn upcoming(db: &Db, me: &str, now: Micros, after: Option<&Cursor>, size: usize) -> Result<Page<Row>, Error> {
    let (at, id) = forward(after);
    let rows = sqlx::query_as(seen!(
        "WHERE r.state IN ('registered', 'held') AND m.state = 'scheduled' AND m.starts_at + m.minutes * 60000000 > $2
            AND (m.starts_at, m.id) > ($3, $4) ORDER BY m.starts_at, m.id LIMIT $5"
    ));
    Ok(cut(rows.bind(me).bind(now).bind(at).bind(id).bind(limit(size)).fetch_all(db.read()).await?, size))
}

/// Meetings that are over, and those whose seat was given back or taken.
pub async fn past(db: &Db, me: &str, now: Micros, after: Option<&Cursor>, size: usize) -> Result<Page<Row>, Error> {
    let (at, id) = back(after);
    let rows = sqlx::query_as(seen!(
        "WHERE r.account_id = $1
            AND (m.starts_at + m.minutes * 60000000 <= $2 OR r.state NOT IN ('registered', 'held') OR m.state = 'cancelled')
            AND (m.starts_at, m.id) < ($3, $4) ORDER BY m.starts_at DESC, m.id DESC LIMIT $5"
    ));
    Ok(cut(rows.bind(me).bind(now).bind(at).bind(id).bind(limit(size)).fetch_all(db.read()).await?, size))
}

/// Lines somebody waits in.
pub async fn waiting(db: &Db, me: &str, now: Micros, after: Option<&Cursor>, size: usize) -> Result<Page<Row>, Error> {
    let (at, id) = forward(after);
    let rows = sqlx::query_as(seen!(
        "WHERE w.state IN ('waiting', 'offered') AND m.state = 'scheduled' AND m.starts_at > $2
            AND (m.starts_at, m.id) > ($3, $4) ORDER BY m.starts_at, m.id LIMIT $5"
    ));
    Ok(cut(rows.bind(me).bind(now).bind(at).bind(id).bind(limit(size)).fetch_all(db.read()).await?, size))
}

/// Meetings somebody leads that have not ended.
pub async fn leading(db: &Db, me: &str, now: Micros, after: Option<&Cursor>, size: usize) -> Result<Page<Row>, Error> {
    let (at, id) = forward(after);
    let rows = sqlx::query_as(seen!(
        "JOIN meeting_hosts mine ON mine.meeting_id = m.id AND mine.account_id = $1
         WHERE m.state = 'scheduled' AND m.starts_at + m.minutes * 60000000 > $2
            AND (m.starts_at, m.id) > ($3, $4) ORDER BY m.starts_at, m.id LIMIT $5"
    ));
    Ok(cut(rows.bind(me).bind(now).bind(at).bind(id).bind(limit(size)).fetch_all(db.read()).await?, size))
}

/// Meetings somebody has led, and those that were called off.
pub async fn led(db: &Db, me: &str, now: Micros, after: Option<&Cursor>, size: usize) -> Result<Page<Row>, Error> {
    let (at, id) = back(after);
    let rows = sqlx::query_as(seen!(
        "JOIN meeting_hosts mine ON mine.meeting_id = m.id AND mine.account_id = $1
         WHERE (m.state = 'cancelled' OR m.starts_at + m.minutes * 60000000 <= $2)
            AND (m.starts_at, m.id) < ($3, $4) ORDER BY m.starts_at DESC, m.id DESC LIMIT $5"
    ));
    Ok(cut(rows.bind(me).bind(now).bind(at).bind(id).bind(limit(size)).fetch_all(db.read()).await?, size))
}

/// The meetings that somebody has said something about.
pub async fn reviewed(db: &Db, me: &str) -> Result<Vec<String>, Error> {
    let rows = sqlx::query_scalar("SELECT meeting_id FROM reviews WHERE author_id = $1 AND meeting_id IS NOT NULL");
    Ok(rows.bind(me).fetch_all(db.read()).await?)
}
