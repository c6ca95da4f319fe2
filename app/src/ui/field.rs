//! Fields of a form: label above, hint under it, the problem under the field, values kept.
use super::icon::{Glyph, Icon};
use leptos::html;
use leptos::prelude::*;

const CONTROL: &str = "block w-full min-h-11 rounded-control border border-edge bg-card px-3.5 py-2.5 text-base text-ink \
     placeholder:text-quiet hover:border-spruce aria-invalid:border-clay aria-invalid:border-2 disabled:opacity-60";

/// The ids that describe a control: its hint and its problem.
fn described(id: &str, hint: bool, problem: bool) -> Option<String> {
    match (hint, problem) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (true, true) => Some(format!("{id}-hint {id}-error")),
    }
}

/// Label and hint above a control.
fn head(id: &str, label: String, hint: &str, optional: bool) -> AnyView {
    let hint_id = format!("{id}-hint");
    view! {
        <label for=id.to_owned() class="block font-semibold">
            <span>{label}</span>
            {optional.then(|| view! { <span class="font-normal text-quiet">" (optional)"</span> })}
        </label>
        {(!hint.is_empty()).then(|| view! { <p id=hint_id class="mt-0.5 text-sm text-quiet">{hint.to_owned()}</p> })}
    }
    .into_any()
}

/// The problem under a control.
fn problem(id: &str, error: Signal<Option<String>>) -> AnyView {
    let id = format!("{id}-error");
    view! {
        <p id=id class=move || if error.with(Option::is_some) { "mt-1.5 flex items-start gap-1.5 text-sm text-clay" } else { "hidden" }>
            <Icon glyph=Glyph::CircleAlert class="mt-0.5 size-4" />
            <span>{move || error.get().unwrap_or_default()}</span>
        </p>
    }
    .into_any()
}

/// One line of text. `kind` is the input's type: `text`, `email`, `password`, `search`, `tel`, `url`, `number`, `date`, `time`, `month`.
#[component]
pub fn TextField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// What the field starts with.
    #[prop(optional, into)]
    value: String,
    /// Follows and sets the field, where the page needs to know while typing.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    #[prop(default = "text")] kind: &'static str,
    /// The id, when two forms of a page have a field of the same name.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] placeholder: Option<&'static str>,
    #[prop(optional)] required: bool,
    /// Says "(optional)" beside the label.
    #[prop(optional)]
    optional: bool,
    #[prop(optional)] minlength: Option<u32>,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(optional)] node: NodeRef<html::Input>,
    /// A button that stands in the field, at its end.
    #[prop(optional)]
    inside: Option<AnyView>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.to_owned());
    let described_by = {
        let (id, hinted) = (id.clone(), !hint.is_empty());
        move || described(&id, hinted, error.with(Option::is_some))
    };
    let start = bind.map_or(value, |bind| bind.get_untracked());
    // A field that nobody binds has no property: when its page is shown anew, what was typed stays.
    let control = view! {
        <input
            id=id.clone()
            name=name
            type=kind
            class=if inside.is_some() { format!("{CONTROL} pr-22") } else { CONTROL.to_owned() }
            value=start
            on:input=move |event| {
                if let Some(bind) = bind {
                    bind.set(event_target_value(&event));
                }
            }
            autocomplete=autocomplete
            inputmode=inputmode
            placeholder=placeholder
            required=required
            minlength=minlength.map(|n| n.to_string())
            maxlength=maxlength.map(|n| n.to_string())
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=described_by
            node_ref=node
        />
    };
    let control = match bind {
        Some(bind) => control.into_inner().prop("value", move || bind.get()).into_any(),
        None => control.into_any(),
    };
    view! {
        <div>
            {head(&id, label, &hint, optional)}
            <div class="relative mt-1.5">{control} {inside}</div>
            {problem(&id, error)}
        </div>
    }
    .into_any()
}

/// Several lines of text.
#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] value: String,
    #[prop(optional)] bind: Option<RwSignal<String>>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(default = 4)] rows: u32,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(optional)] node: NodeRef<html::Textarea>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.to_owned());
    let described_by = {
        let (id, hinted) = (id.clone(), !hint.is_empty());
        move || described(&id, hinted, error.with(Option::is_some))
    };
    let start = bind.map_or(value, |bind| bind.get_untracked());
    let control = view! {
        <textarea
            id=id.clone()
            name=name
            rows=rows.to_string()
            class=format!("mt-1.5 field-sizing-content min-h-28 max-h-96 {CONTROL}")
            on:input=move |event| {
                if let Some(bind) = bind {
                    bind.set(event_target_value(&event));
                }
            }
            required=required
            maxlength=maxlength.map(|n| n.to_string())
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=described_by
            node_ref=node
        >
            {start}
        </textarea>
    };
    let control = match bind {
        Some(bind) => control.into_inner().prop("value", move || bind.get()).into_any(),
        None => control.into_any(),
    };
    view! {
        <div>
            {head(&id, label, &hint, optional)}
            {control}
            {problem(&id, error)}
        </div>
    }
    .into_any()
}

/// One choice of many. `choices` are pairs of the value that is sent and the words that are shown.
#[component]
pub fn SelectField(
    name: &'static str,
    #[prop(into)] label: String,
    choices: Vec<(String, String)>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// The chosen one's value.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] node: NodeRef<html::Select>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.to_owned());
    let described_by = {
        let (id, hinted) = (id.clone(), !hint.is_empty());
        move || described(&id, hinted, error.with(Option::is_some))
    };
    let options: Vec<_> = choices
        .into_iter()
        .map(|(key, words)| {
            let selected = key == value;
            view! { <option value=key selected=selected>{words}</option> }
        })
        .collect();
    view! {
        <div>
            {head(&id, label, &hint, optional)}
            <div class="relative mt-1.5">
                <select
                    id=id.clone()
                    name=name
                    class=format!("appearance-none pr-10 {CONTROL}")
                    required=required
                    autocomplete=autocomplete
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described_by
                    node_ref=node
                >
                    {options}
                </select>
                <span class="pointer-events-none absolute inset-y-0 right-3 flex items-center text-quiet">
                    <Icon glyph=Glyph::ChevronDown />
                </span>
            </div>
            {problem(&id, error)}
        </div>
    }
    .into_any()
}

/// One thing to tick. Sends `value` (`true` unless said otherwise) when ticked and nothing when not.
#[component]
pub fn CheckField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(default = "true".to_owned(), into)] value: String,
    #[prop(optional)] checked: bool,
    /// The id, when several boxes share a name.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] node: NodeRef<html::Input>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.to_owned());
    let hint_id = format!("{id}-hint");
    let described_by = {
        let (id, hinted) = (id.clone(), !hint.is_empty());
        move || described(&id, hinted, error.with(Option::is_some))
    };
    view! {
        <div>
            <label for=id.clone() class="flex min-h-11 items-start gap-3 py-2.5">
                <input
                    id=id.clone()
                    name=name
                    type="checkbox"
                    class="mt-0.5 size-5 shrink-0"
                    value=value
                    checked=checked
                    required=required
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described_by
                    node_ref=node
                />
                <span>{label}</span>
            </label>
            {(!hint.is_empty()).then(|| view! { <p id=hint_id class="-mt-1.5 ml-8 text-sm text-quiet">{hint}</p> })}
            {problem(&id, error)}
        </div>
    }
    .into_any()
}
