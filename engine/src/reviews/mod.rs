//! What people say of a supporter: read page by page, newest first; written after meetings; hidden by staff.
pub mod import;
pub mod staff;
mod store;
pub mod writing;

use crate::db::Tx;
use crate::{Actor, Engine, Error, outbox, supporters, time_labels};
use chrono_tz::Tz;
use domain::account::name::shown_name;
use domain::events::Event;
use domain::reviews::{PER_PAGE, Place, Review, ReviewPage};
use domain::{AccountId, Micros};

/// Ten reviews of the supporter at an address, those after `older` if it names a place. A hidden supporter's are not found,
/// except by the supporter.
pub async fn page(engine: &Engine, actor: Option<&Actor>, handle: &str, older: &str) -> Result<ReviewPage, Error> {
    let (supporter, hidden) = store::supporter(engine.db(), handle).await?.ok_or(Error::NotFound)?;
    if hidden == 1 && actor.is_none_or(|actor| actor.id.as_str() != supporter) {
        return Err(Error::NotFound);
    }
    let zone = actor.map_or(Tz::UTC, |actor| time_labels::zone(&actor.time_zone));
    let after = Place::parse(older).unwrap_or(Place { at: Micros::MAX, id: String::new() });
    let one_more = i64::try_from(PER_PAGE).unwrap_or(10) + 1;
    let mut rows = store::list_for(engine.db(), &supporter, &after, one_more).await?;
    let more = rows.len() > PER_PAGE;
    rows.truncate(PER_PAGE);
    let older = rows.last().filter(|_| more).map(|row| Place { at: row.created_at, id: row.id.clone() }.to_words());
    Ok(ReviewPage { reviews: rows.into_iter().map(|row| show(row, zone)).collect(), older })
}

/// A review as people read it. Its author is shown by the name others see.
fn show(row: store::Row, zone: Tz) -> Review {
    Review {
        author: row.username.map(|username| shown_name(&username, row.first_name.as_deref().zip(row.last_initial.as_deref()))),
        day: time_labels::written_day(row.created_at, zone),
        id: row.id,
        stars: row.stars,
        body: row.body,
        answer: row.answer,
    }
}

/// Counts a supporter's reviews anew, so that averages and the directory follow.
async fn recount(tx: &mut Tx, supporter: &AccountId) -> Result<(), Error> {
    supporters::recount_reviews(tx, supporter).await?;
    outbox::record(tx, Event::SupporterChanged { supporter: supporter.clone() }).await
}
