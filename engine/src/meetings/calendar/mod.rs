//! The public calendar: a list by day and a month, filtered, in the viewer's zone. Meetings for invited people are not in it.
mod store;

use super::store::Row;
use super::{line, visitors_step};
use crate::account::zones;
use crate::{Actor, Engine, Error, time_labels, wall};
use chrono_tz::Tz;
use domain::Micros;
use domain::meetings::search::{MINUTES_A_DAY, Reach, Search, TimeOfDay};
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
/// Meetings that a day of the month tells of by name.
const NAMED: i64 = 3;
/// How many more are counted; beyond that it says "Over 100 more".
const COUNTED: i64 = 100;

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

/// A meeting in the month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The meeting.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it starts: "6:00 pm".
    pub clock: String,
}

/// A day of the month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Day {
    /// The day.
    pub day: WallDay,
    /// Its first meetings, soonest first.
    pub meetings: Vec<Entry>,
    /// How many it has besides: "4 more", or nothing.
    pub more: String,
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

/// The month that holds `day`: of each day its first meetings, and how many more it has.
pub async fn month(engine: &Engine, actor: Option<&Actor>, search: &Search, day: WallDay) -> Result<Month, Error> {
    let (now, zone) = (engine.clock().now(), zone_of(actor));
    let whose = whose(engine, search).await?;
    let first = day.month_start();
    let mut days = Vec::new();
    let mut conn = engine.db().read().acquire().await?;
    for day in (0..first.until(first.plus(31).month_start())).map(|at| first.plus(at)) {
        let hours = hours(search, day, zone).ok_or(Error::NotFound)?;
        let rows = store::starting(&mut conn, (search, &whose), hours, NAMED, NAMED + COUNTED + 1).await?;
        let more = more(rows.first().map_or(0, |row| row.fitting) - NAMED);
        let entry = |row: store::InCell| Entry { clock: time_labels::clock(row.starts_at, zone), id: row.id, name: row.name };
        days.push(Day { day, meetings: rows.into_iter().map(entry).collect(), more });
    }
    let today = wall::wall(now, zone).map_or(first, |wall| wall.day);
    Ok(Month { first, title: month_title(first), days, today, zone: time_labels::zone_words(zone, now) })
}

/// From when to when a day has what is looked for: all of it, or the time of day that was asked for.
fn hours(search: &Search, day: WallDay, zone: Tz) -> Option<(Micros, Micros)> {
    let (from, until) = search.time.map_or((0, MINUTES_A_DAY), TimeOfDay::minutes);
    let until = if until < MINUTES_A_DAY { wall::at(day, until, zone) } else { wall::day_start(day.plus(1), zone) };
    wall::at(day, from, zone).zip(until)
}

fn more(many: i64) -> String {
    match many {
        ..=0 => String::new(),
        many if many > COUNTED => format!("Over {COUNTED} more"),
        many => format!("{many} more"),
    }
}

fn month_title(first: WallDay) -> String {
    const NAMES: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let (year, month, _) = first.parts();
    let name = usize::try_from(month - 1).ok().and_then(|month| NAMES.get(month)).copied().unwrap_or_default();
    format!("{name} {year}")
}
