//! What the people of the town say: the hand-written texts in `engine/demo`, read once when a town is built.
use crate::Error;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Everything that was written for the town.
pub struct Words {
    pub people: Vec<Person>,
    pub members: Members,
    pub reviews: Reviews,
    pub meetings: Meetings,
    pub rooms: Vec<Room>,
    pub talks: Talks,
    pub letters: Letters,
    pub orgs: Orgs,
    pub papers: Vec<Paper>,
}

/// A document in somebody's library, by its lines.
#[derive(Deserialize)]
pub struct Paper {
    /// A supporter's address word, or an organization's.
    pub owner: String,
    pub name: String,
    pub kind: PaperKind,
    pub public: bool,
    pub description: String,
    /// The names of the owner's meetings that hand it out.
    pub meetings: Vec<String>,
    pub lines: Vec<String>,
}

/// What file a document is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaperKind {
    Pdf,
    Text,
}

/// A supporter, in their own words.
#[derive(Deserialize)]
pub struct Person {
    pub handle: String,
    pub first_name: String,
    pub last_initial: String,
    pub gender: String,
    pub pronouns: String,
    pub credential: String,
    pub time_zone: String,
    pub weekly_hours: String,
    pub topics: String,
    pub specialties: String,
    pub languages: String,
    pub door: Door,
    pub services: Vec<Offer>,
    pub headline: String,
    pub greeting: String,
    pub about: String,
    pub story: String,
    pub motivation: String,
}

impl Person {
    /// Whether they chose this topic.
    pub fn knows(&self, topic: &str) -> bool {
        self.topics.split(',').any(|slug| slug == topic)
    }
}

/// How somebody meets people who want to connect.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Door {
    /// They answer each request.
    Open,
    /// Requests are approved at once.
    Auto,
    /// No new people for now.
    Closed,
    /// Not in the directory, and no new people.
    Hidden,
}

/// A service: minutes, and cents (0 is free).
#[derive(Deserialize)]
pub struct Offer {
    pub name: String,
    pub minutes: i64,
    pub price: i64,
}

/// Names and first lines of the members.
#[derive(Deserialize)]
pub struct Members {
    pub usernames: Vec<String>,
    pub abouts: Vec<String>,
}

/// What is said of supporters. `{name}` stands for the first name.
#[derive(Deserialize)]
pub struct Reviews {
    pub comments: Vec<Comment>,
    pub closings: Vec<String>,
}

/// One comment; an empty topic fits everybody.
#[derive(Deserialize)]
pub struct Comment {
    pub stars: i64,
    pub topic: String,
    pub text: String,
}

/// What meetings are called and what they promise.
#[derive(Deserialize)]
pub struct Meetings {
    pub groups: Vec<Group>,
    pub one_to_one: Vec<Hour>,
}

/// A group meeting: weekday from Monday 1, minutes from midnight in its host's zone, cents.
#[derive(Deserialize)]
pub struct Group {
    pub topic: String,
    pub host: String,
    pub name: String,
    pub description: String,
    pub day: u32,
    pub at: u32,
    pub minutes: i64,
    pub price: i64,
    pub every: Every,
    #[serde(default)]
    pub private: bool,
}

/// How often a group meets.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Every {
    #[serde(rename = "week")]
    Week,
    #[serde(rename = "other week")]
    OtherWeek,
    #[serde(rename = "once")]
    Once,
}

/// A meeting of two.
#[derive(Deserialize)]
pub struct Hour {
    pub name: String,
    pub description: String,
}

/// A public chatroom. Each line starts with who speaks (`@` is the owner); `~` is a break of some hours.
#[derive(Deserialize)]
pub struct Room {
    pub name: String,
    pub topic: String,
    pub owner: String,
    pub description: String,
    pub lines: Vec<String>,
}

/// Conversations of two. Lines start with S (supporter) or M (member); `~` is some hours later, `=` another day.
#[derive(Deserialize)]
pub struct Talks {
    pub member_with_sam: Vec<String>,
    pub member_with_rosa: Vec<String>,
    pub others_with_sam: Vec<Vec<String>>,
    pub requests_to_sam: Vec<String>,
}

/// The organizations, and the applications that wait for staff.
#[derive(Deserialize)]
pub struct Orgs {
    pub orgs: Vec<Org>,
    pub applications: Vec<domain::orgs::ApplicationDraft>,
}

/// An organization. People are named by username; meetings and rooms by their names.
#[derive(Deserialize)]
pub struct Org {
    pub slug: String,
    pub name: String,
    pub brand: String,
    pub mark: String,
    pub tagline: String,
    pub description: String,
    pub email: String,
    pub website: String,
    pub links: Vec<String>,
    pub topics: String,
    pub states: String,
    pub genders: String,
    pub time_zone: String,
    pub show_leaders: bool,
    pub show_ratings: bool,
    pub public_meetings: bool,
    pub owner: String,
    pub admins: Vec<String>,
    pub facilitators: Vec<String>,
    pub people: Vec<String>,
    pub leaders: Vec<OrgLeader>,
    pub meetings: Vec<(String, String)>,
    pub rooms: Vec<String>,
    pub questions: Vec<(String, String, Vec<String>, bool)>,
}

/// A group leader in their own words.
#[derive(Deserialize)]
pub struct OrgLeader {
    pub who: String,
    pub qualification: String,
    pub age: String,
    pub recovery: String,
    pub greeting: String,
    pub motivation: String,
    #[serde(default)]
    pub auto: bool,
    #[serde(default)]
    pub local_resources: bool,
}

/// What the long conversation is made of.
#[derive(Deserialize)]
pub struct Letters {
    pub numbers: Vec<Exchange>,
    pub news: Vec<Exchange>,
    pub episodes: Vec<Vec<String>>,
}

/// A line of the member and the supporter's answer. `{n}` stands for a number from one to ten.
#[derive(Deserialize)]
pub struct Exchange {
    pub says: String,
    pub hears: String,
}

/// Reads all texts.
pub fn read() -> Result<Words, Error> {
    let mut people: Vec<Person> = Vec::new();
    for text in [
        include_str!("../../demo/people/mind.json"),
        include_str!("../../demo/people/loss.json"),
        include_str!("../../demo/people/recovery.json"),
        include_str!("../../demo/people/body.json"),
        include_str!("../../demo/people/home.json"),
        include_str!("../../demo/people/change.json"),
    ] {
        people.append(&mut parse(text)?);
    }
    Ok(Words {
        people,
        members: parse(include_str!("../../demo/members.json"))?,
        reviews: parse(include_str!("../../demo/reviews.json"))?,
        meetings: parse(include_str!("../../demo/meetings.json"))?,
        rooms: parse(include_str!("../../demo/rooms.json"))?,
        talks: parse(include_str!("../../demo/talks.json"))?,
        letters: parse(include_str!("../../demo/letters.json"))?,
        orgs: parse(include_str!("../../demo/orgs.json"))?,
        papers: parse(include_str!("../../demo/documents.json"))?,
    })
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(Error::fault)
}
