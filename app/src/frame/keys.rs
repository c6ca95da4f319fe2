//! What the keyboard and the pointer do on every page: menus close, and three Escapes leave.
use super::leave;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Three Escapes within this time leave the site, in milliseconds.
const QUICKLY: f64 = 2_000.0;

/// Tends every `<details data-menu>`: Escape closes it and gives the focus back, a press elsewhere or a new page closes it.
pub fn tend(path: Memo<String>) {
    // Belongs to the frame, not to the effect below: what an effect owns is gone when it runs again.
    let escapes = StoredValue::new(Vec::<f64>::new());
    Effect::new(move |before: Option<()>| {
        path.track();
        if before.is_none() {
            listen(escapes);
        } else {
            close_menus(None);
        }
    });
}

fn listen(escapes: StoredValue<Vec<f64>>) {
    let _for_life = window_event_listener(ev::keydown, move |event| {
        if event.key() != "Escape" {
            return;
        }
        let at = event.time_stamp();
        escapes.update_value(|escapes| {
            escapes.retain(|before| at - before < QUICKLY);
            escapes.push(at);
        });
        if escapes.with_value(Vec::len) >= 3 {
            leave::now();
            return;
        }
        if let Some(summary) = close_menus(None) {
            let _ = summary.focus();
        }
    });
    let _for_life = window_event_listener(ev::pointerdown, |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        close_menus(target.as_ref());
    });
}

/// Closes the open menus, except the one that holds `keep`. Answers the summary of one that was closed.
fn close_menus(keep: Option<&web_sys::Node>) -> Option<web_sys::HtmlElement> {
    let open = document().query_selector_all("details[data-menu][open]").ok()?;
    let mut closed = None;
    for at in 0..open.length() {
        let Some(menu) = open.get(at).and_then(|menu| menu.dyn_into::<web_sys::Element>().ok()) else { continue };
        if keep.is_some() && menu.contains(keep) {
            continue;
        }
        let _ = menu.remove_attribute("open");
        closed = menu.query_selector("summary").ok().flatten().and_then(|summary| summary.dyn_into().ok());
    }
    closed
}
