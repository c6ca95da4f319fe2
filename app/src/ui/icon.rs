//! One icon, in the colour of the words around it.
use leptos::prelude::*;

pub use super::glyph::Glyph;

/// An icon of 20 px, or as large as `class` says (`"size-6"`). Without a `label` it is decoration and screen readers skip it.
#[component]
pub fn Icon(
    glyph: Glyph,
    #[prop(default = "size-5")] class: &'static str,
    #[prop(optional)] label: &'static str,
    /// Fills the outline, as for a star that is given.
    #[prop(optional)]
    filled: bool,
) -> impl IntoView {
    let named = !label.is_empty();
    let fill = if filled { "fill-current" } else { "" };
    view! {
        <svg
            class=format!("icon {class} {fill}")
            role=named.then_some("img")
            aria-label=named.then_some(label)
            aria-hidden=(!named).then_some("true")
        >
            <use href=glyph.address()></use>
        </svg>
    }
    .into_any()
}
