//! The rows of a roster.
use crate::Error;
use crate::db::{Db, Tx};
use domain::{AccountId, MeetingId};

/// Somebody who has, had or waits for a seat.
#[derive(sqlx::FromRow)]
pub struct PersonRow {
    pub account_id: String,
    pub username: String,
    pub picture_id: Option<String>,
    pub first_name: Option<String>,
    pub last_initial: Option<String>,
    pub state: String,
    pub attendance: String,
    pub changed_at: i64,
    pub pay_state: Option<String>,
    pub pay_amount: Option<i64>,
}

/// Seats first, then the line in its order, then those who left.
pub async fn people(db: &Db, id: &MeetingId) -> Result<Vec<PersonRow>, Error> {
    let rows = sqlx::query_as(
        "SELECT p.account_id, a.username, a.picture_id, s.first_name, s.last_initial, p.state, p.attendance, p.changed_at,
            y.state AS pay_state, y.amount AS pay_amount
         FROM (
            SELECT account_id, state, attendance, changed_at, payment_id,
                CASE WHEN state IN ('registered', 'held') THEN 0 ELSE 1000000 END AS place
            FROM registrations WHERE meeting_id = $1
            UNION ALL
            SELECT account_id, state, '' AS attendance, changed_at, NULL AS payment_id,
                CASE WHEN state IN ('waiting', 'offered') THEN place ELSE 1000000 + place END AS place
            FROM waiting w WHERE meeting_id = $1 AND state <> 'taken'
                AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.meeting_id = w.meeting_id AND r.account_id = w.account_id
                    AND r.state IN ('registered', 'held'))
         ) p JOIN accounts a ON a.id = p.account_id LEFT JOIN supporters s ON s.account_id = p.account_id
         LEFT JOIN payments y ON y.id = p.payment_id
         ORDER BY p.place, p.changed_at, p.account_id LIMIT 2000",
    );
    Ok(rows.bind(id.as_str()).fetch_all(db.read()).await?)
}

/// Notes whether somebody with a seat came.
pub async fn note(tx: &mut Tx, id: &MeetingId, whom: &AccountId, word: &str) -> Result<bool, Error> {
    let done = sqlx::query("UPDATE registrations SET attendance = $3 WHERE meeting_id = $1 AND account_id = $2 AND state = 'registered'")
        .bind(id.as_str())
        .bind(whom.as_str())
        .bind(word)
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}
