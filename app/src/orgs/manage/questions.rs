//! The intake form: the questions that those who subscribe are asked.
use super::frame::{Kept, Page, apart, query, slug};
use crate::AppError;
use crate::account::parts::leave_when_done;
use crate::frame::Fault;
use crate::orgs::api::manage::{Managed, SaveOrgQuestions, load_org_questions};
use crate::ui::action::ServerAction;
use crate::ui::button::Button;
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::orgs::intake::{LABEL, MOST_FIELDS};
use domain::orgs::{FieldDraft, FieldKind};
use leptos::prelude::*;

const CONTROL: &str = "mt-1.5 block w-full min-h-11 rounded-control border border-edge bg-card px-3.5 py-2.5 text-base text-ink hover:border-spruce aria-invalid:border-2 aria-invalid:border-clay";

/// The page.
#[component]
pub fn Questions() -> impl IntoView {
    let slug = slug();
    let loaded = load(move || slug.get(), load_org_questions);
    let page = move || async move {
        match loaded.await {
            Ok(managed) => view! { <Form managed /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page /> }.into_any()
}

#[component]
fn Form(managed: Managed<Vec<FieldDraft>>) -> impl IntoView {
    let (look, role, fields) = apart(managed);
    let save = ServerAction::<SaveOrgQuestions>::new();
    // The page comes back with two free rows.
    leave_when_done(save);
    let error = error_of(save);
    let before = !query("saved").is_empty();
    let slug = look.slug.clone();
    let rows: Vec<_> = fields.into_iter().enumerate().map(|(place, field)| row(place, field, error)).collect();
    view! {
        <Page
            look
            role
            here="/intake"
            title="Intake form"
            says="What you ask those who subscribe. Only admins read the answers; they are deleted with the subscription. Ask for nothing you don't need."
        >
            <Kept saved=Signal::stored(false) before says="Saved. New subscribers see these questions." />
            <FormError error />
            <ActionForm action=save attr:class="space-y-5">
                <input type="hidden" name="slug" value=slug />
                <ol class="space-y-5">{rows}</ol>
                <p class="text-sm text-quiet">{format!("Empty a question to take it out, with its answers. At most {MOST_FIELDS} questions.")}</p>
                <Button busy=save.pending()>"Save the questions"</Button>
            </ActionForm>
        </Page>
    }
    .into_any()
}

fn row(place: usize, field: FieldDraft, error: Signal<Option<AppError>>) -> AnyView {
    let id = format!("fields-{place}");
    let name = |part: &str| format!("fields[{place}][{part}]");
    let says = {
        let id = id.clone();
        Signal::derive(move || error.with(|error| error.as_ref().and_then(|error| error.about(&id))))
    };
    let kinds: Vec<_> = FieldKind::ALL
        .into_iter()
        .map(|kind| view! { <option value=kind.as_str() selected=kind.as_str() == field.kind>{kind.label()}</option> })
        .collect();
    view! {
        <li class="space-y-4 rounded-card border border-line bg-card p-5 shadow-soft">
            <input type="hidden" name=name("id") value=field.id />
            <div>
                <label for=id.clone() class="block font-semibold">{format!("Question {}", place + 1)}</label>
                <input
                    id=id.clone()
                    name=name("label")
                    type="text"
                    class=CONTROL
                    maxlength=LABEL.to_string()
                    value=field.label
                    aria-invalid=move || says.with(Option::is_some).then_some("true")
                    aria-describedby=format!("{id}-error")
                />
                <p
                    id=format!("{id}-error")
                    class=move || if says.with(Option::is_some) { "mt-1.5 flex items-start gap-1.5 text-sm text-clay" } else { "hidden" }
                >
                    <Icon glyph=Glyph::CircleAlert class="mt-0.5 size-4" />
                    <span>{move || says.get().unwrap_or_default()}</span>
                </p>
            </div>
            <div class="grid gap-4 sm:grid-cols-2">
                <div>
                    <label for=format!("{id}-kind") class="block font-semibold">"How it is answered"</label>
                    <select id=format!("{id}-kind") name=name("kind") class=CONTROL>
                        {kinds}
                    </select>
                    <label class="mt-2 flex min-h-11 items-center gap-3">
                        <input type="checkbox" name=name("required") value="true" checked=field.required class="size-5 shrink-0" />
                        <span>"Must be answered"</span>
                    </label>
                </div>
                <div>
                    <label for=format!("{id}-choices") class="block font-semibold">"Choices, one a line"</label>
                    <textarea id=format!("{id}-choices") name=name("choices") rows="3" class=CONTROL>
                        {field.choices}
                    </textarea>
                </div>
            </div>
        </li>
    }
    .into_any()
}
