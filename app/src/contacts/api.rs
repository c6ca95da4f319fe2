//! Asking, answering, blocking, writing, and the lists of the Contacts page.
use crate::AppError;
use domain::Micros;
use domain::contacts::{Counts, Standing};
use domain::events::Face;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A person in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The row.
    pub id: String,
    /// Who they are.
    pub face: Face,
    /// What they are to the one who looks.
    pub standing: Standing,
    /// What was written with the request.
    pub note: String,
    /// Since when it is so, as a sentence.
    pub since: String,
    /// Where the connection comes from: an organization, "Independent", or empty where it is not known.
    pub from: String,
}

/// One tab of the Contacts page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactsView {
    /// Who looks.
    pub me: domain::AccountId,
    /// The tab's people. On Pending: those who wait for an answer.
    pub people: Vec<Person>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// On Pending: whom this person has asked.
    pub sent: Vec<Person>,
    /// The numbers of all tabs.
    pub counts: Counts,
    /// When it was read: events from before are in it.
    pub as_of: Micros,
    /// The person in the address to write to or to block, for browsers without script.
    pub chosen: Option<Face>,
}

#[cfg(feature = "ssr")]
fn who(id: &str) -> Result<domain::AccountId, AppError> {
    domain::AccountId::parse(id).ok_or_else(|| engine::Error::NotFound.into())
}

/// Sends a plain form on to the page that shows what has become of it.
#[cfg(feature = "ssr")]
fn show(place: &str) {
    if crate::ctx::wants_page() {
        leptos_axum::redirect(place);
    }
}

#[cfg(feature = "ssr")]
fn since(entry: &engine::contacts::Entry, now: Micros, zone: &str) -> String {
    use engine::time_labels::{day, label, zone as named};
    let zone = named(zone);
    match entry.standing {
        Standing::Connected => format!("Connected: {}", label(entry.at, zone, now)),
        Standing::NotNow => {
            format!("Not now. You may ask again from {} on.", day(entry.at + domain::contacts::ASK_AGAIN_AFTER, zone, now))
        }
        Standing::YouBlocked => format!("Blocked: {}", label(entry.at, zone, now)),
        _ => format!("Asked: {}", label(entry.at, zone, now)),
    }
}

/// A page of one tab. `chosen` is the id of a person in the address, or empty.
#[server(protocol = crate::Posted)]
pub async fn list_contacts(tab: String, after: String, chosen: String) -> Result<ContactsView, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let now = engine.clock().now();
    let after = domain::page::Cursor::parse(&after);
    let listing = engine::contacts::list(&engine, &actor, domain::contacts::Tab::from_address(&tab), after.as_ref()).await?;
    let chosen = match domain::AccountId::parse(&chosen) {
        Some(id) => engine::contacts::person(&engine, &actor, &id).await.ok().map(|(face, _)| face),
        None => None,
    };
    let person = |entry: engine::contacts::Entry| {
        let since = since(&entry, now, &actor.time_zone);
        let met = if entry.standing == Standing::YouBlocked { String::new() } else { "Independent".to_owned() };
        let from = entry.org.unwrap_or(met);
        Person { id: entry.id, face: entry.face, standing: entry.standing, note: entry.note, since, from }
    };
    Ok(ContactsView {
        me: actor.id.clone(),
        next: listing.people.next.map(|next| next.to_string()),
        people: listing.people.items.into_iter().map(person).collect(),
        sent: listing.sent.into_iter().map(person).collect(),
        counts: listing.counts,
        as_of: now,
        chosen,
    })
}

/// Asks somebody to connect. A plain form leads back to the page it was on, which shows how things stand.
#[server(protocol = crate::Posted)]
pub async fn send_request(to: String, #[server(default)] note: String) -> Result<Standing, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    Ok(engine::contacts::request(&engine, &actor, &who(&to)?, &note).await?)
}

/// How the reader stands with somebody they have to do with by now.
#[server(protocol = crate::Posted)]
pub async fn standing_with(them: String) -> Result<Standing, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let (_, standing) = engine::contacts::person(&engine, &actor, &who(&them)?).await?;
    Ok(standing)
}

/// Says yes to a request.
#[server(protocol = crate::Posted)]
pub async fn approve_request(from: String) -> Result<Standing, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let standing = engine::contacts::approve(&engine, &actor, &who(&from)?).await?;
    show("/contacts");
    Ok(standing)
}

/// Says not now to a request.
#[server(protocol = crate::Posted)]
pub async fn decline_request(from: String) -> Result<Standing, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let standing = engine::contacts::decline(&engine, &actor, &who(&from)?).await?;
    show("/contacts?tab=pending");
    Ok(standing)
}

/// Takes a request back.
#[server(protocol = crate::Posted)]
pub async fn withdraw_request(to: String) -> Result<Standing, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let standing = engine::contacts::withdraw(&engine, &actor, &who(&to)?).await?;
    show("/contacts?tab=pending");
    Ok(standing)
}

/// Blocks somebody.
#[server(protocol = crate::Posted)]
pub async fn block_person(person: String) -> Result<Standing, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let standing = engine::contacts::block(&engine, &actor, &who(&person)?).await?;
    show("/contacts?tab=blocked");
    Ok(standing)
}

/// Lifts a block.
#[server(protocol = crate::Posted)]
pub async fn unblock_person(person: String) -> Result<Standing, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let standing = engine::contacts::unblock(&engine, &actor, &who(&person)?).await?;
    show("/contacts?tab=blocked");
    Ok(standing)
}

/// Writes to somebody one is connected with; answers the room. A form that was sent without script has no `client_id`:
/// the same words to the same person within a minute are then taken for a second click.
#[server(protocol = crate::Posted)]
pub async fn write_to_contact(to: String, #[server(default)] client_id: String, text: String) -> Result<domain::RoomId, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let minute = engine.clock().now() / domain::time::MINUTE;
    let made = || engine::id::hash(&format!("{} {to} {minute} {text}", actor.session));
    let client_id = if client_id.is_empty() { made() } else { client_id };
    let (room, _message) = engine::chat::send_to(&engine, &actor, &who(&to)?, &client_id, &text).await?;
    show(&format!("/contacts?message={to}&sent={room}"));
    Ok(room)
}
