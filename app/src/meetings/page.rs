//! One meeting: time first; who leads; seats left; price; what to expect; documents; one action that says its state.
use super::action::{Acts, Trouble, acts, large, whole_series};
use super::api::show_meeting;
use super::feed::add_to_calendar;
use crate::frame::Fault;
use crate::library::handouts;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::{Chip, ChipTone, State};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::meetings::{Handout, Host, MeetingPage, SeriesDate, Step};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::{use_params_map, use_query_map};

/// What a plain form, or our own script, comes back with.
const NOTES: &[(&str, &str)] = &[
    ("registered", "You are registered. We wrote you a letter, and will remind you a day and an hour before."),
    (SEAT_BY_LETTER, "The seat is yours. We wrote you a letter, and will remind you a day and an hour before."),
    ("cancelled", "Your registration is cancelled. Thank you for making room for somebody else."),
    ("refunded", "Your registration is cancelled, and your money is on its way back."),
    ("waiting", "Added to the waiting list."),
    ("left", "You are no longer on the waiting list."),
    ("planned", "Your meeting is planned. People can register now."),
    ("reviewed", "Thank you. What you wrote stands on the host's profile."),
    ("answered", "Your answer stands under the review, and whoever wrote it is told."),
    ("changed", "Saved. Whoever has a seat is told of a new time."),
];

/// What the address says to somebody who took a seat by the link of a letter and is not signed in: the page can't know them.
pub const SEAT_BY_LETTER: &str = "seat";

/// The page.
#[component]
pub fn Meeting() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let meeting = load(move || id.get(), show_meeting);
    let acts = acts();
    let page = move || async move {
        match meeting.await {
            Ok(meeting) => view! { <Told meeting acts /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=6 /> } afresh=true then=page /> }.into_any()
}

#[component]
fn Told(meeting: MeetingPage, acts: Acts) -> impl IntoView {
    let done = use_query_map().with_untracked(|query| query.get("done").unwrap_or_default());
    let note = match done.as_str() {
        "series" => Some(series_note(&meeting.series)),
        done => NOTES.iter().find(|(word, _)| *word == done).map(|(_, says)| (*says).to_owned()),
    };
    let side = side(&meeting, acts, done == SEAT_BY_LETTER);
    let off = matches!(meeting.step, Some(Step::Cancelled));
    let MeetingPage {
        line,
        description,
        support_topic,
        focus,
        ends,
        zone,
        for_host,
        relative,
        hosts,
        documents,
        document_count,
        organization,
        series,
        comments,
        json_ld,
        ..
    } = meeting;
    let leading = matches!(meeting.step, Some(Step::Host { .. }));
    let over = matches!(meeting.step, Some(Step::Over)).then(|| line.id.to_string());
    let hosts: Vec<_> = hosts.into_iter().map(host).collect();
    let series: Vec<_> = series
        .into_iter()
        .map(|SeriesDate { id, starts, state }| {
            view! {
                <li class="flex flex-wrap items-center gap-x-2">
                    <a href=format!("/meetings/{id}") class="inline-flex min-h-11 items-center text-spruce underline underline-offset-4 tabular-nums">{starts}</a>
                    {(!state.is_empty()).then(|| view! { <span class="text-sm text-quiet">{state}</span> })}
                </li>
            }
        })
        .collect();
    let has_series = !series.is_empty();
    let handed_out = handed_out(documents, document_count);
    view! {
        <Title text=line.name.clone() />
        <Meta name="description" content=description.clone() />
        <Meta property="og:title" content=line.name.clone() />
        {(!json_ld.is_empty()).then(|| view! { <script type="application/ld+json" inner_html=json_ld></script> })}
        <div class="mx-auto max-w-5xl">
            <Trouble acts />
            {note.map(|says| view! { <div class="mb-6"><Alert tone=AlertTone::Done><p>{says}</p></Alert></div> })}
            <div class="gap-10 lg:grid lg:grid-cols-[1fr_19rem]">
                <article class="min-w-0">
                    <p class="flex items-center gap-x-2 text-lg font-semibold text-spruce tabular-nums">
                        <Icon glyph=Glyph::Calendar class="size-5 shrink-0" />
                        <span>{format!("{} to {ends} · {zone}", line.starts)}</span>
                    </p>
                    {(!relative.is_empty() && !off).then(|| view! { <p class="mt-0.5 text-quiet">{format!("Starts {relative}")}</p> })}
                    {(!for_host.is_empty()).then(|| view! { <p class="mt-0.5 text-sm text-quiet">{format!("For the host it is {for_host}.")}</p> })}
                    <h1 class="mt-2 text-2xl font-bold tracking-tight sm:text-3xl">{line.name}</h1>
                    <p class="mt-3 flex flex-wrap gap-2">
                        <Chip>{line.topic}</Chip>
                        {(!support_topic.is_empty()).then(|| view! { <Chip tone=ChipTone::Quiet>{support_topic}</Chip> })}
                        {meeting.private.then(|| view! { <Chip tone=ChipTone::Quiet icon=Glyph::Lock>"Password"</Chip> })}
                        {meeting.exclusive.then(|| view! { <Chip tone=ChipTone::Quiet>"By invitation"</Chip> })}
                    </p>
                    <ul class="mt-5 flex flex-wrap gap-4" aria-label="Led by">{hosts}</ul>
                    {organization
                        .map(|(name, slug)| {
                            view! {
                                <p class="mt-4 text-quiet">
                                    "A meeting of "
                                    <a href=format!("/organizations/{slug}") class="font-semibold text-spruce underline underline-offset-4">
                                        {name}
                                    </a>
                                </p>
                            }
                        })}
                    <section class="mt-8" aria-labelledby="expect">
                        <h2 id="expect" class="text-xl font-bold">"What to expect"</h2>
                        {(!focus.is_empty()).then(|| view! { <p class="mt-3 max-w-prose font-semibold">{focus}</p> })}
                        <p class="mt-3 max-w-prose whitespace-pre-line">{description}</p>
                    </section>
                    {over.map(|meeting| view! { <crate::reviews::MeetingReviewsPart meeting /> })}
                    {handed_out}
                    {has_series
                        .then(|| {
                            view! {
                                <section class="mt-8" aria-labelledby="series">
                                    <h2 id="series" class="text-xl font-bold">"Other dates"</h2>
                                    <ul class="mt-2 flex flex-wrap gap-x-6">{series}</ul>
                                </section>
                            }
                        })}
                    {(leading && !comments.is_empty())
                        .then(|| {
                            view! {
                                <section class="mt-8 rounded-card border border-dashed border-line p-5" aria-labelledby="notes">
                                    <h2 id="notes" class="font-bold">"Your notes"</h2>
                                    <p class="mt-1 whitespace-pre-line">{comments}</p>
                                </section>
                            }
                        })}
                </article>
                {side}
            </div>
        </div>
    }
    .into_any()
}

/// What the whole series has become, with the dates that are full.
fn series_note(series: &[SeriesDate]) -> String {
    let of = |words: &[&str]| {
        let fits = |date: &&SeriesDate| words.contains(&date.state.as_str());
        series.iter().filter(fits).map(|date| date.starts.clone()).collect::<Vec<_>>()
    };
    let full = of(&["Full", "On the waiting list"]);
    let says = "You are registered for the dates that had a seat for you. We wrote you one letter with all of them.";
    match full.len() {
        0 => says.to_owned(),
        1 => format!("{says} This one was full: {}.", full.join("; ")),
        _ => format!("{says} These were full: {}.", full.join("; ")),
    }
}

fn host(host: Host) -> AnyView {
    let Host { name, handle, word, picture, seed } = host;
    let all = format!("All meetings of {name}");
    let named = match handle {
        Some(handle) => view! { <a href=format!("/supporters/{handle}") class="font-semibold text-spruce underline underline-offset-4">{name.clone()}</a> }.into_any(),
        None => view! { <span class="font-semibold">{name.clone()}</span> }.into_any(),
    };
    view! {
        <li class="flex items-start gap-3">
            <Avatar name seed picture size=AvatarSize::Medium />
            <p>
                <span class="block text-sm text-quiet">"Led by"</span>
                {named}
                <a href=format!("/meetings?host={word}") aria-label=all class="flex min-h-11 items-center text-sm text-spruce underline underline-offset-4">
                    "All meetings"
                </a>
            </p>
        </li>
    }
    .into_any()
}

fn handed_out(documents: Vec<Handout>, count: i64) -> Option<AnyView> {
    if count == 0 {
        return None;
    }
    let says = if documents.is_empty() {
        let says =
            if count == 1 { "One document comes with your seat.".to_owned() } else { format!("{count} documents come with your seat.") };
        view! { <p class="text-quiet">{says}</p> }.into_any()
    } else {
        handouts(documents)
    };
    Some(
        view! {
            <section class="mt-8" aria-labelledby="documents">
                <h2 id="documents" class="mb-3 text-xl font-bold">"Documents"</h2>
                {says}
            </section>
        }
        .into_any(),
    )
}

/// The facts, and the one action. `by_letter` says that a visitor has just taken their seat by a link.
fn side(meeting: &MeetingPage, acts: Acts, by_letter: bool) -> AnyView {
    let line = &meeting.line;
    let id = line.id.clone();
    let fact = |glyph: Glyph, what: &'static str, says: String| {
        view! {
            <div class="flex items-start gap-3">
                <dt class="flex items-center gap-2 text-quiet">
                    <Icon glyph />
                    <span class="sr-only">{what}</span>
                </dt>
                <dd class="font-semibold tabular-nums">{says}</dd>
            </div>
        }
    };
    let kind = if line.one_to_one { "1on1 Coaching" } else { "Group Meeting" };
    let leading = meeting.leads;
    let all_dates = meeting.whole_series.map(|(all, full)| whole_series(acts, &id, all, full));
    let paid_series = (!meeting.series.is_empty() && matches!(meeting.step, Some(Step::Register { pays: true, .. })))
        .then(|| view! { <p class="mt-3 text-sm text-quiet">"Each date of this series is paid on its own."</p> });
    let line_says = (meeting.line_length > 0).then(|| format!("{} waiting in line", meeting.line_length));
    let off = matches!(meeting.step, Some(Step::Cancelled));
    let action = if by_letter && matches!(meeting.step, None | Some(Step::Full)) {
        view! {
            <State icon=Glyph::Check wide=true>"Registered"</State>
            <div class="mt-3">
                <ButtonLink href="/sign-in?next=/my-meetings" tone=Tone::Quiet wide=true>"Sign in to see My Meetings"</ButtonLink>
            </div>
        }
        .into_any()
    } else {
        large(acts, line, meeting.step.clone(), &meeting.until, meeting.way_in.clone())
    };
    let money = meeting.money.clone();
    view! {
        <aside class="mt-8 lg:mt-0">
            <div class="rounded-card border border-line bg-card p-5 shadow-soft lg:sticky lg:top-32">
                <dl class="mb-5 space-y-3">
                    {fact(Glyph::Star, "Price to join", line.price.clone())}
                    {(!off).then(|| fact(Glyph::User, "Seats", crate::supporters::seats(line.left)))}
                    {fact(Glyph::Users, "Kind", kind.to_owned())}
                    {fact(Glyph::Clock, "Length", crate::supporters::length(line.minutes))}
                    {line_says.map(|says| fact(Glyph::Ellipsis, "Waiting list", says))}
                </dl>
                {action}
                {all_dates}
                {paid_series}
                {(!money.is_empty()).then(|| view! { <p class="mt-3 text-sm text-quiet">{money}</p> })}
                {leading
                    .then(|| {
                        view! {
                            <div class="mt-3 flex flex-col gap-2">
                                <ButtonLink href=format!("/meetings/{id}/people") tone=Tone::Quiet icon=Glyph::Users wide=true>"Participants"</ButtonLink>
                                <ButtonLink href=format!("/meetings/{id}/edit") tone=Tone::Quiet icon=Glyph::Pencil wide=true>"Edit"</ButtonLink>
                            </div>
                        }
                    })}
                <div class="mt-3">{add_to_calendar(line)}</div>
            </div>
        </aside>
    }
    .into_any()
}
