//! The page for signing up.
use super::api::{SignUp as Join, SignUpStart, load_sign_up};
use super::parts::{BrowserZone, Carried, Narrow, PasswordField, leave_when_done, with_way_on};
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::field::{SelectField, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::load::{Waiting, load};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Sign up.
#[component]
pub fn SignUp() -> impl IntoView {
    let start = load(|| (), |()| load_sign_up());
    let action = ServerAction::<Join>::new();
    leave_when_done(action);
    let page = move || async move {
        let start = start.await.unwrap_or_default();
        view! { <Form start action /> }.into_any()
    };
    view! {
        <Title text="Sign up" />
        <Meta name="description" content="Join for free: find somebody who has been where you are, and talk. Others see only the name you choose." />
        <Waiting then=page />
    }
    .into_any()
}

#[component]
fn Form(start: SignUpStart, action: ServerAction<Join>) -> impl IntoView {
    let error = error_of(action);
    let busy = action.pending();
    let sign_in = with_way_on("/sign-in");
    let months = std::iter::once((String::new(), "Choose".to_owned()))
        .chain(MONTHS.iter().enumerate().map(|(at, name)| ((at + 1).to_string(), (*name).to_owned())))
        .collect();
    view! {
        <Narrow title="Sign up" says="It is free. You choose what others see of you, and you can leave whenever you like.">
            <FormError error />
            <ActionForm action attr:class="space-y-5">
                <TextField
                    name="username"
                    label="Username"
                    hint="The only name others see. It need not be your own."
                    autocomplete="nickname"
                    required=true
                    minlength=3
                    maxlength=24
                    value=start.username
                    error=about(error, "username")
                />
                <TextField
                    name="email"
                    label="Email"
                    hint="For letters from us. Nobody else sees it."
                    kind="email"
                    autocomplete="email"
                    inputmode="email"
                    required=true
                    maxlength=254
                    value=start.email
                    error=about(error, "email")
                />
                <PasswordField name="password" label="Password" new=true error=about(error, "password") />
                <fieldset>
                    <legend class="font-semibold">"When were you born?"</legend>
                    <div class="mt-2 grid grid-cols-2 gap-4">
                        <SelectField
                            name="birth_month"
                            label="Month"
                            choices=months
                            required=true
                            autocomplete="bday-month"
                            value=start.birth_month
                            error=about(error, "birth_month")
                        />
                        <TextField
                            name="birth_year"
                            label="Year"
                            inputmode="numeric"
                            autocomplete="bday-year"
                            required=true
                            minlength=4
                            maxlength=4
                            value=start.birth_year
                            error=about(error, "birth_year")
                        />
                    </div>
                </fieldset>
                <BrowserZone />
                <Carried />
                <Button wide=true busy>"Sign up"</Button>
            </ActionForm>
        </Narrow>
        <div class="mx-auto mt-6 flex max-w-md flex-wrap items-center justify-between gap-3 px-1">
            <p>"Been here before?"</p>
            <ButtonLink href=sign_in tone=Tone::Quiet>
                "Sign in"
            </ButtonLink>
        </div>
    }
    .into_any()
}
