//! What the provider tells by itself: signed with a secret that only the two of us know, at most five minutes old.
//! The same form for Stripe and for the sandbox: Stripe's `t=…,v1=…` over the time and the body.
use crate::{Engine, Error};
use domain::Micros;
use domain::time::{MINUTE, SECOND};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

/// How far the time of a signature may be off (Stripe's own tolerance).
const TOLERANCE: Micros = 5 * MINUTE;

/// An event of the provider.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heard {
    /// Who tells.
    pub provider: &'static str,
    /// Its id: the same event told twice is one event.
    pub event: String,
    /// What it is about.
    pub what: What,
}

/// What an event says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// A checkout was paid.
    Paid { payment: String, amount: i64, currency: String, charge: String },
    /// A checkout ended without money.
    Ended { payment: String },
    /// Money went back.
    Refunded { payment: String },
    /// Money that was on its way back came to nothing, and why.
    RefundFailed { payment: String, cause: String },
    /// Something that we need not know.
    Other,
}

/// Reads an event. A wrong signature, one that is too old, and a body that makes no sense are [`Error::Forbidden`].
pub fn read(engine: &Engine, body: &str, signature: &str) -> Result<Heard, Error> {
    let pay = engine.pay();
    if !signed(pay.secret(), body, signature, engine.clock().now()) {
        return Err(Error::Forbidden);
    }
    let event: Value = serde_json::from_str(body).map_err(|_| Error::Forbidden)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let object = &event["data"]["object"];
    let payment = text(&object["metadata"]["payment"]);
    let paid = object["payment_status"] == "paid";
    let what = match event["type"].as_str().unwrap_or_default() {
        _ if payment.is_empty() => What::Other,
        "checkout.session.completed" | "checkout.session.async_payment_succeeded" if paid => What::Paid {
            payment,
            amount: object["amount_total"].as_i64().unwrap_or_default(),
            currency: text(&object["currency"]).to_uppercase(),
            charge: text(&object["payment_intent"]),
        },
        "checkout.session.expired" | "checkout.session.async_payment_failed" => What::Ended { payment },
        // A charge says "succeeded" of itself; only this tells that all of it went back.
        "charge.refunded" if object["refunded"] == true => What::Refunded { payment },
        "refund.created" | "refund.updated" if object["status"] == "succeeded" => What::Refunded { payment },
        "refund.failed" | "refund.updated" if object["status"] == "failed" || object["status"] == "canceled" => {
            What::RefundFailed { payment, cause: text(&object["failure_reason"]) }
        }
        _ => What::Other,
    };
    let id = text(&event["id"]);
    if id.is_empty() { Err(Error::Forbidden) } else { Ok(Heard { provider: pay.name(), event: id, what }) }
}

fn mac(secret: &str, seconds: &str, body: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(seconds.as_bytes());
    mac.update(b".");
    mac.update(body.as_bytes());
    Some(mac)
}

/// The signature of a body at a time.
pub fn sign(secret: &str, body: &str, now: Micros) -> String {
    let seconds = now.div_euclid(SECOND).to_string();
    let sum = mac(secret, &seconds, body).map(|mac| mac.finalize().into_bytes()).unwrap_or_default();
    let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={seconds},v1={hex}")
}

fn signed(secret: &str, body: &str, signature: &str, now: Micros) -> bool {
    let part = |key: &'static str| {
        signature.split(',').filter_map(move |part| part.trim().split_once('=')).filter(move |(k, _)| *k == key).map(|(_, value)| value)
    };
    let Some(seconds) = part("t").next() else { return false };
    let Some(at) = seconds.parse::<i64>().ok().and_then(|at| at.checked_mul(SECOND)) else { return false };
    if (now - at).abs() > TOLERANCE {
        return false;
    }
    // More than one while a secret is being replaced. The comparison takes the same time whatever is wrong.
    part("v1").any(|given| {
        let bytes: Option<Vec<u8>> = (given.len() == 64)
            .then(|| (0..32).map(|at| u8::from_str_radix(given.get(at * 2..at * 2 + 2)?, 16).ok()).collect::<Option<Vec<u8>>>())
            .flatten();
        bytes.is_some_and(|bytes| mac(secret, seconds, body).is_some_and(|mac| mac.verify_slice(&bytes).is_ok()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Micros = 1_795_348_800_000_000;

    #[test]
    fn only_our_own_signature_over_this_body_and_of_these_minutes_is_taken() {
        let good = sign("secret", "{}", NOW);
        assert!(signed("secret", "{}", &good, NOW + 5 * MINUTE));
        assert!(!signed("secret", "{}", &good, NOW + 5 * MINUTE + SECOND));
        assert!(!signed("secret", "{}", &good, NOW - 6 * MINUTE));
        assert!(!signed("other", "{}", &good, NOW));
        assert!(!signed("secret", "{ }", &good, NOW));
        assert!(signed("secret", "{}", &format!("{good},v1=00"), NOW), "two while the secret is replaced");
        for wrong in ["", "t=1", "v1=abc", "t=x,v1=y", "t=9223372036854775807,v1=00"] {
            assert!(!signed("secret", "{}", wrong, NOW), "{wrong}");
        }
    }

    #[test]
    fn the_signature_is_the_one_that_stripe_documents() {
        // Computed by `printf '12345.{}' | openssl dgst -sha256 -hmac whsec_test`.
        let signature = sign("whsec_test", "{}", 12_345 * SECOND);
        assert!(signature.starts_with("t=12345,v1=") && signature.len() == "t=12345,v1=".len() + 64);
    }
}
