//! What staff do for somebody who can't get in any more: finding their account, and taking the second step away when phone and
//! recovery codes are lost. Each act is written down with its reason.
mod store;

use super::{entering, letters, sessions, two_factor};
use crate::db::Tx;
use crate::jobs::Job;
use crate::{Actor, Engine, Error, id, outbox, time_labels};
use domain::account::staff_help::{self, Noted, StaffAct, StaffView};
use domain::events::Event;
use domain::{AccountId, Refusal};

/// The account with exactly this username or email. Refuses, at the field `who`, what nobody here has. For others than staff
/// there is nothing to find.
pub async fn find(engine: &Engine, actor: &Actor, typed: &str) -> Result<AccountId, Error> {
    actor.staff()?;
    let key = typed.trim().to_lowercase();
    let found = store::find(engine.db(), &key).await?;
    found.ok_or_else(|| Refusal::field("who", "Nobody here has that username or email. Check each letter.").into())
}

/// What staff see of an account.
pub async fn view(engine: &Engine, actor: &Actor, account: &AccountId) -> Result<StaffView, Error> {
    actor.staff()?;
    let (now, zone) = (engine.clock().now(), time_labels::zone(&actor.time_zone));
    let row = store::view(engine.db(), account, now).await?.ok_or(Error::NotFound)?;
    let noted = |row: store::ActRow| {
        let act = StaffAct::from_stored(&row.act)?;
        Some(Noted { act, by: row.username, reason: row.reason, at: time_labels::full(row.created_at, zone) })
    };
    let acts = store::acts(engine.db(), account).await?.into_iter().filter_map(noted).collect();
    Ok(StaffView {
        id: account.clone(),
        username: row.username,
        role: domain::Role::from_stored(&row.role).label().to_owned(),
        since: time_labels::written_day(row.created_at, zone),
        verified: row.verified == 1,
        two_factor: row.two_factor == 1,
        codes_left: row.codes_left,
        devices: row.devices,
        me: *account == actor.id,
        acts,
    })
}

/// Writes down, in the transaction of the act, what staff did about an account, and why.
pub(crate) async fn note(tx: &mut Tx, account: &AccountId, staff: &AccountId, act: StaffAct, reason: &str) -> Result<(), Error> {
    let id = id::new(tx.now());
    store::note(tx, &id, account, staff, act, reason).await
}

struct Resetting {
    staff: AccountId,
    account: AccountId,
    reason: String,
    letter: Job,
}

/// Takes the second step of an account away, after the password of the one who does it. The person is told by letter and by
/// notice, and all their devices are signed out: their password alone opens the account then.
///
/// Refuses a wrong password at `current_password`, and problems at `reason`. One's own account, and one without a second step,
/// are not found: there is nothing to take away.
pub async fn reset_second_step(engine: &Engine, actor: &Actor, account: &AccountId, reason: &str, typed: &str) -> Result<(), Error> {
    actor.staff()?;
    let reason = staff_help::reason(reason)?;
    if *account == actor.id {
        return Err(Error::NotFound);
    }
    entering::prove(engine, actor, typed).await?;
    let (username, email) = store::owner(engine.db(), account).await?.ok_or(Error::NotFound)?;
    let letter = Job::SendLetter { letter: letters::two_factor_reset(engine, &email, &username) };
    let resetting = Resetting { staff: actor.id.clone(), account: account.clone(), reason, letter };
    let write = engine.db().write(resetting, |tx, resetting| {
        Box::pin(async move {
            let Resetting { staff, account, reason, letter } = resetting;
            if !two_factor::is_on(tx, account).await? {
                return Err(Error::NotFound);
            }
            two_factor::store::delete(tx, account).await?;
            let at = tx.now();
            note(tx, account, staff, StaffAct::SecondStepReset, reason).await?;
            sessions::end_all_but(tx, account, None).await?;
            outbox::enqueue(tx, letter).await?;
            outbox::record(tx, Event::SecondStepReset { account: account.clone(), at }).await
        })
    });
    write.await
}
