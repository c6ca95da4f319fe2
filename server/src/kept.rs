//! Pages of visitors, kept for a moment: everybody without a cookie reads the same page, so it is rendered and compressed once.
//!
//! A kept page goes to many, so it can't name a nonce that nobody else knows. Its policy names each of its inline scripts by its
//! hash instead, which is as strict. Whatever changes what everybody may read empties the shelf at once; where another process
//! has changed it, a page is at most three seconds old.
use crate::router::Site;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::events::Topic;
use engine::bus::Ear;
use moka::sync::Cache;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// How long a page is kept.
const FRESH: Duration = Duration::from_secs(3);
/// Memory for all kept pages together, in bytes.
const ROOM: u64 = 16 * 1024 * 1024;
/// Longer than any page.
const LONGEST: usize = 1024 * 1024;

/// What everybody may read, and what does not answer to a form.
const OPEN: [&str; 4] = ["/supporters", "/organizations", "/meetings", "/more"];

/// The shelf of one site.
#[derive(Clone)]
pub struct Shelf {
    pages: Cache<String, Arc<Kept>>,
    ear: Arc<Mutex<Ear>>,
}

/// A page in the three forms browsers ask for; the packed ones are made when the first of them asks.
struct Kept {
    headers: HeaderMap,
    plain: Bytes,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
}

impl Shelf {
    /// An empty shelf that hears of changes on the engine's bus.
    pub fn new(site: &Site) -> Self {
        let weigher = |path: &String, kept: &Arc<Kept>| u32::try_from(path.len() + 2 * kept.plain.len()).unwrap_or(u32::MAX);
        Self {
            pages: Cache::builder().time_to_live(FRESH).max_capacity(ROOM).weigher(weigher).build(),
            ear: Arc::new(Mutex::new(listening(site))),
        }
    }

    /// Empties the shelf if anything was announced since the last look.
    fn hear(&self, site: &Site) {
        let mut ear = self.ear.lock().unwrap_or_else(PoisonError::into_inner);
        let mut news = ear.too_slow();
        if news {
            *ear = listening(site);
        }
        while ear.heard.try_recv().is_ok() {
            news = true;
        }
        if news {
            self.pages.invalidate_all();
        }
    }
}

fn listening(site: &Site) -> Ear {
    let mut ear = site.engine.bus().listen();
    ear.add(Topic::House);
    ear
}

/// Answers from the shelf, or renders the page and keeps it.
pub async fn keep(State((site, shelf)): State<(Site, Shelf)>, request: Request, next: Next) -> Response {
    if !for_everybody(&request) {
        return next.run(request).await;
    }
    shelf.hear(&site);
    let accepts = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let address = request.uri().to_string();
    if let Some(kept) = shelf.pages.get(&address) {
        return kept.answer(&accepts);
    }
    let (mut parts, body) = request.into_parts();
    parts.headers.remove(header::ACCEPT_ENCODING);
    let response = next.run(Request::from_parts(parts, body)).await;
    let (parts, body) = response.into_parts();
    let Ok(plain) = to_bytes(body, LONGEST).await else {
        return Response::builder().status(StatusCode::INTERNAL_SERVER_ERROR).body(Body::empty()).unwrap_or_default();
    };
    let page = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if parts.status != StatusCode::OK || !page || parts.headers.contains_key(header::SET_COOKIE) {
        return Response::from_parts(parts, Body::from(plain));
    }
    let kept = Arc::new(Kept::of(parts.headers, plain));
    shelf.pages.insert(address, kept.clone());
    kept.answer(&accepts)
}

/// Whether the answer is the same for everybody who asks: a page of the open part, asked for without a cookie.
fn for_everybody(request: &Request) -> bool {
    let path = request.uri().path();
    let open = path == "/"
        || OPEN
            .iter()
            .any(|open| path.strip_prefix(open).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') && !rest[1..].contains('/')));
    // A refused form without script comes back with what was refused in its address.
    let refused = request.uri().query().is_some_and(|query| query.contains("__err"));
    request.method() == Method::GET && open && !refused && !request.headers().contains_key(header::COOKIE)
}

impl Kept {
    fn of(mut headers: HeaderMap, plain: Bytes) -> Self {
        if let Some(policy) = by_hashes(&headers, &String::from_utf8_lossy(&plain)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
        headers.remove(header::CONTENT_LENGTH);
        Self { headers, plain, gzip: OnceLock::new(), brotli: OnceLock::new() }
    }

    fn answer(&self, accepts: &str) -> Response {
        let (encoding, body) = if accepts.contains("br") {
            (Some("br"), self.brotli.get_or_init(|| brotli(&self.plain)))
        } else if accepts.contains("gzip") {
            (Some("gzip"), self.gzip.get_or_init(|| gzip(&self.plain)))
        } else {
            (None, &self.plain)
        };
        let mut response = Response::new(Body::from(body.clone()));
        *response.headers_mut() = self.headers.clone();
        if let Some(encoding) = encoding {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

/// The page's policy with the hash of each inline script in the place of the nonce.
fn by_hashes(headers: &HeaderMap, page: &str) -> Option<HeaderValue> {
    let policy = headers.get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?;
    let (before, rest) = policy.split_once("'nonce-")?;
    let (_, after) = rest.split_once('\'')?;
    let hashes: Vec<String> = page
        .split("<script")
        .skip(1)
        .filter_map(|part| part.split_once('>')?.1.split_once("</script>"))
        .map(|(script, _)| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
        .collect();
    HeaderValue::from_str(&format!("{before}{}{after}", hashes.join(" "))).ok()
}

/// Writing to memory does not fail.
fn gzip(plain: &[u8]) -> Bytes {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    let packed = writer.write_all(plain).and_then(|()| writer.finish());
    packed.unwrap_or_default().into()
}

fn brotli(plain: &[u8]) -> Bytes {
    let mut packed = Vec::new();
    let written = brotli::CompressorWriter::new(&mut packed, 4096, 5, 20).write_all(plain);
    if written.is_ok() { packed.into() } else { Bytes::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_of_a_kept_page_names_its_scripts_by_what_is_in_them() {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("script-src 'self' 'nonce-abc' 'wasm-unsafe-eval'"));
        let page = "<script type=\"module\" nonce=\"abc\">a()</script><p>x</p><script nonce=\"abc\">b()</script>";
        let policy = by_hashes(&headers, page).expect("a policy");
        let hash = |script: &str| STANDARD.encode(Sha256::digest(script));
        let expected = format!("script-src 'self' 'sha256-{}' 'sha256-{}' 'wasm-unsafe-eval'", hash("a()"), hash("b()"));
        assert_eq!(policy, expected.as_str());
    }

    #[test]
    fn a_kept_page_is_the_same_in_every_form() {
        let page = "calm ".repeat(500);
        let kept = Kept::of(HeaderMap::new(), Bytes::from(page.clone()));
        let mut read = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(gzip(&kept.plain).as_ref()), &mut read).expect("gzip");
        assert_eq!(read, page);
        let mut read = Vec::new();
        std::io::Read::read_to_end(&mut brotli::Decompressor::new(brotli(&kept.plain).as_ref(), 4096), &mut read).expect("brotli");
        assert_eq!(read, page.as_bytes());
        assert_eq!(kept.answer("gzip, br").headers().get(header::CONTENT_ENCODING).map(HeaderValue::as_bytes), Some(b"br".as_slice()));
        assert!(kept.answer("").headers().get(header::CONTENT_ENCODING).is_none());
    }
}
