//! What somebody typed into a form that was refused, for browsers without JavaScript: carried to the next page in a cookie
//! that lives for a minute and that no script can read. What is longer than a cookie can be, the server holds for them meanwhile,
//! and the cookie has the secret that finds it. Passwords are never in it; recovery codes are, once, on their way to the page
//! that shows them.
use crate::ctx;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use leptos::prelude::use_context;

const NAME: &str = "alongside-typed";
/// Browsers drop cookies over 4,096 bytes.
const MOST: usize = 3_800;
/// Stands before a secret in the cookie. What is typed is carried in letters that never begin with it.
const SECRET: char = '~';

/// Beside a request: what the server has held for it.
#[derive(Clone, Debug)]
pub struct Held(pub String);

/// Keeps the fields of a form for the page that follows, if it is a page that follows.
pub fn keep(form: &str, fields: &[(&str, &str)]) {
    if !ctx::wants_page() {
        return;
    }
    let mut set = cookie(&ctx::site_origin(), form, fields);
    // Nothing is held for strangers: of what is far too long for their forms, the rest comes back.
    if ctx::visitor().is_none() && too_long(&set).is_some() {
        let short: Vec<_> = fields.iter().copied().filter(|(_, text)| text.len() < 200).collect();
        set = cookie(&ctx::site_origin(), form, &short);
    }
    ctx::add_header(header::SET_COOKIE, &set);
}

/// The header that keeps the fields. Where it is too long for a browser, the server exchanges it on its way out.
pub fn cookie(origin: &str, form: &str, fields: &[(&str, &str)]) -> String {
    let value = encode(form, fields);
    format!("{NAME}={value}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax{}", secure(origin))
}

/// What was typed into this form a moment ago, once.
pub fn take(form: &str) -> Typed {
    let held = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Held>().map(|held| held.0.clone()));
    let kept = held.or_else(|| ctx::cookie(NAME)).and_then(|value| decode(&value)).filter(|(kept, _)| kept == form);
    let Some((_, fields)) = kept else { return Typed::default() };
    let gone = format!("{NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{}", secure(&ctx::site_origin()));
    ctx::add_header(header::SET_COOKIE, &gone);
    Typed(Some(fields))
}

/// The secret of what the server holds for this browser.
pub fn secret(headers: &HeaderMap) -> Option<&str> {
    super::cookie::find(headers, NAME)?.strip_prefix(SECRET)
}

/// Whether a header changes our cookie.
pub fn is_set(header: &str) -> bool {
    value(header).is_some()
}

/// What our cookie would hold, where that is more than browsers keep.
pub fn too_long(header: &str) -> Option<&str> {
    value(header).filter(|value| value.len() > MOST)
}

/// The same header with a secret in the place of what was too long.
pub fn exchanged(header: &str, secret: &str) -> String {
    let about = header.split_once(';').map_or("", |(_, about)| about);
    format!("{NAME}={SECRET}{secret};{about}")
}

fn value(header: &str) -> Option<&str> {
    header.strip_prefix(NAME)?.strip_prefix('=')?.split(';').next()
}

/// The kept fields of a form, or nothing.
#[derive(Default)]
pub struct Typed(Option<Vec<(String, String)>>);

impl Typed {
    /// What was typed into a field; `otherwise` if nothing was kept.
    pub fn or(&self, field: &str, otherwise: impl Into<String>) -> String {
        match &self.0 {
            Some(fields) => fields.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone()).unwrap_or_default(),
            None => otherwise.into(),
        }
    }

    /// What was typed into a field, or nothing.
    pub fn text(&self, field: &str) -> String {
        self.or(field, "")
    }

    /// What was ticked, comma-separated when kept; `otherwise` if nothing was kept.
    pub fn list_or(&self, field: &str, otherwise: Vec<String>) -> Vec<String> {
        match &self.0 {
            Some(_) => self.text(field).split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
            None => otherwise,
        }
    }
}

fn encode(form: &str, fields: &[(&str, &str)]) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_string(&(form, fields)).unwrap_or_default())
}

fn decode(value: &str) -> Option<(String, Vec<(String, String)>)> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()
}

fn secure(origin: &str) -> &'static str {
    if origin.starts_with("https://") { "; Secure" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_survives_the_cookie() {
        let set = cookie("https://alongside.example", "profile", &[("about", "café; \"quoted\"\n=next"), ("name", "river")]);
        assert!(set.ends_with("; Secure") && set.contains("HttpOnly"));
        let value = set.split(['=', ';']).nth(1).unwrap_or_default();
        let (form, fields) = decode(value).expect("our own");
        assert_eq!(form, "profile");
        let typed = Typed(Some(fields));
        assert_eq!(typed.text("about"), "café; \"quoted\"\n=next");
        assert_eq!(typed.or("missing", "other"), "");
        assert_eq!(Typed::default().or("missing", "other"), "other");
        assert_eq!(decode("made up"), None);
    }

    #[test]
    fn what_is_too_long_for_a_browser_is_exchanged_for_a_secret() {
        let short = cookie("https://alongside.example", "profile", &[("about", "short")]);
        assert!(is_set(&short) && too_long(&short).is_none() && !is_set("alongside=abc; Path=/"));
        let set = cookie("https://alongside.example", "profile", &[("about", &"ä".repeat(9_000)), ("name", "river")]);
        let (_, fields) = too_long(&set).and_then(decode).expect("all of it");
        assert_eq!(fields[0].1.chars().count(), 9_000);
        let small = exchanged(&set, "abc");
        assert_eq!(small, "alongside-typed=~abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "alongside=x; alongside-typed=~abc".parse().expect("a header"));
        assert_eq!(secret(&headers), Some("abc"));
        headers.insert(header::COOKIE, "alongside-typed=abc".parse().expect("a header"));
        assert_eq!(secret(&headers), None);
    }
}
