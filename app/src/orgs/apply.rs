//! Asking for an organization of one's own here.
use super::api::member::{ApplyForOrganization, load_own_applications};
use crate::AppError;
use crate::account::parts::word;
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::chip::{Chip, ChipTone};
use crate::ui::field::{TextArea, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::group::{Group, TickList};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::orgs::draft::{LINK, MOST_TOPICS, NAME, TAGLINE, WHY};
use domain::orgs::{Application, ApplicationDraft};
use domain::topics::TOPICS;
use leptos::prelude::*;
use leptos_meta::Title;

/// The page.
#[component]
pub fn Apply() -> impl IntoView {
    let apply = ServerAction::<ApplyForOrganization>::new();
    let own = load(move || apply.done(), |_| load_own_applications());
    let before = word("done") == "sent";
    let page = move || async move {
        match own.await {
            Ok((own, draft)) => view! { <Form own draft apply before /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Apply for an organization" />
        <div class="mx-auto max-w-3xl">
            <h1 class="text-2xl font-bold sm:text-3xl">"Apply for an organization"</h1>
            <p class="mt-2 max-w-prose text-quiet">
                "Tell us who you are. We read every application ourselves and answer in your notifications, most often within three days."
            </p>
            <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page />
        </div>
    }
    .into_any()
}

#[component]
fn Form(own: Vec<Application>, draft: ApplicationDraft, apply: ServerAction<ApplyForOrganization>, before: bool) -> impl IntoView {
    let error = error_of(apply);
    let sent = before || matches!(apply.answer_untracked(), Some(Ok(())));
    let waiting = own.len();
    let rows: Vec<_> = own.into_iter().map(row).collect();
    let why = draft.why.clone();
    let fields = view! { <OrgFields draft error /> };
    view! {
        <div class="mt-6 space-y-6">
            <div role="status">
                {sent
                    .then(|| {
                        view! {
                            <Alert tone=AlertTone::Done>
                                <p>"Your application is here. We answer in your notifications."</p>
                            </Alert>
                        }
                    })}
            </div>
            {(waiting > 0)
                .then(|| {
                    view! {
                        <Group title="Your applications">
                            <ul class="divide-y divide-line">{rows}</ul>
                        </Group>
                    }
                })}
            <FormError error />
            <ActionForm action=apply empties=true attr:class="space-y-6">
                <Group title="The organization">
                    {fields}
                </Group>
                <Group title="About you">
                    <TextArea
                        name="application[why]"
                        id="why"
                        label="Who you are and what you do"
                        hint=format!("Who leads the groups, how they are trained, how long you have been doing this. Up to {WHY} characters.")
                        value=why
                        error=about(error, "why")
                        maxlength=u32::try_from(WHY).unwrap_or_default()
                        required=true
                        rows=5
                    />
                </Group>
                <Button tone=Tone::Call icon=Glyph::SendHorizontal busy=apply.pending()>
                    "Send the application"
                </Button>
            </ActionForm>
        </div>
    }
    .into_any()
}

/// The fields that those who apply and staff fill in.
#[component]
pub fn OrgFields(draft: ApplicationDraft, error: Signal<Option<AppError>>) -> impl IntoView {
    let most = |limit: usize| u32::try_from(limit).unwrap_or_default();
    view! {
        <TextField name="application[name]" id="name" label="Name" value=draft.name error=about(error, "name") maxlength=most(NAME) required=true />
        <TextField
            name="application[slug]"
            id="slug"
            label="Word in its address"
            hint="Small letters, digits and hyphens, such as harbor-lights. Left empty, the name suggests one."
            value=draft.slug
            error=about(error, "slug")
            maxlength=60
            optional=true
        />
        <TextField
            name="application[tagline]"
            id="tagline"
            label="In one sentence"
            hint="People read it in the list of organizations."
            value=draft.tagline
            error=about(error, "tagline")
            maxlength=most(TAGLINE)
            required=true
        />
        <TextField
            name="application[website]"
            id="website"
            label="Web page"
            value=draft.website
            error=about(error, "website")
            maxlength=most(LINK)
            optional=true
        />
        <TickList
            field="topics"
            name="application[topics][]"
            legend="What it is about"
            hint=format!("At most {MOST_TOPICS}.")
            choices=TOPICS.iter().map(|topic| (topic.slug, topic.label)).collect()
            chosen=draft.topics
            error
        />
    }
    .into_any()
}

fn row(application: Application) -> AnyView {
    let (tone, says) = match application.state.as_str() {
        "approved" => (ChipTone::Done, "Approved"),
        "declined" => (ChipTone::Warning, "Not taken on"),
        _ => (ChipTone::News, "Waiting for us"),
    };
    let manage = (application.state == "approved").then(|| format!("/organizations/{}/manage", application.slug));
    view! {
        <li class="flex flex-wrap items-center gap-3 py-3">
            <div class="min-w-56 flex-1">
                <p class="font-bold">{application.name}</p>
                <p class="text-sm text-quiet">{format!("Sent on {}", application.at)}</p>
                {(!application.answer.is_empty()).then(|| view! { <p class="mt-1 max-w-prose">{application.answer}</p> })}
            </div>
            <Chip tone>{says}</Chip>
            {manage
                .map(|href| {
                    view! {
                        <ButtonLink href tone=Tone::Quiet>
                            "Set it up"
                        </ButtonLink>
                    }
                })}
        </li>
    }
    .into_any()
}
