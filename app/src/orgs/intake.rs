//! The questions of an organization for those who have subscribed.
use super::api::member::{Question, SaveIntake, load_intake};
use crate::AppError;
use crate::account::parts::Narrow;
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use domain::orgs::FieldKind;
use domain::orgs::intake::ANSWER;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

/// The page.
#[component]
pub fn Intake() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()));
    let asked = load(move || slug.get(), load_intake);
    let page = move || async move {
        match asked.await {
            Ok((name, questions)) => view! { <Form slug=slug.get_untracked() name questions /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting then=page /> }.into_any()
}

#[component]
fn Form(slug: String, name: String, questions: Vec<Question>) -> impl IntoView {
    let save = ServerAction::<SaveIntake>::new();
    let error = error_of(save);
    let (navigate, back) = (use_navigate(), format!("/organizations/{slug}"));
    let done = format!("{back}?done=answers");
    Effect::new(move |_| {
        if save.done() {
            navigate(&done, NavigateOptions::default());
        }
    });
    let title = format!("Questions from {name}");
    if questions.is_empty() {
        return view! {
            <Title text=title.clone() />
            <Narrow title says="They have no questions for you.">
                <ButtonLink href=back tone=Tone::Quiet>"Back"</ButtonLink>
            </Narrow>
        }
        .into_any();
    }
    let fields: Vec<_> = questions.into_iter().enumerate().map(|(place, question)| field(place, question, error)).collect();
    view! {
        <Title text=title.clone() />
        <Meta name="robots" content="noindex" />
        <Narrow title says="Only the admins of this organization read your answers. They are deleted when you unsubscribe or leave.">
            <FormError error />
            <ActionForm action=save attr:class="space-y-6">
                <input type="hidden" name="slug" value=slug />
                {fields}
                <div class="flex flex-wrap gap-3">
                    <Button busy=save.pending()>"Save"</Button>
                    <ButtonLink href=back tone=Tone::Quiet>"Not now"</ButtonLink>
                </div>
            </ActionForm>
        </Narrow>
    }
    .into_any()
}

fn field(place: usize, question: Question, error: Signal<Option<AppError>>) -> AnyView {
    let Question { field, answer } = question;
    let id = format!("answers-{place}");
    let name = format!("answers[{place}][text]");
    let problem = {
        let id = id.clone();
        Signal::derive(move || error.with(|error| error.as_ref().and_then(|error| error.about(&id))))
    };
    let hidden = view! { <input type="hidden" name=format!("answers[{place}][id]") value=field.id /> };
    let choices = match field.kind {
        FieldKind::Text => {
            return view! {
                {hidden}
                <div>
                    <label for=id.clone() class="block font-semibold">
                        <span>{field.label}</span>
                        {(!field.required).then(|| view! { <span class="font-normal text-quiet">" (optional)"</span> })}
                    </label>
                    <textarea
                        id=id.clone()
                        name=name
                        rows="3"
                        maxlength=ANSWER.to_string()
                        required=field.required
                        class="mt-1.5 block field-sizing-content min-h-28 max-h-96 w-full rounded-control border border-edge bg-card px-3.5 py-2.5 text-base text-ink hover:border-spruce aria-invalid:border-2 aria-invalid:border-clay"
                        aria-invalid=move || problem.with(Option::is_some).then_some("true")
                        aria-describedby=format!("{id}-error")
                    >
                        {answer}
                    </textarea>
                    {trouble(&id, problem)}
                </div>
            }
            .into_any();
        }
        FieldKind::Choice => field.choices,
        FieldKind::YesNo => vec!["Yes".to_owned(), "No".to_owned()],
    };
    let choices: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let checked = choice == answer;
            view! {
                <label class="flex min-h-11 items-center gap-3">
                    <input type="radio" name=name.clone() value=choice.clone() checked=checked required=field.required class="size-5 shrink-0" />
                    <span>{choice}</span>
                </label>
            }
        })
        .collect();
    view! {
        {hidden}
        <fieldset id=id.clone() tabindex="-1" aria-describedby=format!("{id}-error")>
            <legend class="font-semibold">
                <span>{field.label}</span>
                {(!field.required).then(|| view! { <span class="font-normal text-quiet">" (optional)"</span> })}
            </legend>
            <div class="mt-1">{choices}</div>
            {trouble(&id, problem)}
        </fieldset>
    }
    .into_any()
}

/// The problem under a question.
fn trouble(id: &str, says: Signal<Option<String>>) -> AnyView {
    view! {
        <p
            id=format!("{id}-error")
            class=move || if says.with(Option::is_some) { "mt-1.5 flex items-start gap-1.5 text-sm text-clay" } else { "hidden" }
        >
            <Icon glyph=Glyph::CircleAlert class="mt-0.5 size-4" />
            <span>{move || says.get().unwrap_or_default()}</span>
        </p>
    }
    .into_any()
}
