//! The second step of signing in: the code of an app, or one of the codes kept for the day the phone is gone.
use crate::time::MINUTE;
use crate::{Micros, Refusal};

/// How many recovery codes there are at first.
pub const RECOVERY_CODES: usize = 10;
/// How long the second step may take after the password.
pub const STEP_LASTS: Micros = 10 * MINUTE;

/// Letters that nobody confuses: 32 of them, five bits each.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Letters of one recovery code: 80 bits.
const LENGTH: usize = 16;

/// What somebody typed to show that it is they.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Proof {
    /// The six digits that an app shows.
    Code(String),
    /// A recovery code, without its dashes.
    Recovery(String),
}

impl Proof {
    /// Reads what was typed, with or without spaces and dashes. Refuses, at the field `code`, what can be neither.
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let plain: String = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect::<String>().to_lowercase();
        if plain.len() == 6 && plain.bytes().all(|digit| digit.is_ascii_digit()) {
            return Ok(Self::Code(plain));
        }
        if plain.len() == LENGTH && plain.bytes().all(|letter| LETTERS.contains(&letter)) {
            return Ok(Self::Recovery(plain));
        }
        Err(Refusal::field("code", "Type the 6 digits that your app shows, or one of your recovery codes."))
    }

    /// Reads the code of an app; a recovery code does not do here. Refused at the field `code`.
    pub fn code(typed: &str) -> Result<String, Refusal> {
        match Self::parse(typed) {
            Ok(Self::Code(code)) => Ok(code),
            _ => Err(Refusal::field("code", "Type the 6 digits that your app shows.")),
        }
    }
}

/// Makes a recovery code out of 16 bytes by chance, of which five bits each are used. Without dashes.
pub fn recovery_code(bytes: [u8; LENGTH]) -> String {
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// Writes a long code in groups of four, so that it can be copied by hand.
pub fn in_groups(code: &str, between: char) -> String {
    let mut groups = String::with_capacity(code.len() * 5 / 4);
    for (place, letter) in code.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            groups.push(between);
        }
        groups.push(letter);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_read_however_they_are_spaced_and_anything_else_is_told_at_the_field() {
        for typed in ["123456", " 123 456 ", "123-456"] {
            assert_eq!(Proof::parse(typed), Ok(Proof::Code("123456".into())), "{typed}");
        }
        for typed in ["abcd-efgh-ijkm-2345", "ABCD EFGH IJKM 2345", "abcdefghijkm2345"] {
            assert_eq!(Proof::parse(typed), Ok(Proof::Recovery("abcdefghijkm2345".into())), "{typed}");
        }
        for typed in ["", "12345", "1234567", "12345a", "\u{661}23456", "abcd-efgh-ijkm-234", "abcd-efgh-ijkm-2340", "abcd-efgh-ijkl-2345"]
        {
            let refused = Proof::parse(typed).expect_err(typed);
            assert_eq!(refused.problems()[0].field, "code", "{typed}");
        }
    }

    #[test]
    fn a_recovery_code_does_not_stand_for_the_app() {
        assert_eq!(Proof::code("123 456"), Ok("123456".into()));
        assert!(Proof::code("abcd-efgh-ijkm-2345").is_err());
    }

    proptest! {
        #[test]
        fn every_recovery_code_is_read_back_as_it_is_written(bytes in any::<[u8; LENGTH]>()) {
            let code = recovery_code(bytes);
            let written = in_groups(&code, '-');
            prop_assert_eq!(written.len(), 19);
            prop_assert_eq!(Proof::parse(&written), Ok(Proof::Recovery(code)));
        }

        #[test]
        fn whatever_is_typed_never_breaks(typed in ".{0,40}") {
            let _read = Proof::parse(&typed);
        }
    }
}
