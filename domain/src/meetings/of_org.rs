//! An organization's meetings: who may see one, who of its people may plan it and change it, and templates to plan from.
use super::draft::{MeetingDraft, NAME, Plan};
use super::mine::MyMeeting;
use crate::orgs::OrgRole;
use crate::supporters::draft::tidy;
use crate::{Problem, Refusal};
use serde::{Deserialize, Serialize};

/// One main host and up to two co-hosts (features.md MEET-5).
pub const MOST_HOSTS: usize = 3;

/// Who may see a meeting.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody, also in the calendar.
    #[default]
    Public,
    /// Those who have subscribed to the organization, and its own people.
    Organization,
    /// Those whom a host invites.
    Exclusive,
}

impl Visibility {
    /// All, from the most eyes to the fewest.
    pub const ALL: [Self; 3] = [Self::Public, Self::Organization, Self::Exclusive];

    /// The word in the form and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Organization => "organization",
            Self::Exclusive => "exclusive",
        }
    }

    /// Reads the word; anything else is none.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Public => "Public",
            Self::Organization => "For subscribers",
            Self::Exclusive => "Exclusive",
        }
    }

    /// What it means, in one sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::Public => "In the calendar, for everybody to see. Whoever registers subscribes first.",
            Self::Organization => "On your organization's own calendar. Subscribers see it, and your own people.",
            Self::Exclusive => "On no calendar. Its hosts invite people.",
        }
    }

    /// What somebody with this role can choose. `public` says that the organization lets Peer Supporters plan public meetings.
    pub fn open_to(role: OrgRole, public: bool) -> Vec<Self> {
        Self::ALL.into_iter().filter(|one| *one != Self::Public || public || role.plans_for_others()).collect()
    }
}

/// Somebody who can be a host, as the rule knows them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Their account.
    pub id: String,
    /// Whether they are a peer supporter of this site, who can be paid.
    pub paid: bool,
}

/// Who plans, and for whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planner<'a> {
    /// The planner's account.
    pub me: &'a str,
    /// Their role; a host who has none any more counts as a Peer Supporter.
    pub role: OrgRole,
    /// Whether the organization lets Peer Supporters plan public meetings.
    pub public: bool,
    /// Who can be a host: its people, and whoever is a host already.
    pub candidates: &'a [Candidate],
    /// Who may see the meeting now, if it is there already.
    pub now: Option<Visibility>,
}

impl Planner<'_> {
    /// Refuses, at the fields `hosts`, `visibility` and `price`, what the organization's rules do not allow
    /// (features.md OADM-4): Peer Supporters plan meetings that they lead, and public ones only where that is allowed.
    pub fn check(&self, plan: &Plan) -> Result<(), Refusal> {
        let mut problems = Vec::new();
        let main = plan.hosts.first().and_then(|host| self.candidates.iter().find(|one| one.id == *host));
        if plan.hosts.is_empty() {
            problems.push(Problem::new("hosts", "Choose who leads the meeting."));
        } else if !plan.hosts.iter().all(|host| self.candidates.iter().any(|one| one.id == *host)) {
            problems.push(Problem::new("hosts", "Choose hosts among the people of your organization."));
        } else if !self.role.plans_for_others() && !plan.hosts.iter().any(|host| host == self.me) {
            problems.push(Problem::new("hosts", "Be one of the hosts. Facilitators and admins can plan for others."));
        }
        let choices = Visibility::open_to(self.role, self.public);
        if self.now != Some(plan.visibility) && !choices.contains(&plan.visibility) {
            let says = "Your organization keeps public meetings to facilitators and admins. Choose another.";
            problems.push(Problem::new("visibility", says));
        }
        if plan.price > 0 && main.is_some_and(|host| !host.paid) {
            let says = "What is paid goes to the host, who must be a peer supporter of this site. Choose another host, or 0.";
            problems.push(Problem::new("price", says));
        }
        if problems.is_empty() { Ok(()) } else { Err(Refusal::Invalid(problems)) }
    }
}

/// A template as it is typed: everything of a meeting but its hosts, its day and its documents.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TemplateDraft {
    /// What the template is called.
    pub template: String,
    /// The meeting.
    pub draft: MeetingDraft,
}

impl TemplateDraft {
    /// Checks the form. Problems are at the fields' names; that of the template's own name is `template`.
    ///
    /// No password is kept in a template: the one who plans sets it.
    pub fn check(&self) -> Result<Self, Refusal> {
        let name = tidy(&self.template).replace('\n', " ");
        let mut problems = Vec::new();
        match name.chars().count() {
            0 => problems.push(Problem::new("template", "Give the template a name.")),
            length if length > NAME => {
                problems.push(Problem::new("template", format!("This is {length} characters long. Shorten it to {NAME}.")));
            }
            _ => {}
        }
        let bare = MeetingDraft {
            start: String::new(),
            repeat: String::new(),
            until: String::new(),
            hosts: Vec::new(),
            documents: Vec::new(),
            password: String::new(),
            ..self.draft.clone()
        };
        // Any day will do: it is checked when a meeting is planned.
        let dated = MeetingDraft { start: "2026-01-01T12:00".into(), ..bare.clone() };
        if let Err(refusal) = dated.check(true) {
            problems.extend(refusal.problems().iter().cloned());
        }
        if problems.is_empty() { Ok(Self { template: name, draft: bare }) } else { Err(Refusal::Invalid(problems)) }
    }
}

/// A template in the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TemplateLine {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub template: String,
    /// The name of the meeting.
    pub name: String,
    /// What the meeting is about, as people read it.
    pub topic: String,
    /// Such as "Group Meeting · 1 h 30 min · Free".
    pub what: String,
}

/// A meeting of an organization, as its own people see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OrgMeeting {
    /// The meeting.
    pub mine: MyMeeting,
    /// Its hosts' names, the main one first.
    pub hosts: Vec<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether it was called off.
    pub cancelled: bool,
    /// Whether the one who looks may open the roster, change it and call it off.
    pub changes: bool,
}

/// One page of an organization's meetings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OrgMeetings {
    /// The meetings: to come, soonest first; over, the latest first.
    pub meetings: Vec<OrgMeeting>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// The zone the times are told in.
    pub zone: String,
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
            description: "We take turns.".into(),
            hours: "1".into(),
            start: "2026-12-01T18:00".into(),
            visibility: "organization".into(),
            hosts: vec!["pia".into(), String::new(), "pia".into()],
            ..MeetingDraft::default()
        }
    }

    fn refused(draft: &MeetingDraft, role: OrgRole, public: bool, now: Option<Visibility>) -> Vec<String> {
        let candidates = [("pia", false), ("rosa", true), ("ann", false)].map(|(id, paid)| Candidate { id: id.into(), paid });
        let plan = draft.check(false).expect("a good form");
        match (Planner { me: "pia", role, public, candidates: &candidates, now }).check(&plan) {
            Ok(()) => Vec::new(),
            Err(refusal) => refusal.problems().iter().map(|problem| problem.field.clone()).collect(),
        }
    }

    #[test]
    fn peer_supporters_plan_what_they_lead_and_facilitators_plan_for_others() {
        let (peer, facilitator) = (OrgRole::PeerSupporter, OrgRole::Facilitator);
        assert!(refused(&draft(), peer, false, None).is_empty());
        let public = MeetingDraft { visibility: "public".into(), ..draft() };
        assert_eq!(refused(&public, peer, false, None), ["visibility"]);
        assert!(refused(&public, peer, true, None).is_empty());
        assert!(refused(&public, peer, false, Some(Visibility::Public)).is_empty(), "what an admin made public stays so");
        let others = MeetingDraft { hosts: vec!["rosa".into(), "ann".into()], ..draft() };
        assert_eq!(refused(&others, peer, false, None), ["hosts"]);
        assert!(refused(&MeetingDraft { visibility: "public".into(), ..others }, facilitator, false, None).is_empty());
    }

    #[test]
    fn hosts_are_people_of_the_organization_and_whoever_is_paid_is_a_supporter() {
        for hosts in [vec![], vec!["eve".to_owned()], vec!["pia".to_owned(), "eve".to_owned()]] {
            assert_eq!(refused(&MeetingDraft { hosts, ..draft() }, OrgRole::Owner, true, None), ["hosts"]);
        }
        let paid = MeetingDraft { price: "5".into(), ..draft() };
        assert_eq!(refused(&paid, OrgRole::Owner, true, None), ["price"]);
        assert!(refused(&MeetingDraft { hosts: vec!["rosa".into(), "pia".into()], ..paid }, OrgRole::Owner, true, None).is_empty());
        let four = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        assert!(MeetingDraft { hosts: four, ..draft() }.check(false).is_err(), "three at most");
    }

    #[test]
    fn a_template_keeps_all_but_hosts_day_documents_and_password() {
        let typed = TemplateDraft {
            template: " Tuesday table ".into(),
            draft: MeetingDraft { private: true, password: "candle".into(), documents: vec!["d".into()], ..draft() },
        };
        let kept = typed.check().expect("a good template");
        assert_eq!((kept.template.as_str(), kept.draft.name.as_str(), kept.draft.private), ("Tuesday table", "Kitchen Table", true));
        assert!(kept.draft.start.is_empty() && kept.draft.hosts.is_empty() && kept.draft.documents.is_empty());
        assert!(kept.draft.password.is_empty());
        let wrong = TemplateDraft { template: " ".into(), draft: MeetingDraft { topic: "football".into(), ..draft() } };
        let fields: Vec<String> = match wrong.check() {
            Ok(_) => Vec::new(),
            Err(refusal) => refusal.problems().iter().map(|problem| problem.field.clone()).collect(),
        };
        assert_eq!(fields, ["template", "topic"]);
    }
}
