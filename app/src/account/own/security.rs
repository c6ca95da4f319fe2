//! The page about the password and the devices that are signed in.
use super::api::{ChangePassword, Device, RevokeOtherSessions, RevokeSession, SecurityStart, load_security};
use super::{Saved, tell_when_done};
use crate::account::parts::{Card, OwnPage, PasswordField};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;

const NOTES: &[(&str, &str)] = &[
    ("password", "Your password is changed. Your other devices are signed out."),
    ("device", "That device is signed out."),
    ("devices", "Your other devices are signed out."),
];

#[derive(Clone, Copy)]
struct Acts {
    change: ServerAction<ChangePassword>,
    revoke: ServerAction<RevokeSession>,
    revoke_others: ServerAction<RevokeOtherSessions>,
}

/// Security.
#[component]
pub fn Security() -> impl IntoView {
    let start = load(|| (), |()| load_security());
    let acts = Acts { change: ServerAction::new(), revoke: ServerAction::new(), revoke_others: ServerAction::new() };
    tell_when_done(acts.change, "Your password is changed. Your other devices are signed out.", move || start.refetch());
    tell_when_done(acts.revoke, "That device is signed out.", move || start.refetch());
    tell_when_done(acts.revoke_others, "Your other devices are signed out.", move || start.refetch());
    let page = move || async move {
        match start.await {
            Ok(start) => view! { <Cards start acts /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Security" />
        <Waiting then=page />
    }
    .into_any()
}

#[component]
fn Cards(start: SecurityStart, acts: Acts) -> impl IntoView {
    let error = error_of(acts.change);
    let busy = acts.change.pending();
    let others = start.devices.len() > 1;
    let devices = start.devices.into_iter().map(|device| view! { <Row device acts /> }).collect_view();
    let form = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        // What worked should not stand in the fields any longer.
        if let (Some(Ok(_)), Some(fields)) = (acts.change.answer(), form.get_untracked()) {
            empty(&fields);
        }
    });
    view! {
        <OwnPage title="Security">
            <Saved notes=NOTES />
            <Card id="email" title="Email" says="Letters go here. Nobody else sees it.">
                <p class="font-semibold break-words">{start.email}</p>
                <p class="mt-1 text-sm text-quiet">
                    {if start.verified {
                        view! { <span>"Confirmed."</span> }.into_any()
                    } else {
                        view! {
                            <span>"Not confirmed yet. "</span>
                            <a href="/verify" class="font-semibold text-spruce underline underline-offset-2">"Send the letter again"</a>
                        }
                            .into_any()
                    }}
                </p>
            </Card>
            <Card id="password" title="Password" says="After a change, all your other devices need to sign in again.">
                <FormError error />
                <div node_ref=form>
                    <ActionForm action=acts.change attr:class="max-w-md space-y-5">
                        <PasswordField name="current_password" label="Current password" error=about(error, "current_password") />
                        <PasswordField name="new_password" label="New password" new=true error=about(error, "new_password") />
                        <Button busy>"Change password"</Button>
                    </ActionForm>
                </div>
            </Card>
            <Card id="two-factor" title="Two-factor sign-in" says="A code from your phone, after your password.">
                <p class="mb-4 font-semibold">{if start.two_factor { "It is on." } else { "It is off." }}</p>
                <ButtonLink href="/account/security/two-factor" tone=Tone::Quiet>
                    {if start.two_factor { "Manage two-factor sign-in" } else { "Set up two-factor sign-in" }}
                </ButtonLink>
            </Card>
            <Card id="devices" title="Where you are signed in" says="Sign out what you do not know or no longer use.">
                <FormError error=error_of(acts.revoke) />
                <FormError error=error_of(acts.revoke_others) />
                <ul class="divide-y divide-line">{devices}</ul>
                {others
                    .then(|| {
                        view! {
                            <ActionForm action=acts.revoke_others attr:class="mt-5">
                                <Button tone=Tone::Danger>"Sign out all other devices"</Button>
                            </ActionForm>
                        }
                    })}
            </Card>
        </OwnPage>
    }
    .into_any()
}

#[component]
fn Row(device: Device, acts: Acts) -> impl IntoView {
    let label = format!("Sign out {}, signed in {}", device.name, device.since);
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
            <span class="text-spruce">
                <Icon glyph=Glyph::Smartphone class="size-6" />
            </span>
            <div class="min-w-0 flex-1">
                <p class="font-semibold">
                    <span>{device.name}</span>
                    {device.this.then(|| view! { <span class="ml-2 rounded-full bg-leaf-soft px-2.5 py-0.5 text-sm text-leaf-ink">"This device"</span> })}
                </p>
                <p class="text-sm text-quiet">
                    <span>{format!("Last used: {}. ", device.seen)}</span>
                    <span>{format!("Signed in: {}.", device.since)}</span>
                </p>
            </div>
            {(!device.this)
                .then(|| {
                    view! {
                        <ActionForm action=acts.revoke>
                            <input type="hidden" name="session" value=device.id />
                            <Button tone=Tone::Quiet label>"Sign out"</Button>
                        </ActionForm>
                    }
                })}
        </li>
    }
    .into_any()
}

/// Empties all inputs of a form.
fn empty(place: &web_sys::HtmlDivElement) {
    use wasm_bindgen::JsCast;
    if let Some(form) = place.query_selector("form").ok().flatten().and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
        form.reset();
    }
}
