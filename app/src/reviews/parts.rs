//! A list of reviews with its way to the older ones, and the dialog around it.
use super::api::ListReviews;
use crate::AppError;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, Tone};
use crate::ui::dialog::Dialog;
use crate::ui::skeleton::Lines;
use crate::ui::stars::FiveStars;
use domain::reviews::{Review, ReviewPage};
use leptos::prelude::*;

/// Reviews, newest first. More of them are a link to the profile without script; with it, they are added here.
#[component]
pub fn Reviews(handle: String, start: ReviewPage) -> impl IntoView {
    let shown = RwSignal::new(start.reviews);
    let older = RwSignal::new(start.older);
    let handle = StoredValue::new(handle);
    let load = ServerAction::<ListReviews>::new();
    Effect::new(move |_| {
        if let Some(Ok(page)) = load.answer() {
            shown.update(|shown| {
                shown.extend(page.reviews.into_iter().filter(|new| !shown.iter().any(|held| held.id == new.id)).collect::<Vec<_>>())
            });
            older.set(page.older);
        }
    });
    let failed = move || load.answer().and_then(Result::err);
    view! {
        <ul class="divide-y divide-line">
            <For each=move || shown.get() key=|review| review.id.clone() let:review>
                <One review />
            </For>
        </ul>
        {move || failed().map(|error| view! { <Failed error /> })}
        {move || {
            older
                .get()
                .map(|place| {
                    let href = address_of(&handle.get_value(), &place);
                    view! {
                        <a
                            href=href
                            class="mt-4 inline-flex min-h-11 items-center rounded-control border border-line bg-card px-4 py-2 font-semibold text-spruce transition-colors hover:border-spruce hover:bg-spruce-soft aria-busy:cursor-progress"
                            aria-busy=move || load.pending().get().then_some("true")
                            on:click=move |event| {
                                event.prevent_default();
                                if !load.pending().get_untracked() {
                                    load.dispatch(ListReviews { handle: handle.get_value(), older: place.clone() });
                                }
                            }
                        >
                            <span>"More reviews"</span>
                        </a>
                    }
                })
        }}
    }
    .into_any()
}

/// One review with its answer; what can be done about it is the child.
#[component]
pub fn One(review: Review, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let author = review.author.unwrap_or_else(|| "Somebody who has left".to_owned());
    view! {
        <li class="py-4 first:pt-0">
            <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
                <FiveStars given=review.stars />
                <span class="font-semibold">{author}</span>
                <span class="text-sm text-quiet">{review.day}</span>
            </p>
            {(!review.body.is_empty()).then(|| view! { <p class="mt-1.5 max-w-prose whitespace-pre-line">{review.body}</p> })}
            {(!review.answer.is_empty())
                .then(|| {
                    view! {
                        <div class="mt-3 max-w-prose border-l-2 border-spruce pl-4">
                            <p class="text-sm font-semibold text-quiet">"The host answers"</p>
                            <p class="mt-0.5 whitespace-pre-line">{review.answer}</p>
                        </div>
                    }
                })}
            {children.map(|children| children())}
        </li>
    }
    .into_any()
}

#[component]
fn Failed(error: AppError) -> impl IntoView {
    view! {
        <div class="mt-4">
            <Alert tone=AlertTone::Problem>
                <p>{error.to_string()}</p>
            </Alert>
        </div>
    }
    .into_any()
}

/// The reviews of one supporter in a dialog. Opens as soon as it is on the page.
#[component]
pub fn ReviewsDialog(handle: String, name: String) -> impl IntoView {
    let open = RwSignal::new(true);
    let address = StoredValue::new(handle);
    let load = ServerAction::<ListReviews>::new();
    let ask = move || load.dispatch(ListReviews { handle: address.get_value(), older: String::new() });
    ask();
    let body = move || match load.answer() {
        None => view! { <Lines /> }.into_any(),
        Some(Err(error)) => view! {
            <Failed error />
            <div class="mt-4">
                <Button kind="button" tone=Tone::Quiet on:click=move |_| ask()>
                    "Try again"
                </Button>
            </div>
        }
        .into_any(),
        Some(Ok(start)) => view! { <Reviews handle=address.get_value() start /> }.into_any(),
    };
    view! {
        <Dialog id="reviews-dialog" title=format!("Reviews of {name}") open wide=true>
            {body}
        </Dialog>
    }
    .into_any()
}

/// Where the reviews after a place are, without script.
fn address_of(handle: &str, place: &str) -> String {
    format!("/supporters/{handle}?reviews={place}#reviews")
}
