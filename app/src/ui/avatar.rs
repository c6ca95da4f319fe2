//! A person's picture, or a two-tone shape with their initials that is always the same for the same person.
use leptos::prelude::*;

/// How large a picture is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum AvatarSize {
    /// 32 px: beside a line of chat.
    Tiny,
    /// 40 px: in bars and lists.
    Small,
    /// 48 px.
    #[default]
    Medium,
    /// 80 px: on cards; 64 on phones.
    Large,
    /// 160 px: on a profile; 112 on phones.
    Huge,
}

impl AvatarSize {
    fn class(self) -> &'static str {
        match self {
            Self::Tiny => "size-8 rounded-lg text-xs",
            Self::Small => "size-10 rounded-xl text-sm",
            Self::Medium => "size-12 rounded-xl text-base",
            Self::Large => "size-16 rounded-card text-xl sm:size-20 sm:text-2xl",
            Self::Huge => "size-28 rounded-3xl text-2xl sm:size-40 sm:text-3xl",
        }
    }

    fn pixels(self) -> &'static str {
        match self {
            Self::Tiny => "32",
            Self::Small => "40",
            Self::Medium => "48",
            Self::Large => "80",
            Self::Huge => "160",
        }
    }
}

/// Pairs of tones that hold white initials at 4.5:1.
const TONES: [&str; 8] = [
    "bg-face-rose after:bg-face-umber",
    "bg-face-brick after:bg-face-plum",
    "bg-face-fern after:bg-face-spruce",
    "bg-face-spruce after:bg-face-lake",
    "bg-face-lake after:bg-face-dusk",
    "bg-face-dusk after:bg-face-iris",
    "bg-face-iris after:bg-face-plum",
    "bg-face-plum after:bg-face-rose",
];

/// Where the second tone stands.
const SHAPES: [&str; 4] = [
    "after:size-4/5 after:rounded-full after:left-2/5 after:top-1/2",
    "after:size-4/5 after:rounded-full after:-left-1/5 after:top-1/2",
    "after:size-4/5 after:rounded-full after:left-1/2 after:-top-1/3",
    "after:h-1/2 after:w-full after:left-0 after:top-1/2 after:rounded-t-full",
];

/// FNV-1a: small, and the same on every machine and in every version.
fn number(seed: &str) -> usize {
    let hash = seed.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)) as usize
}

/// "Rosa M." gives RM, "quiet_river" gives QR, "marlow" gives MA.
pub fn initials(name: &str) -> String {
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("?");
    let letters: String = match words.find(|word| word.starts_with(char::is_alphabetic)) {
        Some(second) => first.chars().take(1).chain(second.chars().take(1)).collect(),
        None => first.chars().take(2).collect(),
    };
    letters.to_uppercase()
}

/// A picture. `seed` is what stays the same for the person: their id. It is decoration: the name stands beside it as text.
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    #[prop(into)] seed: String,
    /// The id of the uploaded picture at `/pictures/{id}`.
    #[prop(optional_no_strip, into)]
    picture: Option<String>,
    #[prop(optional)] size: AvatarSize,
) -> impl IntoView {
    match picture {
        Some(id) => view! {
            <img
                src=format!("/pictures/{id}")
                alt=""
                width=size.pixels()
                height=size.pixels()
                loading="lazy"
                decoding="async"
                class=format!("shrink-0 bg-spruce-soft object-cover {}", size.class())
            />
        }
        .into_any(),
        None => {
            let number = number(&seed);
            let tones = TONES.get(number % TONES.len()).copied().unwrap_or_default();
            let shape = SHAPES.get((number / TONES.len()) % SHAPES.len()).copied().unwrap_or_default();
            view! {
                <span
                    aria-hidden="true"
                    class=format!(
                        "face {} {tones} {shape}",
                        size.class(),
                    )
                >
                    <span>{initials(&name)}</span>
                </span>
            }
            .into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_first_two_words_or_letters() {
        for (name, letters) in
            [("Rosa M.", "RM"), ("quiet_river", "QR"), ("demo-member", "DM"), ("marlow", "MA"), ("élan 42", "ÉL"), ("", "?")]
        {
            assert_eq!(initials(name), letters, "{name}");
        }
    }

    #[test]
    fn the_same_person_always_has_the_same_shape() {
        assert_eq!(number("0190b6f0-7c1e-7a55-8f00-0123456789ab"), number("0190b6f0-7c1e-7a55-8f00-0123456789ab"));
        let tones: std::collections::HashSet<_> = (0..200).map(|n| number(&format!("person {n}")) % TONES.len()).collect();
        assert_eq!(tones.len(), TONES.len());
    }
}
