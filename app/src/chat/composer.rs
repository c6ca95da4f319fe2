//! Where one writes. A plain form until script has arrived; then lines go through the tab's post office.
use super::api::SendMessage;
use super::desk::Desk;
use crate::ui::action::ServerAction;
use crate::ui::button::{IconButton, IconTone};
use crate::ui::form::error_of;
use crate::ui::icon::{Glyph, Icon};
use domain::chat::{LONGEST, message};
use domain::crisis::{self, Reach};
use domain::live::Say;
use leptos::html;
use leptos::prelude::*;
use server_fn::ServerFn;

/// How often "is typing" is told at most, in milliseconds.
const TYPING: f64 = 2_500.0;

/// The field and its button. It grows with what is written, up to a third of the screen.
#[component]
pub fn Composer(desk: Desk, #[prop(into)] to: String, client_id: String) -> impl IntoView {
    let refused = error_of(ServerAction::<SendMessage>::new());
    let problem = RwSignal::new(None::<String>);
    let node = NodeRef::<html::Textarea>::new();
    let typed_at = StoredValue::new(f64::NEG_INFINITY);
    let room = desk.room();
    let says = move || problem.get().or_else(|| refused.get().map(|error| error.to_string()));
    let send = move || {
        let Some(field) = node.get_untracked() else { return };
        match message(&field.value()) {
            Ok(text) => {
                field.set_value("");
                grow(&field);
                problem.set(None);
                desk.send(text);
            }
            Err(no) => problem.set(Some(no.to_string())),
        }
        let _ = field.focus();
    };
    let typing = move |event: web_sys::Event| {
        problem.set(None);
        if let Some(field) = node.get_untracked() {
            grow(&field);
        }
        let now = event.time_stamp();
        if now - typed_at.get_value() > TYPING {
            typed_at.set_value(now);
            desk.say(Say::Typing { room: desk.room() });
        }
    };
    view! {
        <form
            id="end"
            method="post"
            action=SendMessage::PATH
            class="flex items-end gap-2"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <input type="hidden" name="room" value=room.to_string() />
            <input type="hidden" name="client_id" value=client_id />
            <div class="min-w-0 flex-1">
                <label for="text" class="sr-only">{format!("Write to {to}")}</label>
                <textarea
                    id="text"
                    name="text"
                    rows="1"
                    required
                    maxlength=LONGEST.to_string()
                    placeholder=format!("Write to {to}")
                    enterkeyhint="send"
                    autocomplete="off"
                    node_ref=node
                    aria-invalid=move || says().is_some().then_some("true")
                    aria-describedby="text-problem"
                    class="field-sizing-content block max-h-[33dvh] min-h-12 w-full resize-none rounded-2xl border border-edge bg-card px-4 py-2.5 text-base text-ink placeholder:text-quiet hover:border-spruce"
                    on:input=typing
                    on:keydown=move |event| {
                        // While an input method composes a letter, Enter chooses that letter.
                        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
                            event.prevent_default();
                            send();
                        }
                    }
                ></textarea>
            </div>
            <IconButton glyph=Glyph::SendHorizontal label="Send" kind="submit" tone=IconTone::Primary />
        </form>
        <p id="text-problem" role="alert" class=move || if says().is_some() { "mt-1.5 flex items-center gap-1.5 text-sm text-clay" } else { "hidden" }>
            <Icon glyph=Glyph::CircleAlert class="size-4" />
            <span>{move || says().unwrap_or_default()}</span>
        </p>
    }
    .into_any()
}

/// Browsers that can't size a field by its content get its height by hand.
fn grow(field: &web_sys::HtmlTextAreaElement) {
    #[cfg(feature = "hydrate")]
    {
        let lines = field.value().split('\n').count().clamp(1, 8);
        field.set_rows(u32::try_from(lines).unwrap_or(1));
    }
    #[cfg(not(feature = "hydrate"))]
    let _inert = field;
}

/// The quiet word under every conversation.
#[component]
pub fn Notice(#[prop(into)] zone: String) -> impl IntoView {
    let help = crisis::near(&zone);
    let dialled = help.lines.iter().flat_map(|line| line.reach).find_map(|reach| match reach {
        Reach::Call(dialled, _) => Some(*dialled),
        _ => None,
    });
    let words = help.brief.split(',').next().unwrap_or(help.brief);
    view! {
        <p class="text-center text-xs text-quiet">
            <span>"A peer is not a therapist, and this is not a crisis service. In danger? "</span>
            <a class="font-semibold text-spruce underline underline-offset-2" href=format!("tel:{}", dialled.unwrap_or(help.emergency))>{words}</a>
        </p>
    }
    .into_any()
}
