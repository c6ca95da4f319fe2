//! Buttons, and links that look like buttons because they are the next step.
use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// How loudly a button speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tone {
    /// The main step of a form.
    #[default]
    Primary,
    /// The one call to act of a page or card: Add, Register, Join.
    Call,
    /// Everything beside the main step.
    Quiet,
    /// A step that looks like a word: for bars and crowded rows.
    Plain,
    /// A step that takes something away.
    Danger,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "border-transparent bg-spruce text-on-spruce shadow-soft hover:bg-spruce-deep",
            Self::Call => "border-transparent bg-marigold text-on-marigold shadow-soft hover:bg-marigold-deep",
            Self::Quiet => "border-line bg-card text-spruce hover:border-spruce hover:bg-spruce-soft",
            Self::Plain => "border-transparent text-spruce hover:bg-spruce-soft",
            Self::Danger => "border-line bg-card text-clay hover:border-clay hover:bg-clay-soft",
        }
    }
}

fn class_of(tone: Tone, wide: bool, small: bool) -> String {
    format!(
        "btn {} {} {}",
        tone.class(),
        if small { "px-3 text-sm whitespace-nowrap" } else { "px-4 text-base" },
        if wide { "w-full" } else { "" }
    )
}

/// A button. Takes `on:click` and `attr:*` from its caller. While `busy` it can't be pressed twice, and says so.
#[component]
pub fn Button(
    #[prop(optional)] tone: Tone,
    /// `submit`, `button` or `reset`.
    #[prop(default = "submit")]
    kind: &'static str,
    #[prop(optional)] icon: Option<Glyph>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// As wide as its place.
    #[prop(optional)]
    wide: bool,
    /// What screen readers say instead of the words, when the words alone are not clear: "Add Rosa M.".
    #[prop(optional, into)]
    label: Option<String>,
    /// For forms with more than one button: what is sent when this one is pressed.
    #[prop(optional)]
    name: Option<&'static str>,
    #[prop(optional, into)] value: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type=kind
            class=class_of(tone, wide, false)
            name=name
            value=value
            aria-label=label
            aria-busy=move || busy.get().then_some("true")
            disabled=move || disabled.get()
            on:click:capture=move |event| {
                if busy.get_untracked() {
                    event.prevent_default();
                    event.stop_immediate_propagation();
                }
            }
        >
            {icon.map(|glyph| view! { <Icon glyph /> })}
            <span>{children()}</span>
            <span class="hidden size-4 shrink-0 animate-turn rounded-full border-2 border-current border-r-transparent in-aria-busy:block" aria-hidden="true"></span>
        </button>
    }
    .into_any()
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] icon: Option<Glyph>,
    #[prop(optional)] wide: bool,
    /// For crowded heads: smaller words, the same height.
    #[prop(optional)]
    small: bool,
    /// What screen readers say instead of the words.
    #[prop(optional, into)]
    label: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href class=class_of(tone, wide, small) aria-label=label>
            {icon.map(|glyph| view! { <Icon glyph class=if small { "size-4" } else { "size-5" } /> })}
            <span>{children()}</span>
        </a>
    }
    .into_any()
}

/// A button that is only an icon. `label` is its name.
#[component]
pub fn IconButton(
    glyph: Glyph,
    #[prop(into)] label: String,
    #[prop(default = "button")] kind: &'static str,
    #[prop(optional)] tone: IconTone,
) -> impl IntoView {
    let class = match tone {
        IconTone::Plain => {
            "inline-flex size-11 items-center justify-center rounded-control text-quiet transition-colors hover:bg-spruce-soft hover:text-spruce"
        }
        IconTone::Primary => {
            "inline-flex size-11 items-center justify-center rounded-control bg-spruce text-on-spruce shadow-soft transition-colors hover:bg-spruce-deep disabled:opacity-60"
        }
    };
    view! {
        <button type=kind class=class aria-label=label>
            <Icon glyph />
        </button>
    }
    .into_any()
}

/// How loudly a button that is only an icon speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum IconTone {
    /// Beside other things.
    #[default]
    Plain,
    /// The main step: Send.
    Primary,
}
