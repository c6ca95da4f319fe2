//! Finds out who asks, before anything else runs: the person behind the cookie, and where the request came from.
use app::account::cookie;
use app::ctx::{Origin, Visitor};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use engine::Engine;
use std::net::SocketAddr;

/// What the finding needs.
#[derive(Clone)]
pub struct Door {
    /// The acts.
    pub engine: Engine,
    /// Whether `X-Forwarded-For` is believed.
    pub trust_proxy: bool,
}

/// Puts [`Visitor`] and [`Origin`] beside every request. A request without our cookie asks the database nothing.
pub async fn find_out(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
    let name = cookie::name(&door.engine.settings().origin);
    let visitor = match cookie::find(request.headers(), name).filter(|_| cares(request.uri().path())) {
        None => Visitor(None),
        Some(secret) => match engine::account::who(&door.engine, secret).await {
            Ok(actor) => Visitor(actor),
            // Showing a signed-in person the page of a stranger would be a lie.
            Err(_logged) => {
                return (StatusCode::SERVICE_UNAVAILABLE, "The site is very busy. Please try again in a moment.").into_response();
            }
        },
    };
    let origin = Origin {
        address: address(request.headers(), peer, door.trust_proxy),
        browser: request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned(),
    };
    request.extensions_mut().insert(visitor);
    request.extensions_mut().insert(origin);
    next.run(request).await
}

/// Files and signs of life are the same for everybody.
fn cares(path: &str) -> bool {
    !["/pkg/", "/fonts/", "/pictures/", "/health", "/ready"].iter().any(|start| path.starts_with(start))
}

/// The address of the other end: the last one that our own proxy noted, or the socket's.
fn address(headers: &HeaderMap, peer: Option<SocketAddr>, trust_proxy: bool) -> String {
    let noted = trust_proxy
        .then(|| {
            headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next().map(|last| last.trim().to_owned())
        })
        .flatten()
        .filter(|last| last.parse::<std::net::IpAddr>().is_ok());
    noted.or_else(|| peer.map(|peer| peer.ip().to_string())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forwarded_address_counts_only_behind_a_trusted_proxy_and_only_the_last_one() {
        let peer: Option<SocketAddr> = "192.0.2.1:4000".parse().ok();
        let mut headers = HeaderMap::new();
        assert_eq!(address(&headers, peer, true), "192.0.2.1");
        headers.insert("x-forwarded-for", "203.0.113.9, 198.51.100.7".parse().expect("a header"));
        assert_eq!(address(&headers, peer, true), "198.51.100.7");
        assert_eq!(address(&headers, peer, false), "192.0.2.1");
        headers.insert("x-forwarded-for", "not an address".parse().expect("a header"));
        assert_eq!(address(&headers, peer, true), "192.0.2.1");
    }
}
