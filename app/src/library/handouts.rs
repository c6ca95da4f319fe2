//! Documents that can be opened, one a line.
use crate::ui::icon::{Glyph, Icon};
use domain::meetings::Handout;
use leptos::prelude::*;

/// The list; each is a download.
pub fn handouts(documents: Vec<Handout>) -> AnyView {
    let list: Vec<_> = documents
        .into_iter()
        .map(|document| {
            view! {
                <li>
                    <a href=format!("/library/{}", document.id) rel="external" class="flex min-h-11 items-center gap-3 px-4 py-2 hover:bg-spruce-soft">
                        <Icon glyph=Glyph::ArrowRight class="size-4" />
                        <span class="font-semibold wrap-anywhere">{document.name}</span>
                        <span class="text-sm text-quiet">{document.what}</span>
                    </a>
                </li>
            }
        })
        .collect();
    view! { <ul class="divide-y divide-line rounded-card border border-line bg-card">{list}</ul> }.into_any()
}
