//! What a person chooses about how the site looks to them.

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident, $default:ident, $($variant:ident $word:literal $label:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name {
            $(#[doc = $label] $variant,)+
        }

        impl $name {
            /// All choices, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Reads a word from a form or the database; an unknown one gives the default.
            pub fn from_word(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)+
                    _ => Self::$default,
                }
            }

            /// The word in forms and in the database.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The words on the page.
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$variant => $label,)+
                }
            }
        }
    };
}

choice! {
    /// Light or dark.
    Theme, System,
    System "system" "Same as my device",
    Light "light" "Light",
    Dark "dark" "Dark",
}

choice! {
    /// The English a person reads: screen readers speak by it, browsers check spelling by it.
    Locale, UnitedStates,
    UnitedStates "en-US" "English (United States)",
    UnitedKingdom "en-GB" "English (United Kingdom)",
    Canada "en-CA" "English (Canada)",
    Australia "en-AU" "English (Australia)",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_found_again_by_its_word_and_nonsense_gives_the_default() {
        assert!(Theme::ALL.iter().all(|theme| Theme::from_word(theme.word()) == *theme));
        assert!(Locale::ALL.iter().all(|locale| Locale::from_word(locale.word()) == *locale));
        assert_eq!(Theme::from_word("\"><script>"), Theme::System);
        assert_eq!(Locale::from_word(""), Locale::UnitedStates);
    }
}
