//! What somebody looks for in the directory. It lives in the query string, so a page can be shared, reloaded and gone back to;
//! reading it never fails: what is unknown is ignored.
use super::Gender;
use crate::{languages, topics};

/// How many supporters stand on a page.
pub const PER_PAGE: usize = 10;
/// More of the typed words than this is not read.
const LONGEST: usize = 100;

/// The order of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sort {
    /// Most reviewed first, ties by rating, then by name.
    #[default]
    Reviewed,
    /// Highest rating first.
    RatingHigh,
    /// Lowest rating first; those without one at the end.
    RatingLow,
    /// Soonest opening first; those without one at the end.
    Opening,
    /// By name.
    Name,
}

impl Sort {
    /// All orders, as the list offers them.
    pub const ALL: [Self; 5] = [Self::Reviewed, Self::RatingHigh, Self::RatingLow, Self::Opening, Self::Name];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reviewed => "reviewed",
            Self::RatingHigh => "rating",
            Self::RatingLow => "rating-low",
            Self::Opening => "opening",
            Self::Name => "name",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Reviewed => "Most reviewed",
            Self::RatingHigh => "Rating, high to low",
            Self::RatingLow => "Rating, low to high",
            Self::Opening => "Next opening",
            Self::Name => "Name",
        }
    }
}

/// The price of somebody's least expensive service.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Price {
    /// Something for nothing.
    Free,
    /// Something for at most 25 dollars.
    UpTo25,
    /// Something for at most 50 dollars.
    UpTo50,
}

impl Price {
    /// All choices, as the filter offers them.
    pub const ALL: [Self; 3] = [Self::Free, Self::UpTo25, Self::UpTo50];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::UpTo25 => "25",
            Self::UpTo50 => "50",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Free => "Free",
            Self::UpTo25 => "Up to $25",
            Self::UpTo50 => "Up to $50",
        }
    }

    /// The highest price that fits, in cents.
    pub fn most(self) -> i64 {
        match self {
            Self::Free => 0,
            Self::UpTo25 => 2500,
            Self::UpTo50 => 5000,
        }
    }
}

/// Everything one can look for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Search {
    /// Typed words: a name, or what somebody is going through.
    pub words: String,
    /// Slugs of topics; any of them fits.
    pub topics: Vec<&'static str>,
    /// Typed words that must stand among the specialties.
    pub specialty: String,
    /// The code of a language.
    pub language: Option<&'static str>,
    /// Who they are.
    pub gender: Option<Gender>,
    /// Only those who can be asked to connect.
    pub open: bool,
    /// Only those with an opening in the next seven days.
    pub opening: bool,
    /// Only those with a service at such a price.
    pub price: Option<Price>,
    /// The order.
    pub sort: Sort,
    /// The page, counted from 0.
    pub page: u32,
}

impl Search {
    /// Reads a query string such as `q=grief&topic=grief&open=1&page=2`, with or without a leading `?`.
    pub fn parse(query: &str) -> Self {
        let mut search = Self::default();
        for pair in query.trim_start_matches('?').split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decode(value);
            match name {
                "q" => search.words = words(&value),
                "specialty" => search.specialty = words(&value),
                "topic" => {
                    if let Some(topic) = topics::by_slug(&value)
                        && !search.topics.contains(&topic.slug)
                    {
                        search.topics.push(topic.slug);
                    }
                }
                "language" => search.language = languages::by_code(&value).map(|language| language.code),
                "gender" => search.gender = Gender::parse(&value),
                "open" => search.open = value == "1",
                "opening" => search.opening = value == "1",
                "price" => search.price = Price::ALL.into_iter().find(|price| price.as_str() == value),
                "sort" => search.sort = Sort::ALL.into_iter().find(|sort| sort.as_str() == value).unwrap_or_default(),
                "page" => search.page = value.parse::<u32>().unwrap_or(1).saturating_sub(1),
                _ => {}
            }
        }
        // The address of a search does not depend on the order of clicks.
        search.topics.sort_unstable_by_key(|slug| topics::TOPICS.iter().position(|topic| topic.slug == *slug));
        search
    }

    /// The query string, without `?`: only what differs from the plain list.
    pub fn to_query(&self) -> String {
        let mut query = String::new();
        let mut add = |name: &str, value: &str| {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(name);
            query.push('=');
            encode(value, &mut query);
        };
        if !self.words.is_empty() {
            add("q", &self.words);
        }
        for topic in &self.topics {
            add("topic", topic);
        }
        if !self.specialty.is_empty() {
            add("specialty", &self.specialty);
        }
        if let Some(language) = self.language {
            add("language", language);
        }
        if let Some(gender) = self.gender {
            add("gender", gender.as_str());
        }
        if self.open {
            add("open", "1");
        }
        if self.opening {
            add("opening", "1");
        }
        if let Some(price) = self.price {
            add("price", price.as_str());
        }
        if self.sort != Sort::default() {
            add("sort", self.sort.as_str());
        }
        if self.page > 0 {
            add("page", &(u64::from(self.page) + 1).to_string());
        }
        query
    }

    /// The address of this search.
    pub fn address(&self) -> String {
        let query = self.to_query();
        if query.is_empty() { "/supporters".to_owned() } else { format!("/supporters?{query}") }
    }

    /// The same search on another page, counted from 0.
    pub fn on_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// Each filter in force: what people read on its chip, and the search without it.
    pub fn chips(&self) -> Vec<(String, Self)> {
        let first = Self { page: 0, ..self.clone() };
        let mut chips = Vec::new();
        if !self.words.is_empty() {
            chips.push((format!("“{}”", self.words), Self { words: String::new(), ..first.clone() }));
        }
        for slug in &self.topics {
            let topics = self.topics.iter().copied().filter(|other| other != slug).collect();
            chips.push((topics::label(slug).to_owned(), Self { topics, ..first.clone() }));
        }
        if !self.specialty.is_empty() {
            chips.push((format!("Specialty: {}", self.specialty), Self { specialty: String::new(), ..first.clone() }));
        }
        if let Some(code) = self.language {
            chips.push((format!("Speaks {}", languages::name(code)), Self { language: None, ..first.clone() }));
        }
        if let Some(gender) = self.gender {
            chips.push((gender.label().to_owned(), Self { gender: None, ..first.clone() }));
        }
        if self.open {
            chips.push(("Open to connect".to_owned(), Self { open: false, ..first.clone() }));
        }
        if self.opening {
            chips.push(("Has an opening this week".to_owned(), Self { opening: false, ..first.clone() }));
        }
        if let Some(price) = self.price {
            chips.push((price.label().to_owned(), Self { price: None, ..first }));
        }
        chips
    }

    /// The rest of the sentence after "18 supporters": " for grief and loss, open to connect". Empty when nothing is asked for.
    pub fn sentence(&self) -> String {
        let mut sentence = String::new();
        if !self.words.is_empty() {
            sentence.push_str(&format!(" matching “{}”", self.words));
        }
        if !self.topics.is_empty() {
            let topics: Vec<String> = self.topics.iter().map(|slug| in_a_sentence(topics::label(slug))).collect();
            sentence.push_str(&format!(" for {}", topics.join(" or ")));
        }
        let mut rest = Vec::new();
        if !self.specialty.is_empty() {
            rest.push(format!("with the specialty “{}”", self.specialty));
        }
        if let Some(code) = self.language {
            rest.push(format!("speaking {}", languages::name(code)));
        }
        match self.gender {
            None => {}
            Some(Gender::Woman) => rest.push("women".to_owned()),
            Some(Gender::Man) => rest.push("men".to_owned()),
            Some(Gender::Nonbinary) => rest.push("nonbinary".to_owned()),
        }
        if self.open {
            rest.push("open to connect".to_owned());
        }
        if self.opening {
            rest.push("with an opening this week".to_owned());
        }
        match self.price {
            None => {}
            Some(Price::Free) => rest.push("with something free".to_owned()),
            Some(price) => rest.push(price.label().to_lowercase()),
        }
        for part in rest {
            sentence.push_str(if sentence.is_empty() { " " } else { ", " });
            sentence.push_str(&part);
        }
        sentence
    }
}

/// "1 supporter", "18 supporters".
pub fn how_many(total: u32) -> String {
    if total == 1 { "1 supporter".to_owned() } else { format!("{total} supporters") }
}

/// A label inside a sentence starts small, unless it starts with an abbreviation.
fn in_a_sentence(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(label.chars().skip(1)).collect(),
        _ => label.to_owned(),
    }
}

fn words(value: &str) -> String {
    let letters: String = value.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let mut ahead = rest.clone();
                let digit =
                    |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok());
                match (digit(ahead.next()), digit(ahead.next())) {
                    (Some(high), Some(low)) => {
                        bytes.push(high * 16 + low);
                        rest = ahead;
                    }
                    _ => bytes.push(b'%'),
                }
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => into.push(char::from(byte)),
            b' ' => into.push('+'),
            _ => into.push_str(&format!("%{byte:02X}")),
        }
    }
}
