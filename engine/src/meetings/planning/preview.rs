//! What a form would make, before it is sent: every date in the host's zone, what the clocks do, what it would collide with,
//! and what the host receives.
use super::{store, zones};
use crate::{Actor, Engine, Error, time_labels, wall};
use chrono_tz::Tz;
use domain::meetings::series::{Repeat, days};
use domain::meetings::{MeetingDraft, WallDay, WallTime};
use domain::supporters::WeeklyHours;
use domain::time::MINUTE;
use domain::{MeetingId, Micros, OrgId, Refusal, billing, money};

/// What a form would make.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Preview {
    /// Each meeting: its day and time in the host's zone, and what is to know about it (the clocks, a collision).
    pub dates: Vec<(String, String)>,
    /// What a registration brings: "You receive $3.95 of $5.00."; empty while there is no price.
    pub receives: String,
    /// Why the dates can't be shown yet.
    pub trouble: String,
}

/// Looks at the form without writing anything. `id` is the meeting that is edited, or empty; `org` is the organization of a new
/// one. Collisions with other meetings of each host, and times outside of the weekly hours they offer, are told, not forbidden.
pub async fn preview(engine: &Engine, actor: &Actor, org: Option<&OrgId>, id: &str, draft: &MeetingDraft) -> Result<Preview, Error> {
    let receives = match money::parse(&draft.price) {
        Some(price) if price > 0 => {
            let fees = billing::fees(price);
            format!(
                "From {} you receive {}: {} go to the payment service and {} to the site.",
                money::show(price, "USD"),
                money::show(fees.host, "USD"),
                money::show(fees.service, "USD"),
                money::show(fees.site, "USD")
            )
        }
        _ => String::new(),
    };
    let days = match wanted(draft) {
        Ok((minute, days)) => (minute, days),
        Err(refusal) => {
            let trouble = refusal.problems().first().map(|problem| problem.says.clone()).unwrap_or_default();
            return Ok(Preview { dates: Vec::new(), receives, trouble });
        }
    };
    let zone = time_labels::zone(zones::known(&draft.time_zone).unwrap_or(&actor.time_zone));
    let length = draft.hours.trim().parse::<i64>().unwrap_or(0) * 60 + draft.minutes.trim().parse::<i64>().unwrap_or(0);
    let (org, hosts) = hosts(engine, actor, org, id, draft).await?;
    let mut dates = Vec::with_capacity(days.1.len());
    for one in wall::occurrences(&days.1, days.0, zone) {
        let ends_at = one.starts_at + length.clamp(15, 240) * MINUTE;
        let mut notes: Vec<String> = one.note.into_iter().collect();
        for host in &hosts {
            let mine = host.id == actor.id.as_str();
            for other in store::overlapping(engine.db().read(), &host.id, id, one.starts_at, ends_at).await? {
                notes.push(collision(host, mine, &other, org.as_ref(), zone));
            }
            if !offers(host, one.starts_at, (ends_at - one.starts_at) / MINUTE) {
                notes.push(match mine {
                    true => "This is outside of the weekly hours you offer.".to_owned(),
                    false => format!("This is outside of the weekly hours that {} offers.", host.name()),
                });
            }
        }
        dates.push((time_labels::when(one.starts_at, zone), notes.join(" ")));
    }
    Ok(Preview { dates, receives, trouble: String::new() })
}

/// Whose meeting it is, and the hosts of the form: those it names, of those who can be; without an organization, its own.
async fn hosts(
    engine: &Engine,
    actor: &Actor,
    org: Option<&OrgId>,
    id: &str,
    draft: &MeetingDraft,
) -> Result<(Option<OrgId>, Vec<store::Person>), Error> {
    let org = match MeetingId::parse(id) {
        Some(id) => crate::meetings::led(engine, actor, &id).await?.org_id.map(OrgId::trusted),
        None => org.cloned(),
    };
    let word = org.as_ref().map(OrgId::as_str).unwrap_or_default();
    let people = store::people(engine.db().read(), word, id, if org.is_none() { actor.id.as_str() } else { "" }).await?;
    let named = |person: &store::Person| org.is_none() || draft.hosts.contains(&person.id);
    Ok((org.clone(), people.into_iter().filter(named).collect()))
}

/// What somebody else's meeting is called is told only where the one who plans could see it.
fn collision(host: &store::Person, mine: bool, other: &store::Overlap, org: Option<&OrgId>, zone: Tz) -> String {
    let ours = org.is_some_and(|org| other.org_id.as_deref() == Some(org.as_str()));
    let open = mine || (other.exclusive == 0 && (ours || other.visibility == "public"));
    let what = if open { format!("\u{201c}{}\u{201d}", other.name) } else { "another meeting".to_owned() };
    let who = if mine { "You also lead".to_owned() } else { format!("{} also leads", host.name()) };
    format!("{who} {what} at {}.", time_labels::clock(other.starts_at, zone))
}

/// Whether a host is free by their weekly hours, on their own clock. Who has said none is asked for none.
fn offers(host: &store::Person, starts_at: Micros, minutes: i64) -> bool {
    let hours = WeeklyHours::from_stored(host.weekly_hours.as_deref().unwrap_or_default());
    let wall = wall::wall(starts_at, time_labels::zone(&host.time_zone));
    hours.windows().is_empty() || wall.is_none_or(|wall| hours.hold(wall.day.weekday(), wall.minute, minutes))
}

fn wanted(draft: &MeetingDraft) -> Result<(i64, Vec<WallDay>), Refusal> {
    let start = WallTime::parse(&draft.start).ok_or_else(|| Refusal::field("start", "Choose the day and the time to see the dates."))?;
    let days = match Repeat::parse(&draft.repeat) {
        None => vec![start.day],
        Some(repeat) => {
            let until = WallDay::parse(&draft.until).ok_or_else(|| Refusal::field("until", "Choose the last day to see the dates."))?;
            days(start.day, repeat, until)?
        }
    };
    Ok((start.minute, days))
}
