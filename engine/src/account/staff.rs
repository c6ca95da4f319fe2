//! The first staff account, made by the operator on the machine itself.
use super::store::{self, NewAccount};
use super::{password, zones};
use crate::{Engine, Error, id};
use domain::account::{Email, NewPassword};
use domain::{AccountId, Refusal, Role};

/// Makes a confirmed staff account. The username may be one that others can't take, such as `admin`.
pub async fn create(engine: &Engine, email: &str, username: &str, typed: &str) -> Result<AccountId, Error> {
    let email = Email::parse(email).map_err(|says| Refusal::field("email", says))?;
    let fits = (3..=24).contains(&username.len()) && username.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if !fits {
        return Err(Refusal::field("username", "Use 3 to 24 letters, digits, hyphens or underscores.").into());
    }
    let new = NewPassword::parse(typed, username, email.as_str()).map_err(|says| Refusal::field("password", says))?;
    let now = engine.clock().now();
    let id = AccountId::trusted(id::new(now));
    let mut account = NewAccount::member(id.clone(), username, email.as_str(), &password::hash(new.as_str()).await?, now);
    account.role = Role::Staff;
    account.time_zone = zones::USUAL.to_owned();
    let added = engine.db().write(account, |tx, account| Box::pin(async move { store::insert(tx, account).await })).await?;
    // The operator may know which emails exist.
    if added { Ok(id) } else { Err(Refusal::field("email", "That email or that username has an account already.").into()) }
}
