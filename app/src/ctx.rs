//! The only door from the screens to the engine: who is asking, and with what engine.
use crate::AppError;
use axum::http::{HeaderName, HeaderValue, StatusCode, header, request::Parts};
use engine::{Actor, Engine};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// The person behind a request, found by the server from the cookie before anything else runs.
#[derive(Clone, Debug, Default)]
pub struct Visitor(pub Option<Actor>);

/// Where a request came from, for limits and for the list of devices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// The address of the other end, as far as the settings trust it.
    pub address: String,
    /// What the browser calls itself.
    pub browser: String,
}

/// The engine of this process.
pub fn engine() -> Result<Engine, AppError> {
    use_context::<Engine>().ok_or_else(|| AppError::from(engine::Error::fault("a screen was rendered without an engine")))
}

/// Who is asking, if anybody is signed in.
pub fn visitor() -> Option<Actor> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Visitor>().cloned()).and_then(|visitor| visitor.0)
}

/// The engine and the signed-in person. Call it before the first `.await`.
pub fn signed_in() -> Result<(Engine, Actor), AppError> {
    let engine = engine()?;
    let actor = visitor().ok_or_else(|| AppError::from(engine::Error::SignIn))?;
    Ok((engine, actor))
}

/// The path of the request.
pub fn path() -> Option<String> {
    use_context::<Parts>().map(|parts| parts.uri.path().to_owned())
}

/// The address people type for this site, without a trailing slash.
pub fn site_origin() -> String {
    use_context::<Engine>().map(|engine| engine.settings().origin.clone()).unwrap_or_default()
}

/// Where the request came from.
pub fn origin() -> Origin {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Origin>().cloned()).unwrap_or_default()
}

/// A cookie of the request, by name.
pub fn cookie(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';')).find_map(
        |pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name).then(|| value.to_owned())
        },
    )
}

/// Whether the request is a page or a plain form, as from a browser without JavaScript: those are answered by redirects.
pub fn wants_page() -> bool {
    use_context::<Parts>()
        .and_then(|parts| parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).map(|value| value.contains("text/html")))
        .unwrap_or(false)
}

/// Sets the status of the answer: of a page, or of a server function that our own script called. A plain form that is
/// refused keeps its redirect back to the page.
pub fn answer_with(status: StatusCode) {
    let Some(parts) = use_context::<Parts>() else { return };
    if (parts.method == axum::http::Method::GET || !wants_page())
        && let Some(response) = use_context::<ResponseOptions>()
    {
        response.set_status(status);
    }
}

/// Adds a header to the answer. A value that can't stand in a header is left out.
pub fn add_header(name: HeaderName, value: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        response.append_header(name, value);
    }
}
