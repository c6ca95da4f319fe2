//! The rows of the second step of signing in.
use crate::db::{Db, Tx};
use crate::{Error, id};
use domain::account::two_factor::STEP_LASTS;
use domain::{AccountId, Micros};

/// The shared secret of somebody, and whether an app has shown that it has it.
#[derive(sqlx::FromRow)]
pub struct Factor {
    /// In base32, sealed for the account; rows from before the vault are in the clear until they are used.
    pub secret: String,
    /// Since when it is asked for, if it is.
    pub confirmed_at: Option<Micros>,
}

/// What there is of somebody's second step.
pub async fn of<'c>(from: impl sqlx::Executor<'c, Database = sqlx::Any>, account: &AccountId) -> Result<Option<Factor>, Error> {
    let row = sqlx::query_as("SELECT secret, confirmed_at FROM second_factors WHERE account_id = $1");
    Ok(row.bind(account.as_str()).fetch_optional(from).await?)
}

/// Whether somebody is asked for a second step.
pub async fn is_on<'c>(from: impl sqlx::Executor<'c, Database = sqlx::Any>, account: &AccountId) -> Result<bool, Error> {
    Ok(of(from, account).await?.is_some_and(|factor| factor.confirmed_at.is_some()))
}

/// The oldest and the newest key that are sealed, and whose they are: twice the same where there is one, none where there is none.
pub async fn sealed_ends(db: &Db) -> Result<Vec<(String, String)>, Error> {
    let oldest = "SELECT account_id, secret FROM second_factors WHERE secret LIKE 'sealed1:%' ORDER BY created_at, account_id LIMIT 1";
    let newest =
        "SELECT account_id, secret FROM second_factors WHERE secret LIKE 'sealed1:%' ORDER BY created_at DESC, account_id DESC LIMIT 1";
    let mut ends = Vec::new();
    for text in [oldest, newest] {
        let row: Option<(String, String)> = sqlx::query_as(text).fetch_optional(db.read()).await?;
        ends.extend(row);
    }
    Ok(ends)
}

/// Puts a sealed key in the place of the same key in the clear.
pub async fn reseal(tx: &mut Tx, account: &AccountId, before: &str, sealed: &str) -> Result<(), Error> {
    sqlx::query("UPDATE second_factors SET secret = $3 WHERE account_id = $1 AND secret = $2")
        .bind(account.as_str())
        .bind(before)
        .bind(sealed)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// How many recovery codes are left.
pub async fn codes_left(db: &Db, account: &AccountId) -> Result<i64, Error> {
    let row = sqlx::query_scalar("SELECT COUNT(*) FROM recovery_codes WHERE account_id = $1");
    Ok(row.bind(account.as_str()).fetch_one(db.read()).await?)
}

/// Keeps a new secret that no app has shown yet; `false` if a second step is on already, and then nothing is changed.
pub async fn start(tx: &mut Tx, account: &AccountId, secret: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "INSERT INTO second_factors (account_id, secret, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0
         WHERE second_factors.confirmed_at IS NULL",
    )
    .bind(account.as_str())
    .bind(secret)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Switches the second step on after its first code; `false` if it is on already, or the secret is another by now.
pub async fn confirm(tx: &mut Tx, account: &AccountId, secret: &str, step: i64) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE second_factors SET confirmed_at = $3, last_step = $4 WHERE account_id = $1 AND secret = $2 AND confirmed_at IS NULL",
    )
    .bind(account.as_str())
    .bind(secret)
    .bind(now)
    .bind(step)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes that the code of these 30 seconds is used; `false` if it, or a later one, was used before.
pub async fn use_step(tx: &mut Tx, account: &AccountId, step: i64) -> Result<bool, Error> {
    let done = sqlx::query("UPDATE second_factors SET last_step = $2 WHERE account_id = $1 AND last_step < $2")
        .bind(account.as_str())
        .bind(step)
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes the second step away, with its recovery codes; `false` if there was none.
pub async fn delete(tx: &mut Tx, account: &AccountId) -> Result<bool, Error> {
    sqlx::query("DELETE FROM recovery_codes WHERE account_id = $1").bind(account.as_str()).execute(tx.conn()).await?;
    sqlx::query("DELETE FROM sign_in_steps WHERE account_id = $1").bind(account.as_str()).execute(tx.conn()).await?;
    let done = sqlx::query("DELETE FROM second_factors WHERE account_id = $1").bind(account.as_str()).execute(tx.conn()).await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps new recovery codes in place of all earlier ones.
pub async fn replace_codes(tx: &mut Tx, account: &AccountId, codes: &[String]) -> Result<(), Error> {
    sqlx::query("DELETE FROM recovery_codes WHERE account_id = $1").bind(account.as_str()).execute(tx.conn()).await?;
    for code in codes {
        sqlx::query("INSERT INTO recovery_codes (hash, account_id) VALUES ($1, $2)")
            .bind(hash(account, code))
            .bind(account.as_str())
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}

/// Uses a recovery code up; `false` if it is none of theirs.
pub async fn use_code(tx: &mut Tx, account: &AccountId, code: &str) -> Result<bool, Error> {
    let done = sqlx::query("DELETE FROM recovery_codes WHERE hash = $1 AND account_id = $2")
        .bind(hash(account, code))
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

fn hash(account: &AccountId, code: &str) -> String {
    id::hash(&format!("{account} {code}"))
}

/// Remembers that somebody has typed the right password.
pub async fn insert_step(tx: &mut Tx, account: &AccountId, secret: &str) -> Result<(), Error> {
    let until = tx.now() + STEP_LASTS;
    sqlx::query("INSERT INTO sign_in_steps (hash, account_id, expires_at) VALUES ($1, $2, $3)")
        .bind(id::hash(secret))
        .bind(account.as_str())
        .bind(until)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whose step this is, if there is still time for it.
pub async fn step_of(db: &Db, secret: &str, now: Micros) -> Result<Option<AccountId>, Error> {
    let row: Option<String> = sqlx::query_scalar("SELECT account_id FROM sign_in_steps WHERE hash = $1 AND expires_at > $2")
        .bind(id::hash(secret))
        .bind(now)
        .fetch_optional(db.read())
        .await?;
    Ok(row.map(AccountId::trusted))
}

/// Ends a step, which opens one session; `false` if it has ended already.
pub async fn end_step(tx: &mut Tx, secret: &str) -> Result<bool, Error> {
    let done = sqlx::query("DELETE FROM sign_in_steps WHERE hash = $1").bind(id::hash(secret)).execute(tx.conn()).await?;
    Ok(done.rows_affected() == 1)
}

/// Ends all steps of an account: its password has changed.
pub async fn end_steps(tx: &mut Tx, account: &AccountId) -> Result<(), Error> {
    sqlx::query("DELETE FROM sign_in_steps WHERE account_id = $1").bind(account.as_str()).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets steps that ran out before `before`.
pub async fn sweep(tx: &mut Tx, before: Micros) -> Result<(), Error> {
    sqlx::query("DELETE FROM sign_in_steps WHERE expires_at < $1").bind(before).execute(tx.conn()).await?;
    Ok(())
}
