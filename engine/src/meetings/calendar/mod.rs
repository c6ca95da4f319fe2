//! The public calendar: a list by day and a month, filtered, in the viewer's zone. Meetings for invited people are not in it.
mod store;

use super::store::Row;
use super::{line, visitors_step};
use crate::account::zones;
use crate::{Actor, Engine, Error, time_labels, wall};
use chrono_tz::Tz;
use domain::Micros;
use domain::meetings::search::{Reach, Search};
use domain::meetings::{MeetingLine, Step, WallDay};
use domain::page::Cursor;
use domain::time::DAY;

/// Meetings on one page of the list.
const PAGE: usize = 24;
/// Rows that are read at once, and how often at most, to fill a page whose times of day are told apart here.
const CHUNK: i64 = 120;
const MOST_CHUNKS: usize = 8;
/// Organizations that a list to choose from holds.
const MOST_ORGANIZATIONS: i64 = 200;
/// Meetings in one month.
const MOST_IN_A_MONTH: i64 = 1_000;

/// A meeting in the calendar, and the one action of the one who looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tile {
    /// The meeting.
    pub line: MeetingLine,
    /// What the viewer can do; `None` for a visitor who may register after signing in.
    pub step: Option<Step>,
    /// The day in the viewer's zone, as a heading.
    pub day: String,
    /// When it starts: "6:00 pm".
    pub clock: String,
    /// Whether it takes a password.
    pub private: bool,
    /// The word that finds the main host's meetings; empty where three lead.
    pub host_word: String,
    /// Whether it is of an organization that the viewer has nothing to do with: its page asks whether they subscribe.
    pub outside: bool,
}

/// A page of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listing {
    /// The meetings, soonest first.
    pub tiles: Vec<Tile>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// The zone the times are told in.
    pub zone: String,
}

/// A day of the month, with its meetings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Day {
    /// The day.
    pub day: WallDay,
    /// Clock, name and id of its meetings, soonest first.
    pub meetings: Vec<Tile>,
}

/// A month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Month {
    /// Its first day.
    pub first: WallDay,
    /// "December 2026".
    pub title: String,
    /// All its days.
    pub days: Vec<Day>,
    /// Today, in the viewer's zone.
    pub today: WallDay,
    /// The zone the times are told in.
    pub zone: String,
}

/// The zone of the one who looks; a visitor's is not known.
fn zone_of(actor: Option<&Actor>) -> Tz {
    time_labels::zone(actor.map_or(zones::USUAL, |actor| actor.time_zone.as_str()))
}

fn tile(row: &Row, actor: Option<&Actor>, zone: Tz, now: Micros) -> Tile {
    let step = row.facts().step(now);
    Tile {
        line: line(row, Some(zone)),
        step: if actor.is_some() { Some(step) } else { visitors_step(step) },
        day: time_labels::long_day(row.starts_at, zone),
        clock: time_labels::clock(row.starts_at, zone),
        private: row.private == 1,
        host_word: if row.hosts < 3 { row.host_word() } else { String::new() },
        outside: row.org_id.is_some() && row.insider == 0,
    }
}

fn fits(search: &Search, row: &Row, zone: Tz) -> bool {
    search.time.is_none_or(|time| wall::wall(row.starts_at, zone).is_some_and(|wall| time.holds(wall.minute)))
}

/// Whose meetings a search narrows the calendar to, by name: the host's, and the organization's. A word that means nobody
/// is shown as it is.
pub async fn narrowed(engine: &Engine, search: &Search) -> Result<(String, String), Error> {
    let (mut host, mut org) = (search.host.clone(), search.org.clone());
    if !host.is_empty() {
        host = store::host(engine.db(), &host).await?.map_or(host, |(_, name)| name);
    }
    if !org.is_empty() {
        org = store::organization(engine.db(), &org).await?.map_or(org, |(_, name)| name);
    }
    Ok((host, org))
}

/// The organizations one can narrow the calendar to: the word in their address, and their name.
pub async fn organizations(engine: &Engine) -> Result<Vec<(String, String)>, Error> {
    store::organizations(engine.db(), engine.clock().now(), MOST_ORGANIZATIONS).await
}

/// The ids behind the words; one that means nobody finds nothing.
async fn whose(engine: &Engine, search: &Search) -> Result<store::Whose, Error> {
    let nobody = || "nobody".to_owned();
    let mut whose = store::Whose::default();
    if !search.host.is_empty() {
        whose.host = store::host(engine.db(), &search.host).await?.map_or_else(nobody, |(id, _)| id);
    }
    if !search.org.is_empty() {
        whose.org = store::organization(engine.db(), &search.org).await?.map_or_else(nobody, |(id, _)| id);
    }
    Ok(whose)
}

/// A page of the list: what has not ended, soonest first.
pub async fn list(engine: &Engine, actor: Option<&Actor>, search: &Search, after: Option<&Cursor>) -> Result<Listing, Error> {
    let (now, zone) = (engine.clock().now(), zone_of(actor));
    let me = actor.map(|actor| actor.id.as_str()).unwrap_or_default();
    let from = search.from.and_then(|day| wall::day_start(day, zone)).unwrap_or(now).max(now);
    let until = match search.reach {
        Some(Reach::Today) => time_labels::day_start(now, zone, 1),
        Some(Reach::Week) => now + 7 * DAY,
        None => Micros::MAX,
    };
    let whose = whose(engine, search).await?;
    let mut place = after.cloned().unwrap_or(Cursor { at: 0, id: String::new() });
    let mut tiles: Vec<Tile> = Vec::new();
    let mut next = None;
    'filling: for _ in 0..MOST_CHUNKS {
        let rows = store::list(engine.db(), me, (search, &whose), (from, until), &place, CHUNK).await?;
        let last = i64::try_from(rows.len()).unwrap_or_default() < CHUNK;
        for row in rows {
            let fits = fits(search, &row, zone);
            if fits && tiles.len() == PAGE {
                next = Some(place.to_string());
                break 'filling;
            }
            place = Cursor { at: row.starts_at, id: row.id.clone() };
            if fits {
                tiles.push(tile(&row, actor, zone, now));
            }
        }
        if last {
            break;
        }
        next = Some(place.to_string()).filter(|_| tiles.len() < PAGE);
    }
    Ok(Listing { tiles, next, zone: time_labels::zone_words(zone, now) })
}

/// The month that holds `day`.
pub async fn month(engine: &Engine, actor: Option<&Actor>, search: &Search, day: WallDay) -> Result<Month, Error> {
    let (now, zone) = (engine.clock().now(), zone_of(actor));
    let me = actor.map(|actor| actor.id.as_str()).unwrap_or_default();
    let first = day.month_start();
    let after_last = first.plus(31).month_start();
    let bounds = wall::day_start(first, zone).zip(wall::day_start(after_last, zone)).ok_or(Error::NotFound)?;
    let rows = store::list(
        engine.db(),
        me,
        (search, &whose(engine, search).await?),
        bounds,
        &Cursor { at: 0, id: String::new() },
        MOST_IN_A_MONTH,
    )
    .await?;
    let mut days: Vec<Day> = (0..first.until(after_last)).map(|at| Day { day: first.plus(at), meetings: Vec::new() }).collect();
    for row in rows.iter().filter(|row| fits(search, row, zone)) {
        let Some(wall) = wall::wall(row.starts_at, zone) else { continue };
        let place = usize::try_from(first.until(wall.day)).ok();
        if let Some(day) = place.and_then(|place| days.get_mut(place)) {
            day.meetings.push(tile(row, actor, zone, now));
        }
    }
    let today = wall::wall(now, zone).map_or(first, |wall| wall.day);
    Ok(Month { first, title: month_title(first), days, today, zone: time_labels::zone_words(zone, now) })
}

fn month_title(first: WallDay) -> String {
    const NAMES: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let (year, month, _) = first.parts();
    let name = usize::try_from(month - 1).ok().and_then(|month| NAMES.get(month)).copied().unwrap_or_default();
    format!("{name} {year}")
}
