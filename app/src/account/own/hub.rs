//! The page that leads to a person's own pages.
use crate::frame::viewer;
use crate::ui::button::{Button, Tone};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Waiting;
use domain::Role;
use leptos::prelude::*;
use leptos_meta::Title;

/// Account.
#[component]
pub fn Hub() -> impl IntoView {
    let places = move || async move {
        let viewer = viewer().await;
        let supporter = viewer.as_ref().is_some_and(|viewer| viewer.role == Role::Supporter);
        let name = viewer.map(|viewer| viewer.username).unwrap_or_default();
        view! {
                <p class="mt-2 text-quiet">
                    <span>"You are signed in as "</span>
                    <span class="font-semibold text-ink">{name}</span>
                </p>
                <ul class="mt-6 grid gap-4 sm:grid-cols-2">
                    {supporter
                        .then(|| {
                            view! { <Place href="/supporter/profile" glyph=Glyph::HandHeart name="Supporter profile" says="What people read before they ask you" /> }
                        })}
                    <Place href="/account/profile" glyph=Glyph::User name="Profile" says="Your name here, your picture, a few words about you" />
                    <Place href="/account/security" glyph=Glyph::ShieldCheck name="Security" says="Your password, and where you are signed in" />
                    <Place href="/account/preferences" glyph=Glyph::SlidersHorizontal name="Preferences" says="Light or dark, time zone, language" />
                    <Place href="/account/privacy" glyph=Glyph::Lock name="Privacy" says="Take your data along, or delete your account" />
                </ul>
            }
            .into_any()
    };
    view! {
        <Title text="Account" />
        <div class="mx-auto max-w-3xl">
            <h1 class="text-2xl font-bold sm:text-3xl">"Account"</h1>
            <Waiting then=places />
            <form method="post" action="/sign-out" class="mt-8">
                <Button tone=Tone::Quiet icon=Glyph::LogOut>"Sign out"</Button>
            </form>
        </div>
    }
    .into_any()
}

#[component]
fn Place(href: &'static str, glyph: Glyph, name: &'static str, says: &'static str) -> impl IntoView {
    view! {
        <li>
            <a href=href class="flex h-full items-start gap-4 rounded-card border border-line bg-card p-5 shadow-soft transition-colors hover:border-spruce">
                <span class="inline-flex size-11 shrink-0 items-center justify-center rounded-xl bg-spruce-soft text-spruce">
                    <Icon glyph />
                </span>
                <span>
                    <span class="block text-lg font-bold">{name}</span>
                    <span class="block text-sm text-quiet">{says}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
