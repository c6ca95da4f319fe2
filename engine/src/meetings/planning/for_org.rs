//! Planning for an organization: who can be its hosts, what its people may choose, and telling hosts that they lead.
use super::{Planned, store};
use crate::db::Tx;
use crate::meetings::letters::Letter;
use crate::meetings::store::{HostRow, Row, hosts as hosts_of, whole};
use crate::meetings::{seats, told, waiting};
use crate::{Actor, Engine, Error, billing, library};
use domain::meetings::of_org::{Candidate, Planner};
use domain::meetings::{MeetingDraft, News, Scope, Visibility};
use domain::orgs::{OrgRole, OrgStaff};
use domain::{AccountId, MeetingId, OrgId};

/// What the form of an organization's meeting offers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Team {
    /// The organization's name.
    pub name: String,
    /// The word in its address.
    pub slug: String,
    /// Slugs of its topics, which stand first.
    pub topics: Vec<String>,
    /// Who can be a host: account and name.
    pub people: Vec<(String, String)>,
    /// Who may see the meeting: what the actor can choose.
    pub visibilities: Vec<Visibility>,
    /// The documents of its library, as id and name.
    pub documents: Vec<(String, String)>,
    /// Whether the actor keeps its library.
    pub keeps_library: bool,
}

/// What the form offers to the actor, for a new meeting or for one that is there. Not there for who plays no part in it.
pub async fn team(engine: &Engine, actor: &Actor, org: &OrgId, meeting: Option<&MeetingId>) -> Result<Team, Error> {
    let db = engine.db().read();
    let about = store::org(db, org).await?.ok_or(Error::NotFound)?;
    let mut people = store::people(db, org.as_str(), meeting.map(MeetingId::as_str).unwrap_or_default(), "").await?;
    if let (Some(meeting), true) = (meeting, is_outside(&people, actor)) {
        keep(&mut people, hosts_of(db, meeting).await?);
    }
    let role = role_of(&people, actor, meeting.is_some())?;
    let mut visibilities = Visibility::open_to(role, about.public_meetings == 1);
    if let Some(meeting) = meeting {
        let now = whole(db, meeting).await?.and_then(|row| Visibility::parse(&row.visibility));
        visibilities.extend(now.filter(|now| !visibilities.contains(now)));
    }
    Ok(Team {
        name: about.name,
        slug: about.slug,
        topics: about.topics.split(',').filter(|slug| !slug.is_empty()).map(str::to_owned).collect(),
        people: people.iter().map(|person| (person.id.clone(), person.name())).collect(),
        visibilities,
        documents: library::of_org(engine, actor, org).await?,
        keeps_library: role.plans_for_others(),
    })
}

/// The form of a new meeting as it starts: led by the actor, with the organization's first topic and its time zone. A
/// Peer Supporter's meeting starts on the organization's own calendar (features.md OADM-4).
pub async fn blank(engine: &Engine, actor: &Actor, staff: &OrgStaff) -> Result<MeetingDraft, Error> {
    let about = store::org(engine.db().read(), staff.org()).await?.ok_or(Error::NotFound)?;
    let visibility = if staff.role().plans_for_others() { Visibility::Public } else { Visibility::Organization };
    Ok(MeetingDraft {
        topic: about.topics.split(',').next().unwrap_or_default().to_owned(),
        kind: "group".into(),
        seats: "10".into(),
        hours: "1".into(),
        minutes: "0".into(),
        price: "0".into(),
        time_zone: about.time_zone,
        visibility: visibility.as_str().into(),
        hosts: vec![actor.id.to_string()],
        ..MeetingDraft::default()
    })
}

/// Whether somebody plays no part in the organization any more. They see of its people those they lead a meeting with.
fn is_outside(people: &[store::Person], actor: &Actor) -> bool {
    people.iter().all(|person| person.id != actor.id.as_str() || person.role.is_none())
}

fn keep(people: &mut Vec<store::Person>, hosts: Vec<HostRow>) {
    people.retain(|person| hosts.iter().any(|host| host.account_id == person.id));
}

async fn people(tx: &mut Tx, org: &OrgId, meeting: Option<&MeetingId>, actor: &Actor) -> Result<Vec<store::Person>, Error> {
    let mut people = store::people(tx.conn(), org.as_str(), meeting.map(MeetingId::as_str).unwrap_or_default(), "").await?;
    if let (Some(meeting), true) = (meeting, is_outside(&people, actor)) {
        keep(&mut people, hosts_of(tx.conn(), meeting).await?);
    }
    Ok(people)
}

/// The role of somebody who plans. A host of a meeting that is there may have none any more.
fn role_of(people: &[store::Person], actor: &Actor, there: bool) -> Result<OrgRole, Error> {
    let me = people.iter().find(|person| person.id == actor.id.as_str());
    match me.and_then(|me| me.role.as_deref()).and_then(OrgRole::from_stored) {
        Some(role) => Ok(role),
        None if there => Ok(OrgRole::PeerSupporter),
        None => Err(Error::NotFound),
    }
}

/// The hosts of a plan, checked by the organization's rules as they are now. `chosen` is the meeting that is changed, and how
/// much of its series.
pub(super) async fn hosts(tx: &mut Tx, planned: &Planned, org: &OrgId, chosen: Option<(&Row, Scope)>) -> Result<Vec<AccountId>, Error> {
    let about = store::org(tx.conn(), org).await?.ok_or(Error::NotFound)?;
    let meeting = chosen.map(|(row, _)| row.meeting());
    let people = people(tx, org, meeting.as_ref(), &planned.actor).await?;
    let role = role_of(&people, &planned.actor, chosen.is_some())?;
    let candidates: Vec<Candidate> =
        people.iter().map(|person| Candidate { id: person.id.clone(), paid: person.supporter.is_some() }).collect();
    let planner = Planner {
        me: planned.actor.id.as_str(),
        role,
        public: about.public_meetings == 1,
        candidates: &candidates,
        // What one date may stay, the others do not become.
        now: chosen
            .filter(|(_, scope)| *scope == Scope::This || role.plans_for_others())
            .and_then(|(row, _)| Visibility::parse(&row.visibility)),
    };
    planner.check(&planned.plan)?;
    Ok(planned.plan.hosts.iter().map(AccountId::trusted).collect())
}

/// Makes these the hosts of a meeting, the main one first. Whoever is new gives a seat or a place in its line back: hosts
/// need none. Answers who is new, and who is a host no longer.
pub(super) async fn hand_over(tx: &mut Tx, meeting: &MeetingId, hosts: &[AccountId]) -> Result<(Vec<AccountId>, Vec<AccountId>), Error> {
    let before: Vec<AccountId> = hosts_of(tx.conn(), meeting).await?.into_iter().map(|host| AccountId::trusted(host.account_id)).collect();
    if before == hosts {
        return Ok((Vec::new(), Vec::new()));
    }
    store::set_hosts(tx, meeting, hosts).await?;
    let (new, gone) = (but(hosts, &before), but(&before, hosts));
    for host in &new {
        if let Some((was, payment)) = seats::store::end(tx, meeting, host, "cancelled").await? {
            seats::store::give_back(tx, meeting).await?;
            if let Some(payment) = payment {
                if was == "held" {
                    billing::leave(tx, &payment).await?;
                } else {
                    billing::refund(tx, &payment).await?;
                }
            }
        }
        if waiting::store::end(tx, meeting, host, "left").await?.as_deref() == Some("offered") {
            seats::store::give_back(tx, meeting).await?;
        }
    }
    Ok((new, gone))
}

fn but(these: &[AccountId], those: &[AccountId]) -> Vec<AccountId> {
    these.iter().filter(|one| !those.contains(one)).cloned().collect()
}

/// Tells people that they lead a meeting, the first of so many `dates`; but not the one who made them hosts.
pub(super) async fn tell(tx: &mut Tx, planned: &Planned, meeting: &MeetingId, hosts: &[AccountId], dates: usize) -> Result<(), Error> {
    let row = whole(tx.conn(), meeting).await?.ok_or(Error::NotFound)?;
    for host in hosts.iter().filter(|host| **host != planned.actor.id) {
        told::tell(tx, &row, host, News::Hosting).await?;
        told::write(tx, &planned.origin, &row, host, Letter::Hosting { dates }).await?;
    }
    Ok(())
}

/// Tells people that they are no longer hosts of a meeting.
pub(super) async fn tell_gone(tx: &mut Tx, planned: &Planned, meeting: &MeetingId, gone: &[AccountId]) -> Result<(), Error> {
    let row = whole(tx.conn(), meeting).await?.ok_or(Error::NotFound)?;
    for host in gone.iter().filter(|host| **host != planned.actor.id) {
        told::tell(tx, &row, host, News::HostingEnded).await?;
    }
    Ok(())
}
