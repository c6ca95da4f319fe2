//! The rows of accounts and of their sessions.
use super::sessions::Session;
use crate::db::{Db, Tx};
use crate::{Actor, Error, id};
use domain::account::shown_name;
use domain::events::Face;
use domain::{AccountId, Micros, Role, SessionId};

/// Everything a new account starts with. [`NewAccount::member`] fills in what is usual.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Made by [`crate::id::new`].
    pub id: AccountId,
    /// The name others see, already checked.
    pub username: String,
    /// Where letters go, already checked.
    pub email: String,
    /// As made by `account::password::hash`.
    pub password_hash: String,
    /// Their part on this site.
    pub role: Role,
    /// When the email was confirmed, if it was.
    pub verified_at: Option<Micros>,
    /// Year of birth.
    pub birth_year: i64,
    /// Month of birth, from 1.
    pub birth_month: i64,
    /// A few words about themselves.
    pub about: String,
    /// Such as "they/them".
    pub pronouns: String,
    /// Language codes, comma-separated.
    pub languages: String,
    /// Topic slugs, comma-separated.
    pub interests: String,
    /// IANA name.
    pub time_zone: String,
    /// When they joined.
    pub created_at: Micros,
}

impl NewAccount {
    /// A member with nothing but what signing up asks for, confirmed at once.
    pub fn member(id: AccountId, username: &str, email: &str, password_hash: &str, at: Micros) -> Self {
        Self {
            id,
            username: username.to_owned(),
            email: email.to_owned(),
            password_hash: password_hash.to_owned(),
            role: Role::Member,
            verified_at: Some(at),
            birth_year: 1990,
            birth_month: 6,
            about: String::new(),
            pronouns: String::new(),
            languages: "en".to_owned(),
            interests: String::new(),
            time_zone: "America/New_York".to_owned(),
            created_at: at,
        }
    }
}

/// Adds an account. `false` says that its username or its email is somebody's already, and nothing was added.
pub async fn insert(tx: &mut Tx, new: &NewAccount) -> Result<bool, Error> {
    let done = sqlx::query(
        "INSERT INTO accounts (id, username, username_key, email, email_key, password_hash, role, verified_at, birth_year, birth_month,
            about, pronouns, languages, interests, time_zone, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16) ON CONFLICT DO NOTHING",
    )
    .bind(new.id.as_str())
    .bind(&new.username)
    .bind(new.username.to_lowercase())
    .bind(&new.email)
    .bind(new.email.to_lowercase())
    .bind(&new.password_hash)
    .bind(new.role.as_str())
    .bind(new.verified_at)
    .bind(new.birth_year)
    .bind(new.birth_month)
    .bind(&new.about)
    .bind(&new.pronouns)
    .bind(&new.languages)
    .bind(&new.interests)
    .bind(&new.time_zone)
    .bind(new.created_at)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether there is no account at all.
pub async fn nobody_yet(db: &Db) -> Result<bool, Error> {
    let somebody: Option<String> = sqlx::query_scalar("SELECT id FROM accounts LIMIT 1").fetch_optional(db.read()).await?;
    Ok(somebody.is_none())
}

type ActorRow = (String, i64, String, String, String, Option<i64>, String, String, String, Option<String>, Option<String>, Option<String>);

/// The person behind a session that has not run out, and when the session was last seen.
pub async fn by_session(db: &Db, hash: &str, now: Micros) -> Result<Option<(Actor, Micros)>, Error> {
    let row: Option<ActorRow> = sqlx::query_as(
        "SELECT s.id, s.seen_at, a.id, a.username, a.role, a.verified_at, a.time_zone, a.theme, a.locale, a.picture_id, p.first_name, p.last_initial
         FROM sessions s JOIN accounts a ON a.id = s.account_id LEFT JOIN supporters p ON p.account_id = a.id
         WHERE s.hash = $1 AND s.expires_at > $2",
    )
    .bind(hash)
    .bind(now)
    .fetch_optional(db.by_key())
    .await?;
    Ok(row.map(|(session, seen_at, id, username, role, verified_at, time_zone, theme, locale, picture, first, initial)| {
        let name = shown_name(&username, first.as_deref().zip(initial.as_deref()));
        let actor = Actor {
            id: AccountId::trusted(id),
            session: SessionId::trusted(session),
            username,
            name,
            role: Role::from_stored(&role),
            verified: verified_at.is_some(),
            time_zone,
            theme,
            locale,
            picture,
        };
        (actor, seen_at)
    }))
}

/// How others see an account.
pub async fn face<'c>(from: impl sqlx::Executor<'c, Database = sqlx::Any>, id: &AccountId) -> Result<Option<Face>, Error> {
    type Row = (String, Option<String>, Option<String>, Option<String>, Option<String>, Option<i64>);
    let row: Option<Row> = sqlx::query_as(
        "SELECT a.username, a.picture_id, p.first_name, p.last_initial, p.handle, p.hidden
         FROM accounts a LEFT JOIN supporters p ON p.account_id = a.id WHERE a.id = $1",
    )
    .bind(id.as_str())
    .fetch_optional(from)
    .await?;
    Ok(row.map(|(username, picture, first, initial, handle, hidden)| Face {
        id: id.clone(),
        name: shown_name(&username, first.as_deref().zip(initial.as_deref())),
        handle: handle.filter(|_| hidden == Some(0)),
        picture,
    }))
}

/// Notes that a session is in use.
pub async fn touch_session(db: &Db, session: SessionId, now: Micros) -> Result<(), Error> {
    db.write((session, now), |tx, (session, now)| {
        Box::pin(async move {
            sqlx::query("UPDATE sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2")
                .bind(session.as_str())
                .bind(*now)
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    })
    .await
}

/// Adds a session that runs out after `lasts`.
pub async fn insert_session(tx: &mut Tx, account: &AccountId, hash: &str, device: &str, lasts: Micros) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("INSERT INTO sessions (hash, id, account_id, device, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $5, $6)")
        .bind(hash)
        .bind(id::new(now))
        .bind(account.as_str())
        .bind(device)
        .bind(now)
        .bind(now + lasts)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The sessions of an account that have not run out, the last used first.
pub async fn sessions(db: &Db, account: &AccountId, now: Micros) -> Result<Vec<Session>, Error> {
    let rows: Vec<(String, String, i64, i64)> = sqlx::query_as(
        "SELECT id, device, created_at, seen_at FROM sessions WHERE account_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, id DESC",
    )
    .bind(account.as_str())
    .bind(now)
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, device, created_at, seen_at)| Session { id: SessionId::trusted(id), device, created_at, seen_at })
        .collect())
}

/// Deletes one session of an account; `false` if it has no such session.
pub async fn delete_session(tx: &mut Tx, account: &AccountId, session: &SessionId) -> Result<bool, Error> {
    let done = sqlx::query("DELETE FROM sessions WHERE id = $1 AND account_id = $2")
        .bind(session.as_str())
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Deletes the session with this hash and tells whose it was.
pub async fn delete_session_by_hash(tx: &mut Tx, hash: &str) -> Result<Option<(AccountId, SessionId)>, Error> {
    let row: Option<(String, String)> =
        sqlx::query_as("DELETE FROM sessions WHERE hash = $1 RETURNING account_id, id").bind(hash).fetch_optional(tx.conn()).await?;
    Ok(row.map(|(account, session)| (AccountId::trusted(account), SessionId::trusted(session))))
}

/// Deletes all sessions of an account but `keep`, and tells which.
pub async fn delete_sessions(tx: &mut Tx, account: &AccountId, keep: Option<&SessionId>) -> Result<Vec<SessionId>, Error> {
    let rows: Vec<String> = sqlx::query_scalar("DELETE FROM sessions WHERE account_id = $1 AND id <> $2 RETURNING id")
        .bind(account.as_str())
        .bind(keep.map_or("", SessionId::as_str))
        .fetch_all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(SessionId::trusted).collect())
}

/// The account behind an email, with what is needed to let its owner in.
#[derive(Clone, Debug)]
pub struct Owner {
    /// The account.
    pub id: AccountId,
    /// The name others see.
    pub username: String,
    /// As they wrote it.
    pub email: String,
    /// As made by `account::password::hash`.
    pub password_hash: String,
}

/// The account with this email, by its key.
pub async fn by_email<'c>(from: impl sqlx::Executor<'c, Database = sqlx::Any>, key: &str) -> Result<Option<Owner>, Error> {
    let row: Option<(String, String, String, String)> =
        sqlx::query_as("SELECT id, username, email, password_hash FROM accounts WHERE email_key = $1")
            .bind(key)
            .fetch_optional(from)
            .await?;
    Ok(row.map(|(id, username, email, password_hash)| Owner { id: AccountId::trusted(id), username, email, password_hash }))
}

/// The email of an account.
pub async fn email(db: &Db, account: &AccountId) -> Result<String, Error> {
    let email: Option<String> =
        sqlx::query_scalar("SELECT email FROM accounts WHERE id = $1").bind(account.as_str()).fetch_optional(db.read()).await?;
    email.ok_or(Error::NotFound)
}

/// Whether a username is somebody's.
pub async fn username_taken(tx: &mut Tx, username: &str) -> Result<bool, Error> {
    let taken: Option<String> = sqlx::query_scalar("SELECT id FROM accounts WHERE username_key = $1")
        .bind(username.to_lowercase())
        .fetch_optional(tx.conn())
        .await?;
    Ok(taken.is_some())
}

/// Notes that letters reach the person.
pub async fn set_verified(tx: &mut Tx, account: &AccountId) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("UPDATE accounts SET verified_at = $2, updated_at = $2 WHERE id = $1 AND verified_at IS NULL")
        .bind(account.as_str())
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Keeps the hash of a new password.
pub async fn set_password(tx: &mut Tx, account: &AccountId, hash: &str) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("UPDATE accounts SET password_hash = $2, updated_at = $3 WHERE id = $1")
        .bind(account.as_str())
        .bind(hash)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Follows the zone that a browser told of, unless the person chose one.
pub async fn note_zone(tx: &mut Tx, account: &AccountId, zone: &str) -> Result<(), Error> {
    sqlx::query("UPDATE accounts SET time_zone = $2 WHERE id = $1 AND time_zone_chosen = 0 AND time_zone <> $2")
        .bind(account.as_str())
        .bind(zone)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets sessions that ran out before `before`.
pub async fn sweep_sessions(tx: &mut Tx, before: Micros) -> Result<(), Error> {
    sqlx::query("DELETE FROM sessions WHERE expires_at < $1").bind(before).execute(tx.conn()).await?;
    Ok(())
}

/// Accounts that were made before `before` and never confirmed, with their emails; at most 500 at a time.
pub async fn unconfirmed(db: &Db, before: Micros) -> Result<Vec<(AccountId, String)>, Error> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT id, email FROM accounts WHERE verified_at IS NULL AND created_at < $1 AND role = 'member' LIMIT 500")
            .bind(before)
            .fetch_all(db.read())
            .await?;
    Ok(rows.into_iter().map(|(id, email)| (AccountId::trusted(id), email)).collect())
}
