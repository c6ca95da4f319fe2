//! What a form would make, before it is sent: every date in the host's zone, what the clocks do, what it would collide with,
//! and what the host receives.
use super::{store, zones};
use crate::{Actor, Engine, Error, time_labels, wall};
use domain::meetings::series::{Repeat, days};
use domain::meetings::{MeetingDraft, WallDay, WallTime};
use domain::time::MINUTE;
use domain::{Refusal, billing, money};

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

/// Looks at the form without writing anything. `id` is the meeting that is edited, or empty. Collisions are told, not forbidden.
pub async fn preview(engine: &Engine, actor: &Actor, id: &str, draft: &MeetingDraft) -> Result<Preview, Error> {
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
    let mut dates = Vec::with_capacity(days.1.len());
    for one in wall::occurrences(&days.1, days.0, zone) {
        let ends_at = one.starts_at + length.clamp(15, 240) * MINUTE;
        let others = store::overlapping(engine.db().read(), &actor.id, id, one.starts_at, ends_at).await?;
        let collides =
            others.into_iter().map(|(name, at)| format!("You also lead \u{201c}{name}\u{201d} at {}.", time_labels::clock(at, zone)));
        let notes: Vec<String> = one.note.into_iter().chain(collides).collect();
        dates.push((time_labels::when(one.starts_at, zone), notes.join(" ")));
    }
    Ok(Preview { dates, receives, trouble: String::new() })
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
