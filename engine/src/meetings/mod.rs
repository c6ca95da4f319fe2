//! Meetings: found, planned, registered for, waited for, paid for, lived with. Each act is one transaction: it reads what
//! the rule needs, lets `domain::meetings` decide, takes or gives back the seat by one conditional statement, and writes the
//! events and letters.
pub mod calendar;
pub mod feed;
mod ics;
pub mod import;
pub mod invites;
mod letters;
pub mod mine;
pub mod of_org;
pub mod paying;
pub mod planning;
pub mod roster;
pub mod seats;
mod store;
pub mod templates;
mod told;
pub mod waiting;

pub(crate) use seats::forget_person;

use crate::{Actor, Engine, Error, library, orgs, time_labels};
use chrono_tz::Tz;
use domain::account::shown_name;
use domain::meetings::{Host, Listed, MeetingLine, MeetingList, MeetingPage, SeriesDate, Step};
use domain::{AccountId, MeetingId, Micros, OrgId, money, topics};

/// The public meetings of `host` that are still to come, soonest first.
pub async fn upcoming(engine: &Engine, actor: Option<&Actor>, host: &AccountId) -> Result<MeetingList, Error> {
    let (me, now) = (actor.map(|actor| actor.id.as_str()).unwrap_or_default(), engine.clock().now());
    Ok(listed(&store::upcoming(engine.db(), host, me, now).await?, actor, now))
}

/// A list as somebody sees it, each meeting with their one action.
fn listed(rows: &[store::Row], actor: Option<&Actor>, now: Micros) -> MeetingList {
    let viewer = actor.map(|actor| time_labels::zone(&actor.time_zone));
    let one = |row: &store::Row| {
        let step = row.facts().step(now);
        Listed {
            line: line(row, viewer),
            step: if actor.is_some() { Some(step) } else { visitors_step(step) },
            outside: row.org_id.is_some() && row.insider == 0,
        }
    };
    MeetingList {
        meetings: rows.iter().map(one).collect(),
        zone: viewer.map(|zone| time_labels::zone_words(zone, now)).unwrap_or_default(),
    }
}

/// One meeting. One that is for invited people is not found by others.
pub async fn page(engine: &Engine, actor: Option<&Actor>, id: &MeetingId) -> Result<MeetingPage, Error> {
    let now = engine.clock().now();
    let mut row = found(engine, actor, id).await?;
    store::count_line(engine.db(), &mut row, actor.map(|actor| actor.id.as_str()).unwrap_or_default()).await?;
    let viewer = actor.map(|actor| time_labels::zone(&actor.time_zone));
    let host_zone = time_labels::zone(&row.time_zone);
    let zone = viewer.unwrap_or(host_zone);
    let hosts = store::hosts(engine.db().read(), id).await?;
    let facts = row.facts();
    let step = facts.step(now);
    let inside = matches!(step, Step::Registered { .. } | Step::Join | Step::Host { .. }) || row.my_state.as_deref() == Some("registered");
    let documents = library::of_meeting(engine, id).await?;
    let document_count = i64::try_from(documents.len()).unwrap_or_default();
    let siblings = match &row.series_id {
        Some(_) => store::series_rows(engine.db().read(), id, actor.map(|actor| actor.id.as_str()).unwrap_or_default(), now).await?,
        None => Vec::new(),
    };
    let whole_series = whole_series(&siblings, actor, now);
    let leads = match actor {
        Some(actor) => row.hosting > 0 || in_charge(engine, actor, &row).await?,
        None => false,
    };
    let differs = time_labels::full(row.starts_at, zone) != time_labels::full(row.starts_at, host_zone);
    let faces = hosts.iter().map(host).collect::<Vec<_>>();
    let organization = match &row.org_id {
        Some(org) => store::organization(engine.db(), org).await?,
        None => None,
    };
    let way_in = match (actor, &row.org_id, &step) {
        (Some(actor), Some(org), Step::Register { .. } | Step::JoinList { .. }) => {
            orgs::way_in(engine, actor, &OrgId::trusted(org.clone())).await?
        }
        _ => None,
    };
    Ok(MeetingPage {
        description: row.description.clone(),
        support_topic: row.support_topic.clone(),
        focus: row.focus.clone(),
        ends: time_labels::clock(row.ends_at(), zone),
        zone: time_labels::short_name(zone, row.starts_at),
        for_host: if differs { time_labels::when(row.starts_at, host_zone) } else { String::new() },
        relative: time_labels::ahead(row.starts_at, now),
        until: until_words(&step, zone, now),
        step: actor.map(|_| step.clone()).or_else(|| visitors_step(step)),
        organization,
        exclusive: row.exclusive == 1,
        private: row.private == 1,
        line_length: row.line,
        documents: if inside { documents } else { Vec::new() },
        document_count,
        series: siblings.iter().filter(|other| other.id != row.id).map(|other| date(other, zone, now)).collect(),
        // Whoever takes one date subscribes with it, and sees the others then.
        whole_series: whole_series.filter(|_| way_in.is_none()),
        way_in,
        leads,
        money: money_words(&row),
        comments: if row.hosting > 0 { row.comments.clone() } else { String::new() },
        json_ld: json_ld(&row, &faces, &engine.settings().origin),
        hosts: faces,
        line: line(&row, Some(zone)),
    })
}

/// The row of a meeting that this person may know of. People who have to do with it may; one for invited people is nobody
/// else's business.
async fn found(engine: &Engine, actor: Option<&Actor>, id: &MeetingId) -> Result<store::Row, Error> {
    let me = actor.map(|actor| actor.id.as_str()).unwrap_or_default();
    let row = store::by_id(engine.db().by_key(), id, me).await?.ok_or(Error::NotFound)?;
    if row.exclusive == 0 || row.theirs() {
        return Ok(row);
    }
    match actor {
        Some(actor) if in_charge(engine, actor, &row).await? => Ok(row),
        _ => Err(Error::NotFound),
    }
}

/// Whether somebody who does not lead a meeting may change it all the same, for its organization. Who lacks the two-factor
/// sign-in that the organization asks for may not.
async fn in_charge(engine: &Engine, actor: &Actor, row: &store::Row) -> Result<bool, Error> {
    match &row.org_id {
        Some(org) if row.insider > 0 => match orgs::plans_for(engine, actor, &OrgId::trusted(org.clone())).await {
            Err(Error::Refused(_)) => Ok(false),
            other => other,
        },
        _ => Ok(false),
    }
}

/// How many dates of a series somebody could take at once, and how many of these are full; where that makes sense.
fn whole_series(rows: &[store::Row], actor: Option<&Actor>, now: Micros) -> Option<(i64, i64)> {
    actor?;
    let open: Vec<bool> = rows.iter().filter_map(|row| seats::open_in_series(row, now)).collect();
    let count = |wanted: bool| i64::try_from(open.iter().filter(|seat| **seat == wanted).count()).unwrap_or_default();
    (count(true) > 0 && open.len() > 1).then(|| (count(true) + count(false), count(false)))
}

fn date(row: &store::Row, zone: Tz, now: Micros) -> SeriesDate {
    let state = match row.facts().step(now) {
        Step::Registered { .. } | Step::Join => "Registered",
        Step::LeaveList { .. } => "On the waiting list",
        Step::JoinList { .. } | Step::Full => "Full",
        _ => "",
    };
    SeriesDate { id: row.meeting(), starts: time_labels::full(row.starts_at, zone), state: state.to_owned() }
}

/// A meeting that the person leads, or whose organization lets them change all of its meetings. To others it is not there.
async fn led(engine: &Engine, actor: &Actor, id: &MeetingId) -> Result<store::Row, Error> {
    let row = store::by_id(engine.db().read(), id, actor.id.as_str()).await?.ok_or(Error::NotFound)?;
    match &row.org_id {
        _ if row.hosting > 0 => Ok(row),
        Some(org) if orgs::plans_for(engine, actor, &OrgId::trusted(org.clone())).await? => Ok(row),
        _ => Err(Error::NotFound),
    }
}

/// The name that others see of a host.
fn shown(row: &store::HostRow) -> String {
    shown_name(&row.username, row.first_name.as_deref().zip(row.last_initial.as_deref()))
}

fn host(row: &store::HostRow) -> Host {
    Host {
        name: shown(row),
        word: row.handle.clone().unwrap_or_else(|| row.username.to_lowercase()),
        handle: row.handle.clone().filter(|_| row.hidden == Some(0)),
        picture: row.picture_id.clone(),
        seed: row.account_id.clone(),
    }
}

/// A visitor is asked to sign in where a member could register.
fn visitors_step(step: Step) -> Option<Step> {
    match step {
        Step::Register { .. } | Step::JoinList { .. } => None,
        other => Some(other),
    }
}

/// Until when what the step speaks of holds. Nothing once cancelling is no longer free.
fn until_words(step: &Step, zone: Tz, now: Micros) -> String {
    match step {
        Step::Answer { until, .. } | Step::Pay { until, .. } => time_labels::full(*until, zone),
        Step::Registered { free_until } if now < *free_until => time_labels::full(*free_until, zone),
        _ => String::new(),
    }
}

/// What became of the viewer's money.
fn money_words(row: &store::Row) -> String {
    row.payment().map(|(state, amount)| state.says(&money::show(amount, &row.currency))).unwrap_or_default()
}

/// Visitors' zones are not known: they read the meeting's own, named.
fn line(row: &store::Row, viewer: Option<Tz>) -> MeetingLine {
    let starts = match viewer {
        Some(zone) => time_labels::full(row.starts_at, zone),
        None => time_labels::when(row.starts_at, time_labels::zone(&row.time_zone)),
    };
    MeetingLine {
        id: row.meeting(),
        name: row.name.clone(),
        starts_at: row.starts_at,
        starts,
        minutes: row.minutes,
        one_to_one: row.one_to_one(),
        price: money::show(row.price, &row.currency),
        left: (row.seats - row.taken).max(0),
        host: row.led_by(),
        topic: topics::label(&row.topic).to_owned(),
    }
}

/// An instant for machines: `2026-11-24T23:00:00Z`.
fn iso(at: Micros) -> String {
    chrono::DateTime::from_timestamp_micros(at).unwrap_or_default().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What search engines read of a public meeting; empty for the others.
fn json_ld(row: &store::Row, hosts: &[Host], origin: &str) -> String {
    if row.exclusive == 1 || row.visibility != "public" {
        return String::new();
    }
    let address = format!("{origin}/meetings/{}", row.id);
    let cancelled = row.state == "cancelled";
    let people: Vec<serde_json::Value> = hosts.iter().map(|host| serde_json::json!({ "@type": "Person", "name": host.name })).collect();
    let event = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": row.name,
        "description": row.description,
        "startDate": iso(row.starts_at),
        "endDate": iso(row.ends_at()),
        "eventStatus": if cancelled { "https://schema.org/EventCancelled" } else { "https://schema.org/EventScheduled" },
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "location": { "@type": "VirtualLocation", "url": address },
        "organizer": people,
        "maximumAttendeeCapacity": row.seats,
        "offers": {
            "@type": "Offer",
            "price": format!("{}.{:02}", row.price / 100, row.price % 100),
            "priceCurrency": row.currency,
            "url": address,
            "availability": if row.taken < row.seats { "https://schema.org/InStock" } else { "https://schema.org/SoldOut" },
        },
    });
    // Inside of a script element, `</` would end it.
    event.to_string().replace('<', "\\u003c")
}
