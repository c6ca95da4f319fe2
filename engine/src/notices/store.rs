//! The rows of the notification centre.
use super::Kept;
use crate::db::{Db, Tx};
use crate::{Error, id};
use domain::notices::{Notice, NoticeKind, Told};
use domain::page::{Cursor, Page};
use domain::{AccountId, Micros};

/// Writes what an event means for people's notices into the transaction of the event.
pub async fn apply(tx: &mut Tx, told: &Told) -> Result<(), Error> {
    match told {
        Told::New(notice) => insert(tx, notice).await,
        Told::Settled { to, key } => settle(tx, to, key).await,
        Told::Gone { to, key } => delete(tx, to, key).await,
        Told::Silenced { to, from } => delete_from(tx, to, from).await,
    }
}

async fn insert(tx: &mut Tx, notice: &Notice) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query(
        "INSERT INTO notices (id, account_id, key, kind, from_id, about, link, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (account_id, key) DO UPDATE SET id = excluded.id, kind = excluded.kind, from_id = excluded.from_id,
            about = excluded.about, link = excluded.link, created_at = excluded.created_at, read_at = NULL",
    )
    .bind(id::new(now))
    .bind(notice.to.as_str())
    .bind(&notice.key)
    .bind(notice.kind.as_str())
    .bind(notice.from.as_str())
    .bind(&notice.about)
    .bind(&notice.link)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn settle(tx: &mut Tx, to: &AccountId, key: &str) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("UPDATE notices SET read_at = $3 WHERE account_id = $1 AND key = $2 AND read_at IS NULL")
        .bind(to.as_str())
        .bind(key)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

async fn delete(tx: &mut Tx, to: &AccountId, key: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM notices WHERE account_id = $1 AND key = $2").bind(to.as_str()).bind(key).execute(tx.conn()).await?;
    Ok(())
}

async fn delete_from(tx: &mut Tx, to: &AccountId, from: &AccountId) -> Result<(), Error> {
    sqlx::query("DELETE FROM notices WHERE account_id = $1 AND from_id = $2")
        .bind(to.as_str())
        .bind(from.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

type Row = (String, String, String, Option<String>, Option<String>, String, i64, Option<i64>);

/// One page, the newest first.
pub async fn list(db: &Db, account: &AccountId, after: Option<&Cursor>, size: usize) -> Result<Page<Kept>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT n.id, n.kind, n.about, n.from_id, a.picture_id, n.link, n.created_at, n.read_at
         FROM notices n LEFT JOIN accounts a ON a.id = n.from_id
         WHERE n.account_id = $1 AND (n.created_at, n.id) < ($2, $3) ORDER BY n.created_at DESC, n.id DESC LIMIT $4",
    )
    .bind(account.as_str())
    .bind(after.map_or(i64::MAX, |cursor| cursor.at))
    .bind(after.map_or("", |cursor| cursor.id.as_str()))
    .bind(i64::try_from(size).unwrap_or(i64::MAX - 1) + 1)
    .fetch_all(db.read())
    .await?;
    let place = |row: &Row| Cursor { at: row.6, id: row.0.clone() };
    let page = Page::cut(rows, size, place);
    let kept = |(id, kind, about, from, picture, link, at, read): Row| {
        let from = from.map(AccountId::trusted);
        Some(Kept { id, kind: NoticeKind::from_stored(&kind)?, about, from, picture, link, at, read: read.is_some() })
    };
    Ok(Page { next: page.next, items: page.items.into_iter().filter_map(kept).collect() })
}

/// How many are unread.
pub async fn unread(db: &Db, account: &AccountId) -> Result<i64, Error> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM notices WHERE account_id = $1 AND read_at IS NULL")
        .bind(account.as_str())
        .fetch_one(db.read())
        .await?;
    Ok(count)
}

/// Marks as read what was told up to `until`.
pub async fn mark_all_read(db: &Db, account: AccountId, until: Micros) -> Result<(), Error> {
    db.write((account, until), |tx, (account, until)| {
        Box::pin(async move {
            let now = tx.now();
            sqlx::query("UPDATE notices SET read_at = $3 WHERE account_id = $1 AND created_at <= $2 AND read_at IS NULL")
                .bind(account.as_str())
                .bind(*until)
                .bind(now)
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    })
    .await
}

/// Deletes what others were told about somebody who leaves.
pub async fn forget_person(tx: &mut Tx, account: &AccountId) -> Result<(), Error> {
    sqlx::query("DELETE FROM notices WHERE about = (SELECT username FROM accounts WHERE id = $1) OR link LIKE '%' || $1 || '%'")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}
