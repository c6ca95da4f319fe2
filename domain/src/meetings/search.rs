//! What somebody looks for in the calendar: read from the address, so that a list can be shared, reloaded and gone back to.
use super::Kind;
use super::wall::WallDay;
use crate::{languages, topics};

/// On the wall, whatever the clocks do.
pub const MINUTES_A_DAY: i64 = 24 * 60;

/// The stretch of the day a meeting starts in, on the viewer's clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TimeOfDay {
    /// Before noon.
    Morning,
    /// From noon to five.
    Afternoon,
    /// From five on.
    Evening,
}

impl TimeOfDay {
    /// All, in their order.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Morning => "Morning",
            Self::Afternoon => "Afternoon",
            Self::Evening => "Evening",
        }
    }

    /// From which minute of the day to which.
    pub fn minutes(self) -> (i64, i64) {
        match self {
            Self::Morning => (0, 12 * 60),
            Self::Afternoon => (12 * 60, 17 * 60),
            Self::Evening => (17 * 60, MINUTES_A_DAY),
        }
    }

    /// Whether a minute of the day lies in it.
    pub fn holds(self, minute: i64) -> bool {
        let (from, until) = self.minutes();
        (from..until).contains(&minute)
    }
}

/// How far ahead to look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Until midnight.
    Today,
    /// Seven days.
    Week,
}

/// What somebody looks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Search {
    /// Words of its name, of what it is about, or of a host's name: each is to be found.
    pub words: String,
    /// Slug of a topic.
    pub topic: Option<&'static str>,
    /// Group or 1on1.
    pub kind: Option<Kind>,
    /// Free ones alone.
    pub free: bool,
    /// Those with a seat left alone.
    pub open: bool,
    /// Today or this week.
    pub reach: Option<Reach>,
    /// When they start.
    pub time: Option<TimeOfDay>,
    /// A language the host speaks.
    pub language: Option<&'static str>,
    /// A host's address under `/supporters/`, or their username.
    pub host: String,
    /// The word in an organization's address.
    pub org: String,
    /// A month as a calendar instead of the list: any day in it.
    pub month: Option<WallDay>,
    /// The list from this day on.
    pub from: Option<WallDay>,
}

impl Search {
    /// Reads the part of an address after `?`. What makes no sense is left out.
    pub fn parse(query: &str) -> Self {
        let mut search = Self::default();
        for pair in query.trim_start_matches('?').split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = unescape(value);
            let value = value.trim();
            match key {
                "q" => search.words = value.chars().take(100).collect(),
                "topic" => search.topic = topics::by_slug(value).map(|topic| topic.slug),
                "kind" => search.kind = Kind::parse(value),
                "free" => search.free = value == "1",
                "open" => search.open = value == "1",
                "when" => {
                    search.reach = match value {
                        "today" => Some(Reach::Today),
                        "week" => Some(Reach::Week),
                        _ => None,
                    }
                }
                "time" => search.time = TimeOfDay::ALL.into_iter().find(|time| time.as_str() == value),
                "language" => search.language = languages::by_code(value).map(|language| language.code),
                "host" => search.host = word(value),
                "org" => search.org = word(value),
                "month" => search.month = WallDay::parse(&format!("{value}-01")),
                "from" => search.from = WallDay::parse(value),
                _ => {}
            }
        }
        search
    }

    /// The part of an address after `?`, in one spelling.
    pub fn to_query(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        let mut add = |key, value: &str| {
            if !value.is_empty() {
                pairs.push((key, value.to_owned()));
            }
        };
        add("q", &self.words);
        add("topic", self.topic.unwrap_or_default());
        add("kind", self.kind.map(Kind::as_str).unwrap_or_default());
        add("free", if self.free { "1" } else { "" });
        add("open", if self.open { "1" } else { "" });
        let reach = match self.reach {
            Some(Reach::Today) => "today",
            Some(Reach::Week) => "week",
            None => "",
        };
        add("when", reach);
        add("time", self.time.map(TimeOfDay::as_str).unwrap_or_default());
        add("language", self.language.unwrap_or_default());
        add("host", &self.host);
        add("org", &self.org);
        add("month", &self.month.map(|month| month.to_string()[..7].to_owned()).unwrap_or_default());
        add("from", &self.from.map(|from| from.to_string()).unwrap_or_default());
        pairs.iter().map(|(key, value)| format!("{key}={}", escape(value))).collect::<Vec<_>>().join("&")
    }

    /// The whole address.
    pub fn address(&self) -> String {
        let query = self.to_query();
        if query.is_empty() { "/meetings".to_owned() } else { format!("/meetings?{query}") }
    }

    /// The same search in another place of the calendar.
    pub fn in_place(&self, month: Option<WallDay>, from: Option<WallDay>) -> Self {
        Self { month, from, ..self.clone() }
    }

    /// The same search for the meetings of every host.
    pub fn any_host(&self) -> Self {
        Self { host: String::new(), ..self.clone() }
    }

    /// The same search for the meetings of every organization, and of none.
    pub fn any_org(&self) -> Self {
        Self { org: String::new(), ..self.clone() }
    }

    /// How many filters are in use.
    pub fn filters(&self) -> usize {
        [
            !self.words.is_empty(),
            self.topic.is_some(),
            self.kind.is_some(),
            self.free,
            self.open,
            self.reach.is_some(),
            self.time.is_some(),
            self.language.is_some(),
            !self.host.is_empty(),
            !self.org.is_empty(),
        ]
        .into_iter()
        .filter(|used| *used)
        .count()
    }
}

/// A word as it stands in addresses and usernames; anything else is none.
fn word(value: &str) -> String {
    let fits = value.len() <= 60 && value.bytes().all(|b| b == b'-' || b == b'_' || b.is_ascii_alphanumeric());
    if fits { value.to_owned() } else { String::new() }
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let two = [rest.next().unwrap_or(b'x'), rest.next().unwrap_or(b'x')];
                let hex = std::str::from_utf8(&two).ok().and_then(|two| u8::from_str_radix(two, 16).ok());
                bytes.push(hex.unwrap_or(b' '));
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            b' ' => "+".to_owned(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_the_same_when_it_is_read_again() {
        let query = "q=grief+%26+caf%C3%A9&topic=grief&kind=group&free=1&open=1&when=week&time=evening&language=es&host=rosa-m&org=blue-porch&month=2026-12";
        let search = Search::parse(query);
        assert_eq!((search.words.as_str(), search.filters()), ("grief & café", 10));
        assert_eq!(Search::parse(&search.to_query()), search);
        assert_eq!(search.to_query(), query);
    }

    #[test]
    fn what_makes_no_sense_is_left_out() {
        let search =
            Search::parse("?topic=football&kind=x&free=yes&when=never&time=noon&language=zz&month=2026-13&from=x&host=a'b&org=%2F&%ff=%zz");
        assert_eq!(search, Search::default());
        assert_eq!(search.address(), "/meetings");
    }
}
