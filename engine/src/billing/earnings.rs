//! What a host has earned: pending until 48 hours after the meeting, then available.
use super::store;
use crate::{Actor, Engine, Error, time_labels};
use domain::billing::{Earning, Earnings, PaymentState, Stage, fees, stage};
use domain::money;

/// The payments in one answer.
const MOST: i64 = 200;

/// What the actor has earned, with the fees of each payment.
pub async fn earnings(engine: &Engine, actor: &Actor) -> Result<Earnings, Error> {
    actor.supporter()?;
    let (now, zone) = (engine.clock().now(), time_labels::zone(&actor.time_zone));
    let (mut pending, mut available) = (0, 0);
    let mut payments = Vec::new();
    for row in store::earned(engine.db(), &actor.id, MOST).await? {
        let fees = fees(row.amount);
        let state = PaymentState::from_stored(&row.state);
        let says = match (state, stage(row.ends_at.unwrap_or(row.paid_at), now)) {
            (PaymentState::Paid, Stage::Pending) => {
                pending += fees.host;
                "Pending"
            }
            (PaymentState::Paid, Stage::Available) => {
                available += fees.host;
                "Available"
            }
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
    let words = |amount| if amount == 0 { "$0".to_owned() } else { money::show(amount, "USD") };
    Ok(Earnings { pending: words(pending), available: words(available), payments })
}
