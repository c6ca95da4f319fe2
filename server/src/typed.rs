//! What was typed into a long form and refused, on its way to the next page of a browser without JavaScript: a cookie that is longer
//! than browsers keep is held by the engine, and the browser gets a secret for it. The screens know nothing of that.
use app::account::typed::{self, Held};
use app::ctx::Visitor;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use engine::account::typed as desk;
use engine::{Actor, Engine};

/// Puts [`Held`] beside a page that somebody asks for, and exchanges a cookie of theirs that is too long.
pub async fn carry(State(engine): State<Engine>, mut request: Request, next: Next) -> Response {
    let Some(actor) = request.extensions().get::<Visitor>().and_then(|visitor| visitor.0.clone()) else { return next.run(request).await };
    let secret = typed::secret(request.headers()).map(str::to_owned);
    if let Some(secret) = secret.as_deref().filter(|_| request.method() == Method::GET)
        && let Ok(Some(fields)) = desk::read(&engine, &actor, secret).await
    {
        request.extensions_mut().insert(Held(fields));
    }
    let mut response = next.run(request).await;
    if texts(response.headers()).any(typed::is_set) {
        // The form has come back with it, or something newer was typed.
        if let Some(secret) = secret {
            let _logged = desk::let_go(&engine, &actor, &secret).await;
        }
        exchange(&engine, &actor, response.headers_mut()).await;
    }
    response
}

fn texts(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok())
}

/// What can't be held is left out, as the browser would.
async fn exchange(engine: &Engine, actor: &Actor, headers: &mut HeaderMap) {
    let Some(long) = texts(headers).find(|set| typed::too_long(set).is_some()).map(str::to_owned) else { return };
    let fields = typed::too_long(&long).unwrap_or_default().to_owned();
    let held = desk::hold(engine, actor, fields).await.ok().flatten();
    let short = held.and_then(|secret| HeaderValue::from_str(&typed::exchanged(&long, &secret)).ok());
    let others: Vec<HeaderValue> = headers.get_all(header::SET_COOKIE).iter().filter(|value| **value != long.as_str()).cloned().collect();
    headers.remove(header::SET_COOKIE);
    for set in others.into_iter().chain(short) {
        headers.append(header::SET_COOKIE, set);
    }
}
