//! The page for the second step of signing in: the code of an app, or a recovery code.
use super::api::{SignInByCode, load_sign_in_code};
use super::parts::{BrowserZone, Carried, Narrow, leave_when_done, with_way_on};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, ButtonLink};
use crate::ui::field::TextField;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use leptos::prelude::*;
use leptos_meta::Title;

/// Type your code.
#[component]
pub fn SignInCode() -> impl IntoView {
    let waits = load(|| (), |()| load_sign_in_code());
    let action = ServerAction::<SignInByCode>::new();
    leave_when_done(action);
    let page = move || async move {
        match waits.await {
            Ok(true) => view! { <Form action /> }.into_any(),
            Ok(false) => view! { <Over /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Type your code" />
        <Waiting then=page />
    }
    .into_any()
}

#[component]
fn Form(action: ServerAction<SignInByCode>) -> impl IntoView {
    let error = error_of(action);
    let again = with_way_on("/sign-in");
    view! {
        <Narrow title="Type your code" says="Your password is right. One step is left: the code in the app on your phone.">
            <FormError error />
            <ActionForm action attr:class="space-y-5">
                <TextField
                    name="code"
                    label="Code"
                    hint="6 digits, new every 30 seconds. Without your phone, type one of your recovery codes."
                    autocomplete="one-time-code"
                    maxlength=30
                    required=true
                    error=about(error, "code")
                />
                <BrowserZone />
                <Carried />
                <Button wide=true busy=action.pending()>"Sign in"</Button>
            </ActionForm>
            <p class="mt-5">
                <a href=again class="font-semibold text-spruce underline underline-offset-2">"Start again"</a>
            </p>
        </Narrow>
    }
    .into_any()
}

/// The page was opened without the first step, or too late.
#[component]
fn Over() -> impl IntoView {
    let sign_in = with_way_on("/sign-in");
    view! {
        <Narrow title="Please start again" says=domain::Refusal::StepGone.to_string()>
            <ButtonLink href=sign_in icon=Glyph::LogIn>"Sign in"</ButtonLink>
        </Narrow>
    }
    .into_any()
}
