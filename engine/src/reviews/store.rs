//! The rows of reviews.
use crate::Error;
use crate::db::Db;
use domain::reviews::Place;

/// The supporter at an address: their account, and whether their profile is hidden.
pub async fn supporter(db: &Db, handle: &str) -> Result<Option<(String, i64)>, Error> {
    let row = sqlx::query_as("SELECT account_id, hidden FROM supporters WHERE handle = $1");
    Ok(row.bind(handle).fetch_optional(db.read()).await?)
}

#[derive(sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub stars: i64,
    pub body: String,
    pub answer: String,
    pub created_at: i64,
    pub username: Option<String>,
    pub first_name: Option<String>,
    pub last_initial: Option<String>,
}

/// Reviews of a supporter, newest first, older than `after`.
pub async fn list_for(db: &Db, supporter: &str, after: &Place, most: i64) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(
        "SELECT r.id, r.stars, r.body, r.answer, r.created_at, a.username, s.first_name, s.last_initial
         FROM reviews r LEFT JOIN accounts a ON a.id = r.author_id LEFT JOIN supporters s ON s.account_id = r.author_id
         WHERE r.supporter_id = $1 AND r.hidden = '' AND (r.created_at, r.id) < ($2, $3)
         ORDER BY r.created_at DESC, r.id DESC LIMIT $4",
    );
    Ok(rows.bind(supporter).bind(after.at).bind(&after.id).bind(most).fetch_all(db.read()).await?)
}
