//! Signing up, and confirming the email by the link in a letter. No answer tells whether an email was known before.
use super::links::{self, Purpose};
use super::sessions::Opening;
use super::store::{self, NewAccount};
use super::{Caller, SignedIn, letters, password, tries, zones};
use crate::db::Tx;
use crate::jobs::Job;
use crate::{Actor, Engine, Error, id, outbox};
use domain::account::{Birth, Email, NewPassword, Username};
use domain::refusal::Problem;
use domain::time::DAY;
use domain::{AccountId, Micros, Refusal, Role};

/// What the sign-up form says.
#[derive(Clone, Debug, Default)]
pub struct SignUp {
    /// The name others will see.
    pub username: String,
    /// Where letters go.
    pub email: String,
    /// The password.
    pub password: String,
    /// From 1 to 12.
    pub birth_month: String,
    /// With four digits.
    pub birth_year: String,
    /// As the browser detected it; nonsense gives the usual zone.
    pub time_zone: String,
    /// What the link in the letter carries on: `next=…&ask=…`, ready for an address, or nothing.
    pub then: String,
}

/// How long an account may stay unconfirmed before it is swept away.
pub const UNCONFIRMED: Micros = 30 * DAY;

struct Joining {
    new: NewAccount,
    secret: String,
    then: String,
    may_write: bool,
    engine: Engine,
}

/// Makes an account and sends the letter that confirms it. With an email that is known already the answer is the same;
/// the letter tells its owner that somebody tried.
pub async fn sign_up(engine: &Engine, form: &SignUp, caller: &Caller) -> Result<(), Error> {
    let now = engine.clock().now();
    let mut problems = Vec::new();
    let mut note = |field: &str, says: &str| problems.push(Problem::new(field, says));
    let username = Username::parse(&form.username).map_err(|says| note("username", says));
    let email = Email::parse(&form.email).map_err(|says| note("email", says));
    let secret = NewPassword::parse(&form.password, form.username.trim(), form.email.trim()).map_err(|says| note("password", says));
    let this_month = zones::year_and_month(now);
    let birth = Birth::parse(&form.birth_year, &form.birth_month, this_month).map_err(|says| note("birth_month", says));
    if birth.is_ok_and(|birth| !birth.is_adult(this_month)) {
        note(
            "birth_month",
            "Alongside is for people who are 18 or older. The lines under \"Need help now?\" are there for you at any age.",
        );
    }
    let (Ok(username), Ok(email), Ok(secret), Ok(birth), true) = (username, email, secret, birth, problems.is_empty()) else {
        return Err(Refusal::Invalid(problems).into());
    };
    let _counted = tries::count(engine, tries::SIGN_UP, &caller.address).await?.or_refuse()?;
    let may_write = tries::count(engine, tries::LETTERS, &email.key()).await?.allowed;
    let new = NewAccount {
        id: AccountId::trusted(id::new(now)),
        username: username.as_str().to_owned(),
        email: email.as_str().to_owned(),
        password_hash: password::hash(secret.as_str()).await?,
        role: Role::Member,
        verified_at: None,
        birth_year: birth.year,
        birth_month: birth.month,
        about: String::new(),
        pronouns: String::new(),
        languages: "en".to_owned(),
        interests: String::new(),
        time_zone: zones::known(&form.time_zone).unwrap_or(zones::USUAL).to_owned(),
        created_at: now,
    };
    let joining = Joining { new, secret: links::secret(), then: form.then.clone(), may_write, engine: engine.clone() };
    engine.db().write(joining, |tx, joining| Box::pin(join(tx, joining))).await
}

async fn join(tx: &mut Tx, joining: &Joining) -> Result<(), Error> {
    let Joining { new, secret, then, may_write, engine } = joining;
    // A known email leaves its username free; held, it looks as taken as if the account had been made.
    let held = tries::key("username", &new.username.to_lowercase());
    if store::username_taken(tx, &new.username).await? || tries::store::is_held(tx, &held).await? {
        return Err(Refusal::field("username", Refusal::UsernameTaken.to_string()).into());
    }
    let letter = if store::insert(tx, new).await? {
        links::store::insert(tx, &new.id, Purpose::Verify, secret).await?;
        letters::verify(engine, &new.email, &new.username, secret, then)
    } else {
        let until = tx.now() + UNCONFIRMED;
        tries::store::hold(tx, &held, until).await?;
        // Somebody else took the username a moment ago, or the email is known.
        let Some(owner) = store::by_email(tx.conn(), &new.email.to_lowercase()).await? else {
            return Err(Refusal::field("username", Refusal::UsernameTaken.to_string()).into());
        };
        letters::known(engine, &owner.email, &owner.username)
    };
    if *may_write {
        outbox::enqueue(tx, &Job::SendLetter { letter }).await?;
    }
    Ok(())
}

/// Sends the confirming letter again, to somebody who is signed in.
pub async fn resend(engine: &Engine, actor: &Actor, then: &str) -> Result<(), Error> {
    if actor.verified {
        return Ok(());
    }
    let email = store::email(engine.db(), &actor.id).await?;
    let _counted = tries::count(engine, tries::LETTERS, &email.to_lowercase()).await?.or_refuse()?;
    let secret = links::secret();
    let letter = letters::verify(engine, &email, &actor.username, &secret, then);
    engine
        .db()
        .write((actor.id.clone(), secret, Job::SendLetter { letter }), |tx, (account, secret, job)| {
            Box::pin(async move {
                links::store::insert(tx, account, Purpose::Verify, secret).await?;
                outbox::enqueue(tx, job).await
            })
        })
        .await
}

/// Confirms the email by the link's secret, and signs the browser in: whoever reads the letter could as well reset the password.
pub async fn verify(engine: &Engine, link: &str, caller: &Caller) -> Result<SignedIn, Error> {
    let opening = Opening::new(&caller.browser, caller.cookie.as_deref());
    engine
        .db()
        .write((link.to_owned(), opening.clone()), |tx, (link, opening)| {
            Box::pin(async move {
                let Some(account) = links::store::take(tx, Purpose::Verify, link).await? else {
                    return Err(Refusal::LinkGone.into());
                };
                store::set_verified(tx, &account).await?;
                opening.open(tx, &account).await
            })
        })
        .await?;
    super::signed_in(engine, opening).await
}
