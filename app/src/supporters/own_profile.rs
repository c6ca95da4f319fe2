//! A supporter's public profile, to edit.
use super::api::{SavePublicProfile, own_profile};
use super::own_page::OwnPage;
use crate::AppError;
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::button::Button;
use crate::ui::field::{CheckField, SelectField, TextArea, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::group::{Group, TickList};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::supporters::draft::{ABOUT, CREDENTIAL, GREETING, HEADLINE, MOST_TOPICS, STORY};
use domain::supporters::{Gender, Own, ProfileDraft};
use domain::{languages, topics};
use leptos::prelude::*;

/// The page.
#[component]
pub fn OwnProfile() -> impl IntoView {
    let own = load(|| (), |()| own_profile());
    let page = move || async move {
        match own.await {
            Ok(own) => view! { <Form own /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } afresh=true then=page /> }.into_any()
}

fn most(characters: usize) -> u32 {
    u32::try_from(characters).unwrap_or(u32::MAX)
}

#[component]
fn Form(own: Own<ProfileDraft>) -> impl IntoView {
    let save = ServerAction::<SavePublicProfile>::new();
    let error = error_of(save);
    let saved = Signal::derive(move || save.done());
    let Own { handle, form: draft, .. } = own;
    let genders = std::iter::once(("unsaid".to_owned(), "I would rather not say".to_owned()))
        .chain(Gender::ALL.into_iter().map(|gender| (gender.as_str().to_owned(), gender.label().to_owned())))
        .collect();
    view! {
        <OwnPage
            here="/supporter/profile"
            title="Your public profile"
            says="What people read before they ask to connect. Your last name, email and phone are never shown."
            saved
            handle
        >
            <ActionForm action=save>
                <FormError error />
                <div class="space-y-6">
                    <Group title="In the directory">
                        <TextField
                            name="profile[headline]"
                            id="headline"
                            label="Headline"
                            hint="A line or two in your own words: what you have been through, what you know."
                            value=draft.headline
                            error=about(error, "headline")
                            maxlength=most(HEADLINE)
                            required=true
                        />
                        <TextField
                            name="profile[credential]"
                            id="credential"
                            label="Credential"
                            hint="Your training, such as State Certified Peer Supporter."
                            value=draft.credential
                            error=about(error, "credential")
                            maxlength=most(CREDENTIAL)
                            required=true
                        />
                        <TickList
                            field="topics"
                            name="profile[topics][]"
                            legend="What you support people with"
                            hint=format!("At most {MOST_TOPICS}. The ones you know from the inside.")
                            choices=topics::TOPICS.iter().map(|topic| (topic.slug, topic.label)).collect()
                            chosen=draft.topics
                            error
                        />
                        <TextField
                            name="profile[specialties]"
                            id="specialties"
                            label="Specialties in your own words"
                            hint="With commas between them: night shifts, nurses, first year sober."
                            value=draft.specialties
                            error=about(error, "specialties")
                            optional=true
                        />
                        <SelectField name="profile[gender]" id="gender" label="Gender" choices=genders value=draft.gender />
                        <TickList
                            field="languages"
                            name="profile[languages][]"
                            legend="Languages you can listen in"
                            choices=languages::LANGUAGES.iter().map(|language| (language.code, language.name)).collect()
                            chosen=draft.languages
                            error
                        />
                    </Group>
                    <Group title="On your profile">
                        <TextField
                            name="profile[greeting]"
                            id="greeting"
                            label="Short greeting"
                            hint="The first words people read. For example: Hello, I am glad you found your way here."
                            value=draft.greeting
                            error=about(error, "greeting")
                            maxlength=most(GREETING)
                            required=true
                        />
                        {area("profile[about]", "about", "About Me", "Who you are today.", draft.about, ABOUT, error)}
                        {area("profile[story]", "story", "My Story", "What you have been through, as much as you like to tell.", draft.story, STORY, error)}
                        {area("profile[motivation]", "motivation", "Why I Help", "What makes you give your time.", draft.motivation, ABOUT, error)}
                    </Group>
                    <Group title="Who can reach you">
                        <CheckField
                            name="profile[accepting]"
                            id="accepting"
                            label="I take new connections"
                            hint="Without it, people see your profile but can't ask to connect."
                            checked=draft.accepting
                        />
                        <CheckField
                            name="profile[auto_approve]"
                            id="auto_approve"
                            label="Approve requests automatically"
                            hint="Everybody who asks is connected with you at once. You can still block people."
                            checked=draft.auto_approve
                        />
                        <CheckField
                            name="profile[hidden]"
                            id="hidden"
                            label="Hide my profile"
                            hint="You are not found, and your profile is not there for others. Not a good idea while you have meetings or chatrooms."
                            checked=draft.hidden
                        />
                    </Group>
                    <Button busy=save.pending()>"Save my profile"</Button>
                </div>
            </ActionForm>
        </OwnPage>
    }
    .into_any()
}

fn area(
    name: &'static str,
    field: &'static str,
    label: &'static str,
    says: &'static str,
    value: String,
    limit: usize,
    error: Signal<Option<AppError>>,
) -> AnyView {
    let hint = format!("{says} Up to {limit} characters.");
    view! { <TextArea name id=field label hint value error=about(error, field) maxlength=most(limit) required=true rows=5 /> }.into_any()
}
