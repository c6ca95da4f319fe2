//! Chat: writing to one person or to a room. What is read is in [`reading`], public rooms are in [`rooms`].
pub mod import;
pub mod reading;
pub mod rooms;
mod store;

use crate::db::Tx;
use crate::{Actor, Engine, Error, id, outbox};
use domain::chat::{RoomKind, is_client_id, message, pair_key};
use domain::events::{Event, Message};
use domain::{AccountId, Refusal, RoomId};

pub use reading::{Counts, Marks, arrived, counts, earlier, lively, mark, may_read, rooms_of, since, talk};
pub(crate) use store::forget_person;

pub use rooms::{join, leave, partners, public_rooms};

/// Writes a line in a room the person belongs to. The same `client_id` again answers the line that was stored the first
/// time. In a room of two it needs a connection, every time.
///
/// Refuses an empty text, one over 4,000 characters, an unverified writer, and a pair that is not connected.
pub async fn send(engine: &Engine, actor: &Actor, room: &RoomId, client_id: &str, text: &str) -> Result<Message, Error> {
    let line = line(actor, client_id, text)?;
    let input = (actor.clone(), room.clone(), line);
    engine.db().write(input, |tx, (actor, room, line)| Box::pin(async move { write(tx, actor, room, line).await })).await
}

/// Writes a line to a person: opens the room of the two, or continues it. Otherwise as [`send`].
pub async fn send_to(engine: &Engine, actor: &Actor, to: &AccountId, client_id: &str, text: &str) -> Result<(RoomId, Message), Error> {
    let line = line(actor, client_id, text)?;
    let input = (actor.clone(), to.clone(), line);
    let write = engine.db().write(input, |tx, (actor, to, line)| {
        Box::pin(async move {
            let room = pair_room(tx, actor, to).await?;
            let message = write(tx, actor, &room, line).await?;
            Ok((room, message))
        })
    });
    write.await
}

/// Opens the room of two connected people without writing in it. Opening it twice, or from both sides, is one room.
pub async fn open_with(engine: &Engine, actor: &Actor, to: &AccountId) -> Result<RoomId, Error> {
    actor.verified()?;
    let input = (actor.clone(), to.clone());
    engine.db().write(input, |tx, (actor, to)| Box::pin(async move { pair_room(tx, actor, to).await })).await
}

/// A line that is fit to be stored.
struct NewLine {
    client_id: String,
    text: String,
}

fn line(actor: &Actor, client_id: &str, text: &str) -> Result<NewLine, Error> {
    actor.verified()?;
    if !is_client_id(client_id) {
        return Err(Refusal::field("client_id", "Please reload the page and try again. Nothing was lost.").into());
    }
    Ok(NewLine { client_id: client_id.to_owned(), text: message(text)? })
}

async fn pair_room(tx: &mut Tx, actor: &Actor, to: &AccountId) -> Result<RoomId, Error> {
    if actor.id == *to {
        return Err(Refusal::Yourself.into());
    }
    store::tie(tx.conn(), &actor.id, to).await?.may_write()?;
    let room = RoomId::trusted(id::new(tx.now()));
    store::open_pair(tx, &room, &pair_key(&actor.id, to), [&actor.id, to]).await
}

async fn write(tx: &mut Tx, actor: &Actor, room: &RoomId, line: &NewLine) -> Result<Message, Error> {
    let known = store::membership(tx.conn(), room, &actor.id).await?.ok_or(Error::NotFound)?;
    let stored =
        |(seq, text, at)| Message { seq, author: actor.id.clone(), name: actor.name.clone(), client_id: line.client_id.clone(), text, at };
    if let Some(before) = store::by_client_id(tx, room, &actor.id, &line.client_id).await? {
        return Ok(stored(before));
    }
    let people = match (known.kind, &known.other) {
        (RoomKind::Public, _) => Vec::new(),
        (RoomKind::Pair, Some(other)) => {
            store::tie(tx.conn(), &actor.id, other).await?.may_write()?;
            vec![actor.id.clone(), other.clone()]
        }
        (RoomKind::Pair, None) => return Err(Refusal::NotConnected.into()),
    };
    let seq = store::next_seq(tx, room).await?;
    let at = tx.now();
    if !store::insert(tx, room, seq, &actor.id, &line.client_id, &line.text).await? {
        // The same line came in twice at once, and the other one was stored while this one waited for the room's row.
        store::give_back_seq(tx, room).await?;
        let before = store::by_client_id(tx, room, &actor.id, &line.client_id).await?.ok_or(Error::Busy)?;
        return Ok(stored(before));
    }
    store::move_marks(tx, room, &actor.id, seq, seq).await?;
    let message = stored((seq, line.text.clone(), at));
    outbox::record(tx, Event::MessageSent { room: room.clone(), message: message.clone(), people }).await?;
    Ok(message)
}
