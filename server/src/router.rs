//! The table of contents of the process: every address that is answered, and by what.
use app::App;
use axum::Router;
use axum::extract::FromRef;
use axum::routing::get;
use engine::Engine;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, file_and_error_handler_with_context, generate_route_list};

/// What every handler can ask for.
#[derive(Clone, FromRef)]
pub struct Site {
    /// The acts.
    pub engine: Engine,
    /// Leptos' own settings.
    pub leptos: LeptosOptions,
}

/// Builds the whole site.
pub fn router(site: Site) -> Router {
    let routes = generate_route_list(App);
    let engine = site.engine.clone();
    let context = move || provide_context(engine.clone());
    Router::new()
        .route("/health", get(|| async { "ok" }))
        .leptos_routes_with_context(&site, routes, context.clone(), {
            let leptos = site.leptos.clone();
            move || app::shell(leptos.clone())
        })
        .fallback(file_and_error_handler_with_context::<Site, _>(context, app::shell))
        .with_state(site)
}
