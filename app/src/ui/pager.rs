//! Earlier and later pages of a list, as links.
use super::icon::{Glyph, Icon};
use leptos::prelude::*;

const STEP: &str = "inline-flex min-h-11 items-center gap-2 rounded-control border border-line bg-card px-4 font-semibold text-spruce transition-colors hover:border-spruce hover:bg-spruce-soft";

/// The pager. A direction without an address is left out; without both, nothing is shown. `place` says where one is: "Page 2 of 7".
#[component]
pub fn Pager(
    #[prop(into)] label: String,
    #[prop(optional_no_strip, into)] previous: Option<String>,
    #[prop(optional_no_strip, into)] next: Option<String>,
    #[prop(optional, into)] place: String,
) -> impl IntoView {
    (previous.is_some() || next.is_some())
        .then(|| {
            view! {
                <nav aria-label=label class="mt-8 flex items-center justify-between gap-4">
                    <span class="flex-1">
                        {previous.map(|href| {
                            view! {
                                <a class=STEP href=href rel="prev">
                                    <Icon glyph=Glyph::ChevronLeft />
                                    <span>"Previous"</span>
                                </a>
                            }
                        })}
                    </span>
                    <span class="text-sm text-quiet tabular-nums">{place}</span>
                    <span class="flex flex-1 justify-end">
                        {next.map(|href| {
                            view! {
                                <a class=STEP href=href rel="next">
                                    <span>"Next"</span>
                                    <Icon glyph=Glyph::ChevronRight />
                                </a>
                            }
                        })}
                    </span>
                </nav>
            }
        })
        .into_any()
}
