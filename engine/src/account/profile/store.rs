//! The rows of profiles and preferences.
use super::Own;
use crate::Error;
use crate::db::{Db, Tx};
use domain::AccountId;
use domain::account::Profile;

type OwnRow = (String, String, String, String, String, String, Option<String>, String, i64, String, String);

/// A person's own profile.
pub async fn own(db: &Db, account: &AccountId) -> Result<Option<Own>, Error> {
    let row: Option<OwnRow> = sqlx::query_as(
        "SELECT username, email, about, pronouns, languages, interests, picture_id, time_zone, time_zone_chosen, theme, locale
         FROM accounts WHERE id = $1",
    )
    .bind(account.as_str())
    .fetch_optional(db.read())
    .await?;
    let list = |text: String| text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    Ok(row.map(|(username, email, about, pronouns, languages, interests, picture, time_zone, chosen, theme, locale)| Own {
        username,
        email,
        about,
        pronouns,
        languages: list(languages),
        interests: list(interests),
        picture,
        time_zone,
        time_zone_chosen: chosen == 1,
        theme,
        locale,
    }))
}

/// Keeps a profile; `false` says that the username is somebody else's, and nothing was changed.
pub async fn save(tx: &mut Tx, account: &AccountId, username: &str, profile: &Profile) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE accounts SET username = $2, username_key = $3, about = $4, pronouns = $5, languages = $6, interests = $7, updated_at = $8
         WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM accounts o WHERE o.username_key = $3 AND o.id <> $1)",
    )
    .bind(account.as_str())
    .bind(username)
    .bind(username.to_lowercase())
    .bind(&profile.about)
    .bind(&profile.pronouns)
    .bind(profile.languages.join(","))
    .bind(profile.interests.join(","))
    .bind(now)
    .execute(tx.conn())
    .await;
    match done {
        Ok(done) => Ok(done.rows_affected() == 1),
        // Somebody took the name between our look and our write (PostgreSQL only).
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Keeps how the site looks to a person.
pub async fn save_preferences(tx: &mut Tx, account: &AccountId, theme: &str, zone: &str, locale: &str) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("UPDATE accounts SET theme = $2, time_zone = $3, time_zone_chosen = 1, locale = $4, updated_at = $5 WHERE id = $1")
        .bind(account.as_str())
        .bind(theme)
        .bind(zone)
        .bind(locale)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}
