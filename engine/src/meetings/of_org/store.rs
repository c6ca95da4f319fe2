//! The rows of an organization's meetings.
use crate::Error;
use crate::db::Db;
use crate::meetings::store::{Row, seen};
use domain::page::{Cursor, Page};
use domain::{Micros, OrgId};

/// Whose meetings, and who looks. `all` shows exclusive ones that others lead as well.
pub struct Whose<'a> {
    pub me: &'a str,
    pub org: &'a OrgId,
    pub all: bool,
}

fn cut(rows: Vec<Row>, size: usize) -> Page<Row> {
    Page::cut(rows, size, |row| Cursor { at: row.starts_at, id: row.id.clone() })
}

fn limit(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX - 1) + 1
}

/// Those that start at `now` or later and that its page shows. `inside` shows those that only its own people see.
pub async fn on_page(db: &Db, me: &str, org: &OrgId, inside: bool, now: Micros, most: i64) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(seen!(
        "WHERE m.org_id = $2 AND m.starts_at >= $3 AND m.state = 'scheduled' AND m.exclusive = 0
            AND (m.visibility = 'public' OR ($4 = 1 AND m.visibility = 'organization'))
         ORDER BY m.starts_at, m.id LIMIT $5"
    ));
    Ok(rows.bind(me).bind(org.as_str()).bind(now).bind(i64::from(inside)).bind(most).fetch_all(db.read()).await?)
}

/// Those that have not ended.
pub async fn upcoming(db: &Db, whose: &Whose<'_>, now: Micros, after: Option<&Cursor>, size: usize) -> Result<Page<Row>, Error> {
    let (at, id) = after.map_or((0, ""), |cursor| (cursor.at, cursor.id.as_str()));
    let rows = sqlx::query_as(seen!(
        "WHERE m.org_id = $2 AND m.state = 'scheduled' AND m.starts_at + m.minutes * 60000000 > $3
            AND ($4 = 1 OR m.exclusive = 0 OR EXISTS (SELECT 1 FROM meeting_hosts h WHERE h.meeting_id = m.id AND h.account_id = $1))
            AND (m.starts_at, m.id) > ($5, $6) ORDER BY m.starts_at, m.id LIMIT $7"
    ));
    let rows = rows.bind(whose.me).bind(whose.org.as_str()).bind(now).bind(i64::from(whose.all)).bind(at).bind(id);
    Ok(cut(rows.bind(limit(size)).fetch_all(db.read()).await?, size))
}

/// Those that are over, and those that were called off.
pub async fn past(db: &Db, whose: &Whose<'_>, now: Micros, after: Option<&Cursor>, size: usize) -> Result<Page<Row>, Error> {
    let (at, id) = after.map_or((i64::MAX, ""), |cursor| (cursor.at, cursor.id.as_str()));
    let rows = sqlx::query_as(seen!(
        "WHERE m.org_id = $2 AND (m.state = 'cancelled' OR m.starts_at + m.minutes * 60000000 <= $3)
            AND ($4 = 1 OR m.exclusive = 0 OR EXISTS (SELECT 1 FROM meeting_hosts h WHERE h.meeting_id = m.id AND h.account_id = $1))
            AND (m.starts_at, m.id) < ($5, $6) ORDER BY m.starts_at DESC, m.id DESC LIMIT $7"
    ));
    let rows = rows.bind(whose.me).bind(whose.org.as_str()).bind(now).bind(i64::from(whose.all)).bind(at).bind(id);
    Ok(cut(rows.bind(limit(size)).fetch_all(db.read()).await?, size))
}
