//! The roster: who is registered, waits, left, came or was missed. For the meeting's hosts.
use super::api::{NoteAttendance, PeopleView, RemovePerson, list_people};
use super::invite::Invite;
use super::removing::{RemoveDialog, Removing, remove_link, removing};
use crate::account::parts::{leave_when_done, word};
use crate::chat::api::OpenChat;
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{Button, Tone};
use crate::ui::chip::{Chip, ChipTone};
use crate::ui::empty::Empty;
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::meetings::Person;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

const NOTES: &[(&str, &str)] = &[
    ("removed", "The seat is free again. If it was paid, the money is on its way back."),
    ("invited", "They are invited, and we wrote to them."),
    ("letter", "The letter is on its way."),
];

/// What the rows' forms send.
#[derive(Clone, Copy)]
struct Acts {
    attendance: ServerAction<NoteAttendance>,
    chat: ServerAction<OpenChat>,
}

/// The page.
#[component]
pub fn People() -> impl IntoView {
    let params = use_params_map();
    let people = load(move || params.with(|params| params.get("id").unwrap_or_default()), list_people);
    let acts = Acts { attendance: ServerAction::new(), chat: ServerAction::new() };
    leave_when_done(acts.attendance);
    let page = move || async move {
        match people.await {
            Ok(view) => view! { <Told view acts /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Participants" />
        <Meta name="robots" content="noindex" />
        <Waiting meanwhile=|| view! { <Lines count=8 /> } afresh=true then=page />
    }
    .into_any()
}

#[component]
fn Told(view: PeopleView, acts: Acts) -> impl IntoView {
    let PeopleView { id, roster, guests } = view;
    let done = word("done");
    let note = NOTES.iter().find(|(word, _)| *word == done).map(|(_, says)| *says);
    let begun = roster.begun;
    let removing = removing(&roster.people);
    // A refusal in the address came from a form without script, about somebody whose seat may be gone by now.
    let earlier = error_of(ServerAction::<RemovePerson>::new());
    let earlier = Signal::derive(move || earlier.get().filter(|_| !removing.asks()));
    let rows: Vec<_> = roster.people.into_iter().map(|person| row(&id, person, begun, acts, removing)).collect();
    let body = if rows.is_empty() {
        view! { <Empty glyph=Glyph::Users title="Nobody has registered yet" says="Invite people you know, or wait: most register in the last days." /> }.into_any()
    } else {
        view! { <ul class="divide-y divide-line rounded-card border border-line bg-card shadow-soft">{rows}</ul> }.into_any()
    };
    view! {
        <div class="mx-auto max-w-4xl">
            <a href=format!("/meetings/{id}") class="inline-flex min-h-11 items-center font-semibold text-spruce">{roster.name}</a>
            <h1 class="text-2xl font-bold sm:text-3xl">"Participants"</h1>
            <p class="mt-1 mb-6 text-quiet tabular-nums">{format!("{} · {} of {} seats", roster.starts, roster.registered, roster.seats)}</p>
            {note.map(|says| view! { <div class="mb-5"><Alert tone=AlertTone::Done><p>{says}</p></Alert></div> })}
            <FormError error=earlier />
            <FormError error=error_of(acts.chat) />
            <FormError error=error_of(acts.attendance) />
            {body}
            <div class="mt-4">
                <a href=format!("/meetings/{id}/people.csv") rel="external" class="inline-flex min-h-11 items-center text-spruce underline underline-offset-4">"Take the list along (CSV)"</a>
            </div>
            <RemoveDialog meeting=id.clone() removing />
            <Invite id guests />
        </div>
    }
    .into_any()
}

fn row(meeting: &str, person: Person, begun: bool, acts: Acts, removing: Removing) -> AnyView {
    let Acts { attendance, chat } = acts;
    let remove = (person.has_seat && !begun).then(|| remove_link(meeting, person.clone(), removing));
    let Person { id, name, picture, state, says, since, money, .. } = person;
    let tone = match state.as_str() {
        "registered" | "attended" => ChipTone::Done,
        "waiting" | "offered" | "held" => ChipTone::News,
        "missed" => ChipTone::Warning,
        _ => ChipTone::Quiet,
    };
    let seated = matches!(state.as_str(), "registered" | "attended" | "missed");
    let (meeting_of, whom_of, name_of) = (meeting.to_owned(), id.to_string(), name.clone());
    let mark = |came: &'static str, says: &'static str| {
        let (meeting, whom, label) = (meeting_of.clone(), whom_of.clone(), format!("{says}: {name_of}"));
        view! {
            <ActionForm action=attendance>
                <input type="hidden" name="meeting" value=meeting />
                <input type="hidden" name="whom" value=whom />
                <input type="hidden" name="came" value=came />
                <Button tone=Tone::Quiet label=label>{says}</Button>
            </ActionForm>
        }
    };
    let marks = (begun && seated).then(|| match state.as_str() {
        "attended" => view! { {mark("missed", "Missed")} {mark("", "Undo")} }.into_any(),
        "missed" => view! { {mark("attended", "Attended")} {mark("", "Undo")} }.into_any(),
        _ => view! { {mark("attended", "Attended")} {mark("missed", "Missed")} }.into_any(),
    });
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
            <Avatar name=name.clone() seed=id.to_string() picture size=AvatarSize::Small />
            <div class="min-w-40 flex-1">
                <p class="font-semibold">{name.clone()}</p>
                <p class="text-sm text-quiet">
                    <span>{since}</span>
                    {(!money.is_empty()).then(|| view! { <span>{format!(" · {money}")}</span> })}
                </p>
            </div>
            <Chip tone>{says}</Chip>
            <div class="flex flex-wrap gap-2">
                {seated
                    .then(|| {
                        let (to, label) = (whom_of.clone(), format!("Message {name_of}"));
                        view! {
                            <ActionForm action=chat>
                                <input type="hidden" name="to" value=to />
                                <Button tone=Tone::Quiet icon=Glyph::MessageCircle label=label>"Message"</Button>
                            </ActionForm>
                        }
                    })}
                {marks}
                {remove}
            </div>
        </li>
    }
    .into_any()
}
