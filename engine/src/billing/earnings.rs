//! What a host has earned: pending for the hours of the limit after the meeting, then available, or paid out where the payment service sends it
//! to an account of their own.
use super::store;
use crate::{Actor, Engine, Error, time_labels};
use domain::billing::{Earning, Earnings, PaymentState, Payout, Stage, fees, stage};
use domain::{limits, money};

/// The payments in one answer. The sums count all there are.
const MOST: i64 = 200;

/// What the actor has earned, with the fees of each payment.
pub async fn earnings(engine: &Engine, actor: &Actor) -> Result<Earnings, Error> {
    actor.supporter()?;
    let (now, zone) = (engine.clock().now(), time_labels::zone(&actor.time_zone));
    let (mut pending, mut available, mut paid) = (0, 0, 0);
    for row in store::sums(engine.db(), &actor.id, now - limits().payout_after()).await? {
        let sum = match (row.ended, row.sent) {
            (0, _) => &mut pending,
            (_, 0) => &mut available,
            _ => &mut paid,
        };
        *sum += fees(row.amount).host * row.many;
    }
    let mut payments = Vec::new();
    for row in store::earned(engine.db(), &actor.id, MOST).await? {
        let fees = fees(row.amount);
        let state = PaymentState::from_stored(&row.state);
        let says = match (state, stage(row.ends_at.unwrap_or(row.paid_at), now)) {
            (PaymentState::Paid, Stage::Pending) => "Pending",
            (PaymentState::Paid, Stage::Available) if row.destination.is_some() => "Paid out",
            (PaymentState::Paid, Stage::Available) => "Available",
            (PaymentState::Refunded, _) => "Paid back",
            _ => "On its way back",
        };
        let show = |amount| money::show(amount, &row.currency);
        payments.push(Earning {
            meeting: row.title.clone(),
            day: time_labels::written_day(row.paid_at, zone),
            amount: show(row.amount),
            discount: if row.list_price > row.amount { show(row.list_price - row.amount) } else { String::new() },
            fees: show(fees.service + fees.site),
            yours: if state == PaymentState::Paid { show(fees.host) } else { "$0".to_owned() },
            says: says.to_owned(),
        });
    }
    let payout = match engine.pay() {
        super::Pay::Sandbox { .. } => Payout::Pretended,
        super::Pay::Stripe(_) if store::has_destination(engine.db(), &actor.id).await? => Payout::Sent,
        super::Pay::Stripe(_) => Payout::Kept,
    };
    let words = |amount| if amount == 0 { "$0".to_owned() } else { money::show(amount, "USD") };
    Ok(Earnings { pending: words(pending), available: words(available), paid: words(paid), payout, payments })
}
