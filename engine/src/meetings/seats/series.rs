//! A seat in every date of a free series that is still to come, in one act. What is full is passed over, and each date can be
//! given back alone.
use super::{Engine, Error, store, subscribed};
use crate::db::Tx;
use crate::meetings::letters::Letter;
use crate::meetings::store::{Row, series_rows};
use crate::meetings::{told, waiting};
use crate::{Actor, time_labels};
use domain::meetings::{News, Step};
use domain::{AccountId, MeetingId, Micros, Refusal};

/// What became of the dates.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WholeSeries {
    /// Dates that have a seat of theirs now and had none.
    pub taken: Vec<MeetingId>,
    /// Dates that are full.
    pub full: Vec<MeetingId>,
}

struct Asking {
    me: AccountId,
    zone: String,
    meeting: MeetingId,
    origin: String,
}

/// The actor takes a seat in each date of the series of this meeting that has one: free ones without a password. All in one
/// transaction, with one letter and one notice to the hosts. Dates that they have already stay as they are; in the lines of
/// full ones they are not put.
///
/// Refuses people whose email is not confirmed, who has not subscribed to the organization of the series, and
/// [`Refusal::MeetingFull`] where no date has a seat for them and they have none. Sent twice, it answers how things stand.
pub async fn register_series(engine: &Engine, actor: &Actor, id: &MeetingId) -> Result<WholeSeries, Error> {
    actor.verified()?;
    crate::meetings::found(engine, Some(actor), id).await?;
    let asking =
        Asking { me: actor.id.clone(), zone: actor.time_zone.clone(), meeting: id.clone(), origin: engine.settings().origin.clone() };
    engine.db().write(asking, |tx, asking| Box::pin(take_all(tx, asking))).await
}

/// Whether a date is one that the whole series is about: free, without a password, and with or without a seat left. The
/// answer says whether there is one.
pub(in crate::meetings) fn open(row: &Row, now: Micros) -> Option<bool> {
    if row.price > 0 || row.private == 1 || row.starts_at <= now || row.invited == 0 && row.exclusive == 1 {
        return None;
    }
    match row.facts().step(now) {
        Step::Register { .. } => Some(true),
        Step::JoinList { .. } | Step::Full => Some(false),
        _ => None,
    }
}

async fn take_all(tx: &mut Tx, asking: &Asking) -> Result<WholeSeries, Error> {
    let now = tx.now();
    let mut done = WholeSeries::default();
    let mut first: Option<Row> = None;
    let mut dates = Vec::new();
    let mut theirs = false;
    // In the order of their start, as everybody takes them: nobody waits for a date that the other one holds.
    for row in series_rows(tx.conn(), &asking.meeting, asking.me.as_str(), now).await? {
        theirs |= row.my_state.as_deref() == Some("registered");
        let Some(seat) = open(&row, now) else { continue };
        let meeting = row.meeting();
        subscribed(tx, &row, &asking.me, None).await?;
        if !seat || !store::take_seat(tx, &meeting).await? {
            done.full.push(meeting);
            continue;
        }
        if !store::upsert(tx, &meeting, &asking.me, "registered", None, None).await? {
            // The same click came in twice at once: the other one's rows stand.
            return Err(Error::Busy);
        }
        if waiting::store::end(tx, &meeting, &asking.me, "taken").await?.as_deref() == Some("offered") {
            // An offer that has just run out: the seat it counted is free again.
            store::give_back(tx, &meeting).await?;
        }
        dates.push(time_labels::when(row.starts_at, time_labels::zone(&asking.zone)));
        done.taken.push(meeting);
        first = first.or(Some(row));
    }
    let Some(first) = first else {
        // The same form sent twice finds what the first one did.
        return if theirs { Ok(done) } else { Err(Refusal::MeetingFull.into()) };
    };
    told::tell_hosts(tx, &first, News::Registered).await?;
    told::write(tx, &asking.origin, &first, &asking.me, Letter::WholeSeries { dates: &dates.join("\n") }).await?;
    Ok(done)
}
