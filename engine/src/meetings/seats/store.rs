//! The rows of registrations, and the counter of seats.
use crate::db::Tx;
use crate::{Error, id};
use domain::{AccountId, MeetingId, Micros, OrgId};

/// Takes one seat, if there is one: the only statement that makes `taken` larger.
pub async fn take_seat(tx: &mut Tx, meeting: &MeetingId) -> Result<bool, Error> {
    let done = sqlx::query("UPDATE meetings SET taken = taken + 1 WHERE id = $1 AND taken < seats AND state = 'scheduled'")
        .bind(meeting.as_str())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives one seat back.
pub async fn give_back(tx: &mut Tx, meeting: &MeetingId) -> Result<(), Error> {
    sqlx::query("UPDATE meetings SET taken = taken - 1 WHERE id = $1 AND taken > 0").bind(meeting.as_str()).execute(tx.conn()).await?;
    Ok(())
}

/// Writes the row of a person who has no seat; `false` says that they have one, and nothing was changed.
pub async fn upsert(
    tx: &mut Tx,
    meeting: &MeetingId,
    account: &AccountId,
    state: &str,
    payment: Option<&str>,
    held_until: Option<Micros>,
) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "INSERT INTO registrations (id, meeting_id, account_id, state, payment_id, held_until, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (meeting_id, account_id) DO UPDATE SET state = excluded.state, payment_id = excluded.payment_id,
            held_until = excluded.held_until, changed_at = excluded.changed_at
         WHERE registrations.state NOT IN ('registered', 'held')",
    )
    .bind(id::new(now))
    .bind(meeting.as_str())
    .bind(account.as_str())
    .bind(state)
    .bind(payment)
    .bind(held_until)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends a registration that is live. Answers what it was and its payment; `None` says that there was none. One that became something
/// else meanwhile is looked at again: [`Error::Busy`] runs the act once more.
pub async fn end(tx: &mut Tx, meeting: &MeetingId, account: &AccountId, state: &str) -> Result<Option<(String, Option<String>)>, Error> {
    let now = tx.now();
    let was: Option<String> = sqlx::query_scalar("SELECT state FROM registrations WHERE meeting_id = $1 AND account_id = $2")
        .bind(meeting.as_str())
        .bind(account.as_str())
        .fetch_optional(tx.conn())
        .await?;
    let Some(was) = was.filter(|was| was == "registered" || was == "held") else { return Ok(None) };
    let payment: Option<Option<String>> = sqlx::query_scalar(
        "UPDATE registrations SET state = $3, held_until = NULL, changed_at = $4 WHERE meeting_id = $1 AND account_id = $2 AND state = $5
         RETURNING payment_id",
    )
    .bind(meeting.as_str())
    .bind(account.as_str())
    .bind(state)
    .bind(now)
    .bind(&was)
    .fetch_optional(tx.conn())
    .await?;
    Ok(Some((was, payment.ok_or(Error::Busy)?)))
}

/// Makes a held seat the person's own, because it is paid. `false` says that it is held no longer.
pub async fn confirm(tx: &mut Tx, payment: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE registrations SET state = 'registered', held_until = NULL, changed_at = $2 WHERE payment_id = $1 AND state = 'held'",
    )
    .bind(payment)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends the hold of a payment that did not come. `false` says that nothing was held for it.
pub async fn lapse(tx: &mut Tx, payment: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE registrations SET state = 'lapsed', held_until = NULL, changed_at = $2 WHERE payment_id = $1 AND state = 'held'",
    )
    .bind(payment)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends all live registrations of a meeting that is called off: who they were, and their payments.
pub async fn end_all(tx: &mut Tx, meeting: &MeetingId) -> Result<Vec<(String, Option<String>)>, Error> {
    let now = tx.now();
    let rows = sqlx::query_as(
        "UPDATE registrations SET state = 'called_off', held_until = NULL, changed_at = $2
         WHERE meeting_id = $1 AND state IN ('registered', 'held') RETURNING account_id, payment_id",
    );
    Ok(rows.bind(meeting.as_str()).bind(now).fetch_all(tx.conn()).await?)
}

/// The meetings to come whose main host somebody is, soonest first.
pub async fn led_by(tx: &mut Tx, account: &AccountId, now: Micros) -> Result<Vec<MeetingId>, Error> {
    let ids: Vec<String> =
        sqlx::query_scalar("SELECT id FROM meetings WHERE host_id = $1 AND state = 'scheduled' AND starts_at > $2 ORDER BY starts_at, id")
            .bind(account.as_str())
            .bind(now)
            .fetch_all(tx.conn())
            .await?;
    Ok(ids.into_iter().map(MeetingId::trusted).collect())
}

/// The meetings to come that somebody leads beside a main host, soonest first.
pub async fn co_led_by(tx: &mut Tx, account: &AccountId, now: Micros) -> Result<Vec<MeetingId>, Error> {
    let ids: Vec<String> = sqlx::query_scalar(
        "SELECT m.id FROM meeting_hosts h JOIN meetings m ON m.id = h.meeting_id
         WHERE h.account_id = $1 AND m.host_id <> $1 AND m.state = 'scheduled' AND m.starts_at > $2 ORDER BY m.starts_at, m.id",
    )
    .bind(account.as_str())
    .bind(now)
    .fetch_all(tx.conn())
    .await?;
    Ok(ids.into_iter().map(MeetingId::trusted).collect())
}

/// The free meetings to come that somebody leads for an organization, alone or with others, soonest first.
pub async fn led_for(tx: &mut Tx, org: &OrgId, account: &AccountId, now: Micros) -> Result<Vec<MeetingId>, Error> {
    let ids: Vec<String> = sqlx::query_scalar(
        "SELECT m.id FROM meeting_hosts h JOIN meetings m ON m.id = h.meeting_id
         WHERE h.account_id = $1 AND m.org_id = $2 AND m.state = 'scheduled' AND m.price = 0 AND m.starts_at > $3
         ORDER BY m.starts_at, m.id",
    )
    .bind(account.as_str())
    .bind(org.as_str())
    .bind(now)
    .fetch_all(tx.conn())
    .await?;
    Ok(ids.into_iter().map(MeetingId::trusted).collect())
}

/// The meetings to come in which somebody has a seat.
pub async fn live_of(tx: &mut Tx, account: &AccountId, now: Micros) -> Result<Vec<MeetingId>, Error> {
    let ids: Vec<String> = sqlx::query_scalar(
        "SELECT m.id FROM registrations r JOIN meetings m ON m.id = r.meeting_id
         WHERE r.account_id = $1 AND r.state IN ('registered', 'held') AND m.starts_at > $2",
    )
    .bind(account.as_str())
    .bind(now)
    .fetch_all(tx.conn())
    .await?;
    Ok(ids.into_iter().map(MeetingId::trusted).collect())
}
