//! The pages for an address that is not there, and for something that broke.
use crate::AppError;
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// The page for an address that is not there, or not for these eyes.
#[component]
pub fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::ctx::answer_with(axum::http::StatusCode::NOT_FOUND);
    view! {
        <Title text="Page not found" />
        <Meta name="robots" content="noindex" />
        <Lost
            glyph=Glyph::Search
            title="We could not find that page"
            says="It may have moved, or the link may be old. Nothing of yours was lost. Here is where you can go from here."
        />
    }
    .into_any()
}

/// What a page shows instead of itself when it can't be shown: not there, or broken on our side.
#[component]
pub fn Fault(error: AppError) -> impl IntoView {
    match error {
        AppError::NotFound | AppError::Forbidden => view! { <NotFound /> }.into_any(),
        AppError::Refused(domain::Refusal::TwoFactorFirst) => view! { <TwoFactorFirst /> }.into_any(),
        error => view! {
            <Title text="Something went wrong" />
            <Lost glyph=Glyph::TriangleAlert title="Something went wrong" says=error.to_string() />
        }
        .into_any(),
    }
}

/// An organization's management asks for two-factor sign-in: why, and the way to it.
#[component]
fn TwoFactorFirst() -> impl IntoView {
    view! {
        <Title text="One step first" />
        <div class="mx-auto flex max-w-lg flex-col items-center py-10 text-center sm:py-16">
            <span class="mb-6 inline-flex size-20 items-center justify-center rounded-full bg-spruce-soft text-spruce">
                <Icon glyph=Glyph::ShieldCheck class="size-9" />
            </span>
            <h1 class="text-2xl font-bold sm:text-3xl">"One step first"</h1>
            <p class="mt-3 text-lg text-quiet">{domain::Refusal::TwoFactorFirst.to_string()}</p>
            <div class="mt-8">
                <ButtonLink href="/account/security/two-factor" icon=Glyph::ShieldCheck>
                    "Set up two-factor sign-in"
                </ButtonLink>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Lost(glyph: Glyph, title: &'static str, #[prop(into)] says: String) -> impl IntoView {
    view! {
        <div class="mx-auto flex max-w-lg flex-col items-center py-10 text-center sm:py-16">
            <span class="mb-6 inline-flex size-20 items-center justify-center rounded-full bg-spruce-soft text-spruce">
                <Icon glyph class="size-9" />
            </span>
            <h1 class="text-2xl font-bold sm:text-3xl">{title}</h1>
            <p class="mt-3 text-lg text-quiet">{says}</p>
            <div class="mt-8 flex flex-wrap justify-center gap-3">
                <ButtonLink href="/supporters" icon=Glyph::Users>
                    "Find a Peer Supporter"
                </ButtonLink>
                <ButtonLink href="/" tone=Tone::Quiet icon=Glyph::House>
                    "Home"
                </ButtonLink>
            </div>
        </div>
    }
    .into_any()
}
