//! What staff do for somebody who can't get in any more.
use crate::AppError;
use domain::account::staff_help::StaffView;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page: the account that was found, if one was asked for, and what was typed before, without JavaScript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HelpStart {
    /// The account.
    pub found: Option<StaffView>,
    /// What was looked for.
    pub who: String,
    /// The reason that was typed.
    pub reason: String,
}

/// Looks for the account with exactly this username or email; answers where it is shown. What was typed stays out of addresses.
#[server(protocol = crate::Posted)]
pub async fn find_account(who: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let found = engine::account::helping::find(&engine, &actor, &who).await;
    let id = found.inspect_err(|_| crate::account::typed::keep("find-account", &[("who", &who)]))?;
    Ok(crate::account::api::go(&format!("/admin/people?person={id}")))
}

/// What staff see of an account.
#[server(protocol = crate::Posted)]
pub async fn load_account(person: String) -> Result<HelpStart, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    actor.staff()?;
    let found = match person.as_str() {
        "" => None,
        id => {
            let id = domain::AccountId::parse(id).ok_or(engine::Error::NotFound)?;
            Some(engine::account::helping::view(&engine, &actor, &id).await?)
        }
    };
    // One form's words are carried at a time.
    let who = crate::account::typed::take("find-account").text("who");
    let reason = crate::account::typed::take("reset-second-step").text("reason");
    Ok(HelpStart { found, who, reason })
}

/// Takes the second step of an account away, with a reason and the password of the one who does it; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn reset_second_step(
    person: String,
    #[server(default)] reason: String,
    #[server(default)] current_password: String,
) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let id = domain::AccountId::parse(&person).ok_or(engine::Error::NotFound)?;
    let done = engine::account::helping::reset_second_step(&engine, &actor, &id, &reason, &current_password).await;
    done.inspect_err(|_| crate::account::typed::keep("reset-second-step", &[("reason", &reason)]))?;
    Ok(crate::account::api::go(&format!("/admin/people?person={id}&done=reset")))
}
