//! Fields in every state, and a form that was not taken.
use super::Shelf;
use crate::AppError;
use crate::ui::field::{CheckField, SelectField, TextArea, TextField};
use crate::ui::form::{FormError, about};
use domain::{Problem, Refusal};
use leptos::prelude::*;

/// The shelf of fields.
#[component]
pub fn Fields() -> impl IntoView {
    let problems = vec![
        Problem::new("email-wrong", "Write an email address such as name@example.org."),
        Problem::new("story-wrong", "Say a little more: at least 20 characters."),
    ];
    let error: Signal<Option<AppError>> = Signal::derive(move || Some(AppError::Refused(Refusal::Invalid(problems.clone()))));
    let zones = || vec![("America/New_York".to_owned(), "Eastern".to_owned()), ("Europe/London".to_owned(), "London".to_owned())];
    view! {
        <Shelf title="Fields">
            <div class="grid gap-8 md:grid-cols-2">
                <div class="space-y-5">
                    <TextField name="plain" label="Username" hint="Others see only this." value="quiet_river" />
                    <TextField name="empty" label="Pronouns" optional=true />
                    <TextField name="search" label="Search" kind="search" placeholder="grief" />
                    <TextArea name="area" label="About you" hint="A few lines. Others may read it." value="I like walks, and I listen." />
                    <SelectField name="zone" label="Time zone" choices=zones() value="Europe/London" />
                    <CheckField name="check" label="Approve requests by themselves" hint="People are connected as soon as they ask." checked=true />
                    <CheckField name="check-two" label="Hide my profile" />
                </div>
                <div>
                    <FormError error />
                    <div class="space-y-5">
                        <TextField name="email-wrong" label="Email" hint="We write only when it matters." value="rosa@" error=about(error, "email-wrong") />
                        <TextArea name="story-wrong" label="My story" value="Hello." error=about(error, "story-wrong") />
                        <SelectField
                            name="zone-wrong"
                            label="Time zone"
                            choices=zones()
                            error=Signal::derive(|| Some("Choose the zone you live in.".to_owned()))
                        />
                        <CheckField
                            name="check-wrong"
                            label="I am 18 or older"
                            error=Signal::derive(|| Some("You need to be 18 or older.".to_owned()))
                        />
                    </div>
                </div>
            </div>
        </Shelf>
    }
    .into_any()
}
