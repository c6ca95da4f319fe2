//! What a person is told in their notification centre, derived from what has happened: who, about whom, in what words.
use crate::events::{Event, Face};
use crate::meetings::News;
use crate::orgs::StaffNews;
use crate::{AccountId, ConnectionId, OrgId};
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
    /// Staff of the site took the person's own second step away.
    SecondStepReset,
    /// Something about an organization's people or subscribers; its name stands in place of a person's.
    Org(StaffNews),
    /// Something about a meeting, whose name stands in place of a person's.
    Meeting(News),
}

impl NoticeKind {
    /// All kinds that have no kinds of their own.
    const PLAIN: [Self; 8] = [
        Self::Asked,
        Self::Joined,
        Self::Approved,
        Self::NotNow,
        Self::OrgNews,
        Self::OrgApproved,
        Self::OrgDeclined,
        Self::SecondStepReset,
    ];

    /// All kinds.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::PLAIN.into_iter().chain(StaffNews::KEPT.map(Self::Org)).chain(News::ALL.map(Self::Meeting))
    }

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
            Self::SecondStepReset => "second_step_reset",
            Self::Org(news) => news.as_str(),
            Self::Meeting(news) => news.as_str(),
        }
    }

    /// Reads the word kept in the database. A kind of another version is `None` and is not shown.
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::all().find(|kind| kind.as_str() == word)
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
            Self::SecondStepReset => "was switched off by our staff. Set it up again, to keep your account safe.",
            Self::Org(news) => news.says(),
            Self::Meeting(news) => news.says(),
        }
    }

    /// What it tells of: what stands beside the sentence.
    pub fn of(self) -> Of {
        match self {
            Self::Asked | Self::Joined | Self::Approved | Self::NotNow => Of::Person,
            Self::OrgNews | Self::OrgApproved | Self::OrgDeclined | Self::Org(_) => Of::Organization,
            Self::SecondStepReset => Of::Account,
            Self::Meeting(news) if news.of_reviews() => Of::Review,
            Self::Meeting(_) => Of::Meeting,
        }
    }
}

/// What a notice tells of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// Somebody, with their picture.
    Person,
    /// An organization.
    Organization,
    /// A meeting.
    Meeting,
    /// What was said of a meeting.
    Review,
    /// One's own account.
    Account,
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

fn of_organization(org: &OrgId, slug: &str, name: &str, to: &AccountId, news: StaffNews) -> Told {
    let key = format!("org:{org}:{}", news.about());
    if news == StaffNews::InvitationOver {
        return Told::Gone { to: to.clone(), key };
    }
    let link = format!("/organizations/{slug}{}", news.page());
    Told::New(Notice { to: to.clone(), key, kind: NoticeKind::Org(news), from: None, about: name.to_owned(), link })
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
        Event::StaffNews { org, slug, name, to, news } => vec![of_organization(org, slug, name, to, *news)],
        Event::SecondStepReset { account, .. } => vec![Told::New(Notice {
            to: account.clone(),
            key: "second-step".to_owned(),
            kind: NoticeKind::SecondStepReset,
            from: None,
            about: "Two-factor sign-in".to_owned(),
            link: "/account/security/two-factor".to_owned(),
        })],
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
        let mut words = std::collections::HashSet::new();
        for kind in NoticeKind::all() {
            assert_eq!(NoticeKind::from_stored(kind.as_str()), Some(kind));
            assert!(words.insert(kind.as_str()), "{} stands for two kinds", kind.as_str());
        }
    }

    #[test]
    fn every_kind_is_a_whole_sentence_after_a_name() {
        for kind in NoticeKind::all() {
            let says = kind.says();
            assert!(says.starts_with(char::is_lowercase) && says.ends_with('.'), "{}: {says}", kind.as_str());
        }
    }

    #[test]
    fn news_of_an_organization_replaces_older_news_about_the_same_and_an_invitation_goes_when_it_is_over() {
        let event = |news| Event::StaffNews {
            org: OrgId::trusted("o"),
            slug: "alder".into(),
            name: "Alder".into(),
            to: AccountId::trusted("ann"),
            news,
        };
        let kept = |news| match told(&event(news)).remove(0) {
            Told::New(notice) => (notice.key, notice.link),
            Told::Gone { key, .. } => (key, "gone".into()),
            other => panic!("{other:?}"),
        };
        let (invited, over) = (kept(StaffNews::Invited), kept(StaffNews::InvitationOver));
        assert_eq!(invited, ("org:o:invitation".into(), "/organizations/alder/join".into()));
        assert_eq!(over, ("org:o:invitation".into(), "gone".into()));
        assert_eq!(kept(StaffNews::Role(crate::orgs::OrgRole::Admin)).0, kept(StaffNews::Removed).0);
        assert_eq!(kept(StaffNews::Subscribed).1, "/organizations/alder/manage/subscribers");
    }
}
