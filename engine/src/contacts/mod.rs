//! Connections: asking, answering, taking back, blocking. Each act is one transaction: it takes hold of the pair's
//! row, reads what the rule needs, lets `domain::contacts` decide, and writes the change, its event and its letter.
pub mod import;
mod letters;
mod lists;
mod store;

pub(crate) use store::forget_person;

use crate::account::face_in;
use crate::db::{Db, Tx};
use crate::jobs::Job;
use crate::{Actor, Engine, Error, outbox};
use domain::contacts::{self as rules, Change, Happened, Pair, Side, Standing, State};
use domain::events::{Event, Face};
use domain::time::DAY;
use domain::{AccountId, Micros, OrgId, Refusal};
use std::collections::HashMap;

pub use lists::{Entry, Listing, PAGE, counts, list};

type Rule = fn(&Pair, Micros) -> Result<Change, Refusal>;

/// The actor asks `to` to connect. A `note` of up to 500 characters may go with it, from those whose email is confirmed.
///
/// Asking again is answered with how things stand. Refuses [`Refusal::NotAccepting`] (also to somebody who is blocked,
/// who is not told so), [`Refusal::AskAgainLater`], [`Refusal::TooManyRequests`], [`Refusal::YouBlocked`].
pub async fn request(engine: &Engine, actor: &Actor, to: &AccountId, note: &str) -> Result<Standing, Error> {
    ask(engine, actor, to, note, String::new()).await
}

/// The actor asks `to`, a group leader of `org`, to connect: as [`request`], but what they say there of new connections counts.
pub async fn request_through(engine: &Engine, actor: &Actor, org: &OrgId, to: &AccountId, note: &str) -> Result<Standing, Error> {
    ask(engine, actor, to, note, org.to_string()).await
}

async fn ask(engine: &Engine, actor: &Actor, to: &AccountId, note: &str, through: String) -> Result<Standing, Error> {
    let note = rules::note(note)?;
    if !note.is_empty() {
        actor.verified()?;
    }
    act(engine, actor, to, Request { note, through }, rules::request).await
}

/// The actor says yes to the request of `asker`. Refuses [`Refusal::RequestClosed`].
pub async fn approve(engine: &Engine, actor: &Actor, asker: &AccountId) -> Result<Standing, Error> {
    act(engine, actor, asker, Request::default(), rules::approve).await
}

/// The actor says not now to the request of `asker`. Refuses [`Refusal::RequestClosed`].
pub async fn decline(engine: &Engine, actor: &Actor, asker: &AccountId) -> Result<Standing, Error> {
    act(engine, actor, asker, Request::default(), rules::decline).await
}

/// The actor takes back the request to `asked`. Refuses [`Refusal::RequestClosed`].
pub async fn withdraw(engine: &Engine, actor: &Actor, asked: &AccountId) -> Result<Standing, Error> {
    act(engine, actor, asked, Request::default(), rules::withdraw).await
}

/// The actor blocks `them`: whatever was between the two ends, and `them` is not told.
pub async fn block(engine: &Engine, actor: &Actor, them: &AccountId) -> Result<Standing, Error> {
    act(engine, actor, them, Request::default(), rules::block).await
}

/// The actor lifts a block. The two are strangers again.
pub async fn unblock(engine: &Engine, actor: &Actor, them: &AccountId) -> Result<Standing, Error> {
    act(engine, actor, them, Request::default(), rules::unblock).await
}

/// What each of these people is to the one who looks; to a visitor they are open or closed. People who are gone are left out.
pub async fn standings(engine: &Engine, actor: Option<&Actor>, people: &[AccountId]) -> Result<HashMap<AccountId, Standing>, Error> {
    standings_met(engine, actor, people, "").await
}

/// As [`standings`], for group leaders of an organization.
pub async fn standings_through(
    engine: &Engine,
    actor: Option<&Actor>,
    org: &OrgId,
    people: &[AccountId],
) -> Result<HashMap<AccountId, Standing>, Error> {
    standings_met(engine, actor, people, org.as_str()).await
}

async fn standings_met(
    engine: &Engine,
    actor: Option<&Actor>,
    people: &[AccountId],
    through: &str,
) -> Result<HashMap<AccountId, Standing>, Error> {
    let now = engine.clock().now();
    let me = actor.map(|actor| &actor.id);
    let pairs = store::pairs(engine.db(), me, people, through).await?;
    let standing = |(id, pair): (AccountId, Pair)| {
        let standing = if me == Some(&id) { Standing::Yourself } else { pair.standing(now) };
        (id, standing)
    };
    Ok(pairs.into_iter().map(standing).collect())
}

/// Somebody whom the actor has to do with, and how they stand. For anybody else [`Error::NotFound`], as if they were not there.
pub async fn person(engine: &Engine, actor: &Actor, them: &AccountId) -> Result<(Face, Standing), Error> {
    let standing = standings(engine, Some(actor), std::slice::from_ref(them)).await?.remove(them).ok_or(Error::NotFound)?;
    match standing {
        Standing::Yourself | Standing::Open | Standing::Closed => Err(Error::NotFound),
        _ => Ok((crate::account::face(engine.db(), them).await?, standing)),
    }
}

/// Whether two people are connected.
pub async fn are_connected(db: &Db, one: &AccountId, other: &AccountId) -> Result<bool, Error> {
    let Ok((low, high)) = rules::in_order(one, other) else { return Ok(false) };
    store::are_connected(db.read(), low, high).await
}

/// Whether two people are connected, as an open transaction sees it.
pub async fn are_connected_in(tx: &mut Tx, one: &AccountId, other: &AccountId) -> Result<bool, Error> {
    let Ok((low, high)) = rules::in_order(one, other) else { return Ok(false) };
    store::are_connected(tx.conn(), low, high).await
}

/// What comes with a request: a note, and the organization through which they met, or nothing.
#[derive(Default)]
struct Request {
    note: String,
    through: String,
}

struct Asking {
    me: AccountId,
    them: AccountId,
    request: Request,
    rule: Rule,
    origin: String,
}

async fn act(engine: &Engine, actor: &Actor, them: &AccountId, request: Request, rule: Rule) -> Result<Standing, Error> {
    rules::in_order(&actor.id, them)?;
    let origin = engine.settings().origin.clone();
    let asking = Asking { me: actor.id.clone(), them: them.clone(), request, rule, origin };
    engine.db().write(asking, |tx, asking| Box::pin(decide(tx, asking))).await
}

async fn decide(tx: &mut Tx, asking: &Asking) -> Result<Standing, Error> {
    let (me, them, now) = (&asking.me, &asking.them, tx.now());
    store::take_turn(tx, me).await?;
    let connection = store::hold(tx, me, them).await?;
    let known = store::pair(tx, me, them, &asking.request.through).await?;
    let change = (asking.rule)(&known.pair, now)?;
    if change.is_nothing() {
        return Ok(known.pair.standing(now));
    }
    let after = known.pair.after(&change);
    if let Some(link) = change.link {
        let asks = change.happened.contains(&Happened::Asked);
        let new = asks || change.happened.contains(&Happened::Approved { automatic: true });
        let (note, source) = (asks.then_some(asking.request.note.as_str()), new.then_some(asking.request.through.as_str()));
        store::set_link(tx, &connection, me, them, link, note, source).await?;
    }
    match change.i_block {
        Some(true) => store::insert_block(tx, me, them).await?,
        Some(false) => store::delete_block(tx, me, them).await?,
        None => {}
    }
    let mine = face_in(tx, me).await?;
    let theirs = face_in(tx, them).await?;
    for happened in &change.happened {
        // Whoever takes a request back and asks again on the same day has been announced by letter already.
        let lately =
            known.pair.link.is_some_and(|link| link.state != State::Nothing && link.asker == Side::Me && now - link.asked_at < DAY);
        let letter = match happened {
            Happened::Asked if !lately => Some(letters::asked(&asking.origin, &theirs.name, &mine.name)),
            Happened::Approved { automatic: true } if !lately => Some(letters::joined(&asking.origin, &theirs.name, &mine.name)),
            Happened::Approved { automatic: false } => Some(letters::approved(&asking.origin, &theirs.name, &mine.name)),
            _ => None,
        };
        if let (Some((subject, body)), Some(to)) = (letter, known.email.clone()) {
            outbox::enqueue(tx, &Job::SendLetter { letter: crate::mail::Letter { to, subject, body } }).await?;
        }
        let by_me = after.link.is_none_or(|link| link.asker == Side::Me);
        let (asker, asked) = if by_me { (&mine, &theirs) } else { (&theirs, &mine) };
        let event = event(*happened, connection.clone(), (asker, asked), (me, them), &asking.request.note, now);
        outbox::record(tx, event).await?;
    }
    Ok(after.standing(now))
}

fn event(
    happened: Happened,
    connection: domain::ConnectionId,
    (asker, asked): (&Face, &Face),
    (me, them): (&AccountId, &AccountId),
    note: &str,
    at: Micros,
) -> Event {
    let (asker, asked) = (asker.clone(), asked.clone());
    match happened {
        Happened::Asked => Event::RequestSent { connection, asker, asked, note: note.to_owned(), at },
        Happened::Approved { automatic } => Event::RequestApproved { connection, asker, asked, automatic, at },
        Happened::Declined => Event::RequestDeclined { connection, asker, asked, at },
        Happened::Withdrawn => Event::RequestWithdrawn { connection, asker, asked, at },
        Happened::Blocked => Event::PersonBlocked { blocker: me.clone(), blocked: them.clone(), at },
        Happened::Unblocked => Event::PersonUnblocked { blocker: me.clone(), blocked: them.clone(), at },
    }
}
