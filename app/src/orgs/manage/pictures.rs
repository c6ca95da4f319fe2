//! Logo and banner on the form of the profile. Without script they go with the whole form, which comes back as it was typed;
//! with script they go by themselves, and nothing else on the page moves.
use crate::AppError;
use crate::orgs::api::manage::RemoveOrgPicture;
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, Tone};
use crate::ui::form::error_of;
use crate::ui::group::Group;
use crate::ui::icon::{Glyph, Icon};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Both pictures as they are now, by the ids that they are kept under.
#[derive(Clone, Copy)]
pub struct Shown {
    /// The logo.
    pub logo: RwSignal<Option<String>>,
    /// The banner.
    pub banner: RwSignal<Option<String>>,
}

/// The part of the form. `refused` is the kind of picture that was refused a moment ago, without script, and why.
#[component]
pub fn Pictures(slug: String, shown: Shown, refused: (String, String)) -> impl IntoView {
    let says_of = |kind: &str| if refused.0 == kind && !refused.1.is_empty() { Some(refused.1.clone()) } else { None };
    let (logo_says, banner_says) = (says_of("logo"), says_of("banner"));
    view! {
        <Group title="Pictures" says="Each is kept as soon as it is uploaded. What you typed above stays.">
            <One
                slug=slug.clone()
                kind="logo"
                title="Logo"
                hint="Square, at least 200 pixels wide, at most 2 MB. JPEG, PNG, WebP or GIF."
                shown=shown.logo
                refused=logo_says
            />
            <One
                slug
                kind="banner"
                title="Banner"
                hint="About four times as wide as high (1020 x 248), at most 5 MB. Without one, your colour fills the space."
                shown=shown.banner
                refused=banner_says
            />
        </Group>
    }
    .into_any()
}

#[component]
fn One(
    slug: String,
    kind: &'static str,
    title: &'static str,
    hint: &'static str,
    shown: RwSignal<Option<String>>,
    refused: Option<String>,
) -> impl IntoView {
    let (says, done, busy) = (RwSignal::new(refused), RwSignal::new(false), RwSignal::new(false));
    let input = NodeRef::<html::Input>::new();
    let id = format!("{kind}-file");
    let place = format!("/organizations/{slug}/picture/{kind}");
    let remove_place = format!("{place}/remove");
    let to = place.clone();
    let upload = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        let (Some(input), to) = (input.get_untracked(), to.clone()) else { return };
        done.set(false);
        busy.set(true);
        spawn_local(async move {
            match send(&to, &input).await {
                Ok(kept) => {
                    input.set_value("");
                    says.set(None);
                    shown.set(Some(kept));
                    done.set(true);
                }
                Err(why) => {
                    says.set(Some(why));
                    let _not_there = input.focus();
                }
            }
            busy.set(false);
        });
    };
    let remove = ServerAction::<RemoveOrgPicture>::new();
    let not_removed = error_of(remove);
    let removing = slug.clone();
    let take_away = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        done.set(false);
        remove.dispatch(RemoveOrgPicture { slug: removing.clone(), kind: kind.to_owned() });
    };
    Effect::new(move |_| {
        if remove.done() {
            shown.set(None);
        }
    });
    let says = Signal::derive(move || says.get().or_else(|| not_removed.get().map(|error: AppError| error.to_string())));
    let described_by = format!("{id}-hint {id}-error");
    view! {
        <div>
            <label for=id.clone() class="block font-semibold">{title}</label>
            <p id=format!("{id}-hint") class="mt-0.5 text-sm text-quiet">{hint}</p>
            <div class="mt-1.5 flex flex-wrap items-center gap-3">
                <input
                    node_ref=input
                    id=id.clone()
                    name=kind
                    type="file"
                    accept="image/jpeg,image/png,image/webp,image/gif"
                    aria-describedby=described_by
                    aria-invalid=move || says.with(Option::is_some).then_some("true")
                    class="block min-h-11 max-w-full rounded-control border border-edge bg-card p-1.5 text-sm file:mr-3 file:min-h-8 file:rounded-lg file:bg-spruce-soft file:px-3 file:font-semibold file:text-spruce"
                />
                <Button
                    tone=Tone::Quiet
                    icon=Glyph::Upload
                    busy
                    label=format!("Upload the {kind}")
                    attr:formaction=place
                    attr:formmethod="post"
                    attr:formenctype="multipart/form-data"
                    attr:formnovalidate=true
                    on:click=upload
                >
                    "Upload"
                </Button>
                <div class=move || if shown.with(Option::is_some) { "" } else { "hidden" }>
                    <Button
                        tone=Tone::Danger
                        icon=Glyph::Trash
                        busy=remove.pending()
                        label=format!("Remove the {kind}")
                        attr:formaction=remove_place
                        attr:formmethod="post"
                        attr:formenctype="multipart/form-data"
                        attr:formnovalidate=true
                        on:click=take_away
                    >
                        "Remove"
                    </Button>
                </div>
            </div>
            <p
                id=format!("{id}-error")
                role="alert"
                class=move || if says.with(Option::is_some) { "mt-1.5 flex items-start gap-1.5 text-sm text-clay" } else { "hidden" }
            >
                <Icon glyph=Glyph::CircleAlert class="mt-0.5 size-4" />
                <span>{move || says.get().unwrap_or_default()}</span>
            </p>
            <p role="status" class=move || if done.get() { "mt-1.5 text-sm text-leaf-ink" } else { "hidden" }>
                {move || if done.get() { format!("Your {kind} is saved. People see it at once.") } else { String::new() }}
            </p>
        </div>
    }
    .into_any()
}

/// Sends the chosen file; answers the id it is kept under, or why it is not.
async fn send(place: &str, input: &web_sys::HtmlInputElement) -> Result<String, String> {
    let lost = |_| AppError::Unreachable.to_string();
    let form = web_sys::FormData::new().map_err(lost)?;
    if let Some(file) = input.files().and_then(|files| files.get(0)) {
        form.append_with_blob(&input.name(), &file).map_err(lost)?;
    }
    let how = web_sys::RequestInit::new();
    how.set_method("POST");
    how.set_body(&form);
    let request = web_sys::Request::new_with_str_and_init(place, &how).map_err(lost)?;
    request.headers().set("accept", "text/plain").map_err(lost)?;
    let answer: web_sys::Response = JsFuture::from(window().fetch_with_request(&request)).await.map_err(lost)?.dyn_into().map_err(lost)?;
    let told = JsFuture::from(answer.text().map_err(lost)?).await.map_err(lost)?.as_string().unwrap_or_default();
    match answer.status() {
        200 => Ok(told),
        422 => Err(told),
        _ => Err(AppError::Unreachable.to_string()),
    }
}
