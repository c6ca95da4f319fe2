//! New passwords: long and not the first thing somebody would guess. No rules about capitals and symbols
//! (NIST SP 800-63B-4 forbids them: they make passwords worse).

/// A password that may be set. It prints as stars.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

/// Passwords and their stems that are tried first; see the file for where they come from.
const COMMON: &str = include_str!("common_passwords.txt");

/// The fewest and the most characters.
pub const LENGTH: std::ops::RangeInclusive<usize> = 12..=256;

impl NewPassword {
    /// Reads a new password for the person with this username and email. Refuses, with a sentence, what is too short,
    /// too long, common, or made of the name or the address.
    pub fn parse(text: &str, username: &str, email: &str) -> Result<Self, &'static str> {
        let count = text.chars().count();
        if count < *LENGTH.start() {
            return Err("Use at least 12 characters. A short sentence works well.");
        }
        if count > *LENGTH.end() {
            return Err("Use at most 256 characters.");
        }
        let lower = text.to_lowercase();
        let own = [username, email, email.rsplit_once('@').map_or("", |(name, _)| name)];
        if own.iter().any(|own| own.chars().count() >= 3 && lower.contains(&own.to_lowercase())) {
            return Err("Leave your username and email out of your password.");
        }
        if common(&lower) {
            return Err("That is one of the passwords people try first. Use something longer or stranger.");
        }
        Ok(Self(text.to_owned()))
    }

    /// The password itself, for hashing.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(***)")
    }
}

fn common(lower: &str) -> bool {
    let mut kinds: Vec<char> = lower.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() < 5 || is_run(lower) {
        return true;
    }
    // "P@ssw0rd2024!!" is "password" with decoration; "hellohellohello" is "hello".
    let read: String = lower.trim_matches(|c: char| !c.is_alphabetic()).chars().map(unleet).collect();
    let stem = read.as_str();
    let plain: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let plain_stem = plain.trim_matches(|c: char| c.is_ascii_digit());
    [lower, stem, &plain, plain_stem, once(stem), once(plain_stem)].iter().any(|form| COMMON.lines().any(|known| known == *form))
}

/// Whether nearly every character follows its neighbour in the alphabet, in the digits or on the keyboard.
fn is_run(lower: &str) -> bool {
    const ROWS: [&str; 5] = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let letters: Vec<char> = lower.chars().collect();
    let steps = letters
        .windows(2)
        .filter(|pair| {
            let [a, b] = pair else { return false };
            a == b
                || ROWS.iter().any(|row| {
                    let place = |wanted: &char| row.chars().position(|c| c == *wanted);
                    matches!((place(a), place(b)), (Some(a), Some(b)) if a.abs_diff(b) == 1)
                })
        })
        .count();
    steps * 5 >= letters.len().saturating_sub(1) * 4
}

/// The shortest piece that, repeated, makes the whole.
fn once(text: &str) -> &str {
    let ends = text.char_indices().map(|(at, _)| at).skip(1);
    for end in ends.take_while(|end| end * 2 <= text.len()) {
        let (piece, _) = text.split_at(end);
        if text.len().is_multiple_of(end) && piece.repeat(text.len() / end) == text {
            return piece;
        }
    }
    text
}

fn unleet(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_and_strange_passwords_are_welcome_without_further_rules() {
        for fine in
            ["quiet river stone", "seven stale muffins", "тихая река и камень", "alllowercaseletters", "     a b c d e f", "zq9#Lm2!vT4@"]
        {
            assert!(NewPassword::parse(fine, "anna", "maria@example.com").is_ok(), "{fine}");
        }
        assert!(NewPassword::parse(&"ab cd ef ".repeat(28), "anna", "maria@example.com").is_ok());
    }

    #[test]
    fn short_common_and_personal_passwords_are_refused_with_the_reason() {
        for (wrong, why) in [
            ("", "at least 12"),
            ("short", "at least 12"),
            ("eleven-char", "at least 12"),
            ("aaaaaaaaaaaa", "first"),
            ("123456789012", "first"),
            ("abcdefghijkl", "first"),
            ("qwertyuiop123", "first"),
            ("password1234", "first"),
            ("P@ssw0rd2024!!", "first"),
            ("passwordpassword", "first"),
            ("iloveyou2024!", "first"),
            ("letmeinletmein", "first"),
            ("Welcome12345", "first"),
            ("alongside-demo", "first"),
            ("correct horse battery staple", "first"),
            ("river-stone-is-mine", "username"),
            ("my MARIA password", "username"),
        ] {
            let said = NewPassword::parse(wrong, "river-stone", "maria@example.com").expect_err(wrong);
            assert!(said.contains(why), "{wrong}: {said}");
        }
        assert!(NewPassword::parse(&"ab cd ef ".repeat(29), "anna", "").is_err());
    }

    #[test]
    fn a_password_never_prints_itself() {
        let password = NewPassword::parse("quiet river stone", "anna", "a@b.co").expect("fine");
        assert!(!format!("{password:?}").contains("quiet"));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_never_breaks_and_what_passes_is_long_enough(text in ".{0,300}", name in "[a-z]{3,10}") {
            if let Ok(password) = NewPassword::parse(&text, &name, "") {
                prop_assert!(LENGTH.contains(&password.as_str().chars().count()));
                prop_assert!(!password.as_str().to_lowercase().contains(&name));
                prop_assert_eq!(password.as_str(), text);
            }
        }
    }
}
