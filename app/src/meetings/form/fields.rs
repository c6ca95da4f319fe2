//! The fields of the form, in their three sections (features.md 1.14).
use super::api::OrgPart;
use super::leaders::Visible;
use crate::AppError;
use crate::ui::field::{CheckField, SelectField, TextArea, TextField};
use crate::ui::form::about;
use domain::limits;
use domain::meetings::draft::{DESCRIPTION, FOCUS, NAME};
use domain::meetings::{Kind, MeetingDraft};
use domain::topics::TOPICS;
use leptos::prelude::*;

fn most(characters: usize) -> u32 {
    u32::try_from(characters).unwrap_or(u32::MAX)
}

/// A section of the form.
#[component]
pub(super) fn Section(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section aria-labelledby=id class="rounded-card border border-line bg-card p-5 shadow-soft sm:p-7">
            <h2 id=id class="text-xl font-bold">{title}</h2>
            <div class="mt-5 space-y-5">{children()}</div>
        </section>
    }
    .into_any()
}

/// The topics on offer: an organization's own come first.
fn topics(org: Option<&OrgPart>) -> Vec<(String, String)> {
    let own = |slug: &str| org.is_some_and(|org| org.topics.iter().any(|topic| topic == slug));
    let (first, rest): (Vec<_>, Vec<_>) = TOPICS.iter().partition(|topic| own(topic.slug));
    let choice = |topic: &domain::topics::Topic| (topic.slug.to_owned(), topic.label.to_owned());
    std::iter::once((String::new(), "Choose one".to_owned())).chain(first.into_iter().chain(rest).map(choice)).collect()
}

/// Meeting Details. An organization's meeting says who can see it instead of whether it is exclusive; a template keeps no password.
#[component]
pub fn Details(
    draft: MeetingDraft,
    error: Signal<Option<AppError>>,
    editing: bool,
    org: Option<OrgPart>,
    #[prop(optional)] template: bool,
) -> impl IntoView {
    let topics = topics(org.as_ref());
    let one = RwSignal::new(draft.kind == Kind::OneToOne.as_str());
    let seats = draft.seats.clone();
    let kept = match (editing, draft.private) {
        (true, _) => "Leave it empty to keep the one that is set.",
        // Whoever comes back to a form they have begun, or starts from a template.
        (false, true) => "You give it to the people you want to come. It is not kept with the form: please type it again.",
        (false, false) => "You give it to the people you want to come.",
    };
    let notes = if org.is_some() { "For the hosts. Nobody else reads them." } else { "Your own notes. Nobody else reads them." };
    let seen = match org {
        Some(org) => view! { <Visible org value=draft.visibility error /> }.into_any(),
        None => view! { <CheckField name="draft[exclusive]" id="exclusive" label="Exclusive" hint="It is on no calendar. You invite people from My Meetings." checked=draft.exclusive /> }
            .into_any(),
    };
    view! {
        <Section id="details" title="Meeting Details">
            <SelectField name="draft[topic]" id="topic" label="Meeting Type" choices=topics value=draft.topic error=about(error, "topic") required=true />
            <TextField
                name="draft[name]" id="name" label="Name" hint="Clear and inviting. Keep it the same when you repeat a meeting."
                value=draft.name error=about(error, "name") maxlength=most(NAME) required=true
            />
            <TextField name="draft[support_topic]" id="support_topic" label="Support Topic" hint="More detail inside the type." value=draft.support_topic error=about(error, "support_topic") maxlength=most(NAME) optional=true />
            <TextField
                name="draft[focus]" id="focus" label="Special Focus" hint="For whom it is, or from what experience you lead it."
                value=draft.focus error=about(error, "focus") maxlength=most(FOCUS) optional=true
            />
            <Kinds one error />
            <Seats one seats error />
            <TextField
                name="draft[price]" id="price" label="Price to Join"
                hint=prices()
                value=draft.price error=about(error, "price") inputmode="decimal" maxlength=8 required=true
            />
            <TextArea name="draft[description]" id="description" label="Meeting Description" hint="What people can expect, in a few warm lines." value=draft.description error=about(error, "description") maxlength=most(DESCRIPTION) rows=5 required=true />
            <TextArea name="draft[comments]" id="comments" label="Comments" hint=notes value=draft.comments error=about(error, "comments") maxlength=most(DESCRIPTION) rows=2 optional=true />
            <div class="group/door space-y-3">
                <CheckField name="draft[private]" id="private" label="Private" hint="People need a password to register." checked=draft.private />
                {(!template)
                    .then(|| {
                        view! {
                            <div class="hidden group-has-[#private:checked]/door:block">
                                <TextField name="draft[password]" id="password" label="Password" hint=kept error=about(error, "password") autocomplete="off" maxlength=40 />
                            </div>
                        }
                    })}
            </div>
            {seen}
            <CheckField name="draft[wait_room]" id="wait_room" label="Enable Wait Room" hint="You let each person in." checked=draft.wait_room />
            <CheckField name="draft[waiting_list]" id="waiting_list" label="Enable Waiting List" hint="When it is full, people can queue for a seat that is given back." checked=draft.waiting_list />
        </Section>
    }
    .into_any()
}

/// Group Meeting or 1on1 Coaching.
#[component]
fn Kinds(one: RwSignal<bool>, error: Signal<Option<AppError>>) -> impl IntoView {
    let start = one.get_untracked();
    let says = about(error, "kind");
    let choice = move |kind: Kind, checked: bool| {
        view! {
            <label class="flex min-h-11 flex-1 cursor-pointer items-center gap-3 rounded-control border border-edge bg-card px-4 py-2 has-checked:border-spruce has-checked:bg-spruce-soft">
                <input
                    type="radio"
                    name="draft[kind]"
                    value=kind.as_str()
                    class="size-5 shrink-0"
                    checked=checked
                    required=true
                    on:change=move |_| one.set(kind == Kind::OneToOne)
                />
                <span class="font-semibold">{kind.label()}</span>
            </label>
        }
    };
    view! {
        <fieldset id="kind">
            <legend class="font-semibold">"Kind of meeting"</legend>
            <div class="mt-1.5 flex flex-wrap gap-3">{choice(Kind::Group, !start)} {choice(Kind::OneToOne, start)}</div>
            <p class=move || if says.with(Option::is_some) { "mt-1.5 text-sm text-clay" } else { "hidden" }>{move || says.get()}</p>
        </fieldset>
    }
    .into_any()
}

fn prices() -> String {
    let dollars = |cents| domain::money::typed(cents, "USD");
    format!(
        "In US dollars. A group: 0 for free, otherwise at least {}. 1on1 Coaching: at least {}. What you receive is shown under Schedule.",
        dollars(limits().group_price_from),
        dollars(limits().coaching_price_from),
    )
}

/// Maximum Registrants: 1 and switched off for 1on1 Coaching.
#[component]
fn Seats(one: RwSignal<bool>, seats: String, error: Signal<Option<AppError>>) -> impl IntoView {
    let (typed, most) = (RwSignal::new(seats), limits().group_seats);
    let says = about(error, "seats");
    view! {
        <div>
            <label for="seats" class="block font-semibold">"Maximum Registrants"</label>
            <p id="seats-hint" class="mt-0.5 text-sm text-quiet">{format!("1 to {most}, you not counted. 1on1 Coaching is for one.")}</p>
            <input
                id="seats"
                name="draft[seats]"
                type="number"
                min="1"
                max=most
                class="mt-1.5 block min-h-11 w-28 rounded-control border border-edge bg-card px-3.5 py-2.5 text-base text-ink hover:border-spruce aria-invalid:border-2 aria-invalid:border-clay disabled:opacity-60"
                value=typed.get_untracked()
                prop:value=move || if one.get() { "1".to_owned() } else { typed.get() }
                disabled=move || one.get()
                aria-describedby="seats-hint"
                aria-invalid=move || says.with(Option::is_some).then_some("true")
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <p class=move || if says.with(Option::is_some) { "mt-1.5 text-sm text-clay" } else { "hidden" }>{move || says.get()}</p>
        </div>
    }
    .into_any()
}

/// How long it takes, in whole hours and minutes.
fn length(draft: &MeetingDraft, error: Signal<Option<AppError>>) -> AnyView {
    let hours = (0..=4).map(|hour: i64| (hour.to_string(), hour.to_string())).collect();
    let mut minutes: Vec<(String, String)> = (0..60).step_by(5).map(|minute: i64| (minute.to_string(), minute.to_string())).collect();
    if !minutes.iter().any(|(minute, _)| *minute == draft.minutes) && !draft.minutes.is_empty() {
        minutes.push((draft.minutes.clone(), draft.minutes.clone()));
    }
    view! {
        <div class="grid gap-4 sm:grid-cols-2">
            <SelectField name="draft[hours]" id="hours" label="Hours" choices=hours value=draft.hours.clone() />
            <SelectField name="draft[minutes]" id="minutes" label="Minutes" choices=minutes value=draft.minutes.clone() error=about(error, "minutes") />
        </div>
    }
    .into_any()
}

/// What a template says of the schedule: its length and its zone.
#[component]
pub fn Length(draft: MeetingDraft, zones: Vec<(String, String)>, error: Signal<Option<AppError>>) -> impl IntoView {
    view! {
        <Section id="schedule" title="Schedule">
            {length(&draft, error)}
            <SelectField name="draft[time_zone]" id="time_zone" label="Time zone" choices=zones value=draft.time_zone error=about(error, "time_zone") />
        </Section>
    }
    .into_any()
}

/// Schedule.
#[component]
pub fn Schedule(draft: MeetingDraft, zones: Vec<(String, String)>, error: Signal<Option<AppError>>, editing: bool) -> impl IntoView {
    let length = length(&draft, error);
    let repeats = vec![
        (String::new(), "It does not repeat".to_owned()),
        ("daily".to_owned(), "Daily".to_owned()),
        ("weekly".to_owned(), "Weekly".to_owned()),
    ];
    view! {
        <Section id="schedule" title="Schedule">
            {length}
            <TextField name="draft[start]" id="start" label="Start Time" hint="On the clock of the time zone below." kind="datetime-local" value=draft.start error=about(error, "start") required=true />
            <SelectField name="draft[time_zone]" id="time_zone" label="Time zone" choices=zones value=draft.time_zone error=about(error, "time_zone") />
            {(!editing)
                .then(|| {
                    view! {
                        <div class="grid gap-4 sm:grid-cols-2">
                            <SelectField name="draft[repeat]" id="repeat" label="Recurrence" hint=format!("A series holds at most {} meetings.", limits().series_meetings) choices=repeats value=draft.repeat />
                            <TextField name="draft[until]" id="until" label="End Date" hint="The last day of the series." kind="date" value=draft.until error=about(error, "until") optional=true />
                        </div>
                    }
                })}
        </Section>
    }
    .into_any()
}

/// What can be handed out. `library` is the address of the library that the one who plans keeps, or empty: who keeps none and has
/// nothing to choose from is not asked.
#[component]
pub fn Documents(documents: Vec<(String, String)>, chosen: Vec<String>, library: String, error: Signal<Option<AppError>>) -> impl IntoView {
    if library.is_empty() && documents.is_empty() {
        return ().into_any();
    }
    let says = about(error, "documents");
    let boxes: Vec<_> = documents
        .into_iter()
        .map(|(id, name)| {
            let checked = chosen.contains(&id);
            let element = format!("document-{id}");
            view! { <CheckField name="draft[documents][]" label=name value=id checked=checked id=element /> }
        })
        .collect();
    let body = if boxes.is_empty() {
        view! { <p class="text-quiet">"Your library is empty. What you put there can be handed out to those who have a seat."</p> }
            .into_any()
    } else {
        view! { <div>{boxes}</div> }.into_any()
    };
    view! {
        <Section id="documents" title="Documents">
            {body}
            <p class=move || if says.with(Option::is_some) { "text-sm text-clay" } else { "hidden" }>{move || says.get()}</p>
            {(!library.is_empty())
                .then(|| {
                    view! {
                        <a href=library class="inline-flex min-h-11 items-center text-spruce underline underline-offset-4">
                            "Resource library"
                        </a>
                    }
                })}
        </Section>
    }
    .into_any()
}
