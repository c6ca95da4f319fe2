//! My Meetings: four tabs, each meeting with its one action; and the two next ones for the first page.
use super::action::{Acts, Trouble, acts, small};
use super::api::{list_my_meetings, next_meetings};
use super::feed::{Feed, add_to_calendar};
use crate::account::parts::word;
use crate::frame::Fault;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::pager::Pager;
use crate::ui::skeleton::Cards;
use crate::ui::tabs::{TabLink, TabLinks};
use domain::meetings::Step;
use domain::meetings::mine::{MyMeeting, MyMeetings, Tab};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn MyMeetingsPage() -> impl IntoView {
    let query = use_query_map();
    let of = move |name: &'static str| query.with(|query| query.get(name).unwrap_or_default());
    let tab = Memo::new(move |_| Tab::from_address(&of("tab")));
    let past = Memo::new(move |_| of("past") == "1");
    let after = Memo::new(move |_| of("after"));
    let found =
        load(move || (tab.get(), past.get(), after.get()), |(tab, past, after)| list_my_meetings(tab.as_str().to_owned(), past, after));
    let acts = acts();
    let page = move || async move {
        match found.await {
            Ok(mine) => {
                let (tab, past, paged) = (tab.get_untracked(), past.get_untracked(), !after.get_untracked().is_empty());
                view! { <List mine tab past paged acts /> }.into_any()
            }
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    let tabs: Vec<_> = Tab::ALL
        .into_iter()
        .map(|one| {
            let current = Signal::derive(move || tab.get() == one);
            view! { <TabLink href=format!("/my-meetings?tab={}", one.as_str()) current>{one.label()}</TabLink> }
        })
        .collect();
    let called_off = word("done") == "called-off";
    view! {
        <Title text="My Meetings" />
        <div class="mx-auto max-w-4xl">
            <div class="mb-5 flex flex-wrap items-end justify-between gap-3">
                <h1 class="text-2xl font-bold sm:text-3xl">"My Meetings"</h1>
                <ButtonLink href="/meetings" tone=Tone::Quiet icon=Glyph::Search>"Find New Meetings"</ButtonLink>
            </div>
            {called_off
                .then(|| view! { <div class="mb-5"><Alert tone=AlertTone::Done><p>"Cancelled. Everybody on the roster is told, and whoever paid is refunded."</p></Alert></div> })}
            <Trouble acts />
            <TabLinks label="My meetings">{tabs}</TabLinks>
            <Waiting meanwhile=|| view! { <Cards /> } then=page />
            <Feed />
        </div>
    }
    .into_any()
}

#[component]
fn List(mine: MyMeetings, tab: Tab, past: bool, paged: bool, acts: Acts) -> impl IntoView {
    let MyMeetings { meetings, offers, next, zone, creates, .. } = mine;
    let here = format!("/my-meetings?tab={}{}", tab.as_str(), if past { "&past=1" } else { "" });
    let next = next.map(|next| format!("{here}&after={next}"));
    let previous = paged.then(|| here.clone());
    let rows: Vec<_> = meetings.into_iter().map(|meeting| view! { <Row meeting tab past acts /> }).collect();
    let offers: Vec<_> = offers.into_iter().map(|meeting| view! { <Row meeting tab=Tab::Waiting acts /> }).collect();
    let offers = (!offers.is_empty()).then(|| {
        view! {
            <section aria-labelledby="offers" class="mb-8">
                <h2 id="offers" class="mb-3 text-xl font-bold">"A seat is free for you"</h2>
                <ul class="space-y-3">{offers}</ul>
            </section>
        }
    });
    let body = if rows.is_empty() { nothing(tab, past) } else { view! { <ul class="space-y-3">{rows}</ul> }.into_any() };
    let other = (tab == Tab::Hosting).then(|| {
        let (href, says) =
            if past { ("/my-meetings?tab=hosting", "Meetings to come") } else { ("/my-meetings?tab=hosting&past=1", "Meetings you have led") };
        view! {
            <p class="mt-4 flex flex-wrap gap-x-6">
                <a href=href class="inline-flex min-h-11 items-center text-spruce underline underline-offset-4">{says}</a>
                {creates
                    .then(|| {
                        view! { <a href="/meetings/new" class="inline-flex min-h-11 items-center text-spruce underline underline-offset-4">"Create a Meeting"</a> }
                    })}
            </p>
        }
    });
    view! {
        <p class="mb-4 text-sm text-quiet">{format!("Times are in {zone}.")}</p>
        {offers}
        {body}
        <Pager label="Pages of meetings" previous next />
        {other}
    }
    .into_any()
}

fn nothing(tab: Tab, past: bool) -> AnyView {
    let (title, says) = match (tab, past) {
        (Tab::Upcoming, _) => {
            ("No upcoming meetings", "When you register for one, it is here, with the door to the room shortly before it starts.")
        }
        (Tab::Past, _) => ("Nothing here yet", "Meetings that are over stand here."),
        (Tab::Waiting, _) => {
            ("You wait in no line", "When a meeting is full, you can join its waiting list and are asked when a seat is free.")
        }
        (Tab::Hosting, true) => ("You have led no meeting yet", "Meetings you have led stand here, with who came."),
        (Tab::Hosting, false) => ("You lead no meeting", "Peer supporters can create meetings: small groups, or talks with one person."),
    };
    view! {
        <Empty glyph=Glyph::Calendar title says>
            <ButtonLink href="/meetings" tone=Tone::Call>"Find New Meetings"</ButtonLink>
        </Empty>
    }
    .into_any()
}

/// One meeting of a tab.
#[component]
fn Row(meeting: MyMeeting, tab: Tab, #[prop(optional)] past: bool, acts: Acts) -> impl IntoView {
    let MyMeeting { line, step, became, money, registered, line_length, can_review, .. } = meeting;
    let page = format!("/meetings/{}", line.id);
    let hosting = tab == Tab::Hosting;
    let seat = matches!(step, Step::Registered { .. });
    let action = if tab == Tab::Past || past { ().into_any() } else { small(acts, &line, Some(step)) };
    let file = (tab == Tab::Upcoming || (hosting && !past)).then(|| add_to_calendar(&line));
    let waiting = (hosting && line_length > 0).then(|| format!("{line_length} waiting in line"));
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
                {(!hosting).then(|| view! { <p class="text-quiet">{format!("With {}", line.host)}</p> })}
                <p class="mt-1 flex flex-wrap gap-x-4 text-sm text-quiet">
                    {(!became.is_empty()).then(|| view! { <span>{became}</span> })}
                    {(!money.is_empty()).then(|| view! { <span>{money}</span> })}
                    {waiting.map(|says| view! { <span>{says}</span> })}
                </p>
                {file}
            </div>
            <div class="flex flex-col gap-2 sm:justify-center">
                {action}
                {hosting
                    .then(|| {
                        view! { <ButtonLink href=format!("/meetings/{}/people", line.id) tone=Tone::Quiet icon=Glyph::Users wide=true>{format!("Participants: {registered}")}</ButtonLink> }
                    })}
                {(hosting && !past)
                    .then(|| {
                        view! { <ButtonLink href=format!("/meetings/{}/people#invite", line.id) tone=Tone::Plain icon=Glyph::UserPlus wide=true>"Invite"</ButtonLink> }
                    })}
                {seat
                    .then(|| {
                        view! { <ButtonLink href=format!("/meetings/{}?cancel=1", line.id) tone=Tone::Danger wide=true>"Cancel"</ButtonLink> }
                    })}
                {can_review
                    .then(|| {
                        view! { <ButtonLink href=format!("{page}#reviews") tone=Tone::Quiet icon=Glyph::Star wide=true>"Say how it was"</ButtonLink> }
                    })}
                <ButtonLink href=page.clone() tone=Tone::Plain wide=true>"Details"</ButtonLink>
            </div>
        </li>
    }
    .into_any()
}

/// The next two meetings and the offers that wait, for the first page.
#[component]
pub fn Next() -> impl IntoView {
    let found = load(|| (), |()| next_meetings());
    let acts = acts();
    let rows = move || async move {
        let MyMeetings { meetings: seats, offers, zone, .. } = found.await.unwrap_or_default();
        let row = |meeting: MyMeeting, tab: Tab| view! { <Row meeting tab acts /> };
        let all: Vec<_> = offers
            .into_iter()
            .map(|offer| row(offer, Tab::Waiting).into_any())
            .chain(seats.into_iter().map(|seat| row(seat, Tab::Upcoming).into_any()))
            .collect();
        if all.is_empty() {
            return view! {
                <p class="rounded-card border border-dashed border-line p-5 text-quiet">
                    "You have no upcoming meetings. When you register for one, it is here."
                </p>
            }
            .into_any();
        }
        view! {
            <p class="mb-4 text-sm text-quiet">{format!("Times are in {zone}.")}</p>
            <ul class="space-y-3">{all}</ul>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="next-meetings" class="mt-10">
            <div class="mb-4 flex flex-wrap items-end justify-between gap-3">
                <h2 id="next-meetings" class="text-xl font-bold">"Your Next Meetings"</h2>
                <ButtonLink href="/meetings" tone=Tone::Quiet icon=Glyph::Search>"Find New Meetings"</ButtonLink>
            </div>
            <Trouble acts />
            <Waiting then=rows />
            <a href="/my-meetings" class="mt-2 inline-flex min-h-11 items-center font-semibold text-spruce">"All my meetings"</a>
        </section>
    }
    .into_any()
}
