//! What every answer carries, and which requests are turned away before anything looks at them.
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What the checks need to know about this site.
#[derive(Clone, Debug)]
pub struct Guard {
    /// The address people type, without a trailing slash.
    pub origin: String,
}

/// The policy of everything that is not a page; pages bring their own, with a nonce.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// The policy of a page that could not tell its nonce: everything of ours but inline scripts, so that it can be read and its
/// forms be sent.
const STILL_PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; font-src 'self'; \
     style-src 'self'; connect-src 'self'; manifest-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
);

/// Adds the security headers, and says how long an answer may be kept.
pub async fn headers(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Same-origin, not no-referrer: a form without JavaScript finds its way back by it.
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()");
    if guard.origin.starts_with("https://") {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    set(header::CACHE_CONTROL, keeps(&path));
    let page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(if page { STILL_PAGE } else { NOTHING });
    response
}

/// Files whose name, or whose folder's name, is made from what is in them never change; other files are asked for again; pages are nobody's to keep.
fn keeps(path: &str) -> &'static str {
    let hashed = path.strip_prefix("/pkg/").is_some_and(|file| file.contains('/') || file.split('.').count() > 2);
    if hashed || path.starts_with("/fonts/") || path.starts_with("/icons/") {
        "public, max-age=31536000, immutable"
    } else if path.starts_with("/pkg/") || path.rsplit('/').next().is_some_and(|file| file.contains('.')) {
        "public, no-cache"
    } else {
        "private, no-store"
    }
}

/// Turns away unsafe requests and sockets that another site made this browser send (cross-site request forgery).
/// Leptos leaves this to us; a `SameSite` cookie alone does not cover everything.
pub async fn same_origin(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let unsafe_method = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let socket = request.uri().path() == "/live";
    if (unsafe_method || socket) && !from_here(&guard, request.headers(), socket) {
        return (StatusCode::FORBIDDEN, "This request came from another site. Nothing was changed.").into_response();
    }
    next.run(request).await
}

fn from_here(guard: &Guard, headers: &HeaderMap, socket: bool) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site"))
        && site != "same-origin"
    {
        return false;
    }
    match text(header::ORIGIN) {
        Some(origin) => {
            let host = text(header::HOST).unwrap_or_default();
            origin == guard.origin || origin.split_once("://").is_some_and(|(_, authority)| authority == host)
        }
        // Programs that are not browsers send no Origin, and hold no cookie of a person.
        None => !socket && (text(HeaderName::from_static("sec-fetch-site")).is_some() || headers.get(header::COOKIE).is_none()),
    }
}

/// Turns away text that is not UTF-8 where words are expected, before a form reader stumbles over it.
pub async fn clean_address(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let whole = uri.path_and_query().map_or_else(|| uri.path(), |both| both.as_str());
    if whole.len() > 4_096 {
        return (StatusCode::URI_TOO_LONG, "That address is too long.").into_response();
    }
    if !decodes(whole) {
        return (StatusCode::BAD_REQUEST, "That address holds something that is not text.").into_response();
    }
    next.run(request).await
}

/// Whether the percent-encoded bytes are UTF-8 and hold no NUL.
fn decodes(text: &str) -> bool {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok());
        let (Some(high), Some(low)) = (digit(rest.next()), digit(rest.next())) else { return false };
        bytes.push(high * 16 + low);
    }
    !bytes.contains(&0) && std::str::from_utf8(&bytes).is_ok()
}

/// The answer when a handler broke: a code, logged once, and nothing about what broke.
pub fn broke(_panic: Box<dyn std::any::Any + Send>) -> Response {
    let engine::Error::Fault(code) = engine::Error::fault("a handler panicked") else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let words = format!("Something broke on our side. Nothing was lost. Please try again. If it happens again, tell us this code: {code}.");
    let mut response = Response::new(Body::from(words));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::try_from(*name).expect("a name"), HeaderValue::try_from(*value).expect("a value")))
            .collect()
    }

    #[test]
    fn only_our_own_pages_may_change_anything() {
        let guard = Guard { origin: "https://alongside.example".into() };
        let cases: &[(&[(&str, &str)], bool)] = &[
            (&[("origin", "https://alongside.example"), ("sec-fetch-site", "same-origin")], true),
            (&[("origin", "http://192.168.1.5:3000"), ("host", "192.168.1.5:3000")], true),
            (&[("origin", "https://evil.example"), ("host", "alongside.example")], false),
            (&[("origin", "https://alongside.example"), ("sec-fetch-site", "cross-site")], false),
            (&[("origin", "https://alongside.example"), ("sec-fetch-site", "same-site")], false),
            (&[("origin", "null")], false),
            (&[("cookie", "a=b")], false),
            (&[("cookie", "a=b"), ("sec-fetch-site", "same-origin")], true),
            (&[], true),
        ];
        for (pairs, expected) in cases {
            assert_eq!(from_here(&guard, &asked(pairs), false), *expected, "{pairs:?}");
        }
        assert!(!from_here(&guard, &asked(&[]), true), "a socket always needs an Origin");
    }

    #[test]
    fn addresses_must_be_text() {
        assert!(decodes("/supporters?q=caf%C3%A9&x=a+b"));
        for wrong in ["/%", "/%zz", "/%ff", "/%c3", "/a%00b"] {
            assert!(!decodes(wrong), "{wrong}");
        }
    }

    #[test]
    fn hashed_files_are_kept_and_pages_are_not() {
        assert!(keeps("/pkg/alongside.AbC123.css").contains("immutable"));
        assert!(keeps("/pkg/0123456789abcdef/alongside.js").contains("immutable"));
        assert_eq!(keeps("/pkg/alongside.js"), "public, no-cache");
        assert_eq!(keeps("/icon.svg"), "public, no-cache");
        assert_eq!(keeps("/contacts"), "private, no-store");
    }
}
