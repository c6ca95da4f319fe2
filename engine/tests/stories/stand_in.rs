//! A stand-in for Stripe: a small HTTP server that speaks the calls we make, as strictly as Stripe documents them, keeps its own
//! books, and tells what happened by signed events that a story delivers late, twice, in another order, or not at all.
use crate::bed::{Bed, drop_database, postgres};
use domain::time::SECOND;
use engine::settings::PaySettings;
use engine::{Clock, Error, billing, meetings::paying};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

const KEY: &str = "sk_test_alongside";
/// The secret that its events are signed with.
pub const HOOK_SECRET: &str = "whsec_alongside";

type Form = BTreeMap<String, String>;

/// What it keeps.
#[derive(Default)]
pub struct Books {
    clock: Option<Clock>,
    /// The checkouts, by name, as Stripe shows them; `form` is what was asked for.
    pub sessions: BTreeMap<String, Value>,
    /// The refunds that were made, as they were asked for.
    pub refunds: Vec<Form>,
    /// What was asked: method, path, idempotency key.
    pub calls: Vec<(String, String, String)>,
    answered: HashMap<String, (String, u16, Value)>,
    back: HashSet<String>,
    events: Vec<Value>,
    /// Answers the next refunds with this error code.
    pub refuse_refunds: Option<&'static str>,
    /// Does what a call to this path asks, and then hangs up without a word, once.
    pub lose_answer: Option<&'static str>,
    /// Nobody answers at all.
    pub down: bool,
    /// Takes every call and says nothing until this is closed.
    pub silence: Option<Arc<Semaphore>>,
    /// How many calls wait in that silence, or have waited.
    pub kept_waiting: usize,
}

/// The server, for as long as the story lasts.
#[derive(Clone)]
pub struct StandIn {
    base: String,
    books: Arc<Mutex<Books>>,
}

/// Tells the story with the stand-in as provider, on SQLite, and on PostgreSQL where there is one.
pub async fn on_both_with_stripe(story: impl AsyncFn(Bed, StandIn)) {
    for server in std::iter::once(None).chain(postgres().map(Some)) {
        let stripe = StandIn::start().await;
        let bed = Bed::paying(server, stripe.settings()).await;
        stripe.starts_with(&bed);
        let database = bed.engine.settings().database.clone();
        story(bed, stripe).await;
        drop_database(&database).await;
    }
}

impl StandIn {
    /// Starts one with empty books.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let books = Arc::new(Mutex::new(Books::default()));
        let kept = books.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let books = kept.clone();
                tokio::spawn(async move {
                    let service = service_fn(move |request| answer(books.clone(), request));
                    hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await
                });
            }
        });
        Self { base, books }
    }

    /// What makes an engine talk to it.
    pub fn settings(&self) -> PaySettings {
        PaySettings::Stripe { base: self.base.clone(), key: KEY.into(), hook_secret: HOOK_SECRET.into() }
    }

    /// From now on it goes by the story's clock.
    pub fn starts_with(&self, bed: &Bed) {
        self.books().clock = Some(bed.clock.clone());
    }

    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap()
    }

    /// The person pays the checkout of this payment; the answer is the event that tells of it.
    pub fn pay(&self, payment: &str) -> Value {
        self.pay_another(payment, None, None)
    }

    /// The same with another amount or another currency than was asked for.
    pub fn pay_another(&self, payment: &str, amount: Option<i64>, currency: Option<&str>) -> Value {
        let mut books = self.books();
        let name = format!("cs_{payment}");
        let session = books.sessions.get_mut(&name).expect("a checkout of this payment");
        assert_eq!(session["status"], "open", "nobody can pay at a checkout that has ended");
        session["status"] = "complete".into();
        session["payment_status"] = "paid".into();
        session["payment_intent"] = format!("pi_{payment}").into();
        if let Some(amount) = amount {
            session["amount_total"] = amount.into();
        }
        if let Some(currency) = currency {
            session["currency"] = currency.into();
        }
        let session = session.clone();
        books.event("checkout.session.completed", session)
    }

    /// Everything that it has told so far, in its order.
    pub fn events(&self) -> Vec<Value> {
        self.books().events.clone()
    }

    /// Delivers an event, signed now.
    pub async fn deliver(&self, bed: &Bed, event: &Value) -> Result<(), Error> {
        self.deliver_signed(bed, event, HOOK_SECRET, 0).await
    }

    /// Delivers an event signed with a secret, as if so many seconds ago.
    pub async fn deliver_signed(&self, bed: &Bed, event: &Value, secret: &str, seconds_ago: i64) -> Result<(), Error> {
        let body = event.to_string();
        let signature = billing::sign(secret, &body, bed.clock.now() - seconds_ago * SECOND);
        paying::hear(&bed.engine, &body, &signature).await
    }

    /// How a checkout stands: `open`, `complete` or `expired`.
    pub fn session(&self, payment: &str) -> String {
        self.books().sessions[&format!("cs_{payment}")]["status"].as_str().unwrap().to_owned()
    }

    /// The keys of the calls to a path that starts with this.
    pub fn keys(&self, path: &str) -> Vec<String> {
        self.books().calls.iter().filter(|call| call.1.starts_with(path)).map(|call| call.2.clone()).collect()
    }
}

impl Books {
    fn event(&mut self, kind: &str, object: Value) -> Value {
        let event = json!({ "id": format!("evt_{}", self.events.len()), "type": kind, "data": { "object": object } });
        self.events.push(event.clone());
        event
    }

    fn now(&self) -> i64 {
        self.clock.as_ref().map_or(0, |clock| clock.now() / SECOND)
    }

    fn create(&mut self, form: &Form) -> (u16, Value) {
        let text = |key: &str| form.get(key).cloned().unwrap_or_default();
        let payment = text("metadata[payment]");
        let amount = text("line_items[0][price_data][unit_amount]").parse::<i64>().unwrap_or_default();
        let ends = text("expires_at").parse::<i64>().unwrap_or_default() - self.now();
        for (right, says) in [
            (text("mode") == "payment", "mode"),
            (text("line_items[0][quantity]") == "1", "quantity"),
            (text("line_items[0][price_data][currency]") == "usd", "currency"),
            (!text("line_items[0][price_data][product_data][name]").is_empty(), "name"),
            (amount >= 50, "unit_amount"),
            ((30 * 60..=24 * 3600).contains(&ends), "expires_at"),
            (text("success_url").starts_with("http") && text("cancel_url").starts_with("http"), "success_url"),
            (text("payment_intent_data[metadata][payment]") == payment && !payment.is_empty(), "metadata"),
        ] {
            if !right {
                return refuse(400, "parameter_invalid", says);
            }
        }
        let name = format!("cs_{payment}");
        let session = json!({
            "id": name, "object": "checkout.session", "url": format!("https://checkout.test/{name}"), "status": "open",
            "payment_status": "unpaid", "amount_total": amount, "currency": "usd", "payment_intent": null,
            "metadata": { "payment": payment }, "form": form,
        });
        self.sessions.insert(name, session.clone());
        (200, session)
    }

    fn expire(&mut self, name: &str) -> (u16, Value) {
        let Some(session) = self.sessions.get_mut(name) else { return refuse(404, "resource_missing", "no such checkout") };
        if session["status"] != "open" {
            return refuse(400, "", "only open checkouts can be ended");
        }
        session["status"] = "expired".into();
        let session = session.clone();
        self.event("checkout.session.expired", session.clone());
        (200, session)
    }

    fn refund(&mut self, form: &Form) -> (u16, Value) {
        let charge = form.get("payment_intent").cloned().unwrap_or_default();
        let Some(session) = self.sessions.values().find(|session| session["payment_intent"] == charge.as_str()).cloned() else {
            return refuse(404, "resource_missing", "no such payment");
        };
        if self.back.contains(&charge) {
            return refuse(400, "charge_already_refunded", "it went back already");
        }
        if let Some(code) = self.refuse_refunds {
            return refuse(400, code, "not now");
        }
        let ours = session["form"].get("payment_intent_data[transfer_data][destination]").is_none();
        if !ours && form.get("reverse_transfer").map(String::as_str) != Some("true") {
            return refuse(400, "parameter_missing", "the host would keep the money");
        }
        self.back.insert(charge.clone());
        self.refunds.push(form.clone());
        let metadata = session["metadata"].clone();
        let refund = json!({ "id": format!("re_{charge}"), "object": "refund", "status": "succeeded", "metadata": metadata });
        self.event("refund.created", refund.clone());
        self.event("charge.refunded", json!({ "object": "charge", "status": "succeeded", "refunded": true, "metadata": metadata }));
        (200, refund)
    }
}

fn refuse(status: u16, code: &str, message: &str) -> (u16, Value) {
    (status, json!({ "error": { "code": code, "message": message } }))
}

async fn answer(books: Arc<Mutex<Books>>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, std::io::Error> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    let (bearer, once, kind) = (header("authorization"), header("idempotency-key"), header("content-type"));
    let body = request.into_body().collect().await.map_err(std::io::Error::other)?.to_bytes();
    let body = String::from_utf8(body.to_vec()).map_err(std::io::Error::other)?;
    let silence = {
        let mut books = books.lock().unwrap();
        books.kept_waiting += usize::from(books.silence.is_some());
        books.silence.clone()
    };
    if let Some(silence) = silence {
        let _closed = silence.acquire().await;
    }
    let mut books = books.lock().unwrap();
    if books.down {
        return Err(std::io::Error::other("nobody is there"));
    }
    books.calls.push((method.clone(), path.clone(), once.clone()));
    let (status, said) = if bearer != format!("Bearer {KEY}") {
        refuse(401, "", "wrong key")
    } else if method == "GET" {
        match path.strip_prefix("/v1/checkout/sessions/").and_then(|name| books.sessions.get(name)) {
            Some(session) => (200, session.clone()),
            None => refuse(404, "resource_missing", "no such checkout"),
        }
    } else if once.is_empty() || once.len() > 255 || kind != "application/x-www-form-urlencoded" {
        refuse(400, "", "a form with an idempotency key was expected")
    } else if let Some((before, status, said)) = books.answered.get(&once) {
        // The first answer stands, whatever it was; other words under the same key are a mistake.
        if *before == body { (*status, said.clone()) } else { refuse(400, "idempotency_error", "the same key for something else") }
    } else {
        let (status, said) = match decode(&body) {
            None => refuse(400, "", "this is no form"),
            Some(form) if path == "/v1/checkout/sessions" => books.create(&form),
            Some(form) if path == "/v1/refunds" => books.refund(&form),
            Some(_) => match path.strip_prefix("/v1/checkout/sessions/").and_then(|rest| rest.strip_suffix("/expire")) {
                Some(name) => books.expire(name),
                None => refuse(404, "", "no such address"),
            },
        };
        books.answered.insert(once, (body, status, said.clone()));
        (status, said)
    };
    if books.lose_answer.is_some_and(|lost| path == lost) {
        books.lose_answer = None;
        return Err(std::io::Error::other("the line is cut"));
    }
    Response::builder().status(status).body(Full::new(Bytes::from(said.to_string()))).map_err(std::io::Error::other)
}

fn decode(body: &str) -> Option<Form> {
    let text = |part: &str| {
        let mut bytes = Vec::new();
        let mut rest = part.bytes();
        while let Some(byte) = rest.next() {
            bytes.push(match byte {
                b'%' => u8::from_str_radix(std::str::from_utf8(&[rest.next()?, rest.next()?]).ok()?, 16).ok()?,
                b'+' => b' ',
                byte => byte,
            });
        }
        String::from_utf8(bytes).ok()
    };
    body.split('&')
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('=').and_then(|(key, value)| Some((text(key)?, text(value)?))))
        .collect()
}
