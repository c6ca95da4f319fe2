//! Inviting: people one knows, by a tick; anybody else, by a letter with a link.
use super::api::{InviteByLetter, InvitePeople};
use crate::account::parts::leave_when_done;
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, Tone};
use crate::ui::field::{CheckField, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::Glyph;
use leptos::prelude::*;

/// The part of the page.
#[component]
pub fn Invite(id: String, guests: Vec<(String, String, bool)>) -> impl IntoView {
    let invite = ServerAction::<InvitePeople>::new();
    let letter = ServerAction::<InviteByLetter>::new();
    leave_when_done(invite);
    leave_when_done(letter);
    let (invited, open): (Vec<_>, Vec<_>) = guests.into_iter().partition(|(_, _, invited)| *invited);
    let already = (!invited.is_empty()).then(|| {
        let names: Vec<String> = invited.into_iter().map(|(_, name, _)| name).collect();
        view! { <p class="mt-3 text-sm text-quiet">{format!("Invited or registered: {}.", names.join(", "))}</p> }
    });
    let nobody = open.is_empty();
    let boxes: Vec<_> = open
        .into_iter()
        .map(|(whom, name, _)| {
            let element = format!("guest-{whom}");
            view! { <CheckField name="people[]" label=name value=whom id=element /> }
        })
        .collect();
    let meeting = id.clone();
    let known = if nobody {
        view! { <p class="mt-3 text-quiet">"Nobody is left to invite here: these are the people you are connected with and those who came to your meetings."</p> }.into_any()
    } else {
        view! {
            <ActionForm action=invite>
                <input type="hidden" name="meeting" value=meeting />
                // Somebody with a hundred connections still finds the button.
                <div id="people" class="-mx-1 mt-3 grid max-h-80 gap-x-6 overflow-y-auto px-1 sm:grid-cols-2">{boxes}</div>
                <div class="mt-3">
                    <Button icon=Glyph::UserPlus busy=invite.pending()>"Invite"</Button>
                </div>
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <section id="invite" aria-labelledby="invite-title" class="mt-10 rounded-card border border-line bg-card p-5 shadow-soft sm:p-7">
            <h2 id="invite-title" class="text-xl font-bold">"Invite"</h2>
            <FormError error=error_of(invite) />
            {known}
            {already}
            <div class="mt-6 border-t border-line pt-5">
                <ActionForm action=letter>
                    <input type="hidden" name="meeting" value=id />
                    <TextField
                        name="email" label="By letter" hint="An email address. We send a link and keep the address nowhere else."
                        error=about(error_of(letter), "email") kind="email" autocomplete="off" required=true
                    />
                    <div class="mt-3">
                        <Button tone=Tone::Quiet icon=Glyph::Mail busy=letter.pending()>"Send the letter"</Button>
                    </div>
                </ActionForm>
            </div>
        </section>
    }
    .into_any()
}
