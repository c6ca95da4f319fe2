//! Meetings as people see them before they register.
pub mod import;
mod store;

use crate::{Actor, Engine, Error, account, time_labels};
use chrono_tz::Tz;
use domain::meetings::{MeetingLine, MeetingPage};
use domain::time::MINUTE;
use domain::{AccountId, MeetingId, money, topics};

/// The public meetings of `host` that are still to come, soonest first. `viewer` is the zone of the one who looks, if known.
pub async fn upcoming(engine: &Engine, host: &AccountId, viewer: Option<Tz>) -> Result<Vec<MeetingLine>, Error> {
    let rows = store::upcoming(engine.db(), host, engine.clock().now()).await?;
    Ok(rows.into_iter().map(|row| line(row, viewer)).collect())
}

/// One meeting. A private one is not found, except by its host.
pub async fn page(engine: &Engine, actor: Option<&Actor>, id: &MeetingId) -> Result<MeetingPage, Error> {
    let row = store::by_id(engine.db(), id).await?.ok_or(Error::NotFound)?;
    if row.private == 1 && actor.is_none_or(|actor| actor.id.as_str() != row.host_id) {
        return Err(Error::NotFound);
    }
    let host = account::face(engine.db(), &AccountId::trusted(row.host_id.clone())).await?;
    let viewer = actor.map(|actor| time_labels::zone(&actor.time_zone));
    let zone = viewer.unwrap_or_else(|| time_labels::zone(&row.time_zone));
    Ok(MeetingPage {
        description: row.description.clone(),
        topic: topics::label(&row.topic).to_owned(),
        zone: time_labels::short_name(zone, row.starts_at),
        over: row.starts_at + row.minutes * MINUTE <= engine.clock().now(),
        host: host.name,
        handle: host.handle,
        picture: host.picture,
        line: line(row, Some(zone)),
    })
}

/// Visitors' zones are not known: they read the meeting's own, named.
fn line(row: store::Row, viewer: Option<Tz>) -> MeetingLine {
    let zone = viewer.unwrap_or_else(|| time_labels::zone(&row.time_zone));
    let mut starts = time_labels::full(row.starts_at, zone);
    if viewer.is_none() {
        starts = format!("{starts} {}", time_labels::short_name(zone, row.starts_at));
    }
    MeetingLine {
        id: MeetingId::trusted(row.id),
        name: row.name,
        starts_at: row.starts_at,
        starts,
        minutes: row.minutes,
        one_to_one: row.kind == "one_to_one",
        price: money::show(row.price, &row.currency),
        left: (row.seats - row.taken).max(0),
    }
}
