//! Paying for a seat: what the provider tells makes the seat the person's own, gives a late payer a free one, or sends the
//! money back. Told once or ten times, in whatever order, it ends the same.
use super::letters::Letter;
use super::seats::{self, store as rows};
use super::store::{Row, by_id};
use super::{told, waiting};
use crate::billing::{self, Heard, Payment, SandboxAct, Told, What};
use crate::db::Tx;
use crate::jobs::Job;
use crate::{Actor, Engine, Error, outbox, time_labels};
use domain::billing::{Checkout, PaymentState};
use domain::meetings::News;
use domain::time::{HOUR, MINUTE};
use domain::{MeetingId, Refusal, money};
use std::time::Duration;

/// How often a checkout is asked about: after a third of the hold, then later and later, for about a day.
const MOST_QUESTIONS: i64 = 12;
/// How long the end of a hold waits for the provider's word.
const PATIENCE: Duration = Duration::from_secs(10);

/// The actor's own checkout, as its page shows it. Prepares it at the provider while it is open.
pub async fn checkout(engine: &Engine, actor: &Actor, id: &str) -> Result<Checkout, Error> {
    let payment = own(engine, actor, id).await?;
    let meeting = MeetingId::parse(&payment.thing).ok_or(Error::NotFound)?;
    let row = by_id(engine.db().read(), &meeting, actor.id.as_str()).await?.ok_or(Error::NotFound)?;
    let (payment, unreached) = match billing::prepare(engine, payment.clone()).await {
        Ok(payment) => (payment, false),
        Err(_logged) => (payment, true),
    };
    let zone = time_labels::zone(&actor.time_zone);
    let seated = row.my_state.as_deref() == Some("registered") && row.payment_id.as_deref() == Some(payment.id.as_str());
    let held = row.my_state.as_deref() == Some("held") && payment.hold_until > engine.clock().now();
    let amount = money::show(payment.amount, &payment.currency);
    let says = match payment.state {
        PaymentState::Paid if seated => "You are registered. We sent you a letter with the receipt.".to_owned(),
        PaymentState::Open if held && unreached => {
            "We can't reach our payment service just now. Nothing was charged, and your seat is held. Try again in a minute.".to_owned()
        }
        PaymentState::Open if held => "Your seat is held while you pay.".to_owned(),
        PaymentState::Open | PaymentState::Expired | PaymentState::Left => Refusal::CheckoutGone.to_string(),
        state if payment.received > 0 => state.says(&money::show(payment.received, &payment.currency)),
        state => state.says(&amount),
    };
    Ok(Checkout {
        id: payment.id.clone(),
        title: payment.title.clone(),
        starts: time_labels::when(row.starts_at, zone),
        back: format!("/meetings/{}", row.id),
        discount: if payment.list_price > payment.amount {
            money::show(payment.list_price - payment.amount, &payment.currency)
        } else {
            String::new()
        },
        amount,
        state: payment.state,
        seated,
        until: if held { time_labels::clock(payment.hold_until, zone) } else { String::new() },
        sandbox: engine.pay().name() == "sandbox",
        pay_at: payment.address.clone(),
        says,
    })
}

async fn own(engine: &Engine, actor: &Actor, id: &str) -> Result<Payment, Error> {
    billing::by_id(engine, id).await?.filter(|payment| payment.payer.as_ref() == Some(&actor.id)).ok_or(Error::NotFound)
}

/// Hears an event of the provider. A wrong signature is [`Error::Forbidden`].
pub async fn hear(engine: &Engine, body: &str, signature: &str) -> Result<(), Error> {
    let heard = billing::read(engine, body, signature)?;
    let input = (heard, engine.settings().origin.clone());
    engine.db().write(input, |tx, (heard, origin)| Box::pin(settle(tx, heard, origin))).await
}

async fn settle(tx: &mut Tx, heard: &Heard, origin: &str) -> Result<(), Error> {
    if !billing::first_time(tx, heard.provider, &heard.event).await? {
        return Ok(());
    }
    match &heard.what {
        What::Paid { payment, amount, currency, charge } => paid(tx, payment, *amount, currency, charge, origin).await,
        What::Ended { payment } => let_go(tx, payment, origin).await,
        What::Refunded { payment } => {
            // Back before it was heard to be paid: nothing is to be waited for.
            let_go(tx, payment, origin).await?;
            billing::refunded(tx, payment).await
        }
        What::RefundFailed { payment, cause } => billing::refund_failed(tx, payment, cause).await,
        What::Other => Ok(()),
    }
}

/// A payment is paid: the held seat is the person's own. A late one gets a seat if there is one, otherwise its money goes back;
/// so does another amount than the one that was asked for.
async fn paid(tx: &mut Tx, id: &str, amount: i64, currency: &str, charge: &str, origin: &str) -> Result<(), Error> {
    let Some(payment) = billing::by_id_in(tx, id).await? else {
        tracing::warn!(%id, "a payment that we never asked for");
        return Ok(());
    };
    let right = amount == payment.amount && currency.eq_ignore_ascii_case(&payment.currency);
    let fault = if right { String::new() } else { format!("{amount} {currency} were paid, not {} {}", payment.amount, payment.currency) };
    if !billing::set_paid(tx, id, amount, charge, &fault).await? {
        return Ok(());
    }
    let meeting = MeetingId::trusted(payment.thing.clone());
    let (Some(me), Some(row)) =
        (payment.payer.clone(), by_id(tx.conn(), &meeting, payment.payer.as_ref().map_or("", |me| me.as_str())).await?)
    else {
        billing::refund(tx, id).await?;
        return Ok(());
    };
    if right && rows::confirm(tx, id).await? {
        return seats::confirmed(tx, origin, &row, &me, Some(&payment)).await;
    }
    if !right {
        tracing::warn!(%id, amount, "another amount than asked for was paid");
        if rows::lapse(tx, id).await? {
            rows::give_back(tx, &meeting).await?;
            waiting::offer_next(tx, &meeting, origin).await?;
        }
        billing::refund(tx, id).await?;
        return told::write(tx, origin, &row, &me, Letter::OtherAmount).await;
    }
    if late_seat(tx, &row, id, origin).await? {
        return seats::confirmed(tx, origin, &row, &me, Some(&payment)).await;
    }
    billing::refund(tx, id).await?;
    told::tell(tx, &row, &me, News::TooLate).await?;
    told::write(tx, origin, &row, &me, Letter::TooLate).await
}

/// A free seat for somebody who paid after the hold had ended. Not for those who have another seat there, whom the host
/// removed, or between whom and a host there is a block.
async fn late_seat(tx: &mut Tx, row: &Row, payment: &str, origin: &str) -> Result<bool, Error> {
    let gone = row.state == "cancelled" || tx.now() >= row.ends_at() || row.my_state.as_deref() == Some("removed") || row.blocked > 0;
    let Some(me) = billing::by_id_in(tx, payment).await?.and_then(|payment| payment.payer) else { return Ok(false) };
    let meeting = row.meeting();
    // Somebody who stands in line again may have been offered a seat, which is counted already.
    if gone || !(waiting::store::take_up(tx, &meeting, &me).await? || rows::take_seat(tx, &meeting).await?) {
        return Ok(false);
    }
    if rows::upsert(tx, &meeting, &me, "registered", Some(payment), None).await? {
        waiting::store::end(tx, &meeting, &me, "taken").await?;
        return Ok(true);
    }
    rows::give_back(tx, &meeting).await?;
    waiting::offer_next(tx, &meeting, origin).await?;
    Ok(false)
}

/// The seat of a checkout that came to nothing goes to the next.
async fn let_go(tx: &mut Tx, id: &str, origin: &str) -> Result<(), Error> {
    let Some(payment) = billing::by_id_in(tx, id).await? else { return Ok(()) };
    billing::expire(tx, id).await?;
    if rows::lapse(tx, id).await? {
        let meeting = MeetingId::trusted(payment.thing);
        rows::give_back(tx, &meeting).await?;
        waiting::offer_next(tx, &meeting, origin).await?;
    }
    Ok(())
}

/// The hold is over: the seat is given back, and the checkout is ended at the provider. After a standstill, when the question
/// that is asked while the seat is held could not be asked, it is asked first: who paid in time keeps their seat.
pub(crate) async fn end_hold(engine: &Engine, id: &str) -> Result<(), Error> {
    let open = |payment: &Payment| payment.state == PaymentState::Open;
    let Some(payment) = billing::by_id(engine, id).await?.filter(open) else { return Ok(()) };
    if engine.clock().now() > payment.hold_until + MINUTE {
        // No answer in time changes nothing: a payment that is heard of later gets a free seat, or its money back.
        let _asked = tokio::time::timeout(PATIENCE, ask(engine, id, MOST_QUESTIONS)).await;
    }
    if billing::by_id(engine, id).await?.is_none_or(|payment| !open(&payment)) {
        return Ok(());
    }
    let input = (id.to_owned(), engine.settings().origin.clone());
    engine.db().write(input, |tx, (id, origin)| Box::pin(let_go(tx, id, origin))).await
}

/// Asks the provider about a payment that nothing was heard of, in case its word was lost.
pub(crate) async fn ask(engine: &Engine, id: &str, times: i64) -> Result<(), Error> {
    let unsettled = |payment: &Payment| matches!(payment.state, PaymentState::Open | PaymentState::Expired | PaymentState::Left);
    let Some(payment) = billing::by_id(engine, id).await?.filter(unsettled) else { return Ok(()) };
    // A provider that can't be reached is asked again at the next time, for as long as one that has nothing to tell.
    let told = billing::ask(engine, &payment).await.unwrap_or(Told::Open);
    let input = (id.to_owned(), told, times, engine.settings().origin.clone());
    let write = engine.db().write(input, |tx, (id, told, times, origin)| {
        Box::pin(async move {
            match told {
                Told::Paid { amount, currency, charge } => paid(tx, id, *amount, currency, charge, origin).await,
                Told::Open if *times < MOST_QUESTIONS => {
                    let wait = (2 * MINUTE * (1 << (*times).clamp(0, 20))).min(6 * HOUR);
                    let at = tx.now() + wait;
                    outbox::enqueue_at(tx, &Job::AskAboutPayment { payment: id.clone(), times: times + 1 }, at).await
                }
                Told::Open | Told::Over => Ok(()),
            }
        })
    });
    write.await
}

/// Does on the sandbox what a person does at a provider.
pub(crate) async fn sandbox(engine: &Engine, id: &str, act: SandboxAct) -> Result<(), Error> {
    let payment = billing::by_id(engine, id).await?.ok_or(Error::NotFound)?;
    let (body, signature) = match billing::sandbox::pay(engine, &payment).await {
        Ok(hook) => hook,
        // A job that runs twice finds it paid.
        Err(Error::Refused(Refusal::CheckoutGone)) => return Ok(()),
        Err(error) => return Err(error),
    };
    if act == SandboxAct::PayUnheard { Ok(()) } else { hear(engine, &body, &signature).await }
}

/// What the actor does on the sandbox's page: `pay`, `late` (a minute after the hold has ended), `unheard` (the provider's word
/// gets lost), or anything else, which changes nothing.
pub async fn sandbox_page(engine: &Engine, actor: &Actor, id: &str, act: &str) -> Result<(), Error> {
    let payment = own(engine, actor, id).await?;
    let payment = billing::prepare(engine, payment).await?;
    match act {
        "pay" => sandbox(engine, &payment.id, SandboxAct::Pay).await,
        "unheard" => sandbox(engine, &payment.id, SandboxAct::PayUnheard).await,
        "late" => {
            let write = engine.db().write((payment.id.clone(), payment.hold_until + MINUTE), |tx, (payment, at)| {
                Box::pin(async move { outbox::enqueue_at(tx, &Job::PayInSandbox { payment: payment.clone() }, *at).await })
            });
            write.await
        }
        _ => Ok(()),
    }
}

/// The actor turns back from the checkout: the seat is free again.
pub async fn turn_back(engine: &Engine, actor: &Actor, id: &str) -> Result<MeetingId, Error> {
    let payment = own(engine, actor, id).await?;
    let meeting = MeetingId::trusted(payment.thing.clone());
    let input = (payment.id.clone(), engine.settings().origin.clone());
    let write = engine.db().write(input, |tx, (id, origin)| {
        Box::pin(async move {
            billing::leave(tx, id).await?;
            let_go(tx, id, origin).await
        })
    });
    write.await?;
    Ok(meeting)
}
