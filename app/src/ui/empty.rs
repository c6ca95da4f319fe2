//! What a list says when there is nothing in it: one sentence, one action.
use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// An inviting empty place. The action is the child.
#[component]
pub fn Empty(
    glyph: Glyph,
    #[prop(into)] title: String,
    #[prop(optional, into)] says: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="flex flex-col items-center rounded-card border border-dashed border-line px-6 py-12 text-center">
            <span class="mb-4 inline-flex size-14 items-center justify-center rounded-full bg-spruce-soft text-spruce">
                <Icon glyph class="size-7" />
            </span>
            <p class="text-lg font-bold">{title}</p>
            {(!says.is_empty()).then(|| view! { <p class="mt-1 max-w-prose text-quiet">{says}</p> })}
            {children.map(|children| view! { <div class="mt-5 flex flex-wrap justify-center gap-3">{children()}</div> })}
        </div>
    }
    .into_any()
}
