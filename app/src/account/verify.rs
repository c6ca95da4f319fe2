//! The page about the letter that confirms an email: before it is read, and when its link is opened.
use super::api::{ResendLetter, VerifyEmail, VerifyStart, load_verify};
use super::parts::{Carried, Narrow, leave_when_done, way_on, with_way_on, word};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use leptos::prelude::*;
use leptos_meta::Title;

/// Confirm your email.
#[component]
pub fn Verify() -> impl IntoView {
    let link = word("link");
    let confirm = ServerAction::<VerifyEmail>::new();
    let resend = ServerAction::<ResendLetter>::new();
    leave_when_done(confirm);
    leave_when_done(resend);
    let start = {
        let link = link.clone();
        load(move || link.clone(), load_verify)
    };
    let page = move || {
        let link = link.clone();
        async move {
            match start.await {
                Ok(start) if start.works => view! { <Confirm link action=confirm /> }.into_any(),
                Ok(VerifyStart { verified: Some(true), .. }) => view! { <Done /> }.into_any(),
                Ok(start) => view! { <Wait start opened=!link.is_empty() action=resend /> }.into_any(),
                Err(error) => view! { <Fault error /> }.into_any(),
            }
        }
    };
    view! {
        <Title text="Confirm your email" />
        <Waiting then=page />
    }
    .into_any()
}

/// The link works: one press. Programs that open links in letters by themselves do not press it.
#[component]
fn Confirm(link: String, action: ServerAction<VerifyEmail>) -> impl IntoView {
    let busy = action.pending();
    view! {
        <Narrow title="Confirm your email" says="One press, and you are in.">
            <FormError error=error_of(action) />
            <ActionForm action>
                <input type="hidden" name="link" value=link />
                <Carried />
                <Button wide=true busy>"Confirm my email"</Button>
            </ActionForm>
        </Narrow>
    }
    .into_any()
}

#[component]
fn Done() -> impl IntoView {
    let (next, _) = way_on();
    view! {
        <Narrow title="Your email is confirmed">
            <ButtonLink href=domain::account::Next::or_home(&next).as_str().to_owned()>"Go on"</ButtonLink>
        </Narrow>
    }
    .into_any()
}

/// The letter is on its way, or its link is gone.
#[component]
fn Wait(start: VerifyStart, opened: bool, action: ServerAction<ResendLetter>) -> impl IntoView {
    let busy = action.pending();
    let sign_in = with_way_on("/sign-in");
    let title = if opened { "This link is used up" } else { "Read your email" };
    let says = if opened {
        "It was used before, or it is too old. We can send a new one."
    } else {
        "We sent you a letter with a link. Open it on this device, and you are in. It can take a minute. Look in the spam folder too."
    };
    let again = match start.verified {
        Some(_) => view! {
            <FormError error=error_of(action) />
            <ActionForm action>
                <Carried />
                <Button tone=Tone::Quiet icon=Glyph::Mail busy>"Send the letter again"</Button>
            </ActionForm>
        }
        .into_any(),
        None => view! {
            <p class="mb-4">"No letter? Sign in, and we send it again."</p>
            <ButtonLink href=sign_in tone=Tone::Quiet icon=Glyph::LogIn>
                "Sign in"
            </ButtonLink>
        }
        .into_any(),
    };
    view! {
        <Narrow title says>
            {again}
            {start.sandbox.then(|| view! {
                <div class="mt-6">
                    <Alert tone=AlertTone::Info title="This is a demo">
                        <span>"Letters do not leave this machine. "</span>
                        <a href="/sandbox/mail" class="font-semibold text-spruce underline underline-offset-2">"Read them here"</a>
                    </Alert>
                </div>
            })}
        </Narrow>
    }
    .into_any()
}
