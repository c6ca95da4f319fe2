//! The doorways of chat.
use crate::AppError;
use domain::chat::{Chatroom, Conversation, Partner, Talk};
use domain::events::Message;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
fn room_id(room: &str) -> Result<domain::RoomId, AppError> {
    domain::RoomId::parse(room).ok_or_else(|| engine::Error::NotFound.into())
}

/// One's own conversations, the newest first.
#[server(protocol = crate::Posted)]
pub async fn list_conversations() -> Result<Vec<Conversation>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    Ok(engine::chat::rooms_of(&engine, &actor).await?)
}

/// A conversation as it opens; what it shows counts as read. `before` is the number of a line: those before it are shown.
#[server(protocol = crate::Posted)]
pub async fn open_talk(room: String, before: Option<i64>) -> Result<Talk, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let room = room_id(&room)?;
    let talk = engine::chat::talk(&engine, &actor, &room, before).await?;
    if before.is_none() && talk.joined {
        engine::chat::mark(&engine, &actor, &room, talk.newest, talk.newest).await?;
    }
    Ok(talk)
}

/// Stores a line. The same `client_id` again is the same line. A plain form comes back to the end of the conversation.
#[server(protocol = crate::Posted)]
pub async fn send_message(room: String, client_id: String, text: String) -> Result<Message, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let room = room_id(&room)?;
    let message = engine::chat::send(&engine, &actor, &room, &client_id, &text).await?;
    if crate::ctx::wants_page() {
        leptos_axum::redirect(&format!("/chat/{room}#end"));
    }
    Ok(message)
}

/// The people one is connected with.
#[server(protocol = crate::Posted)]
pub async fn list_partners() -> Result<Vec<Partner>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    Ok(engine::chat::partners(&engine, &actor).await?)
}

/// Opens the room of two connected people, and goes there.
#[server(protocol = crate::Posted)]
pub async fn open_chat(to: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let to = domain::AccountId::parse(&to).ok_or(engine::Error::NotFound)?;
    let room = engine::chat::open_with(&engine, &actor, &to).await?;
    leptos_axum::redirect(&format!("/chat/{room}"));
    Ok(())
}

/// The public rooms that fit the words.
#[server(protocol = crate::Posted)]
pub async fn list_chatrooms(topic: String) -> Result<Vec<Chatroom>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    Ok(engine::chat::public_rooms(&engine, &actor, &topic).await?)
}

/// Joins a public room, and goes there.
#[server(protocol = crate::Posted)]
pub async fn join_room(room: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let room = room_id(&room)?;
    engine::chat::join(&engine, &actor, &room).await?;
    leptos_axum::redirect(&format!("/chat/{room}"));
    Ok(())
}

/// Leaves a public room.
#[server(protocol = crate::Posted)]
pub async fn leave_room(room: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::chat::leave(&engine, &actor, &room_id(&room)?).await?;
    leptos_axum::redirect("/chat");
    Ok(())
}
