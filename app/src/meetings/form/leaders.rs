//! Group Leaders: the section of an organization's form with its host, its co-hosts and who may see the meeting
//! (features.md OFORM-5, OFORM-7).
use super::api::OrgPart;
use super::fields::Section;
use crate::AppError;
use crate::ui::field::SelectField;
use crate::ui::form::about;
use domain::meetings::MeetingDraft;
use leptos::prelude::*;

/// Host and two co-hosts, all with the same powers.
#[component]
pub fn Leaders(draft: MeetingDraft, people: Vec<(String, String)>, error: Signal<Option<AppError>>) -> impl IntoView {
    let chosen = |place: usize| draft.hosts.get(place).cloned().unwrap_or_default();
    let or =
        |none: &str| -> Vec<(String, String)> { std::iter::once((String::new(), none.to_owned())).chain(people.iter().cloned()).collect() };
    let (main, second, third) = (or("Choose one"), or("Nobody"), or("Nobody"));
    let (first_host, second_host, third_host) = (chosen(0), chosen(1), chosen(2));
    view! {
        <Section id="leaders" title="Group Leaders">
            <p class="text-quiet">"All hosts can do the same: see who comes, change the meeting, open the room. Each is told."</p>
            <SelectField name="draft[hosts][]" id="hosts" label="Host" choices=main value=first_host error=about(error, "hosts") required=true />
            <div class="grid gap-4 sm:grid-cols-2">
                <SelectField name="draft[hosts][]" id="hosts-2" label="Co-host" choices=second value=second_host optional=true />
                <SelectField name="draft[hosts][]" id="hosts-3" label="Second co-host" choices=third value=third_host optional=true />
            </div>
        </Section>
    }
    .into_any()
}

/// Who may see it.
#[component]
pub fn Visible(org: OrgPart, value: String, error: Signal<Option<AppError>>) -> impl IntoView {
    view! { <SelectField name="draft[visibility]" id="visibility" label="Who can see it" choices=org.visibilities value error=about(error, "visibility") /> }
        .into_any()
}
