//! Honest signposts for the parts of the site that are still being built: what will be there, and what works today.
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;
use leptos_meta::Title;

/// Peer Support Requests.
#[component]
pub fn Requests() -> impl IntoView {
    view! {
        <Signpost
            glyph=Glyph::HeartHandshake
            title="Peer Support Requests"
            says="Here you will be able to say what you need and when, and let supporters come to you."
            today="Today you can look for a supporter yourself and ask to connect."
        />
    }
}

/// The part of a page that is still being built, below the page's own heading: a meeting's registration.
#[component]
pub fn Soon(#[prop(into)] says: String) -> impl IntoView {
    view! {
        <div class="flex items-start gap-3 rounded-card border border-dashed border-edge p-5">
            <span class="mt-0.5 text-spruce">
                <Icon glyph=Glyph::Info />
            </span>
            <p>{says}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Signpost(glyph: Glyph, title: &'static str, says: &'static str, today: &'static str) -> impl IntoView {
    view! {
        <Title text=title />
        <h1 class="text-2xl font-bold sm:text-3xl">{title}</h1>
        <div class="mt-6 flex flex-col items-start gap-5 rounded-card border border-line bg-card p-6 shadow-soft sm:flex-row sm:gap-6 sm:p-8">
            <span class="inline-flex size-14 shrink-0 items-center justify-center rounded-full bg-spruce-soft text-spruce">
                <Icon glyph class="size-7" />
            </span>
            <div>
                <p class="font-semibold text-quiet">"Still being built"</p>
                <p class="mt-1 max-w-prose text-lg">{says}</p>
                <p class="mt-3 max-w-prose">{today}</p>
                <div class="mt-6 flex flex-wrap gap-3">
                    <ButtonLink href="/supporters" icon=Glyph::Users>
                        "Find a Peer Supporter"
                    </ButtonLink>
                    <ButtonLink href="/" tone=Tone::Quiet>
                        "Home"
                    </ButtonLink>
                </div>
            </div>
        </div>
    }
    .into_any()
}
