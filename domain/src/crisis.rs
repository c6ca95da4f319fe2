//! Where people in danger find help at once, as data for each country.
//!
//! The default's numbers are those of the specification (site.md). For other countries a number stands here only where a page of
//! the service itself, of its government or of the press says so: Samaritans 116 123 in the UK and in Ireland (samaritans.org, irishexaminer.com),
//! Shout 85258 (fullfact.org), Lifeline 13 11 14 and 0477 13 11 14 (lifeinmind.org.au), 1737 (newshub.co.nz, with the health ministry),
//! 988 in Canada (the Public Health Agency's announcement of November 2023). Look them up again before each release.

/// One way to reach one service.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// A number to call, as it is dialled and as it is written.
    Call(&'static str, &'static str),
    /// A number to text, and the word to send, if one is needed.
    Text(&'static str, &'static str),
    /// A page where one can write.
    Chat(&'static str),
}

/// One service.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HelpLine {
    /// Its name.
    pub name: &'static str,
    /// Whom it is for, in one sentence.
    pub says: &'static str,
    /// The ways to reach it.
    pub reach: &'static [Reach],
}

/// The help of one country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Help {
    /// ISO 3166 code.
    pub country: &'static str,
    /// The first thing to do, in a few words: stands in the strip over every page.
    pub brief: &'static str,
    /// The emergency number.
    pub emergency: &'static str,
    /// The services, the most general first.
    pub lines: &'static [HelpLine],
}

const LISTENS: &str = "Free, any hour. Talk with a trained person.";

/// All countries we know; the first is used for everybody else.
const COUNTRIES: &[Help] = &[
    Help {
        country: "US",
        brief: "Call or text 988, any hour",
        emergency: "911",
        lines: &[
            HelpLine {
                name: "988 Suicide & Crisis Lifeline",
                says: LISTENS,
                reach: &[Reach::Call("988", "988"), Reach::Text("988", ""), Reach::Chat("https://chat.988lifeline.org/")],
            },
            HelpLine {
                name: "Crisis Text Line",
                says: "Free, any hour. Write with a trained person.",
                reach: &[Reach::Text("741741", "HOME")],
            },
            HelpLine {
                name: "SAMHSA Helpline",
                says: "Free, any hour. Find treatment near you.",
                reach: &[Reach::Call("+18006624357", "1-800-662-4357")],
            },
        ],
    },
    Help {
        country: "CA",
        brief: "Call or text 988, any hour",
        emergency: "911",
        lines: &[HelpLine {
            name: "988 Suicide Crisis Helpline",
            says: LISTENS,
            reach: &[Reach::Call("988", "988"), Reach::Text("988", "")],
        }],
    },
    Help {
        country: "GB",
        brief: "Call Samaritans on 116 123, any hour",
        emergency: "999",
        lines: &[
            HelpLine { name: "Samaritans", says: LISTENS, reach: &[Reach::Call("116123", "116 123")] },
            HelpLine { name: "Shout", says: "Free, any hour. Write with a trained person.", reach: &[Reach::Text("85258", "SHOUT")] },
        ],
    },
    Help {
        country: "IE",
        brief: "Call Samaritans on 116 123, any hour",
        emergency: "112",
        lines: &[HelpLine { name: "Samaritans", says: LISTENS, reach: &[Reach::Call("116123", "116 123")] }],
    },
    Help {
        country: "AU",
        brief: "Call Lifeline on 13 11 14, any hour",
        emergency: "000",
        lines: &[HelpLine { name: "Lifeline", says: LISTENS, reach: &[Reach::Call("131114", "13 11 14"), Reach::Text("0477131114", "")] }],
    },
    Help {
        country: "NZ",
        brief: "Call or text 1737, any hour",
        emergency: "111",
        lines: &[HelpLine { name: "Need to talk? 1737", says: LISTENS, reach: &[Reach::Call("1737", "1737"), Reach::Text("1737", "")] }],
    },
];

/// Help in the country that an IANA time zone lies in; the default country's for a zone we don't know.
pub fn near(time_zone: &str) -> &'static Help {
    let country = match time_zone {
        "Europe/London" | "Europe/Belfast" | "GB" => "GB",
        "Europe/Dublin" | "Eire" => "IE",
        "America/Toronto" | "America/Vancouver" | "America/Edmonton" | "America/Winnipeg" | "America/Halifax" | "America/St_Johns"
        | "America/Regina" | "America/Montreal" | "America/Moncton" | "America/Whitehorse" => "CA",
        "Pacific/Auckland" | "Pacific/Chatham" | "NZ" => "NZ",
        zone if zone.starts_with("Australia/") => "AU",
        zone if zone.starts_with("Canada/") => "CA",
        _ => "US",
    };
    COUNTRIES.iter().find(|help| help.country == country).unwrap_or(&COUNTRIES[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_near_and_nobody_is_left_without() {
        for (zone, country) in [
            ("America/New_York", "US"),
            ("Europe/London", "GB"),
            ("Australia/Perth", "AU"),
            ("America/Toronto", "CA"),
            ("Pacific/Auckland", "NZ"),
            ("Asia/Tokyo", "US"),
            ("", "US"),
        ] {
            assert_eq!(near(zone).country, country, "{zone}");
        }
    }

    #[test]
    fn every_country_has_a_line_that_can_be_reached() {
        for help in COUNTRIES {
            assert!(!help.emergency.is_empty() && help.lines.iter().all(|line| !line.reach.is_empty()), "{}", help.country);
        }
    }
}
