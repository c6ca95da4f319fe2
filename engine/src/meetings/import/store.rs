//! Writes a meeting, held or to come.
use crate::Error;
use crate::db::Tx;
use domain::{AccountId, MeetingId, Micros, OrgId};

/// A meeting, already checked.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    /// Made by the one who imports.
    pub id: MeetingId,
    /// Who leads it.
    pub host: AccountId,
    /// Its title.
    pub name: String,
    /// Slug of its topic.
    pub topic: String,
    /// What to expect.
    pub description: String,
    /// Whether it is for one person, or a group.
    pub one_to_one: bool,
    /// When it begins.
    pub starts_at: Micros,
    /// How long it takes.
    pub minutes: i64,
    /// The host's zone (IANA).
    pub time_zone: String,
    /// In US cents; 0 is free.
    pub price: i64,
    /// How many people can register.
    pub seats: i64,
    /// How many have.
    pub taken: i64,
    /// Whether it takes a password to join.
    pub private: bool,
    /// When it was planned.
    pub created_at: Micros,
}

/// Adds a meeting.
pub(crate) async fn add(tx: &mut Tx, new: &NewMeeting) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO meetings (id, host_id, name, topic, description, kind, starts_at, minutes, time_zone, price, currency, seats, taken,
            private, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'USD', $11, $12, $13, $14)",
    )
    .bind(new.id.as_str())
    .bind(new.host.as_str())
    .bind(&new.name)
    .bind(&new.topic)
    .bind(&new.description)
    .bind(if new.one_to_one { "one_to_one" } else { "group" })
    .bind(new.starts_at)
    .bind(new.minutes)
    .bind(&new.time_zone)
    .bind(new.price)
    .bind(new.seats)
    .bind(new.taken)
    .bind(i64::from(new.private))
    .bind(new.created_at)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Makes a meeting an organization's. `visibility` is `public`, `organization` or `exclusive`.
pub(crate) async fn give_to_org(tx: &mut Tx, meeting: &MeetingId, org: &OrgId, visibility: &str) -> Result<(), Error> {
    sqlx::query("UPDATE meetings SET org_id = $2, visibility = $3 WHERE id = $1")
        .bind(meeting.as_str())
        .bind(org.as_str())
        .bind(visibility)
        .execute(tx.conn())
        .await?;
    Ok(())
}
