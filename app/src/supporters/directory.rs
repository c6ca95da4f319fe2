//! Find a Peer Supporter: filters at the side, ten cards, and a sentence that says what was found.
use super::api::{FoundPage, find_supporters};
use super::card::{Chosen, SupporterCard};
use super::filters::{Filters, SortBy};
use crate::contacts::parts::RequestTrouble;
use crate::frame::Fault;
use crate::reviews::ReviewsDialog;
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::pager::Pager;
use crate::ui::skeleton::Cards;
use domain::supporters::Search;
use domain::supporters::search::how_many;
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::use_location;

const SAYS: &str = "Every one of them has been through it, trained and certified. Ask to connect; they decide when to answer.";

/// The page.
#[component]
pub fn Directory() -> impl IntoView {
    let query = use_location().search;
    let search = Memo::new(move |_| query.with(|query| Search::parse(query)));
    let found = load(move || search.with(Search::to_query), find_supporters);
    let chosen: Chosen = RwSignal::new(None);
    // Said aloud when a choice has changed the list; what stands over the list is put there anew each time.
    let said = RwSignal::new(String::new());
    let results = move || async move {
        match found.await {
            Ok(page) => view! { <Results page search=search.get_untracked() chosen said /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Find a Peer Supporter" />
        <Meta name="description" content=SAYS />
        <Meta property="og:title" content="Find a Peer Supporter" />
        <Meta property="og:description" content=SAYS />
        <Meta property="og:type" content="website" />
        <h1 class="text-2xl font-bold tracking-tight sm:text-3xl">"Find a Peer Supporter"</h1>
        <p class="mt-2 max-w-xl text-quiet">{SAYS}</p>
        <div class="relative mt-6 gap-8 sm:mt-8 lg:grid lg:grid-cols-[15.5rem_1fr]">
            <div class="mb-4 lg:mb-0">
                <Filters search />
            </div>
            <section aria-label="Supporters" class="min-w-0">
                <div class="absolute top-0 right-0 lg:static lg:float-right lg:ml-4">
                    <SortBy search />
                </div>
                <p role="status" class="sr-only">
                    {said}
                </p>
                <Waiting meanwhile=|| view! { <Cards /> } then=results />
            </section>
        </div>
        {move || chosen.get().map(|(handle, name)| view! { <ReviewsDialog handle name /> })}
    }
    .into_any()
}

#[component]
fn Results(page: FoundPage, search: Search, chosen: Chosen, said: RwSignal<String>) -> impl IntoView {
    let FoundPage { found, origin, signed_in } = page;
    // The page that is shown: an address may have asked for one that is too far.
    let search = search.on_page(found.page);
    let canonical = format!("{origin}{}", search.address());
    let chips: Vec<_> = search
        .chips()
        .into_iter()
        .map(|(label, without)| {
            view! {
                <li>
                    <a
                        href=without.address()
                        class="inline-flex min-h-9 items-center gap-1.5 rounded-full border border-line bg-card py-1 pr-2 pl-3 text-sm transition-colors hover:border-spruce hover:bg-spruce-soft"
                    >
                        <span class="sr-only">"Remove"</span>
                        <span>{label}</span>
                        <Icon glyph=Glyph::X class="size-4" />
                    </a>
                </li>
            }
        })
        .collect();
    let filtered = !chips.is_empty();
    let (count, sentence) = (how_many(found.total), search.sentence());
    let aloud = format!("{count}{sentence}");
    Effect::new(move |_| said.set(aloud.clone()));
    let cards: Vec<_> = found.cards.into_iter().map(|card| view! { <SupporterCard card chosen signed_in /> }).collect();
    let list = if cards.is_empty() {
        view! {
            <Empty glyph=Glyph::Search title="Nobody fits all of this" says="Take a filter away, or try other words. A single word often finds more.">
                <ButtonLink href="/supporters" tone=Tone::Quiet>
                    "Show everybody"
                </ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        view! { <ul class="space-y-4">{cards}</ul> }.into_any()
    };
    let step = |page: u32| Some(search.on_page(page).address());
    let previous = if found.page > 0 { step(found.page - 1) } else { None };
    let next = if found.page + 1 < found.pages { step(found.page + 1) } else { None };
    view! {
        <Link rel="canonical" href=canonical />
        <p class="flex min-h-11 items-center">
            <span>
                <strong class="font-bold tabular-nums">{count}</strong>
                <span class="text-quiet">{sentence}</span>
            </span>
        </p>
        {filtered.then(|| view! { <ul class="mt-1 mb-3 flex flex-wrap gap-2" aria-label="Filters in use">{chips}</ul> })}
        <div class="clear-both pt-2">
            <RequestTrouble />
            {list}
        </div>
        <Pager label="Pages of supporters" previous next place=format!("Page {} of {}", found.page + 1, found.pages) />
    }
    .into_any()
}
