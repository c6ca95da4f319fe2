//! Money: what is asked for, what the provider says became of it, what goes back. Only what the provider says, by a signed
//! hook or when asked, makes a payment paid. This feature knows nothing of meetings: what a payment is for stands beside it.
pub mod coupons;
mod earnings;
mod hook;
pub mod sandbox;
mod store;
mod stripe;

pub use coupons::take as take_coupon;
pub use earnings::earnings;
pub use hook::{Heard, What, read, sign};
pub use sandbox::SandboxAct;
pub use store::{NewPayment, Payment, paid_by, paid_for};
pub use stripe::Stripe;

use crate::db::Tx;
use crate::jobs::{self, Job};
use crate::settings::PaySettings;
use crate::{Engine, Error, outbox};
use domain::AccountId;
use domain::billing::PaymentState;

/// Who moves the money.
#[derive(Clone)]
pub enum Pay {
    /// Stripe Checkout.
    Stripe(Stripe),
    /// Nobody: a page of our own stands for the provider. The secret signs its hooks.
    Sandbox { secret: String },
}

/// What the provider says about a checkout.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Told {
    /// It is paid: so many minor units, in this currency, under this name.
    Paid { amount: i64, currency: String, charge: String },
    /// Nobody has paid, and it may still happen.
    Open,
    /// Nobody has paid, and nobody can any more.
    Over,
}

/// What the provider answers to the question for a refund.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Returned {
    /// The money is back, or on a way that it can't be held up on.
    Done,
    /// Not now, and why.
    Refused { cause: String },
}

/// How often the provider is asked for a refund, later and later, for about five days. Then a person has to look.
const MOST_REFUND_TRIES: i64 = 36;

impl Pay {
    /// Prepares the provider that the operator chose.
    pub fn from_settings(settings: &PaySettings) -> Self {
        match settings {
            PaySettings::Sandbox => Self::Sandbox { secret: crate::id::secret() },
            PaySettings::Stripe { base, key, hook_secret } => Self::Stripe(Stripe::new(base, key, hook_secret)),
        }
    }

    /// The provider's name beside its payments.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Stripe(_) => "stripe",
            Self::Sandbox { .. } => "sandbox",
        }
    }

    /// The secret that hooks are signed with.
    fn secret(&self) -> &str {
        match self {
            Self::Stripe(stripe) => stripe.hook_secret(),
            Self::Sandbox { secret } => secret,
        }
    }
}

/// A payment by its id, if there is one.
pub async fn by_id(engine: &Engine, id: &str) -> Result<Option<Payment>, Error> {
    store::by_id(engine.db().read(), id).await
}

/// The same, as an open transaction sees it.
pub async fn by_id_in(tx: &mut Tx, id: &str) -> Result<Option<Payment>, Error> {
    store::by_id(tx.conn(), id).await
}

/// Writes down what is asked for; answers the id.
pub async fn open(tx: &mut Tx, new: &NewPayment) -> Result<String, Error> {
    store::insert(tx, new).await
}

/// Writes down what was paid earlier; answers the id.
pub(crate) async fn paid_earlier(tx: &mut Tx, new: &NewPayment, paid_at: domain::Micros) -> Result<String, Error> {
    store::insert_paid(tx, new, paid_at).await
}

/// Makes the checkout ready at the provider, once; answers the payment with its address. The same payment always gets the
/// same checkout: its id is the idempotency key.
pub async fn prepare(engine: &Engine, payment: Payment) -> Result<Payment, Error> {
    if payment.session.is_some() || payment.state != PaymentState::Open {
        return Ok(payment);
    }
    let (session, address) = match engine.pay() {
        Pay::Sandbox { .. } => (sandbox::create(engine, &payment).await?, None),
        Pay::Stripe(stripe) => {
            let made = stripe.create(&payment, &engine.settings().origin).await?;
            (made.0, Some(made.1))
        }
    };
    let write = engine.db().write((payment.id.clone(), session.clone(), address.clone()), |tx, (id, session, address)| {
        Box::pin(async move {
            // Somebody may have turned back while the provider was asked: nobody is to pay there.
            if store::set_session(tx, id, session, address.as_deref()).await? {
                return Ok(());
            }
            outbox::enqueue(tx, &Job::ShutCheckout { payment: id.clone() }).await
        })
    });
    write.await?;
    Ok(Payment { session: Some(session), address, ..payment })
}

/// Hears whether this event of the provider is new; the second time it is not.
pub async fn first_time(tx: &mut Tx, provider: &str, event: &str) -> Result<bool, Error> {
    store::first_time(tx, provider, event).await
}

/// Notes that a payment is paid, and what is wrong with it, if anything is. `false` says that it was noted before, and that nothing
/// is to follow.
pub async fn set_paid(tx: &mut Tx, id: &str, amount: i64, charge: &str, fault: &str) -> Result<bool, Error> {
    store::set_paid(tx, id, amount, charge, fault).await
}

/// The checkout ended without money. The coupon is free again. Does nothing to a payment that is not open.
pub async fn expire(tx: &mut Tx, id: &str) -> Result<bool, Error> {
    close(tx, id, PaymentState::Expired).await
}

/// The person turned back from the checkout. Does nothing to a payment that is not open.
pub async fn leave(tx: &mut Tx, id: &str) -> Result<bool, Error> {
    close(tx, id, PaymentState::Left).await
}

async fn close(tx: &mut Tx, id: &str, state: PaymentState) -> Result<bool, Error> {
    let Some(closed) = store::close(tx, id, state).await? else { return Ok(false) };
    if let Some(coupon) = closed.coupon_id {
        coupons::give_back(tx, &coupon).await?;
    }
    // The sandbox lets people pay late, to see what happens then.
    if closed.session.is_some() && closed.provider != "sandbox" {
        outbox::enqueue(tx, &Job::ShutCheckout { payment: id.to_owned() }).await?;
    }
    Ok(true)
}

/// Sends the money of a paid payment back, once, and its coupon is free again. `false` says that there is nothing to send back.
pub async fn refund(tx: &mut Tx, id: &str) -> Result<bool, Error> {
    let Some(coupon) = store::refunding(tx, id).await? else { return Ok(false) };
    if let Some(coupon) = coupon {
        coupons::give_back(tx, &coupon).await?;
    }
    outbox::enqueue(tx, &Job::SendRefund { payment: id.to_owned() }).await?;
    Ok(true)
}

/// Asks the provider for the refund, and notes what it answers. Safe to run twice: the provider knows the key. What does not work
/// is noted with its cause and asked for again, later and later.
pub(crate) async fn send_refund(engine: &Engine, id: &str) -> Result<(), Error> {
    let owed = |payment: &Payment| matches!(payment.state, PaymentState::Refunding | PaymentState::RefundFailed);
    let Some(payment) = by_id(engine, id).await?.filter(owed) else { return Ok(()) };
    let outcome = match engine.pay() {
        Pay::Sandbox { .. } => sandbox::refund(engine, &payment).await.map(|()| Returned::Done),
        Pay::Stripe(stripe) => stripe.refund(&payment).await,
    };
    let write = engine.db().write((payment.id, outcome), |tx, (id, outcome)| {
        Box::pin(async move {
            match outcome {
                Ok(Returned::Done) => store::refunded(tx, id).await,
                Ok(Returned::Refused { cause }) => refund_failed(tx, id, cause).await,
                // Nobody knows whether it happened: the same key finds out.
                Err(_) => again(tx, id, PaymentState::Refunding, "the payment service did not answer", 0).await,
            }
        })
    });
    write.await
}

/// Notes that a refund did not happen, and asks again later with a new key: an answered one would be answered the same.
pub async fn refund_failed(tx: &mut Tx, id: &str, cause: &str) -> Result<(), Error> {
    tracing::warn!(%id, %cause, "a refund failed");
    again(tx, id, PaymentState::RefundFailed, cause, 1).await
}

async fn again(tx: &mut Tx, id: &str, state: PaymentState, fault: &str, keys: i64) -> Result<(), Error> {
    if !store::set_refund_failed(tx, id, state, fault, keys).await? {
        return Ok(());
    }
    let tries = store::by_id(tx.conn(), id).await?.map_or(0, |payment| payment.refund_tries);
    if tries >= MOST_REFUND_TRIES {
        tracing::error!(%id, "a refund failed too often: a person has to look");
        return store::set_refund_failed(tx, id, PaymentState::RefundFailed, fault, 0).await.map(|_| ());
    }
    let at = tx.now() + jobs::back_off(tries);
    outbox::enqueue_at(tx, &Job::SendRefund { payment: id.to_owned() }, at).await
}

/// Notes that the provider says a refund is done.
pub async fn refunded(tx: &mut Tx, id: &str) -> Result<(), Error> {
    store::refunded(tx, id).await
}

/// Keeps the account at the payment service to which somebody's money goes from now on, or forgets it. Payments that were asked
/// for before stay as they were.
pub async fn pay_out_to(engine: &Engine, account: &AccountId, destination: Option<&str>) -> Result<(), Error> {
    let input = (account.clone(), destination.map(str::to_owned));
    let write = engine.db().write(input, |tx, (account, destination)| {
        Box::pin(async move { store::set_destination(tx, account, destination.as_deref()).await })
    });
    write.await
}

/// What the provider says about a checkout that nothing was heard of.
pub async fn ask(engine: &Engine, payment: &Payment) -> Result<Told, Error> {
    match (engine.pay(), &payment.session) {
        // Nobody was sent to the provider yet.
        (_, None) => Ok(Told::Open),
        (Pay::Sandbox { .. }, Some(session)) => sandbox::ask(engine, session).await,
        (Pay::Stripe(stripe), Some(session)) => stripe.ask(session).await,
    }
}

/// Ends the checkout at the provider, so that nobody pays for a seat that is held no longer.
pub(crate) async fn shut(engine: &Engine, id: &str) -> Result<(), Error> {
    let Some(payment) = by_id(engine, id).await? else { return Ok(()) };
    match (engine.pay(), &payment.session) {
        (Pay::Stripe(stripe), Some(session)) => stripe.expire(session).await,
        _ => Ok(()),
    }
}
