//! An organization's colour, and what can be read on it: whatever is chosen, the words on it have a contrast of 4.5 to 1.
use serde::{Deserialize, Serialize};

/// A colour of sRGB.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Brand {
    red: u8,
    green: u8,
    blue: u8,
}

/// What an organization starts with: the spruce of the site.
pub const USUAL: Brand = Brand { red: 0x1f, green: 0x65, blue: 0x5f };

/// The least contrast of text (WCAG 2.2, 1.4.3).
pub const READABLE: f64 = 4.5;

impl Brand {
    /// Reads a colour such as `#1f655f` or `1f655f`, or the short `#abc`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.trim().trim_start_matches('#');
        let long: String = match hex.len() {
            3 => hex.chars().flat_map(|digit| [digit, digit]).collect(),
            _ => hex.to_owned(),
        };
        if long.len() != 6 || !long.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(&long, 16).ok()?;
        let part = |shift: u32| u8::try_from((number >> shift) & 0xff).unwrap_or_default();
        Some(Self { red: part(16), green: part(8), blue: part(0) })
    }

    /// The colour as `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// The colour of words on it: white or black, whichever reads better. One of the two always has 4.5 to 1.
    pub fn ink(self) -> &'static str {
        if self.contrast(WHITE) >= self.contrast(BLACK) { "#ffffff" } else { "#000000" }
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast ratio with another colour, from 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

/// White.
pub const WHITE: Brand = Brand { red: 255, green: 255, blue: 255 };
/// Black.
pub const BLACK: Brand = Brand { red: 0, green: 0, blue: 0 };

impl From<Brand> for String {
    fn from(brand: Brand) -> Self {
        brand.hex()
    }
}

impl TryFrom<String> for Brand {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a colour")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn colours_are_read_as_people_write_them() {
        assert_eq!(Brand::parse(" #1F655f ").map(Brand::hex), Some("#1f655f".into()));
        assert_eq!(Brand::parse("abc").map(Brand::hex), Some("#aabbcc".into()));
        for wrong in ["", "#12", "red", "#12345g", "#1234567", "url(x)", "ééé"] {
            assert_eq!(Brand::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn light_colours_get_dark_words_and_dark_ones_light() {
        assert_eq!(Brand::parse("#ffe066").map(Brand::ink), Some("#000000"));
        assert_eq!(USUAL.ink(), "#ffffff");
    }

    proptest! {
        #[test]
        fn words_on_any_colour_can_be_read(red: u8, green: u8, blue: u8) {
            let brand = Brand { red, green, blue };
            let ink = Brand::parse(brand.ink()).expect("a colour");
            prop_assert!(brand.contrast(ink) >= READABLE);
            prop_assert_eq!(Brand::parse(&brand.hex()), Some(brand));
        }
    }
}
