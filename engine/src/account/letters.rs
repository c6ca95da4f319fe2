//! The letters about an account: short, plain and kind. Their subjects give nothing away on a locked phone.
use super::links::{self, Purpose};
use crate::Engine;
use crate::mail::Letter;

/// To somebody who has just signed up, or asked for the link again.
pub fn verify(engine: &Engine, to: &str, username: &str, secret: &str, then: &str) -> Letter {
    let link = links::address(engine, Purpose::Verify, secret, then);
    letter(
        to,
        "Please confirm your email",
        format!(
            "Hello {username},\n\nOne step is left. Open this link to confirm your email:\n\n{link}\n\n\
             The link works for three days.\n\nIf this was not you, do nothing. Somebody may have mistyped their address."
        ),
    )
}

/// To the owner of an address that somebody tried to sign up with again.
pub fn known(engine: &Engine, to: &str, username: &str) -> Letter {
    let origin = &engine.settings().origin;
    letter(
        to,
        "About your account",
        format!(
            "Hello {username},\n\nSomebody just tried to sign up with this email address. You already have an account, so \
             nothing was changed.\n\nIf it was you, sign in here:\n\n{origin}/sign-in\n\nIf you do not remember your password, \
             choose a new one here:\n\n{origin}/reset-password\n\nIf it was not you, you need not do anything."
        ),
    )
}

/// To somebody who wants to choose a new password.
pub fn reset(engine: &Engine, to: &str, username: &str, secret: &str) -> Letter {
    let link = links::address(engine, Purpose::Reset, secret, "");
    letter(
        to,
        "The link you asked for",
        format!(
            "Hello {username},\n\nOpen this link to choose a new password:\n\n{link}\n\n\
             The link works for one hour, and once. After that, all your devices need to sign in again.\n\n\
             If this was not you, do nothing. Your password stays as it is."
        ),
    )
}

/// To somebody whose password was changed.
pub fn password_changed(engine: &Engine, to: &str, username: &str) -> Letter {
    let origin = &engine.settings().origin;
    letter(
        to,
        "About your account",
        format!(
            "Hello {username},\n\nYour password was just changed. If it was you, all is well.\n\n\
             If it was not you, choose a new one now:\n\n{origin}/reset-password"
        ),
    )
}

/// To somebody whose second step of signing in was switched on or off.
pub fn two_factor_changed(engine: &Engine, to: &str, username: &str, on: bool) -> Letter {
    let origin = &engine.settings().origin;
    let says =
        if on { "on. From now on, we ask for a code from your app after your password" } else { "off. Your password is enough again" };
    letter(
        to,
        "About your account",
        format!(
            "Hello {username},\n\nTwo-factor sign-in was just switched {says}. If it was you, all is well.\n\n\
             If it was not you, choose a new password now:\n\n{origin}/reset-password"
        ),
    )
}

/// To somebody whose second step our staff took away.
pub fn two_factor_reset(engine: &Engine, to: &str, username: &str) -> Letter {
    let origin = &engine.settings().origin;
    letter(
        to,
        "About your account",
        format!(
            "Hello {username},\n\nOur staff have switched two-factor sign-in off for your account, because we were asked to: the \
             phone and the recovery codes were lost. All your devices were signed out. Your password is enough again.\n\n\
             Sign in and set it up again soon:\n\n{origin}/account/security/two-factor\n\n\
             If you did not ask us for this, choose a new password now and tell us:\n\n{origin}/reset-password"
        ),
    )
}

fn letter(to: &str, subject: &str, body: String) -> Letter {
    Letter { to: to.to_owned(), subject: subject.to_owned(), body: body + "\n\nTake care,\nAlongside\n" }
}
