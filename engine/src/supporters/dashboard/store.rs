//! The counts behind the dashboard. A meeting took place when it was not called off and has ended; everybody who leads it counts it.
use super::months::BOUNDS;
use crate::Error;
use crate::db::Db;
use domain::Micros;

/// What stands above the tabs.
#[derive(sqlx::FromRow)]
pub struct TopRow {
    pub handle: String,
    pub review_count: i64,
    pub rating_total: i64,
    pub seats: i64,
    pub conversations: i64,
}

/// The numbers of all time; none for somebody without a supporter's profile.
pub async fn top(db: &Db, me: &str, now: Micros) -> Result<Option<TopRow>, Error> {
    let row = sqlx::query_as(
        "SELECT s.handle, s.review_count, s.rating_total,
            (SELECT COUNT(*) FROM meeting_hosts h JOIN meetings m ON m.id = h.meeting_id JOIN registrations r ON r.meeting_id = m.id
                WHERE h.account_id = s.account_id AND m.state = 'scheduled' AND m.starts_at + m.minutes * 60000000 <= $2
                    AND r.state = 'registered' AND r.attendance <> 'missed') AS seats,
            (SELECT COUNT(*) FROM room_members b JOIN rooms o ON o.id = b.room_id
                WHERE b.account_id = s.account_id AND o.kind = 'pair' AND o.last_seq > 0) AS conversations
         FROM supporters s WHERE s.account_id = $1",
    );
    Ok(row.bind(me).bind(now).fetch_optional(db.read()).await?)
}

/// Which of thirteen buckets an instant is in. The twelve bounds follow the query's own values.
macro_rules! bucket {
    ($at:literal) => {
        concat!(
            "CASE WHEN ",
            $at,
            " < $4 THEN 0 WHEN ",
            $at,
            " < $5 THEN 1 WHEN ",
            $at,
            " < $6 THEN 2 WHEN ",
            $at,
            " < $7 THEN 3 WHEN ",
            $at,
            " < $8 THEN 4 WHEN ",
            $at,
            " < $9 THEN 5 WHEN ",
            $at,
            " < $10 THEN 6 WHEN ",
            $at,
            " < $11 THEN 7 WHEN ",
            $at,
            " < $12 THEN 8 WHEN ",
            $at,
            " < $13 THEN 9 WHEN ",
            $at,
            " < $14 THEN 10 WHEN ",
            $at,
            " < $15 THEN 11 ELSE 12 END AS bucket"
        )
    };
}

/// How many meetings took place in a bucket.
#[derive(sqlx::FromRow)]
pub struct HeldRow {
    pub bucket: i64,
    pub many: i64,
}

/// Meetings that took place.
pub async fn held(db: &Db, me: &str, since: Micros, now: Micros, bounds: &[Micros; BOUNDS]) -> Result<Vec<HeldRow>, Error> {
    let mut rows = sqlx::query_as(concat!(
        "SELECT q.bucket, COUNT(*) AS many FROM (SELECT ",
        bucket!("m.starts_at"),
        " FROM meeting_hosts h JOIN meetings m ON m.id = h.meeting_id
          WHERE h.account_id = $1 AND m.state = 'scheduled' AND m.starts_at >= $2 AND m.starts_at + m.minutes * 60000000 <= $3) q
         GROUP BY q.bucket"
    ))
    .bind(me)
    .bind(since)
    .bind(now);
    for bound in bounds {
        rows = rows.bind(*bound);
    }
    Ok(rows.fetch_all(db.read()).await?)
}

/// How many seats of a bucket the roster says the same of.
#[derive(sqlx::FromRow)]
pub struct SeatRow {
    pub bucket: i64,
    pub attendance: String,
    pub many: i64,
}

/// Seats in meetings that took place.
pub async fn seats(db: &Db, me: &str, since: Micros, now: Micros, bounds: &[Micros; BOUNDS]) -> Result<Vec<SeatRow>, Error> {
    let mut rows = sqlx::query_as(concat!(
        "SELECT q.bucket, q.attendance, COUNT(*) AS many FROM (SELECT r.attendance, ",
        bucket!("m.starts_at"),
        " FROM meeting_hosts h JOIN meetings m ON m.id = h.meeting_id JOIN registrations r ON r.meeting_id = m.id
          WHERE h.account_id = $1 AND m.state = 'scheduled' AND m.starts_at >= $2 AND m.starts_at + m.minutes * 60000000 <= $3
            AND r.state = 'registered') q GROUP BY q.bucket, q.attendance"
    ))
    .bind(me)
    .bind(since)
    .bind(now);
    for bound in bounds {
        rows = rows.bind(*bound);
    }
    Ok(rows.fetch_all(db.read()).await?)
}

/// How many payments of a bucket were of one amount.
#[derive(sqlx::FromRow)]
pub struct EarnedRow {
    pub bucket: i64,
    pub amount: i64,
    pub many: i64,
}

/// Payments that stand, by when they were paid.
pub async fn earned(db: &Db, me: &str, since: Micros, bounds: &[Micros; BOUNDS]) -> Result<Vec<EarnedRow>, Error> {
    let mut rows = sqlx::query_as(concat!(
        "SELECT q.bucket, q.amount, COUNT(*) AS many FROM (SELECT p.amount, ",
        bucket!("p.paid_at"),
        " FROM payments p WHERE p.payee_id = $1 AND p.state = $3 AND p.paid_at >= $2) q GROUP BY q.bucket, q.amount"
    ))
    .bind(me)
    .bind(since)
    .bind("paid");
    for bound in bounds {
        rows = rows.bind(*bound);
    }
    Ok(rows.fetch_all(db.read()).await?)
}

/// Meetings that are planned and have not ended.
pub async fn coming(db: &Db, me: &str, now: Micros) -> Result<i64, Error> {
    let count = sqlx::query_scalar(
        "SELECT COUNT(*) FROM meeting_hosts h JOIN meetings m ON m.id = h.meeting_id
         WHERE h.account_id = $1 AND m.state = 'scheduled' AND m.starts_at + m.minutes * 60000000 > $2",
    );
    Ok(count.bind(me).bind(now).fetch_one(db.read()).await?)
}

/// The stars and the number of reviews that everybody may read.
pub async fn rated(db: &Db, me: &str, since: Micros) -> Result<(i64, i64), Error> {
    let row = sqlx::query_as(
        "SELECT CAST(COALESCE(SUM(stars), 0) AS BIGINT), COUNT(*) FROM reviews WHERE supporter_id = $1 AND hidden = '' AND created_at >= $2",
    );
    Ok(row.bind(me).bind(since).fetch_one(db.read()).await?)
}

/// Somebody who had a seat.
#[derive(sqlx::FromRow)]
pub struct PersonRow {
    pub birth_year: i64,
    pub birth_month: i64,
    pub time_zone: String,
    pub languages: String,
    pub first_at: i64,
}

/// Everybody who ever had a seat when a meeting began, in the order in which they first came. A host who takes a seat back
/// afterwards changes nothing here.
pub async fn people(db: &Db, me: &str, now: Micros) -> Result<Vec<PersonRow>, Error> {
    let rows = sqlx::query_as(
        "SELECT a.birth_year, a.birth_month, a.time_zone, a.languages, q.first_at FROM
            (SELECT r.account_id, MIN(m.starts_at) AS first_at
             FROM meeting_hosts h JOIN meetings m ON m.id = h.meeting_id JOIN registrations r ON r.meeting_id = m.id
             WHERE h.account_id = $1 AND m.state = 'scheduled' AND m.starts_at + m.minutes * 60000000 <= $2
                AND (r.state = 'registered' OR (r.state = 'removed' AND r.changed_at >= m.starts_at)) GROUP BY r.account_id) q
         JOIN accounts a ON a.id = q.account_id ORDER BY q.first_at, a.id",
    );
    Ok(rows.bind(me).bind(now).fetch_all(db.read()).await?)
}

/// How many people had a seat, and how many of them had two or more.
pub async fn attendees(db: &Db, me: &str, since: Micros, now: Micros) -> Result<(i64, i64), Error> {
    let row = sqlx::query_as(
        "SELECT COUNT(*), COUNT(CASE WHEN q.times > 1 THEN 1 END) FROM
            (SELECT r.account_id, COUNT(*) AS times
             FROM meeting_hosts h JOIN meetings m ON m.id = h.meeting_id JOIN registrations r ON r.meeting_id = m.id
             WHERE h.account_id = $1 AND m.state = 'scheduled' AND m.starts_at >= $2 AND m.starts_at + m.minutes * 60000000 <= $3
                AND r.state = 'registered' GROUP BY r.account_id) q",
    );
    Ok(row.bind(me).bind(since).bind(now).fetch_one(db.read()).await?)
}

/// A meeting that took place.
#[derive(sqlx::FromRow)]
pub struct MeetingRow {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub topic: String,
    pub starts_at: i64,
    pub seats: i64,
    pub price: i64,
    pub currency: String,
    pub registered: i64,
    pub came: i64,
    pub missed: i64,
}

/// Meetings that took place before the place `before`, the latest first.
pub async fn meetings(db: &Db, me: &str, since: Micros, now: Micros, before: (Micros, &str), limit: i64) -> Result<Vec<MeetingRow>, Error> {
    let rows = sqlx::query_as(
        "SELECT q.id, q.name, q.kind, q.topic, q.starts_at, q.seats, q.price, q.currency,
            COUNT(r.id) AS registered, COUNT(CASE WHEN r.attendance = 'attended' THEN 1 END) AS came,
            COUNT(CASE WHEN r.attendance = 'missed' THEN 1 END) AS missed
         FROM (SELECT m.id, m.name, m.kind, m.topic, m.starts_at, m.seats, m.price, m.currency
               FROM meeting_hosts h JOIN meetings m ON m.id = h.meeting_id
               WHERE h.account_id = $1 AND m.state = 'scheduled' AND m.starts_at >= $2 AND m.starts_at + m.minutes * 60000000 <= $3
                    AND (m.starts_at, m.id) < ($4, $5) ORDER BY m.starts_at DESC, m.id DESC LIMIT $6) q
         LEFT JOIN registrations r ON r.meeting_id = q.id AND r.state = 'registered'
         GROUP BY q.id, q.name, q.kind, q.topic, q.starts_at, q.seats, q.price, q.currency ORDER BY q.starts_at DESC, q.id DESC",
    );
    Ok(rows.bind(me).bind(since).bind(now).bind(before.0).bind(before.1).bind(limit).fetch_all(db.read()).await?)
}
