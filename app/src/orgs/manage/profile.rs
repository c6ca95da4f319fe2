//! What an organization says of itself and how it looks, with a preview that follows each letter.
use super::frame::{Kept, Page, apart, query, slug};
use super::pictures::{Pictures, Shown};
use crate::frame::Fault;
use crate::orgs::api::manage::{Managed, ProfileForm, SaveOrgProfile, load_org_profile};
use crate::orgs::look::{Banner, Mark, Monogram};
use crate::ui::action::ServerAction;
use crate::ui::button::Button;
use crate::ui::field::{TextArea, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::group::{Group, TickList};
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
    let saved = Signal::derive(move || save.done());
    let before = query("saved");
    let says = match before.as_str() {
        "picture" => "The picture is saved. What you typed is not yet: save the profile too.",
        _ => "Saved. People see the change at once.",
    };
    let (name, tagline, colour) = (RwSignal::new(draft.name), RwSignal::new(draft.tagline), RwSignal::new(draft.brand));
    let slug = look.slug.clone();
    let shown = Shown { logo: RwSignal::new(look.logo.clone()), banner: RwSignal::new(look.banner.clone()) };
    let preview = view! { <Preview look=look.clone() pictures=shown name tagline colour /> };
    let pictures = view! { <Pictures slug=slug.clone() shown refused=picture_refused /> };
    view! {
        <Page look role here="/profile" title="Profile and branding" says="What people see on the Organizations page and on yours.">
            <Kept saved before=!before.is_empty() says />
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
                {pictures}
            </ActionForm>
        </Page>
    }
    .into_any()
}

/// The banner and the tile as they will be, in both themes.
#[component]
fn Preview(look: Look, pictures: Shown, name: RwSignal<String>, tagline: RwSignal<String>, colour: RwSignal<String>) -> impl IntoView {
    let kept = look.brand;
    let shown = Signal::derive(move || Brand::parse(&colour.get()).unwrap_or(kept));
    let contrast = move || {
        let shown = shown.get();
        let ink = Brand::parse(shown.ink()).unwrap_or(brand::BLACK);
        let (words, number) = (if ink == brand::WHITE { "White" } else { "Black" }, shown.contrast(ink));
        format!("{words} words on this colour: a contrast of {number:.1} to 1.")
    };
    let of_mark = look;
    let mark = move || match pictures.logo.get() {
        Some(id) => view! { <Mark look=Look { logo: Some(id), ..of_mark.clone() } /> }.into_any(),
        None => view! { <Monogram name=name brand=shown /> }.into_any(),
    };
    let banner = move || view! { <Banner banner=pictures.banner.get() brand=shown /> };
    view! {
        <figure>
            <figcaption class="font-semibold">"Preview"</figcaption>
            <div class="mt-2 rounded-card border border-line bg-paper p-4">
                {banner}
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
