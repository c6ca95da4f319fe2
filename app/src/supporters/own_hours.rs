//! The hours of the week in which a supporter is usually free, to edit.
use super::api::{SaveHours, own_hours};
use super::own_page::OwnPage;
use crate::AppError;
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::button::Button;
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::group::Trouble;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::supporters::hours::DAYS;
use domain::supporters::{HoursRow, Own};
use leptos::prelude::*;

const CONTROL: &str =
    "min-h-11 w-full min-w-0 rounded-control border border-edge bg-card px-3 py-2 text-base text-ink tabular-nums hover:border-spruce";

/// The page.
#[component]
pub fn OwnHours() -> impl IntoView {
    let own = load(|| (), |()| own_hours());
    let page = move || async move {
        match own.await {
            Ok(own) => view! { <Form own /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } afresh=true then=page /> }.into_any()
}

#[component]
fn Form(own: Own<Vec<HoursRow>>) -> impl IntoView {
    let save = ServerAction::<SaveHours>::new();
    let error = error_of(save);
    let saved = Signal::derive(move || save.done());
    let Own { handle, zone, form } = own;
    let mut rows = form.into_iter().enumerate().peekable();
    let mut days = Vec::new();
    for (day, name) in (1..).zip(DAYS) {
        let mut fields = Vec::new();
        while let Some((at, row)) = rows.next_if(|(_, row)| row.day == day) {
            let place = fields.len() + 1;
            fields.push(times(at, place, name, row, error));
        }
        days.push(view! {
            <fieldset class="min-w-0 px-5 py-4 sm:grid sm:grid-cols-[6.5rem_1fr] sm:items-start sm:gap-3">
                // A legend that floats is an item of the grid, or else a line of its own.
                <legend class="float-left pt-2.5 font-semibold max-sm:mb-2 max-sm:w-full">{name}</legend>
                <div class="clear-both grid gap-3 lg:grid-cols-2 lg:gap-x-4">{fields}</div>
            </fieldset>
        });
    }
    view! {
        <OwnPage
            here="/supporter/availability"
            title="Weekly hours"
            says="When you are usually free. The directory shows people your next opening in their own time."
            saved
            handle
        >
            <ActionForm action=save>
                <FormError error />
                <p class="mb-4 text-quiet">
                    "Times are in your zone, "<strong class="font-semibold text-ink">{zone.replace('_', " ")}</strong> ". "
                    <a href="/account/preferences" class="text-spruce underline underline-offset-4">
                        "Change my zone"
                    </a>
                </p>
                <div class="divide-y divide-line rounded-card border border-line bg-card shadow-soft">{days}</div>
                <Trouble error field="hours" />
                <p class="mt-4 text-sm text-quiet">"Leave both times empty where you are not free. For the end of the day, use 12:00 am."</p>
                <div class="mt-5">
                    <Button busy=save.pending()>"Save my hours"</Button>
                </div>
            </ActionForm>
        </OwnPage>
    }
    .into_any()
}

fn times(at: usize, place: usize, day: &'static str, row: HoursRow, error: Signal<Option<AppError>>) -> AnyView {
    let field = format!("hours[{at}]");
    let error_id = format!("{field}-error");
    let label = |which: &str| format!("{day}, time {place}, {which}");
    let id = field.clone();
    let (day_name, from_name, to_name) = (format!("{field}[day]"), format!("{field}[from]"), format!("{field}[to]"));
    view! {
        <div id=id tabindex="-1">
            <input type="hidden" name=day_name value=row.day.to_string() />
            <div class="flex items-center gap-2">
                <input type="time" name=from_name value=row.from class=CONTROL aria-label=label("from") aria-describedby=error_id.clone() />
                <span class="text-quiet" aria-hidden="true">
                    "to"
                </span>
                <input type="time" name=to_name value=row.to class=CONTROL aria-label=label("to") aria-describedby=error_id />
            </div>
            <Trouble error field />
        </div>
    }
    .into_any()
}
