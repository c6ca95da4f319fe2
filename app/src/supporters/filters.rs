//! What one can look for: a plain form whose answer is an address. With script, each choice is taken at once.
use crate::ui::button::{Button, Tone};
use crate::ui::icon::{Glyph, Icon};
use domain::supporters::{Gender, Price, Search, Sort};
use domain::{languages, topics};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

/// The id of the form, for the list of orders that stands outside of it.
const FORM: &str = "find";
/// How many topics are shown before "All topics".
const FIRST: usize = 6;

const CONTROL: &str = "block w-full min-h-11 rounded-control border border-edge bg-card px-3.5 py-2 text-base text-ink hover:border-spruce";

/// What takes a form to the address it stands for, without loading the page anew.
fn goer(search: Memo<Search>) -> impl Fn(&web_sys::HtmlFormElement) + Clone {
    let navigate = use_navigate();
    move |form| {
        let Ok(data) = web_sys::FormData::new_with_form(form) else { return };
        let Ok(words) = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data) else { return };
        let wanted = Search::parse(&String::from(words.to_string()));
        // Enter in a field says the same thing twice.
        if wanted != search.get_untracked().on_page(0) {
            navigate(&wanted.address(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    }
}

fn form_of(event: &web_sys::Event) -> Option<web_sys::HtmlFormElement> {
    let target = event.target()?;
    if let Some(select) = target.dyn_ref::<web_sys::HtmlSelectElement>() {
        return select.form();
    }
    target.dyn_ref::<web_sys::HtmlInputElement>().and_then(web_sys::HtmlInputElement::form)
}

/// All filters. On phones they are folded away behind their number.
#[component]
pub fn Filters(search: Memo<Search>) -> impl IntoView {
    let count = Memo::new(move |_| search.with(|search| search.chips().len()));
    let (go, go_at_once) = (goer(search), goer(search));
    view! {
        <details class="group lg:details-content:[content-visibility:visible]">
            <summary class="inline-flex min-h-11 items-center gap-2 rounded-control border border-line bg-card px-4 py-2 font-semibold text-spruce group-open:mb-4 supports-[selector(::details-content)]:lg:hidden">
                <Icon glyph=Glyph::SlidersHorizontal />
                <span>{move || if count.get() == 0 { "Filters".to_owned() } else { format!("Filters · {}", count.get()) }}</span>
            </summary>
            <form
                id=FORM
                method="get"
                action="/supporters"
                role="search"
                aria-label="Find a peer supporter"
                class="space-y-6 max-lg:rounded-card max-lg:border max-lg:border-line max-lg:bg-card max-lg:p-4"
                on:submit=move |event| {
                    event.prevent_default();
                    if let Some(form) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok()) {
                        go(&form);
                    }
                }
                on:change=move |event| {
                    if let Some(form) = form_of(&event) {
                        go_at_once(&form);
                    }
                }
            >
                <Words search />
                <Topics search />
                <fieldset>
                    <legend class="mb-1 font-semibold">"Only show"</legend>
                    {tick("open", "1", "Open to connect", Signal::derive(move || search.with(|search| search.open)))}
                    {tick("opening", "1", "Has an opening this week", Signal::derive(move || search.with(|search| search.opening)))}
                </fieldset>
                <Choices search />
                <Button tone=Tone::Quiet wide=true>
                    "Show supporters"
                </Button>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Words(search: Memo<Search>) -> impl IntoView {
    view! {
        <div>
            <label for="q" class="block font-semibold">
                "Search"
            </label>
            <div class="relative mt-1.5">
                <span class="pointer-events-none absolute inset-y-0 left-3.5 flex items-center text-quiet">
                    <Icon glyph=Glyph::Search />
                </span>
                <input
                    id="q"
                    name="q"
                    type="search"
                    enterkeyhint="search"
                    maxlength="100"
                    aria-describedby="q-hint"
                    class=format!("pl-10 {CONTROL}")
                    value=search.with_untracked(|search| search.words.clone())
                    prop:value=move || search.with(|search| search.words.clone())
                />
            </div>
            <p id="q-hint" class="mt-1 text-sm text-quiet">
                "A name, or what you are going through"
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn Topics(search: Memo<Search>) -> impl IntoView {
    let topic = move |topic: &topics::Topic| {
        let slug = topic.slug;
        tick("topic", slug, topic.label, Signal::derive(move || search.with(|search| search.topics.contains(&slug))))
    };
    let (first, rest) = topics::TOPICS.split_at(FIRST);
    let open = search.with_untracked(|search| rest.iter().any(|topic| search.topics.contains(&topic.slug)));
    view! {
        <fieldset>
            <legend class="mb-1 font-semibold">"Support with"</legend>
            {first.iter().map(topic).collect_view()}
            <details open=open>
                <summary class="inline-flex min-h-11 items-center text-sm text-spruce underline underline-offset-4">
                    {format!("All {} topics", topics::TOPICS.len())}
                </summary>
                {rest.iter().map(topic).collect_view()}
            </details>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Choices(search: Memo<Search>) -> impl IntoView {
    let languages = languages::LANGUAGES.iter().map(|language| (language.code, language.name)).collect();
    let genders = Gender::ALL.into_iter().map(|gender| (gender.as_str(), gender.label())).collect();
    let prices = Price::ALL.into_iter().map(|price| (price.as_str(), price.label())).collect();
    view! {
        {choose("language", "Language", "Any language", languages, Signal::derive(move || search.with(|search| search.language)))}
        {choose("gender", "Gender", "Anybody", genders, Signal::derive(move || search.with(|search| search.gender.map(Gender::as_str))))}
        {choose("price", "Price of a talk", "Any price", prices, Signal::derive(move || search.with(|search| search.price.map(Price::as_str))))}
        <div>
            <label for="specialty" class="block font-semibold">
                "Specialty"
            </label>
            <input
                id="specialty"
                name="specialty"
                type="text"
                maxlength="100"
                aria-describedby="specialty-hint"
                class=format!("mt-1.5 {CONTROL}")
                value=search.with_untracked(|search| search.specialty.clone())
                prop:value=move || search.with(|search| search.specialty.clone())
            />
            <p id="specialty-hint" class="mt-1 text-sm text-quiet">
                "Such as nurses or night shifts"
            </p>
        </div>
    }
    .into_any()
}

fn tick(name: &'static str, value: &'static str, label: &'static str, ticked: Signal<bool>) -> AnyView {
    view! {
        <label class="tick">
            <input
                type="checkbox"
                name=name
                value=value
                checked=ticked.get_untracked()
                prop:checked=move || ticked.get()
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

fn choose(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    choices: Vec<(&'static str, &'static str)>,
    chosen: Signal<Option<&'static str>>,
) -> AnyView {
    let start = chosen.get_untracked();
    let options: Vec<_> =
        choices.into_iter().map(|(value, words)| view! { <option value=value selected=start == Some(value)>{words}</option> }).collect();
    view! {
        <div>
            <label for=name class="block font-semibold">
                {label}
            </label>
            <div class="relative mt-1.5">
                <select id=name name=name class=format!("appearance-none pr-10 {CONTROL}") prop:value=move || chosen.get().unwrap_or_default()>
                    <option value="">{any}</option>
                    {options}
                </select>
                <span class="pointer-events-none absolute inset-y-0 right-3 flex items-center text-quiet">
                    <Icon glyph=Glyph::ChevronDown />
                </span>
            </div>
        </div>
    }
    .into_any()
}

/// The list of orders. It belongs to the form and stands over the cards.
#[component]
pub fn SortBy(search: Memo<Search>) -> impl IntoView {
    let start = search.with_untracked(|search| search.sort);
    let go = goer(search);
    let options: Vec<_> =
        Sort::ALL.into_iter().map(|sort| view! { <option value=sort.as_str() selected=sort == start>{sort.label()}</option> }).collect();
    view! {
        <div class="relative flex min-h-11 items-center rounded-control border border-line bg-card pl-3 text-sm max-[25rem]:max-w-44 sm:pl-4 focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-spruce hover:border-spruce">
            <label for="sort" class="max-[25rem]:sr-only">
                "Sort"
            </label>
            <select
                id="sort"
                name="sort"
                form=FORM
                class="min-h-11 min-w-0 appearance-none truncate bg-transparent pr-9 pl-3 font-semibold outline-none max-[25rem]:pl-0"
                prop:value=move || search.with(|search| search.sort.as_str())
                on:change=move |event| {
                    if let Some(form) = form_of(&event) {
                        go(&form);
                    }
                }
            >
                {options}
            </select>
            <span class="pointer-events-none absolute right-3 text-quiet">
                <Icon glyph=Glyph::ChevronDown class="size-4" />
            </span>
        </div>
    }
    .into_any()
}
