//! Find a Peer Supporter: the directory, the public profile, and what its owner may change.
mod bits;
pub mod dashboard;
mod directory;
pub mod import;
mod index;
mod own;
mod store;
mod words;

use crate::{Actor, Engine, Error, account, contacts, library, meetings, outbox, time_labels};
use chrono_tz::Tz;
use domain::contacts::Standing;
use domain::events::Event;
use domain::supporters::{Card, Found, Opening, Profile, RoomLine, Search, ServiceLine, WeeklyHours};
use domain::{AccountId, MeetingId, Micros, RoomId, languages, money, topics};
use futures::future::try_join5;
use uuid::Uuid;

pub use directory::Directory;
pub use own::{own_hours, own_profile, own_services, save_hours, save_profile, save_services};
pub(crate) use store::recount_reviews;

/// A page of the directory. Nothing is read from the database when its ten cards were shown before.
pub async fn find(engine: &Engine, actor: Option<&Actor>, search: &Search) -> Result<Found, Error> {
    let now = engine.clock().now();
    let answer = engine.directory().search(engine, search).await?;
    let cards = engine.directory().cards(engine, &answer.picks).await?;
    let viewer = actor.map(|actor| time_labels::zone(&actor.time_zone));
    let cards = cards.into_iter().map(|(pick, card)| {
        let opening = pick.opening.map(|opening| opening_label(opening, now, viewer, pick.zone));
        Card { opening, ..card }
    });
    let cards = as_seen_by(engine, actor, cards.collect()).await?;
    Ok(Found { total: answer.total, page: answer.page, pages: answer.pages, cards })
}

/// Supporters whom the actor may like to ask: open to it, of their interests where there are any, at most `most`.
pub async fn suggestions(engine: &Engine, actor: &Actor, most: usize) -> Result<Vec<Card>, Error> {
    let interests = account::profile::own(engine, actor).await?.interests;
    let topics: Vec<&'static str> = interests.iter().filter_map(|slug| topics::by_slug(slug)).map(|topic| topic.slug).collect();
    let search = Search { topics, open: true, ..Search::default() };
    let mut cards = find(engine, Some(actor), &search).await?.cards;
    cards.retain(|card| card.standing == Standing::Open);
    cards.truncate(most);
    Ok(cards)
}

/// Says on each card what the supporter is to the one who looks. A visitor's cards say it already.
async fn as_seen_by(engine: &Engine, actor: Option<&Actor>, mut cards: Vec<Card>) -> Result<Vec<Card>, Error> {
    if actor.is_some() {
        let ids: Vec<AccountId> = cards.iter().map(|card| card.id.clone()).collect();
        let standings = contacts::standings(engine, actor, &ids).await?;
        for card in &mut cards {
            card.standing = standings.get(&card.id).copied().unwrap_or(Standing::Closed);
        }
    }
    Ok(cards)
}

/// Fills the directory before the first visitor comes. Without it, the first visitor waits a little.
pub async fn warm_up(engine: &Engine) -> Result<(), Error> {
    engine.directory().search(engine, &Search::default()).await.map(|_| ())
}

/// A public profile. One that is hidden is not found, except by its owner.
pub async fn profile(engine: &Engine, actor: Option<&Actor>, handle: &str) -> Result<Profile, Error> {
    let now = engine.clock().now();
    let db = engine.db();
    let row = store::by_handle(db, handle).await?.ok_or(Error::NotFound)?;
    let own = actor.is_some_and(|actor| actor.id.as_str() == row.account_id);
    if row.hidden == 1 && !own {
        return Err(Error::NotFound);
    }
    let id = AccountId::trusted(row.account_id.clone());
    let ids = [Uuid::try_parse(&row.account_id).map_err(Error::fault)?];
    let viewer = actor.map(|actor| time_labels::zone(&actor.time_zone));
    let (cards, services, meetings, rooms, documents) = try_join5(
        store::cards(db, &ids),
        store::services(db, &row.account_id),
        meetings::upcoming(engine, actor, &id),
        store::rooms(db, &row.account_id),
        library::shown_by(engine, &id),
    )
    .await?;
    let zone = time_labels::zone(&row.time_zone);
    let hours = WeeklyHours::from_stored(&row.weekly_hours);
    let opening = index::opening(hours.windows(), zone, now).map(|opening| opening_label(opening, now, viewer, zone));
    let card = as_seen_by(engine, actor, cards).await?.into_iter().next().ok_or(Error::NotFound)?;
    Ok(Profile {
        card: Card { opening, ..card },
        greeting: row.greeting,
        about: row.about,
        story: row.story,
        motivation: row.motivation,
        languages: store::list(&row.languages).iter().map(|code| languages::name(code).to_owned()).collect(),
        services: services
            .into_iter()
            .map(|(name, minutes, price, currency)| ServiceLine { name, minutes, price: money::show(price, &currency) })
            .collect(),
        groups_led: row.groups_led,
        sessions_led: row.sessions_led,
        meetings,
        rooms: rooms
            .into_iter()
            .map(|(id, name, description, people)| RoomLine { id: RoomId::trusted(id), name, description, people })
            .collect(),
        documents,
        hidden: row.hidden == 1,
        own,
    })
}

/// Counts a meeting that took place among those its hosts have led, once.
pub(crate) async fn count_meeting(engine: &Engine, meeting: &MeetingId, ends_at: Micros) -> Result<(), Error> {
    let write = engine.db().write((meeting.clone(), ends_at), |tx, (meeting, ends_at)| {
        Box::pin(async move {
            let (hosts, one_to_one) = meetings::planning::took_place(tx, meeting, *ends_at).await?;
            for supporter in hosts {
                if store::count_meeting(tx, &supporter, one_to_one).await? {
                    outbox::record(tx, Event::SupporterChanged { supporter }).await?;
                }
            }
            Ok(())
        })
    });
    write.await
}

/// "Now, until 8:00 pm", "Today, 6:30 pm", "Thursday, 9:00 am". Visitors' zones are not known: they read the supporter's, named.
fn opening_label(opening: Opening, now: Micros, viewer: Option<Tz>, supporter: Tz) -> String {
    let zone = viewer.unwrap_or(supporter);
    let label = if opening.from <= now {
        format!("Now, until {}", time_labels::clock(opening.to, zone))
    } else {
        format!("{}, {}", time_labels::day(opening.from, zone, now), time_labels::clock(opening.from, zone))
    };
    if viewer.is_some() { label } else { format!("{label} {}", time_labels::short_name(zone, opening.from)) }
}
