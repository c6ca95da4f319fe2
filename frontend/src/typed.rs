//! Keeps what a person typed and chose before the page was woken: waking sets every field to what the server knew.
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlOptionElement, HtmlSelectElement, HtmlTextAreaElement};

/// A field whose content is no longer the server's.
enum Field {
    Text(HtmlInputElement, String),
    Tick(HtmlInputElement, bool),
    Lines(HtmlTextAreaElement, String),
    Choice(HtmlSelectElement, String),
}

/// What was typed and chosen so far.
pub struct Typed(Vec<Field>);

impl Typed {
    /// Looks through the fields of the page.
    pub fn now() -> Self {
        let Ok(found) = document().query_selector_all("input:not([type=hidden]), textarea, select") else { return Self(Vec::new()) };
        let fields = (0..found.length()).filter_map(|place| found.item(place)?.dyn_into::<Element>().ok()).filter_map(changed);
        Self(fields.collect())
    }

    /// Puts it back into the woken page, and lets the page know as if it was typed now.
    pub fn put_back(self) {
        for field in &self.0 {
            match field {
                Field::Text(input, text) if input.value() != *text => {
                    input.set_value(text);
                    tell(input, "input");
                }
                Field::Tick(input, ticked) if input.checked() != *ticked => {
                    input.set_checked(*ticked);
                    tell(input, "change");
                }
                Field::Lines(area, text) if area.value() != *text => {
                    area.set_value(text);
                    tell(area, "input");
                }
                Field::Choice(select, chosen) if select.value() != *chosen => {
                    select.set_value(chosen);
                    tell(select, "change");
                }
                // The same as before: only signals that follow it have to hear of it.
                Field::Text(input, _) => tell(input, "input"),
                Field::Lines(area, _) => tell(area, "input"),
                Field::Tick(..) | Field::Choice(..) => {}
            }
        }
    }
}

fn changed(element: Element) -> Option<Field> {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return match input.type_().as_str() {
            "checkbox" | "radio" => (input.checked() != input.default_checked()).then(|| Field::Tick(input.clone(), input.checked())),
            "file" => None,
            _ => (input.value() != input.default_value()).then(|| Field::Text(input.clone(), input.value())),
        };
    }
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        return (Ok(area.value()) != area.default_value()).then(|| Field::Lines(area.clone(), area.value()));
    }
    let select = element.dyn_into::<HtmlSelectElement>().ok()?;
    let options = select.options();
    let mut given = (0..options.length()).filter_map(|place| options.item(place)?.dyn_into::<HtmlOptionElement>().ok());
    let given = given.rfind(HtmlOptionElement::default_selected).map(|option| option.value());
    let first = || options.item(0).and_then(|option| option.dyn_into::<HtmlOptionElement>().ok()).map(|option| option.value());
    (Some(select.value()) != given.or_else(first)).then(|| Field::Choice(select.clone(), select.value()))
}

fn tell(field: &JsValue, what: &str) {
    let about = EventInit::new();
    about.set_bubbles(true);
    if let (Some(field), Ok(event)) = (field.dyn_ref::<web_sys::EventTarget>(), Event::new_with_event_init_dict(what, &about)) {
        let _prevented = field.dispatch_event(&event);
    }
}
