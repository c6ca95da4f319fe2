//! Templates of an organization: listed, filled in, kept, deleted. Each function asks for the part that the actor plays first.
use super::FormView;
#[cfg(feature = "ssr")]
use super::around;
#[cfg(feature = "ssr")]
use super::org::org_part;
use crate::AppError;
use crate::orgs::api::manage::Managed;
use domain::meetings::MeetingDraft;
use domain::meetings::of_org::TemplateLine;
use leptos::prelude::*;

/// All templates.
#[server(protocol = crate::Posted)]
pub async fn load_org_templates(slug: String) -> Result<Managed<Vec<TemplateLine>>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let staff = engine::orgs::staff(&engine, &actor, &slug).await?;
    let templates = engine::meetings::templates::list(&engine, &staff).await?;
    crate::orgs::api::manage::around(&engine, &staff, templates).await
}

/// The form of a template with its name; a new one if `id` is empty.
#[server(protocol = crate::Posted)]
pub async fn load_org_template(slug: String, id: String) -> Result<(String, FormView), AppError> {
    use domain::meetings::of_org::TemplateDraft;
    use engine::meetings::{planning, templates};
    let (engine, actor) = crate::ctx::signed_in()?;
    let right = engine::orgs::facilitator(&engine, &actor, &slug).await?;
    let stored = if id.is_empty() {
        TemplateDraft { template: String::new(), draft: planning::blank(&engine, &actor, &right).await? }
    } else {
        templates::one(&engine, &right, &id).await?
    };
    let typed: Option<TemplateDraft> = serde_json::from_str(&crate::account::typed::take("template").text("draft")).ok();
    let TemplateDraft { template, draft } = typed.unwrap_or(stored);
    let org = org_part(&engine, &actor, right.org(), None).await?;
    Ok((template, around(&engine, &actor, draft, Some(org), Vec::new(), None).await?))
}

/// Keeps a template: a new one if `id` is empty; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn save_org_template(
    slug: String,
    #[server(default)] id: String,
    template: String,
    draft: MeetingDraft,
) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let right = engine::orgs::facilitator(&engine, &actor, &slug).await?;
    let typed = domain::meetings::of_org::TemplateDraft { template, draft };
    engine::meetings::templates::save(&engine, &right, &id, &typed).await.inspect_err(|_| {
        let mut without = typed.clone();
        without.draft.password = String::new();
        crate::account::typed::keep("template", &[("draft", &serde_json::to_string(&without).unwrap_or_default())]);
    })?;
    Ok(crate::account::api::go(&format!("/organizations/{slug}/manage/templates?done=saved")))
}

/// Deletes a template; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn delete_org_template(slug: String, id: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let right = engine::orgs::facilitator(&engine, &actor, &slug).await?;
    engine::meetings::templates::delete(&engine, &right, &id).await?;
    Ok(crate::account::api::go(&format!("/organizations/{slug}/manage/templates?done=deleted")))
}
