//! What a person says about themselves.
use super::{Email, Username};
use crate::refusal::Problem;
use crate::{languages, topics};

/// A checked profile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Profile {
    /// The name others see.
    pub username: Username,
    /// A few words, at most [`ABOUT`] characters.
    pub about: String,
    /// Such as "they/them", at most [`PRONOUNS`] characters.
    pub pronouns: String,
    /// Codes of [`languages::LANGUAGES`], at least one.
    pub languages: Vec<&'static str>,
    /// Slugs of [`topics::TOPICS`].
    pub interests: Vec<&'static str>,
}

/// The most characters of the words about oneself.
pub const ABOUT: usize = 600;
/// The most characters of pronouns.
pub const PRONOUNS: usize = 30;

impl Profile {
    /// Reads a profile from a form. Refuses too many characters, and ways to reach somebody outside this site.
    /// Languages and topics that are not on our lists are left out; without a language it is English.
    pub fn parse(username: &str, about: &str, pronouns: &str, languages: &[String], interests: &[String]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let username = Username::parse(username).map_err(|says| problems.push(Problem::new("username", says)));
        let about = plain(about);
        if about.chars().count() > ABOUT {
            problems.push(Problem::new("about", format!("Use at most {ABOUT} characters.")));
        } else if tells_how_to_reach(&about) {
            problems.push(Problem::new("about", "Leave out email addresses, phone numbers and links: everybody here can read this."));
        }
        let pronouns = plain(pronouns).replace('\n', " ");
        if pronouns.chars().count() > PRONOUNS || tells_how_to_reach(&pronouns) {
            problems.push(Problem::new("pronouns", format!("Use at most {PRONOUNS} characters, such as \"they/them\".")));
        }
        let mut codes: Vec<&str> =
            languages::LANGUAGES.iter().map(|one| one.code).filter(|code| languages.iter().any(|l| l == code)).collect();
        if codes.is_empty() {
            codes.push("en");
        }
        let slugs = topics::TOPICS.iter().map(|one| one.slug).filter(|slug| interests.iter().any(|i| i == slug)).collect();
        match username {
            Ok(username) if problems.is_empty() => Ok(Self { username, about, pronouns, languages: codes, interests: slugs }),
            _ => Err(problems),
        }
    }
}

/// The words without what can't be seen: control characters, direction marks, line ends of other systems.
pub fn plain(text: &str) -> String {
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.replace("\r\n", "\n").chars().filter(|c| !hidden(*c)).collect::<String>().trim().to_owned()
}

/// Whether a text holds an email address, a web address or something like a phone number (ten digits or more in a row,
/// with the usual signs between them).
pub fn tells_how_to_reach(text: &str) -> bool {
    let word_tells = text.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        Email::parse(&word).is_ok() || word.contains("://") || word.starts_with("www.")
    });
    let mut digits = 0;
    word_tells
        || text.chars().any(|c| {
            match c {
                '0'..='9' => digits += 1,
                ' ' | '-' | '.' | '(' | ')' | '+' | '/' => {}
                _ => digits = 0,
            }
            digits >= 10
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn about(text: &str) -> Result<String, Vec<Problem>> {
        Profile::parse("river", text, "", &[], &[]).map(|profile| profile.about)
    }

    #[test]
    fn a_profile_keeps_what_is_on_our_lists_and_drops_the_rest() {
        let picked = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let profile =
            Profile::parse("river", " I listen.\r\nMostly. ", "they/them", &picked(&["es", "xx"]), &picked(&["grief", "nothing"]));
        let profile = profile.expect("fine");
        assert_eq!(profile.about, "I listen.\nMostly.");
        assert_eq!(profile.languages, ["es"]);
        assert_eq!(profile.interests, ["grief"]);
        assert_eq!(Profile::parse("river", "", "", &[], &[]).expect("fine").languages, ["en"]);
    }

    #[test]
    fn every_field_that_is_wrong_is_named_at_once() {
        let problems = Profile::parse("x", &"a".repeat(601), &"b".repeat(31), &[], &[]).expect_err("three problems");
        assert_eq!(problems.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>(), ["username", "about", "pronouns"]);
    }

    #[test]
    fn ways_to_reach_somebody_outside_are_refused_and_numbers_in_a_life_are_not() {
        for wrong in
            ["write to anna@example.com.", "call (555) 123-4567 890", "+1 555.123.4567", "see https://evil.example", "www.example.com"]
        {
            assert!(about(wrong).is_err(), "{wrong}");
        }
        for fine in ["Sober since 12/03/2019.", "2 kids, 44 years old, 10 years in recovery", "24/7, 365 days", "either/or @ home"] {
            assert!(about(fine).is_ok(), "{fine}");
        }
    }

    proptest! {
        #[test]
        fn hidden_characters_never_reach_a_page(text in ".{0,80}") {
            if let Ok(about) = about(&text) {
                let hidden = about.chars().any(|c| (c.is_control() && c != '\n') || u32::from(c) == 0x202e);
                prop_assert!(!hidden);
            }
        }
    }
}
