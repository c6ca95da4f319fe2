//! The HTML around every page, and the policy that says what a page may load.
use crate::{App, ctx};
use axum::http::header;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

/// Renders the document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    if let Some(nonce) = use_nonce() {
        ctx::add_header(header::CONTENT_SECURITY_POLICY, &policy(&nonce));
    }
    let (theme, locale) = ctx::visitor().map_or_else(|| ("system".to_owned(), "en-US".to_owned()), |actor| (actor.theme, actor.locale));
    view! {
        <!DOCTYPE html>
        <html lang=locale data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content" />
                <meta name="theme-color" content="#ddf6f4" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#193634" media="(prefers-color-scheme: dark)" />
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link
                    rel="preload"
                    href="/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                />
                <AutoReload options=options.clone() />
                <HashedStylesheet id="style" options=options.clone() />
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// What a page may load: our own things and nothing else. `wasm-unsafe-eval` lets WebAssembly compile, not `eval` run.
fn policy(nonce: &str) -> String {
    let reload = if std::env::var_os("LEPTOS_WATCH").is_some() { " ws:" } else { "" };
    format!(
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; font-src 'self'; \
         style-src 'self'; connect-src 'self'{reload}; manifest-src 'self'; worker-src 'self'; \
         script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'"
    )
}
