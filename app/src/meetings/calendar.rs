//! The public calendar: a list by day, or a month; filters in the address; times in the viewer's zone, named once.
use super::action::{Acts, Trouble, acts};
use super::api::{CalendarView, Tile, find_meetings};
use super::filters::Filters;
use super::month::MonthTable;
use super::tile::MeetingTile;
use crate::frame::Fault;
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::empty::Empty;
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::pager::Pager;
use crate::ui::skeleton::Cards;
use crate::ui::tabs::{TabLink, TabLinks};
use domain::meetings::WallDay;
use domain::meetings::search::Search;
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::{use_location, use_query_map};

const SAYS: &str = "Small groups and talks with one person, led by peers. Come as you are: listen first, talk when you feel like it.";

/// The page.
#[component]
pub fn Calendar() -> impl IntoView {
    let query = use_location().search;
    let map = use_query_map();
    let search = Memo::new(move |_| query.with(|query| Search::parse(query)));
    let after = Memo::new(move |_| map.with(|map| map.get("after").unwrap_or_default()));
    let found = load(move || (search.with(Search::to_query), after.get()), |(query, after)| find_meetings(query, after));
    let acts = acts();
    let results = move || async move {
        match found.await {
            Ok(view) => view! { <Found view search=search.get_untracked() paged=!after.get_untracked().is_empty() acts /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Meetings" />
        <Meta name="description" content=SAYS />
        <Meta property="og:title" content="Meetings" />
        <h1 class="text-2xl font-bold tracking-tight sm:text-3xl">"Meetings"</h1>
        <p class="mt-2 max-w-xl text-quiet">{SAYS}</p>
        <Trouble acts />
        <div class="mt-6 gap-8 lg:grid lg:grid-cols-[15.5rem_1fr]">
            <div class="mb-4 lg:mb-0">
                <Filters search />
            </div>
            <section aria-label="Calendar" class="min-w-0">
                <Waiting meanwhile=|| view! { <Cards /> } then=results />
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn Found(view: CalendarView, search: Search, paged: bool, acts: Acts) -> impl IntoView {
    let month = WallDay::parse(&format!("{}-01", view.this_month));
    let is_month = search.month.is_some();
    let list_at = search.in_place(None, None).address();
    let month_at = search.in_place(search.month.or(month), None).address();
    let zone = format!("Times are in {}.", view.zone);
    let create = view.creates.then(|| {
        view! {
            <ButtonLink href="/meetings/new" tone=Tone::Primary icon=Glyph::Plus>
                "Create a Meeting"
            </ButtonLink>
        }
    });
    let narrowed = narrowed(&view.hosted_by, &view.of_org, &search);
    let body = if is_month {
        view! { <MonthTable title=view.title days=view.days search /> }.into_any()
    } else {
        list(view.tiles, view.next, &search, paged, acts)
    };
    view! {
        <Link rel="canonical" href=format!("{}/meetings", view.origin) />
        <div class="flex flex-wrap items-start justify-between gap-3">
            <TabLinks label="How to show the meetings">
                <TabLink href=list_at current=Signal::stored(!is_month)>"List"</TabLink>
                <TabLink href=month_at current=Signal::stored(is_month)>"Month"</TabLink>
            </TabLinks>
            {create}
        </div>
        {narrowed}
        <p class="mb-4 text-sm text-quiet">{zone}</p>
        {body}
    }
    .into_any()
}

/// Whose meetings the calendar is narrowed to, each with a way out of it.
fn narrowed(host: &str, org: &str, search: &Search) -> Option<AnyView> {
    let one = |says: String, name: &str, all: Search| {
        let out = format!("Show all, not only those of {name}");
        view! {
            <li class="flex flex-wrap items-center gap-x-3 rounded-control bg-spruce-soft px-4 py-1">
                <span class="font-semibold">{says}</span>
                <a href=all.in_place(search.month, None).address() aria-label=out class="inline-flex min-h-11 items-center text-spruce underline underline-offset-4">
                    "Show all"
                </a>
            </li>
        }
    };
    let host = (!host.is_empty()).then(|| one(format!("Hosted by {host}"), host, search.any_host()));
    let org = (!org.is_empty()).then(|| one(format!("Meetings of {org}"), org, search.any_org()));
    (host.is_some() || org.is_some())
        .then(|| view! { <ul class="mb-4 flex flex-wrap gap-3" aria-label="Whose meetings">{host} {org}</ul> }.into_any())
}

/// The tiles under the headings of their days.
fn list(tiles: Vec<Tile>, next: Option<String>, search: &Search, paged: bool, acts: Acts) -> AnyView {
    if tiles.is_empty() {
        return view! {
            <Empty glyph=Glyph::Calendar title="No meeting fits all of this" says="Take a filter away, or look at a later day.">
                <ButtonLink href="/meetings" tone=Tone::Quiet>"Show all meetings"</ButtonLink>
            </Empty>
        }
        .into_any();
    }
    let mut days: Vec<(String, Vec<Tile>)> = Vec::new();
    for tile in tiles {
        match days.last_mut() {
            Some((day, tiles)) if *day == tile.day => tiles.push(tile),
            _ => days.push((tile.day.clone(), vec![tile])),
        }
    }
    let sections: Vec<_> = days
        .into_iter()
        .enumerate()
        .map(|(at, (day, tiles))| {
            let id = format!("day-{at}");
            let tiles: Vec<_> = tiles.into_iter().map(|tile| view! { <MeetingTile tile acts /> }).collect();
            view! {
                <section aria-labelledby=id.clone() class="mb-8">
                    <h2 id=id.clone() class="mb-3 text-lg font-bold">{day}</h2>
                    <ul class="space-y-3">{tiles}</ul>
                </section>
            }
        })
        .collect();
    let query = search.to_query();
    let link = |after: &str| if query.is_empty() { format!("/meetings?after={after}") } else { format!("/meetings?{query}&after={after}") };
    let next = next.map(|next| link(&next));
    let previous = paged.then(|| search.address());
    view! {
        {sections}
        <Pager label="Pages of meetings" previous next />
    }
    .into_any()
}
