//! What the pages of accounts share: the narrow page, passwords that can be shown, the zone of the browser, the way on.
use crate::ui::action::ServerAction;
use crate::ui::field::TextField;
use crate::ui::icon::{Glyph, Icon};
use crate::wire::Asked;
use domain::account::password::LENGTH;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A narrow page with one task.
#[component]
pub fn Narrow(#[prop(into)] title: String, #[prop(optional, into)] says: String, children: Children) -> impl IntoView {
    view! {
        <div class="mx-auto max-w-md">
            <h1 class="text-2xl font-bold sm:text-3xl">{title}</h1>
            {(!says.is_empty()).then(|| view! { <p class="mt-2 text-quiet">{says}</p> })}
            <div class="mt-6 rounded-card border border-line bg-card p-5 shadow-soft sm:p-7">{children()}</div>
        </div>
    }
    .into_any()
}

/// One of the person's own pages: a way back, a heading, and cards.
#[component]
pub fn OwnPage(#[prop(into)] title: String, #[prop(optional, into)] says: String, children: Children) -> impl IntoView {
    view! {
        <div class="mx-auto max-w-3xl">
            <a href="/account" class="inline-flex min-h-11 items-center gap-1.5 font-semibold text-spruce">
                <Icon glyph=Glyph::ArrowLeft />
                <span>"Account"</span>
            </a>
            <h1 class="mt-1 text-2xl font-bold sm:text-3xl">{title}</h1>
            {(!says.is_empty()).then(|| view! { <p class="mt-2 max-w-prose text-quiet">{says}</p> })}
            <div class="mt-6 space-y-6">{children()}</div>
        </div>
    }
    .into_any()
}

/// One subject of a page.
#[component]
pub fn Card(id: &'static str, #[prop(into)] title: String, #[prop(optional, into)] says: String, children: Children) -> impl IntoView {
    view! {
        <section aria-labelledby=id class="rounded-card border border-line bg-card p-5 shadow-soft sm:p-7">
            <h2 id=id class="text-xl font-bold">{title}</h2>
            {(!says.is_empty()).then(|| view! { <p class="mt-1 max-w-prose text-quiet">{says}</p> })}
            <div class="mt-5">{children()}</div>
        </section>
    }
    .into_any()
}

/// A password. With script it can be shown, by a button in the field itself: were it under the field, everything below would move
/// when the page wakes, and whoever was just pressing "Sign in" would press beside it.
#[component]
pub fn PasswordField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// A new one: the rules are told, and password managers offer to make one.
    #[prop(optional)]
    new: bool,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let shown = RwSignal::new(false);
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            input.set_type(if shown.get() { "text" } else { "password" });
        }
    });
    let hint = if new { "At least 12 characters. A short sentence is easy to keep in mind." } else { "" };
    let autocomplete = if new { "new-password" } else { "current-password" };
    let least = if new { u32::try_from(*LENGTH.start()).unwrap_or_default() } else { 1 };
    let most = u32::try_from(*LENGTH.end()).unwrap_or_default();
    let show = view! {
        <button
            type="button"
            class=move || {
                if awake.get() {
                    "absolute inset-y-0 right-0 inline-flex min-w-20 items-center justify-center gap-1.5 rounded-control px-3 text-sm font-semibold text-spruce"
                } else {
                    "hidden"
                }
            }
            aria-label=move || if shown.get() { "Hide what I type" } else { "Show what I type" }
            on:click=move |_| shown.update(|shown| *shown = !*shown)
        >
            <Icon glyph=Glyph::Eye class="size-4" />
            <span>{move || if shown.get() { "Hide" } else { "Show" }}</span>
        </button>
    };
    view! {
        <TextField
            name
            label
            hint
            error
            kind="password"
            autocomplete
            required=true
            minlength=least
            maxlength=most
            node
            inside=show.into_any()
        />
    }
    .into_any()
}

/// The zone of the browser, for a form that may use it. Empty without script.
#[component]
pub fn BrowserZone() -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let (Some(input), Some(zone)) = (node.get(), zone()) {
            input.set_value(&zone);
        }
    });
    view! { <input type="hidden" name="time_zone" node_ref=node /> }.into_any()
}

#[cfg(feature = "hydrate")]
fn zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into()).ok()?.as_string()
}

/// Where the person was going and whom they wanted to ask, as the address of this page tells.
pub fn way_on() -> (String, String) {
    let query = use_query_map();
    query.with_untracked(|query| (query.get("next").unwrap_or_default(), query.get("ask").unwrap_or_default()))
}

/// A word of this page's address.
pub fn word(name: &'static str) -> String {
    use_query_map().with_untracked(|query| query.get(name).unwrap_or_default())
}

/// Another page with the way on behind its address.
pub fn with_way_on(page: &str) -> String {
    let (next, ask) = way_on();
    let carried = super::carried(&next, &ask);
    if carried.is_empty() { page.to_owned() } else { format!("{page}?{carried}") }
}

/// The way on as fields of a form.
#[component]
pub fn Carried() -> impl IntoView {
    let (next, ask) = way_on();
    view! {
        <input type="hidden" name="next" value=next />
        <input type="hidden" name="ask" value=ask />
    }
    .into_any()
}

/// Leaves for the place that the server named, by a whole new page: everything on it must know anew who is looking.
pub fn leave_when_done<S: Asked<Output = String>>(action: ServerAction<S>) {
    let tries = action.tries();
    Effect::new(move |_| {
        if let Some(Ok(place)) = tries.answer::<String>() {
            let _loading = window().location().assign(&place);
        }
    });
}
