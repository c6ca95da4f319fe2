//! What a supporter offers, to edit: rows of name, length and price, two of them always free.
use super::api::{SaveServices, own_services};
use super::own_page::OwnPage;
use crate::AppError;
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::button::Button;
use crate::ui::field::{SelectField, TextField};
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::group::Trouble;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::supporters::{Own, ServiceDraft};
use leptos::prelude::*;

macro_rules! rows {
    ($($n:literal),+) => {
        [$([
            concat!("services[", $n, "][name]"),
            concat!("services[", $n, "][minutes]"),
            concat!("services[", $n, "][price]"),
        ]),+]
    };
}

/// The names of the fields, row by row.
const NAMES: [[&str; 3]; domain::supporters::services::MOST_SERVICES] = rows!(0, 1, 2, 3, 4, 5, 6, 7);

const LENGTHS: [i64; 9] = [15, 30, 45, 60, 75, 90, 120, 180, 240];

/// The page.
#[component]
pub fn OwnServices() -> impl IntoView {
    let save = ServerAction::<SaveServices>::new();
    // What was saved is read again: it comes back tidied, with two free rows.
    let kept = Memo::new(move |_| save.done().then(|| save.version().get()));
    let own = load(move || kept.get(), |_| own_services());
    let page = move || async move {
        match own.await {
            Ok(own) => view! { <Form own save /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page /> }.into_any()
}

#[component]
fn Form(own: Own<Vec<ServiceDraft>>, save: ServerAction<SaveServices>) -> impl IntoView {
    let error = error_of(save);
    let saved = Signal::derive(move || save.done());
    let Own { handle, form, .. } = own;
    let rows: Vec<_> = form.into_iter().zip(NAMES).enumerate().map(|(at, (draft, names))| row(at, draft, names, error)).collect();
    view! {
        <OwnPage
            here="/supporter/services"
            title="My Services"
            says="What people can book with you, how long it takes, and what it costs. Leave a row empty to take it away."
            saved
            handle
        >
            <ActionForm action=save>
                <FormError error />
                <div class="space-y-4">{rows}</div>
                <Trouble error field="services" />
                <p class="mt-4 max-w-prose text-sm text-quiet">
                    "Prices are in US dollars: 0 for free, otherwise 2.99 to 500. From a paid talk, 2.9 % + 0.30 go to the payment service and 12 % to the site."
                </p>
                <div class="mt-5">
                    <Button busy=save.pending()>"Save my services"</Button>
                </div>
            </ActionForm>
        </OwnPage>
    }
    .into_any()
}

fn row(at: usize, draft: ServiceDraft, names: [&'static str; 3], error: Signal<Option<AppError>>) -> AnyView {
    let [name, minutes, price] = names;
    let about = move |field: &'static str| Signal::derive(move || error.with(|error| error.as_ref().and_then(|error| error.about(field))));
    let mut lengths: Vec<(String, String)> = LENGTHS.into_iter().map(|length| (length.to_string(), super::story::length(length))).collect();
    if !lengths.iter().any(|(length, _)| *length == draft.minutes) {
        lengths.push((draft.minutes.clone(), format!("{} minutes", draft.minutes)));
    }
    view! {
        <fieldset class="rounded-card border border-line bg-card p-5 shadow-soft">
            <legend class="sr-only">{format!("Service {}", at + 1)}</legend>
            <div class="grid gap-4 sm:grid-cols-[1fr_10rem_8rem]">
                <TextField name=name label="Name" value=draft.name error=about(name) maxlength=60 />
                <SelectField name=minutes label="Length" choices=lengths value=draft.minutes error=about(minutes) />
                <TextField name=price label="Price" value=draft.price error=about(price) inputmode="decimal" maxlength=8 />
            </div>
        </fieldset>
    }
    .into_any()
}
