//! A group leader's profile in one organization: one's own, or somebody's for admins.
use super::frame::{Kept, Page, apart, query, slug};
use crate::AppError;
use crate::frame::Fault;
use crate::orgs::api::manage::{Managed, SaveLeaderProfile, load_leader_profile};
use crate::ui::action::ServerAction;
use crate::ui::alert::Alert;
use crate::ui::button::Button;
use crate::ui::field::{CheckField, SelectField, TextArea, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::group::Group;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::orgs::LeaderDraft;
use domain::orgs::leader::{AGES, QUALIFICATION, TEXT};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn LeaderProfile() -> impl IntoView {
    let (slug, words) = (slug(), use_query_map());
    let person = Memo::new(move |_| words.with(|words| words.get("person").unwrap_or_default()));
    let loaded = load(move || (slug.get(), person.get()), |(slug, person)| load_leader_profile(slug, person));
    let page = move || async move {
        match loaded.await {
            Ok(managed) => view! { <Form managed person=person.get_untracked() /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page /> }.into_any()
}

#[component]
fn Form(managed: Managed<(String, LeaderDraft)>, person: String) -> impl IntoView {
    let (look, role, (name, draft)) = apart(managed);
    let save = ServerAction::<SaveLeaderProfile>::new();
    let error = error_of(save);
    let saved = Signal::derive(move || save.done());
    let before = !query("saved").is_empty();
    let unfinished = draft.is_unfinished();
    let slug = look.slug.clone();
    let (here, title) =
        if person.is_empty() { ("/leader", "My leader profile".to_owned()) } else { ("/people", format!("Leader profile of {name}")) };
    let ages = std::iter::once((String::new(), "I would rather not say".to_owned()))
        .chain(AGES.iter().map(|age| ((*age).to_owned(), (*age).to_owned())))
        .collect();
    view! {
        <Page look role here title says="What members read on the Group Leaders tab of this organization. It stands beside a profile as an independent supporter and does not change it.">
            <Kept saved before says="Saved. Members see the change at once." />
            {unfinished
                .then(|| {
                    view! {
                        <Alert>
                            <p>"This profile is not finished. Members see that until greeting, reason, recovery and qualification are written."</p>
                        </Alert>
                    }
                })}
            <FormError error />
            <ActionForm action=save attr:class="space-y-6">
                <input type="hidden" name="slug" value=slug />
                <input type="hidden" name="person" value=person />
                <Group title="In your own words">
                    {area("leader[greeting]", "greeting", "Short greeting", "The first words on the card.", draft.greeting, error)}
                    {area("leader[motivation]", "motivation", "Why I help", "What makes you give your time.", draft.motivation, error)}
                    {area("leader[recovery]", "recovery", "My own recovery", "Where you stand yourself, as much as you like to tell.", draft.recovery, error)}
                    <TextField
                        name="leader[qualification]"
                        id="qualification"
                        label="Qualification"
                        hint="Your training, such as State Certified Peer Supporter."
                        value=draft.qualification
                        error=about(error, "qualification")
                        maxlength=u32::try_from(QUALIFICATION).unwrap_or_default()
                    />
                    <SelectField name="leader[age]" id="age" label="Age range" choices=ages value=draft.age />
                </Group>
                <Group title="What you offer">
                    <CheckField name="leader[local_resources]" id="local_resources" label="I help find local resources" checked=draft.local_resources />
                    <CheckField name="leader[hosting]" id="hosting" label="I can be asked to host meetings" checked=draft.hosting />
                </Group>
                <Group title="Who can reach you">
                    <CheckField name="leader[accepting]" id="accepting" label="I take new connections" checked=draft.accepting />
                    <CheckField
                        name="leader[auto_approve]"
                        id="auto_approve"
                        label="Approve requests automatically"
                        hint="Everybody who asks on this page is connected with you at once. You can still block people."
                        checked=draft.auto_approve
                    />
                    <CheckField
                        name="leader[hidden]"
                        id="hidden"
                        label="Hide my profile"
                        hint="You are not on the Group Leaders tab, and nobody can ask you there."
                        checked=draft.hidden
                    />
                </Group>
                <Button busy=save.pending()>"Save the profile"</Button>
            </ActionForm>
        </Page>
    }
    .into_any()
}

fn area(
    name: &'static str,
    field: &'static str,
    label: &'static str,
    says: &'static str,
    value: String,
    error: Signal<Option<AppError>>,
) -> AnyView {
    let hint = format!("{says} Up to {TEXT} characters.");
    let maxlength = u32::try_from(TEXT).unwrap_or_default();
    view! { <TextArea name id=field label hint value error=about(error, field) maxlength rows=3 /> }.into_any()
}
