//! The rows of meetings, as profiles and their own pages show them.
use crate::Error;
use crate::db::Db;
use domain::{AccountId, MeetingId, Micros};

#[derive(sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub host_id: String,
    pub name: String,
    pub topic: String,
    pub description: String,
    pub kind: String,
    pub starts_at: i64,
    pub minutes: i64,
    pub time_zone: String,
    pub price: i64,
    pub currency: String,
    pub seats: i64,
    pub taken: i64,
    pub private: i64,
}

/// How many meetings a profile lists.
const MOST: i64 = 20;

/// Somebody's public meetings that start at `now` or later, soonest first.
pub async fn upcoming(db: &Db, host: &AccountId, now: Micros) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(
        "SELECT id, host_id, name, topic, description, kind, starts_at, minutes, time_zone, price, currency, seats, taken, private
         FROM meetings WHERE host_id = $1 AND starts_at >= $2 AND private = 0 ORDER BY starts_at, id LIMIT $3",
    );
    Ok(rows.bind(host.as_str()).bind(now).bind(MOST).fetch_all(db.read()).await?)
}

/// One meeting, private or not.
pub async fn by_id(db: &Db, id: &MeetingId) -> Result<Option<Row>, Error> {
    let row = sqlx::query_as(
        "SELECT id, host_id, name, topic, description, kind, starts_at, minutes, time_zone, price, currency, seats, taken, private
         FROM meetings WHERE id = $1",
    );
    Ok(row.bind(id.as_str()).fetch_optional(db.read()).await?)
}
