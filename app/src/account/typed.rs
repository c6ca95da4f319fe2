//! What somebody typed into a form that was refused, for browsers without JavaScript: carried to the next page in a cookie
//! that lives for a minute and that no script can read. Passwords are never in it; recovery codes are, once, on their way to the
//! page that shows them.
use crate::ctx;
use axum::http::header;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

const NAME: &str = "alongside-typed";
/// Browsers drop cookies over 4,096 bytes.
const MOST: usize = 3_800;

/// Keeps the fields of a form for the page that follows, if it is a page that follows.
pub fn keep(form: &str, fields: &[(&str, &str)]) {
    if !ctx::wants_page() {
        return;
    }
    ctx::add_header(header::SET_COOKIE, &cookie(&ctx::site_origin(), form, fields));
}

/// The header that keeps the fields.
pub fn cookie(origin: &str, form: &str, fields: &[(&str, &str)]) -> String {
    let mut value = encode(form, fields);
    if value.len() > MOST {
        value = encode(form, &fields.iter().copied().filter(|(_, text)| text.len() < 200).collect::<Vec<_>>());
    }
    format!("{NAME}={value}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax{}", secure(origin))
}

/// What was typed into this form a moment ago, once.
pub fn take(form: &str) -> Typed {
    let kept = ctx::cookie(NAME).and_then(|value| decode(&value)).filter(|(kept, _)| kept == form);
    let Some((_, fields)) = kept else { return Typed::default() };
    let gone = format!("{NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{}", secure(&ctx::site_origin()));
    ctx::add_header(header::SET_COOKIE, &gone);
    Typed(Some(fields))
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
    fn a_cookie_never_grows_over_what_browsers_keep() {
        let set = cookie("http://localhost", "profile", &[("about", &"ä".repeat(9_000)), ("name", "river")]);
        assert!(set.len() < 4_096);
        assert!(decode(set.split(['=', ';']).nth(1).unwrap_or_default()).is_some_and(|(_, fields)| fields.len() == 1));
    }
}
