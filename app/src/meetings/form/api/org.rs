//! The form of an organization's meeting: started blank or from a template, looked at, sent. Each function asks for the part
//! that the actor plays in the organization before anything else.
use super::{FormView, PreviewView};
#[cfg(feature = "ssr")]
use super::{around, keep, look};
use crate::AppError;
use domain::meetings::MeetingDraft;
use leptos::prelude::*;

/// What the form of an organization's meeting offers beside the rest.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct OrgPart {
    /// The organization's name.
    pub name: String,
    /// The word in its address.
    pub slug: String,
    /// Slugs of its topics.
    pub topics: Vec<String>,
    /// Who can be a host: account and name.
    pub people: Vec<(String, String)>,
    /// Who may see the meeting: the word and what it means.
    pub visibilities: Vec<(String, String)>,
    /// The documents of its library, as id and name, until they stand among all that can be handed out.
    pub documents: Vec<(String, String)>,
    /// Whether the one who plans keeps its library.
    pub keeps_library: bool,
}

#[cfg(feature = "ssr")]
pub(super) async fn org_part(
    engine: &engine::Engine,
    actor: &engine::Actor,
    org: &domain::OrgId,
    meeting: Option<&domain::MeetingId>,
) -> Result<OrgPart, AppError> {
    let team = engine::meetings::planning::team(engine, actor, org, meeting).await?;
    let says = |one: domain::meetings::Visibility| (one.as_str().to_owned(), format!("{}. {}", one.label(), one.says()));
    Ok(OrgPart {
        name: team.name,
        slug: team.slug,
        topics: team.topics,
        people: team.people,
        visibilities: team.visibilities.into_iter().map(says).collect(),
        documents: team.documents,
        keeps_library: team.keeps_library,
    })
}

/// The form of a new meeting of an organization, blank or from a template.
#[server(protocol = crate::Posted)]
pub async fn load_org_meeting_form(slug: String, template: String, looked: bool) -> Result<FormView, AppError> {
    use engine::meetings::{planning, templates};
    let (engine, actor) = crate::ctx::signed_in()?;
    let staff = engine::orgs::staff(&engine, &actor, &slug).await?;
    let stored = if template.is_empty() {
        planning::blank(&engine, &actor, &staff).await?
    } else {
        templates::fill(&engine, &actor, &staff, &template).await?
    };
    let org = org_part(&engine, &actor, staff.org(), None).await?;
    let typed: Option<MeetingDraft> = serde_json::from_str(&crate::account::typed::take("meeting").text("draft")).ok();
    let draft = typed.unwrap_or(stored);
    let preview = if looked { Some(look(&engine, &actor, Some(staff.org()), "", &draft).await?) } else { None };
    around(&engine, &actor, draft, Some(org), Vec::new(), preview).await
}

/// What the form would make, while it is being filled in: with what each host leads at the same time.
#[server(protocol = crate::Posted)]
pub async fn preview_org_meeting(slug: String, draft: MeetingDraft) -> Result<PreviewView, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let staff = engine::orgs::staff(&engine, &actor, &slug).await?;
    look(&engine, &actor, Some(staff.org()), "", &draft).await
}

/// Plans the meeting or the series; answers where to go. `looks` says that only the dates were asked for.
#[server(protocol = crate::Posted)]
pub async fn plan_org_meeting(
    slug: String,
    #[server(default)] template: String,
    draft: MeetingDraft,
    #[server(default)] looks: bool,
) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let staff = engine::orgs::staff(&engine, &actor, &slug).await?;
    if looks {
        keep(&draft);
        return Ok(crate::account::api::go(&format!("/organizations/{slug}/manage/meetings/new?looked=1&template={template}")));
    }
    let ids = engine::meetings::planning::create_for(&engine, &actor, &staff, &draft).await.inspect_err(|_| keep(&draft))?;
    let first = ids.first().ok_or(engine::Error::NotFound)?;
    Ok(crate::account::api::go(&format!("/meetings/{first}?done=planned")))
}
