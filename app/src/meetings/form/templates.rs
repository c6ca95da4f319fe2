//! The form of a template: everything of a meeting but its hosts, its day and its documents (features.md OADM-12).
use super::api::FormView;
use super::api::templates::{DeleteOrgTemplate, SaveOrgTemplate, load_org_template};
use super::fields::{Details, Length};
use crate::account::parts::leave_when_done;
use crate::frame::Fault;
use crate::orgs::manage::frame::slug;
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::field::TextField;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::meetings::draft::NAME;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

/// New Template.
#[component]
pub fn NewTemplate() -> impl IntoView {
    view! { <Template title="New Template" /> }.into_any()
}

/// One that is there.
#[component]
pub fn EditTemplate() -> impl IntoView {
    view! { <Template title="Edit Template" /> }.into_any()
}

#[component]
fn Template(title: &'static str) -> impl IntoView {
    let slug = slug();
    let id = StoredValue::new(use_params_map().with_untracked(|params| params.get("id").unwrap_or_default()));
    let form = load(move || (slug.get(), id.get_value()), |(slug, id)| load_org_template(slug, id));
    let save = ServerAction::<SaveOrgTemplate>::new();
    let delete = ServerAction::<DeleteOrgTemplate>::new();
    leave_when_done(save);
    leave_when_done(delete);
    let page = move || async move {
        match form.await {
            Ok((template, form)) => {
                let back = format!("/organizations/{}/manage/templates", slug.get_untracked());
                let gone = (!id.get_value().is_empty()).then(|| view! { <Delete slug=slug.get_untracked() id=id.get_value() delete /> });
                view! {
                    <a href=back.clone() class="inline-flex min-h-11 items-center gap-1.5 font-semibold text-spruce">
                        <Icon glyph=Glyph::ArrowLeft />
                        <span>"Templates"</span>
                    </a>
                    <h1 class="text-2xl font-bold sm:text-3xl">{title}</h1>
                    <p class="mt-2 mb-6 max-w-prose text-quiet">"Hosts, the day and documents are added when a meeting is planned from it."</p>
                    <ActionForm action=save>
                        <input type="hidden" name="slug" value=slug.get_untracked() />
                        <input type="hidden" name="id" value=id.get_value() />
                        <Fields template form error=error_of(save) />
                        <div class="mt-6 flex flex-wrap gap-3">
                            <Button busy=save.pending()>"Save"</Button>
                            <ButtonLink href=back tone=Tone::Plain>"Leave it"</ButtonLink>
                        </div>
                    </ActionForm>
                    {gone}
                }
                .into_any()
            }
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <div class="mx-auto max-w-3xl">
            <Waiting meanwhile=|| view! { <Lines count=10 /> } afresh=true then=page />
        </div>
    }
    .into_any()
}

#[component]
fn Fields(template: String, form: FormView, error: Signal<Option<crate::AppError>>) -> impl IntoView {
    let FormView { draft, zones, org, .. } = form;
    view! {
        <FormError error />
        <div class="space-y-6">
            <div class="rounded-card border border-line bg-card p-5 shadow-soft sm:p-7">
                <TextField
                    name="template" label="Name of the template" hint="Your own people read it, nobody else."
                    value=template error=about(error, "template") maxlength=u32::try_from(NAME).unwrap_or_default() required=true
                />
            </div>
            <Details draft=draft.clone() error editing=true org template=true />
            <Length draft zones error />
        </div>
    }
    .into_any()
}

#[component]
fn Delete(slug: String, id: String, delete: ServerAction<DeleteOrgTemplate>) -> impl IntoView {
    view! {
        <details class="mt-10 border-t border-line pt-4">
            <summary class="flex min-h-11 cursor-pointer items-center text-sm text-spruce underline underline-offset-4">"Delete the template"</summary>
            <p class="mb-3 max-w-prose text-quiet">"Meetings that were planned from it stay as they are."</p>
            <FormError error=error_of(delete) />
            <ActionForm action=delete>
                <input type="hidden" name="slug" value=slug />
                <input type="hidden" name="id" value=id />
                <Button tone=Tone::Danger icon=Glyph::CircleX busy=delete.pending()>"Delete the template"</Button>
            </ActionForm>
        </details>
    }
    .into_any()
}
