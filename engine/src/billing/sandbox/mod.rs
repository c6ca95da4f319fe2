//! The provider of demo sites and tests: no money moves. It keeps its own books, as a real one does, and tells what happened
//! by the same signed hook.
mod store;

use super::{Payment, Told, hook};
use crate::{Engine, Error};
use domain::Refusal;
use serde_json::json;

/// What somebody does on the sandbox's page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SandboxAct {
    /// Pays.
    Pay,
    /// Pays, and the hook is lost on its way: only asking finds out.
    PayUnheard,
}

/// Makes a checkout; answers its name.
pub(super) async fn create(engine: &Engine, payment: &Payment) -> Result<String, Error> {
    let session = format!("sandbox_{}", payment.id);
    store::insert(engine.db(), session.clone(), payment.clone()).await?;
    Ok(session)
}

/// Notes that the person paid; answers the body and the signature of the hook that tells of it.
pub async fn pay(engine: &Engine, payment: &Payment) -> Result<(String, String), Error> {
    let super::Pay::Sandbox { secret } = engine.pay() else { return Err(Error::NotFound) };
    let session = payment.session.clone().ok_or(Error::NotFound)?;
    if !store::set_paid(engine.db(), session.clone()).await? {
        return Err(Refusal::CheckoutGone.into());
    }
    Ok(told(engine, secret, payment, &session))
}

/// The hook that tells of a paid checkout: the same each time it is told.
fn told(engine: &Engine, secret: &str, payment: &Payment, session: &str) -> (String, String) {
    let body = json!({
        "id": format!("evt_{session}"),
        "type": "checkout.session.completed",
        "data": { "object": {
            "id": session,
            "payment_status": "paid",
            "amount_total": payment.amount,
            "currency": payment.currency.to_lowercase(),
            "payment_intent": format!("pi_{session}"),
            "metadata": { "payment": payment.id },
        } },
    })
    .to_string();
    let signature = hook::sign(secret, &body, engine.clock().now());
    (body, signature)
}

/// Sends money back.
pub(super) async fn refund(engine: &Engine, payment: &Payment) -> Result<(), Error> {
    store::set_refunded(engine.db(), payment.session.clone().ok_or(Error::NotFound)?).await
}

/// What the books say about a checkout.
pub(super) async fn ask(engine: &Engine, session: &str) -> Result<Told, Error> {
    Ok(match store::by_session(engine.db(), session).await? {
        Some((state, amount, currency)) if state == "paid" => Told::Paid { amount, currency, charge: format!("pi_{session}") },
        Some((state, ..)) if state == "open" => Told::Open,
        _ => Told::Over,
    })
}
