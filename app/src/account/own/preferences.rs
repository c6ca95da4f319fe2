//! The page about how the site looks to a person.
use super::Saved;
use super::api::{PreferencesStart, SavePreferences, load_preferences};
use crate::account::parts::{Card, OwnPage, leave_when_done};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::button::Button;
use crate::ui::field::SelectField;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::load::{Waiting, load};
use domain::account::{Locale, Theme};
use leptos::prelude::*;
use leptos_meta::Title;

const NOTES: &[(&str, &str)] = &[("saved", "Your preferences are saved.")];

/// Preferences.
#[component]
pub fn Preferences() -> impl IntoView {
    let start = load(|| (), |()| load_preferences());
    let save = ServerAction::<SavePreferences>::new();
    // The theme, the language and the times of the whole page follow.
    leave_when_done(save);
    let page = move || async move {
        match start.await {
            Ok(start) => view! { <Form start save /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Preferences" />
        <Waiting then=page />
    }
    .into_any()
}

#[component]
fn Form(start: PreferencesStart, save: ServerAction<SavePreferences>) -> impl IntoView {
    let error = error_of(save);
    let busy = save.pending();
    let hint = format!("All times are shown in this zone. It is {} there now.", start.now);
    let pairs = |words: &[(&str, &str)]| words.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned())).collect::<Vec<_>>();
    let themes = pairs(&Theme::ALL.iter().map(|theme| (theme.word(), theme.label())).collect::<Vec<_>>());
    let locales = pairs(&Locale::ALL.iter().map(|locale| (locale.word(), locale.label())).collect::<Vec<_>>());
    view! {
        <OwnPage title="Preferences" says="How Alongside looks to you, on every device.">
            <Saved notes=NOTES />
            <Card id="looks" title="Look and time">
                <FormError error />
                <ActionForm action=save attr:class="max-w-md space-y-6">
                    <SelectField name="theme" label="Light or dark" choices=themes value=start.theme error=about(error, "theme") />
                    <SelectField name="time_zone" label="Time zone" hint choices=start.zones value=start.time_zone error=about(error, "time_zone") />
                    <SelectField
                        name="locale"
                        label="Language"
                        hint="Screen readers speak by it, and your browser checks spelling by it."
                        choices=locales
                        value=start.locale
                        error=about(error, "locale")
                    />
                    <Button busy>"Save"</Button>
                </ActionForm>
            </Card>
        </OwnPage>
    }
    .into_any()
}
