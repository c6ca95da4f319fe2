//! Reviews on the page of a meeting that is over: the form for those who were there, and what its host reads and answers.
use super::api::{AnswerReview, MeetingReviews, ReviewMeeting, show_meeting_reviews};
use super::parts::One;
use crate::account::parts::leave_when_done;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, Tone};
use crate::ui::field::TextArea;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::stars::FiveStars;
use domain::reviews::draft::{ANSWER, BODY, STARS};
use domain::reviews::{OwnReview, Review};
use leptos::prelude::*;

/// The part of a meeting's page. Nothing for those who have nothing to say or to read here.
#[component]
pub fn MeetingReviewsPart(meeting: String) -> impl IntoView {
    let id = StoredValue::new(meeting);
    let found = load(move || id.get_value(), show_meeting_reviews);
    let (give, answer) = (ServerAction::<ReviewMeeting>::new(), ServerAction::<AnswerReview>::new());
    leave_when_done(give);
    leave_when_done(answer);
    let part = move || async move {
        let Ok(MeetingReviews { said, typed }) = found.await else { return ().into_any() };
        if let Some(own) = said.own {
            return view! { <Own meeting=id.get_value() own give /> }.into_any();
        }
        if said.for_host.is_empty() {
            return ().into_any();
        }
        let rows: Vec<_> = said
            .for_host
            .into_iter()
            .map(|review| {
                let form = review.answer.is_empty().then(|| {
                    let start = if typed.0 == review.id { typed.1.clone() } else { String::new() };
                    view! { <AnswerForm review=review.id.clone() start meeting=id.get_value() answer /> }
                });
                view! {
                    <One review>
                        {form}
                    </One>
                }
            })
            .collect();
        view! {
            <section id="reviews" class="mt-8 scroll-mt-32" aria-labelledby="reviews-title">
                <h2 id="reviews-title" class="text-xl font-bold">"What people say of it"</h2>
                <p class="mt-1 mb-4 max-w-prose text-quiet">"You can answer each of them once. Your answer stands under the review on your profile."</p>
                <FormError error=error_of(answer) />
                <ul class="divide-y divide-line">{rows}</ul>
            </section>
        }
        .into_any()
    };
    view! { <Waiting then=part /> }.into_any()
}

/// What somebody who was there wrote, and the form while it is open.
#[component]
fn Own(meeting: String, own: OwnReview, give: ServerAction<ReviewMeeting>) -> impl IntoView {
    let OwnReview { host, review, draft, until, open, hidden } = own;
    let written = review.is_some();
    // What was typed and refused differs from what stands: the form is open then, so that nothing seems lost.
    let typed = review.as_ref().is_some_and(|review| review.stars.to_string() != draft.stars || review.body != draft.body);
    let title = if written { "What you wrote" } else { "How was it?" };
    let stands = review.map(|review| view! { <ul class="mt-3"><One review /></ul> });
    let error = error_of(give);
    let form = open.then(|| {
        let fields = view! {
            <FormError error />
            <ActionForm action=give attr:class="space-y-5">
                <input type="hidden" name="meeting" value=meeting />
                <StarsField chosen=draft.stars error=about(error, "stars") />
                <TextArea
                    name="draft[body]" id="body" label="In your words" optional=true value=draft.body error=about(error, "body")
                    hint="Everybody can read this on the host's profile, beside your username. Leave out names and what others told."
                    maxlength=u32::try_from(BODY).unwrap_or_default() rows=4
                />
                <Button icon=Glyph::Star busy=give.pending()>{if written { "Save the change" } else { "Send" }}</Button>
            </ActionForm>
        };
        if !written {
            return fields.into_any();
        }
        view! {
            <details class="mt-2" open=typed>
                <summary class="flex min-h-11 cursor-pointer items-center font-semibold text-spruce">{format!("Change it (until {until})")}</summary>
                <div class="mt-3">{fields}</div>
            </details>
        }
        .into_any()
    });
    view! {
        <section id="reviews" class="mt-8 scroll-mt-32 rounded-card border border-line bg-card p-5 shadow-soft sm:p-7" aria-labelledby="reviews-title">
            <h2 id="reviews-title" class="text-xl font-bold">{title}</h2>
            {(!written).then(|| view! { <p class="mt-1 mb-5 max-w-prose text-quiet">{format!("You were there. A few honest words help {host}, and others who are looking.")}</p> })}
            {hidden
                .then(|| {
                    view! {
                        <div class="mt-4">
                            <Alert tone=AlertTone::Info>
                                <p>"The people who look after this site have hidden your review. Nobody else can read it."</p>
                            </Alert>
                        </div>
                    }
                })}
            {stands}
            {form}
        </section>
    }
    .into_any()
}

/// One to five stars, as five buttons of which one can be chosen.
#[component]
fn StarsField(chosen: String, #[prop(into)] error: Signal<Option<String>>) -> impl IntoView {
    let choices: Vec<_> = STARS
        .map(|stars| {
            let value = stars.to_string();
            let checked = value == chosen;
            view! {
                <label class="flex min-h-11 cursor-pointer items-center gap-3 rounded-control border border-edge bg-card px-4 py-2 has-checked:border-spruce has-checked:bg-spruce-soft">
                    <input type="radio" name="draft[stars]" value=value checked=checked required=true class="size-5 shrink-0" />
                    <FiveStars given=stars />
                </label>
            }
        })
        .collect();
    view! {
        <fieldset id="stars" aria-describedby="stars-error">
            <legend class="font-semibold">"Your stars"</legend>
            <div class="mt-1.5 flex flex-wrap gap-2">{choices}</div>
            <p id="stars-error" class="mt-1.5 text-sm text-clay empty:hidden">{move || error.get()}</p>
        </fieldset>
    }
    .into_any()
}

/// The host's answer to one review. `meeting` and `handle` say where to come back to.
#[component]
pub fn AnswerForm(
    review: String,
    start: String,
    #[prop(optional)] meeting: String,
    #[prop(optional)] handle: String,
    answer: ServerAction<AnswerReview>,
) -> impl IntoView {
    let field = format!("answer-{review}");
    let open = !start.is_empty();
    view! {
        <details class="mt-2" open=open>
            <summary class="flex min-h-11 cursor-pointer items-center font-semibold text-spruce">"Answer"</summary>
            <ActionForm action=answer attr:class="mt-2 max-w-prose space-y-3">
                <input type="hidden" name="review" value=review />
                <input type="hidden" name="meeting" value=meeting />
                <input type="hidden" name="handle" value=handle />
                <TextArea
                    name="answer" id=field label="Your answer" hint="Everybody can read it. You can answer once."
                    value=start error=about(error_of(answer), "answer") maxlength=u32::try_from(ANSWER).unwrap_or_default() rows=3 required=true
                />
                <Button tone=Tone::Quiet icon=Glyph::SendHorizontal busy=answer.pending()>"Send the answer"</Button>
            </ActionForm>
        </details>
    }
    .into_any()
}

/// The reviews that a host sees on their own profile, each with its form where it is not answered yet.
#[component]
pub fn OwnReviews(handle: String, reviews: Vec<Review>, typed: (String, String)) -> impl IntoView {
    let answer = ServerAction::<AnswerReview>::new();
    leave_when_done(answer);
    let rows: Vec<_> = reviews
        .into_iter()
        .map(|review| {
            let form = review.answer.is_empty().then(|| {
                let start = if typed.0 == review.id { typed.1.clone() } else { String::new() };
                view! { <AnswerForm review=review.id.clone() start handle=handle.clone() answer /> }
            });
            view! {
                <One review>
                    {form}
                </One>
            }
        })
        .collect();
    view! {
        <FormError error=error_of(answer) />
        <ul class="divide-y divide-line">{rows}</ul>
    }
    .into_any()
}
