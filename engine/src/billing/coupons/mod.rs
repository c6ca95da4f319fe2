//! Coupons: a host makes a code, and each use of it is taken by one conditional statement.
mod store;

use crate::db::Tx;
use crate::{Actor, Engine, Error, time_labels, wall};
use domain::billing::{Coupon, CouponDraft, Off, coupon};
use domain::meetings::WallDay;
use domain::{AccountId, Refusal};

/// The actor makes a coupon for their own meetings. Refused at the fields; a code of theirs is not made twice.
pub async fn create(engine: &Engine, actor: &Actor, draft: &CouponDraft) -> Result<(), Error> {
    actor.supporter()?;
    let (code, off, most) = draft.check()?;
    let zone = time_labels::zone(&actor.time_zone);
    // The last day is counted: it ends where the next one starts.
    let until = WallDay::parse(&draft.until).and_then(|day| wall::day_start(day.plus(1), zone));
    let until = until
        .filter(|until| *until > engine.clock().now())
        .ok_or_else(|| Refusal::field("until", "Choose a last day that is still to come."))?;
    let input = (actor.id.clone(), code, off, most, until);
    let write = engine.db().write(input, |tx, (owner, code, off, most, until)| {
        Box::pin(async move {
            match store::insert(tx, owner, code, *off, *most, *until).await? {
                true => Ok(()),
                false => Err(Refusal::field("code", "You have a coupon with this code already.").into()),
            }
        })
    });
    write.await
}

/// The actor's coupons, the newest first.
pub async fn list(engine: &Engine, actor: &Actor) -> Result<Vec<Coupon>, Error> {
    let (now, zone) = (engine.clock().now(), time_labels::zone(&actor.time_zone));
    let rows = store::list_for(engine.db(), &actor.id).await?;
    let show = |row: store::Row| Coupon {
        off: off(&row.kind, row.value).says(),
        until: time_labels::written_day(row.until - 1, zone),
        works: coupon::works(row.used, row.most, row.until, now),
        id: row.id,
        code: row.code,
        used: row.used,
        most: row.most,
    };
    Ok(rows.into_iter().map(show).collect())
}

/// Ends a coupon of the actor's.
pub async fn end(engine: &Engine, actor: &Actor, id: &str) -> Result<(), Error> {
    let write = engine.db().write((actor.id.clone(), id.to_owned()), |tx, (owner, id)| {
        Box::pin(async move { if store::end(tx, owner, id).await? { Ok(()) } else { Err(Error::NotFound) } })
    });
    write.await
}

/// Takes one use of a code of this host's; answers the coupon and what it takes off. `None` if it does not work.
pub async fn take(tx: &mut Tx, owner: &AccountId, code: &str) -> Result<Option<(String, Off)>, Error> {
    let row = store::take(tx, owner, &coupon::key(code)).await?;
    Ok(row.map(|(id, kind, value)| (id, off(&kind, value))))
}

/// Gives one use back, because the checkout came to nothing.
pub(super) async fn give_back(tx: &mut Tx, id: &str) -> Result<(), Error> {
    store::give_back(tx, id).await
}

fn off(kind: &str, value: i64) -> Off {
    if kind == "percent" { Off::Percent(value) } else { Off::Amount(value) }
}
