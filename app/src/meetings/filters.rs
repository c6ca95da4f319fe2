//! What one can look for in the calendar: a plain form whose answer is an address.
use super::api::organizations_that_meet;
use crate::ui::button::{Button, Tone};
use crate::ui::field::{CheckField, SelectField, TextField};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Loaded, Waiting, load};
use domain::languages::LANGUAGES;
use domain::meetings::Kind;
use domain::meetings::search::{Reach, Search, TimeOfDay};
use domain::topics::TOPICS;
use leptos::prelude::*;

fn choices(any: &str, rest: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), any.to_owned())).chain(rest.map(|(value, words)| (value.to_owned(), words.to_owned()))).collect()
}

/// All filters. On phones they are folded away behind their number.
#[component]
pub fn Filters(search: Memo<Search>) -> impl IntoView {
    let orgs = load(|| (), |()| organizations_that_meet());
    let fields = move || {
        let now = search.get();
        let count = now.filters();
        let label = if count == 0 { "Filters".to_owned() } else { format!("Filters · {count}") };
        view! {
            <details class="group lg:details-content:[content-visibility:visible]">
                <summary class="inline-flex min-h-11 items-center gap-2 rounded-control border border-line bg-card px-4 py-2 font-semibold text-spruce group-open:mb-4 supports-[selector(::details-content)]:lg:hidden">
                    <Icon glyph=Glyph::SlidersHorizontal />
                    <span>{label}</span>
                </summary>
                <form
                    method="get"
                    action="/meetings"
                    role="search"
                    aria-label="Find a meeting"
                    class="space-y-5 max-lg:rounded-card max-lg:border max-lg:border-line max-lg:bg-card max-lg:p-4"
                >
                    {of(now, orgs)}
                    <Button tone=Tone::Quiet wide=true>"Show meetings"</Button>
                    {(count > 0)
                        .then(|| {
                            view! {
                                <a href="/meetings" class="inline-flex min-h-11 items-center text-sm text-spruce underline underline-offset-4">"Clear all filters"</a>
                            }
                        })}
                </form>
            </details>
        }
    };
    view! { {fields} }.into_any()
}

fn of(now: Search, orgs: Loaded<Vec<(String, String)>>) -> AnyView {
    let reach = match now.reach {
        Some(Reach::Today) => "today",
        Some(Reach::Week) => "week",
        None => "",
    };
    let month = now.month.map(|month| month.to_string().chars().take(7).collect::<String>());
    view! {
        <TextField name="q" label="Search" hint="A name, or what it is about" value=now.words kind="search" maxlength=100 />
        <SelectField name="when" label="When" choices=choices("Any day", [("today", "Today"), ("week", "This week")].into_iter()) value=reach.to_owned() />
        <SelectField
            name="time"
            label="Time of day"
            choices=choices("Any time", TimeOfDay::ALL.into_iter().map(|time| (time.as_str(), time.label())))
            value=now.time.map(TimeOfDay::as_str).unwrap_or_default().to_owned()
        />
        <SelectField
            name="topic"
            label="Topic"
            choices=choices("Any topic", TOPICS.iter().map(|topic| (topic.slug, topic.label)))
            value=now.topic.unwrap_or_default().to_owned()
        />
        <SelectField
            name="kind"
            label="Kind"
            choices=choices("Any kind", [Kind::Group, Kind::OneToOne].into_iter().map(|kind| (kind.as_str(), kind.label())))
            value=now.kind.map(Kind::as_str).unwrap_or_default().to_owned()
        />
        <SelectField
            name="language"
            label="Language of the host"
            choices=choices("Any language", LANGUAGES.iter().map(|language| (language.code, language.name)))
            value=now.language.unwrap_or_default().to_owned()
        />
        {organization(now.org, orgs)}
        <fieldset>
            <legend class="font-semibold">"Only show"</legend>
            <CheckField name="free" label="Free meetings" value="1" checked=now.free />
            <CheckField name="open" label="With a seat left" value="1" checked=now.open />
        </fieldset>
        {(!now.host.is_empty()).then(|| view! { <input type="hidden" name="host" value=now.host /> })}
        {month.map(|month| view! { <input type="hidden" name="month" value=month /> })}
    }
    .into_any()
}

/// The organizations with meetings to come. One that is asked for and has none stays chosen, by the word in its address.
fn organization(chosen: String, orgs: Loaded<Vec<(String, String)>>) -> AnyView {
    let known = chosen.clone();
    let kept = move || {
        let chosen = known.clone();
        (!chosen.is_empty()).then(|| view! { <input type="hidden" name="org" value=chosen /> })
    };
    let field = move || {
        let chosen = chosen.clone();
        async move {
            let mut orgs = orgs.await.unwrap_or_default();
            if !chosen.is_empty() && orgs.iter().all(|(slug, _)| *slug != chosen) {
                orgs.push((chosen.clone(), chosen.clone()));
            }
            if orgs.is_empty() {
                return ().into_any();
            }
            orgs.insert(0, (String::new(), "Any organization".to_owned()));
            view! { <SelectField name="org" label="Organization" choices=orgs value=chosen /> }.into_any()
        }
    };
    view! { <Waiting meanwhile=kept then=field /> }.into_any()
}
