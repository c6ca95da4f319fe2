//! A person's own things: what they say about themselves, how they come in, how the site looks, and leaving.
use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One's own profile as the form shows it, with what was typed before, without JavaScript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnProfile {
    /// For the shape in place of a picture.
    pub id: domain::AccountId,
    /// The name others see.
    pub username: String,
    /// A few words.
    pub about: String,
    /// Such as "they/them".
    pub pronouns: String,
    /// Language codes.
    pub languages: Vec<String>,
    /// Topic slugs.
    pub interests: Vec<String>,
    /// Id of the picture.
    pub picture: Option<String>,
    /// Why the last picture was not taken, without JavaScript.
    pub picture_refused: String,
}

/// A device that is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Device {
    /// For signing it out.
    pub id: String,
    /// "Firefox on Android".
    pub name: String,
    /// When it was last used, in words.
    pub seen: String,
    /// When it signed in, in words.
    pub since: String,
    /// Whether it is the one in the person's hands.
    pub this: bool,
}

/// What the page about security shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecurityStart {
    /// Where letters go.
    pub email: String,
    /// Whether they arrive.
    pub verified: bool,
    /// The devices, the last used first.
    pub devices: Vec<Device>,
    /// Whether a code is asked for after the password.
    pub two_factor: bool,
}

/// What the page about two-factor sign-in shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TwoFactorStart {
    /// Since when it is on, in words; empty where it is off.
    pub since: String,
    /// How many recovery codes are left.
    pub codes_left: i64,
    /// While it is being set up: the secret to type, the address behind the QR code, its squares on a side, its dark ones.
    pub setting_up: Option<(String, String, usize, String)>,
    /// New recovery codes, shown once, without JavaScript.
    pub codes: Vec<String>,
}

/// What the page about preferences shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreferencesStart {
    /// A word of `domain::account::Theme`.
    pub theme: String,
    /// A word of `domain::account::Locale`.
    pub locale: String,
    /// IANA name.
    pub time_zone: String,
    /// The zones on offer, as name and label.
    pub zones: Vec<(String, String)>,
    /// The time in the person's zone now.
    pub now: String,
}

/// One's own profile.
#[server(protocol = crate::Posted)]
pub async fn load_profile() -> Result<OwnProfile, AppError> {
    use crate::account::typed;
    let (engine, actor) = crate::ctx::signed_in()?;
    let own = engine::account::profile::own(&engine, &actor).await?;
    let typed = typed::take("profile");
    Ok(OwnProfile {
        id: actor.id,
        username: typed.or("username", own.username),
        about: typed.or("about", own.about),
        pronouns: typed.or("pronouns", own.pronouns),
        languages: typed.list_or("languages", own.languages),
        interests: typed.list_or("interests", own.interests),
        picture: own.picture,
        picture_refused: typed::take("picture").text("says"),
    })
}

/// Keeps one's profile; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn save_profile(
    username: String,
    about: String,
    pronouns: String,
    #[server(default)] languages: Vec<String>,
    #[server(default)] interests: Vec<String>,
) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::account::profile::save(&engine, &actor, &username, &about, &pronouns, &languages, &interests).await.inspect_err(|_| {
        let (languages, interests) = (languages.join(","), interests.join(","));
        let fields =
            [("username", &username), ("about", &about), ("pronouns", &pronouns), ("languages", &languages), ("interests", &interests)];
        crate::account::typed::keep("profile", &fields.map(|(name, text)| (name, text.as_str())));
    })?;
    Ok(crate::account::api::go("/account/profile?done=saved"))
}

/// Takes one's picture away; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn remove_picture() -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::account::pictures::remove(&engine, &actor).await?;
    Ok(crate::account::api::go("/account/profile?done=removed"))
}

/// The email and the devices of the person.
#[server(protocol = crate::Posted)]
pub async fn load_security() -> Result<SecurityStart, AppError> {
    use engine::time_labels::{full, label, zone};
    let (engine, actor) = crate::ctx::signed_in()?;
    let (now, zone) = (engine.clock().now(), zone(&actor.time_zone));
    let own = engine::account::profile::own(&engine, &actor).await?;
    let devices = engine::account::sessions::list(&engine, &actor).await?;
    let show = |one: engine::account::sessions::Session| Device {
        this: one.id == actor.session,
        id: one.id.to_string(),
        name: one.device,
        seen: label(one.seen_at, zone, now),
        since: full(one.created_at, zone),
    };
    let two_factor = engine::account::two_factor::is_set_up(&engine, &actor).await?;
    Ok(SecurityStart { email: own.email, verified: actor.verified, devices: devices.into_iter().map(show).collect(), two_factor })
}

/// How things stand with two-factor sign-in.
#[server(protocol = crate::Posted)]
pub async fn load_two_factor() -> Result<TwoFactorStart, AppError> {
    use engine::time_labels::{full, zone};
    let (engine, actor) = crate::ctx::signed_in()?;
    let standing = engine::account::two_factor::standing(&engine, &actor).await?;
    Ok(TwoFactorStart {
        since: standing.since.map(|at| full(at, zone(&actor.time_zone))).unwrap_or_default(),
        codes_left: standing.codes_left,
        setting_up: standing.setting_up.map(|up| (up.secret, up.address, up.drawing.0, up.drawing.1)),
        codes: crate::account::typed::take("recovery-codes").list_or("codes", Vec::new()),
    })
}

/// Starts setting two-factor sign-in up; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn start_two_factor(current_password: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::account::two_factor::start(&engine, &actor, &current_password).await?;
    Ok(crate::account::api::go("/account/security/two-factor"))
}

/// Switches two-factor sign-in on; answers the recovery codes.
#[server(protocol = crate::Posted)]
pub async fn confirm_two_factor(code: String) -> Result<Vec<String>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let codes = engine::account::two_factor::confirm(&engine, &actor, &code).await?;
    Ok(show_codes(codes))
}

/// Makes new recovery codes, and answers them.
#[server(protocol = crate::Posted)]
pub async fn renew_recovery_codes(current_password: String) -> Result<Vec<String>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let codes = engine::account::two_factor::renew_codes(&engine, &actor, &current_password).await?;
    Ok(show_codes(codes))
}

/// Switches two-factor sign-in off; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn turn_off_two_factor(current_password: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::account::two_factor::turn_off(&engine, &actor, &current_password).await?;
    Ok(crate::account::api::go("/account/security/two-factor?done=off"))
}

/// A browser without script reads the codes on the next page, carried there once in a cookie that no script can read.
#[cfg(feature = "ssr")]
fn show_codes(codes: Vec<String>) -> Vec<String> {
    crate::account::typed::keep("recovery-codes", &[("codes", &codes.join(","))]);
    crate::account::api::go("/account/security/two-factor?done=codes");
    codes
}

/// Changes the password of somebody who knows the current one; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn change_password(current_password: String, new_password: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::account::entering::change_password(&engine, &actor, &current_password, &new_password).await?;
    Ok(crate::account::api::go("/account/security?done=password"))
}

/// Signs one of the person's devices out; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn revoke_session(session: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let session = domain::SessionId::parse(&session).ok_or(engine::Error::NotFound)?;
    engine::account::sessions::revoke(&engine, &actor, &session).await?;
    Ok(crate::account::api::go("/account/security?done=device"))
}

/// Signs all the person's other devices out; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn revoke_other_sessions() -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::account::sessions::revoke_others(&engine, &actor).await?;
    Ok(crate::account::api::go("/account/security?done=devices"))
}

/// How the site looks to the person.
#[server(protocol = crate::Posted)]
pub async fn load_preferences() -> Result<PreferencesStart, AppError> {
    use engine::time_labels::{clock, zone};
    let (engine, actor) = crate::ctx::signed_in()?;
    let now = clock(engine.clock().now(), zone(&actor.time_zone));
    let mut zones: Vec<(String, String)> =
        engine::account::zones::all().into_iter().map(|(name, label)| (name.to_owned(), label)).collect();
    if !zones.iter().any(|(name, _)| *name == actor.time_zone) {
        zones.push((actor.time_zone.clone(), actor.time_zone.clone()));
    }
    Ok(PreferencesStart { theme: actor.theme, locale: actor.locale, time_zone: actor.time_zone, zones, now })
}

/// Keeps how the site looks to the person; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn save_preferences(theme: String, time_zone: String, locale: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::account::profile::save_preferences(&engine, &actor, &theme, &time_zone, &locale).await?;
    Ok(crate::account::api::go("/account/preferences?done=saved"))
}

/// Deletes the person's account, after their password; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn delete_account(current_password: String) -> Result<String, AppError> {
    use crate::{account::cookie, ctx};
    let (engine, actor) = ctx::signed_in()?;
    engine::account::leaving::leave(&engine, &actor, &current_password).await?;
    ctx::add_header(axum::http::header::SET_COOKIE, &cookie::clear(&engine.settings().origin));
    Ok(crate::account::api::go("/sign-in?done=deleted"))
}
