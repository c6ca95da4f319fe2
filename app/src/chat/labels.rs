//! Times of lines that arrive while the page is open. The browser knows the zones; the labels read as the server's do.
use domain::Micros;
use domain::chat::Line;
use domain::events::Message;

/// A line that has just arrived, with its labels. On the server nothing arrives.
pub fn line(message: Message, zone: &str) -> Line {
    let (at, now) = (message.at, now());
    let (date, today) = (say("en-CA", at, zone, DATE), say("en-CA", now, zone, DATE));
    let day = if date == today { "Today".to_owned() } else { say("en-GB", at, zone, DAY) };
    Line { clock: clock(at, zone), date, day, message }
}

/// The time of day: "6:12 pm".
pub fn clock(at: Micros, zone: &str) -> String {
    say("en-US", at, zone, CLOCK).replace('\u{202f}', " ").to_lowercase()
}

const CLOCK: &[(&str, &str)] = &[("hour", "numeric"), ("minute", "2-digit")];
const DATE: &[(&str, &str)] = &[("year", "numeric"), ("month", "2-digit"), ("day", "2-digit")];
const DAY: &[(&str, &str)] = &[("month", "long"), ("day", "numeric")];

#[cfg(feature = "hydrate")]
fn now() -> Micros {
    #[allow(clippy::cast_possible_truncation, reason = "milliseconds of this age fit")]
    let millis = js_sys::Date::now() as i64;
    millis * 1_000
}

#[cfg(not(feature = "hydrate"))]
fn now() -> Micros {
    0
}

/// A time in the words of `Intl.DateTimeFormat`. A zone that the browser does not know is shown in the browser's own.
#[cfg(feature = "hydrate")]
fn say(language: &str, at: Micros, zone: &str, parts: &[(&str, &str)]) -> String {
    use js_sys::{Array, Date, Function, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};
    let build = |zone: Option<&str>| {
        let options = Object::new();
        for (name, value) in parts.iter().copied().chain(zone.map(|zone| ("timeZone", zone))) {
            Reflect::set(&options, &name.into(), &value.into()).ok()?;
        }
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let maker: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
        let format = Reflect::construct(&maker, &Array::of2(&language.into(), &options)).ok()?;
        let format: Function = Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()?;
        #[allow(clippy::cast_precision_loss, reason = "milliseconds of this age fit")]
        let date = Date::new(&((at / 1_000) as f64).into());
        format.call1(&JsValue::NULL, &date).ok()?.as_string()
    };
    build(Some(zone)).or_else(|| build(None)).unwrap_or_default()
}

#[cfg(not(feature = "hydrate"))]
fn say(_language: &str, _at: Micros, _zone: &str, _parts: &[(&str, &str)]) -> String {
    String::new()
}
