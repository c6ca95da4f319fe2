//! The letters that a demo site keeps instead of sending them.
pub mod api;

use crate::frame::Fault;
use crate::ui::empty::Empty;
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use api::{SandboxLetter, sandbox_letters};
use leptos::prelude::*;
use leptos_meta::Title;

/// The newest letters. Elsewhere than on a demo site this page is not there.
#[component]
pub fn Mailbox() -> impl IntoView {
    let letters = load(|| (), |()| sandbox_letters());
    let page = move || async move {
        match letters.await {
            Ok(letters) => view! { <Letters letters /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting then=page /> }.into_any()
}

#[component]
fn Letters(letters: Vec<SandboxLetter>) -> impl IntoView {
    let none = letters.is_empty();
    let list = letters.into_iter().map(|letter| view! { <Letter letter /> }).collect_view();
    view! {
        <Title text="Letters of this demo" />
        <div class="mx-auto max-w-2xl">
            <h1 class="text-2xl font-bold sm:text-3xl">"Letters of this demo"</h1>
            <p class="mt-2 text-quiet">"A demo site sends nothing. The newest letters are on top."</p>
            {if none {
                view! {
                    <div class="mt-6">
                        <Empty glyph=Glyph::Mail title="No letters yet" says="Sign up or ask for a new password, and one appears here." />
                    </div>
                }
                    .into_any()
            } else {
                view! { <ul class="mt-6 space-y-4">{list}</ul> }.into_any()
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Letter(letter: SandboxLetter) -> impl IntoView {
    let lines = letter
        .lines
        .into_iter()
        .map(|(text, leads_to)| match leads_to {
            Some(href) => view! {
                <p>
                    <a href=href rel="external" class="font-semibold break-all text-spruce underline underline-offset-2">{text}</a>
                </p>
            }
            .into_any(),
            None => view! { <p class="min-h-5">{text}</p> }.into_any(),
        })
        .collect_view();
    view! {
        <li class="rounded-card border border-line bg-card p-5 shadow-soft">
            <h2 class="text-lg font-bold">{letter.subject}</h2>
            <p class="mt-0.5 text-sm text-quiet">
                <span>{format!("To {}", letter.to)}</span>
                <span>{format!(" · {}", letter.at)}</span>
            </p>
            <div class="mt-4">{lines}</div>
        </li>
    }
    .into_any()
}
