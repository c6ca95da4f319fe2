//! After a step to another page the focus goes to its heading, so that screen readers begin there.
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// How many frames the new page's heading is waited for: data may still be on its way.
const PATIENCE: u32 = 600;
/// After so many frames without a new heading the old one is taken: the page stayed and only its content changed.
const SAME_PAGE: u32 = 40;

/// Follows the reader from page to page. Not at the first one: there the browser does it.
pub fn follow(path: Memo<String>) {
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        match before {
            None => mark_first(),
            Some(before) if before != now => look_for_heading(now.clone(), path, 0),
            Some(_) => {}
        }
        now
    });
}

fn heading() -> Option<web_sys::HtmlElement> {
    document().query_selector("main h1").ok().flatten().and_then(|heading| heading.dyn_into().ok())
}

/// A heading that can take the focus is one that has been met before.
fn mark_first() {
    if let Some(heading) = heading() {
        heading.set_tab_index(-1);
    }
}

fn look_for_heading(page: String, path: Memo<String>, frame: u32) {
    request_animation_frame(move || {
        // The reader went on in the meantime: the next page's own search is under way.
        if path.try_get_untracked().as_ref() != Some(&page) {
            return;
        }
        match heading() {
            Some(heading) if frame == SAME_PAGE || !heading.has_attribute("tabindex") => {
                heading.set_tab_index(-1);
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = heading.focus_with_options(&options);
            }
            _ if frame < PATIENCE => look_for_heading(page, path, frame + 1),
            _ => {}
        }
    });
}
