//! The rows of the counters.
use crate::Error;
use crate::db::{Db, Tx};
use domain::Micros;

/// Counts one more, and answers how many there are in this window.
pub async fn count(db: &Db, key: String, window_start: Micros) -> Result<i64, Error> {
    db.write((key, window_start), |tx, (key, window_start)| {
        Box::pin(async move {
            let count = sqlx::query_scalar(
                "INSERT INTO tries (key, window_start, count) VALUES ($1, $2, 1)
                 ON CONFLICT (key, window_start) DO UPDATE SET count = tries.count + 1 RETURNING count",
            )
            .bind(key)
            .bind(*window_start)
            .fetch_one(tx.conn())
            .await?;
            Ok(count)
        })
    })
    .await
}

/// Counts one less.
pub async fn take_back(db: &Db, key: String, window_start: Micros) -> Result<(), Error> {
    db.write((key, window_start), |tx, (key, window_start)| {
        Box::pin(async move {
            sqlx::query("UPDATE tries SET count = count - 1 WHERE key = $1 AND window_start = $2 AND count > 0")
                .bind(key)
                .bind(*window_start)
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    })
    .await
}

/// Holds a key until a time to come.
pub async fn hold(tx: &mut Tx, key: &str, until: Micros) -> Result<(), Error> {
    sqlx::query("INSERT INTO tries (key, window_start, count) VALUES ($1, $2, 1) ON CONFLICT (key, window_start) DO NOTHING")
        .bind(key)
        .bind(until)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether a key is held.
pub async fn is_held(tx: &mut Tx, key: &str) -> Result<bool, Error> {
    let now = tx.now();
    let held: Option<i64> = sqlx::query_scalar("SELECT count FROM tries WHERE key = $1 AND window_start > $2 LIMIT 1")
        .bind(key)
        .bind(now)
        .fetch_optional(tx.conn())
        .await?;
    Ok(held.is_some())
}

/// Forgets a key.
pub async fn forget(tx: &mut Tx, key: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM tries WHERE key = $1").bind(key).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets windows that started before `before`.
pub async fn sweep(tx: &mut Tx, before: Micros) -> Result<(), Error> {
    sqlx::query("DELETE FROM tries WHERE window_start < $1").bind(before).execute(tx.conn()).await?;
    Ok(())
}
