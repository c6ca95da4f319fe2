//! The directory, a profile, and what a supporter changes about themselves.
use crate::AppError;
use domain::meetings::mine::MyMeeting;
use domain::reviews::ReviewPage;
use domain::supporters::{Dashboard, Found, HoursRow, Own, Profile, ProfileDraft, ServiceDraft};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A page of the directory and what stands around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundPage {
    /// The cards.
    pub found: Found,
    /// The site's own address, for the canonical link.
    pub origin: String,
    /// Whether somebody is signed in.
    pub signed_in: bool,
}

/// A profile and what stands around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProfilePage {
    /// The profile.
    pub profile: Profile,
    /// The newest reviews, or older ones where the address says so.
    pub reviews: ReviewPage,
    /// An answer that was typed and refused a moment ago, without JavaScript: the review's id and the words.
    pub typed_answer: (String, String),
    /// The site's own address, for links that leave it.
    pub origin: String,
    /// Whether somebody is signed in.
    pub signed_in: bool,
}

/// A supporter's dashboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DashboardView {
    /// The numbers and the figures.
    pub dashboard: Dashboard,
    /// The next meetings they lead, at most three.
    pub next: Vec<MyMeeting>,
}

/// The dashboard with one tab of its figures. `after` is the place in the list of meetings.
#[server(protocol = crate::Posted)]
pub async fn show_dashboard(tab: String, range: String, after: String) -> Result<DashboardView, AppError> {
    use domain::supporters::{Range, View};
    let (engine, actor) = crate::ctx::signed_in()?;
    let (view, range, after) = (View::from_address(&tab), Range::from_address(&range), domain::page::Cursor::parse(&after));
    let dashboard = engine::supporters::dashboard::show(&engine, &actor, view, range, after.as_ref()).await?;
    let led = engine::meetings::mine::list(&engine, &actor, domain::meetings::mine::Tab::Hosting, false, None).await?;
    Ok(DashboardView { dashboard, next: led.meetings.into_iter().take(3).collect() })
}

/// Looks for supporters. `query` is the query string of the directory's address.
#[server(protocol = crate::Posted)]
pub async fn find_supporters(query: String) -> Result<FoundPage, AppError> {
    use crate::ctx;
    let (engine, visitor) = (ctx::engine()?, ctx::visitor());
    let search = domain::supporters::Search::parse(&query);
    let found = engine::supporters::find(&engine, visitor.as_ref(), &search).await?;
    Ok(FoundPage { found, origin: engine.settings().origin.clone(), signed_in: visitor.is_some() })
}

/// A public profile, with its newest reviews or those after the place `older`.
#[server(protocol = crate::Posted)]
pub async fn show_profile(handle: String, older: String) -> Result<ProfilePage, AppError> {
    use crate::ctx;
    let (engine, visitor) = (ctx::engine()?, ctx::visitor());
    let profile = engine::supporters::profile(&engine, visitor.as_ref(), &handle).await?;
    let reviews = engine::reviews::page(&engine, visitor.as_ref(), &handle, &older).await?;
    let typed_answer = if profile.own { crate::reviews::api::typed_answer() } else { Default::default() };
    Ok(ProfilePage { profile, reviews, typed_answer, origin: engine.settings().origin.clone(), signed_in: visitor.is_some() })
}

/// One's own profile, to edit.
#[server(protocol = crate::Posted)]
pub async fn own_profile() -> Result<Own<ProfileDraft>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let own = engine::supporters::own_profile(&engine, &actor).await?;
    Ok(Own { form: super::typed::with_typed_profile(own.form), handle: own.handle, zone: own.zone })
}

/// One's own services, to edit.
#[server(protocol = crate::Posted)]
pub async fn own_services() -> Result<Own<Vec<ServiceDraft>>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let own = engine::supporters::own_services(&engine, &actor).await?;
    Ok(Own { form: super::typed::with_typed_services(own.form), handle: own.handle, zone: own.zone })
}

/// One's own weekly hours, to edit.
#[server(protocol = crate::Posted)]
pub async fn own_hours() -> Result<Own<Vec<HoursRow>>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let own = engine::supporters::own_hours(&engine, &actor).await?;
    Ok(Own { form: super::typed::with_typed_hours(own.form), handle: own.handle, zone: own.zone })
}

/// Saves one's own profile.
#[server(protocol = crate::Posted)]
pub async fn save_public_profile(profile: ProfileDraft) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::supporters::save_profile(&engine, &actor, profile.clone()).await.inspect_err(|_| super::typed::keep_profile(&profile))?;
    saved("/supporter/profile?saved=1");
    Ok(())
}

/// Saves one's own services.
#[server(protocol = crate::Posted)]
pub async fn save_services(#[server(default)] services: Vec<ServiceDraft>) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::supporters::save_services(&engine, &actor, &services).await.inspect_err(|_| super::typed::keep_services(&services))?;
    saved("/supporter/services?saved=1");
    Ok(())
}

/// Saves one's own weekly hours.
#[server(protocol = crate::Posted)]
pub async fn save_hours(#[server(default)] hours: Vec<HoursRow>) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::supporters::save_hours(&engine, &actor, &hours).await.inspect_err(|_| super::typed::keep_hours(&hours))?;
    saved("/supporter/availability?saved=1");
    Ok(())
}

/// A plain form is answered by the page that shows what was saved.
#[cfg(feature = "ssr")]
fn saved(page: &str) {
    if crate::ctx::wants_page() {
        leptos_axum::redirect(page);
    }
}
