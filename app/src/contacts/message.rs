//! Send Message: a short line to somebody, in a dialog, or as a part of the page where there is no script.
use super::api::WriteToContact;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::dialog::Dialog;
use crate::ui::field::TextArea;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::Glyph;
use domain::events::Face;
use leptos::prelude::*;

/// What is said once it is sent (site.md, fixed texts).
pub const SENT: &str = "Success! Your message has been sent.";

/// An id for one message, made by this browser: sent twice, it is stored once. Empty on the server.
fn fresh_id() -> String {
    #[cfg(feature = "hydrate")]
    if let Ok(crypto) = window().crypto() {
        return crypto.random_uuid();
    }
    String::new()
}

/// The button **Message**. With script it opens the dialog; without, it leads to a page with the same form.
#[component]
pub fn MessageButton(person: Face, chosen: RwSignal<Option<Face>>, open: RwSignal<bool>) -> impl IntoView {
    let id = person.id.to_string();
    view! {
        <form
            method="get"
            action="/contacts"
            on:submit=move |event| {
                event.prevent_default();
                chosen.set(Some(person.clone()));
                open.set(true);
            }
        >
            <input type="hidden" name="message" value=id />
            <Button tone=Tone::Primary icon=Glyph::MessageCircle wide=true>
                "Message"
            </Button>
        </form>
    }
    .into_any()
}

/// The dialog. `person` is whom it writes to; it starts empty each time it opens.
#[component]
pub fn MessageDialog(#[prop(into)] person: Signal<Option<Face>>, open: RwSignal<bool>) -> impl IntoView {
    let form = move || open.get().then(|| person.get().map(|person| view! { <MessageForm person field="message-text" /> }));
    view! {
        <Dialog id="send-message" title="Send Message" open>
            <div>{form}</div>
        </Dialog>
    }
    .into_any()
}

/// The form, and what is said once it is sent. `sent` is the room of a message that was sent without script.
#[component]
pub fn MessageForm(
    person: Face,
    /// The id of the text field: a page may hold two of these forms.
    field: &'static str,
    #[prop(optional_no_strip)] sent: Option<String>,
) -> impl IntoView {
    let action = ServerAction::<WriteToContact>::new();
    let error = error_of(action);
    let client_id = RwSignal::new(String::new());
    Effect::new(move |_| client_id.set(fresh_id()));
    let done = Signal::derive(move || match action.answer() {
        Some(Ok(room)) => Some(room.to_string()),
        Some(Err(_)) => None,
        None => sent.clone(),
    });
    let (id, name) = (person.id.to_string(), person.name);
    let body = move || match done.get() {
        Some(room) => view! {
            <div class="space-y-4">
                <Alert tone=AlertTone::Done>
                    <p>{SENT}</p>
                </Alert>
                <ButtonLink href=format!("/chat/{room}") tone=Tone::Quiet icon=Glyph::MessagesSquare>
                    "Open the conversation"
                </ButtonLink>
            </div>
        }
        .into_any(),
        None => {
            let (id, name) = (id.clone(), name.clone());
            view! {
                <ActionForm action>
                    <div class="space-y-4">
                        <FormError error />
                        <p class="text-quiet">
                            <span>{format!("To {name}. They find it in Chat.")}</span>
                        </p>
                        <input type="hidden" name="to" value=id />
                        <input type="hidden" name="client_id" prop:value=move || client_id.get() />
                        <TextArea name="text" id=field label="Message" error=about(error, "text") rows=4 required=true maxlength=4000 />
                        <Button tone=Tone::Primary icon=Glyph::SendHorizontal busy=action.pending()>
                            "Send"
                        </Button>
                    </div>
                </ActionForm>
            }
            .into_any()
        }
    };
    view! { <div>{body}</div> }.into_any()
}
