//! The form **Create a Meeting** as its host types it, and what it must be before others see it.
use super::Kind;
use super::of_org::{MOST_HOSTS, Visibility};
use super::series::{self, Repeat};
use super::wall::{WallDay, WallTime};
use crate::supporters::draft::{NO_CONTACT_DETAILS, gives_contact_details, tidy};
use crate::{Limits, Problem, Refusal, limits, money, topics};
use serde::{Deserialize, Serialize};

/// The longest name, support topic and special focus, in characters.
pub const NAME: usize = 80;
/// The longest special focus.
pub const FOCUS: usize = 200;
/// The longest description and the longest notes.
pub const DESCRIPTION: usize = 2000;
/// The shortest and the longest meeting, in minutes (site.md, "Decisions").
pub const LENGTH: std::ops::RangeInclusive<i64> = 15..=240;
/// How many characters the password of a private meeting may have.
pub const PASSWORD: std::ops::RangeInclusive<usize> = 4..=40;
/// How many documents a meeting may hand out.
pub const MOST_DOCUMENTS: usize = 10;

/// The form, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingDraft {
    /// Slug of the Meeting Type.
    pub topic: String,
    /// The title.
    pub name: String,
    /// More detail inside the type.
    pub support_topic: String,
    /// For whom, or from what experience.
    pub focus: String,
    /// `group` or `one_to_one`.
    pub kind: String,
    /// 1 to 45. 1on1 Coaching sends none.
    pub seats: String,
    /// `0`, `free`, or a price such as `19.99` in US dollars.
    pub price: String,
    /// What to expect.
    pub description: String,
    /// The host's own notes.
    pub comments: String,
    /// Whether it takes a password to register.
    pub private: bool,
    /// The password; empty keeps the one that is set.
    pub password: String,
    /// Whether it is off the calendar and for invited people.
    pub exclusive: bool,
    /// Whether the host admits each person to the room.
    pub wait_room: bool,
    /// Whether people can queue when it is full.
    pub waiting_list: bool,
    /// Whole hours of its length.
    pub hours: String,
    /// Minutes beside them.
    pub minutes: String,
    /// `2026-11-24T18:00` on the host's clock.
    pub start: String,
    /// IANA name of the host's zone.
    pub time_zone: String,
    /// Empty, `daily` or `weekly`.
    pub repeat: String,
    /// The last day of a series: `2026-12-22`.
    pub until: String,
    /// Ids of documents of the host's library.
    pub documents: Vec<String>,
    /// Of an organization's meeting: `public`, `organization` or `exclusive`.
    pub visibility: String,
    /// Of an organization's meeting: the accounts of its hosts, the main one first. Empty ones say nothing.
    pub hosts: Vec<String>,
}

/// A meeting, or a series, that keeps the rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Group or 1on1.
    pub kind: Kind,
    /// Slug of a topic.
    pub topic: String,
    /// The title.
    pub name: String,
    /// May be empty.
    pub support_topic: String,
    /// May be empty.
    pub focus: String,
    /// How many can register.
    pub seats: i64,
    /// In cents; 0 is free.
    pub price: i64,
    /// What to expect.
    pub description: String,
    /// May be empty.
    pub comments: String,
    /// Whether it takes a password.
    pub private: bool,
    /// A new password.
    pub password: Option<String>,
    /// Whether it is for invited people alone.
    pub exclusive: bool,
    /// Whether the host admits each person.
    pub wait_room: bool,
    /// Whether people can queue.
    pub waiting_list: bool,
    /// Its length.
    pub minutes: i64,
    /// Minutes since midnight on the host's clock.
    pub minute: i64,
    /// Its day, or all days of the series, in order.
    pub days: Vec<WallDay>,
    /// How often it repeats.
    pub repeat: Option<Repeat>,
    /// The host's zone, as typed: the engine knows which zones there are.
    pub time_zone: String,
    /// Ids of documents, each once.
    pub documents: Vec<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Accounts of hosts, each once, the main one first: for an organization's meeting.
    pub hosts: Vec<String>,
}

/// Words that would make a meeting look like the site's own.
fn sounds_like_us(text: &str, name: bool) -> bool {
    let lower = text.to_lowercase();
    lower.contains("heypeers") || lower.contains("alongside certified") || (name && lower.contains("alongside"))
}

const OURS: &str = "Leave out the name of this site: it would look as if the site itself led the meeting.";

impl MeetingDraft {
    /// Checks the form. `kept_password` says that a private meeting has a password already. Problems are at the fields' names.
    pub fn check(&self, kept_password: bool) -> Result<Plan, Refusal> {
        self.check_within(kept_password, limits())
    }

    /// The same within these limits.
    pub fn check_within(&self, kept_password: bool, limits: &Limits) -> Result<Plan, Refusal> {
        let mut problems = Vec::new();
        let kind = Kind::parse(&self.kind);
        if kind.is_none() {
            problems.push(Problem::new("kind", "Choose Group Meeting or 1on1 Coaching."));
        }
        let kind = kind.unwrap_or_default();
        if topics::by_slug(&self.topic).is_none() {
            problems.push(Problem::new("topic", "Choose what the meeting is about."));
        }
        let mut text = |field: &str, typed: &str, most: usize, missing: Option<&str>| {
            let typed = tidy(typed);
            let length = typed.chars().count();
            match missing {
                Some(missing) if length == 0 => problems.push(Problem::new(field, missing)),
                _ if length > most => {
                    problems.push(Problem::new(field, format!("This is {length} characters long. Shorten it to {most}.")))
                }
                // The host's own notes are read by nobody else.
                _ if field == "comments" => {}
                _ if sounds_like_us(&typed, field == "name") => problems.push(Problem::new(field, OURS)),
                _ if gives_contact_details(&typed) => problems.push(Problem::new(field, NO_CONTACT_DETAILS)),
                _ => {}
            }
            typed
        };
        let name = text("name", &self.name, NAME, Some("Give the meeting a name that says what it is.")).replace('\n', " ");
        let support_topic = text("support_topic", &self.support_topic, NAME, None).replace('\n', " ");
        let focus = text("focus", &self.focus, FOCUS, None);
        let description = text("description", &self.description, DESCRIPTION, Some("Say in a few lines what people can expect."));
        let comments = text("comments", &self.comments, DESCRIPTION, None);
        let seats = match kind {
            Kind::OneToOne => 1,
            Kind::Group => self.seats.trim().parse().ok().filter(|seats| (1..=limits.group_seats).contains(seats)).unwrap_or_else(|| {
                problems.push(Problem::new("seats", format!("A group can have 1 to {} registrants.", limits.group_seats)));
                1
            }),
        };
        let price = price(&self.price, kind, limits).unwrap_or_else(|says| {
            problems.push(Problem::new("price", says));
            0
        });
        let password = self.password.trim();
        let password = (self.private && !password.is_empty()).then(|| password.to_owned());
        match &password {
            None if self.private && !kept_password => {
                problems.push(Problem::new("password", "Set the password that people need to register."));
            }
            Some(password) if !PASSWORD.contains(&password.chars().count()) => {
                problems.push(Problem::new("password", "Choose 4 to 40 characters. You give it to the people you want to come."));
            }
            _ => {}
        }
        let minutes = length(&self.hours, &self.minutes).unwrap_or_else(|| {
            problems.push(Problem::new("minutes", "A meeting takes 15 minutes to 4 hours."));
            60
        });
        let repeat = Repeat::parse(&self.repeat);
        let (minute, days) = match schedule(&self.start, repeat, &self.until, limits) {
            Ok(schedule) => schedule,
            Err(problem) => {
                problems.extend(problem.problems().iter().cloned());
                (0, Vec::new())
            }
        };
        let (documents, hosts) = (each_once(&self.documents), each_once(&self.hosts));
        if hosts.len() > MOST_HOSTS {
            problems.push(Problem::new("hosts", "Choose one host and at most two co-hosts."));
        }
        let visibility = Visibility::parse(&self.visibility).unwrap_or_default();
        let exclusive = self.exclusive || visibility == Visibility::Exclusive;
        if documents.len() > MOST_DOCUMENTS {
            problems.push(Problem::new("documents", format!("Choose at most {MOST_DOCUMENTS} documents.")));
        }
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        Ok(Plan {
            kind,
            topic: self.topic.clone(),
            name,
            support_topic,
            focus,
            seats,
            price,
            description,
            comments,
            private: self.private,
            password,
            exclusive,
            wait_room: self.wait_room,
            waiting_list: self.waiting_list,
            minutes,
            minute,
            days,
            repeat,
            time_zone: self.time_zone.trim().to_owned(),
            documents,
            visibility: if exclusive { Visibility::Exclusive } else { visibility },
            hosts,
        })
    }
}

fn each_once(words: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for word in words {
        if !word.is_empty() && !kept.contains(word) {
            kept.push(word.clone());
        }
    }
    kept
}

fn price(typed: &str, kind: Kind, limits: &Limits) -> Result<i64, String> {
    let (from, to) = match kind {
        Kind::OneToOne => (limits.coaching_price_from, limits.price_to),
        Kind::Group => (limits.group_price_from, limits.price_to),
    };
    let free = kind == Kind::Group;
    money::parse(typed).filter(|price| (free && *price == 0) || (from..=to).contains(price)).ok_or_else(|| {
        let (from, to) = (money::typed(from, "USD"), money::typed(to, "USD"));
        if free { format!("Use 0 for free, or a price from {from} to {to}.") } else { format!("1on1 Coaching costs {from} to {to}.") }
    })
}

fn length(hours: &str, minutes: &str) -> Option<i64> {
    let number = |text: &str| if text.trim().is_empty() { Some(0) } else { text.trim().parse::<i64>().ok() };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if !(0..=4).contains(&hours) || !(0..60).contains(&minutes) {
        return None;
    }
    Some(hours * 60 + minutes).filter(|length| LENGTH.contains(length))
}

/// The minute of the day, and the days.
fn schedule(start: &str, repeat: Option<Repeat>, until: &str, limits: &Limits) -> Result<(i64, Vec<WallDay>), Refusal> {
    let start = WallTime::parse(start).ok_or_else(|| Refusal::field("start", "Choose the day and the time."))?;
    let Some(repeat) = repeat else { return Ok((start.minute, vec![start.day])) };
    let until = WallDay::parse(until).ok_or_else(|| Refusal::field("until", "Choose the last day of the series."))?;
    Ok((start.minute, series::days_within(start.day, repeat, until, limits)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> MeetingDraft {
        MeetingDraft {
            topic: "grief".into(),
            name: "Kitchen Table".into(),
            kind: "group".into(),
            seats: "10".into(),
            price: "0".into(),
            description: "We light a candle and take turns.".into(),
            hours: "1".into(),
            minutes: "30".into(),
            start: "2026-12-01T18:00".into(),
            time_zone: "America/New_York".into(),
            ..MeetingDraft::default()
        }
    }

    fn fields(draft: &MeetingDraft) -> Vec<String> {
        match draft.check(false) {
            Ok(_) => Vec::new(),
            Err(refusal) => refusal.problems().iter().map(|problem| problem.field.clone()).collect(),
        }
    }

    #[test]
    fn a_complete_form_is_taken() {
        let plan = draft().check(false).expect("a good form");
        assert_eq!((plan.seats, plan.price, plan.minutes, plan.minute, plan.days.len()), (10, 0, 90, 1080, 1));
    }

    #[test]
    fn one_to_one_has_one_seat_whatever_was_typed_and_costs_at_least_19_99() {
        let one = MeetingDraft { kind: "one_to_one".into(), seats: "30".into(), price: "19.99".into(), ..draft() };
        assert_eq!(one.check(false).map(|plan| (plan.seats, plan.price)), Ok((1, 1_999)));
        for price in ["19.98", "0", "", "500.01"] {
            assert_eq!(fields(&MeetingDraft { price: price.into(), ..one.clone() }), ["price"], "{price}");
        }
    }

    #[test]
    fn each_field_has_its_rule_and_says_so_at_the_field() {
        for (wrong, field) in [
            (MeetingDraft { topic: "football".into(), ..draft() }, "topic"),
            (MeetingDraft { name: " ".into(), ..draft() }, "name"),
            (MeetingDraft { name: "Alongside Tuesday".into(), ..draft() }, "name"),
            (MeetingDraft { name: "x".repeat(81), ..draft() }, "name"),
            (MeetingDraft { description: "Write to me: rosa@example.org".into(), ..draft() }, "description"),
            (MeetingDraft { description: "HeyPeers Certified".into(), ..draft() }, "description"),
            (MeetingDraft { kind: String::new(), ..draft() }, "kind"),
            (MeetingDraft { seats: "46".into(), ..draft() }, "seats"),
            (MeetingDraft { seats: "0".into(), ..draft() }, "seats"),
            (MeetingDraft { price: "2.98".into(), ..draft() }, "price"),
            (MeetingDraft { private: true, ..draft() }, "password"),
            (MeetingDraft { private: true, password: "abc".into(), ..draft() }, "password"),
            (MeetingDraft { hours: "0".into(), minutes: "14".into(), ..draft() }, "minutes"),
            (MeetingDraft { hours: "4".into(), minutes: "1".into(), ..draft() }, "minutes"),
            (MeetingDraft { start: "soon".into(), ..draft() }, "start"),
            (MeetingDraft { repeat: "weekly".into(), ..draft() }, "until"),
        ] {
            assert_eq!(fields(&wrong), [field]);
        }
        assert!(fields(&MeetingDraft { comments: "Call 202 555 0143 if the room breaks".into(), ..draft() }).is_empty());
        assert!(MeetingDraft { private: true, ..draft() }.check(true).is_ok(), "the password that is set stays");
    }

    #[test]
    fn a_site_with_other_limits_takes_and_refuses_by_them_and_says_them() {
        let limits = Limits { group_seats: 60, series_meetings: 3, group_price_from: 500, price_to: 6_000, ..Limits::default() };
        let says = |draft: MeetingDraft| match draft.check_within(false, &limits) {
            Ok(plan) => format!("{} seats, {} days", plan.seats, plan.days.len()),
            Err(refusal) => refusal.problems().iter().map(|problem| problem.says.clone()).collect(),
        };
        let series = MeetingDraft { seats: "60".into(), repeat: "weekly".into(), until: "2026-12-15".into(), ..draft() };
        assert_eq!(says(series.clone()), "60 seats, 3 days");
        assert!(says(MeetingDraft { until: "2026-12-22".into(), ..series }).contains("A series can hold 3"));
        assert_eq!(says(MeetingDraft { seats: "61".into(), ..draft() }), "A group can have 1 to 60 registrants.");
        assert_eq!(says(MeetingDraft { price: "4.99".into(), ..draft() }), "Use 0 for free, or a price from 5 to 60.");
        assert_eq!(says(MeetingDraft { kind: "one_to_one".into(), price: "61".into(), ..draft() }), "1on1 Coaching costs 19.99 to 60.");
    }

    #[test]
    fn walking_alongside_somebody_is_no_brand() {
        assert!(fields(&MeetingDraft { description: "We walk alongside each other.".into(), ..draft() }).is_empty());
    }
}
