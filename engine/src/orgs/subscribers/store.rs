//! The rows of subscribers as the organization reads them, and of what it writes to them. Every statement names the organization.
use crate::Error;
use crate::db::{Db, Tx};
use domain::account::shown_name;
use domain::events::Face;
use domain::page::{Cursor, Page};
use domain::{AccountId, Micros, OrgId};
use std::collections::HashMap;

/// A subscriber.
pub struct SubscriberRow {
    pub face: Face,
    pub created_at: Micros,
}

type Row = (String, String, Option<String>, Option<String>, Option<String>, Option<String>, Option<i64>, i64);

/// A page of those whose name fits the pattern, the newest first.
pub async fn page(db: &Db, org: &OrgId, pattern: &str, after: Option<&Cursor>, size: usize) -> Result<Page<SubscriberRow>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.id, a.username, a.picture_id, s.first_name, s.last_initial, s.handle, s.hidden, o.created_at
         FROM org_subscribers o JOIN accounts a ON a.id = o.account_id LEFT JOIN supporters s ON s.account_id = a.id
         WHERE o.org_id = $1 AND (o.created_at, o.account_id) < ($2, $3)
            AND (a.username_key LIKE $4 ESCAPE '\\' OR LOWER(s.first_name) LIKE $4 ESCAPE '\\')
         ORDER BY o.created_at DESC, o.account_id DESC LIMIT $5",
    )
    .bind(org.as_str())
    .bind(after.map_or(i64::MAX, |cursor| cursor.at))
    .bind(after.map_or("", |cursor| cursor.id.as_str()))
    .bind(pattern)
    .bind(i64::try_from(size).unwrap_or(i64::MAX - 1) + 1)
    .fetch_all(db.read())
    .await?;
    let page = Page::cut(rows, size, |row| Cursor { at: row.7, id: row.0.clone() });
    Ok(page.map(|(id, username, picture, first, initial, handle, hidden, created_at)| {
        let name = shown_name(&username, first.as_deref().zip(initial.as_deref()));
        let face = Face { id: AccountId::trusted(id), name, handle: handle.filter(|_| hidden == Some(0)), picture };
        SubscriberRow { face, created_at }
    }))
}

/// What somebody has answered: question and answer, in the order of the form.
pub async fn answers(db: &Db, org: &OrgId, account: &AccountId) -> Result<Vec<(String, String)>, Error> {
    let rows = sqlx::query_as(
        "SELECT f.label, w.answer FROM org_fields f JOIN org_answers w ON w.field_id = f.id
         WHERE f.org_id = $1 AND w.account_id = $2 ORDER BY f.place, f.id",
    );
    Ok(rows.bind(org.as_str()).bind(account.as_str()).fetch_all(db.read()).await?)
}

/// All subscribers: account, name that others see, since when. The oldest first.
pub async fn all(db: &Db, org: &OrgId, most: i64) -> Result<Vec<(String, String, Micros)>, Error> {
    type Subscribed = (String, String, Option<String>, Option<String>, i64);
    let rows: Vec<Subscribed> = sqlx::query_as(
        "SELECT a.id, a.username, s.first_name, s.last_initial, o.created_at
         FROM org_subscribers o JOIN accounts a ON a.id = o.account_id LEFT JOIN supporters s ON s.account_id = a.id
         WHERE o.org_id = $1 ORDER BY o.created_at, o.account_id LIMIT $2",
    )
    .bind(org.as_str())
    .bind(most)
    .fetch_all(db.read())
    .await?;
    let named = |(id, username, first, initial, at): Subscribed| (id, shown_name(&username, first.as_deref().zip(initial.as_deref())), at);
    Ok(rows.into_iter().map(named).collect())
}

/// All answers of all subscribers, by account and then by question.
pub async fn all_answers(db: &Db, org: &OrgId) -> Result<HashMap<String, HashMap<String, String>>, Error> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT w.account_id, w.field_id, w.answer FROM org_answers w JOIN org_fields f ON f.id = w.field_id WHERE f.org_id = $1",
    )
    .bind(org.as_str())
    .fetch_all(db.read())
    .await?;
    let mut answers: HashMap<String, HashMap<String, String>> = HashMap::new();
    for (account, field, answer) in rows {
        answers.entry(account).or_default().insert(field, answer);
    }
    Ok(answers)
}

/// Keeps what was written to the subscribers.
pub async fn insert_news(tx: &mut Tx, org: &OrgId, news: &str, text: &str) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("INSERT INTO org_news (id, org_id, body, created_at) VALUES ($1, $2, $3, $4)")
        .bind(news)
        .bind(org.as_str())
        .bind(text)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}
