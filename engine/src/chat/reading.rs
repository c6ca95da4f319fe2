//! Reading: the list of conversations, one conversation, what was missed, and how far each has read.
use super::rooms::store as lists;
use super::store;
use crate::{Actor, Engine, Error, id, outbox, time_labels};
use domain::chat::{Conversation, Line, PAGE, RoomKind, Talk, Tie};
use domain::events::{Event, Message};
use domain::{Micros, RoomId};

/// The numbers in the frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Connection requests that wait for the person's answer.
    pub requests: i64,
    /// Unread lines in rooms of two.
    pub unread: i64,
    /// Unread notices.
    pub notices: i64,
}

/// How far somebody has received and read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// Their browser has everything up to here.
    pub delivered: i64,
    /// They have read everything up to here.
    pub read: i64,
}

/// The most lines that one answer to a returning tab holds.
const MOST_MISSED: i64 = 200;
/// The most conversations in the list.
const MOST_ROOMS: i64 = 200;

/// The numbers in the frame for this person, now.
pub async fn counts(engine: &Engine, actor: &Actor) -> Result<Counts, Error> {
    store::counts(engine.db(), &actor.id).await
}

/// The person's conversations, the newest first. A room of two in which nobody has written yet is not among them.
pub async fn rooms_of(engine: &Engine, actor: &Actor) -> Result<Vec<Conversation>, Error> {
    let (zone, now) = (time_labels::zone(&actor.time_zone), engine.clock().now());
    let rows = lists::rooms_of(engine.db(), &actor.id, MOST_ROOMS).await?;
    Ok(rows.into_iter().map(|(row, at)| Conversation { time: time_labels::label(at, zone, now), ..row }).collect())
}

/// The conversations for the person's first page, at most `most`: those with the most unread lines first, then the newest.
pub async fn lively(engine: &Engine, actor: &Actor, most: usize) -> Result<Vec<Conversation>, Error> {
    let mut rooms = rooms_of(engine, actor).await?;
    rooms.sort_by_key(|room| std::cmp::Reverse(room.unread));
    rooms.truncate(most);
    Ok(rooms)
}

/// Whether the person may read the room.
pub async fn may_read(engine: &Engine, actor: &Actor, room: &RoomId) -> Result<bool, Error> {
    Ok(store::membership(engine.db().read(), room, &actor.id).await?.is_some())
}

/// Opens a conversation: its newest lines (or those before `before`), how far both have read, and why the person can't
/// write, if so. Somebody who has not joined a public room sees its name and no lines.
pub async fn talk(engine: &Engine, actor: &Actor, room: &RoomId, before: Option<i64>) -> Result<Talk, Error> {
    let now = engine.clock().now();
    let head = lists::head(engine.db(), room, &actor.id).await?.ok_or(Error::NotFound)?;
    if head.kind == RoomKind::Pair && !head.joined {
        return Err(Error::NotFound);
    }
    let mut talk = Talk {
        room: room.clone(),
        me: actor.id.clone(),
        zone: actor.time_zone.clone(),
        kind: head.kind,
        title: head.title,
        about: head.about,
        face: head.face,
        lines: Vec::new(),
        earlier: false,
        newest: head.last_seq,
        read: head.marks.read,
        their_delivered: 0,
        their_read: 0,
        closed: None,
        joined: head.joined,
        client_id: id::new(now),
    };
    if !head.joined {
        return Ok(talk);
    }
    if talk.kind == RoomKind::Pair {
        let tie = match &talk.face {
            Some(other) => {
                let marks = store::marks(engine.db(), room, &other.id).await?;
                (talk.their_delivered, talk.their_read) = (marks.delivered, marks.read);
                store::tie(engine.db().read(), &actor.id, &other.id).await?
            }
            None => Tie::default(),
        };
        talk.closed = tie.may_write().err();
    }
    (talk.lines, talk.earlier) = page(engine, actor, room, before.unwrap_or(i64::MAX)).await?;
    Ok(talk)
}

/// The lines before `before`, oldest first, and whether there are older ones still.
pub async fn earlier(engine: &Engine, actor: &Actor, room: &RoomId, before: i64) -> Result<(Vec<Line>, bool), Error> {
    if !may_read(engine, actor, room).await? {
        return Err(Error::NotFound);
    }
    page(engine, actor, room, before).await
}

async fn page(engine: &Engine, actor: &Actor, room: &RoomId, before: i64) -> Result<(Vec<Line>, bool), Error> {
    let mut rows = store::before(engine.db(), room, before, PAGE).await?;
    rows.reverse();
    let earlier = rows.first().is_some_and(|first| first.seq > 1);
    let (zone, now) = (time_labels::zone(&actor.time_zone), engine.clock().now());
    let label = |message: Message| {
        let at: Micros = message.at;
        Line { clock: time_labels::clock(at, zone), date: time_labels::date(at, zone), day: time_labels::day(at, zone, now), message }
    };
    Ok((rows.into_iter().map(label).collect(), earlier))
}

/// What a returning tab has missed after `after`, oldest first. `true` says that there was more: these are the newest.
pub async fn since(engine: &Engine, actor: &Actor, room: &RoomId, after: i64) -> Result<(Vec<Message>, bool), Error> {
    if !may_read(engine, actor, room).await? {
        return Err(Error::NotFound);
    }
    let mut rows = store::after(engine.db(), room, after, MOST_MISSED).await?;
    rows.reverse();
    let more = rows.first().is_some_and(|first| first.seq > after.max(0) + 1);
    Ok((rows, more))
}

/// Moves the person's marks in a room forward, never back; writes and tells only when they move.
pub async fn mark(engine: &Engine, actor: &Actor, room: &RoomId, delivered: i64, read: i64) -> Result<(), Error> {
    let Some(known) = store::membership(engine.db().read(), room, &actor.id).await? else { return Err(Error::NotFound) };
    let read = read.min(known.last_seq);
    let delivered = delivered.min(known.last_seq).max(read);
    if delivered <= known.marks.delivered && read <= known.marks.read {
        return Ok(());
    }
    let people = match (known.kind, known.other) {
        (RoomKind::Pair, Some(other)) => vec![actor.id.clone(), other],
        _ => vec![actor.id.clone()],
    };
    let input = (actor.id.clone(), room.clone(), delivered, read, people);
    let write = engine.db().write(input, |tx, (reader, room, delivered, read, people)| {
        Box::pin(async move {
            if let Some(marks) = store::move_marks(tx, room, reader, *delivered, *read).await? {
                let (room, reader, people) = (room.clone(), reader.clone(), people.clone());
                outbox::record(tx, Event::MarksMoved { room, reader, delivered: marks.delivered, read: marks.read, people }).await?;
            }
            Ok(())
        })
    });
    write.await
}

/// The person's browser is here: everything written to them so far has reached it.
pub async fn arrived(engine: &Engine, actor: &Actor) -> Result<(), Error> {
    for (room, last_seq) in store::undelivered(engine.db(), &actor.id).await? {
        mark(engine, actor, &room, last_seq, 0).await?;
    }
    Ok(())
}
