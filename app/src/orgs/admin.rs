//! What staff see: applications that wait, those decided lately, and the form for a new organization.
use super::api::admin::{ApproveApplication, CreateOrganization, DeclineApplication, Queue, load_applications};
use super::apply::OrgFields;
use crate::account::parts::{leave_when_done, word};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, Tone};
use crate::ui::chip::{Chip, ChipTone};
use crate::ui::empty::Empty;
use crate::ui::field::{TextArea, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::group::Group;
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::orgs::Application;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// The page.
#[component]
pub fn Applications() -> impl IntoView {
    let (yes, no) = (ServerAction::<ApproveApplication>::new(), ServerAction::<DeclineApplication>::new());
    let done = move || (yes.done(), no.done());
    let queue = load(move || (yes.version().get(), no.version().get(), done()), |_| load_applications());
    let before = match word("done").as_str() {
        "approved" => "Approved. The applicant owns the organization now and has been told.",
        "declined" => "Declined. The applicant can read your answer.",
        _ => "",
    };
    let page = move || async move {
        match queue.await {
            Ok(queue) => view! { <Board queue yes no /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Organizations, for staff" />
        <Meta name="robots" content="noindex" />
        <h1 class="text-2xl font-bold sm:text-3xl">"Organizations, for staff"</h1>
        <div role="status" class="mt-4 empty:hidden">
            {(!before.is_empty()).then(|| view! { <Alert tone=AlertTone::Done><p>{before}</p></Alert> })}
        </div>
        <FormError error=error_of(yes) />
        <FormError error=error_of(no) />
        <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page />
    }
    .into_any()
}

#[component]
fn Board(queue: Queue, yes: ServerAction<ApproveApplication>, no: ServerAction<DeclineApplication>) -> impl IntoView {
    let create = ServerAction::<CreateOrganization>::new();
    leave_when_done(create);
    let error = error_of(create);
    let empty = queue.waiting.is_empty();
    let waiting: Vec<_> = queue.waiting.into_iter().map(|application| waits(application, yes, no)).collect();
    let decided: Vec<_> = queue.decided.into_iter().map(was).collect();
    view! {
        <div class="mt-6 grid items-start gap-8 lg:grid-cols-[1fr_24rem]">
            <section aria-labelledby="waiting" class="min-w-0">
                <h2 id="waiting" class="mb-3 text-xl font-bold">"Applications that wait"</h2>
                {if empty {
                    view! { <Empty glyph=Glyph::CheckCheck title="Nothing waits" says="New applications appear here, the oldest first." /> }.into_any()
                } else {
                    view! { <ul class="space-y-4">{waiting}</ul> }.into_any()
                }}
                {(!decided.is_empty())
                    .then(|| {
                        view! {
                            <h2 class="mt-10 mb-3 text-xl font-bold">"Decided lately"</h2>
                            <ul class="divide-y divide-line rounded-card border border-line bg-card px-5">{decided}</ul>
                        }
                    })}
            </section>
            <Group title="Make an organization" says="You name its owner, who sets up the rest.">
                <FormError error />
                <ActionForm action=create attr:class="space-y-5">
                    <TextField
                        name="owner"
                        label="Username of its owner"
                        error=about(error, "owner")
                        maxlength=24
                        required=true
                    />
                    <OrgFields draft=queue.draft error />
                    <Button busy=create.pending()>"Make it"</Button>
                </ActionForm>
            </Group>
        </div>
    }
    .into_any()
}

fn waits(application: Application, yes: ServerAction<ApproveApplication>, no: ServerAction<DeclineApplication>) -> AnyView {
    let (id, other) = (application.id.clone(), application.id.clone());
    let answer = format!("answer-{id}");
    view! {
        <li class="rounded-card border border-line bg-card p-5 shadow-soft">
            <h3 class="text-lg font-bold">{application.name}</h3>
            <p class="text-sm text-quiet">
                {format!("From {} on {} · /organizations/{}", application.applicant.name, application.at, application.slug)}
            </p>
            <p class="mt-2">{application.tagline}</p>
            <p class="mt-2 max-w-prose whitespace-pre-line text-quiet">{application.why}</p>
            <ul class="mt-3 flex flex-wrap gap-2" aria-label="Topics">
                {application.topics.into_iter().map(|topic| view! { <li><Chip>{topic}</Chip></li> }).collect::<Vec<_>>()}
            </ul>
            {(!application.website.is_empty()).then(|| view! { <p class="mt-2 text-sm wrap-anywhere">{application.website}</p> })}
            <div class="mt-4 flex flex-wrap items-start gap-3 border-t border-line pt-4">
                <ActionForm action=yes>
                    <input type="hidden" name="application" value=id />
                    <Button tone=Tone::Primary icon=Glyph::Check busy=yes.pending()>
                        "Approve"
                    </Button>
                </ActionForm>
                <details class="min-w-64 flex-1">
                    <summary class="flex min-h-11 cursor-pointer items-center font-semibold text-clay">"Decline"</summary>
                    <ActionForm action=no attr:class="space-y-3">
                        <input type="hidden" name="application" value=other />
                        <TextArea
                            name="answer"
                            id=answer
                            label="Why not, in a line they will read"
                            maxlength=500
                            rows=2
                            required=true
                            error=about(error_of(no), "answer")
                        />
                        <Button tone=Tone::Danger busy=no.pending()>"Send the answer"</Button>
                    </ActionForm>
                </details>
            </div>
        </li>
    }
    .into_any()
}

fn was(application: Application) -> AnyView {
    let (tone, says) = if application.state == "approved" { (ChipTone::Done, "Approved") } else { (ChipTone::Quiet, "Declined") };
    view! {
        <li class="flex flex-wrap items-center gap-3 py-3">
            <p class="min-w-48 flex-1">
                <span class="font-semibold">{application.name}</span>
                <span class="block text-sm text-quiet">{application.answer}</span>
            </p>
            <Chip tone>{says}</Chip>
        </li>
    }
    .into_any()
}
