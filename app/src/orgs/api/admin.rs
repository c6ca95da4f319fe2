//! What staff do about organizations: decide about applications, and make one.
use crate::AppError;
use domain::orgs::{Application, ApplicationDraft};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The queue of applications.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Queue {
    /// Those that wait, the oldest first.
    pub waiting: Vec<Application>,
    /// The last that were decided.
    pub decided: Vec<Application>,
    /// What was typed into the form for a new organization before, without JavaScript.
    pub draft: ApplicationDraft,
}

/// What waits for staff.
#[server(protocol = crate::Posted)]
pub async fn load_applications() -> Result<Queue, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let (waiting, decided) = engine::orgs::applications::queue(&engine, &actor).await?;
    let draft = super::super::typed::take_form(super::super::typed::APPLICATION).unwrap_or_default();
    Ok(Queue { waiting, decided, draft })
}

/// Says yes to an application.
#[server(protocol = crate::Posted)]
pub async fn approve_application(application: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::orgs::applications::approve(&engine, &actor, &application).await?;
    super::show("/admin/organizations?done=approved");
    Ok(())
}

/// Says no to an application, with a reason.
#[server(protocol = crate::Posted)]
pub async fn decline_application(application: String, answer: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::orgs::applications::decline(&engine, &actor, &application, &answer).await?;
    super::show("/admin/organizations?done=declined");
    Ok(())
}

/// Makes an organization and names its owner; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn create_organization(application: ApplicationDraft, owner: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let done = engine::orgs::applications::create(&engine, &actor, application.clone(), &owner).await;
    let slug = done.inspect_err(|_| super::super::typed::keep_form(super::super::typed::APPLICATION, &application))?;
    let place = format!("/organizations/{slug}");
    super::show(&place);
    Ok(place)
}
