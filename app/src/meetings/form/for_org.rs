//! The form of a new meeting of an organization, among its management pages; blank or from a template.
use super::api::org::{PlanOrgMeeting, load_org_meeting_form};
use super::page::{Fields, Submit, looked};
use crate::account::parts::leave_when_done;
use crate::frame::Fault;
use crate::orgs::manage::frame::{query, slug};
use crate::ui::action::ServerAction;
use crate::ui::form::{ActionForm, error_of};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// The page.
#[component]
pub fn CreateForOrg() -> impl IntoView {
    let slug = slug();
    let template = StoredValue::new(query("template"));
    let form = load(
        move || (slug.get(), template.get_value(), looked()),
        |(slug, template, looked)| load_org_meeting_form(slug, template, looked),
    );
    let plan = ServerAction::<PlanOrgMeeting>::new();
    leave_when_done(plan);
    let page = move || async move {
        match form.await {
            Ok(form) => {
                let name = form.org.as_ref().map(|org| org.name.clone()).unwrap_or_default();
                let back = format!("/organizations/{}/manage/meetings", slug.get_untracked());
                view! {
                    <a href=back.clone() class="inline-flex min-h-11 items-center gap-1.5 font-semibold text-spruce">
                        <Icon glyph=Glyph::ArrowLeft />
                        <span>{format!("Meetings of {name}")}</span>
                    </a>
                    <h1 class="text-2xl font-bold sm:text-3xl">"Create a Meeting"</h1>
                    <p class="mt-2 mb-6 max-w-prose text-quiet">"Write as you would speak to somebody at your table. Short and plain is best."</p>
                    <ActionForm action=plan>
                        <input type="hidden" name="slug" value=slug.get_untracked() />
                        <input type="hidden" name="template" value=template.get_value() />
                        <Fields form id=String::new() error=error_of(plan) />
                        <Submit busy=plan.pending() says="Submit" back />
                    </ActionForm>
                }
                .into_any()
            }
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Create a Meeting" />
        <Meta name="robots" content="noindex" />
        <div class="mx-auto max-w-3xl">
            <Waiting meanwhile=|| view! { <Lines count=10 /> } afresh=true then=page />
        </div>
    }
    .into_any()
}
