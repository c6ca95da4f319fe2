//! The rows of invitations.
use crate::Error;
use crate::db::{Db, Tx};
use crate::meetings::store::blocks_between;
use domain::{AccountId, MeetingId};

/// Somebody who can be invited.
#[derive(sqlx::FromRow)]
pub struct GuestRow {
    pub id: String,
    pub username: String,
    pub first_name: Option<String>,
    pub last_initial: Option<String>,
    pub invited: i64,
}

/// The zone of the account that a confirmed address belongs to.
pub async fn zone_of(db: &Db, email_key: &str) -> Result<Option<String>, Error> {
    let zone = sqlx::query_scalar("SELECT time_zone FROM accounts WHERE email_key = $1 AND verified_at IS NOT NULL");
    Ok(zone.bind(email_key).fetch_optional(db.read()).await?)
}

/// People the host is connected with or had in a meeting, without those between whom and the one who invites, or another host
/// of the meeting, there is a block.
pub async fn guests(db: &Db, host: &AccountId, meeting: &MeetingId) -> Result<Vec<GuestRow>, Error> {
    let rows = sqlx::query_as(concat!(
        "SELECT a.id, a.username, s.first_name, s.last_initial,
            (SELECT COUNT(*) FROM invitations i WHERE i.meeting_id = $2 AND i.account_id = a.id)
                + (SELECT COUNT(*) FROM registrations r WHERE r.meeting_id = $2 AND r.account_id = a.id AND r.state = 'registered') AS invited
         FROM accounts a LEFT JOIN supporters s ON s.account_id = a.id
         WHERE a.id <> $1 AND (
            a.id IN (SELECT CASE WHEN c.low_id = $1 THEN c.high_id ELSE c.low_id END FROM connections c
                WHERE c.state = 'connected' AND (c.low_id = $1 OR c.high_id = $1))
            OR a.id IN (SELECT r.account_id FROM registrations r JOIN meeting_hosts h ON h.meeting_id = r.meeting_id
                WHERE h.account_id = $1 AND r.state = 'registered'))
            AND NOT EXISTS (SELECT 1 FROM blocks b WHERE (b.blocker_id = $1 AND b.blocked_id = a.id)
                OR (b.blocker_id = a.id AND b.blocked_id = $1)) AND ",
        blocks_between!("$2", "a.id"),
        " = 0 ORDER BY a.username LIMIT 500",
    ));
    Ok(rows.bind(host.as_str()).bind(meeting.as_str()).fetch_all(db.read()).await?)
}

/// Invites somebody; `false` says that they were already.
pub async fn insert(tx: &mut Tx, meeting: &MeetingId, account: &AccountId) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query("INSERT INTO invitations (meeting_id, account_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(meeting.as_str())
        .bind(account.as_str())
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps the secret of a letter.
pub async fn insert_link(tx: &mut Tx, meeting: &MeetingId, secret_hash: &str) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("INSERT INTO invitation_links (secret_hash, meeting_id, created_at) VALUES ($1, $2, $3)")
        .bind(secret_hash)
        .bind(meeting.as_str())
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Uses a link up, for one person; the same person may open it again.
pub async fn use_link(tx: &mut Tx, secret_hash: &str, account: &AccountId) -> Result<Option<MeetingId>, Error> {
    let row: Option<String> = sqlx::query_scalar(
        "UPDATE invitation_links SET used_by = $2 WHERE secret_hash = $1 AND (used_by IS NULL OR used_by = $2) RETURNING meeting_id",
    )
    .bind(secret_hash)
    .bind(account.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(MeetingId::trusted))
}
