//! Saying how a meeting was, once and for those who were there; changing it for a while; and the host's one answer.
mod store;

use super::show;
use crate::db::Tx;
use crate::{Actor, Engine, Error, id, outbox, time_labels};
use domain::account::shown_name;
use domain::events::Event;
use domain::meetings::News;
use domain::reviews::draft::{self, EDIT_FOR, ReviewDraft, Said};
use domain::reviews::{OfMeeting, OwnReview};
use domain::time::MINUTE;
use domain::{AccountId, MeetingId, Micros, Refusal};

impl store::Visit {
    /// Whether the person was there: they had a seat, the meeting took place and is over, and the host did not miss them.
    fn was_there(&self, now: Micros) -> bool {
        let over = self.starts_at + self.minutes * MINUTE <= now && self.state == "scheduled";
        over && self.seat.as_deref() == Some("registered") && self.attendance.as_deref() != Some("missed") && self.hosting == 0
    }
}

/// What is said of a meeting: for somebody who was there what they wrote or may write, for its host all of it. Nothing for others.
pub async fn of_meeting(engine: &Engine, actor: Option<&Actor>, meeting: &MeetingId) -> Result<OfMeeting, Error> {
    let Some(actor) = actor else { return Ok(OfMeeting::default()) };
    let (now, zone) = (engine.clock().now(), time_labels::zone(&actor.time_zone));
    let Some(visit) = store::visit(engine.db().read(), meeting, &actor.id).await? else { return Ok(OfMeeting::default()) };
    if visit.host_id == actor.id.as_str() {
        let rows = store::of_meeting(engine.db(), meeting, &actor.id).await?;
        return Ok(OfMeeting { own: None, for_host: rows.into_iter().map(|row| show(row, zone)).collect() });
    }
    if !visit.was_there(now) {
        return Ok(OfMeeting::default());
    }
    let written = store::own(engine.db().read(), meeting, &actor.id).await?;
    let host = shown_name(&visit.username, Some((&visit.first_name, &visit.last_initial)));
    let own = match written {
        None => OwnReview { host, review: None, draft: ReviewDraft::default(), until: String::new(), open: true, hidden: false },
        Some((row, hidden)) => {
            let hidden = !hidden.is_empty();
            let open = !hidden && draft::may_edit(row.created_at, now);
            OwnReview {
                host,
                draft: ReviewDraft { stars: row.stars.to_string(), body: row.body.clone() },
                until: if open { time_labels::written_day(row.created_at + EDIT_FOR, zone) } else { String::new() },
                open,
                hidden,
                review: Some(show(row, zone)),
            }
        }
    };
    Ok(OfMeeting { own: Some(own), for_host: Vec::new() })
}

/// The actor says how a meeting was, or changes what they said. The host is told of a new one.
///
/// Refuses problems at the fields `stars` and `body`, [`Refusal::NotReviewable`] and [`Refusal::ReviewClosed`].
pub async fn give(engine: &Engine, actor: &Actor, meeting: &MeetingId, draft: &ReviewDraft) -> Result<(), Error> {
    let input = (actor.id.clone(), meeting.clone(), draft.check()?);
    engine.db().write(input, |tx, (me, meeting, said)| Box::pin(keep(tx, me, meeting, said))).await
}

async fn keep(tx: &mut Tx, me: &AccountId, meeting: &MeetingId, said: &Said) -> Result<(), Error> {
    let now = tx.now();
    let visit = store::visit(tx.conn(), meeting, me).await?.ok_or(Error::NotFound)?;
    if visit.seat.is_none() && visit.hosting == 0 {
        return Err(Error::NotFound);
    }
    if !visit.was_there(now) {
        return Err(Refusal::NotReviewable.into());
    }
    let host = AccountId::trusted(visit.host_id.clone());
    let new = match store::own(tx.conn(), meeting, me).await? {
        Some((row, hidden)) if hidden.is_empty() && draft::may_edit(row.created_at, now) => {
            store::change(tx, &row.id, said).await?;
            false
        }
        Some(_) => return Err(Refusal::ReviewClosed.into()),
        None => store::insert(tx, &id::new(now), &host, me, meeting, said).await?,
    };
    super::recount(tx, &host).await?;
    if new && !store::apart(tx, me, &host).await? {
        tell(tx, meeting, &visit.name, &host, &host, News::Reviewed).await?;
    }
    Ok(())
}

async fn tell(tx: &mut Tx, meeting: &MeetingId, name: &str, host: &AccountId, to: &AccountId, news: News) -> Result<(), Error> {
    let (meeting, name, host, to, at) = (meeting.clone(), name.to_owned(), host.clone(), to.clone(), tx.now());
    outbox::record(tx, Event::MeetingNews { meeting, name, host, to, news, at }).await
}

/// The host answers a review of theirs, once. Whoever wrote it is told.
///
/// Refuses a problem at the field `answer` and [`Refusal::AnsweredAlready`]. A review of somebody else is not found.
pub async fn answer(engine: &Engine, actor: &Actor, review: &str, typed: &str) -> Result<(), Error> {
    let input = (actor.id.clone(), review.to_owned(), draft::answer(typed)?);
    let write = engine.db().write(input, |tx, (me, review, text)| {
        Box::pin(async move {
            let about = store::about(tx, review).await?.filter(|about| about.supporter_id == me.as_str() && about.hidden.is_empty());
            let about = about.ok_or(Error::NotFound)?;
            if !store::answer(tx, review, text).await? {
                return Err(Refusal::AnsweredAlready.into());
            }
            outbox::record(tx, Event::SupporterChanged { supporter: me.clone() }).await?;
            if let (Some(author), Some(meeting), Some(name)) = (about.author_id, about.meeting_id, about.name) {
                let author = AccountId::trusted(author);
                if !store::apart(tx, &author, me).await? {
                    tell(tx, &MeetingId::trusted(meeting), &name, me, &author, News::Answered).await?;
                }
            }
            Ok(())
        })
    });
    write.await
}
