//! The meetings of an organization: those on its page, and for its own people all, to come and over, with what their role lets them do.
mod store;

use super::store::hosts;
use super::{line, listed, shown};
use crate::{Actor, Engine, Error, time_labels};
use domain::OrgId;
use domain::meetings::mine::MyMeeting;
use domain::meetings::of_org::{OrgMeeting, OrgMeetings};
use domain::meetings::{MeetingList, Visibility};
use domain::orgs::OrgStaff;
use domain::page::{Cursor, Page};

/// Meetings on one page.
const PAGE: usize = 20;
/// Meetings on the page of an organization.
const MOST_SHOWN: i64 = 30;
/// Meetings on its dashboard.
const MOST_NEXT: usize = 5;

/// What an organization shows on its page, soonest first: public meetings and, for people `inside`, those it keeps to them.
pub async fn on_page(engine: &Engine, actor: Option<&Actor>, org: &OrgId, inside: bool) -> Result<MeetingList, Error> {
    let (me, now) = (actor.map(|actor| actor.id.as_str()).unwrap_or_default(), engine.clock().now());
    let rows = store::on_page(engine.db(), me, org, inside, now, MOST_SHOWN).await?;
    Ok(listed(&rows, actor, now))
}

/// The next ones of any visibility, for the people who run it; exclusive ones as in [`list`].
pub async fn next(engine: &Engine, actor: &Actor, staff: &OrgStaff) -> Result<MeetingList, Error> {
    let now = engine.clock().now();
    let whose = store::Whose { me: actor.id.as_str(), org: staff.org(), all: staff.role().plans_for_others() };
    let rows = store::upcoming(engine.db(), &whose, now, None, MOST_NEXT).await?.items;
    Ok(listed(&rows, Some(actor), now))
}

/// A page of the meetings to come, soonest first, or of those that are over or called off, the latest first. Exclusive ones
/// are listed for their hosts and for those who may change every meeting.
pub async fn list(engine: &Engine, actor: &Actor, staff: &OrgStaff, past: bool, after: Option<&Cursor>) -> Result<OrgMeetings, Error> {
    let (db, now, all) = (engine.db(), engine.clock().now(), staff.role().plans_for_others());
    let whose = store::Whose { me: actor.id.as_str(), org: staff.org(), all };
    let Page { items, next } =
        if past { store::past(db, &whose, now, after, PAGE).await? } else { store::upcoming(db, &whose, now, after, PAGE).await? };
    let zone = time_labels::zone(&actor.time_zone);
    let mut meetings = Vec::with_capacity(items.len());
    for row in items {
        let leads = row.hosting > 0;
        let names = if row.hosts > 1 { hosts(db.read(), &row.meeting()).await?.iter().map(shown).collect() } else { vec![row.led_by()] };
        meetings.push(OrgMeeting {
            hosts: names,
            visibility: Visibility::parse(&row.visibility).unwrap_or_default(),
            cancelled: row.state == "cancelled",
            changes: leads || all,
            mine: MyMeeting {
                line: line(&row, Some(zone)),
                step: row.facts().step(now),
                became: String::new(),
                money: String::new(),
                registered: row.taken,
                line_length: row.line,
                can_review: false,
            },
        });
    }
    Ok(OrgMeetings { meetings, next: next.map(|next| next.to_string()), zone: time_labels::zone_words(zone, now) })
}
