//! A small client of Stripe's own: make a checkout, end it, ask about it, send money back. Its address can be set, so that
//! tests talk to a stand-in.
use super::{Payment, Returned, Told};
use crate::Error;
use bytes::Bytes;
use domain::Micros;
use domain::billing::fees;
use domain::time::{MINUTE, SECOND};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// How long one call may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest answer that is read.
const LONGEST: usize = 1024 * 1024;
/// Stripe ends no checkout in less than half an hour; ours is ended by us when the hold ends. Counted from the end of the hold
/// and not from now: whoever asks again with the same key has to ask for the same.
const AFTER_HOLD: Micros = 31 * MINUTE;

/// The client.
#[derive(Clone)]
pub struct Stripe {
    base: Arc<str>,
    key: Arc<str>,
    hook_secret: Arc<str>,
}

/// An answer: its status and its body.
struct Answer {
    status: u16,
    body: Value,
}

impl Stripe {
    /// A client for the address (`https://api.stripe.com`), with the secret key and the secret of the hook.
    pub fn new(base: &str, key: &str, hook_secret: &str) -> Self {
        Self { base: base.trim_end_matches('/').into(), key: key.into(), hook_secret: hook_secret.into() }
    }

    /// The secret that hooks are signed with.
    pub fn hook_secret(&self) -> &str {
        &self.hook_secret
    }

    /// Makes a checkout for a payment; answers its name and its address. Nothing that it sends tells what the meeting is about.
    pub async fn create(&self, payment: &Payment, origin: &str) -> Result<(String, String), Error> {
        let expires_at = (payment.hold_until + AFTER_HOLD).div_euclid(SECOND);
        let mut form = vec![
            ("mode", "payment".to_owned()),
            ("client_reference_id", payment.id.clone()),
            ("metadata[payment]", payment.id.clone()),
            ("payment_intent_data[metadata][payment]", payment.id.clone()),
            ("line_items[0][quantity]", "1".to_owned()),
            ("line_items[0][price_data][currency]", payment.currency.to_lowercase()),
            ("line_items[0][price_data][unit_amount]", payment.amount.to_string()),
            ("line_items[0][price_data][product_data][name]", "A seat in a meeting".to_owned()),
            ("success_url", format!("{origin}/checkout/{}/done", payment.id)),
            ("cancel_url", format!("{origin}/checkout/{}/cancelled", payment.id)),
            ("expires_at", expires_at.to_string()),
        ];
        if let Some(destination) = &payment.destination {
            // Both fees stay with the site, which pays the service's; the host's part goes to their own account.
            let fees = fees(payment.amount);
            form.push(("payment_intent_data[application_fee_amount]", (payment.amount - fees.host).to_string()));
            form.push(("payment_intent_data[transfer_data][destination]", destination.clone()));
        }
        let answer = self.post("/v1/checkout/sessions", &format!("checkout-{}", payment.id), &form).await?;
        let text = |key: &str| answer.body[key].as_str().map(str::to_owned);
        match (answer.status, text("id"), text("url")) {
            (200, Some(id), Some(url)) => Ok((id, url)),
            (status, ..) => Err(Error::fault(format!("the payment service answered {status} to a new checkout"))),
        }
    }

    /// Ends a checkout. One that is paid or ended already stays as it is.
    pub async fn expire(&self, session: &str) -> Result<(), Error> {
        let answer = self.post(&format!("/v1/checkout/sessions/{session}/expire"), &format!("expire-{session}"), &[]).await?;
        if answer.status < 500 { Ok(()) } else { Err(Error::fault(format!("the payment service answered {} to an ending", answer.status))) }
    }

    /// What has become of a checkout.
    pub async fn ask(&self, session: &str) -> Result<Told, Error> {
        let answer = self.call("GET", &format!("/v1/checkout/sessions/{session}"), None, String::new()).await?;
        let text = |key: &str| answer.body[key].as_str().unwrap_or_default().to_owned();
        match (answer.status, text("payment_status").as_str(), text("status").as_str()) {
            (200, "paid", _) => Ok(Told::Paid {
                amount: answer.body["amount_total"].as_i64().unwrap_or_default(),
                currency: text("currency").to_uppercase(),
                charge: text("payment_intent"),
            }),
            (200, _, "open") => Ok(Told::Open),
            (200 | 404, ..) => Ok(Told::Over),
            (status, ..) => Err(Error::fault(format!("the payment service answered {status} to a question"))),
        }
    }

    /// Sends all of a payment back. An `Err` says that no answer came, so that it may have happened: the same key asks again.
    pub async fn refund(&self, payment: &Payment) -> Result<Returned, Error> {
        let mut form = vec![("payment_intent", payment.charge.clone().unwrap_or_default()), ("metadata[payment]", payment.id.clone())];
        if payment.destination.is_some() {
            form.push(("reverse_transfer", "true".to_owned()));
            form.push(("refund_application_fee", "true".to_owned()));
        }
        let answer = self.post("/v1/refunds", &format!("refund-{}-{}", payment.id, payment.refund_key), &form).await?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (error, status) = (&answer.body["error"], text(&answer.body["status"]));
        match answer.status {
            200 if status == "failed" || status == "canceled" => Ok(Returned::Refused { cause: text(&answer.body["failure_reason"]) }),
            200 => Ok(Returned::Done),
            400 if error["code"] == "charge_already_refunded" => Ok(Returned::Done),
            status => Ok(Returned::Refused { cause: format!("{status}: {} {}", text(&error["code"]), text(&error["message"])) }),
        }
    }

    async fn post(&self, path: &str, once: &str, form: &[(&str, String)]) -> Result<Answer, Error> {
        let body = form.iter().map(|(key, value)| format!("{}={}", escape(key), escape(value))).collect::<Vec<_>>().join("&");
        self.call("POST", path, Some(once), body).await
    }

    async fn call(&self, method: &str, path: &str, once: Option<&str>, body: String) -> Result<Answer, Error> {
        tokio::time::timeout(PATIENCE, self.exchange(method, path, once, body))
            .await
            .map_err(|_| Error::fault("the payment service did not answer in time"))?
    }

    async fn exchange(&self, method: &str, path: &str, once: Option<&str>, body: String) -> Result<Answer, Error> {
        let (scheme, authority) = self.base.split_once("://").ok_or_else(|| Error::fault("the payment service's address can't be used"))?;
        let secure = scheme == "https";
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().map_err(Error::fault)?),
            None => (authority, if secure { 443 } else { 80 }),
        };
        let mut request = hyper::Request::builder()
            .method(method)
            .uri(path)
            .header("host", authority)
            .header("authorization", format!("Bearer {}", self.key))
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(once) = once {
            request = request.header("idempotency-key", once);
        }
        let request = request.body(Full::new(Bytes::from(body))).map_err(Error::fault)?;
        let stream = TcpStream::connect((host, port)).await.map_err(Error::fault)?;
        if secure {
            let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
            let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
            let name = ServerName::try_from(host.to_owned()).map_err(Error::fault)?;
            let stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await.map_err(Error::fault)?;
            send(TokioIo::new(stream), request).await
        } else {
            send(TokioIo::new(stream), request).await
        }
    }
}

async fn send<S>(stream: S, request: hyper::Request<Full<Bytes>>) -> Result<Answer, Error>
where
    S: hyper::rt::Read + hyper::rt::Write + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(stream).await.map_err(Error::fault)?;
    let line = tokio::spawn(connection);
    let answer = sender.send_request(request).await.map_err(Error::fault)?;
    let status = answer.status().as_u16();
    let body = Limited::new(answer.into_body(), LONGEST).collect().await.map_err(Error::fault)?.to_bytes();
    line.abort();
    Ok(Answer { status, body: serde_json::from_slice(&body).unwrap_or(Value::Null) })
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
