//! The demo town: supporters, members, rooms and meetings around "now", the same every time, for a first look at the site.
mod accounts;
mod connections;
mod dice;
mod documents;
mod meetings;
mod orgs;
mod people;
mod reviews;
mod rooms;
mod seating;
mod talks;
mod words;

pub use accounts::{ACCOUNTS, DemoAccount, PASSWORD};

use crate::account::{self, NewAccount};
use crate::chat::import::OldRoom;
use crate::contacts::import::{NewBlock, NewConnection};
use crate::db::Tx;
use crate::library::import::NewDocument;
use crate::meetings::import::NewMeeting;
use crate::reviews::import::NewReview;
use crate::supporters::import::NewSupporter;
use crate::{Engine, Error, chat, contacts, notices};
use domain::Micros;
use domain::contacts::State;
use domain::events::Event;
use orgs::Houses;
use people::Tally;
use std::collections::{HashMap, HashSet};

/// The password of every private meeting in the town.
pub const MEETING_PASSWORD: &str = "teapot";

/// All rows of the town.
struct Town {
    accounts: Vec<NewAccount>,
    supporters: Vec<NewSupporter>,
    reviews: Vec<NewReview>,
    meetings: Vec<NewMeeting>,
    connections: Vec<NewConnection>,
    blocks: Vec<NewBlock>,
    rooms: Vec<OldRoom>,
    documents: Vec<NewDocument>,
    houses: Houses,
}

/// Builds the town in one transaction. Does nothing where anybody has an account already.
pub async fn build(engine: &Engine) -> Result<(), Error> {
    if !account::nobody_yet(engine).await? {
        return Ok(());
    }
    tracing::info!("nobody has an account here yet: making the demo town");
    // Everybody in the town has the same password: one hash is enough, and hashing is dear.
    let password_hash = account::password::hash(PASSWORD).await?;
    let door_hash = account::password::hash(MEETING_PASSWORD).await?;
    let town = plan(&password_hash, &door_hash, engine.clock().now())?;
    engine.db().write(town, |tx, town| Box::pin(settle(tx, town))).await
}

fn plan(password_hash: &str, door_hash: &str, now: Micros) -> Result<Town, Error> {
    let words = words::read()?;
    let supporters = people::supporters(&words, now)?;
    let mut known: HashSet<&str> = supporters.iter().map(|supporter| supporter.person.handle.as_str()).collect();
    known.extend(ACCOUNTS.iter().map(|account| account.username));
    let leaders = orgs::newcomers(&words, &known);
    let members = accounts::members(&words, password_hash, leaders.len(), now);
    let reviews = reviews::plan(&words, &supporters, &members, now);
    let mut reviewed: HashMap<&str, i64> = HashMap::new();
    for review in &reviews {
        *reviewed.entry(review.supporter.as_str()).or_default() += 1;
    }
    let mut meetings = meetings::plan(&words, &supporters, &reviewed, now);
    seating::seat(&mut meetings, &members, &reviews, door_hash, now);
    let tallies = tally(&reviews, &meetings, now);
    let ties = connections::plan(&words, &supporters, &members, &reviews, now)?;
    let mut rooms = rooms::plan(&words, &supporters, &members, now);
    rooms.extend(ties.rooms);
    let profiles = supporters.iter().map(|supporter| {
        let tally = tallies.get(supporter.id.as_str()).copied().unwrap_or_default();
        people::profile(supporter, tally)
    });
    let profiles: Vec<NewSupporter> = profiles.collect();
    let mut accounts: Vec<NewAccount> = supporters.iter().map(|supporter| people::account(supporter, password_hash)).collect();
    accounts.extend(members);
    accounts.extend(orgs::accounts(&leaders, password_hash, now));
    let (mut connections, blocks) = (ties.connections, ties.blocks);
    let mut houses = orgs::plan(&words, &accounts, &meetings, &rooms, &connections, now)?;
    connections.append(&mut houses.connections);
    let documents = documents::plan(&words, &supporters, &houses, &meetings, now);
    Ok(Town { accounts, supporters: profiles, reviews, meetings, connections, blocks, rooms, documents, houses })
}

/// What a profile counts, counted from the rows themselves.
fn tally(reviews: &[NewReview], meetings: &[NewMeeting], now: Micros) -> HashMap<String, Tally> {
    let mut tallies: HashMap<String, Tally> = HashMap::new();
    for review in reviews {
        let tally = tallies.entry(review.supporter.to_string()).or_default();
        tally.reviews += 1;
        tally.stars += review.stars;
    }
    for meeting in meetings.iter().filter(|meeting| meeting.starts_at < now) {
        let tally = tallies.entry(meeting.host.to_string()).or_default();
        if meeting.one_to_one { tally.sessions_led += 1 } else { tally.groups_led += 1 }
    }
    tallies
}

/// An open request is in the notification centre of the one who was asked.
async fn tell_of(tx: &mut Tx, new: &NewConnection) -> Result<(), Error> {
    let (asker, asked) = (account::face_in(tx, &new.asker).await?, account::face_in(tx, &new.asked).await?);
    let sent = Event::RequestSent { connection: new.id.clone(), asker, asked, note: new.note.clone(), at: new.asked_at };
    for told in domain::notices::told(&sent) {
        notices::apply(tx, &told).await?;
    }
    Ok(())
}

async fn settle(tx: &mut Tx, town: &Town) -> Result<(), Error> {
    for new in &town.accounts {
        if !account::add(tx, new).await? {
            return Err(Error::fault(format!("the name {} is in the town twice", new.username)));
        }
    }
    for new in &town.supporters {
        crate::supporters::import::add(tx, new).await?;
    }
    for new in &town.reviews {
        crate::reviews::import::add(tx, new).await?;
    }
    for new in &town.meetings {
        crate::meetings::import::add(tx, new).await?;
        crate::meetings::planning::expect(tx, &new.id, new.starts_at, new.minutes).await?;
    }
    for new in &town.connections {
        contacts::import::add(tx, new).await?;
        if new.state == State::Pending {
            tell_of(tx, new).await?;
        }
    }
    for new in &town.blocks {
        contacts::import::add_block(tx, new).await?;
    }
    for old in &town.rooms {
        chat::import::add(tx, old).await?;
    }
    furnish(tx, &town.houses).await?;
    for new in &town.documents {
        crate::library::import::add(tx, new).await?;
    }
    Ok(())
}

async fn furnish(tx: &mut Tx, houses: &Houses) -> Result<(), Error> {
    for new in &houses.orgs {
        crate::orgs::import::add(tx, new).await?;
    }
    for new in &houses.invitations {
        crate::orgs::import::add_invitation(tx, new).await?;
    }
    for (applicant, draft) in &houses.applications {
        crate::orgs::import::add_application(tx, applicant, draft).await?;
    }
    for (meeting, org, visibility) in &houses.meetings {
        crate::meetings::import::give_to_org(tx, meeting, org, visibility).await?;
    }
    for (meeting, host) in &houses.co_hosts {
        crate::meetings::import::add_co_host(tx, meeting, host).await?;
    }
    for (org, id, template) in &houses.templates {
        crate::meetings::templates::add(tx, org, id, template).await?;
    }
    for (room, org) in &houses.rooms {
        chat::import::give_to_org(tx, room, org).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::import::Whose;
    use domain::account::Username;
    use domain::supporters::{ProfileDraft, ServiceDraft, WeeklyHours, services};
    use domain::{money, topics};
    use std::collections::HashSet;

    /// Sunday 22 November 2026, noon UTC.
    const NOON: Micros = 1_795_348_800_000_000;

    fn town() -> Town {
        plan("hash", "door", NOON).expect("the texts of the town can be read")
    }

    #[test]
    fn the_town_is_the_same_every_time() {
        let (one, other) = (town(), town());
        assert_eq!(
            format!("{:?}", (one.accounts, one.supporters, one.reviews)),
            format!("{:?}", (other.accounts, other.supporters, other.reviews))
        );
        assert_eq!(
            format!("{:?}", (one.meetings, one.rooms, one.connections)),
            format!("{:?}", (other.meetings, other.rooms, other.connections))
        );
    }

    #[test]
    fn every_profile_would_be_accepted_from_its_form() {
        for new in town().supporters {
            let split = |list: &str| list.split(',').map(str::to_owned).collect::<Vec<_>>();
            let draft = ProfileDraft {
                headline: new.headline.clone(),
                greeting: new.greeting.clone(),
                about: new.about.clone(),
                story: new.story.clone(),
                motivation: new.motivation.clone(),
                credential: new.credential.clone(),
                gender: new.gender.clone(),
                topics: split(&new.topics),
                specialties: new.specialties.clone(),
                languages: split(&new.languages),
                accepting: new.accepting,
                auto_approve: new.auto_approve,
                hidden: new.hidden,
            };
            assert_eq!(draft.clone().check(), Ok(draft), "{}", new.handle);
            let offers: Vec<ServiceDraft> = new
                .services
                .iter()
                .map(|service| ServiceDraft {
                    name: service.name.clone(),
                    minutes: service.minutes.to_string(),
                    price: money::typed(service.price, "USD"),
                })
                .collect();
            assert_eq!(services::check(&offers), Ok(new.services), "{}", new.handle);
            assert_eq!(WeeklyHours::from_stored(&new.weekly_hours).to_stored(), new.weekly_hours, "{}", new.handle);
        }
    }

    #[test]
    fn no_two_supporters_say_the_same() {
        let town = town();
        let texts = |each: fn(&NewSupporter) -> &str| town.supporters.iter().map(each).collect::<HashSet<_>>().len();
        let everybody = town.supporters.len();
        assert_eq!(texts(|new| &new.headline), everybody);
        assert_eq!(texts(|new| &new.greeting), everybody);
        assert_eq!(texts(|new| &new.about), everybody);
        assert_eq!(texts(|new| &new.story), everybody);
        assert_eq!(texts(|new| &new.motivation), everybody);
    }

    #[test]
    fn every_document_is_of_a_kind_that_is_kept_and_meetings_hand_some_out() {
        let documents = town().documents;
        assert!(documents.len() >= 5 && documents.iter().filter(|new| !new.meetings.is_empty()).count() >= 3);
        let kinds: HashSet<_> = documents.iter().filter_map(|new| domain::library::kind(&new.content)).map(|kind| kind.ending).collect();
        assert_eq!(kinds, HashSet::from(["pdf", "txt"]));
        assert!(documents.iter().any(|new| matches!(new.owner, Whose::Org(_)) && !new.meetings.is_empty()));
        for new in &documents {
            let checked = domain::library::check(&new.name, &new.description);
            assert_eq!(checked, Ok((new.name.clone(), new.description.clone())), "{}", new.name);
        }
    }

    #[test]
    fn members_have_names_that_anybody_could_choose() {
        for account in town().accounts.iter().filter(|account| !account.username.starts_with("demo-")) {
            assert!(Username::parse(&account.username).is_ok(), "{}", account.username);
        }
    }

    #[test]
    fn meetings_and_rooms_have_topics_of_the_list_and_lines_that_anybody_could_send() {
        let town = town();
        let slugs = town.meetings.iter().map(|meeting| &meeting.topic).chain(town.rooms.iter().map(|room| &room.topic));
        for slug in slugs.filter(|slug| !slug.is_empty()) {
            assert!(topics::by_slug(slug).is_some(), "{slug}");
        }
        for line in town.rooms.iter().flat_map(|room| &room.lines) {
            assert_eq!(domain::chat::message(&line.text).as_ref(), Ok(&line.text));
            assert!(domain::chat::is_client_id(&line.client_id) && line.at < NOON);
        }
    }
}
