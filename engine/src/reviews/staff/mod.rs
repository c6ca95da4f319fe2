//! What staff do about reviews: read the newest, hide one with a reason, show it again.
mod store;

use super::show;
use crate::account::helping;
use crate::{Actor, Engine, Error, time_labels};
use domain::account::shown_name;
use domain::account::staff_help::StaffAct;
use domain::reviews::{Place, StaffReview, draft};
use domain::{MeetingId, Micros};

/// Reviews on one page.
const PAGE: usize = 20;

/// Reviews, newest first, those after `older` if it names a place, and where the next page starts. `hidden` asks for hidden
/// ones alone. For others than staff there are none.
pub async fn list(engine: &Engine, actor: &Actor, hidden: bool, older: &str) -> Result<(Vec<StaffReview>, Option<String>), Error> {
    actor.staff()?;
    let zone = time_labels::zone(&actor.time_zone);
    let after = Place::parse(older).unwrap_or(Place { at: Micros::MAX, id: String::new() });
    let one_more = i64::try_from(PAGE).unwrap_or(20) + 1;
    let mut rows = store::list(engine.db(), hidden, &after, one_more).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let older = rows.last().filter(|_| more).map(|row| Place { at: row.row.created_at, id: row.row.id.clone() }.to_words());
    let reviews = rows.into_iter().map(|row| StaffReview {
        host: shown_name(&row.host_username, Some((&row.host_first, &row.host_initial))),
        handle: row.handle,
        meeting: row.meeting_id.map(MeetingId::trusted),
        hidden: row.hidden,
        hidden_by: row.hider,
        hidden_on: row.hidden_at.map(|at| time_labels::written_day(at, zone)),
        review: show(row.row, zone),
    });
    Ok((reviews.collect(), older))
}

/// Staff hide a review: nobody reads it any more, and it no longer counts. Who did it, when and why is kept for other staff.
/// Refuses an empty reason at the field `reason`.
pub async fn hide(engine: &Engine, actor: &Actor, review: &str, reason: &str) -> Result<(), Error> {
    actor.staff()?;
    let input = (review.to_owned(), draft::reason(reason)?, actor.id.clone());
    let write = engine.db().write(input, |tx, (review, reason, staff)| {
        Box::pin(async move {
            let (supporter, _) = store::hidden(tx, review).await?.ok_or(Error::NotFound)?;
            if !store::hide(tx, review, reason, staff).await? {
                return Ok(());
            }
            helping::note(tx, &supporter, staff, StaffAct::ReviewHidden, reason).await?;
            super::recount(tx, &supporter).await
        })
    });
    write.await
}

/// Staff show a hidden review again: it counts again. Who had hidden it, and why, stays written down with the one it is about.
pub async fn unhide(engine: &Engine, actor: &Actor, review: &str) -> Result<(), Error> {
    actor.staff()?;
    let write = engine.db().write((review.to_owned(), actor.id.clone()), |tx, (review, staff)| {
        Box::pin(async move {
            let (supporter, reason) = store::hidden(tx, review).await?.ok_or(Error::NotFound)?;
            if !store::show(tx, review).await? {
                return Ok(());
            }
            helping::note(tx, &supporter, staff, StaffAct::ReviewShown, &reason).await?;
            super::recount(tx, &supporter).await
        })
    });
    write.await
}
