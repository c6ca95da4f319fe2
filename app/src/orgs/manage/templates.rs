//! Templates of the organization, each with the way to a meeting from it (features.md OADM-12).
use super::frame::{Kept, Page, apart, query, slug};
use crate::frame::Fault;
use crate::meetings::form::api::templates::load_org_templates;
use crate::orgs::api::manage::Managed;
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::Chip;
use crate::ui::empty::Empty;
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::meetings::of_org::TemplateLine;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Templates() -> impl IntoView {
    let slug = slug();
    let loaded = load(move || slug.get(), load_org_templates);
    let page = move || async move {
        match loaded.await {
            Ok(managed) => view! { <Board managed /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=6 /> } afresh=true then=page /> }.into_any()
}

#[component]
fn Board(managed: Managed<Vec<TemplateLine>>) -> impl IntoView {
    let (look, role, templates) = apart(managed);
    let manage = format!("/organizations/{}/manage", look.slug);
    let keeps = role.plans_for_others();
    let done = query("done");
    let says = if done == "deleted" { "The template is deleted." } else { "The template is saved." };
    let new = keeps.then(
        || view! { <ButtonLink href=format!("{manage}/templates/new") tone=Tone::Primary icon=Glyph::Plus>"New Template"</ButtonLink> },
    );
    let empty = templates.is_empty();
    let rows: Vec<_> = templates.into_iter().map(|template| row(template, &manage, keeps)).collect();
    let list = if empty {
        view! { <Empty glyph=Glyph::Calendar title="No templates yet" says="Write down once what you plan again and again. Hosts and the day are added each time." /> }
            .into_any()
    } else {
        view! { <ul aria-label="Templates" class="space-y-3">{rows}</ul> }.into_any()
    };
    view! {
        <Page look role here="/templates" title="Templates" says="What your meetings have in common. A new meeting from a template opens the form filled in.">
            <Kept saved=Signal::stored(false) says before=!done.is_empty() />
            {new.map(|new| view! { <div>{new}</div> })}
            {list}
        </Page>
    }
    .into_any()
}

fn row(template: TemplateLine, manage: &str, keeps: bool) -> AnyView {
    let TemplateLine { id, template, name, topic, what } = template;
    let (plan, edit) = (format!("New Meeting from Template: {template}"), format!("Edit: {template}"));
    view! {
        <li class="grid gap-x-6 gap-y-3 rounded-card border border-line bg-card p-5 shadow-soft sm:grid-cols-[1fr_16rem]">
            <div class="min-w-0">
                <h2 class="text-lg font-bold wrap-anywhere">{template}</h2>
                <p class="wrap-anywhere">{name}</p>
                <p class="mt-2 flex flex-wrap items-center gap-2 text-sm text-quiet">
                    <Chip>{topic}</Chip>
                    <span>{what}</span>
                </p>
            </div>
            <div class="flex flex-col gap-2 sm:justify-center">
                <ButtonLink href=format!("{manage}/meetings/new?template={id}") tone=Tone::Call wide=true label=plan>"New Meeting from Template"</ButtonLink>
                {keeps.then(|| view! { <ButtonLink href=format!("{manage}/templates/{id}") tone=Tone::Quiet icon=Glyph::Pencil wide=true label=edit>"Edit"</ButtonLink> })}
            </div>
        </li>
    }
    .into_any()
}
