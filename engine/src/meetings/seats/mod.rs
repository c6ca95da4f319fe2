//! Seats: registering, giving a seat back, taking one back. A seat is taken by one conditional statement in the transaction
//! of its row, so that there are never more people than seats, whatever happens at once.
mod series;
pub(super) mod store;

pub(super) use series::open as open_in_series;
pub use series::{WholeSeries, register_series};

use super::letters::{Letter, Receipt};
use super::store::{Row, by_id, whole};
use super::{planning, told, waiting};
use crate::account::{password, tries};
use crate::db::Tx;
use crate::jobs::Job;
use crate::{Actor, Engine, Error, billing, orgs, outbox};
use domain::meetings::{Facts, News, Step};
use domain::{AccountId, MeetingId, Micros, OrgId, Refusal, limits};

/// What has become of a registration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Taken {
    /// The seat is theirs.
    Registered,
    /// The seat is held while they pay: the id of the payment.
    Pay(String),
}

/// Who asks for a seat, and how.
#[derive(Clone)]
struct Asking {
    actor: Actor,
    meeting: MeetingId,
    coupon: String,
    /// Subscribes to the organization of the meeting as well, having said this.
    said: Option<domain::orgs::Facts>,
    origin: String,
    provider: &'static str,
}

/// The actor takes a seat: at once if it is free, otherwise it is held for 15 minutes while they pay. Doing it again is
/// answered with how things stand.
///
/// Refuses [`Refusal::MeetingFull`], [`Refusal::InvitedOnly`], [`Refusal::NotForYou`], [`Refusal::YouHost`],
/// [`Refusal::CouponGone`], a wrong password at the field `password`, and people whose email is not confirmed.
pub async fn register(engine: &Engine, actor: &Actor, id: &MeetingId, typed: &str, coupon: &str) -> Result<Taken, Error> {
    register_and_subscribe(engine, actor, id, typed, coupon, None).await
}

/// The same, and the actor subscribes to the organization of the meeting with it, having `said` what it asks: both or neither.
/// Refuses besides what [`orgs::subscribe`] does.
pub async fn register_and_subscribe(
    engine: &Engine,
    actor: &Actor,
    id: &MeetingId,
    typed: &str,
    coupon: &str,
    said: Option<domain::orgs::Facts>,
) -> Result<Taken, Error> {
    actor.verified()?;
    let row = super::found(engine, Some(actor), id).await?;
    // Whoever comes too late hears so without waiting behind everybody who writes. Whether there is a seat is decided there again.
    row.facts().may_register(engine.clock().now())?;
    if matches!(row.facts().step(engine.clock().now()), Step::Register { password: true, .. }) {
        prove(engine, actor, id, typed).await?;
    }
    let asking = asking(engine, actor, id, coupon, said);
    engine.db().write_together(id.as_str(), asking, |tx, asking| Box::pin(take(tx, asking))).await
}

fn asking(engine: &Engine, actor: &Actor, id: &MeetingId, coupon: &str, said: Option<domain::orgs::Facts>) -> Asking {
    Asking {
        actor: actor.clone(),
        meeting: id.clone(),
        coupon: coupon.to_owned(),
        said,
        origin: engine.settings().origin.clone(),
        provider: engine.pay().name(),
    }
}

/// Refuses a wrong password of a private meeting; ten wrong ones in a quarter of an hour are enough.
pub(super) async fn prove(engine: &Engine, actor: &Actor, id: &MeetingId, typed: &str) -> Result<(), Error> {
    let counted = tries::count(engine, tries::MEETING_PASSWORD, actor.id.as_str()).await?.or_refuse()?;
    let stored = super::store::password_hash(engine.db(), id).await?;
    if !password::matches(typed.trim(), stored).await? {
        return Err(Refusal::field("password", "That is not the password of this meeting. Ask the host for it.").into());
    }
    counted.forgive(engine.db()).await
}

async fn take(tx: &mut Tx, asking: &Asking) -> Result<Taken, Error> {
    let me = &asking.actor.id;
    let row = by_id(tx.conn(), &asking.meeting, me.as_str()).await?.ok_or(Error::NotFound)?;
    let facts = row.facts();
    if !facts.may_register(tx.now())? {
        return Ok(standing(&row, &facts, tx.now()));
    }
    subscribed(tx, &row, me, asking.said.as_ref()).await?;
    let taken = seat(tx, asking, &row, true).await?;
    if waiting::store::end(tx, &asking.meeting, me, "taken").await?.as_deref() == Some("offered") {
        // An offer that has just run out: the seat it counted is free again.
        store::give_back(tx, &asking.meeting).await?;
    }
    Ok(taken)
}

/// Refuses who has not subscribed to the organization of a meeting, [`Refusal::SubscribersOnly`], or is not who it is for. Whoever
/// has `said` so subscribes now.
pub(super) async fn subscribed(tx: &mut Tx, row: &Row, me: &AccountId, said: Option<&domain::orgs::Facts>) -> Result<(), Error> {
    let Some(org) = row.org_id.clone().map(OrgId::trusted) else { return Ok(()) };
    if let Some(said) = said {
        return orgs::subscribe_in(tx, &org, me, said).await;
    }
    if orgs::takes_part_in(tx, &org, me).await? { Ok(()) } else { Err(Refusal::SubscribersOnly.into()) }
}

fn standing(row: &Row, facts: &Facts, now: Micros) -> Taken {
    match (facts.step(now), &row.payment_id) {
        (Step::Pay { payment, .. }, _) => Taken::Pay(payment),
        _ => Taken::Registered,
    }
}

/// Writes the row of the registration, and takes the seat unless it is counted already, as an offer's is.
async fn seat(tx: &mut Tx, asking: &Asking, row: &Row, counts: bool) -> Result<Taken, Error> {
    let (me, now) = (&asking.actor.id, tx.now());
    if row.my_state.is_some()
        && let Some(payment) = billing::paid_by(tx, &row.id, me).await?
    {
        // They gave a seat back too late for their money, and come after all: it is paid for.
        return taken_back(tx, asking, row, &payment, counts).await;
    }
    let price = match (row.price, asking.coupon.trim()) {
        (0, _) | (_, "") => (row.price, None),
        (price, code) => {
            let (coupon, off) = billing::take_coupon(tx, &row.host(), code).await?.ok_or_else(|| {
                let says = Refusal::CouponGone.to_string();
                Error::from(Refusal::field("coupon", says))
            })?;
            (off.left_of(price), Some(coupon))
        }
    };
    let pays = price.0 > 0;
    let payment = if pays {
        let new = billing::NewPayment {
            thing: row.id.clone(),
            payer: me.clone(),
            payee: row.host(),
            title: row.name.clone(),
            list_price: row.price,
            amount: price.0,
            currency: row.currency.clone(),
            coupon: price.1,
            provider: asking.provider,
            hold_until: now + limits().hold(),
        };
        Some(billing::open(tx, &new).await?)
    } else {
        None
    };
    let state = if pays { "held" } else { "registered" };
    if !store::upsert(tx, &asking.meeting, me, state, payment.as_deref(), pays.then_some(now + limits().hold())).await? {
        // The same click came in twice at once: the other one's row stands.
        return Err(Error::Busy);
    }
    if counts && !store::take_seat(tx, &asking.meeting).await? {
        return Err(Refusal::MeetingFull.into());
    }
    match payment {
        Some(payment) => {
            outbox::enqueue_at(tx, &Job::EndHold { payment: payment.clone() }, now + limits().hold()).await?;
            let question = Job::AskAboutPayment { payment: payment.clone(), times: 0 };
            outbox::enqueue_at(tx, &question, now + limits().hold() / 3).await?;
            Ok(Taken::Pay(payment))
        }
        None => {
            confirmed(tx, &asking.origin, row, me, None).await?;
            Ok(Taken::Registered)
        }
    }
}

/// The seat is theirs by a payment that they made for this meeting before.
async fn taken_back(tx: &mut Tx, asking: &Asking, row: &Row, payment: &str, counts: bool) -> Result<Taken, Error> {
    let me = &asking.actor.id;
    if !store::upsert(tx, &asking.meeting, me, "registered", Some(payment), None).await? {
        return Err(Error::Busy);
    }
    if counts && !store::take_seat(tx, &asking.meeting).await? {
        return Err(Refusal::MeetingFull.into());
    }
    confirmed(tx, &asking.origin, row, me, None).await?;
    Ok(Taken::Registered)
}

/// Tells the person and the hosts that the seat is theirs, with a receipt for what was paid just now.
pub(super) async fn confirmed(tx: &mut Tx, origin: &str, row: &Row, me: &AccountId, paid: Option<&billing::Payment>) -> Result<(), Error> {
    let at = tx.now();
    let paid = paid.map(|paid| Receipt { amount: paid.amount, list_price: paid.list_price, number: &paid.id, at });
    told::tell_hosts(tx, row, News::Registered).await?;
    told::write(tx, origin, row, me, Letter::Registered { paid }).await
}

/// Takes up an offer of the waiting list, whose seat is counted already. Asks for the subscription as registering does; an
/// offer that is refused for that stands until it ends.
pub(super) async fn take_offered(
    tx: &mut Tx,
    engine_origin: &str,
    provider: &'static str,
    actor: &Actor,
    row: &Row,
) -> Result<Taken, Error> {
    subscribed(tx, row, &actor.id, None).await?;
    let asking = Asking {
        actor: actor.clone(),
        meeting: row.meeting(),
        coupon: String::new(),
        said: None,
        origin: engine_origin.to_owned(),
        provider,
    };
    seat(tx, &asking, row, false).await
}

/// The actor gives their seat back, or leaves the checkout. Answers whether money comes back: more than 24 hours before the
/// start, or until the start when it was given another time since they took the seat. The seat goes to the first in line. Refuses [`Refusal::NotRegistered`].
pub async fn cancel(engine: &Engine, actor: &Actor, id: &MeetingId) -> Result<bool, Error> {
    let input = (actor.id.clone(), id.clone(), engine.settings().origin.clone());
    engine.db().write_together(id.as_str(), input, |tx, (me, id, origin)| Box::pin(give_up(tx, me, id, origin))).await
}

async fn give_up(tx: &mut Tx, me: &AccountId, id: &MeetingId, origin: &str) -> Result<bool, Error> {
    let row = by_id(tx.conn(), id, me.as_str()).await?.ok_or(Error::NotFound)?;
    if tx.now() >= row.ends_at() {
        return Err(Refusal::MeetingOver.into());
    }
    let Some((was, payment)) = store::end(tx, id, me, "cancelled").await? else { return Err(Refusal::NotRegistered.into()) };
    store::give_back(tx, id).await?;
    let mut refund = false;
    let paid = if was == "registered" { row.pay_amount.unwrap_or_default() } else { 0 };
    if let Some(payment) = payment {
        if was == "held" {
            billing::leave(tx, &payment).await?;
        } else if row.facts().refunds(tx.now()) {
            refund = billing::refund(tx, &payment).await?;
        }
    }
    waiting::offer_next(tx, id, origin).await?;
    if was == "registered" {
        told::tell_hosts(tx, &row, News::Unregistered).await?;
        told::write(tx, origin, &row, me, Letter::Unregistered { refund, paid }).await?;
    }
    Ok(refund)
}

/// A host takes somebody's seat back. What was paid is refunded, however late it is. Refuses [`Refusal::MeetingOver`]: who was there, was there.
pub async fn remove(engine: &Engine, actor: &Actor, id: &MeetingId, whom: &AccountId) -> Result<(), Error> {
    super::led(engine, actor, id).await?;
    let input = (whom.clone(), id.clone(), engine.settings().origin.clone());
    let write = engine.db().write(input, |tx, (whom, id, origin)| {
        Box::pin(async move {
            let row = by_id(tx.conn(), id, whom.as_str()).await?.ok_or(Error::NotFound)?;
            if row.ends_at() <= tx.now() {
                return Err(Refusal::MeetingOver.into());
            }
            let Some((was, payment)) = store::end(tx, id, whom, "removed").await? else { return Err(Error::NotFound) };
            store::give_back(tx, id).await?;
            let refund = match payment {
                Some(payment) if was == "held" => {
                    billing::leave(tx, &payment).await?;
                    false
                }
                Some(payment) => billing::refund(tx, &payment).await?,
                None => false,
            };
            told::tell(tx, &row, whom, News::Removed).await?;
            told::write(tx, origin, &row, whom, Letter::Removed { refund }).await?;
            waiting::offer_next(tx, id, origin).await
        })
    });
    write.await
}

/// Who leads a meeting beside somebody, the main one first.
async fn other_hosts(tx: &mut Tx, id: &MeetingId, but: &AccountId) -> Result<Vec<AccountId>, Error> {
    let hosts = super::store::hosts(tx.conn(), id).await?.into_iter().map(|host| AccountId::trusted(host.account_id));
    Ok(hosts.filter(|host| host != but).collect())
}

/// A meeting that goes on without one of its hosts, the first of so many dates of a series.
struct Goes {
    row: Row,
    dates: usize,
    /// Whether the one who left was its main host, so that another is now.
    handed_on: bool,
}

/// A meeting goes on with these hosts, without somebody who led it. Notes whom that concerns; of a series, once.
async fn hand_on(tx: &mut Tx, id: &MeetingId, from: &AccountId, others: &[AccountId], going: &mut Vec<Goes>) -> Result<(), Error> {
    let before = whole(tx.conn(), id).await?.ok_or(Error::NotFound)?;
    planning::store::set_hosts(tx, id, others).await?;
    let handed_on = before.host() == *from;
    let row = whole(tx.conn(), id).await?.ok_or(Error::NotFound)?;
    let same = |one: &&mut Goes| {
        row.series_id.is_some() && one.row.series_id == row.series_id && one.row.host_id == row.host_id && one.handed_on == handed_on
    };
    match going.iter_mut().find(same) {
        Some(one) => one.dates += 1,
        None => going.push(Goes { row, dates: 1, handed_on }),
    }
    Ok(())
}

/// Tells the main hosts, by notice and by letter, as those who are made hosts are told; not the one who did it.
async fn tell_main_hosts(tx: &mut Tx, origin: &str, by: &AccountId, going: &[Goes]) -> Result<(), Error> {
    for Goes { row, dates, handed_on } in going.iter().filter(|one| one.row.host() != *by) {
        let (news, letter) = if *handed_on {
            (News::LeadingOn, Letter::LeadingOn { dates: *dates })
        } else {
            (News::CoHostLeft, Letter::CoHostLeft { dates: *dates })
        };
        told::tell(tx, row, &row.host(), news).await?;
        told::write(tx, origin, row, &row.host(), letter).await?;
    }
    Ok(())
}

/// Somebody plays no part in an organization any more: its free meetings to come that others lead with them go on without
/// them, and their main hosts are told, unless it was one of them who took that person out. What they lead alone, or for money, stays
/// theirs until the organization names another host.
pub(crate) async fn leave_team(tx: &mut Tx, org: &OrgId, account: &AccountId, by: &AccountId, origin: &str) -> Result<(), Error> {
    let now = tx.now();
    let mut going = Vec::new();
    for id in store::led_for(tx, org, account, now).await? {
        let others = other_hosts(tx, &id, account).await?;
        if !others.is_empty() {
            hand_on(tx, &id, account, &others, &mut going).await?;
        }
    }
    tell_main_hosts(tx, origin, by, &going).await
}

/// Somebody leaves the site: free meetings that others lead with them go on, their other meetings are cancelled, their seats and places go to others.
pub(crate) async fn forget_person(tx: &mut Tx, account: &AccountId, origin: &str) -> Result<(), Error> {
    let now = tx.now();
    let mut going = Vec::new();
    for id in store::led_by(tx, account, now).await? {
        let others = other_hosts(tx, &id, account).await?;
        let free = whole(tx.conn(), &id).await?.is_some_and(|row| row.price == 0);
        if free && !others.is_empty() {
            hand_on(tx, &id, account, &others, &mut going).await?;
            continue;
        }
        planning::call_off(tx, &id, origin, "", Some(account)).await?;
    }
    for id in store::co_led_by(tx, account, now).await? {
        let others = other_hosts(tx, &id, account).await?;
        hand_on(tx, &id, account, &others, &mut going).await?;
    }
    tell_main_hosts(tx, origin, account, &going).await?;
    for id in store::live_of(tx, account, now).await? {
        let row = by_id(tx.conn(), &id, account.as_str()).await?;
        if let Some((was, payment)) = store::end(tx, &id, account, "cancelled").await? {
            store::give_back(tx, &id).await?;
            match payment {
                Some(payment) if was == "held" => {
                    billing::leave(tx, &payment).await?;
                }
                Some(payment) if row.is_some_and(|row| row.facts().refunds(now)) => {
                    billing::refund(tx, &payment).await?;
                }
                _ => {}
            }
            waiting::offer_next(tx, &id, origin).await?;
        }
    }
    for id in waiting::store::offers_of(tx, account).await? {
        if waiting::store::end(tx, &id, account, "left").await?.as_deref() == Some("offered") {
            store::give_back(tx, &id).await?;
            waiting::offer_next(tx, &id, origin).await?;
        }
    }
    Ok(())
}
