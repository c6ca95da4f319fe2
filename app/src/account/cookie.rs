//! The session cookie: its name, and how it is set and taken away.
use axum::http::{HeaderMap, header};

/// How long the browser keeps it, in seconds: 14 days, as the session.
const LASTS: i64 = 14 * 24 * 60 * 60;

/// The cookie's name. The `__Host-` rules (HTTPS, this host, whole site) are enforced by the browser; plain HTTP, as on
/// a developer's own machine, can't have them.
pub fn name(origin: &str) -> &'static str {
    if origin.starts_with("https://") { "__Host-alongside" } else { "alongside" }
}

/// The header that hands the browser a session's secret.
pub fn set(origin: &str, secret: &str) -> String {
    let secure = if origin.starts_with("https://") { "; Secure" } else { "" };
    format!("{}={secret}; Path=/; Max-Age={LASTS}; HttpOnly; SameSite=Lax{secure}", name(origin))
}

/// The header that makes the browser forget it.
pub fn clear(origin: &str) -> String {
    let secure = if origin.starts_with("https://") { "; Secure" } else { "" };
    format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}", name(origin))
}

/// How long the browser keeps the second step of signing in, in seconds: ten minutes, as the step.
const STEP_LASTS: i64 = 10 * 60;

/// The name of the cookie that remembers a right password until the code is typed. It opens no page.
pub fn step_name(origin: &str) -> &'static str {
    if origin.starts_with("https://") { "__Host-alongside-step" } else { "alongside-step" }
}

/// The header that hands the browser the secret of the second step; an empty one takes it away.
pub fn set_step(origin: &str, secret: &str) -> String {
    let secure = if origin.starts_with("https://") { "; Secure" } else { "" };
    let lasts = if secret.is_empty() { 0 } else { STEP_LASTS };
    format!("{}={secret}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Strict{secure}", step_name(origin))
}

/// The value of a cookie in a request's headers.
pub fn find<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_https_the_cookie_keeps_the_strictest_rules() {
        let set = set("https://alongside.example", "abc");
        assert!(set.starts_with("__Host-alongside=abc; "));
        for part in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] {
            assert!(set.contains(part), "{part}");
        }
        assert!(!set.contains("Domain"));
        let step = set_step("https://alongside.example", "abc");
        assert!(step.starts_with("__Host-alongside-step=abc; ") && step.ends_with("HttpOnly; SameSite=Strict; Secure"));
        assert!(set_step("https://alongside.example", "").contains("Max-Age=0"));
        assert!(!super::set("http://127.0.0.1:3000", "abc").contains("Secure"));
    }

    #[test]
    fn a_cookie_is_found_by_its_exact_name() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "xalongside=1; alongside=two; other=3".parse().expect("a header"));
        assert_eq!(find(&headers, "alongside"), Some("two"));
        assert_eq!(find(&headers, "nothing"), None);
    }
}
