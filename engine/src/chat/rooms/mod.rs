//! Public rooms, and the people one may start a conversation with.
pub(super) mod store;

use super::store::membership;
use crate::{Actor, Engine, Error};
use domain::RoomId;
use domain::chat::{Chatroom, Partner, RoomKind};
use domain::events::Topic;

/// The most rooms in one answer: a search narrows them.
const MOST: i64 = 60;

/// Public rooms whose name, description or topic holds each of the words, those with most members first. No words: all of them.
pub async fn public_rooms(engine: &Engine, actor: &Actor, words: &str) -> Result<Vec<Chatroom>, Error> {
    let mut rooms = store::public_rooms(engine.db(), &actor.id, words, MOST).await?;
    for room in &mut rooms {
        room.here = i64::try_from(engine.bus().listeners(&Topic::Room(room.room.clone()))).unwrap_or_default();
    }
    Ok(rooms)
}

/// Joins a public room; joining twice is joining once. What was written before counts as read.
pub async fn join(engine: &Engine, actor: &Actor, room: &RoomId) -> Result<(), Error> {
    actor.verified()?;
    let input = (actor.id.clone(), room.clone());
    let write = engine.db().write(input, |tx, (account, room)| {
        Box::pin(async move { if store::join_public(tx, room, account).await? { Ok(()) } else { Err(Error::NotFound) } })
    });
    write.await
}

/// Leaves a public room; what was written stays. A room of two can't be left.
pub async fn leave(engine: &Engine, actor: &Actor, room: &RoomId) -> Result<(), Error> {
    let known = membership(engine.db().read(), room, &actor.id).await?;
    if known.is_none_or(|known| known.kind != RoomKind::Public) {
        return Err(Error::NotFound);
    }
    let input = (actor.id.clone(), room.clone());
    engine.db().write(input, |tx, (account, room)| Box::pin(async move { store::leave(tx, room, account).await })).await
}

/// The people this person is connected with, by name, with the room the two have, if any.
pub async fn partners(engine: &Engine, actor: &Actor) -> Result<Vec<Partner>, Error> {
    let mut partners = store::partners(engine.db(), &actor.id).await?;
    partners.sort_by_cached_key(|partner| partner.face.name.to_lowercase());
    Ok(partners)
}
