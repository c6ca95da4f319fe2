//! What members and visitors do with organizations.
use crate::AppError;
use domain::contacts::Standing;
use domain::meetings::MeetingList;
use domain::orgs::{Answer, Application, ApplicationDraft, IntakeField, Leader, OrgPage, Tile};
use domain::supporters::RoomLine;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The Organizations page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The tiles.
    pub tiles: Vec<Tile>,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// The site's own address, for the canonical link.
    pub origin: String,
}

/// What a tab of an organization's page holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TabView {
    /// Nothing but what the page says anyway.
    About,
    /// What it plans.
    Meetings(MeetingList),
    /// Who leads its meetings.
    Leaders(Vec<Leader>),
    /// Where its people talk.
    Chatrooms(Vec<RoomLine>),
}

/// An organization's page with one open tab.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrgView {
    /// The page.
    pub page: OrgPage,
    /// The tab.
    pub tab: TabView,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// The site's own address, for links that leave it.
    pub origin: String,
}

/// A question with the answer given before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub field: IntakeField,
    /// The answer, or empty.
    pub answer: String,
}

/// Looks for organizations.
#[server(protocol = crate::Posted)]
pub async fn find_organizations(q: String, topic: String, open: String) -> Result<Found, AppError> {
    use crate::ctx;
    let (engine, visitor) = (ctx::engine()?, ctx::visitor());
    let search = domain::orgs::Search::new(&q, &topic, &open);
    let tiles = engine::orgs::find(&engine, visitor.as_ref(), &search).await?;
    Ok(Found { tiles, signed_in: visitor.is_some(), origin: engine.settings().origin.clone() })
}

/// An organization's page with one of its tabs.
#[server(protocol = crate::Posted)]
pub async fn show_organization(slug: String, tab: String) -> Result<OrgView, AppError> {
    use crate::ctx;
    use domain::orgs::Tab;
    let (engine, visitor) = (ctx::engine()?, ctx::visitor());
    let viewer = visitor.as_ref();
    let page = engine::orgs::page(&engine, viewer, &slug).await?;
    let tab = match Tab::from_address(&tab) {
        Tab::About => TabView::About,
        Tab::Meetings => TabView::Meetings(engine::orgs::meetings(&engine, viewer, &slug).await?),
        Tab::Leaders => TabView::Leaders(engine::orgs::leaders(&engine, viewer, &slug).await?),
        Tab::Chatrooms => TabView::Chatrooms(engine::orgs::rooms(&engine, &slug).await?),
    };
    Ok(OrgView { page, tab, signed_in: visitor.is_some(), origin: engine.settings().origin.clone() })
}

/// Subscribes. `state` and `gender` are told where the organization asks for them.
#[server(protocol = crate::Posted)]
pub async fn subscribe(slug: String, #[server(default)] state: String, #[server(default)] gender: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::orgs::subscribe(&engine, &actor, &slug, domain::orgs::Facts::known(&state, &gender)).await?;
    super::show(&format!("/organizations/{slug}"));
    Ok(())
}

/// Ends a subscription.
#[server(protocol = crate::Posted)]
pub async fn unsubscribe(slug: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::orgs::unsubscribe(&engine, &actor, &slug).await?;
    super::show(&format!("/organizations/{slug}"));
    Ok(())
}

/// Asks a group leader to connect.
#[server(protocol = crate::Posted)]
pub async fn ask_leader(slug: String, to: String, #[server(default)] note: String) -> Result<Standing, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let standing = engine::orgs::leaders::request(&engine, &actor, &slug, &super::who(&to)?, &note).await?;
    super::show(&format!("/organizations/{slug}?tab=leaders#leader-{to}"));
    Ok(standing)
}

/// The questions of an organization for a subscriber.
#[server(protocol = crate::Posted)]
pub async fn load_intake(slug: String) -> Result<(String, Vec<Question>), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let (name, asked) = engine::orgs::intake::asked(&engine, &actor, &slug).await?;
    let typed: Vec<Answer> = super::super::typed::take_form(super::super::typed::INTAKE).unwrap_or_default();
    let kept = |field: &IntakeField, stored: String| typed.iter().find(|answer| answer.id == field.id).map_or(stored, |a| a.text.clone());
    Ok((name, asked.into_iter().map(|(field, answer)| Question { answer: kept(&field, answer), field }).collect()))
}

/// Saves a subscriber's answers.
#[server(protocol = crate::Posted)]
pub async fn save_intake(slug: String, #[server(default)] answers: Vec<Answer>) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let saved = engine::orgs::intake::answer(&engine, &actor, &slug, &answers).await;
    saved.inspect_err(|_| super::super::typed::keep_form(super::super::typed::INTAKE, &answers))?;
    super::show(&format!("/organizations/{slug}?done=answers"));
    Ok(())
}

/// What an invitation offers: name, role, and what the role may do. Without `invitation`, the secret of the letter, it is the
/// one that waits for the account of whoever is signed in.
#[server(protocol = crate::Posted)]
pub async fn load_invitation(slug: String, invitation: String) -> Result<(String, String, String), AppError> {
    use crate::ctx;
    let (engine, visitor) = if invitation.is_empty() {
        let (engine, actor) = ctx::signed_in()?;
        (engine, Some(actor))
    } else {
        (ctx::engine()?, ctx::visitor())
    };
    let (name, role) = engine::orgs::people::offered(&engine, visitor.as_ref(), &slug, &invitation).await?;
    Ok((name, role.label().to_owned(), role.says().to_owned()))
}

/// Takes an invitation; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn accept_invitation(slug: String, invitation: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::orgs::people::accept(&engine, &actor, &slug, &invitation).await?;
    let place = format!("/organizations/{slug}/manage");
    super::show(&place);
    Ok(place)
}

/// One's own applications, and what was typed into the form before, without JavaScript.
#[server(protocol = crate::Posted)]
pub async fn load_own_applications() -> Result<(Vec<Application>, ApplicationDraft), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let typed = super::super::typed::take_form(super::super::typed::APPLICATION).unwrap_or_default();
    Ok((engine::orgs::applications::own(&engine, &actor).await?, typed))
}

/// Applies for an organization.
#[server(protocol = crate::Posted)]
pub async fn apply_for_organization(application: ApplicationDraft) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let done = engine::orgs::applications::apply(&engine, &actor, application.clone()).await;
    done.inspect_err(|_| super::super::typed::keep_form(super::super::typed::APPLICATION, &application))?;
    super::show("/organizations/apply?done=sent");
    Ok(())
}
