//! The settings of an organization: who may take part, times, what is shown.
use super::frame::{Kept, Page, apart, query, slug};
use crate::frame::Fault;
use crate::orgs::api::manage::{Managed, SaveOrgSettings, SettingsForm, load_org_settings};
use crate::ui::action::ServerAction;
use crate::ui::button::Button;
use crate::ui::field::{CheckField, SelectField, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::group::{Group, TickList};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::orgs::states::STATES;
use domain::supporters::Gender;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let slug = slug();
    let loaded = load(move || slug.get(), load_org_settings);
    let page = move || async move {
        match loaded.await {
            Ok(managed) => view! { <Form managed /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page /> }.into_any()
}

#[component]
fn Form(managed: Managed<SettingsForm>) -> impl IntoView {
    let (look, role, form) = apart(managed);
    let SettingsForm { draft, zones } = form;
    let save = ServerAction::<SaveOrgSettings>::new();
    let error = error_of(save);
    let saved = Signal::derive(move || save.done());
    let before = !query("saved").is_empty();
    let says = draft.open_to().says();
    let some_states = !draft.states.is_empty();
    let slug = look.slug.clone();
    view! {
        <Page look role here="/settings" title="Settings">
            <Kept saved before says="Saved. The settings hold from now on." />
            <FormError error />
            <ActionForm action=save attr:class="space-y-6">
                <input type="hidden" name="slug" value=slug />
                <Group title="Who can take part" says=format!("{says} Tick nothing to be open to everybody. People are asked when they subscribe.")>
                    <TickList
                        field="genders"
                        name="settings[genders][]"
                        legend="Genders"
                        choices=Gender::ALL.into_iter().map(|gender| (gender.as_str(), gender.label())).collect()
                        chosen=draft.genders
                        error
                    />
                    <details open=some_states>
                        <summary class="flex min-h-11 cursor-pointer items-center font-semibold text-spruce">"States"</summary>
                        <TickList
                            field="states"
                            name="settings[states][]"
                            legend="States whose people can take part"
                            choices=STATES.to_vec()
                            chosen=draft.states
                            error
                        />
                    </details>
                </Group>
                <Group title="Times">
                    <SelectField
                        name="settings[time_zone]"
                        id="time_zone"
                        label="Time zone of the organization"
                        choices=zones
                        value=draft.time_zone
                        error=about(error, "time_zone")
                    />
                    <TextField
                        name="settings[join_minutes]"
                        id="join_minutes"
                        label="Group leader required join time"
                        hint="In minutes before a meeting starts. A leader who comes later counts as late."
                        inputmode="numeric"
                        maxlength=2
                        value=draft.join_minutes
                        error=about(error, "join_minutes")
                        required=true
                    />
                </Group>
                <Group title="What is shown">
                    <CheckField
                        name="settings[show_leaders]"
                        id="show_leaders"
                        label="Show the Group Leaders tab"
                        hint="Without it nobody finds your leaders here or asks them to connect."
                        checked=draft.show_leaders
                    />
                    <CheckField
                        name="settings[show_ratings]"
                        id="show_ratings"
                        label="Show the ratings of leaders"
                        hint="Stars and the number of reviews, where a leader has some."
                        checked=draft.show_ratings
                    />
                    <CheckField
                        name="settings[public_meetings]"
                        id="public_meetings"
                        label="Peer supporters may plan public meetings"
                        hint="Without it their meetings are exclusive to your organization."
                        checked=draft.public_meetings
                    />
                    <CheckField
                        name="settings[hidden]"
                        id="hidden"
                        label="Hide this organization"
                        hint="It is not on the Organizations page. Who has its address or your sign-up link still finds it."
                        checked=draft.hidden
                    />
                </Group>
                <Group title="Safety">
                    <CheckField
                        name="settings[two_factor]"
                        id="two_factor"
                        label="Require two-factor for staff"
                        hint="Everybody with a role here needs a code from their phone to open these pages. Set it up for yourself first."
                        checked=draft.two_factor
                        error=about(error, "two_factor")
                    />
                </Group>
                <Button busy=save.pending()>"Save the settings"</Button>
            </ActionForm>
        </Page>
    }
    .into_any()
}
