//! The Organizations page: what is looked for, and a tile for each.
use super::api::member::{Found, find_organizations};
use super::look::Mark;
use crate::frame::Fault;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::chip::{Chip, ChipTone};
use crate::ui::empty::Empty;
use crate::ui::field::{CheckField, SelectField, TextField};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Cards;
use domain::orgs::Tile;
use domain::topics::TOPICS;
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::components::Form;
use leptos_router::hooks::use_query_map;

const SAYS: &str = "Groups that run their own meetings here, with group leaders you can get to know.";
/// Topics on a tile before it says how many more there are.
const CHIPS: usize = 3;

/// The page.
#[component]
pub fn Organizations() -> impl IntoView {
    let query = use_query_map();
    let word = move |name: &'static str| query.with(|query| query.get(name).unwrap_or_default());
    let search = Memo::new(move |_| (word("q"), word("topic"), word("open")));
    let found = load(move || search.get(), |(q, topic, open)| find_organizations(q, topic, open));
    let results = move || async move {
        match found.await {
            Ok(found) => view! { <Results found search=search.get_untracked() /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Organizations" />
        <Meta name="description" content=SAYS />
        <h1 class="text-2xl font-bold tracking-tight sm:text-3xl">"Organizations"</h1>
        <p class="mt-2 max-w-xl text-quiet">{SAYS}</p>
        <Waiting meanwhile=|| view! { <Cards /> } then=results />
    }
    .into_any()
}

#[component]
fn Results(found: Found, search: (String, String, String)) -> impl IntoView {
    let Found { tiles, signed_in, origin } = found;
    let (q, topic, open) = search;
    let filtered = !(q.is_empty() && topic.is_empty() && open.is_empty());
    let topics = std::iter::once((String::new(), "Any topic".to_owned()))
        .chain(TOPICS.iter().map(|topic| (topic.slug.to_owned(), topic.label.to_owned())))
        .collect();
    let count = match tiles.len() {
        1 => "1 organization".to_owned(),
        many => format!("{many} organizations"),
    };
    let tiles: Vec<_> = tiles.into_iter().map(|tile| view! { <TileCard tile /> }).collect();
    let list = if tiles.is_empty() {
        view! {
            <Empty glyph=Glyph::Building title="No organization fits all of this" says="Take a filter away, or try a single word.">
                <ButtonLink href="/organizations" tone=Tone::Quiet>
                    "Show all organizations"
                </ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        view! { <ul class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{tiles}</ul> }.into_any()
    };
    view! {
        <Link rel="canonical" href=format!("{origin}/organizations") />
        <Form method="get" action="/organizations" attr:role="search" attr:class="mt-6 rounded-card border border-line bg-card p-4 shadow-soft sm:p-5">
            <div class="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_16rem_auto_auto]">
                <TextField name="q" label="Search" kind="search" maxlength=100 value=q />
                <SelectField name="topic" label="Topic" choices=topics value=topic />
                {signed_in.then(|| view! { <CheckField name="open" label="Open to me" value="me" checked=open == "me" /> })}
                <Button tone=Tone::Quiet icon=Glyph::Search>
                    "Search"
                </Button>
            </div>
        </Form>
        <p role="status" class="mt-6 mb-3 flex min-h-8 items-center gap-3">
            <strong class="font-bold tabular-nums">{count}</strong>
            {filtered
                .then(|| {
                    view! {
                        <a href="/organizations" class="inline-flex min-h-8 items-center text-sm text-spruce underline underline-offset-4">
                            "Show all"
                        </a>
                    }
                })}
        </p>
        {list}
        <div class="mt-10 flex flex-wrap items-center justify-between gap-4 rounded-card border border-line p-5">
            <p class="max-w-prose text-quiet">
                "Do you run a peer support group? It can have its own page, leaders and meetings here, free of charge."
            </p>
            <ButtonLink href="/organizations/apply" tone=Tone::Quiet icon=Glyph::Plus>
                "Apply for an organization"
            </ButtonLink>
        </div>
    }
    .into_any()
}

#[component]
fn TileCard(tile: Tile) -> impl IntoView {
    let Tile { look, tagline, topics, subscribed, role, hidden, limits } = tile;
    let address = format!("/organizations/{}", look.slug);
    let manage = format!("{address}/manage");
    let name = look.name.clone();
    let (more_about, manage_label) = (format!(" about {name}"), format!("Manage {name}"));
    let more = topics.len().saturating_sub(CHIPS);
    let chips: Vec<_> = topics.into_iter().take(CHIPS).map(|topic| view! { <li><Chip>{topic}</Chip></li> }).collect();
    let state = match (role, subscribed) {
        (Some(role), _) => Some((Glyph::ShieldCheck, format!("You are {}", role.label()))),
        (None, true) => Some((Glyph::Check, "Subscribed".to_owned())),
        (None, false) => None,
    };
    view! {
        <li class="flex flex-col rounded-card border border-line bg-card p-5 shadow-soft">
            <div class="flex items-start gap-4">
                <Mark look />
                <div class="min-w-0">
                    <h2 class="text-lg leading-snug font-bold">{name}</h2>
                    {state
                        .map(|(icon, says)| {
                            view! {
                                <p class="mt-1 flex items-center gap-1.5 text-sm font-semibold text-leaf-ink">
                                    <Icon glyph=icon class="size-4" />
                                    <span>{says}</span>
                                </p>
                            }
                        })}
                    {hidden.then(|| view! { <p class="mt-1 text-sm text-quiet">"Hidden: only its people see this."</p> })}
                </div>
            </div>
            <p class="mt-3">{tagline}</p>
            <ul class="mt-3 flex flex-wrap gap-2" aria-label="Topics">
                {chips} {(more > 0).then(|| view! { <li class="self-center text-sm text-quiet">{format!("and {more} more")}</li> })}
            </ul>
            {limits
                .map(|limits| {
                    view! {
                        <p class="mt-3 text-sm text-quiet">
                            <Chip tone=ChipTone::News icon=Glyph::Info>
                                {limits}
                            </Chip>
                        </p>
                    }
                })}
            <div class="mt-auto flex gap-2 pt-4 *:flex-1">
                <ButtonLink href=address tone=Tone::Quiet>
                    "More"
                    <span class="sr-only">{more_about}</span>
                </ButtonLink>
                {role
                    .map(|_| {
                        view! {
                            <ButtonLink href=manage tone=Tone::Primary label=manage_label>
                                "Manage"
                            </ButtonLink>
                        }
                    })}
            </div>
        </li>
    }
    .into_any()
}
