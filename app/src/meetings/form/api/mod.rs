//! The form of a meeting: filled in, looked at, sent, and calling a meeting off.
pub mod org;
pub mod templates;

pub use org::OrgPart;

use crate::AppError;
use domain::meetings::MeetingDraft;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form as the page starts with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormView {
    /// What stands in the fields.
    pub draft: MeetingDraft,
    /// The zones on offer, as name and label.
    pub zones: Vec<(String, String)>,
    /// The address of the library that the one who plans keeps, or empty.
    pub library: String,
    /// What can be handed out, as id and name: the host's own documents, the organization's, and what other hosts have attached.
    pub documents: Vec<(String, String)>,
    /// The meetings of its series, from the chosen one on and all: empty for a single meeting.
    pub series: Vec<String>,
    /// Of an organization's meeting: what it offers beside the rest.
    pub org: Option<OrgPart>,
    /// What it would make, when that was asked for.
    pub preview: Option<PreviewView>,
}

/// What a form would make.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PreviewView {
    /// Each date, and what is to know about it.
    pub dates: Vec<(String, String)>,
    /// What a registration brings.
    pub receives: String,
    /// Why the dates can't be shown yet.
    pub trouble: String,
}

#[cfg(feature = "ssr")]
pub(super) async fn look(
    engine: &engine::Engine,
    actor: &engine::Actor,
    org: Option<&domain::OrgId>,
    id: &str,
    draft: &MeetingDraft,
) -> Result<PreviewView, AppError> {
    let preview = engine::meetings::planning::preview(engine, actor, org, id, draft).await?;
    Ok(PreviewView { dates: preview.dates, receives: preview.receives, trouble: preview.trouble })
}

/// What was typed, kept for the page that follows; the password is not.
#[cfg(feature = "ssr")]
pub(super) fn keep(draft: &MeetingDraft) {
    let without = MeetingDraft { password: String::new(), ..draft.clone() };
    crate::account::typed::keep("meeting", &[("draft", &serde_json::to_string(&without).unwrap_or_default())]);
}

/// The form around a draft: the zones and the documents on offer.
#[cfg(feature = "ssr")]
pub(super) async fn around(
    engine: &engine::Engine,
    actor: &engine::Actor,
    draft: MeetingDraft,
    mut org: Option<OrgPart>,
    attached: Vec<domain::meetings::Handout>,
    preview: Option<PreviewView>,
) -> Result<FormView, AppError> {
    let mut zones: Vec<(String, String)> =
        engine::account::zones::all().into_iter().map(|(name, label)| (name.to_owned(), label)).collect();
    if !zones.iter().any(|(name, _)| *name == draft.time_zone) {
        zones.push((draft.time_zone.clone(), draft.time_zone.clone()));
    }
    let mut documents = engine::library::of_actor(engine, actor).await?;
    let library = match &org {
        Some(org) if org.keeps_library => format!("/organizations/{}/manage/library", org.slug),
        _ if actor.supporter().is_ok() => "/supporter/library".to_owned(),
        _ => String::new(),
    };
    if let Some(org) = &mut org {
        let theirs = std::mem::take(&mut org.documents);
        documents.extend(theirs.into_iter().map(|(id, name)| (id, format!("{name} ({})", org.name))));
    }
    for handout in attached {
        if !documents.iter().any(|(id, _)| *id == handout.id) {
            documents.push((handout.id, handout.name));
        }
    }
    Ok(FormView { draft, zones, library, documents, series: Vec::new(), org, preview })
}

/// The form of a supporter's new meeting, or of the meeting with this id for its hosts; `looked` says that its dates were asked
/// for without script.
#[server(protocol = crate::Posted)]
pub async fn load_meeting_form(id: String, looked: bool) -> Result<FormView, AppError> {
    use domain::meetings::Scope;
    use engine::meetings::planning;
    let (engine, actor) = crate::ctx::signed_in()?;
    let meeting = domain::MeetingId::parse(&id);
    let (stored, org, attached, series) = match &meeting {
        Some(id) => {
            let stored = planning::form(&engine, &actor, id).await?;
            let org = match planning::org_of(&engine, &actor, id).await? {
                Some(org) => Some(org::org_part(&engine, &actor, &org, Some(id)).await?),
                None => None,
            };
            let series = planning::affected(&engine, &actor, id, Scope::All).await?;
            (stored, org, engine::library::of_meeting(&engine, id).await?, series)
        }
        None if id.is_empty() => {
            actor.supporter()?;
            let blank = MeetingDraft {
                seats: "10".into(),
                hours: "1".into(),
                minutes: "0".into(),
                price: "0".into(),
                time_zone: actor.time_zone.clone(),
                ..MeetingDraft::default()
            };
            (blank, None, Vec::new(), Vec::new())
        }
        None => return Err(engine::Error::NotFound.into()),
    };
    let typed = serde_json::from_str(&crate::account::typed::take("meeting").text("draft")).ok();
    let draft: MeetingDraft = typed.unwrap_or(stored);
    let preview = if looked { Some(look(&engine, &actor, None, &id, &draft).await?) } else { None };
    let view = around(&engine, &actor, draft, org, attached, preview).await?;
    let series = if series.len() > 1 { series.into_iter().map(|(_, when)| when).collect() } else { Vec::new() };
    Ok(FormView { series, ..view })
}

/// What the form would make, while it is being filled in.
#[server(protocol = crate::Posted)]
pub async fn preview_meeting(id: String, draft: MeetingDraft) -> Result<PreviewView, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    look(&engine, &actor, None, &id, &draft).await
}

/// Plans the meeting or the series; answers where to go. `looks` says that only the dates were asked for.
#[server(protocol = crate::Posted)]
pub async fn plan_meeting(draft: MeetingDraft, #[server(default)] looks: bool) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    if looks {
        keep(&draft);
        return Ok(crate::account::api::go("/meetings/new?looked=1"));
    }
    let ids = engine::meetings::planning::create(&engine, &actor, &draft).await.inspect_err(|_| keep(&draft))?;
    let first = ids.first().ok_or(engine::Error::NotFound)?;
    Ok(crate::account::api::go(&format!("/meetings/{first}?done=planned")))
}

/// Changes a meeting, or more of its series; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn change_meeting(
    id: String,
    #[server(default)] scope: String,
    draft: MeetingDraft,
    #[server(default)] looks: bool,
) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let meeting = domain::MeetingId::parse(&id).ok_or(engine::Error::NotFound)?;
    if looks {
        keep(&draft);
        return Ok(crate::account::api::go(&format!("/meetings/{meeting}/edit?looked=1")));
    }
    let scope = domain::meetings::Scope::parse(&scope);
    engine::meetings::planning::edit(&engine, &actor, &meeting, scope, &draft).await.inspect_err(|_| keep(&draft))?;
    Ok(crate::account::api::go(&format!("/meetings/{meeting}?done=changed")))
}

/// Calls a meeting off, or more of its series; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn call_off_meeting(id: String, #[server(default)] scope: String, #[server(default)] note: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let meeting = domain::MeetingId::parse(&id).ok_or(engine::Error::NotFound)?;
    // Who called it off for an organization goes back to its meetings.
    let manages = match engine::meetings::planning::org_of(&engine, &actor, &meeting).await? {
        Some(org) => {
            let slug = engine::meetings::planning::team(&engine, &actor, &org, Some(&meeting)).await?.slug;
            engine::orgs::staff(&engine, &actor, &slug).await.is_ok().then_some(slug)
        }
        None => None,
    };
    engine::meetings::planning::cancel(&engine, &actor, &meeting, domain::meetings::Scope::parse(&scope), &note).await?;
    Ok(crate::account::api::go(&match manages {
        Some(slug) => format!("/organizations/{slug}/manage/meetings?past=1&done=called-off"),
        None => "/my-meetings?tab=hosting&done=called-off".to_owned(),
    }))
}
