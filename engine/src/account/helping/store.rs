//! The rows that staff read to help somebody, and the book of what they did.
use crate::Error;
use crate::db::{Db, Tx};
use domain::account::staff_help::StaffAct;
use domain::{AccountId, Micros};

/// How many acts are shown.
const MOST_ACTS: i64 = 50;

/// The account whose username or email this is, in small letters.
pub async fn find(db: &Db, key: &str) -> Result<Option<AccountId>, Error> {
    let row: Option<String> =
        sqlx::query_scalar("SELECT id FROM accounts WHERE username_key = $1 OR email_key = $1").bind(key).fetch_optional(db.read()).await?;
    Ok(row.map(AccountId::trusted))
}

#[derive(sqlx::FromRow)]
pub struct ViewRow {
    pub username: String,
    pub role: String,
    pub created_at: Micros,
    pub verified: i64,
    pub two_factor: i64,
    pub codes_left: i64,
    pub devices: i64,
}

/// What staff see of an account.
pub async fn view(db: &Db, account: &AccountId, now: Micros) -> Result<Option<ViewRow>, Error> {
    let row = sqlx::query_as(
        "SELECT a.username, a.role, a.created_at, CASE WHEN a.verified_at IS NULL THEN 0 ELSE 1 END AS verified,
            (SELECT COUNT(*) FROM second_factors f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) AS two_factor,
            (SELECT COUNT(*) FROM recovery_codes c WHERE c.account_id = a.id) AS codes_left,
            (SELECT COUNT(*) FROM sessions s WHERE s.account_id = a.id AND s.expires_at > $2) AS devices
         FROM accounts a WHERE a.id = $1",
    );
    Ok(row.bind(account.as_str()).bind(now).fetch_optional(db.read()).await?)
}

/// Username and email of an account.
pub async fn owner(db: &Db, account: &AccountId) -> Result<Option<(String, String)>, Error> {
    let row = sqlx::query_as("SELECT username, email FROM accounts WHERE id = $1");
    Ok(row.bind(account.as_str()).fetch_optional(db.read()).await?)
}

#[derive(sqlx::FromRow)]
pub struct ActRow {
    pub act: String,
    pub username: Option<String>,
    pub reason: String,
    pub created_at: Micros,
}

/// What staff did about an account, the newest first.
pub async fn acts(db: &Db, account: &AccountId) -> Result<Vec<ActRow>, Error> {
    let rows = sqlx::query_as(
        "SELECT s.act, a.username, s.reason, s.created_at FROM staff_acts s LEFT JOIN accounts a ON a.id = s.staff_id
         WHERE s.account_id = $1 ORDER BY s.created_at DESC, s.id DESC LIMIT $2",
    );
    Ok(rows.bind(account.as_str()).bind(MOST_ACTS).fetch_all(db.read()).await?)
}

/// Writes down what staff did, and why.
pub async fn note(tx: &mut Tx, id: &str, account: &AccountId, staff: &AccountId, act: StaffAct, reason: &str) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("INSERT INTO staff_acts (id, account_id, staff_id, act, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(account.as_str())
        .bind(staff.as_str())
        .bind(act.as_str())
        .bind(reason)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}
