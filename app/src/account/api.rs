//! Signing up, in and out: the doors that are open to everybody.
use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the sign-in page starts with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignInStart {
    /// The email that was typed before, without JavaScript.
    pub email: String,
    /// The username of somebody who is signed in already.
    pub signed_in: Option<String>,
    /// On a demo site: emails, and who they are. Elsewhere empty.
    pub demo: Vec<(String, String)>,
    /// The password of the demo accounts.
    pub demo_password: String,
}

/// What the sign-up page starts with: what was typed before, without JavaScript.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SignUpStart {
    /// The name.
    pub username: String,
    /// The address.
    pub email: String,
    /// From 1 to 12.
    pub birth_month: String,
    /// With four digits.
    pub birth_year: String,
}

/// What the page about the letter starts with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerifyStart {
    /// Whether the link in the address still works.
    pub works: bool,
    /// Whether somebody is signed in, and confirmed: `None` for a visitor.
    pub verified: Option<bool>,
    /// Whether letters stay in the sandbox, where the person can read them.
    pub sandbox: bool,
}

/// Where the caller comes from, for limits and for the name of the device.
#[cfg(feature = "ssr")]
fn caller(engine: &engine::Engine) -> engine::account::Caller {
    use crate::ctx;
    let origin = ctx::origin();
    let cookie = ctx::cookie(super::cookie::name(&engine.settings().origin));
    engine::account::Caller { address: origin.address, browser: origin.browser, cookie }
}

/// Hands the browser its session, sends the request that waited for it, and answers where to go.
#[cfg(feature = "ssr")]
async fn come_in(engine: &engine::Engine, inside: engine::account::SignedIn, next: &str, ask: &str) -> String {
    use crate::ctx;
    ctx::add_header(axum::http::header::SET_COOKIE, &super::cookie::set(&engine.settings().origin, &inside.secret));
    // Asked before, or closed by now: the page they land on shows how things stand.
    crate::orgs::api::arrive(engine, &inside.actor, next, ask).await;
    go(domain::account::Next::or_home(next).as_str())
}

/// The secret of the second step of signing in, which the browser holds.
#[cfg(feature = "ssr")]
fn step(engine: &engine::Engine) -> Option<String> {
    crate::ctx::cookie(super::cookie::step_name(&engine.settings().origin)).filter(|secret| !secret.is_empty())
}

#[cfg(feature = "ssr")]
fn remember_step(engine: &engine::Engine, secret: &str) {
    crate::ctx::add_header(axum::http::header::SET_COOKIE, &super::cookie::set_step(&engine.settings().origin, secret));
}

/// Sends a plain form on; a script is told where to go.
#[cfg(feature = "ssr")]
pub fn go(place: &str) -> String {
    if crate::ctx::wants_page() {
        leptos_axum::redirect(place);
    }
    place.to_owned()
}

/// What the sign-in page starts with.
#[server(protocol = crate::Posted)]
pub async fn load_sign_in() -> Result<SignInStart, AppError> {
    use crate::ctx;
    let demo = ctx::engine()?.settings().demo;
    let people = if demo { super::demo::people() } else { Vec::new() };
    Ok(SignInStart {
        email: super::typed::take("sign-in").text("email"),
        signed_in: ctx::visitor().map(|actor| actor.username),
        demo: people,
        demo_password: if demo { super::demo::PASSWORD.to_owned() } else { String::new() },
    })
}

/// Signs in; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] time_zone: String,
    #[server(default)] next: String,
    #[server(default)] ask: String,
) -> Result<String, AppError> {
    let engine = crate::ctx::engine()?;
    let entered = engine::account::entering::sign_in(&engine, &email, &password, &time_zone, &caller(&engine))
        .await
        .inspect_err(|_| super::typed::keep("sign-in", &[("email", &email)]))?;
    match entered {
        engine::account::Entered::Inside(inside) => Ok(come_in(&engine, inside, &next, &ask).await),
        engine::account::Entered::Step(secret) => {
            remember_step(&engine, &secret);
            let then = super::carried(&next, &ask);
            Ok(go(&format!("/sign-in/code{}{then}", if then.is_empty() { "" } else { "?" })))
        }
    }
}

/// Whether a password was right a few minutes ago and its code is still waited for.
#[server(protocol = crate::Posted)]
pub async fn load_sign_in_code() -> Result<bool, AppError> {
    let engine = crate::ctx::engine()?;
    let Some(step) = step(&engine) else { return Ok(false) };
    Ok(engine::account::two_factor::step_waits(&engine, &step).await?)
}

/// The second step of signing in: the code of an app, or a recovery code; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn sign_in_by_code(
    code: String,
    #[server(default)] time_zone: String,
    #[server(default)] next: String,
    #[server(default)] ask: String,
) -> Result<String, AppError> {
    let engine = crate::ctx::engine()?;
    let step = step(&engine).unwrap_or_default();
    let inside = engine::account::two_factor::finish(&engine, &step, &code, &time_zone, &caller(&engine)).await?;
    remember_step(&engine, "");
    Ok(come_in(&engine, inside, &next, &ask).await)
}

/// What the sign-up page starts with.
#[server(protocol = crate::Posted)]
pub async fn load_sign_up() -> Result<SignUpStart, AppError> {
    let typed = super::typed::take("sign-up");
    let [username, email, birth_month, birth_year] = ["username", "email", "birth_month", "birth_year"].map(|field| typed.text(field));
    Ok(SignUpStart { username, email, birth_month, birth_year })
}

/// Makes an account, if the email has none; the answer is the same. Answers where to go.
#[server(protocol = crate::Posted)]
#[allow(clippy::too_many_arguments, reason = "one for each field of the form")]
pub async fn sign_up(
    username: String,
    email: String,
    password: String,
    #[server(default)] birth_month: String,
    #[server(default)] birth_year: String,
    #[server(default)] time_zone: String,
    #[server(default)] next: String,
    #[server(default)] ask: String,
) -> Result<String, AppError> {
    let engine = crate::ctx::engine()?;
    let then = super::carried(&next, &ask);
    let place = format!("/verify?sent=1{}{then}", if then.is_empty() { "" } else { "&" });
    let form = engine::account::joining::SignUp { username, email, password, birth_month, birth_year, time_zone, then };
    engine::account::joining::sign_up(&engine, &form, &caller(&engine)).await.inspect_err(|_| {
        let typed =
            [("username", &form.username), ("email", &form.email), ("birth_month", &form.birth_month), ("birth_year", &form.birth_year)];
        super::typed::keep("sign-up", &typed.map(|(name, text)| (name, text.as_str())));
    })?;
    Ok(go(&place))
}

/// What the page about the letter starts with.
#[server(protocol = crate::Posted)]
pub async fn load_verify(link: String) -> Result<VerifyStart, AppError> {
    use engine::account::links::Purpose;
    let engine = crate::ctx::engine()?;
    let verified = crate::ctx::visitor().map(|actor| actor.verified);
    let works = !link.is_empty() && engine::account::entering::link_works(&engine, Purpose::Verify, &link).await?;
    Ok(VerifyStart { works, verified, sandbox: engine.shows_letters() })
}

/// Confirms the email by the link from the letter and signs in; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn verify_email(link: String, #[server(default)] next: String, #[server(default)] ask: String) -> Result<String, AppError> {
    let engine = crate::ctx::engine()?;
    let inside = engine::account::joining::verify(&engine, &link, &caller(&engine)).await?;
    Ok(come_in(&engine, inside, &next, &ask).await)
}

/// Sends the confirming letter again; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn resend_letter(#[server(default)] next: String, #[server(default)] ask: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let then = super::carried(&next, &ask);
    engine::account::joining::resend(&engine, &actor, &then).await?;
    Ok(go(&format!("/verify?sent=1{}{then}", if then.is_empty() { "" } else { "&" })))
}

/// Whether a link for a new password still works, and whether letters stay in the sandbox.
#[server(protocol = crate::Posted)]
pub async fn load_reset(link: String) -> Result<(bool, bool), AppError> {
    use engine::account::links::Purpose;
    let engine = crate::ctx::engine()?;
    let works = !link.is_empty() && engine::account::entering::link_works(&engine, Purpose::Reset, &link).await?;
    Ok((works, engine.shows_letters()))
}

/// Sends the letter for a new password, if the email has an account; the answer is the same. Answers where to go.
#[server(protocol = crate::Posted)]
pub async fn ask_for_reset(email: String) -> Result<String, AppError> {
    let engine = crate::ctx::engine()?;
    engine::account::entering::ask_for_reset(&engine, &email, &caller(&engine)).await?;
    Ok(go("/reset-password?sent=1"))
}

/// Sets a new password by the link from the letter; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn reset_password(link: String, password: String) -> Result<String, AppError> {
    let engine = crate::ctx::engine()?;
    engine::account::entering::reset(&engine, &link, &password).await?;
    Ok(go("/sign-in?done=reset"))
}
