//! What the tables hold of a person, read for them alone.
use super::time;
use crate::Error;
use crate::db::Db;
use domain::AccountId;
use serde_json::{Value, json};

/// Month and year of birth.
pub async fn born(db: &Db, account: &AccountId) -> Result<Value, Error> {
    let row: Option<(i64, i64)> = sqlx::query_as("SELECT birth_year, birth_month FROM accounts WHERE id = $1")
        .bind(account.as_str())
        .fetch_optional(db.read())
        .await?;
    Ok(row.map_or(Value::Null, |(year, month)| json!(format!("{year}-{month:02}"))))
}

/// The public profile of a supporter.
pub async fn supporter(db: &Db, account: &AccountId) -> Result<Value, Error> {
    type Row = (String, String, String, String, String, String, String, String, String, String);
    let row: Option<Row> = sqlx::query_as(
        "SELECT handle, first_name, credential, headline, greeting, about, story, motivation, topics, languages
         FROM supporters WHERE account_id = $1",
    )
    .bind(account.as_str())
    .fetch_optional(db.read())
    .await?;
    Ok(row.map_or(Value::Null, |(handle, first_name, credential, headline, greeting, about, story, motivation, topics, languages)| {
        json!({
            "handle": handle, "first_name": first_name, "credential": credential, "headline": headline, "greeting": greeting,
            "about": about, "story": story, "motivation": motivation, "topics": topics, "languages": languages,
        })
    }))
}

/// Connections, with the other side's username.
pub async fn connections(db: &Db, account: &AccountId) -> Result<Vec<Value>, Error> {
    let rows: Vec<(String, String, String, i64, String)> = sqlx::query_as(
        "SELECT o.username, c.state, c.note, c.asked_at, c.asker_id FROM connections c
         JOIN accounts o ON o.id = CASE WHEN c.low_id = $1 THEN c.high_id ELSE c.low_id END
         WHERE c.low_id = $1 OR c.high_id = $1 ORDER BY c.asked_at",
    )
    .bind(account.as_str())
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(with, state, note, at, asker)| {
            let own = asker == account.as_str();
            json!({ "with": with, "state": state, "you_asked": own, "your_note": if own { note } else { String::new() }, "asked_at": time(at) })
        })
        .collect())
}

/// People they have blocked.
pub async fn blocked(db: &Db, account: &AccountId) -> Result<Vec<String>, Error> {
    let rows =
        sqlx::query_scalar("SELECT a.username FROM blocks b JOIN accounts a ON a.id = b.blocked_id WHERE b.blocker_id = $1 ORDER BY 1")
            .bind(account.as_str())
            .fetch_all(db.read())
            .await?;
    Ok(rows)
}

/// Reviews they wrote.
pub async fn reviews(db: &Db, account: &AccountId) -> Result<Vec<Value>, Error> {
    let rows: Vec<(String, i64, String, i64)> = sqlx::query_as(
        "SELECT s.handle, r.stars, r.body, r.created_at FROM reviews r JOIN supporters s ON s.account_id = r.supporter_id
         WHERE r.author_id = $1 ORDER BY r.created_at",
    )
    .bind(account.as_str())
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(about, stars, text, at)| json!({ "about": about, "stars": stars, "text": text, "at": time(at) })).collect())
}

/// Messages they wrote, in order.
pub async fn messages(db: &Db, account: &AccountId) -> Result<Vec<Value>, Error> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "SELECT m.room_id, r.name, m.body, m.created_at FROM messages m JOIN rooms r ON r.id = m.room_id
         WHERE m.author_id = $1 ORDER BY m.created_at, m.room_id, m.seq",
    )
    .bind(account.as_str())
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(room, name, text, at)| json!({ "room": if name.is_empty() { room } else { name }, "text": text, "at": time(at) }))
        .collect())
}
