//! What a person is told in their notification centre, derived from what has happened: who, about whom, in what words.
use crate::events::{Event, Face};
use crate::meetings::News;
use crate::{AccountId, ConnectionId};
use serde::{Deserialize, Serialize};

/// What kind of news it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Somebody asks to connect.
    Asked,
    /// Somebody connected with a person who approves automatically.
    Joined,
    /// A request was approved.
    Approved,
    /// A request was answered with "not now".
    NotNow,
    /// An organization wrote to its subscribers.
    OrgNews,
    /// An application for an organization was approved.
    OrgApproved,
    /// An application for an organization was declined.
    OrgDeclined,
    /// Something about a meeting, whose name stands in place of a person's.
    Meeting(News),
}

impl NoticeKind {
    /// All kinds.
    const ALL: [Self; 7] = [Self::Asked, Self::Joined, Self::Approved, Self::NotNow, Self::OrgNews, Self::OrgApproved, Self::OrgDeclined];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Joined => "joined",
            Self::Approved => "approved",
            Self::NotNow => "not_now",
            Self::OrgNews => "org_news",
            Self::OrgApproved => "org_approved",
            Self::OrgDeclined => "org_declined",
            Self::Meeting(news) => news.as_str(),
        }
    }

    /// Reads the word kept in the database. A kind of another version is `None` and is not shown.
    pub fn from_stored(word: &str) -> Option<Self> {
        let meetings = News::ALL.into_iter().map(Self::Meeting);
        Self::ALL.into_iter().chain(meetings).find(|kind| kind.as_str() == word)
    }

    /// The sentence after the name it is about.
    pub fn says(self) -> &'static str {
        match self {
            Self::Asked => "asks to connect with you.",
            Self::Joined => "is now connected with you.",
            Self::Approved => "approved your request. You can write to each other now.",
            Self::NotNow => "can't take on a new connection right now. You may ask again in 30 days.",
            Self::OrgNews => "has news for its subscribers.",
            Self::OrgApproved => "was approved. You can set it up now.",
            Self::OrgDeclined => "was not taken on this time. Read the answer.",
            Self::Meeting(news) => news.says(),
        }
    }
}

/// One notice to one person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// Who is told.
    pub to: AccountId,
    /// The thing it is about: a newer notice with the same key takes the place of the older one.
    pub key: String,
    /// What kind of news.
    pub kind: NoticeKind,
    /// Whom it tells of, if it is a person.
    pub from: Option<AccountId>,
    /// Their name as others see it.
    pub about: String,
    /// Where it leads on this site.
    pub link: String,
}

/// What an event does to the notices of people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Told {
    /// A new notice.
    New(Notice),
    /// The person has dealt with it: it counts as read.
    Settled { to: AccountId, key: String },
    /// It is no longer true: it goes away.
    Gone { to: AccountId, key: String },
    /// The person wants to hear nothing of somebody: all that was told of them goes away.
    Silenced { to: AccountId, from: AccountId },
}

fn key(connection: &ConnectionId) -> String {
    format!("connection:{connection}")
}

fn tell(to: &Face, from: &Face, kind: NoticeKind, connection: &ConnectionId) -> Told {
    let link = match kind {
        NoticeKind::Asked | NoticeKind::NotNow => "/contacts?tab=pending",
        _ => "/contacts",
    };
    Told::New(Notice {
        to: to.id.clone(),
        key: key(connection),
        kind,
        from: Some(from.id.clone()),
        about: from.name.clone(),
        link: link.to_owned(),
    })
}

/// What this event means for people's notices.
pub fn told(event: &Event) -> Vec<Told> {
    match event {
        Event::RequestSent { connection, asker, asked, .. } => vec![tell(asked, asker, NoticeKind::Asked, connection)],
        Event::RequestApproved { connection, asker, asked, automatic: true, .. } => {
            vec![tell(asked, asker, NoticeKind::Joined, connection)]
        }
        Event::RequestApproved { connection, asker, asked, .. } => {
            vec![Told::Settled { to: asked.id.clone(), key: key(connection) }, tell(asker, asked, NoticeKind::Approved, connection)]
        }
        Event::RequestDeclined { connection, asker, asked, .. } => {
            vec![Told::Settled { to: asked.id.clone(), key: key(connection) }, tell(asker, asked, NoticeKind::NotNow, connection)]
        }
        Event::RequestWithdrawn { connection, asked, .. } => vec![Told::Gone { to: asked.id.clone(), key: key(connection) }],
        Event::ApplicationDecided { application, applicant, name, slug } => {
            let (kind, link) = match slug {
                Some(slug) => (NoticeKind::OrgApproved, format!("/organizations/{slug}/manage")),
                None => (NoticeKind::OrgDeclined, "/organizations/apply".to_owned()),
            };
            let key = format!("application:{application}");
            vec![Told::New(Notice { to: applicant.clone(), key, kind, from: None, about: name.clone(), link })]
        }
        Event::MeetingNews { meeting, name, host, to, news, .. } => {
            // One notice for a person and a meeting: the newest takes the place of the older one.
            let (key, link) = match news {
                news if news.of_reviews() => (format!("meeting:{meeting}:reviews"), format!("/meetings/{meeting}#reviews")),
                news if news.for_hosts() => (format!("meeting:{meeting}:people"), format!("/meetings/{meeting}/people")),
                _ => (format!("meeting:{meeting}"), format!("/meetings/{meeting}")),
            };
            vec![Told::New(Notice {
                to: to.clone(),
                key,
                kind: NoticeKind::Meeting(*news),
                from: Some(host.clone()),
                about: name.clone(),
                link,
            })]
        }
        Event::PersonBlocked { blocker, blocked, .. } => vec![Told::Silenced { to: blocker.clone(), from: blocked.clone() }],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(name: &str) -> Face {
        Face { id: AccountId::trusted(name), name: name.into(), handle: None, picture: None }
    }

    fn summary(event: &Event) -> Vec<(String, Option<NoticeKind>)> {
        let each = |told| match told {
            Told::New(notice) => (notice.to.to_string(), Some(notice.kind)),
            Told::Settled { to, .. } | Told::Gone { to, .. } | Told::Silenced { to, .. } => (to.to_string(), None),
        };
        told(event).into_iter().map(each).collect()
    }

    #[test]
    fn each_answer_is_told_to_the_one_who_waits_for_it_and_settles_the_question() {
        let (connection, asker, asked) = (ConnectionId::trusted("c"), face("river"), face("Rosa M."));
        let approved = |automatic| Event::RequestApproved {
            connection: connection.clone(),
            asker: asker.clone(),
            asked: asked.clone(),
            automatic,
            at: 0,
        };
        let sent = Event::RequestSent {
            connection: connection.clone(),
            asker: asker.clone(),
            asked: asked.clone(),
            note: "private words".into(),
            at: 0,
        };
        assert_eq!(summary(&sent), [("Rosa M.".into(), Some(NoticeKind::Asked))]);
        assert_eq!(summary(&approved(false)), [("Rosa M.".into(), None), ("river".into(), Some(NoticeKind::Approved))]);
        assert_eq!(summary(&approved(true)), [("Rosa M.".into(), Some(NoticeKind::Joined))]);
        let declined = Event::RequestDeclined { connection: connection.clone(), asker: asker.clone(), asked: asked.clone(), at: 0 };
        assert_eq!(summary(&declined), [("Rosa M.".into(), None), ("river".into(), Some(NoticeKind::NotNow))]);
        let withdrawn = Event::RequestWithdrawn { connection, asker, asked, at: 0 };
        assert_eq!(summary(&withdrawn), [("Rosa M.".into(), None)]);
        let blocked = Event::PersonBlocked { blocker: AccountId::trusted("a"), blocked: AccountId::trusted("b"), at: 0 };
        assert_eq!(summary(&blocked), [("a".into(), None)], "the one who is blocked is not told");
    }

    #[test]
    fn every_kind_is_known_again_from_the_database() {
        let meetings = News::ALL.into_iter().map(NoticeKind::Meeting);
        for kind in NoticeKind::ALL.into_iter().chain(meetings) {
            assert_eq!(NoticeKind::from_stored(kind.as_str()), Some(kind));
        }
    }
}
