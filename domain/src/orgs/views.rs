//! What the pages show of an organization.
use super::{Brand, Facts, OrgRole};
use crate::contacts::Standing;
use crate::events::Face;
use crate::meetings::Handout;
use crate::supporters::Rating;
use serde::{Deserialize, Serialize};

/// How an organization looks: enough for a tile, a banner and a monogram.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Look {
    /// The word in its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub brand: Brand,
    /// The id of its logo at `/organization-pictures/{id}`.
    pub logo: Option<String>,
    /// The id of its banner there.
    pub banner: Option<String>,
}

/// An organization on the Organizations page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tile {
    /// How it looks.
    pub look: Look,
    /// One sentence.
    pub tagline: String,
    /// Labels of its topics.
    pub topics: Vec<String>,
    /// Whether the one who looks has subscribed.
    pub subscribed: bool,
    /// The part that the one who looks plays in it.
    pub role: Option<OrgRole>,
    /// Whether it is on the page for its own people only.
    pub hidden: bool,
    /// For whom it is, if not for everybody.
    pub limits: Option<String>,
}

/// An organization among a member's own on their first page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnOrg {
    /// How it looks.
    pub look: Look,
    /// How many meetings it plans.
    pub coming: i64,
}

/// A group leader on the Group Leaders tab.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Leader {
    /// The person.
    pub face: Face,
    /// What they are to the one who looks.
    pub standing: Standing,
    /// Their first words.
    pub greeting: String,
    /// Why they help.
    pub motivation: String,
    /// Where they stand themselves.
    pub recovery: String,
    /// Their training.
    pub qualification: String,
    /// Their age range, or empty.
    pub age: String,
    /// Whether they help to find local resources.
    pub local_resources: bool,
    /// Where the organization shows ratings and there are any.
    pub rating: Option<Rating>,
    /// Whether something is missing that members look for.
    pub unfinished: bool,
}

/// The tabs of an organization's page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// What it is.
    #[default]
    About,
    /// What it plans.
    Meetings,
    /// Who leads its meetings.
    Leaders,
    /// Where its people talk.
    Chatrooms,
}

impl Tab {
    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Meetings => "meetings",
            Self::Leaders => "leaders",
            Self::Chatrooms => "chatrooms",
        }
    }

    /// Reads the word in the address; anything else is the first tab.
    pub fn from_address(word: &str) -> Self {
        [Self::Meetings, Self::Leaders, Self::Chatrooms].into_iter().find(|tab| tab.as_str() == word).unwrap_or_default()
    }
}

/// What subscribing to an organization takes, for somebody who has not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WayIn {
    /// The organization's name.
    pub name: String,
    /// The word in its address.
    pub slug: String,
    /// Who can take part, in words.
    pub open_to: String,
    /// Whether they can; `None` while what it asks is unsaid.
    pub fits: Option<bool>,
    /// Whether it asks for the state they live in.
    pub asks_state: bool,
    /// Whether it asks for their gender.
    pub asks_gender: bool,
    /// What they have said so far.
    pub facts: Facts,
}

/// An organization's page, and how the one who looks stands to it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OrgPage {
    /// How it looks.
    pub look: Look,
    /// One sentence.
    pub tagline: String,
    /// One or two paragraphs.
    pub description: String,
    /// Where people write to, or empty.
    pub email: String,
    /// Its own web page, or empty.
    pub website: String,
    /// Further links.
    pub links: Vec<String>,
    /// Labels of its topics.
    pub topics: Vec<String>,
    /// For whom it is, as a sentence.
    pub open_to: String,
    /// Whether it is for everybody.
    pub everybody: bool,
    /// Whether the one who looks fits: `None` if they have not said enough.
    pub fits: Option<bool>,
    /// Whether the state matters here.
    pub asks_state: bool,
    /// Whether the gender matters here.
    pub asks_gender: bool,
    /// What the one who looks has said before.
    pub facts: Facts,
    /// Whether the one who looks has subscribed.
    pub subscribed: bool,
    /// Whether questions of its intake form wait for the one who looks.
    pub questions_wait: bool,
    /// The part that the one who looks plays in it.
    pub role: Option<OrgRole>,
    /// Whether members see the Group Leaders tab.
    pub shows_leaders: bool,
    /// What it wrote to its subscribers lately. Only they, and its own people, read it.
    pub news: Vec<News>,
    /// What it shares of its library with everybody.
    pub documents: Vec<Handout>,
    /// How many have subscribed.
    pub subscribers: i64,
}

/// Something that an organization wrote to its subscribers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct News {
    /// The words.
    pub text: String,
    /// The day, as a label.
    pub day: String,
}

/// Somebody with a role, on the People page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub face: Face,
    /// Their role.
    pub role: OrgRole,
    /// Since when, as a label.
    pub since: String,
    /// Whether they have a leader profile, and whether it is finished.
    pub leader: Option<bool>,
    /// Whether it is the one who looks.
    pub me: bool,
}

/// An invitation that nobody has taken yet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Invitation {
    /// Its id.
    pub id: String,
    /// Where it went, as an admin typed it.
    pub email: String,
    /// The role it gives.
    pub role: OrgRole,
    /// How long it can be taken, as a sentence.
    pub until: String,
    /// Whether it can no longer be taken.
    pub expired: bool,
}

/// Somebody who has subscribed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Subscriber {
    /// Who, by the name others see.
    pub face: Face,
    /// Since when, as a label.
    pub since: String,
    /// Their answers to the intake form, question and answer. Admins only.
    pub answers: Vec<(String, String)>,
}

/// What waits for the people who run it, and what comes next.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Attention {
    /// Leaders whose profile is not finished.
    pub unfinished: i64,
    /// Invitations that have run out.
    pub expired: i64,
    /// Requests to leaders that wait for an answer.
    pub requests: i64,
    /// Of these, the ones that wait for longer than a day.
    pub late_requests: i64,
    /// How many have subscribed.
    pub subscribers: i64,
    /// How many of them in the last seven days.
    pub new_subscribers: i64,
    /// Whether it has no logo.
    pub no_logo: bool,
    /// Whether the description is still missing.
    pub no_description: bool,
}

/// An application for an organization.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Application {
    /// Its id.
    pub id: String,
    /// Who asks.
    pub applicant: Face,
    /// What it is to be called.
    pub name: String,
    /// The word in its address.
    pub slug: String,
    /// One sentence.
    pub tagline: String,
    /// Its own web page, or empty.
    pub website: String,
    /// Labels of its topics.
    pub topics: Vec<String>,
    /// Who they are and what they do.
    pub why: String,
    /// `waiting`, `approved` or `declined`.
    pub state: String,
    /// What staff answered.
    pub answer: String,
    /// When, as a label.
    pub at: String,
}
