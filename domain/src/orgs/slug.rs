//! The word that stands for an organization in addresses.

/// Words that are pages of their own beside the organizations.
const TAKEN: [&str; 4] = ["apply", "new", "manage", "search"];

/// A checked address word: `a-z`, digits and hyphens, 3 to 60 long.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slug(String);

impl Slug {
    /// Reads an address word. Capitals become small.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim().to_ascii_lowercase();
        let fits = (3..=60).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-');
        if !fits {
            return Err("Use 3 to 60 small letters, digits and hyphens, such as harbor-lights.");
        }
        if TAKEN.contains(&text.as_str()) {
            return Err("That word means something else here. Try another.");
        }
        Ok(Self(text))
    }

    /// The word that a name suggests: "Harbor Lights, Inc." gives `harbor-lights-inc`.
    pub fn from_name(name: &str) -> String {
        let words: Vec<String> = name
            .to_lowercase()
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let mut slug = words.join("-");
        slug.truncate(60);
        slug.trim_end_matches('-').to_owned()
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_word_is_plain() {
        assert_eq!(Slug::parse(" Harbor-Lights ").map(|slug| slug.as_str().to_owned()), Ok("harbor-lights".into()));
        for wrong in ["", "ab", "a b c", "é-lan", "-abc", "abc-", "a/b", &"x".repeat(61), "apply"] {
            assert!(Slug::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Slug::from_name("Harbor Lights, Inc."), "harbor-lights-inc");
        assert_eq!(Slug::from_name("***"), "");
    }
}
