//! Usernames: the only name of a member that others see, so it may not tell who or how to reach them, nor pretend to be us.

/// A checked username.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Username(String);

/// Words that would make a person look like staff or like the site, wherever they stand in the name.
const OURS: &[&str] =
    &["admin", "moderator", "official", "alongside", "supportteam", "helpdesk", "customerservice", "webmaster", "heypeers", "formermember"];
/// Words that are ours when they are a whole part of the name: "staff-anna", but not "falstaff".
const OURS_AS_A_PART: &[&str] = &["staff", "mod", "mods", "system", "root", "crisis", "hotline", "lifeline", "certified", "security"];
/// Words that are ours when they are the whole name: they mean something in addresses or in sentences of the site.
const OURS_ALONE: &[&str] = &[
    "support",
    "help",
    "team",
    "former",
    "deleted",
    "anonymous",
    "everyone",
    "here",
    "null",
    "undefined",
    "you",
    "new",
    "edit",
    "demo",
    "verified",
    "somebody",
    "member",
    "supporter",
];
/// Endings that browsers and chat programs turn into links.
const LINK_ENDINGS: &[&str] = &["com", "org", "net", "io", "me", "gg", "tv", "app", "link", "info"];

impl Username {
    /// Reads a username: 3 to 24 letters, digits, hyphens or underscores. Refuses, with a sentence, what holds a phone
    /// number (7 digits or more), a link, or a word of ours. Letters are those of plain ASCII, so that no two names look the same.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        if text.contains('@') {
            return Err("A username can't hold an email address. Everybody can see it.");
        }
        let lower = text.to_ascii_lowercase();
        if ["http", "www.", "://", "www-"].iter().any(|mark| lower.contains(mark)) || ends_like_a_link(&lower) {
            return Err("A username can't hold a web address.");
        }
        if !(3..=24).contains(&text.chars().count()) {
            return Err("Choose 3 to 24 characters.");
        }
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
            return Err("Use letters, digits, hyphens and underscores only.");
        }
        if !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            return Err("Use at least one letter.");
        }
        if text.bytes().filter(u8::is_ascii_digit).count() >= 7 {
            return Err("A username can't hold a phone number. Use 6 digits at most.");
        }
        if sounds_like_us(&lower) {
            return Err("That name sounds like our staff or like this site. Try another.");
        }
        Ok(Self(text.to_owned()))
    }

    /// As the person wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn ends_like_a_link(lower: &str) -> bool {
    lower.rsplit_once('.').is_some_and(|(_, ending)| LINK_ENDINGS.contains(&ending))
        || LINK_ENDINGS.iter().any(|ending| ["-dot-", "_dot_"].iter().any(|dot| lower.ends_with(&format!("{dot}{ending}"))))
}

fn sounds_like_us(lower: &str) -> bool {
    // "4dm1n" reads as "admin", "sta-ff" as "staff"; badminton is a sport.
    let read: String = lower.replace("badminton", "").chars().map(unleet).collect();
    let letters: String = read.chars().filter(char::is_ascii_alphabetic).collect();
    let parts = |name: &str| name.split(|c: char| !c.is_ascii_alphabetic()).any(|part| OURS_AS_A_PART.contains(&part));
    OURS.iter().any(|word| letters.contains(word))
        || OURS_AS_A_PART.contains(&letters.as_str())
        || OURS_ALONE.contains(&letters.as_str())
        || parts(lower)
        || parts(&read)
        || lower.starts_with("demo-")
}

fn unleet(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_names_are_welcome() {
        for fine in [
            "river",
            "River_Stone",
            "anna-maria-93",
            "x_y",
            "quiet6",
            "falstaff",
            "madmax",
            "modern-times",
            "homeless-no-more",
            "a23456",
            "badminton_fan",
            "needs-support",
        ] {
            assert!(Username::parse(fine).is_ok(), "{fine}: {:?}", Username::parse(fine));
        }
        assert_eq!(Username::parse("  river  ").map(|name| name.0), Ok("river".to_owned()));
    }

    #[test]
    fn names_that_tell_too_much_or_pretend_are_refused() {
        for (wrong, why) in [
            ("", "3 to 24"),
            ("ab", "3 to 24"),
            ("abcdefghijklmnopqrstuvwxy", "3 to 24"),
            ("anna maria", "letters, digits"),
            ("änna", "letters, digits"),
            ("аdmin", "letters, digits"),
            ("a\u{200b}bc", "letters, digits"),
            ("anna@home.example", "email"),
            ("123-456", "at least one letter"),
            ("call5551234", "phone"),
            ("a5-5_5-1-2-3-4", "phone"),
            ("www.anna", "web address"),
            ("https-anna", "web address"),
            ("anna.com", "web address"),
            ("anna-dot-com", "web address"),
            ("admin", "staff"),
            ("The-Admin", "staff"),
            ("4dm1n", "staff"),
            ("a-d-m-i-n", "staff"),
            ("staff", "staff"),
            ("st4ff_anna", "staff"),
            ("moderator9", "staff"),
            ("support-team", "staff"),
            ("Official_Anna", "staff"),
            ("along-side", "staff"),
            ("system", "staff"),
            ("demo-member", "staff"),
            ("Demo-x", "staff"),
            ("former-member", "staff"),
        ] {
            let said = Username::parse(wrong).expect_err(wrong);
            assert!(said.contains(why), "{wrong}: {said}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_never_breaks_and_what_passes_keeps_the_rules(text in ".{0,40}") {
            if let Ok(name) = Username::parse(&text) {
                prop_assert!((3..=24).contains(&name.as_str().len()));
                prop_assert!(name.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
                prop_assert!(name.as_str().bytes().filter(u8::is_ascii_digit).count() < 7);
                prop_assert_eq!(Username::parse(name.as_str()), Ok(name.clone()));
            }
        }

        #[test]
        fn our_words_hide_nowhere(before in "[a-z]{0,6}", after in "[a-z0-9_-]{0,6}") {
            let name = format!("{before}aDm1n{after}");
            prop_assert!(Username::parse(&name).is_err());
        }
    }
}
