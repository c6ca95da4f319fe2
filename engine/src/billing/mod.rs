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
pub use store::{NewPayment, Payment};
pub use stripe::Stripe;

use crate::db::Tx;
use crate::jobs::Job;
use crate::settings::PaySettings;
use crate::{Engine, Error, outbox};
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
            let made = stripe.create(&payment, &engine.settings().origin, engine.clock().now()).await?;
            (made.0, Some(made.1))
        }
    };
    store::set_session(engine.db(), payment.id.clone(), session.clone(), address.clone()).await?;
    Ok(Payment { session: Some(session), address, ..payment })
}

/// Hears whether this event of the provider is new; the second time it is not.
pub async fn first_time(tx: &mut Tx, provider: &str, event: &str) -> Result<bool, Error> {
    store::first_time(tx, provider, event).await
}

/// Notes that a payment is paid. `false` says that it was noted before, and that nothing is to follow.
pub async fn set_paid(tx: &mut Tx, id: &str, amount: i64, charge: &str) -> Result<bool, Error> {
    store::set_paid(tx, id, amount, charge).await
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
    let Some(coupon) = store::close(tx, id, state).await? else { return Ok(false) };
    if let Some(coupon) = coupon {
        coupons::give_back(tx, &coupon).await?;
    }
    Ok(true)
}

/// Sends the money of a paid payment back, once. `false` says that there is nothing to send back.
pub async fn refund(tx: &mut Tx, id: &str) -> Result<bool, Error> {
    if !store::refunding(tx, id).await? {
        return Ok(false);
    }
    outbox::enqueue(tx, &Job::SendRefund { payment: id.to_owned() }).await?;
    Ok(true)
}

/// Asks the provider for the refund, and notes it. Safe to run twice: the provider knows the key.
pub(crate) async fn send_refund(engine: &Engine, id: &str) -> Result<(), Error> {
    let Some(payment) = by_id(engine, id).await?.filter(|payment| payment.state == PaymentState::Refunding) else { return Ok(()) };
    let outcome = match engine.pay() {
        Pay::Sandbox { .. } => sandbox::refund(engine, &payment).await.map(|()| true),
        Pay::Stripe(stripe) => stripe.refund(&payment).await,
    };
    match outcome {
        Ok(true) => store::settle_refund(engine.db(), payment.id, PaymentState::Refunded, String::new()).await,
        Ok(false) => {
            let fault = "the provider refused the refund".to_owned();
            store::settle_refund(engine.db(), payment.id, PaymentState::RefundFailed, fault).await
        }
        Err(error) => Err(error),
    }
}

/// Notes that the provider says a refund is done.
pub async fn refunded(tx: &mut Tx, id: &str) -> Result<(), Error> {
    store::refunded(tx, id).await
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
pub async fn shut(engine: &Engine, payment: &Payment) -> Result<(), Error> {
    match (engine.pay(), &payment.session) {
        (Pay::Stripe(stripe), Some(session)) => stripe.expire(session).await,
        // The sandbox lets people pay late, to see what happens then.
        _ => Ok(()),
    }
}
