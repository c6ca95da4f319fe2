//! The page on which a person says who they are.
use super::Saved;
use super::api::{OwnProfile, RemovePicture, SaveProfile, load_profile};
use crate::account::parts::{Card, OwnPage, leave_when_done};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{Button, Tone};
use crate::ui::field::{CheckField, TextArea, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use domain::account::profile::{ABOUT, PRONOUNS};
use domain::languages::LANGUAGES;
use domain::topics::TOPICS;
use leptos::prelude::*;
use leptos_meta::Title;

const NOTES: &[(&str, &str)] =
    &[("saved", "Your profile is saved."), ("picture", "Your picture is saved."), ("removed", "Your picture is gone.")];

/// Profile.
#[component]
pub fn Profile() -> impl IntoView {
    let own = load(|| (), |()| load_profile());
    let save = ServerAction::<SaveProfile>::new();
    let remove = ServerAction::<RemovePicture>::new();
    // The name and the picture stand in the frame too: the whole page follows.
    leave_when_done(save);
    leave_when_done(remove);
    let page = move || async move {
        match own.await {
            Ok(own) => view! { <Form own save remove /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Profile" />
        <Waiting then=page />
    }
    .into_any()
}

#[component]
fn Form(own: OwnProfile, save: ServerAction<SaveProfile>, remove: ServerAction<RemovePicture>) -> impl IntoView {
    let error = error_of(save);
    let busy = save.pending();
    let refused = own.picture_refused.clone();
    let name = own.username.clone();
    let has_picture = own.picture.is_some();
    let hint = format!("At most {ABOUT} characters. Leave out names, addresses and numbers.");
    view! {
        <OwnPage title="Profile" says="What the people you connect with can see. Nothing here is required but a username.">
            <Saved notes=NOTES />
            <Card id="picture" title="Picture" says="A calm, friendly picture helps. It does not have to show your face.">
                {(!refused.is_empty())
                    .then(|| {
                        view! {
                            <div class="mb-5">
                                <Alert tone=AlertTone::Problem>
                                    <span>{refused}</span>
                                </Alert>
                            </div>
                        }
                    })}
                <div class="flex flex-wrap items-start gap-6">
                    <Avatar name seed=own.id.to_string() picture=own.picture size=AvatarSize::Large />
                    <div class="min-w-0 flex-1 space-y-4">
                        <form method="post" action="/account/picture" enctype="multipart/form-data" class="flex flex-wrap items-end gap-3">
                            <div class="min-w-0">
                                <label for="picture-file" class="block font-semibold">"Choose a picture"</label>
                                <p id="picture-file-hint" class="mt-0.5 text-sm text-quiet">"JPEG, PNG, WebP or GIF, at most 2 MB. We keep a small square and drop everything hidden in the file."</p>
                                <input
                                    id="picture-file"
                                    name="picture"
                                    type="file"
                                    accept="image/jpeg,image/png,image/webp,image/gif"
                                    required=true
                                    aria-describedby="picture-file-hint"
                                    class="mt-1.5 block min-h-11 w-full max-w-full rounded-control border border-edge bg-card p-1.5 text-sm file:mr-3 file:min-h-8 file:rounded-lg file:bg-spruce-soft file:px-3 file:font-semibold file:text-spruce"
                                />
                            </div>
                            <Button tone=Tone::Quiet icon=Glyph::Upload>"Upload"</Button>
                        </form>
                        {has_picture
                            .then(|| {
                                view! {
                                    <ActionForm action=remove>
                                        <Button tone=Tone::Danger icon=Glyph::Trash>"Remove my picture"</Button>
                                    </ActionForm>
                                }
                            })}
                    </div>
                </div>
            </Card>
            <Card id="about-you" title="About you">
                <FormError error />
                <ActionForm action=save attr:class="space-y-6">
                    <TextField
                        name="username"
                        label="Username"
                        hint="The only name others see."
                        autocomplete="nickname"
                        required=true
                        minlength=3
                        maxlength=24
                        value=own.username
                        error=about(error, "username")
                    />
                    <TextField
                        name="pronouns"
                        label="Pronouns"
                        hint="Such as they/them"
                        optional=true
                        maxlength=u32::try_from(PRONOUNS).unwrap_or_default()
                        value=own.pronouns
                        error=about(error, "pronouns")
                    />
                    <TextArea name="about" label="A few words about you" hint optional=true value=own.about error=about(error, "about") />
                    <Choices
                        name="languages[]"
                        title="Languages you speak"
                        choices=LANGUAGES.iter().map(|one| (one.code, one.name)).collect()
                        chosen=own.languages
                    />
                    <Choices
                        name="interests[]"
                        title="What you look for support with"
                        choices=TOPICS.iter().map(|one| (one.slug, one.label)).collect()
                        chosen=own.interests
                    />
                    <Button busy>"Save"</Button>
                </ActionForm>
            </Card>
        </OwnPage>
    }
    .into_any()
}

/// Many things to tick, in columns.
#[component]
fn Choices(name: &'static str, title: &'static str, choices: Vec<(&'static str, &'static str)>, chosen: Vec<String>) -> impl IntoView {
    let boxes = choices
        .into_iter()
        .map(|(value, label)| {
            let checked = chosen.iter().any(|one| one == value);
            view! { <CheckField name label value id=format!("{name}-{value}").replace("[]", "") checked /> }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend class="font-semibold">{title}</legend>
            <div class="mt-1 grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">{boxes}</div>
        </fieldset>
    }
    .into_any()
}
