//! The rows of those who can lead an organization's meetings, and of hosts.
use crate::Error;
use crate::db::Tx;
use domain::account::shown_name;
use domain::{AccountId, MeetingId, Micros, OrgId};
use sqlx::{Any, Executor};

/// What planning needs to know of an organization.
#[derive(sqlx::FromRow)]
pub struct OrgRow {
    pub name: String,
    pub slug: String,
    pub topics: String,
    pub time_zone: String,
    pub public_meetings: i64,
}

/// An organization.
pub async fn org<'c>(from: impl Executor<'c, Database = Any>, org: &OrgId) -> Result<Option<OrgRow>, Error> {
    let row = sqlx::query_as("SELECT name, slug, topics, time_zone, public_meetings FROM orgs WHERE id = $1");
    Ok(row.bind(org.as_str()).fetch_optional(from).await?)
}

/// Somebody who leads a meeting, or could.
#[derive(Clone, sqlx::FromRow)]
pub struct Person {
    pub id: String,
    pub username: String,
    pub time_zone: String,
    pub first_name: Option<String>,
    pub last_initial: Option<String>,
    pub weekly_hours: Option<String>,
    pub supporter: Option<String>,
    pub role: Option<String>,
}

impl Person {
    /// The name others see.
    pub fn name(&self) -> String {
        shown_name(&self.username, self.first_name.as_deref().zip(self.last_initial.as_deref()))
    }
}

/// The people of an organization, the hosts of a meeting, and one more; each may be the empty text, for nobody.
pub async fn people<'c>(from: impl Executor<'c, Database = Any>, org: &str, meeting: &str, me: &str) -> Result<Vec<Person>, Error> {
    let rows = sqlx::query_as(
        "SELECT a.id, a.username, a.time_zone, s.first_name, s.last_initial, s.weekly_hours, s.account_id AS supporter, p.role
         FROM accounts a LEFT JOIN supporters s ON s.account_id = a.id
            LEFT JOIN org_people p ON p.org_id = $1 AND p.account_id = a.id
         WHERE a.id = $3 OR a.id IN (SELECT account_id FROM org_people WHERE org_id = $1)
            OR a.id IN (SELECT account_id FROM meeting_hosts WHERE meeting_id = $2)
         ORDER BY LOWER(COALESCE(s.first_name, a.username)), a.id LIMIT 500",
    );
    Ok(rows.bind(org).bind(meeting).bind(me).fetch_all(from).await?)
}

/// Writes the hosts of a meeting, the main one first.
pub async fn set_hosts(tx: &mut Tx, meeting: &MeetingId, hosts: &[AccountId]) -> Result<(), Error> {
    sqlx::query("DELETE FROM meeting_hosts WHERE meeting_id = $1").bind(meeting.as_str()).execute(tx.conn()).await?;
    for (place, host) in (1_i64..).zip(hosts) {
        sqlx::query("INSERT INTO meeting_hosts (meeting_id, account_id, place) VALUES ($1, $2, $3)")
            .bind(meeting.as_str())
            .bind(host.as_str())
            .bind(place)
            .execute(tx.conn())
            .await?;
    }
    if let Some(main) = hosts.first() {
        sqlx::query("UPDATE meetings SET host_id = $2 WHERE id = $1").bind(meeting.as_str()).bind(main.as_str()).execute(tx.conn()).await?;
    }
    Ok(())
}

/// A meeting that takes the same time.
#[derive(sqlx::FromRow)]
pub struct Overlap {
    pub name: String,
    pub starts_at: Micros,
    pub org_id: Option<String>,
    pub exclusive: i64,
    pub visibility: String,
}

/// Meetings of a host that overlap a stretch of time.
pub async fn overlapping<'c>(
    from: impl Executor<'c, Database = Any>,
    host: &str,
    but: &str,
    starts_at: Micros,
    ends_at: Micros,
) -> Result<Vec<Overlap>, Error> {
    let rows = sqlx::query_as(
        "SELECT m.name, m.starts_at, m.org_id, m.exclusive, m.visibility FROM meeting_hosts h JOIN meetings m ON m.id = h.meeting_id
         WHERE h.account_id = $1 AND m.id <> $2 AND m.state = 'scheduled' AND m.starts_at < $4 AND m.starts_at > $3 - 14400000000
            AND m.starts_at + m.minutes * 60000000 > $3 ORDER BY m.starts_at LIMIT 5",
    );
    Ok(rows.bind(host).bind(but).bind(starts_at).bind(ends_at).fetch_all(from).await?)
}
