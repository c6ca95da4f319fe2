//! The pages of the form.
use super::api::{CallOffMeeting, ChangeMeeting, FormView, PlanMeeting, load_meeting_form};
use super::fields::{Details, Documents, Schedule};
use super::leaders::Leaders;
use super::preview::PreviewPart;
use crate::account::parts::leave_when_done;
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::dialog::Dialog;
use crate::ui::field::TextArea;
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::meetings::Scope;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::{use_params_map, use_query_map};

pub(super) fn looked() -> bool {
    use_query_map().with_untracked(|query| query.get("looked").is_some())
}

/// Create a Meeting.
#[component]
pub fn Create() -> impl IntoView {
    let form = load(looked, |looked| load_meeting_form(String::new(), looked));
    let plan = ServerAction::<PlanMeeting>::new();
    leave_when_done(plan);
    let page = move || async move {
        match form.await {
            Ok(form) => view! {
                <ActionForm action=plan>
                    <Fields form id=String::new() error=error_of(plan) />
                    <Submit busy=plan.pending() says="Submit" back="/my-meetings?tab=hosting" />
                </ActionForm>
            }
            .into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Create a Meeting" />
        <Meta name="robots" content="noindex" />
        <div class="mx-auto max-w-3xl">
            <h1 class="text-2xl font-bold sm:text-3xl">"Create a Meeting"</h1>
            <p class="mt-2 mb-6 max-w-prose text-quiet">"Write as you would speak to somebody at your table. Short and plain is best."</p>
            <Waiting meanwhile=|| view! { <Lines count=10 /> } afresh=true then=page />
        </div>
    }
    .into_any()
}

/// Update Meeting.
#[component]
pub fn Edit() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let of = id.clone();
    let form = load(move || (of.clone(), looked()), |(id, looked)| load_meeting_form(id, looked));
    let change = ServerAction::<ChangeMeeting>::new();
    let call_off = ServerAction::<CallOffMeeting>::new();
    leave_when_done(change);
    leave_when_done(call_off);
    let shown = StoredValue::new(id);
    let page = move || {
        let id = shown.get_value();
        async move {
            match form.await {
                Ok(form) => {
                    let series = form.series.clone();
                    let (again, field_id, off_id) = (series.clone(), id.clone(), id.clone());
                    let back = match &form.org {
                        Some(org) => format!("/organizations/{}/manage/meetings", org.slug),
                        None => "/my-meetings?tab=hosting".to_owned(),
                    };
                    view! {
                        <ActionForm action=change>
                            <input type="hidden" name="id" value=id />
                            <Fields form id=field_id error=error_of(change) />
                            <Which series />
                            <Submit busy=change.pending() says="Save" back />
                        </ActionForm>
                        <CallOff id=off_id series=again call_off />
                    }
                    .into_any()
                }
                Err(error) => view! { <Fault error /> }.into_any(),
            }
        }
    };
    view! {
        <Title text="Update Meeting" />
        <Meta name="robots" content="noindex" />
        <div class="mx-auto max-w-3xl">
            <h1 class="text-2xl font-bold sm:text-3xl">"Update Meeting"</h1>
            <p class="mt-2 mb-6 max-w-prose text-quiet">"Whoever has a seat or waits in line is told of a new time."</p>
            <Waiting meanwhile=|| view! { <Lines count=10 /> } afresh=true then=page />
        </div>
    }
    .into_any()
}

#[component]
pub(super) fn Fields(form: FormView, id: String, error: Signal<Option<crate::AppError>>) -> impl IntoView {
    let FormView { draft, zones, library, documents, preview, org, .. } = form;
    let editing = !id.is_empty();
    let slug = org.as_ref().map(|org| org.slug.clone()).unwrap_or_default();
    let leaders = org.as_ref().map(|org| view! { <Leaders draft=draft.clone() people=org.people.clone() error /> });
    view! {
        <FormError error />
        <div class="space-y-6">
            <Details draft=draft.clone() error editing org />
            <Schedule draft=draft.clone() zones error editing />
            {leaders}
            <PreviewPart id slug start=preview />
            <Documents chosen=draft.documents documents library error />
        </div>
    }
    .into_any()
}

#[component]
pub(super) fn Submit(#[prop(into)] busy: Signal<bool>, says: &'static str, #[prop(into)] back: String) -> impl IntoView {
    view! {
        <div class="mt-6 flex flex-wrap gap-3">
            <Button busy>{says}</Button>
            <Button tone=Tone::Quiet name="looks" value="true">"Show the dates"</Button>
            <ButtonLink href=back tone=Tone::Plain>"Leave it"</ButtonLink>
        </div>
    }
    .into_any()
}

const SCOPES: [(Scope, &str); 3] =
    [(Scope::This, "This one only"), (Scope::Following, "This one and the following"), (Scope::All, "All that have not started")];

/// Which meetings of a series are meant, with their dates.
#[component]
fn Which(series: Vec<String>) -> impl IntoView {
    if series.is_empty() {
        return ().into_any();
    }
    let choices: Vec<_> = SCOPES
        .into_iter()
        .map(|(scope, says)| {
            view! {
                <label class="flex min-h-11 items-center gap-3">
                    <input type="radio" name="scope" value=scope.as_str() class="size-5 shrink-0" checked=scope == Scope::This />
                    <span>{says}</span>
                </label>
            }
        })
        .collect();
    let dates: Vec<_> = series.into_iter().map(|when| view! { <li class="tabular-nums">{when}</li> }).collect();
    view! {
        <fieldset class="mt-6 rounded-card border border-line bg-card p-5">
            <legend class="px-1 font-semibold">"This meeting is one of a series"</legend>
            {choices}
            <details class="mt-2">
                <summary class="inline-flex min-h-11 cursor-pointer items-center text-sm text-spruce underline underline-offset-4">"All dates of the series"</summary>
                <ul class="mt-1 space-y-1 text-sm">{dates}</ul>
            </details>
        </fieldset>
    }
    .into_any()
}

/// Calling it off, after one more question.
#[component]
fn CallOff(id: String, series: Vec<String>, call_off: ServerAction<CallOffMeeting>) -> impl IntoView {
    let open = RwSignal::new(use_query_map().with_untracked(|query| query.get("off").is_some()));
    let here = format!("/meetings/{id}/edit?off=1");
    view! {
        <section class="mt-12 border-t border-line pt-6" aria-labelledby="off-title-part">
            <h2 id="off-title-part" class="text-lg font-bold">"Cancel the meeting"</h2>
            <p class="mt-1 mb-3 max-w-prose text-quiet">"Everybody on the roster is told, and whoever paid is refunded. It is kind to write to them first."</p>
            <a
                href=here
                class="inline-flex min-h-11 items-center rounded-control border border-line bg-card px-4 py-2 font-semibold text-clay hover:border-clay hover:bg-clay-soft"
                on:click=move |event| {
                    event.prevent_default();
                    event.stop_propagation();
                    open.set(true);
                }
            >
                "Cancel Meeting"
            </a>
            <Dialog id="off" title="Are you sure?" open>
                <FormError error=error_of(call_off) />
                <ActionForm action=call_off>
                    <input type="hidden" name="id" value=id />
                    <Alert tone=AlertTone::Problem>
                        <p>"This can't be undone."</p>
                    </Alert>
                    <Which series />
                    <div class="mt-4">
                        <TextArea name="note" label="A word to those who wanted to come" optional=true rows=3 maxlength=500 />
                    </div>
                    <div class="mt-5">
                        <Button tone=Tone::Danger icon=Glyph::CircleX busy=call_off.pending()>"Cancel Meeting"</Button>
                    </div>
                </ActionForm>
            </Dialog>
        </section>
    }
    .into_any()
}
