//! How fast one address may change things. Limits for a single account live with the acts, in the database.
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use std::num::NonZeroU32;
use std::sync::Arc;

/// Counts unsafe requests by address.
pub type Limiter = Arc<RateLimiter<String, DashMapStateStore<String>, DefaultClock>>;

/// A limiter that lets one address make `each_second` unsafe requests a second for long, and `at_once` in a burst.
pub fn limiter(each_second: NonZeroU32, at_once: NonZeroU32) -> Limiter {
    Arc::new(RateLimiter::dashmap(Quota::per_second(each_second).allow_burst(at_once)))
}

/// Asks an address that is too fast to wait; reading is never limited.
pub async fn slow_down(State(limiter): State<Limiter>, request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        let address = request.extensions().get::<app::ctx::Origin>().map(|origin| origin.address.clone()).unwrap_or_default();
        if limiter.check_key(&address).is_err() {
            let words = "That was a lot at once. Nothing was lost. Please wait a few seconds and try again.";
            return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "5")], words).into_response();
        }
        if limiter.len() > 20_000 {
            limiter.retain_recent();
        }
    }
    next.run(request).await
}
