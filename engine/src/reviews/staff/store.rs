//! The rows that staff read and hide.
use crate::Error;
use crate::db::{Db, Tx};
use crate::reviews::store::Row;
use domain::reviews::Place;
use domain::{AccountId, Micros};

#[derive(sqlx::FromRow)]
pub struct StaffRow {
    #[sqlx(flatten)]
    pub row: Row,
    pub hidden: String,
    pub hider: Option<String>,
    pub hidden_at: Option<Micros>,
    pub meeting_id: Option<String>,
    pub handle: String,
    pub host_username: String,
    pub host_first: String,
    pub host_initial: String,
}

/// Reviews, newest first, older than `after`; hidden ones alone, if asked for.
pub async fn list(db: &Db, hidden: bool, after: &Place, most: i64) -> Result<Vec<StaffRow>, Error> {
    let rows = sqlx::query_as(
        "SELECT r.id, r.stars, r.body, r.answer, r.created_at, a.username, s.first_name, s.last_initial, r.hidden, r.hidden_at, r.meeting_id,
            k.username AS hider, h.handle, b.username AS host_username, h.first_name AS host_first, h.last_initial AS host_initial
         FROM reviews r JOIN supporters h ON h.account_id = r.supporter_id JOIN accounts b ON b.id = r.supporter_id
         LEFT JOIN accounts a ON a.id = r.author_id LEFT JOIN supporters s ON s.account_id = r.author_id
         LEFT JOIN accounts k ON k.id = r.hidden_by
         WHERE (r.created_at, r.id) < ($1, $2) AND ($3 = 0 OR r.hidden <> '') ORDER BY r.created_at DESC, r.id DESC LIMIT $4",
    );
    Ok(rows.bind(after.at).bind(&after.id).bind(i64::from(hidden)).bind(most).fetch_all(db.read()).await?)
}

/// Hides a review: why, and by whom. `false` says that they had hidden it so already, and nothing was changed.
pub async fn hide(tx: &mut Tx, id: &str, reason: &str, staff: &AccountId) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE reviews SET hidden = $2, hidden_by = $3, hidden_at = $4
         WHERE id = $1 AND (hidden <> $2 OR hidden_by IS NULL OR hidden_by <> $3)",
    );
    let done = done.bind(id).bind(reason).bind(staff.as_str()).bind(now).execute(tx.conn()).await?;
    Ok(done.rows_affected() == 1)
}

/// Whom a review is about, and why it is hidden: nothing if it is not.
pub async fn hidden(tx: &mut Tx, id: &str) -> Result<Option<(AccountId, String)>, Error> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT supporter_id, hidden FROM reviews WHERE id = $1").bind(id).fetch_optional(tx.conn()).await?;
    Ok(row.map(|(supporter, hidden)| (AccountId::trusted(supporter), hidden)))
}

/// Shows a review again. `false` says that it was not hidden, and nothing was changed.
pub async fn show(tx: &mut Tx, id: &str) -> Result<bool, Error> {
    let shown = sqlx::query("UPDATE reviews SET hidden = '', hidden_by = NULL, hidden_at = NULL WHERE id = $1 AND hidden <> ''");
    Ok(shown.bind(id).execute(tx.conn()).await?.rows_affected() == 1)
}
