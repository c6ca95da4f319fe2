//! Signing in, and passwords: checked, changed, and set anew by the link in a letter.
use super::links::{self, Purpose};
use super::sessions::{self, Opening};
use super::{Caller, Entered, letters, password, store, tries, two_factor, zones};
use crate::jobs::Job;
use crate::{Actor, Engine, Error, outbox};
use domain::Refusal;
use domain::account::{Email, NewPassword};

/// Signs a browser in, or asks for the second step those who have set one up. A wrong email and a wrong password get the same
/// answer after the same time.
pub async fn sign_in(engine: &Engine, email: &str, typed: &str, time_zone: &str, caller: &Caller) -> Result<Entered, Error> {
    let key = email.trim().to_lowercase();
    let from = tries::count(engine, tries::SIGN_IN_ADDRESS, &caller.address).await?.or_refuse()?;
    let by = tries::count(engine, tries::SIGN_IN_ACCOUNT, &key).await?.or_refuse()?;
    let owner = store::by_email(engine.db().read(), &key).await?;
    let right = password::matches(typed, owner.as_ref().map(|owner| owner.password_hash.clone())).await?;
    let (Some(owner), true) = (owner, right) else { return Err(Refusal::WrongSignIn.into()) };
    from.forgive(engine.db()).await?;
    by.forgive(engine.db()).await?;
    if two_factor::store::is_on(engine.db().read(), &owner.id).await? {
        return Ok(Entered::Step(two_factor::begin_step(engine, owner.id).await?));
    }
    let raised = if password::outdated(&owner.password_hash) { Some(password::hash(typed).await?) } else { None };
    let opening = Opening::new(&caller.browser, caller.cookie.as_deref());
    let zone = zones::known(time_zone);
    engine
        .db()
        .write((owner.id, opening.clone(), raised, zone), |tx, (account, opening, raised, zone)| {
            Box::pin(async move {
                if let Some(raised) = raised {
                    store::set_password(tx, account, raised).await?;
                }
                if let Some(zone) = zone {
                    store::note_zone(tx, account, zone).await?;
                }
                opening.open(tx, account).await
            })
        })
        .await?;
    Ok(Entered::Inside(super::signed_in(engine, opening).await?))
}

/// Somebody forgot their password. The answer is always the same: the rest happens in a job, known email or not.
pub async fn ask_for_reset(engine: &Engine, email: &str, caller: &Caller) -> Result<(), Error> {
    let email = Email::parse(email).map_err(|says| Refusal::field("email", says))?;
    let _counted = tries::count(engine, tries::LETTERS_ADDRESS, &caller.address).await?.or_refuse()?;
    let job = Job::AnswerReset { email: email.key() };
    engine.db().write(job, |tx, job| Box::pin(async move { outbox::enqueue(tx, job).await })).await
}

/// The job behind [`ask_for_reset`]: writes to the owner of the email, if there is one.
pub(crate) async fn answer_reset(engine: &Engine, email: &str) -> Result<(), Error> {
    let Some(owner) = store::by_email(engine.db().read(), email).await? else { return Ok(()) };
    if !tries::count(engine, tries::LETTERS, email).await?.allowed {
        return Ok(());
    }
    let secret = links::secret();
    let letter = letters::reset(engine, &owner.email, &owner.username, &secret);
    engine
        .db()
        .write((owner.id, secret, Job::SendLetter { letter }), |tx, (account, secret, job)| {
            Box::pin(async move {
                links::store::insert(tx, account, Purpose::Reset, secret).await?;
                outbox::enqueue(tx, job).await
            })
        })
        .await
}

/// Whether a link from a letter still works. It is not used up.
pub async fn link_works(engine: &Engine, purpose: Purpose, link: &str) -> Result<bool, Error> {
    Ok(links::store::owner(engine.db(), purpose, link, engine.clock().now()).await?.is_some())
}

/// Sets a new password by the link's secret, and signs all devices out. The letter arrived, so the email is confirmed too.
pub async fn reset(engine: &Engine, link: &str, typed: &str) -> Result<(), Error> {
    let owner = links::store::owner(engine.db(), Purpose::Reset, link, engine.clock().now()).await?;
    let (username, email) = owner.ok_or(Refusal::LinkGone)?;
    let new = NewPassword::parse(typed, &username, &email).map_err(|says| Refusal::field("password", says))?;
    let hash = password::hash(new.as_str()).await?;
    let changed = Job::SendLetter { letter: letters::password_changed(engine, &email, &username) };
    engine
        .db()
        .write((link.to_owned(), hash, changed), |tx, (link, hash, changed)| {
            Box::pin(async move {
                let Some(account) = links::store::take(tx, Purpose::Reset, link).await? else {
                    return Err(Refusal::LinkGone.into());
                };
                store::set_password(tx, &account, hash).await?;
                two_factor::store::end_steps(tx, &account).await?;
                store::set_verified(tx, &account).await?;
                links::store::delete(tx, &account, Purpose::Verify).await?;
                sessions::end_all_but(tx, &account, None).await?;
                outbox::enqueue(tx, changed).await
            })
        })
        .await
}

/// Changes the password of somebody who knows the current one; their other devices are signed out.
pub async fn change_password(engine: &Engine, actor: &Actor, current: &str, typed: &str) -> Result<(), Error> {
    let email = prove(engine, actor, current).await?;
    let new = NewPassword::parse(typed, &actor.username, &email).map_err(|says| Refusal::field("new_password", says))?;
    let hash = password::hash(new.as_str()).await?;
    let changed = Job::SendLetter { letter: letters::password_changed(engine, &email, &actor.username) };
    engine
        .db()
        .write((actor.id.clone(), actor.session.clone(), hash, changed), |tx, (account, session, hash, changed)| {
            Box::pin(async move {
                store::set_password(tx, account, hash).await?;
                two_factor::store::end_steps(tx, account).await?;
                links::store::delete(tx, account, Purpose::Reset).await?;
                sessions::end_all_but(tx, account, Some(session)).await?;
                outbox::enqueue(tx, changed).await
            })
        })
        .await
}

/// Asks somebody who is signed in for their password before something grave. Answers their email.
pub(super) async fn prove(engine: &Engine, actor: &Actor, typed: &str) -> Result<String, Error> {
    let counted = tries::count(engine, tries::OWN_PASSWORD, actor.id.as_str()).await?.or_refuse()?;
    let email = store::email(engine.db(), &actor.id).await?;
    let owner = store::by_email(engine.db().read(), &email.to_lowercase()).await?.ok_or(Error::NotFound)?;
    if !password::matches(typed, Some(owner.password_hash)).await? {
        return Err(Refusal::field("current_password", Refusal::WrongPassword.to_string()).into());
    }
    counted.forgive(engine.db()).await?;
    Ok(email)
}
