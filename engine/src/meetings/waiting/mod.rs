//! The waiting list: numbered places, offers in strict order that end sooner the nearer the start is, and nothing in the
//! last ten minutes. An offered seat counts as taken, so nobody overtakes the line.
pub(super) mod store;

use super::letters::Letter;
use super::seats::{self, Taken};
use super::store::{Row, by_id, whole};
use super::told;
use crate::db::Tx;
use crate::jobs::Job;
use crate::{Actor, Engine, Error, id, outbox};
use domain::meetings::step::offer_until;
use domain::meetings::{News, Step};
use domain::{AccountId, MeetingId, Refusal};

/// The actor joins the line of a full meeting; answers their place. Joining twice is joining once.
/// Refuses [`Refusal::SeatsLeft`], [`Refusal::MeetingFull`] where there is no line, and what registering refuses.
pub async fn join(engine: &Engine, actor: &Actor, meeting: &MeetingId, typed: &str) -> Result<i64, Error> {
    join_and_subscribe(engine, actor, meeting, typed, None).await
}

/// The same, and the actor subscribes to the organization of the meeting with it, having `said` what it asks: both or neither.
pub async fn join_and_subscribe(
    engine: &Engine,
    actor: &Actor,
    meeting: &MeetingId,
    typed: &str,
    said: Option<domain::orgs::Facts>,
) -> Result<i64, Error> {
    actor.verified()?;
    let row = super::found(engine, Some(actor), meeting).await?;
    if matches!(row.facts().step(engine.clock().now()), Step::JoinList { password: true }) {
        seats::prove(engine, actor, meeting, typed).await?;
    }
    let input = (actor.id.clone(), meeting.clone(), engine.settings().origin.clone(), said);
    let write = engine.db().write_together(meeting.as_str(), input, |tx, (me, meeting, origin, said)| {
        Box::pin(async move {
            let row = by_id(tx.conn(), meeting, me.as_str()).await?.ok_or(Error::NotFound)?;
            if !row.facts().may_queue(tx.now())? {
                return Ok(store::ahead(tx, meeting, me).await? + 1);
            }
            seats::subscribed(tx, &row, me, said.as_ref()).await?;
            // An offer that has just run out: the seat it counted is for those who wait already.
            let asked = row.wait_state.as_deref() == Some("offered");
            if asked && store::end(tx, meeting, me, "expired").await?.as_deref() == Some("offered") {
                seats::store::give_back(tx, meeting).await?;
                offer_next(tx, meeting, origin).await?;
            }
            // Taking the number holds the meeting's row: who comes at the same time gets the next one.
            let (number, free) = store::next_place(tx, meeting).await?;
            if !store::upsert(tx, meeting, me, number).await? {
                return Err(Error::Busy);
            }
            let place = store::ahead(tx, meeting, me).await? + 1;
            told::write(tx, origin, &row, me, Letter::Queued { place }).await?;
            if free > 0 {
                offer_next(tx, meeting, origin).await?;
            }
            Ok(place)
        })
    });
    write.await
}

/// The actor leaves the line, or lets an offer go.
pub async fn leave(engine: &Engine, actor: &Actor, meeting: &MeetingId) -> Result<(), Error> {
    super::found(engine, Some(actor), meeting).await?;
    let input = (actor.id.clone(), meeting.clone(), engine.settings().origin.clone());
    let write =
        engine.db().write_together(meeting.as_str(), input, |tx, (me, meeting, origin)| Box::pin(step_out(tx, me, meeting, origin)));
    write.await
}

async fn step_out(tx: &mut Tx, me: &AccountId, meeting: &MeetingId, origin: &str) -> Result<(), Error> {
    match store::end(tx, meeting, me, "left").await?.as_deref() {
        Some("offered") => {
            seats::store::give_back(tx, meeting).await?;
            offer_next(tx, meeting, origin).await
        }
        _ => Ok(()),
    }
}

/// Offers free seats to those who wait, in their order, until there is no seat or nobody left. Does nothing once the list
/// is closed: no offer is made that can't be taken up.
pub(super) async fn offer_next(tx: &mut Tx, meeting: &MeetingId, origin: &str) -> Result<(), Error> {
    loop {
        let row = whole(tx.conn(), meeting).await?.ok_or(Error::NotFound)?;
        let open = row.facts().offers_open(tx.now());
        let Some(until) = offer_until(row.starts_at, tx.now()).filter(|_| open) else { return Ok(()) };
        let Some((place, account)) = store::first(tx, meeting).await? else { return Ok(()) };
        if !seats::store::take_seat(tx, meeting).await? {
            return Ok(());
        }
        let secret = id::secret();
        if !store::offer(tx, &place, until, &id::hash(&secret)).await? {
            seats::store::give_back(tx, meeting).await?;
            continue;
        }
        outbox::enqueue_at(tx, &Job::EndOffer { place }, until).await?;
        told::tell(tx, &row, &account, News::Offered).await?;
        told::write(tx, origin, &row, &account, Letter::Offered { until, secret: &secret }).await?;
    }
}

/// The actor takes the seat that is offered to them. Refuses [`Refusal::OfferGone`], and [`Refusal::NotForYou`] where a host
/// and they were kept apart since; the offer then stands until it ends.
pub async fn accept(engine: &Engine, actor: &Actor, meeting: &MeetingId) -> Result<Taken, Error> {
    let input = (actor.clone(), meeting.clone(), engine.settings().origin.clone(), engine.pay().name());
    let write = engine.db().write_together(meeting.as_str(), input, |tx, (actor, meeting, origin, provider)| {
        Box::pin(async move {
            if !store::take_up(tx, meeting, &actor.id).await? {
                return Err(Refusal::OfferGone.into());
            }
            let row = by_id(tx.conn(), meeting, actor.id.as_str()).await?.ok_or(Error::NotFound)?;
            if row.blocked > 0 {
                return Err(Refusal::NotForYou.into());
            }
            seats::take_offered(tx, origin, provider, actor, &row).await
        })
    });
    write.await
}

/// An offer as the link in its letter shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// The meeting.
    pub meeting: MeetingId,
    /// Its name.
    pub name: String,
    /// When it starts, in the zone of the one who is asked.
    pub starts: String,
    /// Its price.
    pub price: String,
    /// Until when the offer stands.
    pub until: String,
    /// Whether it still does.
    pub stands: bool,
}

/// The offer behind a link of a letter. Looking answers nothing: programs that look at letters open links too.
pub async fn offer(engine: &Engine, secret: &str) -> Result<Offer, Error> {
    use crate::time_labels;
    let row = store::by_secret(engine.db(), &id::hash(secret)).await?.ok_or(Error::NotFound)?;
    let zone = time_labels::zone(&row.time_zone);
    Ok(Offer {
        meeting: MeetingId::trusted(row.meeting_id),
        name: row.name,
        starts: time_labels::when(row.starts_at, zone),
        price: domain::money::show(row.price, &row.currency),
        until: time_labels::when(row.offer_until.unwrap_or_default(), zone),
        stands: row.state == "offered" && row.offer_until.is_some_and(|until| until > engine.clock().now()),
    })
}

/// Takes the offered seat by the link of the letter, which proves who it went to. Answers the meeting.
pub async fn accept_by_link(engine: &Engine, secret: &str) -> Result<(MeetingId, Taken), Error> {
    let row = store::by_secret(engine.db(), &id::hash(secret)).await?.ok_or(Error::NotFound)?;
    let meeting = MeetingId::trusted(row.meeting_id);
    let actor = nobody_but(&row.account_id);
    let taken = accept(engine, &actor, &meeting).await?;
    Ok((meeting, taken))
}

/// Lets the offered seat go by the link of the letter. Answers the meeting.
pub async fn decline_by_link(engine: &Engine, secret: &str) -> Result<MeetingId, Error> {
    let row = store::by_secret(engine.db(), &id::hash(secret)).await?.ok_or(Error::NotFound)?;
    let meeting = MeetingId::trusted(row.meeting_id);
    leave(engine, &nobody_but(&row.account_id), &meeting).await?;
    Ok(meeting)
}

/// The holder of the letter, for this one act and for nothing else.
fn nobody_but(account: &str) -> Actor {
    Actor {
        id: AccountId::trusted(account),
        session: domain::SessionId::trusted(""),
        username: String::new(),
        name: String::new(),
        role: domain::Role::Member,
        verified: true,
        time_zone: String::new(),
        theme: String::new(),
        locale: String::new(),
        picture: None,
    }
}

/// Ends an offer that was not answered, and asks the next in line.
pub(crate) async fn end_offer(engine: &Engine, place: &str) -> Result<(), Error> {
    let input = (place.to_owned(), engine.settings().origin.clone());
    let write = engine.db().write(input, |tx, (place, origin)| {
        Box::pin(async move {
            let Some((meeting, account)) = store::expire(tx, place).await? else { return Ok(()) };
            seats::store::give_back(tx, &meeting).await?;
            let row: Row = whole(tx.conn(), &meeting).await?.ok_or(Error::NotFound)?;
            told::tell(tx, &row, &account, News::OfferEnded).await?;
            told::write(tx, origin, &row, &account, Letter::OfferEnded).await?;
            offer_next(tx, &meeting, origin).await
        })
    });
    write.await
}
