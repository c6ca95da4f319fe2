//! The languages people may say they can give or receive support in.

/// One language: `code` is stored, `name` is what people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// ISO 639-1 code, or ISO 639-3 where no two-letter code exists (American Sign Language).
    pub code: &'static str,
    /// The English name.
    pub name: &'static str,
}

/// Every language on offer: English and Spanish first because most people look for them, then by name.
pub const LANGUAGES: &[Language] = &[
    Language { code: "en", name: "English" },
    Language { code: "es", name: "Spanish" },
    Language { code: "ase", name: "American Sign Language" },
    Language { code: "am", name: "Amharic" },
    Language { code: "ar", name: "Arabic" },
    Language { code: "hy", name: "Armenian" },
    Language { code: "bn", name: "Bengali" },
    Language { code: "zh", name: "Chinese" },
    Language { code: "nl", name: "Dutch" },
    Language { code: "fr", name: "French" },
    Language { code: "de", name: "German" },
    Language { code: "el", name: "Greek" },
    Language { code: "gu", name: "Gujarati" },
    Language { code: "ht", name: "Haitian Creole" },
    Language { code: "he", name: "Hebrew" },
    Language { code: "hi", name: "Hindi" },
    Language { code: "hmn", name: "Hmong" },
    Language { code: "it", name: "Italian" },
    Language { code: "ja", name: "Japanese" },
    Language { code: "ko", name: "Korean" },
    Language { code: "nv", name: "Navajo" },
    Language { code: "fa", name: "Persian" },
    Language { code: "pl", name: "Polish" },
    Language { code: "pt", name: "Portuguese" },
    Language { code: "pa", name: "Punjabi" },
    Language { code: "ru", name: "Russian" },
    Language { code: "so", name: "Somali" },
    Language { code: "sw", name: "Swahili" },
    Language { code: "tl", name: "Tagalog" },
    Language { code: "uk", name: "Ukrainian" },
    Language { code: "ur", name: "Urdu" },
    Language { code: "vi", name: "Vietnamese" },
    Language { code: "yo", name: "Yoruba" },
];

/// The language with this code, exactly as stored; `None` for anything else.
pub fn by_code(code: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.code == code)
}

/// What people read for this code, or the code itself when the language was taken off the list.
pub fn name(code: &str) -> &str {
    by_code(code).map_or(code, |language| language.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_languages_share_a_code_or_a_name() {
        let codes: HashSet<_> = LANGUAGES.iter().map(|language| language.code).collect();
        let names: HashSet<_> = LANGUAGES.iter().map(|language| language.name).collect();
        assert_eq!((codes.len(), names.len()), (LANGUAGES.len(), LANGUAGES.len()));
    }

    #[test]
    fn languages_after_the_first_two_are_in_alphabetical_order() {
        assert!(LANGUAGES[2..].is_sorted_by_key(|language| language.name));
    }

    #[test]
    fn an_unknown_code_is_shown_as_it_is() {
        assert_eq!(name("ko"), "Korean");
        assert_eq!(name("xx"), "xx");
    }
}
