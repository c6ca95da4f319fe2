//! The meetings of an organization, for its own people: to come and over, with what their role lets them do.
mod store;

use super::store::hosts;
use super::{line, shown};
use crate::{Actor, Engine, Error, time_labels};
use domain::meetings::Visibility;
use domain::meetings::mine::MyMeeting;
use domain::meetings::of_org::{OrgMeeting, OrgMeetings};
use domain::orgs::OrgStaff;
use domain::page::{Cursor, Page};

/// Meetings on one page.
const PAGE: usize = 20;

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
