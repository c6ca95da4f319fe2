//! People, for staff: finding an account by its exact name, and helping somebody who has lost phone and recovery codes.
pub mod api;

use super::parts::{Card, PasswordField, leave_when_done, word};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, Tone};
use crate::ui::field::{TextArea, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use api::{FindAccount, HelpStart, ResetSecondStep, load_account};
use domain::account::staff_help::{REASON, StaffView};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// The page.
#[component]
pub fn PeopleForStaff() -> impl IntoView {
    let person = word("person");
    let start = load(move || person.clone(), load_account);
    let (find, reset) = (ServerAction::<FindAccount>::new(), ServerAction::<ResetSecondStep>::new());
    leave_when_done(find);
    leave_when_done(reset);
    let done = word("done") == "reset";
    let page = move || async move {
        match start.await {
            Ok(start) => view! { <Board start find reset /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="People, for staff" />
        <Meta name="robots" content="noindex" />
        <div class="mx-auto max-w-3xl">
            <h1 class="mb-5 text-2xl font-bold sm:text-3xl">"People, for staff"</h1>
            {done
                .then(|| {
                    view! {
                        <div class="mb-5">
                            <Alert tone=AlertTone::Done>
                                <p>"Two-factor sign-in is off for this account. Its devices are signed out, and a letter is on its way."</p>
                            </Alert>
                        </div>
                    }
                })}
            <Waiting meanwhile=|| view! { <Lines count=6 /> } then=page />
        </div>
    }
    .into_any()
}

#[component]
fn Board(start: HelpStart, find: ServerAction<FindAccount>, reset: ServerAction<ResetSecondStep>) -> impl IntoView {
    let HelpStart { found, who, reason } = start;
    let error = error_of(find);
    view! {
        <div class="space-y-6">
            <Card id="find" title="Find an account" says="By its exact username, or by the email that somebody writes to us from.">
                <FormError error />
                <ActionForm action=find attr:class="max-w-md space-y-5">
                    <TextField name="who" label="Username or email" value=who error=about(error, "who") autocomplete="off" maxlength=254 required=true />
                    <Button icon=Glyph::Search busy=find.pending()>
                        "Find"
                    </Button>
                </ActionForm>
            </Card>
            {found.map(|found| view! { <Found found reason reset /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Found(found: StaffView, reason: String, reset: ServerAction<ResetSecondStep>) -> impl IntoView {
    let StaffView { id, username, role, since, verified, two_factor, codes_left, devices, me, acts } = found;
    let second = match (two_factor, codes_left) {
        (false, _) => "Off".to_owned(),
        (true, 1) => "On, 1 recovery code left".to_owned(),
        (true, left) => format!("On, {left} recovery codes left"),
    };
    let facts = [
        ("Part", role),
        ("Here since", since),
        ("Email", if verified { "Confirmed".to_owned() } else { "Not confirmed yet".to_owned() }),
        ("Two-factor sign-in", second),
        ("Signed-in devices", devices.to_string()),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div>
                    <dt class="text-sm text-quiet">{name}</dt>
                    <dd class="font-semibold">{value}</dd>
                </div>
            }
        })
        .collect();
    let noted: Vec<_> = acts
        .into_iter()
        .map(|noted| {
            view! {
                <li class="py-3">
                    <p class="font-semibold">{noted.act.says()}</p>
                    <p class="text-sm text-quiet">{format!("{}, by {}", noted.at, noted.by.unwrap_or_else(|| "somebody who has left".to_owned()))}</p>
                    <p class="mt-1 max-w-prose wrap-anywhere whitespace-pre-line">{noted.reason}</p>
                </li>
            }
        })
        .collect();
    let help = if me {
        view! { <p class="text-quiet">"This is your own account. Change it under Account, or ask somebody else on the staff."</p> }
            .into_any()
    } else if two_factor {
        view! { <Reset id=id.to_string() reason reset /> }.into_any()
    } else {
        view! { <p class="text-quiet">"No code is asked for at sign-in. Somebody who forgot the password can choose a new one by letter."</p> }.into_any()
    };
    view! {
        <Card id="account" title=username>
            <dl class="grid gap-4 sm:grid-cols-2">{facts}</dl>
        </Card>
        <Card id="help" title="Lost phone and recovery codes">{help}</Card>
        {(!noted.is_empty())
            .then(|| {
                view! {
                    <Card id="acts" title="What staff did">
                        <ul class="divide-y divide-line">{noted}</ul>
                    </Card>
                }
            })}
    }
    .into_any()
}

#[component]
fn Reset(id: String, reason: String, reset: ServerAction<ResetSecondStep>) -> impl IntoView {
    let error = error_of(reset);
    view! {
        <p class="mb-5 max-w-prose text-quiet">
            "Make sure that it is them before you do this: ask for something that only they can know. Their password stays and is enough again, all their devices are signed out, and they read about it in a letter and a notice."
        </p>
        <FormError error />
        <ActionForm action=reset attr:class="max-w-md space-y-5">
            <input type="hidden" name="person" value=id />
            <TextArea
                name="reason"
                label="Why, for other staff"
                hint="How they lost it, and how you know that it is them."
                value=reason
                rows=3
                maxlength=u32::try_from(REASON).unwrap_or_default()
                required=true
                error=about(error, "reason")
            />
            <PasswordField name="current_password" label="Your own password" error=about(error, "current_password") />
            <Button tone=Tone::Danger busy=reset.pending()>"Switch two-factor sign-in off"</Button>
        </ActionForm>
    }
    .into_any()
}
