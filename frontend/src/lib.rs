//! Wakes the page that the server rendered.
#![deny(unsafe_code)]

mod parts;
mod typed;

use app::pages::{Page, open_pages_with};
use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Called by the page once WebAssembly has arrived.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    if let Some(chosen) = document().document_element().and_then(|root| root.get_attribute("data-limits")) {
        app::take_limits(&chosen);
    }
    open_pages_with(parts::open);
    spawn_local(async {
        // The page stands there already: its part has to be at hand before it is woken.
        if let Some(page) = document().location().and_then(|place| place.pathname().ok()).and_then(|path| Page::at(&path)) {
            parts::fetch(page.part()).await;
        }
        let typed = typed::Typed::now();
        leptos::mount::hydrate_body(app::App);
        typed.put_back();
        // Says that the page answers to events now; the browser tests wait for it.
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-awake", "");
        }
    });
}
