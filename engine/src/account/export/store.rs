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

/// Organizations they subscribed to or help to run, with what they wrote there as a leader and their answers.
pub async fn organizations(db: &Db, account: &AccountId) -> Result<Vec<Value>, Error> {
    type Row = (String, String, Option<String>, Option<i64>, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT g.id, g.name, p.role, s.created_at, l.greeting, l.motivation, l.recovery
         FROM orgs g LEFT JOIN org_people p ON p.org_id = g.id AND p.account_id = $1
            LEFT JOIN org_subscribers s ON s.org_id = g.id AND s.account_id = $1
            LEFT JOIN org_leaders l ON l.org_id = g.id AND l.account_id = $1
         WHERE p.role IS NOT NULL OR s.created_at IS NOT NULL ORDER BY g.name",
    )
    .bind(account.as_str())
    .fetch_all(db.read())
    .await?;
    let answers: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT f.org_id, f.label, w.answer FROM org_answers w JOIN org_fields f ON f.id = w.field_id WHERE w.account_id = $1 ORDER BY f.place",
    )
    .bind(account.as_str())
    .fetch_all(db.read())
    .await?;
    let answered = |org: &str| -> Vec<Value> {
        let own = answers.iter().filter(|(of, ..)| of == org);
        own.map(|(_, question, answer)| json!({ "question": question, "answer": answer })).collect()
    };
    Ok(rows
        .into_iter()
        .map(|(id, name, role, since, greeting, motivation, recovery)| {
            json!({
                "name": name, "your_role": role, "subscribed_at": since.map(time), "your_answers": answered(&id),
                "leader_profile": { "greeting": greeting, "motivation": motivation, "recovery": recovery },
            })
        })
        .collect())
}

/// What they said to show that an organization is open to them.
pub async fn told(db: &Db, account: &AccountId) -> Result<Value, Error> {
    let row: Option<(String, String)> = sqlx::query_as("SELECT state, gender FROM org_facts WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_optional(db.read())
        .await?;
    Ok(row.map_or(Value::Null, |(state, gender)| json!({ "state": state, "gender": gender })))
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
