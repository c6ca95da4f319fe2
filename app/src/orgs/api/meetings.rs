//! An organization's meetings, for its own people.
use super::manage::Managed;
use crate::AppError;
use domain::meetings::of_org::OrgMeetings;
use leptos::prelude::*;

/// A page of the meetings to come, or of those that are over.
#[server(protocol = crate::Posted)]
pub async fn load_org_meetings(slug: String, past: bool, after: String) -> Result<Managed<OrgMeetings>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let staff = engine::orgs::staff(&engine, &actor, &slug).await?;
    let after = domain::page::Cursor::parse(&after);
    let meetings = engine::meetings::of_org::list(&engine, &actor, &staff, past, after.as_ref()).await?;
    super::manage::around(&engine, &staff, meetings).await
}
