//! The page for a forgotten password: asking for the letter, and choosing a new password by its link.
use super::api::{AskForReset, ResetPassword as Reset, load_reset};
use super::parts::{Narrow, PasswordField, leave_when_done, word};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::Button;
use crate::ui::field::TextField;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::load::{Waiting, load};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// Choose a new password.
#[component]
pub fn ResetPassword() -> impl IntoView {
    let link = word("link");
    let ask = ServerAction::<AskForReset>::new();
    let set = ServerAction::<Reset>::new();
    leave_when_done(ask);
    leave_when_done(set);
    let start = {
        let link = link.clone();
        load(move || link.clone(), load_reset)
    };
    let page = move || {
        let link = link.clone();
        async move {
            match start.await {
                Ok((true, _)) => view! { <Choose link action=set /> }.into_any(),
                Ok((false, sandbox)) => view! { <Ask gone=!link.is_empty() sandbox action=ask /> }.into_any(),
                Err(error) => view! { <Fault error /> }.into_any(),
            }
        }
    };
    view! {
        <Title text="Choose a new password" />
        <Meta name="description" content="A letter with a link lets you choose a new password." />
        <Waiting then=page />
    }
    .into_any()
}

#[component]
fn Choose(link: String, action: ServerAction<Reset>) -> impl IntoView {
    let error = error_of(action);
    let busy = action.pending();
    view! {
        <Narrow title="Choose a new password" says="All your devices are signed out after this. Then sign in with the new password.">
            <FormError error />
            <ActionForm action attr:class="space-y-5">
                <input type="hidden" name="link" value=link />
                <PasswordField name="password" label="New password" new=true error=about(error, "password") />
                <Button wide=true busy>"Save the new password"</Button>
            </ActionForm>
        </Narrow>
    }
    .into_any()
}

#[component]
fn Ask(gone: bool, sandbox: bool, action: ServerAction<AskForReset>) -> impl IntoView {
    let error = error_of(action);
    let busy = action.pending();
    let sent = word("sent") == "1";
    view! {
        <Narrow title="Choose a new password" says="Tell us your email, and we send you a link.">
            {sent.then(|| view! {
                <div class="mb-5">
                    <Alert tone=AlertTone::Done title="A letter is on its way">
                        <span>"If that email has an account here, the letter arrives within a minute. Look in the spam folder too."</span>
                        {sandbox.then(|| view! {
                            <p class="mt-2">
                                <a href="/sandbox/mail" class="font-semibold text-spruce underline underline-offset-2">
                                    "This is a demo: read the letters here"
                                </a>
                            </p>
                        })}
                    </Alert>
                </div>
            })}
            {gone.then(|| view! {
                <div class="mb-5">
                    <Alert tone=AlertTone::Problem title="This link is used up">
                        <span>"It was used before, or it is older than one hour. Ask for a new one."</span>
                    </Alert>
                </div>
            })}
            <FormError error />
            <ActionForm action attr:class="space-y-5">
                <TextField
                    name="email"
                    label="Email"
                    kind="email"
                    autocomplete="username"
                    inputmode="email"
                    required=true
                    error=about(error, "email")
                />
                <Button wide=true busy>"Send me a link"</Button>
            </ActionForm>
        </Narrow>
    }
    .into_any()
}
