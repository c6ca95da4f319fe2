//! The step towards a supporter: **Add** on a card, **Connect** on a profile, and the state once it is taken.
//! Both are forms that work without script, and change by themselves when the other person answers.
pub use super::message::{MessageButton, MessageDialog};

use super::api::{SendRequest, StandingWith};
use crate::AppError;
use crate::live::use_live;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::chip::State;
use crate::ui::field::TextArea;
use crate::ui::form::{ActionForm, about, error_of};
use crate::ui::icon::{Glyph, Icon};
use crate::wire::Asked;
use domain::AccountId;
use domain::contacts::{Standing, heard};
use domain::events::Face;
use domain::live::Hear;
use leptos::html;
use leptos::prelude::*;

/// One request on its way: what it has become, and why it was refused.
pub struct Asking<S> {
    pub action: ServerAction<S>,
    pub standing: RwSignal<Standing>,
    pub refused: Signal<Option<AppError>>,
    /// What takes the focus when the button that had it is gone.
    pub place: NodeRef<html::Div>,
}

/// Follows how things stand with `them`: by the answer to one's own request, and by what is heard meanwhile.
pub fn asking<S: Asked<Output = Standing>>(them: AccountId, standing: Standing) -> Asking<S> {
    let action = ServerAction::<S>::new();
    let standing = RwSignal::new(standing);
    let place = NodeRef::<html::Div>::new();
    let by_now = ServerAction::<StandingWith>::new();
    let waits = move || standing.try_get_untracked() == Some(Standing::Asked);
    use_live().on_hear(move |hear| match hear {
        Hear::Event { body, .. } => {
            if let Some(heard) = heard(body, &them) {
                let _page_gone = standing.try_set(heard);
            }
        }
        // The first frame after a break, or after the page was made: an answer may have come meanwhile.
        Hear::Counts { .. } if waits() => by_now.dispatch(StandingWith { them: them.to_string() }),
        _ => {}
    });
    Effect::new(move |_| {
        if let Some(Ok(now)) = by_now.answer()
            && waits()
        {
            standing.set(now);
        }
    });
    Effect::new(move |_| {
        if let Some(Ok(became)) = action.answer() {
            standing.set(became);
            if let Some(place) = place.get_untracked() {
                let _gone = place.focus();
            }
        }
    });
    // A refusal in the address came from a form without script; which of the page's buttons sent it is not known there,
    // and `RequestTrouble` says it once.
    let refused = Signal::derive(move || if action.version().get() == 0 { None } else { error_of(action).get() });
    Asking { action, standing, refused, place }
}

/// Says on top of a page why a request was refused that was sent without script.
#[component]
pub fn RequestTrouble() -> impl IntoView {
    let action = ServerAction::<SendRequest>::new();
    let error = error_of(action);
    move || {
        error.get().map(|error| {
            view! {
                <div class="mb-6">
                    <Alert tone=AlertTone::Problem>
                        <p>{error.to_string()}</p>
                    </Alert>
                </div>
            }
        })
    }
}

fn through_the_door(handle: &str, id: &AccountId) -> String {
    format!("/sign-in?next=/supporters/{handle}&ask={id}")
}

/// Why a request was refused, under its button.
pub fn refusal(refused: Signal<Option<AppError>>) -> AnyView {
    view! {
        <p role="alert" class=move || if refused.with(Option::is_some) { "mt-2 flex items-start gap-1.5 text-sm text-clay" } else { "hidden" }>
            <Icon glyph=Glyph::CircleAlert class="mt-0.5 size-4" />
            <span>{move || refused.with(|error| error.as_ref().map(ToString::to_string))}</span>
        </p>
    }
    .into_any()
}

/// The step on a card: **Add**, **Request Sent**, **Connected**, or nothing.
#[component]
pub fn AddButton(id: AccountId, #[prop(into)] handle: String, standing: Standing, signed_in: bool) -> impl IntoView {
    let Asking { action, standing, refused, place } = asking(id.clone(), standing);
    let step = move || match standing.get() {
        Standing::Open if !signed_in => view! {
            <ButtonLink href=through_the_door(&handle, &id) tone=Tone::Call icon=Glyph::UserPlus wide=true>
                "Add"
            </ButtonLink>
        }
        .into_any(),
        Standing::Open => add(id.to_string(), action, refused),
        Standing::Asked => view! { <State icon=Glyph::Clock wide=true>"Request Sent"</State> }.into_any(),
        Standing::AskedYou => view! {
            <ButtonLink href="/contacts?tab=pending" tone=Tone::Call icon=Glyph::UserCheck wide=true>
                "Answer"
            </ButtonLink>
        }
        .into_any(),
        Standing::Connected => view! { <State icon=Glyph::UserCheck wide=true>"Connected"</State> }.into_any(),
        Standing::NotNow => view! { <Word says="Not now" /> }.into_any(),
        Standing::Closed | Standing::Yourself | Standing::YouBlocked => ().into_any(),
    };
    let nothing = move || matches!(standing.get(), Standing::Closed | Standing::Yourself | Standing::YouBlocked);
    view! {
        <div node_ref=place tabindex="-1" class=move || if nothing() { "hidden" } else { "outline-none" }>
            {step}
        </div>
    }
    .into_any()
}

fn add(to: String, action: ServerAction<SendRequest>, refused: Signal<Option<AppError>>) -> AnyView {
    view! {
        <ActionForm action>
            <input type="hidden" name="to" value=to />
            <Button tone=Tone::Call icon=Glyph::UserPlus wide=true busy=action.pending()>
                "Add"
            </Button>
        </ActionForm>
        {refusal(refused)}
    }
    .into_any()
}

/// A state that is no success: as tall as a button, and quiet.
#[component]
fn Word(says: &'static str) -> impl IntoView {
    view! {
        <span class="inline-flex min-h-11 w-full items-center justify-center gap-2 rounded-control border border-line px-4 py-2 font-semibold text-quiet">
            <Icon glyph=Glyph::Clock />
            <span>{says}</span>
        </span>
    }
    .into_any()
}

/// The step under the picture of a profile: **Connect** with an optional note, or how things stand.
#[component]
pub fn ConnectButton(person: Face, standing: Standing, signed_in: bool) -> impl IntoView {
    let Asking { action, standing, refused, place } = asking(person.id.clone(), standing);
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(Some(person.clone()));
    let step = move || match standing.get() {
        Standing::Open => open_step(&person, signed_in, action, refused),
        Standing::Asked => view! {
            <State icon=Glyph::Clock wide=true>"Contact request sent"</State>
            <p class="mt-2 text-sm text-quiet">
                "They decide when to answer. " <a class="text-spruce underline underline-offset-2" href="/contacts?tab=pending">
                    "See your requests"
                </a>
            </p>
        }
        .into_any(),
        Standing::AskedYou => view! {
            <p class="mb-2 text-sm text-quiet">{format!("{} asks to connect with you.", person.name)}</p>
            <ButtonLink href="/contacts?tab=pending" tone=Tone::Call icon=Glyph::UserCheck wide=true>
                "Answer"
            </ButtonLink>
        }
        .into_any(),
        Standing::Connected => view! {
            <div class="space-y-2">
                <State icon=Glyph::UserCheck wide=true>"Connected"</State>
                <MessageButton person=person.clone() chosen open />
            </div>
        }
        .into_any(),
        Standing::NotNow => view! {
            <Word says="Not now" />
            <p class="mt-2 text-sm text-quiet">"They can't take on a new connection right now. You may ask again after 30 days."</p>
        }
        .into_any(),
        Standing::Closed => view! { <p class="text-sm text-quiet">"Not taking new connections right now."</p> }.into_any(),
        Standing::YouBlocked => view! {
            <p class="text-sm text-quiet">
                "You have blocked this person. " <a class="text-spruce underline underline-offset-2" href="/contacts?tab=blocked">
                    "See blocked people"
                </a>
            </p>
        }
        .into_any(),
        Standing::Yourself => view! {
            <ButtonLink href="/supporter/profile" tone=Tone::Quiet icon=Glyph::Pencil wide=true>
                "Edit your profile"
            </ButtonLink>
        }
        .into_any(),
    };
    view! {
        <RequestTrouble />
        <div node_ref=place tabindex="-1" class="outline-none">
            {step}
        </div>
        <MessageDialog person=chosen open />
    }
    .into_any()
}

fn open_step(person: &Face, signed_in: bool, action: ServerAction<SendRequest>, refused: Signal<Option<AppError>>) -> AnyView {
    let hint = "Ask to connect. They decide when to answer.";
    if !signed_in {
        let handle = person.handle.clone().unwrap_or_default();
        return view! {
            <ButtonLink href=through_the_door(&handle, &person.id) tone=Tone::Call icon=Glyph::UserPlus wide=true>
                "Connect"
            </ButtonLink>
            <p class="mt-2 text-sm text-quiet">{hint}</p>
        }
        .into_any();
    }
    let to = person.id.to_string();
    view! {
        <ActionForm action>
            <input type="hidden" name="to" value=to />
            <Button tone=Tone::Call icon=Glyph::UserPlus wide=true busy=action.pending()>
                "Connect"
            </Button>
            <p class="mt-2 text-sm text-quiet">{hint}</p>
            <details class="mt-2">
                <summary class="flex min-h-11 cursor-pointer items-center gap-2 rounded-control text-sm font-semibold text-spruce">
                    <Icon glyph=Glyph::Pencil class="size-4" />
                    <span>"Add a note"</span>
                </summary>
                <TextArea
                    name="note"
                    label="Your note"
                    hint="Up to 500 characters. Only they can read it."
                    optional=true
                    rows=3
                    maxlength=500
                    error=about(refused, "note")
                />
            </details>
        </ActionForm>
        {refusal(refused)}
    }
    .into_any()
}
