//! Who is looking, and the numbers in the frame.
use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The signed-in person as their own page shows them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Viewer {
    /// Their account.
    pub id: domain::AccountId,
    /// Their username.
    pub username: String,
    /// The name others see.
    pub name: String,
    /// Their part on this site.
    pub role: domain::Role,
    /// Whether their email is confirmed.
    pub verified: bool,
    /// IANA name of the zone their times are shown in.
    pub time_zone: String,
    /// Id of their picture.
    pub picture: Option<String>,
    /// Connection requests that wait for their answer.
    pub requests: i64,
    /// Unread messages.
    pub unread: i64,
    /// Unread notices.
    pub notices: i64,
}

/// Who is looking; `None` for a visitor.
#[server(protocol = crate::Posted)]
pub async fn current_viewer() -> Result<Option<Viewer>, AppError> {
    use crate::ctx;
    let Some(actor) = ctx::visitor() else { return Ok(None) };
    let engine::chat::Counts { requests, unread, notices } = engine::chat::counts(&ctx::engine()?, &actor).await?;
    Ok(Some(Viewer {
        id: actor.id,
        username: actor.username,
        name: actor.name,
        role: actor.role,
        verified: actor.verified,
        time_zone: actor.time_zone,
        picture: actor.picture,
        requests,
        unread,
        notices,
    }))
}
