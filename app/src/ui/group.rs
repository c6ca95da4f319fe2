//! Parts of longer forms: a card around some fields, and boxes to tick under one legend.
use super::field::CheckField;
use super::icon::{Glyph, Icon};
use crate::AppError;
use leptos::prelude::*;

/// A card around some fields.
#[component]
pub fn Group(#[prop(into)] title: String, #[prop(optional, into)] says: String, children: Children) -> impl IntoView {
    view! {
        <section class="rounded-card border border-line bg-card p-5 shadow-soft sm:p-7">
            <h2 class="text-xl font-bold">{title}</h2>
            {(!says.is_empty()).then(|| view! { <p class="mt-1 max-w-prose text-quiet">{says}</p> })}
            <div class="mt-5 space-y-5">{children()}</div>
        </section>
    }
    .into_any()
}

/// Several boxes under one legend. `field` is the name of the problem and the start of the boxes' ids.
#[component]
pub fn TickList(
    field: &'static str,
    name: &'static str,
    legend: &'static str,
    #[prop(optional, into)] hint: String,
    choices: Vec<(&'static str, &'static str)>,
    chosen: Vec<String>,
    #[prop(into)] error: Signal<Option<AppError>>,
) -> impl IntoView {
    let boxes: Vec<_> = choices
        .into_iter()
        .map(|(value, label)| {
            let checked = chosen.iter().any(|word| word == value);
            view! { <CheckField name id=format!("{field}-{value}") label value checked /> }
        })
        .collect();
    view! {
        <fieldset id=field tabindex="-1" aria-describedby=format!("{field}-error")>
            <legend class="font-semibold">{legend}</legend>
            {(!hint.is_empty()).then(|| view! { <p class="mt-0.5 text-sm text-quiet">{hint}</p> })}
            <div class="mt-1 grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">{boxes}</div>
            <Trouble error field />
        </fieldset>
    }
    .into_any()
}

/// The problem of a group of fields.
#[component]
pub fn Trouble(error: Signal<Option<AppError>>, #[prop(into)] field: String) -> impl IntoView {
    let id = format!("{field}-error");
    let says = Signal::derive(move || error.with(|error| error.as_ref().and_then(|error| error.about(&field))));
    view! {
        <p id=id class=move || if says.with(Option::is_some) { "mt-1.5 flex items-start gap-1.5 text-sm text-clay" } else { "hidden" }>
            <Icon glyph=Glyph::CircleAlert class="mt-0.5 size-4" />
            <span>{move || says.get().unwrap_or_default()}</span>
        </p>
    }
    .into_any()
}
