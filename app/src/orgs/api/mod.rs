//! What the pages of organizations ask the engine for.
pub mod admin;
pub mod manage;
pub mod meetings;
pub mod member;

#[cfg(feature = "ssr")]
use crate::AppError;

/// Sends a plain form on to the page that shows what has become of it.
#[cfg(feature = "ssr")]
pub fn show(place: &str) {
    if crate::ctx::wants_page() {
        leptos_axum::redirect(place);
    }
}

/// An account's id from a form.
#[cfg(feature = "ssr")]
pub fn who(id: &str) -> Result<domain::AccountId, AppError> {
    domain::AccountId::parse(id).ok_or_else(|| engine::Error::NotFound.into())
}

/// Somebody has just come in and goes on to `next`: whom they wanted to ask is asked, as a leader of the organization if
/// they come from its page; and they are subscribed if its own link brought them. What is refused is shown where they land.
#[cfg(feature = "ssr")]
pub async fn arrive(engine: &engine::Engine, actor: &engine::Actor, next: &str, ask: &str) {
    let slug = next.strip_prefix("/organizations/").and_then(|rest| rest.split(['/', '?']).next());
    let ask = domain::AccountId::parse(ask);
    let _shown_there = match (slug, ask) {
        (Some(slug), Some(leader)) => engine::orgs::leaders::request(engine, actor, slug, &leader, "").await.map(|_| ()),
        (None, Some(supporter)) => engine::contacts::request(engine, actor, &supporter, "").await.map(|_| ()),
        (Some(slug), None) if next.ends_with("?join=1") => {
            engine::orgs::subscribe(engine, actor, slug, domain::orgs::Facts::default()).await
        }
        _ => Ok(()),
    };
}
