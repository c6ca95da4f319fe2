//! Reading the notification centre.
use crate::AppError;
use domain::notices::NoticeKind;
use domain::{AccountId, Micros};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One notice, as it is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The row; of one that has just arrived, the thing it is about.
    pub id: String,
    /// What kind of news.
    pub kind: NoticeKind,
    /// Whom it tells of.
    pub about: String,
    /// Their account.
    pub from: Option<AccountId>,
    /// Id of their picture.
    pub picture: Option<String>,
    /// Where it leads.
    pub link: String,
    /// When, in words.
    pub when: String,
    /// Whether it has been read.
    pub read: bool,
}

/// A page of notices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoticesView {
    /// Who looks.
    pub me: AccountId,
    /// The notices, the newest first.
    pub notices: Vec<Shown>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// When it was read.
    pub as_of: Micros,
}

/// The numbers in the frame.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct News {
    /// Requests that wait for an answer.
    pub requests: i64,
    /// Unread messages.
    pub unread: i64,
    /// Unread notices.
    pub notices: i64,
}

/// A page of one's notices.
#[server(protocol = crate::Posted)]
pub async fn list_notices(after: String) -> Result<NoticesView, AppError> {
    use engine::time_labels;
    let (engine, actor) = crate::ctx::signed_in()?;
    let (now, zone) = (engine.clock().now(), time_labels::zone(&actor.time_zone));
    let page = engine::notices::list(&engine, &actor, domain::page::Cursor::parse(&after).as_ref()).await?;
    let shown = |kept: engine::notices::Kept| Shown {
        id: kept.id,
        kind: kept.kind,
        about: kept.about,
        from: kept.from,
        picture: kept.picture,
        link: kept.link,
        when: time_labels::label(kept.at, zone, now),
        read: kept.read,
    };
    let next = page.next.map(|next| next.to_string());
    Ok(NoticesView { me: actor.id.clone(), notices: page.items.into_iter().map(shown).collect(), next, as_of: now })
}

/// Marks as read what was there when the page was read.
#[server(protocol = crate::Posted)]
pub async fn mark_notices_read(until: Micros) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::notices::mark_all_read(&engine, &actor, until).await?;
    if crate::ctx::wants_page() {
        leptos_axum::redirect("/notifications");
    }
    Ok(())
}

/// The numbers in the frame, where what was heard does not tell them.
#[server(protocol = crate::Posted)]
pub async fn count_news() -> Result<News, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let engine::chat::Counts { requests, unread, notices } = engine::chat::counts(&engine, &actor).await?;
    Ok(News { requests, unread, notices })
}
