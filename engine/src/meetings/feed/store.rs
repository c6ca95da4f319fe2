//! The rows of calendar feeds.
use crate::Error;
use crate::db::Db;
use crate::meetings::store::{Row, seen};
use domain::{AccountId, Micros};

/// Whether somebody has a feed.
pub async fn has(db: &Db, account: &AccountId) -> Result<bool, Error> {
    let count: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM calendar_feeds WHERE account_id = $1").bind(account.as_str()).fetch_one(db.read()).await?;
    Ok(count > 0)
}

/// Sets somebody's secret in place of the one before.
pub async fn set(db: &Db, account: AccountId, secret_hash: String) -> Result<(), Error> {
    db.write((account, secret_hash), |tx, (account, secret_hash)| {
        Box::pin(async move {
            let now = tx.now();
            sqlx::query(
                "INSERT INTO calendar_feeds (account_id, secret_hash, created_at) VALUES ($1, $2, $3)
                 ON CONFLICT (account_id) DO UPDATE SET secret_hash = excluded.secret_hash, created_at = excluded.created_at",
            )
            .bind(account.as_str())
            .bind(secret_hash)
            .bind(now)
            .execute(tx.conn())
            .await?;
            Ok(())
        })
    })
    .await
}

/// Takes the feed away.
pub async fn delete(db: &Db, account: AccountId) -> Result<(), Error> {
    db.write(account, |tx, account| {
        Box::pin(async move {
            sqlx::query("DELETE FROM calendar_feeds WHERE account_id = $1").bind(account.as_str()).execute(tx.conn()).await?;
            Ok(())
        })
    })
    .await
}

/// Whose feed it is.
pub async fn owner(db: &Db, secret_hash: &str) -> Result<Option<String>, Error> {
    let row = sqlx::query_scalar("SELECT account_id FROM calendar_feeds WHERE secret_hash = $1");
    Ok(row.bind(secret_hash).fetch_optional(db.read()).await?)
}

/// Somebody's seats and the meetings they lead, from `since` on; those that were called off say so.
pub async fn meetings(db: &Db, me: &str, since: Micros) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(seen!(
        "WHERE m.starts_at > $2 AND (r.state IN ('registered', 'called_off')
            OR EXISTS (SELECT 1 FROM meeting_hosts mine WHERE mine.meeting_id = m.id AND mine.account_id = $1))
         ORDER BY m.starts_at, m.id LIMIT 500"
    ));
    Ok(rows.bind(me).bind(since).fetch_all(db.read()).await?)
}
