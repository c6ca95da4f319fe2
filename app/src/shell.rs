//! The HTML around every page, and the policy that says what a page may load.
use crate::pages::Page;
use crate::{App, ctx};
use axum::http::header;
use domain::{Limits, limits};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Renders the document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    if let Some(nonce) = use_nonce() {
        ctx::add_header(header::CONTENT_SECURITY_POLICY, &policy(&nonce));
    }
    let (theme, locale) = ctx::visitor().map_or_else(|| ("system".to_owned(), "en-US".to_owned()), |actor| (actor.theme, actor.locale));
    let style = files(&options).style.clone();
    // The browser knows the usual ones.
    let chosen = (*limits() != Limits::default()).then(|| limits().to_word());
    view! {
        <!DOCTYPE html>
        <html lang=locale data-theme=theme data-limits=chosen>
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
                <link id="style" rel="stylesheet" href=style />
                <Program options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// What wakes the page. For people who are signed in, the script, the program and the page's part are loaded at once. A visitor
/// reads first: every link and form works without the program, so it is loaded at the first sign of somebody who wants more than
/// to read, be it a key, a field that is entered or a mouse that moves. Scrolling with a finger is reading. A program that did not
/// arrive on a poor line is asked for again at the next sign, but not at every move of a mouse.
#[component]
fn Program(options: LeptosOptions) -> impl IntoView {
    let files = files(&options);
    let signed_in = ctx::visitor().is_some();
    let part = ctx::path().and_then(|path| Page::at(&path)).map(|page| page.part().name());
    let parts = part.and_then(|part| files.parts.get(part)).into_iter().flatten().chain([&files.wasm]);
    let (script, wasm) = (files.scripts.first().cloned().unwrap_or_default(), files.wasm.clone());
    let wake = format!(
        "let on;const load=()=>import({script:?}).then(program=>program.default({{module_or_path:{wasm:?}}}).then(()=>program));\
         const wake=()=>on??=load().then(program=>program.hydrate(),()=>setTimeout(()=>on=undefined,{AGAIN}));"
    );
    let start = format!("{wake}{AT_A_SIGN}{}", if signed_in { ";wake()" } else { "" });
    view! {
        {signed_in.then(|| {
            let modules: Vec<_> = files.scripts.iter().cloned().map(|href| view! { <link rel="modulepreload" href=href /> }).collect();
            view! {
                {modules}
                {parts.cloned().map(preload).collect::<Vec<_>>()}
            }
        })}
        <script type="module" nonce=use_nonce()>
            {start}
        </script>
    }
}

/// How long nothing is asked for after the program did not arrive, in milliseconds.
const AGAIN: u32 = 2_000;

const AT_A_SIGN: &str = "addEventListener('keydown',wake);addEventListener('focusin',wake);\
    addEventListener('pointermove',sign=>sign.pointerType==='mouse'&&wake())";

fn preload(href: String) -> impl IntoView {
    view! { <link rel="preload" href=href r#as="fetch" r#type="application/wasm" crossorigin="anonymous" /> }
}

/// Where the finished files are. The names of a release change with what is in them.
#[derive(Deserialize)]
struct Files {
    style: String,
    /// The script that loads the program, then those it imports.
    scripts: Vec<String>,
    wasm: String,
    /// The files that the pages of a part need besides.
    parts: HashMap<String, Vec<String>>,
}

/// Reads once what `cargo xtask build` has written beside the files; the names of a debug build never change.
fn files(options: &LeptosOptions) -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let list = std::fs::read_to_string(format!("{}/pkg/files.json", options.site_root)).ok();
        list.and_then(|list| serde_json::from_str(&list).ok()).unwrap_or_else(|| Files {
            style: "/pkg/alongside.css".into(),
            scripts: vec!["/pkg/alongside.js".into()],
            wasm: "/pkg/alongside_bg.wasm".into(),
            parts: HashMap::new(),
        })
    })
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
