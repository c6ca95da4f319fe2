//! A meeting as people see it before they register.
use crate::AppError;
use domain::meetings::MeetingPage;
use leptos::prelude::*;

/// One meeting. A private one is not found.
#[server]
pub async fn show_meeting(id: String) -> Result<MeetingPage, AppError> {
    use crate::ctx;
    let (engine, visitor) = (ctx::engine()?, ctx::visitor());
    let id = domain::MeetingId::parse(&id).ok_or(engine::Error::NotFound)?;
    Ok(engine::meetings::page(&engine, visitor.as_ref(), &id).await?)
}
