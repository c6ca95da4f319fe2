//! Two-factor sign-in: after the password, the code of an app (TOTP, RFC 6238) or a recovery code. Setting it up, the second
//! step at the door, and taking it away.
pub mod store;

use super::sessions::Opening;
use super::{Caller, SignedIn, entering, letters, tries, zones};
use crate::jobs::Job;
use crate::{Actor, Engine, Error, id, outbox, vault};
use domain::account::Proof;
use domain::account::two_factor::{RECOVERY_CODES, in_groups, recovery_code};
use domain::time::SECOND;
use domain::{AccountId, Micros, Refusal};
use totp_rs::{Builder, Secret, Totp};

/// What apps call this site.
const ISSUER: &str = "Alongside";

/// How things stand with somebody's second step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Since when it is asked for, if it is.
    pub since: Option<Micros>,
    /// How many recovery codes are left.
    pub codes_left: i64,
    /// While it is being set up: what the app has to be told.
    pub setting_up: Option<SettingUp>,
}

/// What an app has to be told, once.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingUp {
    /// The secret in groups of four, to type.
    pub secret: String,
    /// The address that a QR code holds (`otpauth:`).
    pub address: String,
    /// The QR code: how many squares on a side, margin included, and the dark ones as a path of SVG.
    pub drawing: (usize, String),
}

/// How things stand with the actor's own second step.
pub async fn standing(engine: &Engine, actor: &Actor) -> Result<Standing, Error> {
    let Some(factor) = store::of(engine.db().read(), &actor.id).await? else { return Ok(Standing::default()) };
    let codes_left = store::codes_left(engine.db(), &actor.id).await?;
    let setting_up = match factor.confirmed_at {
        // What was sealed under a key that is lost is as if it had not been started: starting puts a new one in its place.
        None => engine.vault().open(actor.id.as_str(), &factor.secret).ok().map(|key| setting_up(&key, &actor.username)).transpose()?,
        Some(_) => None,
    };
    Ok(Standing { since: factor.confirmed_at, codes_left, setting_up })
}

/// Starts setting it up, after the password: makes a new secret for the app. Nothing is asked for at the door before
/// [`confirm`]. Refuses those who have not confirmed their email; where it is on already, nothing changes.
pub async fn start(engine: &Engine, actor: &Actor, typed: &str) -> Result<(), Error> {
    actor.verified()?;
    entering::prove(engine, actor, typed).await?;
    let secret = engine.vault().seal(actor.id.as_str(), &Secret::from(id::bytes::<20>()).to_base32())?;
    let write = engine.db().write((actor.id.clone(), secret), |tx, (me, secret)| {
        Box::pin(async move {
            let _or_on_already = store::start(tx, me, secret).await?;
            Ok(())
        })
    });
    write.await
}

/// Switches it on with a first code of the app, and answers the recovery codes: they are shown this once, only their hashes
/// are kept. Refuses, at the field `code`, a wrong code and a setup that was started anew meanwhile.
pub async fn confirm(engine: &Engine, actor: &Actor, typed: &str) -> Result<Vec<String>, Error> {
    let code = Proof::code(typed)?;
    let counted = tries::count(engine, tries::SIGN_IN_CODE, actor.id.as_str()).await?.or_refuse()?;
    let factor = store::of(engine.db().read(), &actor.id).await?.filter(|factor| factor.confirmed_at.is_none());
    let stored = factor.ok_or_else(anew)?.secret;
    // Nothing confirms what was sealed under a key that is lost; the page, loaded again, offers to start.
    let key = engine.vault().open(actor.id.as_str(), &stored).map_err(|_logged| anew())?;
    let step = matches(&key, &code, engine.clock().now())?.ok_or_else(wrong)?;
    let (codes, letter) = (codes(), letter(engine, actor, true).await?);
    engine
        .db()
        .write((actor.id.clone(), stored, step, codes.clone(), letter), |tx, (me, stored, step, codes, letter)| {
            Box::pin(async move {
                if !store::confirm(tx, me, stored, *step).await? {
                    return Err(anew());
                }
                store::replace_codes(tx, me, codes).await?;
                outbox::enqueue(tx, letter).await
            })
        })
        .await?;
    counted.forgive(engine.db()).await?;
    Ok(shown(&codes))
}

/// Makes new recovery codes, after the password; the earlier ones open nothing any more. Not found where it is off.
pub async fn renew_codes(engine: &Engine, actor: &Actor, typed: &str) -> Result<Vec<String>, Error> {
    entering::prove(engine, actor, typed).await?;
    let codes = codes();
    engine
        .db()
        .write((actor.id.clone(), codes.clone()), |tx, (me, codes)| {
            Box::pin(async move {
                if !store::is_on(tx.conn(), me).await? {
                    return Err(Error::NotFound);
                }
                store::replace_codes(tx, me, codes).await
            })
        })
        .await?;
    Ok(shown(&codes))
}

/// Switches it off, after the password, and writes to the person. Where it is off nothing happens.
pub async fn turn_off(engine: &Engine, actor: &Actor, typed: &str) -> Result<(), Error> {
    entering::prove(engine, actor, typed).await?;
    let letter = letter(engine, actor, false).await?;
    let write = engine.db().write((actor.id.clone(), letter), |tx, (me, letter)| {
        Box::pin(async move {
            let on = store::is_on(tx.conn(), me).await?;
            store::delete(tx, me).await?;
            if on { outbox::enqueue(tx, letter).await } else { Ok(()) }
        })
    });
    write.await
}

/// Whether the key of this process opens what is sealed in the database; `true` where nothing is. Both ends are tried: once a
/// key is lost, what was sealed under it stands beside what is sealed under the next one.
pub async fn key_fits(engine: &Engine) -> Result<bool, Error> {
    let ends = store::sealed_ends(engine.db()).await?;
    Ok(ends.iter().all(|(account, stored)| engine.vault().open(account, stored).is_ok()))
}

/// Whether the actor is asked for a second step when they sign in.
pub async fn is_set_up(engine: &Engine, actor: &Actor) -> Result<bool, Error> {
    store::is_on(engine.db().read(), &actor.id).await
}

/// Whether somebody is asked for a second step, as an open transaction sees it.
pub(crate) async fn is_on(tx: &mut crate::db::Tx, account: &AccountId) -> Result<bool, Error> {
    store::is_on(tx.conn(), account).await
}

/// The password was right: remembers that for a few minutes, and answers the secret for the second step.
pub(super) async fn begin_step(engine: &Engine, account: AccountId) -> Result<String, Error> {
    let secret = id::secret();
    let write = engine
        .db()
        .write((account, secret.clone()), |tx, (account, secret)| Box::pin(async move { store::insert_step(tx, account, secret).await }));
    write.await?;
    Ok(secret)
}

/// Whether a second step still waits for its code.
pub async fn step_waits(engine: &Engine, secret: &str) -> Result<bool, Error> {
    Ok(store::step_of(engine.db(), secret, engine.clock().now()).await?.is_some())
}

/// The second step: signs the browser in whose password was right before. Neither the code of an app nor a recovery code
/// works twice.
///
/// Refuses [`Refusal::StepGone`], a wrong code at the field `code`, and more than six wrong ones in a quarter of an hour. Where
/// the key of the vault is lost, codes of the app are refused at `code` too, and recovery codes open.
pub async fn finish(engine: &Engine, secret: &str, typed: &str, time_zone: &str, caller: &Caller) -> Result<SignedIn, Error> {
    let now = engine.clock().now();
    let account = store::step_of(engine.db(), secret, now).await?.ok_or(Refusal::StepGone)?;
    let proof = Proof::parse(typed)?;
    let from = tries::count(engine, tries::SIGN_IN_ADDRESS, &caller.address).await?.or_refuse()?;
    let by = tries::count(engine, tries::SIGN_IN_CODE, account.as_str()).await?.or_refuse()?;
    let factor = store::of(engine.db().read(), &account).await?.ok_or(Refusal::StepGone)?;
    let step = match &proof {
        Proof::Code(code) => {
            let Ok(key) = engine.vault().open(account.as_str(), &factor.secret) else {
                // The vault has logged it. No code was tried, so the recovery code that comes next must not have to wait.
                from.forgive(engine.db()).await?;
                by.forgive(engine.db()).await?;
                return Err(not_now());
            };
            Some(matches(&key, code, now)?.ok_or_else(wrong)?)
        }
        // A recovery code opens even where the key of the vault is lost.
        Proof::Recovery(_) => None,
    };
    // What was stored before there was a vault goes into it now.
    let sealed = match step {
        Some(_) if !vault::is_sealed(&factor.secret) => Some((engine.vault().seal(account.as_str(), &factor.secret)?, factor.secret)),
        _ => None,
    };
    let opening = Opening::new(&caller.browser, caller.cookie.as_deref());
    let (secret, zone) = (secret.to_owned(), zones::known(time_zone));
    let finishing = Finishing { account, secret, proof, step, sealed, opening: opening.clone(), zone };
    engine.db().write(finishing, |tx, finishing| Box::pin(let_in(tx, finishing))).await?;
    from.forgive(engine.db()).await?;
    by.forgive(engine.db()).await?;
    super::signed_in(engine, opening).await
}

struct Finishing {
    account: AccountId,
    secret: String,
    proof: Proof,
    step: Option<i64>,
    /// The key of the app as it is sealed from now on, and as it was stored in the clear.
    sealed: Option<(String, String)>,
    opening: Opening,
    zone: Option<&'static str>,
}

async fn let_in(tx: &mut crate::db::Tx, finishing: &Finishing) -> Result<(), Error> {
    let Finishing { account, secret, proof, step, sealed, opening, zone } = finishing;
    let unused = match (proof, step) {
        (Proof::Recovery(code), _) => store::use_code(tx, account, code).await?,
        (Proof::Code(_), Some(step)) => store::use_step(tx, account, *step).await?,
        (Proof::Code(_), None) => false,
    };
    if !unused {
        return Err(wrong());
    }
    if !store::end_step(tx, secret).await? {
        return Err(Refusal::StepGone.into());
    }
    if let Some((sealed, before)) = sealed {
        store::reseal(tx, account, before, sealed).await?;
    }
    if let Some(zone) = zone {
        super::store::note_zone(tx, account, zone).await?;
    }
    opening.open(tx, account).await
}

fn anew() -> Error {
    Refusal::field("code", "This was done or started anew on another page. Load this page again to see how things stand.").into()
}

fn wrong() -> Error {
    Refusal::field("code", Refusal::WrongCode.to_string()).into()
}

fn not_now() -> Error {
    Refusal::field("code", "Codes of your app can't be checked just now. Use a recovery code.").into()
}

/// Six digits, 30 seconds each, SHA-1: what every app can do. One step early or late is taken, for clocks that are off.
fn totp(secret: &str, name: &str) -> Result<Totp, Error> {
    let secret = Secret::try_from_base32(secret).map_err(Error::fault)?;
    Builder::new().with_secret(secret).with_skew(1).with_issuer(Some(ISSUER)).with_account_name(name).build().map_err(Error::fault)
}

/// Which 30 seconds a code belongs to, if it is right at `now`.
fn matches(secret: &str, code: &str, now: Micros) -> Result<Option<i64>, Error> {
    let seconds = u64::try_from(now.div_euclid(SECOND)).unwrap_or_default();
    Ok(totp(secret, "")?.check(code, seconds).and_then(|step| i64::try_from(step).ok()))
}

fn setting_up(secret: &str, username: &str) -> Result<SettingUp, Error> {
    let address = totp(secret, username)?.to_url().map_err(Error::fault)?;
    Ok(SettingUp { secret: in_groups(secret, ' '), drawing: drawing(&address)?, address })
}

/// Draws a QR code, row by row, each run of dark squares as one box. The light margin of four squares belongs to it.
fn drawing(text: &str) -> Result<(usize, String), Error> {
    use std::fmt::Write;
    let code = qrcode::QrCode::new(text).map_err(Error::fault)?;
    let (width, colours) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colours.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|colour| **colour == qrcode::Color::Dark).count();
            if run > 0 {
                write!(path, "M{} {}h{run}v1h-{run}z", x + 4, y + 4).map_err(Error::fault)?;
            }
            x += run.max(1);
        }
    }
    Ok((width + 8, path))
}

fn codes() -> Vec<String> {
    (0..RECOVERY_CODES).map(|_| recovery_code(id::bytes())).collect()
}

fn shown(codes: &[String]) -> Vec<String> {
    codes.iter().map(|code| in_groups(code, '-')).collect()
}

async fn letter(engine: &Engine, actor: &Actor, on: bool) -> Result<Job, Error> {
    let email = super::store::email(engine.db(), &actor.id).await?;
    Ok(Job::SendLetter { letter: letters::two_factor_changed(engine, &email, &actor.username, on) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238_and_one_step_around_now_is_taken() {
        // Appendix B of RFC 6238, the last six of its eight digits.
        let secret = Secret::from(*b"12345678901234567890").to_base32();
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")] {
            let at = seconds * SECOND;
            assert_eq!(matches(&secret, code, at).unwrap_or_default(), Some(seconds / 30), "{seconds}");
            assert_eq!(matches(&secret, code, at + 30 * SECOND).unwrap_or_default(), Some(seconds / 30), "a slow clock");
            assert_eq!(matches(&secret, code, at + 60 * SECOND).unwrap_or_default(), None, "too late");
        }
    }

    #[test]
    fn the_qr_code_holds_the_address_and_draws_inside_its_margin() {
        let secret = Secret::from([7; 20]).to_base32();
        let up = setting_up(&secret, "river-stone").expect("a secret of ours");
        assert!(up.address.starts_with("otpauth://totp/Alongside:river-stone?secret="), "{}", up.address);
        assert!(up.address.contains(&format!("secret={secret}")) && up.address.contains("issuer=Alongside"));
        assert_eq!(up.secret.split(' ').count(), 8);
        let (size, path) = up.drawing;
        assert!(size >= 29 && path.starts_with("M4 4h7v1h-7z"), "the first finder pattern: {path:.20}");
    }
}
