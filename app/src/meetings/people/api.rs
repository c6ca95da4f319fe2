//! The roster of a meeting, and inviting to it, for its hosts.
use crate::AppError;
use domain::meetings::Roster;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The roster, and who can be invited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeopleView {
    /// The meeting's id.
    pub id: String,
    /// Who is on it.
    pub roster: Roster,
    /// Who can be invited: id, name, whether they are already.
    pub guests: Vec<(String, String, bool)>,
}

#[cfg(feature = "ssr")]
fn ids(meeting: &str, whom: &str) -> Result<(domain::MeetingId, domain::AccountId), AppError> {
    let both = domain::MeetingId::parse(meeting).zip(domain::AccountId::parse(whom));
    both.ok_or_else(|| engine::Error::NotFound.into())
}

/// The roster.
#[server(protocol = crate::Posted)]
pub async fn list_people(id: String) -> Result<PeopleView, AppError> {
    use engine::meetings::{invites, roster};
    let (engine, actor) = crate::ctx::signed_in()?;
    let meeting = domain::MeetingId::parse(&id).ok_or(engine::Error::NotFound)?;
    let roster = roster::list(&engine, &actor, &meeting).await?;
    let guests = invites::guests(&engine, &actor, &meeting).await?;
    let guests = guests.into_iter().map(|guest| (guest.id.to_string(), guest.name, guest.invited)).collect();
    Ok(PeopleView { id, roster, guests })
}

/// Takes somebody's seat back, with the money; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn remove_person(meeting: String, whom: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let (id, whom) = ids(&meeting, &whom)?;
    engine::meetings::seats::remove(&engine, &actor, &id, &whom).await?;
    Ok(crate::account::api::go(&format!("/meetings/{id}/people?done=removed")))
}

/// Notes whether somebody came: `attended`, `missed`, or nothing to take the note back; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn note_attendance(meeting: String, whom: String, #[server(default)] came: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let (id, whom) = ids(&meeting, &whom)?;
    let came = domain::meetings::Attendance::parse(&came);
    engine::meetings::roster::note(&engine, &actor, &id, &whom, came).await?;
    Ok(crate::account::api::go(&format!("/meetings/{id}/people")))
}

/// Invites the chosen people; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn invite_people(meeting: String, #[server(default)] people: Vec<String>) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let id = domain::MeetingId::parse(&meeting).ok_or(engine::Error::NotFound)?;
    let people: Vec<_> = people.iter().filter_map(|id| domain::AccountId::parse(id)).collect();
    engine::meetings::invites::invite(&engine, &actor, &id, &people).await?;
    Ok(crate::account::api::go(&format!("/meetings/{id}/people?done=invited")))
}

/// Sends an invitation by letter; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn invite_by_letter(meeting: String, email: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let id = domain::MeetingId::parse(&meeting).ok_or(engine::Error::NotFound)?;
    engine::meetings::invites::invite_by_letter(&engine, &actor, &id, &email).await?;
    Ok(crate::account::api::go(&format!("/meetings/{id}/people?done=letter")))
}
