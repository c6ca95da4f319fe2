//! The page for signing in.
use super::api::{SignIn as Enter, SignInStart, load_sign_in};
use super::parts::{BrowserZone, Carried, Narrow, PasswordField, leave_when_done, way_on, with_way_on, word};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::field::TextField;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::load::{Waiting, load};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// Sign in.
#[component]
pub fn SignIn() -> impl IntoView {
    let start = load(|| (), |()| load_sign_in());
    let action = ServerAction::<Enter>::new();
    leave_when_done(action);
    let page = move || async move {
        match start.await {
            Ok(start) => view! { <Form start action /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Sign in" />
        <Meta name="description" content="Come back to your meetings, your chats and the people you know here." />
        <Waiting then=page />
    }
    .into_any()
}

#[component]
fn Form(start: SignInStart, action: ServerAction<Enter>) -> impl IntoView {
    let error = error_of(action);
    let (_, ask) = way_on();
    let sign_up = with_way_on("/sign-up");
    let busy = action.pending();
    let news = match (word("done").as_str(), ask.is_empty()) {
        ("reset", _) => "Your password is changed. Sign in with the new one.",
        ("out", _) => "You are signed out.",
        ("deleted", _) => "Your account is deleted. Take care of yourself.",
        (_, false) => "Sign in, and your request is sent right after.",
        _ => "",
    };
    view! {
        <Narrow title="Sign in">
            {(!news.is_empty()).then(|| view! {
                <div class="mb-5">
                    <Alert tone=if news.starts_with("Sign") { AlertTone::Info } else { AlertTone::Done }>
                        <span>{news}</span>
                    </Alert>
                </div>
            })}
            {start.signed_in.map(|name| view! {
                <div class="mb-5">
                    <Alert>
                        <span>{format!("You are signed in as {name}. ")}</span>
                        <a href="/" class="font-semibold text-spruce underline underline-offset-2">"Go on"</a>
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
                    value=start.email
                    error=about(error, "email")
                />
                <PasswordField name="password" label="Password" error=about(error, "password") />
                <BrowserZone />
                <Carried />
                <Button wide=true busy>"Sign in"</Button>
            </ActionForm>
            <p class="mt-5">
                <a href="/reset-password" class="font-semibold text-spruce underline underline-offset-2">"Forgot your password?"</a>
            </p>
        </Narrow>
        <div class="mx-auto mt-6 flex max-w-md flex-wrap items-center justify-between gap-3 px-1">
            <p>"New here?"</p>
            <ButtonLink href=sign_up tone=Tone::Quiet>
                "Sign up"
            </ButtonLink>
        </div>
        {(!start.demo.is_empty()).then(|| view! { <DemoPeople people=start.demo password=start.demo_password /> })}
    }
    .into_any()
}

/// The people of the demo town: one press, and you are one of them.
#[component]
fn DemoPeople(people: Vec<(String, String)>, password: String) -> impl IntoView {
    let action = ServerAction::<Enter>::new();
    leave_when_done(action);
    let rows = people
        .into_iter()
        .map(|(email, who)| {
            let label = format!("Use {email}");
            let (shown, password) = (email.clone(), password.clone());
            view! {
                <li class="flex items-center justify-between gap-4 py-3">
                    <div class="min-w-0 flex-1">
                        <p class="font-semibold break-words">{shown}</p>
                        <p class="text-sm text-quiet">{who}</p>
                    </div>
                    <ActionForm action>
                        <input type="hidden" name="email" value=email />
                        <input type="hidden" name="password" value=password />
                        <Carried />
                        <Button tone=Tone::Quiet label>"Use"</Button>
                    </ActionForm>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="demo" class="mx-auto mt-8 max-w-md rounded-card border border-dashed border-edge p-5">
            <h2 id="demo" class="text-lg font-bold">"This is a demo"</h2>
            <p class="mt-1 text-sm text-quiet">
                "Look around as one of these people. All have the password "<code class="font-semibold text-ink">{password}</code>"."
            </p>
            <ul class="mt-2 divide-y divide-line">{rows}</ul>
        </section>
    }
    .into_any()
}
