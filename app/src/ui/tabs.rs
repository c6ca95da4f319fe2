//! Tabs that are links, so that each has an address and works without script.
use leptos::prelude::*;

/// The row of tabs. `label` names it for screen readers.
#[component]
pub fn TabLinks(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! {
        <nav aria-label=label class="relative mb-6 overflow-x-auto border-b border-line">
            <ul class="flex gap-1">{children()}</ul>
        </nav>
    }
    .into_any()
}

/// One tab.
#[component]
pub fn TabLink(#[prop(into)] href: String, #[prop(into)] current: Signal<bool>, children: Children) -> impl IntoView {
    view! {
        <li>
            <a
                href=href
                aria-current=move || current.get().then_some("page")
                class="inline-flex min-h-11 items-center gap-2 border-b-3 border-transparent px-3 py-2 font-semibold whitespace-nowrap text-quiet -outline-offset-3 transition-colors hover:text-spruce aria-[current=page]:border-spruce aria-[current=page]:text-spruce"
            >
                {children()}
            </a>
        </li>
    }
    .into_any()
}
