//! The rows of coupons.
use crate::db::{Db, Tx};
use crate::{Error, id};
use domain::billing::Off;
use domain::{AccountId, Micros};

/// A coupon.
#[derive(sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub code: String,
    pub kind: String,
    pub value: i64,
    pub most: i64,
    pub used: i64,
    pub until: i64,
}

/// Adds a coupon; `false` says that the owner has one with this code.
pub async fn insert(tx: &mut Tx, owner: &AccountId, code: &str, off: Off, most: i64, until: Micros) -> Result<bool, Error> {
    let now = tx.now();
    let (kind, value) = match off {
        Off::Percent(percent) => ("percent", percent),
        Off::Amount(amount) => ("amount", amount),
    };
    let done = sqlx::query(
        "INSERT INTO coupons (id, owner_id, code, kind, value, most, until, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (owner_id, code) DO NOTHING",
    )
    .bind(id::new(now))
    .bind(owner.as_str())
    .bind(code)
    .bind(kind)
    .bind(value)
    .bind(most)
    .bind(until)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody's coupons, the newest first.
pub async fn list_for(db: &Db, owner: &AccountId) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(
        "SELECT id, code, kind, value, most, used, until FROM coupons WHERE owner_id = $1 ORDER BY created_at DESC, id DESC LIMIT 100",
    );
    Ok(rows.bind(owner.as_str()).fetch_all(db.read()).await?)
}

/// Ends a coupon now.
pub async fn end(tx: &mut Tx, owner: &AccountId, id: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query("UPDATE coupons SET until = $3 WHERE id = $2 AND owner_id = $1 AND until > $3")
        .bind(owner.as_str())
        .bind(id)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes one use, if there is one: never more than its maker allowed.
pub async fn take(tx: &mut Tx, owner: &AccountId, code: &str) -> Result<Option<(String, String, i64)>, Error> {
    let now = tx.now();
    let row = sqlx::query_as(
        "UPDATE coupons SET used = used + 1 WHERE owner_id = $1 AND code = $2 AND used < most AND until > $3 RETURNING id, kind, value",
    );
    Ok(row.bind(owner.as_str()).bind(code).bind(now).fetch_optional(tx.conn()).await?)
}

/// Gives one use back.
pub async fn give_back(tx: &mut Tx, id: &str) -> Result<(), Error> {
    sqlx::query("UPDATE coupons SET used = used - 1 WHERE id = $1 AND used > 0").bind(id).execute(tx.conn()).await?;
    Ok(())
}
