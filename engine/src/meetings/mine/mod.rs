//! My Meetings: where somebody has a seat, had one, waits, or leads.
mod store;

use super::store::Row;
use super::{line, money_words};
use crate::{Actor, Engine, Error, time_labels};
use domain::Role;
use domain::meetings::mine::{MyMeeting, MyMeetings, Tab};
use domain::page::{Cursor, Page};

/// Meetings on one page of a tab.
const PAGE: usize = 20;

/// A page of one tab. `past` asks in Hosted by me for the meetings that are over.
pub async fn list(engine: &Engine, actor: &Actor, tab: Tab, past: bool, after: Option<&Cursor>) -> Result<MyMeetings, Error> {
    let (db, me, now) = (engine.db(), actor.id.as_str(), engine.clock().now());
    let page = match tab {
        Tab::Upcoming => store::upcoming(db, me, now, after, PAGE).await?,
        Tab::Past => store::past(db, me, now, after, PAGE).await?,
        Tab::Waiting => store::waiting(db, me, now, after, PAGE).await?,
        Tab::Hosting if past => store::led(db, me, now, after, PAGE).await?,
        Tab::Hosting => store::leading(db, me, now, after, PAGE).await?,
    };
    let reviewed = match tab {
        Tab::Past => store::reviewed(db, me).await?,
        _ => Vec::new(),
    };
    let offered = match (tab, after) {
        (Tab::Upcoming, None) => store::waiting(db, me, now, None, PAGE).await?.items,
        _ => Vec::new(),
    };
    let zone = time_labels::zone(&actor.time_zone);
    let Page { items, next } = page;
    let show = |row: Row| {
        // A host without a public profile has no place where a review could stand.
        let attended = row.my_state.as_deref() == Some("registered") && row.state == "scheduled" && row.first_name.is_some();
        MyMeeting {
            line: line(&row, Some(zone)),
            step: row.facts().step(now),
            became: if tab == Tab::Past { became(&row) } else { String::new() },
            money: money_words(&row),
            registered: row.taken,
            line_length: row.line,
            can_review: tab == Tab::Past && attended && row.attendance.as_deref() != Some("missed") && !reviewed.contains(&row.id),
        }
    };
    Ok(MyMeetings {
        meetings: items.into_iter().map(show).collect(),
        offers: offered.into_iter().map(show).filter(|mine| matches!(mine.step, domain::meetings::Step::Answer { .. })).collect(),
        next: next.map(|next| next.to_string()),
        creates: actor.role == Role::Supporter,
        zone: time_labels::zone_words(zone, now),
        as_of: now,
    })
}

/// The next two meetings of somebody, for their first page (features.md 1.3, DASH-3), and the offers that wait for an answer.
pub async fn next(engine: &Engine, actor: &Actor) -> Result<MyMeetings, Error> {
    let mut mine = list(engine, actor, Tab::Upcoming, false, None).await?;
    mine.meetings.truncate(2);
    Ok(mine)
}

fn became(row: &Row) -> String {
    let says = match (row.my_state.as_deref(), row.attendance.as_deref()) {
        _ if row.state == "cancelled" => "The host cancelled",
        (Some("registered"), Some("attended")) => "You were there",
        (Some("registered"), Some("missed")) => "You were missed",
        (Some("registered"), _) => "You had a seat",
        (Some("cancelled"), _) => "You gave your seat back",
        (Some("removed"), _) => "The host took the seat back",
        (Some("lapsed"), _) => "The checkout ended",
        _ => "",
    };
    says.to_owned()
}
