//! What the first page asks for beside who is looking.
use crate::AppError;
use domain::chat::Conversation;
use domain::orgs::OwnOrg;
use domain::supporters::Card;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is the person's own, in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HomeView {
    /// Conversations, the most unread first.
    pub chats: Vec<Conversation>,
    /// Organizations, those with the most meetings to come first.
    pub organizations: Vec<OwnOrg>,
    /// Supporters they may like to ask. Supporters themselves get none.
    pub suggestions: Vec<Card>,
}

/// The person's chats, organizations and suggestions.
#[server(protocol = crate::Posted)]
pub async fn show_home() -> Result<HomeView, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let suggestions = match actor.role {
        domain::Role::Member => engine::supporters::suggestions(&engine, &actor, 3).await?,
        domain::Role::Supporter | domain::Role::Staff => Vec::new(),
    };
    Ok(HomeView {
        chats: engine::chat::lively(&engine, &actor, 4).await?,
        organizations: engine::orgs::own(&engine, &actor, 4).await?,
        suggestions,
    })
}
