//! The rows of meetings as their hosts write them.
mod team;

pub use team::{Overlap, Person, org, overlapping, people, set_hosts};

use crate::Error;
use crate::db::Tx;
use crate::meetings::store::Row;
use domain::meetings::{Plan, Scope};
use domain::{AccountId, MeetingId, Micros, OrgId};
use sqlx::{Any, Executor};

/// A meeting to be written. `hosts` are its hosts, the main one first; a change leaves them as they are.
pub struct New<'a> {
    pub id: &'a MeetingId,
    pub hosts: &'a [AccountId],
    pub org: Option<&'a OrgId>,
    pub plan: &'a Plan,
    pub starts_at: Micros,
    pub zone: &'static str,
    pub password_hash: Option<&'a str>,
    pub series: Option<&'a str>,
}

/// Adds a meeting and its hosts.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<(), Error> {
    let now = tx.now();
    let plan = new.plan;
    sqlx::query(
        "INSERT INTO meetings (id, host_id, name, topic, description, support_topic, focus, comments, kind, starts_at, minutes, time_zone,
            price, currency, seats, taken, private, password_hash, exclusive, wait_room, waiting_list, series_id, created_at, org_id, visibility)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'USD', $14, 0, $15, $16, $17, $18, $19, $20, $21, $22, $23)",
    )
    .bind(new.id.as_str())
    .bind(new.hosts.first().map(AccountId::as_str))
    .bind(&plan.name)
    .bind(&plan.topic)
    .bind(&plan.description)
    .bind(&plan.support_topic)
    .bind(&plan.focus)
    .bind(&plan.comments)
    .bind(plan.kind.as_str())
    .bind(new.starts_at)
    .bind(plan.minutes)
    .bind(new.zone)
    .bind(plan.price)
    .bind(plan.seats)
    .bind(i64::from(plan.private))
    .bind(new.password_hash)
    .bind(i64::from(plan.exclusive))
    .bind(i64::from(plan.wait_room))
    .bind(i64::from(plan.waiting_list))
    .bind(new.series)
    .bind(now)
    .bind(new.org.map(OrgId::as_str))
    // Whose meetings are nobody's but their own are kept from the calendar by `exclusive` alone.
    .bind(new.org.map_or("public", |_| plan.visibility.as_str()))
    .execute(tx.conn())
    .await?;
    set_hosts(tx, new.id, new.hosts).await
}

/// Changes a meeting. `false` says that more seats are taken than it would have, or that it was called off meanwhile.
pub async fn update(tx: &mut Tx, new: &New<'_>) -> Result<bool, Error> {
    let plan = new.plan;
    let done = sqlx::query(
        "UPDATE meetings SET name = $2, topic = $3, description = $4, support_topic = $5, focus = $6, comments = $7, kind = $8,
            reminded = CASE WHEN starts_at = $9 THEN reminded ELSE 0 END,
            moved_at = CASE WHEN starts_at = $9 AND minutes = $10 THEN moved_at ELSE $20 END, starts_at = $9, minutes = $10, time_zone = $11, price = $12,
            seats = $13, private = $14,
            password_hash = CASE WHEN $14 = 0 THEN NULL WHEN $15 = '' THEN password_hash ELSE $15 END,
            exclusive = $16, wait_room = $17, waiting_list = $18, sequence = sequence + 1,
            visibility = CASE WHEN org_id IS NULL THEN visibility ELSE $19 END
         WHERE id = $1 AND state = 'scheduled' AND taken <= $13",
    )
    .bind(new.id.as_str())
    .bind(&plan.name)
    .bind(&plan.topic)
    .bind(&plan.description)
    .bind(&plan.support_topic)
    .bind(&plan.focus)
    .bind(&plan.comments)
    .bind(plan.kind.as_str())
    .bind(new.starts_at)
    .bind(plan.minutes)
    .bind(new.zone)
    .bind(plan.price)
    .bind(plan.seats)
    .bind(i64::from(plan.private))
    .bind(new.password_hash.unwrap_or_default())
    .bind(i64::from(plan.exclusive))
    .bind(i64::from(plan.wait_room))
    .bind(i64::from(plan.waiting_list))
    .bind(plan.visibility.as_str())
    .bind(tx.now())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether the host has a meeting of this name at this time.
pub async fn there_already(tx: &mut Tx, host: &AccountId, name: &str, starts_at: Micros) -> Result<bool, Error> {
    let count: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM meetings WHERE host_id = $1 AND name = $2 AND starts_at = $3 AND state = 'scheduled'")
            .bind(host.as_str())
            .bind(name)
            .bind(starts_at)
            .fetch_one(tx.conn())
            .await?;
    Ok(count > 0)
}

/// The meetings of a series that a scope names, of those that are to come: id and start. The chosen one alone may have begun.
/// Dates of a series can have different hosts: of the others, those come along that `led_by` leads, or all where there is none.
pub async fn in_scope<'c>(
    from: impl Executor<'c, Database = Any>,
    chosen: &Row,
    scope: Scope,
    led_by: Option<&AccountId>,
    now: Micros,
) -> Result<Vec<(String, Micros)>, Error> {
    let Some(series) = chosen.series_id.as_deref().filter(|_| scope != Scope::This) else {
        return Ok(vec![(chosen.id.clone(), chosen.starts_at)]);
    };
    let earliest = if scope == Scope::Following { chosen.starts_at } else { 0 };
    let rows = sqlx::query_as(
        "SELECT id, starts_at FROM meetings WHERE series_id = $1 AND state = 'scheduled' AND starts_at > $2 AND starts_at >= $3
            AND ($4 = '' OR EXISTS (SELECT 1 FROM meeting_hosts h WHERE h.meeting_id = meetings.id AND h.account_id = $4))
         ORDER BY starts_at, id",
    );
    let led_by = led_by.map(AccountId::as_str).unwrap_or_default();
    Ok(rows.bind(series).bind(now).bind(earliest).bind(led_by).fetch_all(from).await?)
}

/// Calls a meeting off, once.
pub async fn call_off(tx: &mut Tx, id: &MeetingId) -> Result<bool, Error> {
    let done =
        sqlx::query("UPDATE meetings SET state = 'cancelled', taken = 0, sequence = sequence + 1 WHERE id = $1 AND state = 'scheduled'")
            .bind(id.as_str())
            .execute(tx.conn())
            .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes how far the reminders have come; `false` says that it was noted before, or that the meeting starts at another time.
pub async fn reminded(tx: &mut Tx, id: &MeetingId, starts_at: Micros, step: i64) -> Result<bool, Error> {
    let done = sqlx::query("UPDATE meetings SET reminded = $3 WHERE id = $1 AND starts_at = $2 AND state = 'scheduled' AND reminded < $3")
        .bind(id.as_str())
        .bind(starts_at)
        .bind(step)
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}
