//! Small labels: a topic, a state, a number.
use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// What a chip means. The words say it too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ChipTone {
    /// A topic.
    #[default]
    Topic,
    /// Done: Request Sent, Connected.
    Done,
    /// Beside the point.
    Quiet,
    /// Good to know.
    News,
    /// Needs care.
    Warning,
}

/// A chip.
#[component]
pub fn Chip(#[prop(optional)] tone: ChipTone, #[prop(optional)] icon: Option<Glyph>, children: Children) -> impl IntoView {
    let colour = match tone {
        ChipTone::Topic => "bg-spruce-soft text-spruce",
        ChipTone::Done => "bg-leaf-soft text-leaf-ink",
        ChipTone::Quiet => "border border-line text-quiet",
        ChipTone::News => "bg-sky-soft text-sky-ink",
        ChipTone::Warning => "bg-clay-soft text-clay",
    };
    view! {
        <span class=format!("chip {colour}")>
            {icon.map(|glyph| view! { <Icon glyph class="size-4" /> })}
            <span>{children()}</span>
        </span>
    }
    .into_any()
}

/// A state that stands where a button stood: **Request Sent**, **Connected**. As tall as a button, and not one.
#[component]
pub fn State(icon: Glyph, #[prop(optional)] wide: bool, children: Children) -> impl IntoView {
    let width = if wide { "w-full" } else { "" };
    view! {
        <span role="status" class=format!("btn border-transparent bg-leaf-soft px-4 text-leaf-ink {width}")>
            <Icon glyph=icon />
            <span>{children()}</span>
        </span>
    }
    .into_any()
}

/// A number beside a word: unread messages, waiting requests. Nothing at zero. `label` is said after the number: "unread messages".
#[component]
pub fn Count(#[prop(into)] of: Signal<i64>, label: &'static str, #[prop(optional)] loud: bool) -> impl IntoView {
    let colour = if loud { "bg-clay text-on-clay" } else { "bg-spruce text-on-spruce" };
    // A number that is gone belongs to a row that is being replaced while the page is rendered: it must not take the page with it.
    let of = move || of.try_get().unwrap_or_default();
    let class = move || {
        if of() > 0 {
            format!("inline-flex h-5 min-w-5 items-center justify-center rounded-full px-1.5 text-xs font-bold tabular-nums {colour}")
        } else {
            "hidden".to_owned()
        }
    };
    view! {
        <span class=class>
            <span aria-hidden="true">{move || if of() > 99 { "99+".to_owned() } else { of().to_string() }}</span>
            <span class="sr-only">{move || format!("{} {label}", of())}</span>
        </span>
    }
    .into_any()
}
