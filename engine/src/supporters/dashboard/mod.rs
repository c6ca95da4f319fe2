//! A supporter's own figures: the numbers of all their work, and tabs with a summary, who attends, and meeting by meeting.
mod months;
mod store;

use crate::account::zones;
use crate::{Actor, Engine, Error, contacts, time_labels};
use domain::billing::fees;
use domain::meetings::Kind;
use domain::page::{Cursor, Page};
use domain::supporters::cohort::{self, Breakdown};
use domain::supporters::{Dashboard, Figures, MeetingList, MeetingRow, Month, Presence, Range, Rating, Summary, View};
use domain::{MeetingId, Micros, languages, money, topics};
use months::Months;
use std::collections::BTreeSet;

/// Meetings on one page of the list.
const PAGE: usize = 20;

/// The numbers, and the figures of one tab. `after` is the place in the list of meetings. Who attends is told of all time,
/// whatever the range: see `domain::supporters::cohort`. For supporters.
pub async fn show(engine: &Engine, actor: &Actor, view: View, range: Range, after: Option<&Cursor>) -> Result<Dashboard, Error> {
    actor.supporter()?;
    let (db, me, now) = (engine.db(), actor.id.as_str(), engine.clock().now());
    let top = store::top(db, me, now).await?.ok_or(Error::NotFound)?;
    let counts = contacts::counts(engine, &actor.id).await?;
    let earned = store::earned(db, me, 0, &[Micros::MAX; months::BOUNDS]).await?;
    let figures = match view {
        View::Summary => Figures::Summary(summary(engine, actor, range, now).await?),
        View::Demographics => Figures::Demographics(demographics(engine, actor, now).await?),
        View::Meetings => Figures::Meetings(list(engine, actor, range, now, after).await?),
    };
    Ok(Dashboard {
        handle: top.handle,
        rating: Rating { total: top.rating_total, count: top.review_count },
        interactions: top.seats + top.conversations,
        connections: counts.active,
        requests: counts.requests,
        earned: dollars(earned.iter().map(|row| fees(row.amount).host * row.many).sum()),
        zone: time_labels::zone_words(time_labels::zone(&actor.time_zone), now),
        figures,
    })
}

/// "$0" where nothing was earned, which is not free.
fn dollars(cents: i64) -> String {
    if cents == 0 { "$0".to_owned() } else { money::show(cents, "USD") }
}

async fn summary(engine: &Engine, actor: &Actor, range: Range, now: Micros) -> Result<Summary, Error> {
    let (db, me, since) = (engine.db(), actor.id.as_str(), range.since(now));
    let months = Months::of(range, now, time_labels::zone(&actor.time_zone));
    let mut rows: Vec<Month> = months
        .names
        .iter()
        .map(|name| Month { name: name.clone(), meetings: 0, presence: Presence::default(), earned: 0, earned_says: String::new() })
        .collect();
    let place = |bucket: i64| usize::try_from(bucket).unwrap_or_default();
    for row in store::held(db, me, since, now, &months.bounds).await? {
        if let Some(month) = rows.get_mut(place(row.bucket)) {
            month.meetings += row.many;
        }
    }
    for row in store::seats(db, me, since, now, &months.bounds).await? {
        if let Some(month) = rows.get_mut(place(row.bucket)) {
            month.presence.add(&row.attendance, row.many);
        }
    }
    for row in store::earned(db, me, since, &months.bounds).await? {
        if let Some(month) = rows.get_mut(place(row.bucket)) {
            month.earned += fees(row.amount).host * row.many;
        }
    }
    let mut presence = Presence::default();
    for month in &mut rows {
        month.earned_says = dollars(month.earned);
        presence.came += month.presence.came;
        presence.missed += month.presence.missed;
        presence.unknown += month.presence.unknown;
    }
    let (held, earned) = (rows.iter().map(|month| month.meetings).sum(), rows.iter().map(|month| month.earned).sum());
    // What lies before the months is told where there is something.
    if range == Range::All && rows.first().is_some_and(|first| first.meetings == 0 && first.presence.seats() == 0 && first.earned == 0) {
        rows.remove(0);
    }
    rows.reverse();
    let (stars, reviews) = store::rated(db, me, since).await?;
    Ok(Summary {
        held,
        coming: store::coming(db, me, now).await?,
        presence,
        earned: dollars(earned),
        rating: Rating { total: stars, count: reviews },
        months: rows,
    })
}

/// Ages, languages and zones of everybody who ever had a seat, as cautious as `domain::supporters::cohort` is.
async fn demographics(engine: &Engine, actor: &Actor, now: Micros) -> Result<Vec<Breakdown>, Error> {
    let people = store::people(engine.db(), actor.id.as_str(), now).await?;
    // The age on the day they first came stays the same, so that no birthday moves a number.
    let ages: Vec<&str> = people
        .iter()
        .map(|person| {
            let (year, month) = zones::year_and_month(person.first_at);
            cohort::age((year * 12 + month - person.birth_year * 12 - person.birth_month - 1).div_euclid(12))
        })
        .collect();
    let near: Vec<String> = zones::NEAR.iter().map(|(_, label)| format!("{label} time")).chain(["Elsewhere".to_owned()]).collect();
    let near: Vec<&str> = near.iter().map(String::as_str).collect();
    let zone = |name: &str| {
        let at = zones::NEAR.iter().position(|(near, _)| *near == name).unwrap_or(zones::NEAR.len());
        near.get(at).copied().unwrap_or_default()
    };
    let homes: Vec<&str> = people.iter().map(|person| zone(&person.time_zone)).collect();
    let spoken: Vec<BTreeSet<&str>> = people.iter().map(|person| person.languages.split(',').map(languages::name).collect()).collect();
    let tongues: Vec<&str> = languages::LANGUAGES.iter().map(|one| one.name).collect();
    Ok(vec![
        cohort::of_one("Age", &cohort::AGES, &ages),
        cohort::of_many("Languages", &tongues, &spoken),
        cohort::of_one("Where they live, by time zone", &near, &homes),
    ])
}

async fn list(engine: &Engine, actor: &Actor, range: Range, now: Micros, after: Option<&Cursor>) -> Result<MeetingList, Error> {
    let (db, me, since) = (engine.db(), actor.id.as_str(), range.since(now));
    let zone = time_labels::zone(&actor.time_zone);
    let (attendees, again) = store::attendees(db, me, since, now).await?;
    let (at, id) = after.map_or((Micros::MAX, ""), |cursor| (cursor.at, cursor.id.as_str()));
    let limit = i64::try_from(PAGE).unwrap_or_default() + 1;
    let rows = store::meetings(db, me, since, now, (at, id), limit).await?;
    let Page { items, next } = Page::cut(rows, PAGE, |row| Cursor { at: row.starts_at, id: row.id.clone() });
    let show = |row: store::MeetingRow| MeetingRow {
        kind: Kind::parse(&row.kind).unwrap_or_default().label().to_owned(),
        topic: topics::label(&row.topic).to_owned(),
        starts: format!("{}, {}", time_labels::written_day(row.starts_at, zone), time_labels::clock(row.starts_at, zone)),
        seats: row.seats,
        presence: Presence { came: row.came, missed: row.missed, unknown: row.registered - row.came - row.missed },
        price: money::show(row.price, &row.currency),
        name: row.name,
        id: MeetingId::trusted(row.id),
    };
    Ok(MeetingList {
        attendees,
        once: attendees - again,
        again,
        rows: items.into_iter().map(show).collect(),
        next: next.map(|next| next.to_string()),
    })
}
