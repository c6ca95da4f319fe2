//! A supporter's dashboard: four numbers, what comes next, and figures in three tabs. Tabs and ranges are links.
use super::api::{DashboardView, show_dashboard};
use super::metrics::{MeetingFigures, SummaryFigures, Who, number};
use crate::frame::Fault;
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use crate::ui::stars::Stars;
use crate::ui::tabs::{TabLink, TabLinks};
use domain::meetings::mine::MyMeeting;
use domain::supporters::{Dashboard, Figures, Range, View};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;

/// Where the rest of a host's work is (features.md 1.24, SDASH-7).
const PLACES: [(&str, &str, Glyph); 5] = [
    ("/my-meetings?tab=hosting", "Meetings hosted by me", Glyph::CalendarClock),
    ("/supporter/library", "Resource Library", Glyph::Upload),
    ("/supporter/earnings", "Earnings", Glyph::ChartColumn),
    ("/supporter/profile", "Your public profile", Glyph::User),
    ("/supporter/availability", "Weekly hours", Glyph::Clock),
];

/// The page.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let query = use_query_map();
    let of = move |name: &'static str| query.with(|query| query.get(name).unwrap_or_default());
    let tab = Memo::new(move |_| View::from_address(&of("tab")));
    let range = Memo::new(move |_| Range::from_address(&of("range")));
    let after = Memo::new(move |_| of("after"));
    let found = load(
        move || (tab.get(), range.get(), after.get()),
        |(tab, range, after)| show_dashboard(tab.as_str().to_owned(), range.as_str().to_owned(), after),
    );
    let page = move || async move {
        match found.await {
            Ok(told) => {
                let (range, paged) = (range.get_untracked(), !after.get_untracked().is_empty());
                view! { <Told told range paged /> }.into_any()
            }
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Supporter dashboard" />
        <Meta name="robots" content="noindex" />
        <div class="mb-6 flex flex-wrap items-end justify-between gap-3">
            <h1 class="text-2xl font-bold sm:text-3xl">"Supporter dashboard"</h1>
            <ButtonLink href="/meetings/new" tone=Tone::Call icon=Glyph::Plus>"Create a Meeting"</ButtonLink>
        </div>
        <Waiting meanwhile=|| view! { <Lines count=10 /> } then=page />
    }
    .into_any()
}

#[component]
fn Told(told: DashboardView, range: Range, paged: bool) -> impl IntoView {
    let DashboardView { dashboard, next } = told;
    let Dashboard { handle, rating, interactions, connections, requests, earned, zone, figures } = dashboard;
    let link = |href: String, says: String| view! { <a href=href class="text-spruce underline underline-offset-4">{says}</a> }.into_any();
    let stars = rating.tenths().map_or_else(|| "None yet".into_any(), |tenths| view! { <Stars tenths /> }.into_any());
    let reviews = link(format!("/supporters/{handle}#reviews"), rating.reviews());
    let waiting = match requests {
        0 => link("/contacts".into(), "Nobody waits for an answer".into()),
        1 => link("/contacts?tab=pending".into(), "1 request waits for your answer".into()),
        many => link("/contacts?tab=pending".into(), format!("{many} requests wait for your answer")),
    };
    let fees = link("/supporter/earnings".into(), "After fees. See all payments".into());
    view! {
        <dl class="grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4">
            {number("Reviews", stars, reviews)}
            {number("Interactions", interactions.to_string().into_any(), "Seats taken in your meetings, and conversations".into_any())}
            {number("Connections", connections.to_string().into_any(), waiting)}
            {number("Money earned", earned.into_any(), fees)}
        </dl>
        <Ahead next />
        <section aria-labelledby="metrics" class="mt-10">
            <h2 id="metrics" class="mb-4 text-xl font-bold">"Metrics"</h2>
            <Tabs of=view_of(&figures) range />
            <div class="space-y-6">{shown(figures, range, paged)}</div>
            <p class="mt-4 text-sm text-quiet">{format!("Times are in {zone}.")}</p>
        </section>
    }
    .into_any()
}

fn view_of(figures: &Figures) -> View {
    match figures {
        Figures::Summary(_) => View::Summary,
        Figures::Demographics(_) => View::Demographics,
        Figures::Meetings(_) => View::Meetings,
    }
}

fn shown(figures: Figures, range: Range, paged: bool) -> AnyView {
    match figures {
        Figures::Summary(summary) => view! { <SummaryFigures summary range /> }.into_any(),
        Figures::Demographics(told) => view! { <Who told /> }.into_any(),
        Figures::Meetings(list) => view! { <MeetingFigures list here=address(View::Meetings, range) paged /> }.into_any(),
    }
}

fn address(view: View, range: Range) -> String {
    format!("/supporter/dashboard?tab={}&range={}", view.as_str(), range.as_str())
}

/// The tabs keep the range, and the range keeps the tab. Who attends is told of all time.
#[component]
fn Tabs(of: View, range: Range) -> impl IntoView {
    let tabs: Vec<_> = View::ALL
        .into_iter()
        .map(|view| view! { <TabLink href=address(view, range) current=Signal::stored(view == of)>{view.label()}</TabLink> })
        .collect();
    let ranges = (of != View::Demographics).then(|| {
        let ranges: Vec<_> = Range::ALL
            .into_iter()
            .map(|one| {
                view! {
                    <li>
                        <a
                            href=address(of, one)
                            aria-current=(one == range).then_some("true")
                            class="inline-flex min-h-11 items-center rounded-control border border-line bg-card px-4 text-sm font-semibold text-quiet transition-colors hover:border-spruce hover:text-spruce aria-[current]:border-spruce aria-[current]:bg-spruce-soft aria-[current]:text-spruce"
                        >
                            {one.label()}
                        </a>
                    </li>
                }
            })
            .collect();
        view! {
            <nav aria-label="Time" class="mb-6">
                <ul class="flex flex-wrap gap-2">{ranges}</ul>
            </nav>
        }
    });
    view! {
        <TabLinks label="Metrics">{tabs}</TabLinks>
        {ranges}
    }
    .into_any()
}

/// The next meetings that the supporter leads, and the ways to their other pages.
#[component]
fn Ahead(next: Vec<MyMeeting>) -> impl IntoView {
    let rows: Vec<_> = next
        .into_iter()
        .map(|MyMeeting { line, registered, .. }| {
            view! {
                <li class="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-3">
                    <span class="min-w-0">
                        <a href=format!("/meetings/{}", line.id) class="font-semibold hover:underline">{line.name}</a>
                        <span class="block text-sm text-quiet tabular-nums">{line.starts}</span>
                    </span>
                    <a href=format!("/meetings/{}/people", line.id) class="text-sm text-spruce underline underline-offset-4">
                        {format!("Participants: {registered}")}
                    </a>
                </li>
            }
        })
        .collect();
    let next = if rows.is_empty() {
        view! { <p class="text-quiet">"You lead no meeting in the time to come."</p> }.into_any()
    } else {
        view! { <ul class="divide-y divide-line">{rows}</ul> }.into_any()
    };
    let places: Vec<_> = PLACES
        .into_iter()
        .map(|(href, name, glyph)| {
            view! {
                <li>
                    <a href=href class="flex min-h-11 items-center gap-3 rounded-lg px-3 py-2 transition-colors hover:bg-spruce-soft">
                        <span class="text-spruce">
                            <Icon glyph />
                        </span>
                        <span>{name}</span>
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <div class="mt-6 grid gap-4 lg:grid-cols-2">
            <section aria-labelledby="ahead" class="rounded-card border border-line bg-card p-5 shadow-soft sm:p-7">
                <h2 id="ahead" class="mb-2 text-xl font-bold">"Next meetings"</h2>
                {next}
            </section>
            <section aria-labelledby="places" class="rounded-card border border-line bg-card p-5 shadow-soft sm:p-7">
                <h2 id="places" class="mb-2 text-xl font-bold">"Your work"</h2>
                <ul class="-mx-3">{places}</ul>
            </section>
        </div>
    }
    .into_any()
}
