//! Where to go after signing in: a place on this site and nowhere else.

/// A local address: a path that starts with one slash, perhaps with a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Next(String);

impl Next {
    /// Reads an address from outside. What could lead a browser to another site (`//evil.example`, `/\evil.example`,
    /// `https:…`, hidden control characters) is `None`; so are the pages that would lead in a circle.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() <= 1_000
            && text.starts_with('/')
            && !text.contains("//")
            && !text.contains('\\')
            && !text.chars().any(|c| c.is_control() || c.is_whitespace())
            // A header holds only these; browsers percent-encode the rest by themselves.
            && text.is_ascii();
        let path = text.split(['?', '#']).next().unwrap_or_default();
        let circle = ["/sign-in", "/sign-in/code", "/sign-up", "/sign-out", "/verify", "/reset-password", "/live"].contains(&path)
            || path.starts_with("/api/");
        (fits && !circle).then(|| Self(text.to_owned()))
    }

    /// Reads an address, or leads home.
    pub fn or_home(text: &str) -> Self {
        Self::parse(text).unwrap_or_else(|| Self("/".to_owned()))
    }

    /// The address, fit for a `Location` header.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_on_this_site_are_kept_and_all_others_lead_home() {
        for fine in ["/", "/supporters", "/supporters/rosa-m?tab=reviews", "/supporters?q=caf%C3%A9&page=2#list"] {
            assert_eq!(Next::or_home(fine).as_str(), fine);
        }
        for wrong in [
            "",
            "supporters",
            "//evil.example",
            "/\\evil.example",
            "/a//evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            " /supporters",
            "/supporters\r\nSet-Cookie: a=b",
            "/\t/evil.example",
            "/caf\u{e9}",
            "/sign-in?next=/",
            "/sign-in/code?next=/",
            "/sign-out",
            "/api/sign_out123",
        ] {
            assert_eq!(Next::or_home(wrong).as_str(), "/", "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn whatever_passes_stays_on_this_site(text in "[/\\\\a-z:.@?#%\\t\\r\\n ]{0,20}") {
            if let Some(next) = Next::parse(&text) {
                let mut chars = next.as_str().chars();
                prop_assert_eq!(chars.next(), Some('/'));
                prop_assert!(!matches!(chars.next(), Some('/' | '\\')));
                prop_assert!(!next.as_str().contains(['\r', '\n', '\t', '\\']));
            }
        }
    }
}
