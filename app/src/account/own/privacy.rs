//! The page for taking one's data along, and for leaving.
use super::api::DeleteAccount;
use crate::account::parts::{Card, OwnPage, PasswordField, leave_when_done};
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, Tone};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;
use leptos_meta::Title;

/// Privacy.
#[component]
pub fn Privacy() -> impl IntoView {
    let delete = ServerAction::<DeleteAccount>::new();
    leave_when_done(delete);
    let error = error_of(delete);
    let busy = delete.pending();
    view! {
        <Title text="Privacy" />
        <OwnPage title="Privacy" says="Others see your username and what you wrote in your profile. Nobody sees your email, your birth date or where you signed in.">
            <Card id="export" title="Take your data along" says="One file with everything we keep about you and everything you wrote.">
                <a
                    href="/account/export"
                    rel="external"
                    download="alongside.json"
                    class="inline-flex min-h-11 items-center justify-center gap-2 rounded-control border border-line bg-card px-4 py-2 font-semibold text-spruce transition-colors hover:border-spruce hover:bg-spruce-soft"
                >
                    <Icon glyph=Glyph::ExternalLink />
                    <span>"Download my data"</span>
                </a>
            </Card>
            <Card id="delete" title="Delete your account">
                <p class="max-w-prose">"This can't be undone. At once and for good:"</p>
                <ul class="mt-2 mb-6 ml-5 max-w-prose list-disc space-y-1">
                    <li>"Your profile, picture, connections and requests are deleted."</li>
                    <li>"The words of your messages are deleted. Others see \"Message removed with the account\" in their place."</li>
                    <li>"Reviews you wrote stay, without your name."</li>
                    <li>"You are signed out on all your devices."</li>
                </ul>
                <FormError error />
                <ActionForm action=delete attr:class="max-w-md space-y-5">
                    <PasswordField name="current_password" label="Your password, to be sure it is you" error=about(error, "current_password") />
                    <Button tone=Tone::Danger icon=Glyph::Trash busy>"Delete my account"</Button>
                </ActionForm>
            </Card>
        </OwnPage>
    }
    .into_any()
}
