//! Taking somebody's seat back, after one more question that says what follows.
use super::api::RemovePerson;
use crate::account::parts::leave_when_done;
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::dialog::Dialog;
use crate::ui::form::{ActionForm, FormError, error_of};
use domain::meetings::Person;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Who is asked about, and whether the question is open.
#[derive(Clone, Copy)]
pub struct Removing {
    whom: RwSignal<Option<Person>>,
    open: RwSignal<bool>,
}

impl Removing {
    /// Whether the question is open.
    pub fn asks(self) -> bool {
        self.open.get()
    }
}

/// The question, open from the start for whoever of these the address names.
pub fn removing(people: &[Person]) -> Removing {
    let asked = use_query_map().with_untracked(|query| query.get("remove")).unwrap_or_default();
    let whom = people.iter().find(|person| person.has_seat && person.id.as_str() == asked).cloned();
    Removing { open: RwSignal::new(whom.is_some()), whom: RwSignal::new(whom) }
}

/// **Remove** asks first: it opens the dialog, and without script it leads to the page with the dialog open.
pub fn remove_link(meeting: &str, person: Person, removing: Removing) -> AnyView {
    let here = format!("/meetings/{meeting}/people?remove={}", person.id);
    let label = format!("Remove {}", person.name);
    view! {
        <ButtonLink
            href=here
            tone=Tone::Danger
            label=label
            on:click=move |event| {
                event.prevent_default();
                event.stop_propagation();
                removing.whom.set(Some(person.clone()));
                removing.open.set(true);
            }
        >
            "Remove"
        </ButtonLink>
    }
    .into_any()
}

/// The dialog of the page.
#[component]
pub fn RemoveDialog(meeting: String, removing: Removing) -> impl IntoView {
    // Made anew for each person: what one was refused for is not said about the next.
    let form = move || removing.whom.get().map(|person| view! { <RemoveForm meeting=meeting.clone() person /> });
    view! {
        <Dialog id="remove" title="Are you sure?" open=removing.open>
            <div>{form}</div>
        </Dialog>
    }
    .into_any()
}

#[component]
fn RemoveForm(meeting: String, person: Person) -> impl IntoView {
    let action = ServerAction::<RemovePerson>::new();
    leave_when_done(action);
    let Person { id, name, state, money, .. } = person;
    let seat = format!("{name} loses the seat and can't register for this meeting again. We tell them that you took it back.");
    // At the checkout nothing is paid yet.
    let paid = (state == "registered" && !money.is_empty()).then_some("What they paid is given back.");
    view! {
        <FormError error=error_of(action) />
        <p>{seat}</p>
        {paid.map(|says| view! { <p class="mt-2">{says}</p> })}
        <p class="mt-2 text-quiet">"This can't be undone. It is kind to write to them first."</p>
        <div class="mt-5 flex flex-wrap gap-3">
            <ActionForm action>
                <input type="hidden" name="meeting" value=meeting />
                <input type="hidden" name="whom" value=id.to_string() />
                <Button tone=Tone::Danger busy=action.pending()>{format!("Remove {name}")}</Button>
            </ActionForm>
            <form method="dialog">
                <Button tone=Tone::Quiet>"Back"</Button>
            </form>
        </div>
    }
    .into_any()
}
