//! The page about two-factor sign-in: setting it up with an app, recovery codes, switching it off.
use super::api::{ConfirmTwoFactor, RenewRecoveryCodes, StartTwoFactor, TurnOffTwoFactor, TwoFactorStart, load_two_factor};
use super::{Saved, tell_when_done};
use crate::account::parts::{Card, OwnPage, PasswordField};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, Tone};
use crate::ui::field::TextField;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::load::{Waiting, load};
use leptos::prelude::*;
use leptos_meta::Title;

const NOTES: &[(&str, &str)] = &[("off", "Two-factor sign-in is off. Your password is enough again.")];

#[derive(Clone, Copy)]
struct Acts {
    start: ServerAction<StartTwoFactor>,
    confirm: ServerAction<ConfirmTwoFactor>,
    renew: ServerAction<RenewRecoveryCodes>,
    off: ServerAction<TurnOffTwoFactor>,
}

/// Two-factor sign-in.
#[component]
pub fn TwoFactor() -> impl IntoView {
    let start = load(|| (), |()| load_two_factor());
    let acts = Acts { start: ServerAction::new(), confirm: ServerAction::new(), renew: ServerAction::new(), off: ServerAction::new() };
    tell_when_done(acts.start, "Now add the account to your app.", move || start.refetch());
    tell_when_done(acts.off, "Two-factor sign-in is off.", move || start.refetch());
    Effect::new(move |_| {
        if acts.confirm.done() {
            start.refetch();
        }
    });
    Effect::new(move |_| {
        if acts.renew.done() {
            start.refetch();
        }
    });
    let page = move || async move {
        match start.await {
            Ok(start) => view! { <Cards start acts /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Two-factor sign-in" />
        <Waiting then=page />
    }
    .into_any()
}

#[component]
fn Cards(start: TwoFactorStart, acts: Acts) -> impl IntoView {
    let TwoFactorStart { since, codes_left, setting_up, codes } = start;
    let on = !since.is_empty();
    let newest = move || {
        let of = |value: Option<Result<Vec<String>, crate::AppError>>| value.and_then(Result::ok);
        of(acts.renew.answer_untracked()).or_else(|| of(acts.confirm.answer_untracked()))
    };
    let shown = if on { newest().unwrap_or(codes) } else { Vec::new() };
    let parts = match (on, setting_up) {
        (true, _) => view! { <On since codes_left acts /> }.into_any(),
        (false, Some(up)) => view! { <SetUp up acts /> }.into_any(),
        (false, None) => view! { <Off acts /> }.into_any(),
    };
    view! {
        <OwnPage
            title="Two-factor sign-in"
            says="After your password, we ask for a code that only your phone knows. Somebody who has learned your password still can't get in."
        >
            <Saved notes=NOTES />
            {(!shown.is_empty()).then(|| view! { <Codes codes=shown /> })}
            {parts}
        </OwnPage>
    }
    .into_any()
}

/// The codes, this once.
#[component]
fn Codes(codes: Vec<String>) -> impl IntoView {
    let codes = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    view! {
        <Card id="codes" title="Your recovery codes" says="Each opens the door once, on the day your phone is gone.">
            <Alert tone=AlertTone::Info title="We show them only now">
                <p>"Write them down or print this page, and keep them in a safe place."</p>
            </Alert>
            <ul class="mt-5 grid gap-2 sm:grid-cols-2 tabular-nums">{codes}</ul>
        </Card>
    }
    .into_any()
}

#[component]
fn Off(acts: Acts) -> impl IntoView {
    let error = error_of(acts.start);
    view! {
        <Card id="start" title="Set it up" says="You need an app for codes on your phone, such as Aegis, Google Authenticator or 1Password. It takes two minutes.">
            <FormError error />
            <ActionForm action=acts.start attr:class="max-w-md space-y-5">
                <PasswordField name="current_password" label="Your password, to be sure it is you" error=about(error, "current_password") />
                <Button busy=acts.start.pending()>"Start"</Button>
            </ActionForm>
        </Card>
    }
    .into_any()
}

#[component]
fn SetUp(up: (String, String, usize, String), acts: Acts) -> impl IntoView {
    let (secret, address, squares, path) = up;
    let error = error_of(acts.confirm);
    view! {
        <Card id="add" title="1. Add the account to your app" says="Point the app's camera at this picture, or type the key.">
            <svg viewBox=format!("0 0 {squares} {squares}") class="block size-52" role="img" aria-label="QR code for your app" shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#fff"></rect>
                <path fill="#000" d=path></path>
            </svg>
            <p class="mt-4 text-sm text-quiet">"The key, if you type it"</p>
            <p class="font-semibold break-words"><code>{secret}</code></p>
            <p class="mt-3">
                <a href=address rel="external" class="inline-flex min-h-11 items-center font-semibold text-spruce underline underline-offset-2">
                    "Open it in an app on this device"
                </a>
            </p>
        </Card>
        <Card id="confirm" title="2. Type the code it shows">
            <FormError error />
            <ActionForm action=acts.confirm attr:class="max-w-md space-y-5">
                <TextField
                    name="code"
                    label="Code"
                    hint="6 digits, new every 30 seconds."
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    maxlength=10
                    required=true
                    error=about(error, "code")
                />
                <Button busy=acts.confirm.pending()>"Switch it on"</Button>
            </ActionForm>
        </Card>
    }
    .into_any()
}

#[component]
fn On(since: String, codes_left: i64, acts: Acts) -> impl IntoView {
    let (renewing, leaving) = (error_of(acts.renew), error_of(acts.off));
    let left = match codes_left {
        1 => "1 recovery code is left.".to_owned(),
        many => format!("{many} recovery codes are left."),
    };
    view! {
        <Alert tone=AlertTone::Done title="Two-factor sign-in is on">
            <p>{format!("Since {since}.")}</p>
        </Alert>
        <Card id="renew" title="New recovery codes" says=format!("{left} New ones take the place of all earlier ones.")>
            <FormError error=renewing />
            <ActionForm action=acts.renew attr:class="max-w-md space-y-5">
                <PasswordField name="current_password" label="Your password" error=about(renewing, "current_password") />
                <Button tone=Tone::Quiet busy=acts.renew.pending()>"Make new codes"</Button>
            </ActionForm>
        </Card>
        <Card id="off" title="Switch it off" says="Then your password is enough again. Organizations that ask their staff for two-factor sign-in close their management to you.">
            <FormError error=leaving />
            <ActionForm action=acts.off attr:class="max-w-md space-y-5">
                <PasswordField name="current_password" label="Your password, to be sure it is you" error=about(leaving, "current_password") />
                <Button tone=Tone::Danger busy=acts.off.pending()>"Switch it off"</Button>
            </ActionForm>
        </Card>
    }
    .into_any()
}
