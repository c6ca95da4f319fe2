//! Meetings of the organization: to come and over, with the ways to the roster, to a change, and to a new one.
use super::frame::{Kept, Page, apart, query, slug};
use crate::frame::Fault;
use crate::orgs::api::manage::Managed;
use crate::orgs::api::meetings::load_org_meetings;
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::{Chip, ChipTone};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::pager::Pager;
use crate::ui::skeleton::Cards;
use crate::ui::tabs::{TabLink, TabLinks};
use domain::meetings::Step;
use domain::meetings::mine::MyMeeting;
use domain::meetings::of_org::{OrgMeeting, OrgMeetings};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn Meetings() -> impl IntoView {
    let (slug, words) = (slug(), use_query_map());
    let word = move |name: &'static str| words.with(|words| words.get(name).unwrap_or_default());
    let loaded = load(move || (slug.get(), word("past") == "1", word("after")), |(slug, past, after)| load_org_meetings(slug, past, after));
    let page = move || async move {
        match loaded.await {
            Ok(managed) => {
                let of = |name: &'static str| words.with_untracked(|words| words.get(name).unwrap_or_default());
                view! { <Board managed past=of("past") == "1" paged=!of("after").is_empty() /> }.into_any()
            }
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Cards /> } then=page /> }.into_any()
}

#[component]
fn Board(managed: Managed<OrgMeetings>, past: bool, paged: bool) -> impl IntoView {
    let (look, role, OrgMeetings { meetings, next, zone }) = apart(managed);
    let here = format!("/organizations/{}/manage/meetings", look.slug);
    let (new, templates) = (format!("{here}/new"), format!("/organizations/{}/manage/templates", look.slug));
    let over = format!("{here}?past=1");
    let next = next.map(|next| if past { format!("{over}&after={next}") } else { format!("{here}?after={next}") });
    let previous = paged.then(|| if past { over.clone() } else { here.clone() });
    let empty = meetings.is_empty();
    let rows: Vec<_> = meetings.into_iter().map(|meeting| row(meeting, past)).collect();
    let list = match (empty, past) {
        (false, _) => view! { <ul aria-label="Meetings" class="space-y-3">{rows}</ul> }.into_any(),
        (true, true) => {
            view! { <Empty glyph=Glyph::Calendar title="Nothing here yet" says="Meetings that are over or called off stand here." /> }
                .into_any()
        }
        (true, false) => view! {
            <Empty glyph=Glyph::Calendar title="No meeting is planned" says="Plan the first one: once, or every week." />
        }
        .into_any(),
    };
    view! {
        <Page look role here="/meetings" title="Meetings">
            <Kept saved=Signal::stored(false) says="Cancelled. Everybody on the roster is told, and whoever paid is refunded." before=query("done") == "called-off" />
            <div class="flex flex-wrap gap-3">
                <ButtonLink href=new tone=Tone::Primary icon=Glyph::Plus>
                    "Create New Meeting"
                </ButtonLink>
                <ButtonLink href=templates tone=Tone::Quiet>
                    "New Meeting from Template"
                </ButtonLink>
            </div>
            <TabLinks label="Which meetings">
                <TabLink href=here current=Signal::stored(!past)>"Upcoming"</TabLink>
                <TabLink href=over current=Signal::stored(past)>"Past"</TabLink>
            </TabLinks>
            <p class="text-sm text-quiet">{format!("Times are in {zone}.")}</p>
            {list}
            <Pager label="Pages of meetings" previous next />
        </Page>
    }
    .into_any()
}

fn row(meeting: OrgMeeting, past: bool) -> AnyView {
    let OrgMeeting { mine, hosts, visibility, cancelled, changes } = meeting;
    let MyMeeting { line, step, registered, line_length, .. } = mine;
    let page = format!("/meetings/{}", line.id);
    let open = matches!(step, Step::Join | Step::Host { open: true });
    let named = |says: &str| format!("{says}: {}", line.name);
    let (people, edit, details) = (named("Participants"), named("Edit"), named("Details"));
    let join = named("Join");
    let waiting = (line_length > 0).then(|| format!("{line_length} waiting in line"));
    let change = changes && !past && !matches!(step, Step::Cancelled | Step::Over);
    view! {
        <li class="grid gap-x-6 gap-y-3 rounded-card border border-line bg-card p-5 shadow-soft sm:grid-cols-[1fr_12rem]">
            <div class="min-w-0">
                <p class="flex items-center gap-2 font-semibold text-spruce tabular-nums">
                    <Icon glyph=Glyph::Calendar />
                    <span>{line.starts}</span>
                </p>
                <h2 class="mt-1 text-lg font-bold">
                    <a href=page.clone() class="hover:underline">{line.name}</a>
                </h2>
                <p class="text-quiet">{format!("Led by {}", hosts.join(", "))}</p>
                <p class="mt-2 flex flex-wrap gap-2">
                    <Chip>{line.topic}</Chip>
                    <Chip tone=ChipTone::Quiet>{visibility.label()}</Chip>
                    {cancelled.then(|| view! { <Chip tone=ChipTone::Warning>"Cancelled"</Chip> })}
                </p>
                <p class="mt-2 flex flex-wrap items-center gap-x-4 text-sm text-quiet tabular-nums">
                    <span>{line.price}</span>
                    <span>{crate::supporters::seats(line.left)}</span>
                    {waiting.map(|says| view! { <span>{says}</span> })}
                </p>
            </div>
            <div class="flex flex-col gap-2 sm:justify-center">
                {open.then(|| view! { <ButtonLink href=format!("{page}/room") tone=Tone::Call icon=Glyph::Video wide=true label=join>"Join"</ButtonLink> })}
                {changes
                    .then(|| {
                        view! { <ButtonLink href=format!("{page}/people") tone=Tone::Quiet icon=Glyph::Users wide=true label=format!("{people}, {registered}")>{format!("Participants: {registered}")}</ButtonLink> }
                    })}
                {change.then(|| view! { <ButtonLink href=format!("{page}/edit") tone=Tone::Quiet icon=Glyph::Pencil wide=true label=edit>"Edit"</ButtonLink> })}
                <ButtonLink href=page tone=Tone::Plain wide=true label=details>"Details"</ButtonLink>
            </div>
        </li>
    }
    .into_any()
}
