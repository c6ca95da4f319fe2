//! The organizations of the town: who runs them, who leads their groups, who has subscribed.
use super::accounts::email_of;
use super::dice::Dice;
use super::words::{Org, OrgLeader, Words};
use crate::Error;
use crate::account::NewAccount;
use crate::account::pictures::Picture;
use crate::chat::import::OldRoom;
use crate::contacts::import::NewConnection;
use crate::meetings::import::NewMeeting;
use crate::orgs::import::{NewInvitation, NewLeader, NewOrg};
use domain::contacts::State;
use domain::meetings::MeetingDraft;
use domain::meetings::of_org::TemplateDraft;
use domain::orgs::{ApplicationDraft, FieldKind, LeaderDraft, OrgDraft, OrgRole, SettingsDraft};
use domain::time::{DAY, HOUR};
use domain::{AccountId, ConnectionId, MeetingId, Micros, OrgId, RoomId, limits};
use std::collections::{HashMap, HashSet};

/// Notes with the requests that wait for the demo leader.
const NOTES: [&str; 2] = [
    "I was in the Six O'Clock group last week and did not dare to speak. Could I write to you first?",
    "My brother gave me your name. It is day nine.",
];

/// Invitations on their way: organization, address, role, and how many days ago.
const INVITATIONS: [(&str, &str, OrgRole, i64); 2] = [
    ("demo-organization", "first.shift@mail.example", OrgRole::PeerSupporter, 3),
    ("lantern-street", "night.shift@mail.example", OrgRole::Facilitator, 20),
];

/// Everything this subject adds.
pub struct Houses {
    pub orgs: Vec<NewOrg>,
    pub applications: Vec<(AccountId, ApplicationDraft)>,
    /// Invitations that nobody took: one that waits, and one that has run out.
    pub invitations: Vec<NewInvitation>,
    /// Which meetings are an organization's, and who sees them: `public` or `organization`.
    pub meetings: Vec<(MeetingId, OrgId, &'static str)>,
    /// Who leads a meeting beside its host.
    pub co_hosts: Vec<(MeetingId, AccountId)>,
    /// What an organization plans from, with the ids.
    pub templates: Vec<(OrgId, String, TemplateDraft)>,
    /// Which rooms are an organization's.
    pub rooms: Vec<(RoomId, OrgId)>,
    /// Requests that came through an organization.
    pub connections: Vec<NewConnection>,
}

/// The group leaders who have no account of their own in the town yet, by username.
pub fn newcomers<'w>(words: &'w Words, known: &HashSet<&str>) -> Vec<&'w str> {
    let mut names: Vec<&str> = Vec::new();
    for org in &words.orgs.orgs {
        for name in everybody(org).into_iter().map(|(name, _)| name) {
            if !known.contains(name) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Everybody with a role, each once: the owner, admins, facilitators, and those who lead.
fn everybody(org: &Org) -> Vec<(&str, OrgRole)> {
    let mut people: Vec<(&str, OrgRole)> = vec![(&org.owner, OrgRole::Owner)];
    people.extend(org.admins.iter().map(|name| (name.as_str(), OrgRole::Admin)));
    people.extend(org.facilitators.iter().map(|name| (name.as_str(), OrgRole::Facilitator)));
    people
        .extend(org.people.iter().chain(org.leaders.iter().map(|leader| &leader.who)).map(|name| (name.as_str(), OrgRole::PeerSupporter)));
    let mut seen = HashSet::new();
    people.retain(|(name, _)| seen.insert(*name));
    people
}

/// All organizations, in the order in which they were written.
pub fn plan(
    words: &Words,
    accounts: &[NewAccount],
    meetings: &[NewMeeting],
    rooms: &[OldRoom],
    ties: &[NewConnection],
    now: Micros,
) -> Result<Houses, Error> {
    let mut dice = Dice::for_subject("organizations");
    let ids: HashMap<&str, &AccountId> = accounts.iter().map(|account| (account.username.as_str(), &account.id)).collect();
    let id = |name: &str| ids.get(name).map(|id| (*id).clone()).ok_or_else(|| Error::fault(format!("nobody in the town is called {name}")));
    let settled: Vec<&NewAccount> = accounts
        .iter()
        .filter(|account| {
            account.role == domain::Role::Member && !account.username.starts_with("demo-") && account.created_at < now - 40 * DAY
        })
        .collect();
    let mut houses = Houses {
        orgs: Vec::new(),
        applications: Vec::new(),
        invitations: Vec::new(),
        meetings: Vec::new(),
        co_hosts: Vec::new(),
        templates: Vec::new(),
        rooms: Vec::new(),
        connections: Vec::new(),
    };
    for org in &words.orgs.orgs {
        let created_at = now - dice.between(300, 900) * DAY;
        let org_id = OrgId::trusted(dice.id(created_at));
        for meeting in meetings.iter().filter(|meeting| meeting.starts_at > now) {
            if let Some((_, visibility)) = org.meetings.iter().find(|(name, _)| *name == meeting.name) {
                let visibility = if visibility == "organization" { "organization" } else { "public" };
                houses.meetings.push((meeting.id.clone(), org_id.clone(), visibility));
            }
        }
        houses.rooms.extend(rooms.iter().filter(|room| org.rooms.contains(&room.name)).map(|room| (room.id.clone(), org_id.clone())));
        let people: Result<Vec<_>, Error> = everybody(org).into_iter().map(|(name, role)| Ok((id(name)?, role))).collect();
        let leaders: Result<Vec<_>, Error> =
            org.leaders.iter().map(|leader| Ok(NewLeader { account: id(&leader.who)?, draft: profile(leader)? })).collect();
        let mut subscribers = subscribers(&mut dice, &settled, now);
        if org.slug == "candlewick" {
            subscribers.push((id("demo-member")?, now - 120 * DAY));
        }
        houses.orgs.push(NewOrg {
            slug: org.slug.clone(),
            draft: about(org)?,
            settings: settings(org)?,
            logo: Some((dice.id(created_at), logo(&org.brand, &org.mark))),
            people: people?,
            leaders: leaders?,
            subscribers,
            questions: org
                .questions
                .iter()
                .map(|(label, kind, choices, required)| (label.clone(), FieldKind::from_stored(kind), choices.clone(), *required))
                .collect(),
            created_at,
            id: org_id,
        });
    }
    for (slug, email, role, days) in INVITATIONS {
        if let Some(org) = houses.orgs.iter().find(|org| org.slug == slug) {
            let (org, email, at) = (org.id.clone(), email.to_owned(), now - days * DAY);
            houses.invitations.push(NewInvitation { org, email, role, secret: dice.id(at), at });
        }
    }
    let leader = id("demo-leader")?;
    led_together(&mut houses, words, meetings, &leader, now)?;
    if let Some(first) = houses.orgs.first() {
        let strangers = settled.iter().filter(|account| !ties.iter().any(|tie| tie.asker == account.id && tie.asked == leader));
        for (note, asker) in NOTES.iter().zip(strangers.skip(40)) {
            let asked_at = now - dice.between(2 * HOUR, 40 * HOUR);
            houses.connections.push(NewConnection {
                id: ConnectionId::trusted(dice.id(asked_at)),
                asker: asker.id.clone(),
                asked: leader.clone(),
                state: State::Pending,
                note: (*note).to_owned(),
                asked_at,
                answered_at: None,
                source: first.id.to_string(),
            });
        }
    }
    for (application, account) in words.orgs.applications.iter().zip(settled.iter().skip(60)) {
        houses.applications.push((account.id.clone(), application.clone().check(true)?));
    }
    Ok(houses)
}

/// The first organization's best known group has a co-host, and a template to plan more of it.
fn led_together(houses: &mut Houses, words: &Words, meetings: &[NewMeeting], leader: &AccountId, now: Micros) -> Result<(), Error> {
    let mut dice = Dice::for_subject("templates");
    let (Some(org), Some(house)) = (words.orgs.orgs.first(), houses.orgs.first()) else { return Ok(()) };
    let Some((name, _)) = org.meetings.first() else { return Ok(()) };
    let coming = meetings.iter().filter(|meeting| meeting.starts_at > now && meeting.name == *name && meeting.host != *leader);
    houses.co_hosts.extend(coming.map(|meeting| (meeting.id.clone(), leader.clone())));
    let Some(group) = words.meetings.groups.iter().find(|group| group.name == *name) else { return Ok(()) };
    let draft = MeetingDraft {
        topic: group.topic.clone(),
        name: group.name.clone(),
        kind: "group".into(),
        seats: limits().group_seats.min(12).to_string(),
        price: "0".into(),
        description: group.description.clone(),
        waiting_list: true,
        hours: (group.minutes / 60).to_string(),
        minutes: (group.minutes % 60).to_string(),
        time_zone: house.settings.time_zone.clone(),
        visibility: "public".into(),
        ..MeetingDraft::default()
    };
    let template = TemplateDraft { template: format!("{name}, as every week"), draft };
    houses.templates.push((house.id.clone(), dice.id(now - 60 * DAY), template.check()?));
    Ok(())
}

/// Between fifteen and sixty people, some of them new this week.
fn subscribers(dice: &mut Dice, settled: &[&NewAccount], now: Micros) -> Vec<(AccountId, Micros)> {
    let how_many = dice.between(15, 60);
    let some = dice.some(settled, how_many);
    some.into_iter()
        .enumerate()
        .map(|(place, account)| {
            let at = if place < 4 { now - dice.between(HOUR, 6 * DAY) } else { now - dice.between(8 * DAY, 39 * DAY) };
            (account.id.clone(), at)
        })
        .collect()
}

fn about(org: &Org) -> Result<OrgDraft, Error> {
    let split = |list: &str| list.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let draft = OrgDraft {
        name: org.name.clone(),
        tagline: org.tagline.clone(),
        description: org.description.clone(),
        email: org.email.clone(),
        website: org.website.clone(),
        links: org.links.join("\n"),
        brand: org.brand.clone(),
        topics: split(&org.topics),
    };
    Ok(draft.check()?)
}

fn settings(org: &Org) -> Result<SettingsDraft, Error> {
    let split = |list: &str| list.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let draft = SettingsDraft {
        states: split(&org.states),
        genders: split(&org.genders),
        time_zone: org.time_zone.clone(),
        join_minutes: "10".to_owned(),
        hidden: false,
        public_meetings: org.public_meetings,
        show_leaders: org.show_leaders,
        show_ratings: org.show_ratings,
        two_factor: false,
    };
    Ok(draft.check(|zone| zone.parse::<chrono_tz::Tz>().is_ok())?)
}

fn profile(leader: &OrgLeader) -> Result<LeaderDraft, Error> {
    let draft = LeaderDraft {
        greeting: leader.greeting.clone(),
        motivation: leader.motivation.clone(),
        recovery: leader.recovery.clone(),
        qualification: leader.qualification.clone(),
        age: leader.age.clone(),
        local_resources: leader.local_resources,
        accepting: true,
        auto_approve: leader.auto,
        hosting: true,
        hidden: false,
    };
    Ok(draft.check()?)
}

/// A plain mark on the brand colour, drawn for the town.
fn logo(brand: &str, mark: &str) -> Picture {
    let ink = domain::orgs::Brand::parse(brand).map_or("#ffffff", domain::orgs::Brand::ink);
    let lines = match mark {
        "anchor" => "<circle cx='100' cy='52' r='16'/><path d='M100 68v88M64 96h72M44 116c0 28 24 42 56 42s56-14 56-42'/>",
        "porch" => "<path d='M36 92 100 44l64 48M52 84v72M148 84v72M36 156h128M84 156v-44h32v44'/>",
        "candle" => "<path d='M100 36c16 20 18 28 18 36a18 18 0 0 1-36 0c0-8 2-16 18-36zM100 90v14M80 104h40v56H80zM64 160h72'/>",
        "sun" => "<path d='M60 132a40 40 0 0 1 80 0M36 132h128M100 52v20M52 76l14 14M148 76l-14 14M56 156h88'/>",
        "tree" => "<path d='M100 36 64 88h20l-32 44h96l-32-44h20zM100 132v32'/>",
        "wave" => {
            "<path d='M32 84c16-16 32-16 46 0s30 16 44 0 30-16 46 0M32 120c16-16 32-16 46 0s30 16 44 0 30-16 46 0M32 156c16-16 32-16 46 0s30 16 44 0 30-16 46 0'/>"
        }
        "lake" => "<path d='M36 120 76 64l26 36 18-22 44 42zM36 144h128M56 164h88'/>",
        "lantern" => "<path d='M100 32v16M76 64h48l10 76H66zM60 140h80M100 92v24M84 160h32'/>",
        _ => "<path d='M64 164V44h72v120M48 164h104'/><circle cx='120' cy='108' r='4'/>",
    };
    let drawing = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 200'><rect width='200' height='200' fill='{brand}'/>\
         <g fill='none' stroke='{ink}' stroke-width='9' stroke-linecap='round' stroke-linejoin='round'>{lines}</g></svg>"
    );
    Picture { media_type: "image/svg+xml".to_owned(), body: drawing.into() }
}

/// The accounts of those who lead and have none yet.
pub fn accounts(names: &[&str], password_hash: &str, now: Micros) -> Vec<NewAccount> {
    let mut dice = Dice::for_subject("leaders");
    let account = |name: &&str| {
        let joined = now - dice.between(200, 900) * DAY;
        let id = AccountId::trusted(dice.id(joined));
        NewAccount::member(id, name, &email_of(&name.to_lowercase()), password_hash, joined)
    };
    names.iter().map(account).collect()
}
