//! What has happened, in the past tense: the one thing that acts record and that open tabs hear.
//! An event is pushed to people's browsers as it stands, so it never holds an email, a phone number or a real name.
use crate::meetings::News;
use crate::orgs::StaffNews;
use crate::{AccountId, ConnectionId, MeetingId, Micros, OrgId, RoomId, SessionId};
use serde::{Deserialize, Serialize};

/// A person as others may see them in lists and events.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Face {
    /// Their account.
    pub id: AccountId,
    /// A member's username, or a supporter's first name and initial.
    pub name: String,
    /// The address under `/supporters/`, if they are a supporter with a public profile.
    pub handle: Option<String>,
    /// The id of their picture at `/pictures/{id}`, if they have one.
    pub picture: Option<String>,
}

/// One line of a conversation, as everybody in its room may see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Message {
    /// Its place in the room: 1, 2, 3, with no gaps.
    pub seq: i64,
    /// Who wrote it.
    pub author: AccountId,
    /// The author's name as others see it.
    pub name: String,
    /// The id that the sender's browser gave it, so that the sender knows its own line again.
    pub client_id: String,
    /// Plain text, at most 4,000 characters.
    pub text: String,
    /// When it was stored.
    pub at: Micros,
}

/// Something that became true.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Somebody asked somebody to connect.
    RequestSent { connection: ConnectionId, asker: Face, asked: Face, note: String, at: Micros },
    /// The asked person said yes. `automatic` says that nobody had to press a button: they approve all requests at once.
    RequestApproved { connection: ConnectionId, asker: Face, asked: Face, automatic: bool, at: Micros },
    /// The asked person said not now.
    RequestDeclined { connection: ConnectionId, asker: Face, asked: Face, at: Micros },
    /// The asker took the request back.
    RequestWithdrawn { connection: ConnectionId, asker: Face, asked: Face, at: Micros },
    /// One of the two ended it by blocking. Only `blocker` hears of it.
    PersonBlocked { blocker: AccountId, blocked: AccountId, at: Micros },
    /// `blocker` may be asked again. Only `blocker` hears of it.
    PersonUnblocked { blocker: AccountId, blocked: AccountId, at: Micros },
    /// A line was stored in a room. `people` are the members of a one-to-one room, so that a tab that has not opened it hears too.
    MessageSent { room: RoomId, message: Message, people: Vec<AccountId> },
    /// Somebody has received everything up to `delivered` and read everything up to `read`.
    MarksMoved { room: RoomId, reader: AccountId, delivered: i64, read: i64, people: Vec<AccountId> },
    /// Something about a meeting that `to` should know. `name` is the meeting's. One event for each person: nobody learns who else is there.
    MeetingNews { meeting: MeetingId, name: String, host: AccountId, to: AccountId, news: News, at: Micros },
    /// A public profile, its reviews or its openings changed: the directory looks at it again. Not pushed to browsers.
    SupporterChanged { supporter: AccountId },
    /// An organization's profile, settings or people changed. Not pushed to browsers.
    OrgChanged { org: OrgId },
    /// Somebody subscribed to an organization, or ended it.
    SubscriptionChanged { org: OrgId, account: AccountId, subscribed: bool },
    /// An organization wrote to its subscribers. Not pushed to browsers.
    NewsSent { org: OrgId },
    /// Something about an organization's people or subscribers that `to` should know. It names nobody else.
    StaffNews { org: OrgId, slug: String, name: String, to: AccountId, news: StaffNews },
    /// Staff of the site took somebody's second step away, because its owner had lost it.
    SecondStepReset { account: AccountId, at: Micros },
    /// Staff decided about an application for an organization; `slug` is its address if they said yes.
    ApplicationDecided { application: String, applicant: AccountId, name: String, slug: Option<String> },
    /// A device was signed out: its sockets close. Not pushed to browsers.
    SessionEnded { account: AccountId, session: SessionId },
    /// The account is gone: its sockets close. Not pushed to browsers.
    AccountDeleted { account: AccountId },
}

/// Where an event is heard.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Topic {
    /// All open tabs of one person.
    Account(AccountId),
    /// All tabs that have the room open.
    Room(RoomId),
    /// The parts of this very program.
    House,
}

impl Event {
    /// The event's name in the database and in logs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::RequestSent { .. } => "request_sent",
            Self::RequestApproved { .. } => "request_approved",
            Self::RequestDeclined { .. } => "request_declined",
            Self::RequestWithdrawn { .. } => "request_withdrawn",
            Self::PersonBlocked { .. } => "person_blocked",
            Self::PersonUnblocked { .. } => "person_unblocked",
            Self::MessageSent { .. } => "message_sent",
            Self::MarksMoved { .. } => "marks_moved",
            Self::MeetingNews { .. } => "meeting_news",
            Self::SupporterChanged { .. } => "supporter_changed",
            Self::OrgChanged { .. } => "org_changed",
            Self::SubscriptionChanged { .. } => "subscription_changed",
            Self::NewsSent { .. } => "news_sent",
            Self::StaffNews { .. } => "staff_news",
            Self::SecondStepReset { .. } => "second_step_reset",
            Self::ApplicationDecided { .. } => "application_decided",
            Self::SessionEnded { .. } => "session_ended",
            Self::AccountDeleted { .. } => "account_deleted",
        }
    }

    /// Who hears it. A public room's messages go to those who have it open; a one-to-one room's to both people's tabs.
    pub fn audience(&self) -> Vec<Topic> {
        match self {
            Self::RequestSent { asker, asked, .. }
            | Self::RequestApproved { asker, asked, .. }
            | Self::RequestDeclined { asker, asked, .. }
            | Self::RequestWithdrawn { asker, asked, .. } => {
                vec![Topic::Account(asker.id.clone()), Topic::Account(asked.id.clone())]
            }
            Self::PersonBlocked { blocker, .. } | Self::PersonUnblocked { blocker, .. } => vec![Topic::Account(blocker.clone())],
            Self::MessageSent { room, people, .. } | Self::MarksMoved { room, people, .. } => {
                if people.is_empty() {
                    vec![Topic::Room(room.clone())]
                } else {
                    people.iter().cloned().map(Topic::Account).collect()
                }
            }
            Self::SubscriptionChanged { account, .. } | Self::ApplicationDecided { applicant: account, .. } => {
                vec![Topic::Account(account.clone())]
            }
            Self::MeetingNews { to, .. } | Self::StaffNews { to, .. } | Self::SecondStepReset { account: to, .. } => {
                vec![Topic::Account(to.clone())]
            }
            Self::SupporterChanged { .. }
            | Self::OrgChanged { .. }
            | Self::NewsSent { .. }
            | Self::SessionEnded { .. }
            | Self::AccountDeleted { .. } => vec![Topic::House],
        }
    }
}
