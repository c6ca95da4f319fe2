//! A note inside the page: what happened, that nothing was lost, what to do.
use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// What kind of note it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum AlertTone {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Done,
    /// It did not work, or needs care.
    Problem,
}

/// A note.
#[component]
pub fn Alert(#[prop(optional)] tone: AlertTone, #[prop(optional, into)] title: String, children: Children) -> impl IntoView {
    let (glyph, colour, role) = match tone {
        AlertTone::Info => (Glyph::Info, "border-sky bg-sky-soft", "note"),
        AlertTone::Done => (Glyph::CircleCheck, "border-leaf bg-leaf-soft", "status"),
        AlertTone::Problem => (Glyph::CircleAlert, "border-clay bg-clay-soft", "alert"),
    };
    let mark = match tone {
        AlertTone::Info => "text-sky-ink",
        AlertTone::Done => "text-leaf-ink",
        AlertTone::Problem => "text-clay",
    };
    view! {
        <div role=role class=format!("flex items-start gap-3 rounded-control border p-4 {colour}")>
            <span class=format!("mt-0.5 {mark}")>
                <Icon glyph />
            </span>
            <div class="min-w-0 flex-1">
                {(!title.is_empty()).then(|| view! { <p class="font-semibold">{title}</p> })}
                <div>{children()}</div>
            </div>
        </div>
    }
    .into_any()
}
