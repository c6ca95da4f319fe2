//! Planning: making meetings and series, changing them, calling them off, and reminding of them.
mod for_org;
mod preview;
pub(super) mod store;

pub use for_org::{Team, blank, team};
pub use preview::{Preview, preview};

use super::letters::Letter;
use super::store::{Reader, Row, queued, reader, seated, whole};
use super::{seats, told, waiting};
use crate::account::{password, zones};
use crate::db::Tx;
use crate::jobs::Job;
use crate::wall::Occurrence;
use crate::{Actor, Engine, Error, billing, id, library, outbox, time_labels, wall};
use chrono_tz::Tz;
use domain::meetings::{MeetingDraft, News, Plan, Scope, WallTime};
use domain::orgs::OrgStaff;
use domain::time::{DAY, HOUR, MINUTE};
use domain::{AccountId, MeetingId, Micros, OrgId, Refusal};

/// How far ahead a meeting may be planned.
const FARTHEST: Micros = 400 * DAY;

/// What is written for each meeting of a plan.
#[derive(Clone)]
struct Planned {
    actor: Actor,
    plan: Plan,
    zone: Tz,
    password_hash: Option<String>,
    occurrences: Vec<Occurrence>,
    origin: String,
    /// Whose meeting it is.
    org: Option<OrgId>,
}

/// The actor plans a meeting or a series; answers their ids in order. Refused at the fields of the form. The same form sent
/// twice is refused the second time, at its start.
pub async fn create(engine: &Engine, actor: &Actor, draft: &MeetingDraft) -> Result<Vec<MeetingId>, Error> {
    actor.supporter()?;
    let planned = planned(engine, actor, draft, false).await?;
    library::may_hand_out(engine, actor, None, &planned.plan.documents, &[]).await?;
    engine.db().write(planned, |tx, planned| Box::pin(insert_all(tx, planned))).await
}

/// The same for an organization, with hosts among its people, who are told. Refused as its rules say
/// ([`domain::meetings::of_org::Planner`]), and as [`create`] is.
pub async fn create_for(engine: &Engine, actor: &Actor, staff: &OrgStaff, draft: &MeetingDraft) -> Result<Vec<MeetingId>, Error> {
    let planned = Planned { org: Some(staff.org().clone()), ..planned(engine, actor, draft, false).await? };
    library::may_hand_out(engine, actor, planned.org.as_ref(), &planned.plan.documents, &[]).await?;
    engine.db().write(planned, |tx, planned| Box::pin(insert_all(tx, planned))).await
}

async fn planned(engine: &Engine, actor: &Actor, draft: &MeetingDraft, has_password: bool) -> Result<Planned, Error> {
    let now = engine.clock().now();
    let plan = draft.check(has_password)?;
    let zone = zones::known(if plan.time_zone.is_empty() { &actor.time_zone } else { &plan.time_zone })
        .ok_or_else(|| Refusal::field("time_zone", "Choose a time zone from the list."))?;
    let zone = time_labels::zone(zone);
    let occurrences = wall::occurrences(&plan.days, plan.minute, zone);
    let starts = occurrences.first().map(|first| first.starts_at).unwrap_or_default();
    if starts <= now {
        return Err(Refusal::field("start", "This time is over. Choose one that is still to come.").into());
    }
    if starts > now + FARTHEST {
        return Err(Refusal::field("start", "That is more than a year ahead. Choose an earlier day.").into());
    }
    let password_hash = match &plan.password {
        Some(typed) => Some(password::hash(typed).await?),
        None => None,
    };
    Ok(Planned { actor: actor.clone(), plan, zone, password_hash, occurrences, origin: engine.settings().origin.clone(), org: None })
}

async fn insert_all(tx: &mut Tx, planned: &Planned) -> Result<Vec<MeetingId>, Error> {
    let now = tx.now();
    let series = (planned.occurrences.len() > 1).then(|| id::new(now));
    let hosts = match &planned.org {
        Some(org) => for_org::hosts(tx, planned, org, None).await?,
        None => vec![planned.actor.id.clone()],
    };
    let mut ids = Vec::with_capacity(planned.occurrences.len());
    for occurrence in &planned.occurrences {
        if store::there_already(tx, hosts.first().unwrap_or(&planned.actor.id), &planned.plan.name, occurrence.starts_at).await? {
            let says = "There is a meeting with this name and this host at this time already.";
            return Err(Refusal::field("start", says).into());
        }
        let meeting = MeetingId::trusted(id::new(now));
        let new = store::New {
            id: &meeting,
            hosts: &hosts,
            org: planned.org.as_ref(),
            plan: &planned.plan,
            starts_at: occurrence.starts_at,
            zone: planned.zone.name(),
            password_hash: planned.password_hash.as_deref(),
            series: series.as_deref(),
        };
        store::insert(tx, &new).await?;
        library::attach(tx, &meeting, &planned.plan.documents).await?;
        remind_later(tx, &meeting, occurrence.starts_at, planned.plan.minutes).await?;
        ids.push(meeting);
    }
    if let (Some(first), Some(_)) = (ids.first(), &planned.org) {
        for_org::tell(tx, planned, first, &hosts, ids.len()).await?;
    }
    Ok(ids)
}

/// The same for a meeting that was planned elsewhere; nothing for one that is over.
pub(crate) async fn expect(tx: &mut Tx, meeting: &MeetingId, starts_at: Micros, minutes: i64) -> Result<(), Error> {
    if starts_at > tx.now() { remind_later(tx, meeting, starts_at, minutes).await } else { Ok(()) }
}

/// Queues the reminders of a meeting that starts at this time; each looks again before it speaks.
async fn remind_later(tx: &mut Tx, meeting: &MeetingId, starts_at: Micros, minutes: i64) -> Result<(), Error> {
    for (news, before) in [(News::Tomorrow, DAY), (News::Soon, HOUR)] {
        if starts_at - before > tx.now() {
            let job = Job::Remind { meeting: meeting.clone(), starts_at, news };
            outbox::enqueue_at(tx, &job, starts_at - before).await?;
        }
    }
    let ends_at = starts_at + minutes * MINUTE;
    outbox::enqueue_at(tx, &Job::CountMeeting { meeting: meeting.clone(), ends_at }, ends_at).await
}

/// The form of a meeting filled in, for its hosts.
pub async fn form(engine: &Engine, actor: &Actor, id: &MeetingId) -> Result<MeetingDraft, Error> {
    let row = super::led(engine, actor, id).await?;
    let start = wall::wall(row.starts_at, time_labels::zone(&row.time_zone)).map(|wall| wall.to_string()).unwrap_or_default();
    Ok(MeetingDraft {
        topic: row.topic.clone(),
        name: row.name.clone(),
        support_topic: row.support_topic.clone(),
        focus: row.focus.clone(),
        kind: row.kind.clone(),
        seats: row.seats.to_string(),
        price: domain::money::typed(row.price, &row.currency),
        description: row.description.clone(),
        comments: row.comments.clone(),
        private: row.private == 1,
        password: String::new(),
        exclusive: row.exclusive == 1,
        wait_room: row.wait_room == 1,
        waiting_list: row.waiting_list == 1,
        hours: (row.minutes / 60).to_string(),
        minutes: (row.minutes % 60).to_string(),
        start,
        time_zone: row.time_zone.clone(),
        repeat: String::new(),
        until: String::new(),
        documents: library::of_meeting(engine, id).await?.into_iter().map(|handout| handout.id).collect(),
        visibility: row.visibility.clone(),
        hosts: super::store::hosts(engine.db().read(), id).await?.into_iter().map(|host| host.account_id).collect(),
    })
}

/// The organization whose meeting this is, for those who may change it.
pub async fn org_of(engine: &Engine, actor: &Actor, id: &MeetingId) -> Result<Option<OrgId>, Error> {
    Ok(super::led(engine, actor, id).await?.org_id.map(OrgId::trusted))
}

/// The meetings that an edit or a cancellation is about, as id and the day and time of each, in the actor's zone.
pub async fn affected(engine: &Engine, actor: &Actor, id: &MeetingId, scope: Scope) -> Result<Vec<(MeetingId, String)>, Error> {
    let row = super::led(engine, actor, id).await?;
    let zone = time_labels::zone(&actor.time_zone);
    let reach = reach(engine, actor, &row).await?;
    let found = store::in_scope(engine.db().read(), &row, scope, reach.as_ref(), engine.clock().now()).await?;
    Ok(found.into_iter().map(|(id, at)| (MeetingId::trusted(id), time_labels::when(at, zone))).collect())
}

/// Whose dates of a series the actor may change: their own, or, as `None` says, all where the organization lets them.
async fn reach(engine: &Engine, actor: &Actor, row: &Row) -> Result<Option<AccountId>, Error> {
    let all = match &row.org_id {
        Some(org) => crate::orgs::plans_for(engine, actor, &OrgId::trusted(org.clone())).await?,
        None => false,
    };
    Ok((!all).then(|| actor.id.clone()))
}

/// A host changes a meeting that has not begun, or more of its series. The day of each stays, the time of day follows the form;
/// when the chosen meeting's day is changed, the others move by as many days. Those who have a seat or wait are told of a new time.
///
/// Refuses [`Refusal::MeetingBegun`], [`Refusal::MeetingCancelled`], and fewer seats than are taken at the field `seats`.
pub async fn edit(engine: &Engine, actor: &Actor, id: &MeetingId, scope: Scope, draft: &MeetingDraft) -> Result<(), Error> {
    let row = super::led(engine, actor, id).await?;
    if row.state == "cancelled" {
        return Err(Refusal::MeetingCancelled.into());
    }
    if row.starts_at <= engine.clock().now() {
        return Err(Refusal::MeetingBegun.into());
    }
    let single = MeetingDraft { repeat: String::new(), until: String::new(), ..draft.clone() };
    let has_password = super::store::password_hash(engine.db(), id).await?.is_some();
    let org = row.org_id.clone().map(OrgId::trusted);
    let planned = Planned { org, ..planned(engine, actor, &single, has_password).await? };
    let attached: Vec<String> = library::of_meeting(engine, id).await?.into_iter().map(|handout| handout.id).collect();
    library::may_hand_out(engine, actor, planned.org.as_ref(), &planned.plan.documents, &attached).await?;
    let reach = reach(engine, actor, &row).await?;
    let input = (planned, row, scope, reach);
    engine.db().write(input, |tx, (planned, row, scope, reach)| Box::pin(change_all(tx, planned, row, *scope, reach.as_ref()))).await
}

async fn change_all(tx: &mut Tx, planned: &Planned, chosen: &Row, scope: Scope, reach: Option<&AccountId>) -> Result<(), Error> {
    let zone_before = time_labels::zone(&chosen.time_zone);
    let wall_before = wall::wall(chosen.starts_at, zone_before);
    let shift = match (wall_before, planned.plan.days.first()) {
        (Some(before), Some(day)) => before.day.until(*day),
        _ => 0,
    };
    let now = tx.now();
    let hosts = match &planned.org {
        Some(org) => for_org::hosts(tx, planned, org, Some((chosen, scope))).await?,
        None => Vec::new(),
    };
    let found = store::in_scope(tx.conn(), chosen, scope, reach, now).await?;
    let dates = found.len();
    // Of a series, each host hears once.
    let mut told: Vec<AccountId> = Vec::new();
    for (id, starts_at) in found {
        let meeting = MeetingId::trusted(id);
        let Some(WallTime { day, .. }) = wall::wall(starts_at, zone_before) else { continue };
        let found = wall::occurrences(&[day.plus(shift)], planned.plan.minute, planned.zone);
        let Some(occurrence) = found.first() else { continue };
        if occurrence.starts_at <= now {
            return Err(Refusal::field("start", "One of the meetings would start in the past.").into());
        }
        let (mut new, mut gone) =
            if hosts.is_empty() { (Vec::new(), Vec::new()) } else { for_org::hand_over(tx, &meeting, &hosts).await? };
        change(tx, planned, &meeting, occurrence.starts_at).await?;
        for hosts in [&mut new, &mut gone] {
            hosts.retain(|host| !told.contains(host));
            told.extend_from_slice(hosts);
        }
        for_org::tell(tx, planned, &meeting, &new, dates).await?;
        for_org::tell_gone(tx, planned, &meeting, &gone).await?;
    }
    Ok(())
}

async fn change(tx: &mut Tx, planned: &Planned, meeting: &MeetingId, starts_at: Micros) -> Result<(), Error> {
    let before = whole(tx.conn(), meeting).await?.ok_or(Error::NotFound)?;
    let new = store::New {
        id: meeting,
        hosts: &[],
        org: None,
        plan: &planned.plan,
        starts_at,
        zone: planned.zone.name(),
        password_hash: planned.password_hash.as_deref(),
        series: None,
    };
    if !store::update(tx, &new).await? {
        let says = "More people than that have a seat already. Choose at least as many.";
        return Err(Refusal::field("seats", says).into());
    }
    library::attach(tx, meeting, &planned.plan.documents).await?;
    let row = whole(tx.conn(), meeting).await?.ok_or(Error::NotFound)?;
    if (before.starts_at, before.minutes) != (starts_at, row.minutes) {
        remind_later(tx, meeting, starts_at, row.minutes).await?;
        let mut others = queued(tx, meeting).await?;
        others.extend(other_hosts(tx, meeting, Some(&planned.actor.id)).await?);
        let others = others.into_iter().map(|reader| (reader, false));
        for (reader, seat) in seated(tx, meeting).await?.into_iter().map(|reader| (reader, true)).chain(others) {
            told::tell(tx, &row, &AccountId::trusted(reader.account_id.clone()), News::Moved).await?;
            let letter = Letter::Moved { before: before.starts_at, lasted: before.minutes, seat };
            told::write_to(tx, &planned.origin, &row, &reader, letter).await?;
        }
    }
    waiting::offer_next(tx, meeting, &planned.origin).await
}

/// A host calls a meeting off, or more of its series. Everybody who paid is refunded, everybody on the roster is told.
/// Answers how many meetings were called off. Refuses [`Refusal::MeetingBegun`].
pub async fn cancel(engine: &Engine, actor: &Actor, id: &MeetingId, scope: Scope, note: &str) -> Result<usize, Error> {
    let row = super::led(engine, actor, id).await?;
    if row.state == "cancelled" && scope == Scope::This {
        return Ok(0);
    }
    if row.ends_at() <= engine.clock().now() {
        return Err(Refusal::MeetingBegun.into());
    }
    let note = domain::contacts::note(note)?;
    let reach = reach(engine, actor, &row).await?;
    let input = (row, scope, note, engine.settings().origin.clone(), reach, actor.id.clone());
    let write = engine.db().write(input, |tx, (row, scope, note, origin, reach, me)| {
        Box::pin(async move {
            let now = tx.now();
            let found = store::in_scope(tx.conn(), row, *scope, reach.as_ref(), now).await?;
            let mut called_off = 0;
            for (id, _) in found {
                called_off += usize::from(call_off(tx, &MeetingId::trusted(id), origin, note, Some(me)).await?);
            }
            Ok(called_off)
        })
    });
    write.await
}

/// The hosts of a meeting but the one who acts.
async fn other_hosts(tx: &mut Tx, meeting: &MeetingId, me: Option<&AccountId>) -> Result<Vec<Reader>, Error> {
    let mut readers = Vec::new();
    for host in super::store::hosts(tx.conn(), meeting).await? {
        if me.is_none_or(|me| me.as_str() != host.account_id) {
            readers.extend(reader(tx, &AccountId::trusted(host.account_id)).await?);
        }
    }
    Ok(readers)
}

/// Calls one meeting off; its hosts are told too, but not the one who does it. `false` says that it was already.
pub(super) async fn call_off(tx: &mut Tx, id: &MeetingId, origin: &str, note: &str, by: Option<&AccountId>) -> Result<bool, Error> {
    if !store::call_off(tx, id).await? {
        return Ok(false);
    }
    let row = whole(tx.conn(), id).await?.ok_or(Error::NotFound)?;
    let mut others = queued(tx, id).await?;
    others.extend(other_hosts(tx, id, by).await?);
    for (account, payment) in seats::store::end_all(tx, id).await? {
        let account = AccountId::trusted(account);
        let refund = match payment {
            Some(payment) => {
                billing::leave(tx, &payment).await?;
                billing::refund(tx, &payment).await?
            }
            None => false,
        };
        told::tell(tx, &row, &account, News::Cancelled).await?;
        told::write(tx, origin, &row, &account, Letter::Cancelled { refund, note }).await?;
    }
    // Whoever gave their seat back too late for their money gets it too: nobody pays for what does not take place.
    for (payment, payer) in billing::paid_for(tx, id.as_str()).await? {
        billing::refund(tx, &payment).await?;
        if let Some(payer) = payer.map(AccountId::trusted) {
            told::tell(tx, &row, &payer, News::Cancelled).await?;
            told::write(tx, origin, &row, &payer, Letter::Cancelled { refund: true, note }).await?;
        }
    }
    for reader in others {
        told::tell(tx, &row, &AccountId::trusted(reader.account_id.clone()), News::Cancelled).await?;
        told::write_to(tx, origin, &row, &reader, Letter::Cancelled { refund: false, note }).await?;
    }
    waiting::store::close(tx, id).await?;
    Ok(true)
}

/// Reminds those who have a seat, if the meeting still starts at that time and they were not reminded.
pub(crate) async fn remind(engine: &Engine, meeting: &MeetingId, starts_at: Micros, news: News) -> Result<(), Error> {
    if starts_at <= engine.clock().now() {
        return Ok(());
    }
    let input = (meeting.clone(), starts_at, news, engine.settings().origin.clone());
    let write = engine.db().write(input, |tx, (meeting, starts_at, news, origin)| {
        Box::pin(async move {
            let step = if *news == News::Tomorrow { 1 } else { 2 };
            if !store::reminded(tx, meeting, *starts_at, step).await? {
                return Ok(());
            }
            let row = whole(tx.conn(), meeting).await?.ok_or(Error::NotFound)?;
            for reader in seated(tx, meeting).await? {
                told::tell(tx, &row, &AccountId::trusted(reader.account_id.clone()), *news).await?;
                told::write_to(tx, origin, &row, &reader, Letter::Reminder).await?;
            }
            Ok(())
        })
    });
    write.await
}

/// The hosts of a meeting that took place and ended then, and whether it was for one person; once, for who counts them.
pub(crate) async fn took_place(tx: &mut Tx, meeting: &MeetingId, ends_at: Micros) -> Result<(Vec<AccountId>, bool), Error> {
    let Some(row) = whole(tx.conn(), meeting).await?.filter(|row| row.ends_at() == ends_at) else { return Ok((Vec::new(), false)) };
    if !store::reminded(tx, meeting, row.starts_at, 3).await? {
        return Ok((Vec::new(), false));
    }
    let hosts = super::store::hosts(tx.conn(), meeting).await?;
    Ok((hosts.into_iter().map(|host| AccountId::trusted(host.account_id)).collect(), row.one_to_one()))
}
