//! What an organization's own people do with it. Each function asks for the right it needs before anything else.
use crate::AppError;
use domain::meetings::MeetingList;
use domain::orgs::{Attention, FieldDraft, Invitation, LeaderDraft, Look, OrgDraft, OrgRole, Person, SettingsDraft, Subscriber};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A page of the management: how the organization looks, the part that the one who looks plays, and the page's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Managed<T> {
    /// How it looks.
    pub look: Look,
    /// The role of the one who looks.
    pub role: OrgRole,
    /// What the page is about.
    pub of: T,
}

/// The dashboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dashboard {
    /// What waits.
    pub attention: Attention,
    /// What comes next.
    pub meetings: MeetingList,
    /// The address that signs people up and subscribes them.
    pub link: String,
    /// The newest subscribers, for those who may see them.
    pub newest: Vec<Subscriber>,
}

/// The form of the profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProfileForm {
    /// What is stored, or was typed before, without JavaScript.
    pub draft: OrgDraft,
    /// Which picture was refused a moment ago, without JavaScript, and why.
    pub picture_refused: (String, String),
}

/// The form of the settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingsForm {
    /// What is stored, or was typed before, without JavaScript.
    pub draft: SettingsDraft,
    /// Time zones: name and label.
    pub zones: Vec<(String, String)>,
}

/// The people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeopleView {
    /// Everybody with a role.
    pub people: Vec<Person>,
    /// Invitations that nobody has taken.
    pub invitations: Vec<Invitation>,
    /// The address that was typed before, without JavaScript.
    pub email: String,
}

/// A page of subscribers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubscribersView {
    /// The people.
    pub people: Vec<Subscriber>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// How many have subscribed.
    pub total: i64,
    /// The words that were typed before, without JavaScript.
    pub text: String,
}

#[cfg(feature = "ssr")]
pub(crate) async fn around<T>(engine: &engine::Engine, staff: &domain::orgs::OrgStaff, of: T) -> Result<Managed<T>, AppError> {
    Ok(Managed { look: engine::orgs::manage::look(engine, staff).await?, role: staff.role(), of })
}

/// The dashboard.
#[server(protocol = crate::Posted)]
pub async fn load_org_dashboard(slug: String) -> Result<Managed<Dashboard>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let staff = engine::orgs::staff(&engine, &actor, &slug).await?;
    let attention = engine::orgs::manage::attention(&engine, &staff).await?;
    let meetings = engine::meetings::of_org::next(&engine, &actor, &staff).await?;
    let newest = match staff.clone().facilitator() {
        Some(right) => engine::orgs::subscribers::list(&engine, &actor, &right, "", None).await?.items.into_iter().take(5).collect(),
        None => Vec::new(),
    };
    let link = format!("{}/sign-up?next=/organizations/{slug}%3Fjoin%3D1", engine.settings().origin);
    around(&engine, &staff, Dashboard { attention, meetings, link, newest }).await
}

/// The profile, to edit.
#[server(protocol = crate::Posted)]
pub async fn load_org_profile(slug: String) -> Result<Managed<ProfileForm>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    let draft = engine::orgs::manage::profile(&engine, &admin).await?;
    let (draft, picture_refused) = super::super::typed::with_typed_profile(draft);
    around(&engine, &admin, ProfileForm { draft, picture_refused }).await
}

/// Saves the profile.
#[server(protocol = crate::Posted)]
pub async fn save_org_profile(slug: String, profile: OrgDraft) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    let done = engine::orgs::manage::save_profile(&engine, &admin, profile.clone()).await;
    done.inspect_err(|_| super::super::typed::keep_profile(&profile))?;
    super::show(&format!("/organizations/{slug}/manage/profile?saved=1"));
    Ok(())
}

/// Takes the logo or the banner away; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn remove_org_picture(slug: String, kind: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    let kind = engine::orgs::pictures::Kind::parse(&kind).ok_or(engine::Error::NotFound)?;
    engine::orgs::pictures::remove(&engine, &admin, kind).await?;
    let place = format!("/organizations/{slug}/manage/profile?saved=1");
    super::show(&place);
    Ok(place)
}

/// The settings, to edit.
#[server(protocol = crate::Posted)]
pub async fn load_org_settings(slug: String) -> Result<Managed<SettingsForm>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    let stored = engine::orgs::manage::settings(&engine, &admin).await?;
    let draft = super::super::typed::take_form(super::super::typed::SETTINGS).unwrap_or(stored);
    let zones = engine::account::zones::all().into_iter().map(|(name, label)| (name.to_owned(), label)).collect();
    around(&engine, &admin, SettingsForm { draft, zones }).await
}

/// Saves the settings.
#[server(protocol = crate::Posted)]
pub async fn save_org_settings(slug: String, settings: SettingsDraft) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    let done = engine::orgs::manage::save_settings(&engine, &admin, settings.clone()).await;
    done.inspect_err(|_| super::super::typed::keep_form(super::super::typed::SETTINGS, &settings))?;
    super::show(&format!("/organizations/{slug}/manage/settings?saved=1"));
    Ok(())
}

/// The people who run it.
#[server(protocol = crate::Posted)]
pub async fn load_org_people(slug: String) -> Result<Managed<PeopleView>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    let (people, invitations) = engine::orgs::people::list(&engine, &actor, &admin).await?;
    let email = crate::account::typed::take("org-invite").text("email");
    around(&engine, &admin, PeopleView { people, invitations, email }).await
}

/// Invites somebody by letter.
#[server(protocol = crate::Posted)]
pub async fn invite_person(slug: String, email: String, role: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    let done = engine::orgs::people::invite(&engine, &admin, &email, &role).await;
    done.inspect_err(|_| crate::account::typed::keep("org-invite", &[("email", &email)]))?;
    super::show(&format!("/organizations/{slug}/manage/people?done=invited"));
    Ok(())
}

/// Sends an invitation again.
#[server(protocol = crate::Posted)]
pub async fn resend_invitation(slug: String, invitation: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    engine::orgs::people::resend(&engine, &admin, &invitation).await?;
    super::show(&format!("/organizations/{slug}/manage/people?done=invited"));
    Ok(())
}

/// Takes an invitation back.
#[server(protocol = crate::Posted)]
pub async fn revoke_invitation(slug: String, invitation: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    engine::orgs::people::revoke(&engine, &admin, &invitation).await?;
    super::show(&format!("/organizations/{slug}/manage/people?done=revoked"));
    Ok(())
}

/// Changes a role.
#[server(protocol = crate::Posted)]
pub async fn change_org_role(slug: String, person: String, role: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    engine::orgs::people::change_role(&engine, &admin, &super::who(&person)?, &role).await?;
    super::show(&format!("/organizations/{slug}/manage/people?done=role"));
    Ok(())
}

/// Takes somebody out.
#[server(protocol = crate::Posted)]
pub async fn remove_org_person(slug: String, person: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    engine::orgs::people::remove(&engine, &admin, &super::who(&person)?).await?;
    super::show(&format!("/organizations/{slug}/manage/people?done=removed"));
    Ok(())
}

/// Hands the organization over to one of its admins; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn hand_over_organization(slug: String, person: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let owner = engine::orgs::owner(&engine, &actor, &slug).await?;
    engine::orgs::people::hand_over(&engine, &owner, &super::who(&person)?).await?;
    let place = format!("/organizations/{slug}/manage/people?done=handed");
    super::show(&place);
    Ok(place)
}

/// Gives up one's own role; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn leave_organization(slug: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let staff = engine::orgs::staff(&engine, &actor, &slug).await?;
    engine::orgs::people::leave(&engine, &staff).await?;
    let place = format!("/organizations/{slug}");
    super::show(&place);
    Ok(place)
}

/// A page of subscribers whose name holds the words.
#[server(protocol = crate::Posted)]
pub async fn load_org_subscribers(slug: String, q: String, after: String) -> Result<Managed<SubscribersView>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let right = engine::orgs::facilitator(&engine, &actor, &slug).await?;
    let after = domain::page::Cursor::parse(&after);
    let page = engine::orgs::subscribers::list(&engine, &actor, &right, &q, after.as_ref()).await?;
    let total = engine::orgs::manage::attention(&engine, &right).await?.subscribers;
    let next = page.next.map(|next| next.to_string());
    let text = crate::account::typed::take("org-news").text("text");
    around(&engine, &right, SubscribersView { people: page.items, next, total, text }).await
}

/// Writes to all subscribers.
#[server(protocol = crate::Posted)]
pub async fn write_to_subscribers(slug: String, text: String) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    let done = engine::orgs::subscribers::write_to_all(&engine, &admin, &text).await;
    done.inspect_err(|_| crate::account::typed::keep("org-news", &[("text", &text)]))?;
    super::show(&format!("/organizations/{slug}/manage/subscribers?done=sent"));
    Ok(())
}

/// The questions of the intake form, to edit.
#[server(protocol = crate::Posted)]
pub async fn load_org_questions(slug: String) -> Result<Managed<Vec<FieldDraft>>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    let stored = engine::orgs::intake::form(&engine, &admin).await?;
    around(&engine, &admin, super::super::typed::take_form(super::super::typed::QUESTIONS).unwrap_or(stored)).await
}

/// Saves the questions of the intake form; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn save_org_questions(slug: String, #[server(default)] fields: Vec<FieldDraft>) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let admin = engine::orgs::admin(&engine, &actor, &slug).await?;
    let done = engine::orgs::intake::save(&engine, &admin, &fields).await;
    done.inspect_err(|_| super::super::typed::keep_form(super::super::typed::QUESTIONS, &fields))?;
    let place = format!("/organizations/{slug}/manage/intake?saved=1");
    super::show(&place);
    Ok(place)
}

/// A leader profile, to edit: one's own, or that of `person` for admins. With the name of whose it is.
#[server(protocol = crate::Posted)]
pub async fn load_leader_profile(slug: String, person: String) -> Result<Managed<(String, LeaderDraft)>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let staff = engine::orgs::staff(&engine, &actor, &slug).await?;
    let (name, stored) = if person.is_empty() {
        (String::new(), engine::orgs::leaders::own(&engine, &staff).await?)
    } else {
        let admin = staff.clone().admin().ok_or(engine::Error::NotFound)?;
        engine::orgs::leaders::of(&engine, &admin, &super::who(&person)?).await?
    };
    around(&engine, &staff, (name, super::super::typed::with_typed_leader(stored))).await
}

/// Saves a leader profile: one's own, or that of `person` for admins.
#[server(protocol = crate::Posted)]
pub async fn save_leader_profile(slug: String, #[server(default)] person: String, leader: LeaderDraft) -> Result<(), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let staff = engine::orgs::staff(&engine, &actor, &slug).await?;
    let done = if person.is_empty() {
        engine::orgs::leaders::save_own(&engine, &staff, leader.clone()).await
    } else {
        let admin = staff.admin().ok_or(engine::Error::NotFound)?;
        engine::orgs::leaders::save(&engine, &admin, &super::who(&person)?, leader.clone()).await
    };
    done.inspect_err(|_| super::super::typed::keep_leader(&leader))?;
    let of = if person.is_empty() { String::new() } else { format!("&person={person}") };
    super::show(&format!("/organizations/{slug}/manage/leader?saved=1{of}"));
    Ok(())
}
