//! One person in a list of the Contacts page, with what can be done.
use super::api::{ApproveRequest, BlockPerson, DeclineRequest, Person, UnblockPerson, WithdrawRequest};
use super::message::MessageButton;
use crate::AppError;
use crate::ui::action::ServerAction;
use crate::ui::avatar::Avatar;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::form::{ActionForm, error_of};
use crate::ui::icon::Glyph;
use domain::contacts::Standing;
use domain::events::Face;
use leptos::prelude::*;

/// What can be done on the page: one action for each kind, and the dialogs.
#[derive(Clone, Copy)]
pub struct Acts {
    pub approve: ServerAction<ApproveRequest>,
    pub decline: ServerAction<DeclineRequest>,
    pub withdraw: ServerAction<WithdrawRequest>,
    pub block: ServerAction<BlockPerson>,
    pub unblock: ServerAction<UnblockPerson>,
    /// Whom the message dialog writes to, and whether it is open.
    pub writing_to: RwSignal<Option<Face>>,
    pub writing: RwSignal<bool>,
    /// Whom the dialog "Are you sure?" is about, and whether it is open.
    pub blocking_whom: RwSignal<Option<Face>>,
    pub blocking: RwSignal<bool>,
}

impl Acts {
    pub fn new() -> Self {
        Self {
            approve: ServerAction::new(),
            decline: ServerAction::new(),
            withdraw: ServerAction::new(),
            block: ServerAction::new(),
            unblock: ServerAction::new(),
            writing_to: RwSignal::new(None),
            writing: RwSignal::new(false),
            blocking_whom: RwSignal::new(None),
            blocking: RwSignal::new(false),
        }
    }

    /// Why the last act was refused.
    pub fn trouble(self) -> Signal<Option<AppError>> {
        let errors =
            [error_of(self.approve), error_of(self.decline), error_of(self.withdraw), error_of(self.block), error_of(self.unblock)];
        Signal::derive(move || errors.iter().find_map(Get::get))
    }

    /// How many acts have been done: what is shown was read before them.
    pub fn done(self) -> usize {
        let versions = [
            self.approve.version().get(),
            self.decline.version().get(),
            self.withdraw.version().get(),
            self.block.version().get(),
            self.unblock.version().get(),
        ];
        versions.iter().sum()
    }
}

/// One person.
#[component]
pub fn PersonRow(person: Person, acts: Acts) -> impl IntoView {
    let Person { face, standing, note, since, from, .. } = person;
    let name = match &face.handle {
        Some(handle) => view! {
            <a class="font-bold text-ink underline-offset-2 hover:underline" href=format!("/supporters/{handle}")>
                {face.name.clone()}
            </a>
        }
        .into_any(),
        None => view! { <span class="font-bold">{face.name.clone()}</span> }.into_any(),
    };
    let picture = view! { <Avatar name=face.name.clone() seed=face.id.to_string() picture=face.picture.clone() /> };
    let said_by = if standing == Standing::AskedYou { "Their note" } else { "Your note" };
    view! {
        <li class="flex flex-col gap-3 p-4 sm:flex-row sm:items-center sm:gap-4">
            <div class="flex min-w-0 flex-1 items-start gap-4">
                {picture} <div class="min-w-0 flex-1">
                    <p class="truncate text-lg">{name}</p>
                    <p class="text-sm text-quiet">
                        <span>{since}</span>
                        {(!from.is_empty())
                            .then(|| {
                                view! {
                                    <span aria-hidden="true">" · "</span>
                                    <span class="block sm:inline">
                                        <span class="sr-only">"From: "</span>
                                        <span>{from}</span>
                                    </span>
                                }
                            })}
                    </p>
                    {(!note.is_empty())
                        .then(|| {
                            view! {
                                <figure class="mt-2 max-w-prose rounded-control border border-line bg-paper px-4 py-3">
                                    <figcaption class="text-sm text-quiet">{said_by}</figcaption>
                                    <blockquote class="wrap-anywhere whitespace-pre-line">{note}</blockquote>
                                </figure>
                            }
                        })}
                </div>
            </div>
            <div class="flex flex-wrap gap-2 *:flex-1 sm:flex-nowrap sm:*:flex-none">{steps(&face, standing, acts)}</div>
        </li>
    }
    .into_any()
}

fn steps(face: &Face, standing: Standing, acts: Acts) -> AnyView {
    let id = face.id.to_string();
    match standing {
        Standing::Connected => view! {
            <MessageButton person=face.clone() chosen=acts.writing_to open=acts.writing />
            <BlockButton person=face.clone() acts />
        }
        .into_any(),
        Standing::AskedYou => {
            let from = id.clone();
            view! {
                <ActionForm action=acts.approve>
                    <input type="hidden" name="from" value=from />
                    <Button tone=Tone::Primary icon=Glyph::Check wide=true busy=acts.approve.pending()>
                        "Approve"
                    </Button>
                </ActionForm>
                <ActionForm action=acts.decline>
                    <input type="hidden" name="from" value=id />
                    <Button tone=Tone::Quiet wide=true busy=acts.decline.pending()>
                        "Decline"
                    </Button>
                </ActionForm>
                <BlockButton person=face.clone() acts />
            }
            .into_any()
        }
        Standing::Asked => view! {
            <ActionForm action=acts.withdraw>
                <input type="hidden" name="to" value=id />
                <Button tone=Tone::Quiet icon=Glyph::Undo wide=true busy=acts.withdraw.pending()>
                    "Withdraw"
                </Button>
            </ActionForm>
        }
        .into_any(),
        Standing::YouBlocked => view! {
            <ActionForm action=acts.unblock>
                <input type="hidden" name="person" value=id />
                <Button tone=Tone::Quiet icon=Glyph::Undo wide=true busy=acts.unblock.pending()>
                    "Unblock"
                </Button>
            </ActionForm>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// **Block** asks first: in a dialog with script, on a page of its own without.
#[component]
fn BlockButton(person: Face, acts: Acts) -> impl IntoView {
    let id = person.id.to_string();
    view! {
        <form
            method="get"
            action="/contacts"
            on:submit=move |event| {
                event.prevent_default();
                acts.blocking_whom.set(Some(person.clone()));
                acts.blocking.set(true);
            }
        >
            <input type="hidden" name="block" value=id />
            <Button tone=Tone::Danger icon=Glyph::Ban wide=true>
                "Block"
            </Button>
        </form>
    }
    .into_any()
}

/// What blocking means, and the last word. `back` closes the dialog; without it there is a link.
#[component]
pub fn BlockForm(person: Face, acts: Acts, #[prop(optional)] back: Option<RwSignal<bool>>) -> impl IntoView {
    let says = format!(
        "You and {} will not be connected any more. They can't write to you or ask you again, and they are not told. You can unblock them at any time.",
        person.name
    );
    let back = match back {
        Some(open) => view! {
            <Button kind="button" tone=Tone::Quiet on:click=move |_| open.set(false)>
                "Back"
            </Button>
        }
        .into_any(),
        None => view! {
            <ButtonLink href="/contacts" tone=Tone::Quiet>
                "Back"
            </ButtonLink>
        }
        .into_any(),
    };
    view! {
        <p class="max-w-prose">{says}</p>
        <div class="mt-5 flex flex-wrap gap-3">
            <ActionForm action=acts.block>
                <input type="hidden" name="person" value=person.id.to_string() />
                <Button tone=Tone::Danger icon=Glyph::Ban busy=acts.block.pending()>
                    "Block"
                </Button>
            </ActionForm>
            {back}
        </div>
    }
    .into_any()
}
