//! The table of contents of the process: every address that is answered, what answers, and what stands before it.
use crate::who::{self, Door};
use crate::{access, icons, kept, limits, live, meetings, orgs, own, pictures, security, typed};
use app::App;
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef, State};
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, post};
use engine::Engine;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context};
use std::num::NonZeroU32;
use std::sync::OnceLock;
use std::time::Duration;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;
use tower_http::timeout::TimeoutLayer;

/// What every handler can ask for.
#[derive(Clone, FromRef)]
pub struct Site {
    /// The acts.
    pub engine: Engine,
    /// Leptos' own settings.
    pub leptos: LeptosOptions,
    /// Turns true when the process was asked to stop: sockets say goodbye.
    pub stop: watch::Receiver<bool>,
    /// What the operator allows.
    pub limits: Limits,
}

/// What the operator allows, from `[limits]` of Leptos.toml.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Unsafe requests (posts) a second from one address, for long.
    pub posts_each_second: NonZeroU32,
    /// Unsafe requests in one burst from one address.
    pub posts_at_once: NonZeroU32,
    /// Whether `X-Forwarded-For` of a proxy is believed.
    pub trust_proxy: bool,
}

impl Default for Limits {
    fn default() -> Self {
        let number = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self { posts_each_second: number(20), posts_at_once: number(100), trust_proxy: false }
    }
}

/// The longest body of a request: a form. Pictures have their own limit.
const LONGEST_FORM: usize = 256 * 1024;
/// The longest a page or an act may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Builds the whole site.
pub fn router(site: Site) -> Router {
    let guard = security::Guard { origin: site.engine.settings().origin.clone() };
    let door = Door { engine: site.engine.clone(), trust_proxy: site.limits.trust_proxy };
    let limiter = limits::limiter(site.limits.posts_each_second, site.limits.posts_at_once);
    let shelf = kept::Shelf::new(&site);
    let pages = pages(site.clone())
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .layer(RequestBodyLimitLayer::new(LONGEST_FORM))
        .layer(from_fn_with_state((site.clone(), shelf), kept::keep));
    // One outer router, so that what stands before the routes sees every request, also those that match none.
    Router::new()
        .fallback_service(machines(site.clone()).fallback_service(pages))
        .layer(from_fn(meetings::calendar_address))
        .layer(from_fn(access::guard))
        .layer(from_fn_with_state(site.engine.clone(), typed::carry))
        .layer(from_fn_with_state(limiter, limits::slow_down))
        .layer(from_fn_with_state(door, who::find_out))
        .layer(from_fn_with_state(guard.clone(), security::same_origin))
        .layer(from_fn(security::clean_address))
        .layer(CatchPanicLayer::custom(security::broke))
        .layer(from_fn_with_state(guard, security::headers))
}

/// Addresses for machines: no page, no compression, limits of their own.
fn machines(site: Site) -> Router {
    Router::new()
        .route("/health", get(|| async { "ok" }))
        .route("/ready", get(ready))
        .route("/live", any(live::live))
        .route("/pictures/{id}", get(pictures::get))
        .route("/meetings/{id}/calendar.ics", get(meetings::ics))
        .route("/meetings/{id}/people.csv", get(meetings::csv))
        .route("/calendar/{token}", get(meetings::feed))
        .route("/library/{id}", get(meetings::document))
        .route("/supporter/library/file", post(meetings::upload).layer(DefaultBodyLimit::max(meetings::LONGEST)))
        .route("/organizations/{slug}/manage/library/file", post(meetings::upload_for_org).layer(DefaultBodyLimit::max(meetings::LONGEST)))
        .route("/hooks/stripe", post(meetings::hook))
        .route("/account/picture", post(pictures::put).layer(DefaultBodyLimit::max(pictures::LONGEST)))
        .route("/organization-pictures/{id}", get(orgs::get_picture))
        .route("/organizations/{slug}/picture/{kind}", post(orgs::put_picture).layer(DefaultBodyLimit::max(pictures::LONGEST)))
        .route("/organizations/{slug}/picture/{kind}/remove", post(orgs::remove_picture).layer(DefaultBodyLimit::max(pictures::LONGEST)))
        .with_state(site)
}

/// The addresses of the pages. Made once a process: while Leptos makes the list, it loads nothing for anybody, and a page that
/// another router of this process renders at that moment would wait for its data until its time is up.
fn routes() -> Vec<AxumRouteListing> {
    static ROUTES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    ROUTES.get_or_init(|| generate_route_list(App)).clone()
}

/// The pages, the server functions and the files. Files are not handed out by Leptos: its own handler looks for headers to add in
/// whatever page was last begun on the same thread, and takes them from it.
fn pages(site: Site) -> Router {
    let routes = routes();
    let engine = site.engine.clone();
    let context = move || provide_context(engine.clone());
    let root = site.leptos.site_root.to_string();
    let files = |folder: &str| ServeDir::new(format!("{root}/{folder}")).precompressed_br().precompressed_gzip();
    let leptos = site.leptos.clone();
    let lost = render_app_async_with_context(context.clone(), move || app::shell(leptos.clone()));
    Router::new()
        .leptos_routes_with_context(&site, routes, context.clone(), {
            let leptos = site.leptos.clone();
            move || app::shell(leptos.clone())
        })
        .route("/sign-out", post(own::sign_out))
        .route("/account/export", get(own::export))
        .route("/icons/{sheet}", get(icons::sheet))
        .route("/organizations/{slug}/manage/subscribers/export", get(orgs::export))
        .nest_service("/pkg", files("pkg"))
        .nest_service("/fonts", files("fonts"))
        .fallback_service(files("").append_index_html_on_directories(false).call_fallback_on_method_not_allowed(true).fallback(any(lost)))
        .with_state(site)
}

/// Whether this process can do its work now: it can reach the database and is not about to stop.
async fn ready(State(site): State<Site>) -> (StatusCode, &'static str) {
    if *site.stop.borrow() {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping")
    } else if site.engine.db().answers().await {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
    }
}
