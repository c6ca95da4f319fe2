//! A person's own things that are no pages: signing out, and the file with their data.
use crate::router::Site;
use app::account::cookie;
use app::ctx::Visitor;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Json};

/// Ends the session of the cookie, on a POST only: a link or a picture on another page signs nobody out.
pub async fn sign_out(State(site): State<Site>, headers: HeaderMap) -> Response {
    let origin = &site.engine.settings().origin;
    if let Some(secret) = cookie::find(&headers, cookie::name(origin))
        && engine::account::sessions::end(&site.engine, secret).await.is_err()
    {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let mut response = Redirect::to("/sign-in?done=out").into_response();
    if let Ok(clear) = HeaderValue::from_str(&cookie::clear(origin)) {
        response.headers_mut().append(header::SET_COOKIE, clear);
    }
    // What the browser kept of this person's pages is nobody's business any more.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    response
}

/// Everything the site keeps about the person, as a file.
pub async fn export(State(site): State<Site>, Extension(Visitor(actor)): Extension<Visitor>) -> Response {
    let Some(actor) = actor else { return Redirect::to("/sign-in?next=/account/privacy").into_response() };
    match engine::account::export::own_data(&site.engine, &actor).await {
        Ok(data) => ([(header::CONTENT_DISPOSITION, "attachment; filename=\"alongside.json\"")], Json(data)).into_response(),
        Err(_logged) => (StatusCode::SERVICE_UNAVAILABLE, "We could not gather your data just now. Please try again.").into_response(),
    }
}
