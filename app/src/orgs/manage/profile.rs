//! What an organization says of itself and how it looks, with a preview that follows each letter.
use super::frame::{Kept, Page, apart, query, slug};
use crate::account::parts::leave_when_done;
use crate::frame::Fault;
use crate::orgs::api::manage::{Managed, ProfileForm, RemoveOrgPicture, SaveOrgProfile, load_org_profile};
use crate::orgs::look::{Banner, Mark, Monogram};
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, Tone};
use crate::ui::field::{TextArea, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::group::{Group, TickList};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::orgs::draft::{DESCRIPTION, LINK, MOST_LINKS, MOST_TOPICS, NAME, TAGLINE};
use domain::orgs::{Brand, Look, brand};
use domain::topics::TOPICS;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Profile() -> impl IntoView {
    let slug = slug();
    let loaded = load(move || slug.get(), load_org_profile);
    let page = move || async move {
        match loaded.await {
            Ok(managed) => view! { <Form managed /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page /> }.into_any()
}

fn most(limit: usize) -> u32 {
    u32::try_from(limit).unwrap_or_default()
}

#[component]
fn Form(managed: Managed<ProfileForm>) -> impl IntoView {
    let (look, role, form) = apart(managed);
    let ProfileForm { draft, picture_refused } = form;
    let save = ServerAction::<SaveOrgProfile>::new();
    let error = error_of(save);
    let saved = Signal::derive(move || matches!(save.value().get(), Some(Ok(()))));
    let before = !query("saved").is_empty();
    let (name, tagline, colour) = (RwSignal::new(draft.name), RwSignal::new(draft.tagline), RwSignal::new(draft.brand));
    let slug = look.slug.clone();
    let preview = view! { <Preview look=look.clone() name tagline colour /> };
    let pictures = view! { <Pictures look=look.clone() refused=picture_refused /> };
    view! {
        <Page look role here="/profile" title="Profile and branding" says="What people see on the Organizations page and on yours.">
            <Kept saved before says="Saved. People see the change at once." />
            <FormError error />
            <ActionForm action=save attr:class="space-y-6">
                <input type="hidden" name="slug" value=slug />
                <Group title="On the list of organizations">
                    <TextField name="profile[name]" id="name" label="Name" bind=name error=about(error, "name") maxlength=most(NAME) required=true />
                    <TextField
                        name="profile[tagline]"
                        id="tagline"
                        label="In one sentence"
                        bind=tagline
                        error=about(error, "tagline")
                        maxlength=most(TAGLINE)
                        required=true
                    />
                    <TextField
                        name="profile[brand]"
                        id="brand"
                        label="Brand colour"
                        hint="As # and six digits. Words on it turn white or black by themselves, so that everybody can read them."
                        bind=colour
                        error=about(error, "brand")
                        maxlength=7
                        required=true
                    />
                    {preview}
                </Group>
                <Group title="On your page">
                    <TextArea
                        name="profile[description]"
                        id="description"
                        label="Description"
                        hint=format!("One or two paragraphs: what people find, who leads, what to expect. Up to {DESCRIPTION} characters.")
                        value=draft.description
                        error=about(error, "description")
                        maxlength=most(DESCRIPTION)
                        required=true
                        rows=6
                    />
                    <TickList
                        field="topics"
                        name="profile[topics][]"
                        legend="What it is about"
                        hint=format!("At most {MOST_TOPICS}. For information; it keeps nobody out.")
                        choices=TOPICS.iter().map(|topic| (topic.slug, topic.label)).collect()
                        chosen=draft.topics
                        error
                    />
                </Group>
                <Group title="Contact and links" says="Everybody can read these.">
                    <TextField name="profile[email]" id="email" label="Email" kind="email" value=draft.email error=about(error, "email") optional=true />
                    <TextField
                        name="profile[website]"
                        id="website"
                        label="Web page"
                        value=draft.website
                        error=about(error, "website")
                        maxlength=most(LINK)
                        optional=true
                    />
                    <TextArea
                        name="profile[links]"
                        id="links"
                        label="Further links"
                        hint=format!("One a line, at most {MOST_LINKS}.")
                        value=draft.links
                        error=about(error, "links")
                        optional=true
                        rows=3
                    />
                </Group>
                <Button busy=save.pending()>"Save the profile"</Button>
            </ActionForm>
            {pictures}
        </Page>
    }
    .into_any()
}

/// The banner and the tile as they will be, in both themes.
#[component]
fn Preview(look: Look, name: RwSignal<String>, tagline: RwSignal<String>, colour: RwSignal<String>) -> impl IntoView {
    let kept = look.brand;
    let shown = Signal::derive(move || Brand::parse(&colour.get()).unwrap_or(kept));
    let contrast = move || {
        let shown = shown.get();
        let ink = Brand::parse(shown.ink()).unwrap_or(brand::BLACK);
        let (words, number) = (if ink == brand::WHITE { "White" } else { "Black" }, shown.contrast(ink));
        format!("{words} words on this colour: a contrast of {number:.1} to 1.")
    };
    let mark = match look.logo.clone() {
        Some(_) => view! { <Mark look=look.clone() /> }.into_any(),
        None => view! { <Monogram name=name brand=shown /> }.into_any(),
    };
    view! {
        <figure>
            <figcaption class="font-semibold">"Preview"</figcaption>
            <div class="mt-2 rounded-card border border-line bg-paper p-4">
                <Banner banner=look.banner brand=shown />
                <div class="mt-4 flex items-start gap-4">
                    {mark}
                    <div class="min-w-0">
                        <p class="text-lg font-bold wrap-anywhere">{move || name.get()}</p>
                        <p class="text-quiet">{move || tagline.get()}</p>
                    </div>
                </div>
            </div>
            <p class="mt-2 text-sm text-quiet">{contrast}</p>
        </figure>
    }
    .into_any()
}

/// Logo and banner: plain forms, as pictures of people are.
#[component]
fn Pictures(look: Look, refused: String) -> impl IntoView {
    let remove = ServerAction::<RemoveOrgPicture>::new();
    leave_when_done(remove);
    let (slug, logo, banner) = (look.slug, look.logo.is_some(), look.banner.is_some());
    let one = move |kind: &'static str, title: &'static str, hint: &'static str, there: bool| {
        let slug = slug.clone();
        let id = format!("{kind}-file");
        view! {
            <div class="space-y-3">
                <form method="post" action=format!("/organizations/{slug}/picture/{kind}") enctype="multipart/form-data" class="flex flex-wrap items-end gap-3">
                    <div class="min-w-0">
                        <label for=id.clone() class="block font-semibold">{title}</label>
                        <p id=format!("{id}-hint") class="mt-0.5 text-sm text-quiet">{hint}</p>
                        <input
                            id=id.clone()
                            name="picture"
                            type="file"
                            accept="image/jpeg,image/png,image/webp,image/gif"
                            required=true
                            aria-describedby=format!("{id}-hint")
                            class="mt-1.5 block min-h-11 w-full max-w-full rounded-control border border-edge bg-card p-1.5 text-sm file:mr-3 file:min-h-8 file:rounded-lg file:bg-spruce-soft file:px-3 file:font-semibold file:text-spruce"
                        />
                    </div>
                    <Button tone=Tone::Quiet icon=Glyph::Upload>"Upload"</Button>
                </form>
                {there
                    .then(|| {
                        view! {
                            <ActionForm action=remove>
                                <input type="hidden" name="slug" value=slug />
                                <input type="hidden" name="kind" value=kind />
                                <Button tone=Tone::Danger icon=Glyph::Trash label=format!("Remove the {kind}")>
                                    "Remove"
                                </Button>
                            </ActionForm>
                        }
                    })}
            </div>
        }
    };
    view! {
        <Group title="Pictures">
            {(!refused.is_empty())
                .then(|| {
                    view! {
                        <Alert tone=AlertTone::Problem>
                            <p>{refused}</p>
                        </Alert>
                    }
                })}
            {one("logo", "Logo", "Square, at least 200 pixels wide, at most 2 MB.", logo)}
            {one("banner", "Banner", "About four times as wide as high (1020 x 248), at most 5 MB. Without one, your colour fills the space.", banner)}
        </Group>
    }
    .into_any()
}
