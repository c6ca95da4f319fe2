//! The strip over every page: help at once at its start, the way out at its end.
use super::leave;
use crate::ui::icon::{Glyph, Icon};
use domain::crisis::{self, Help, Reach};
use leptos::prelude::*;

const WAY: &str = "inline-flex min-h-11 items-center gap-2 rounded-control border border-line bg-card px-3.5 font-semibold text-spruce no-underline transition-colors hover:border-spruce hover:bg-spruce-soft";

/// The strip. `time_zone` says which country's numbers are shown; empty for a visitor.
#[component]
pub fn HelpStrip(#[prop(into)] time_zone: String) -> impl IntoView {
    let help = crisis::near(&time_zone);
    view! {
        <div class="border-b border-transparent bg-spruce-soft forced-colors:border-current">
            <div class="mx-auto flex h-11 max-w-page items-center justify-between gap-4 px-4">
                <details data-menu class="group flex min-w-0 items-center">
                    <summary class="-ml-2 flex h-11 items-center gap-2 rounded-lg px-2 text-sm font-bold whitespace-nowrap text-spruce -outline-offset-2">
                        <Icon glyph=Glyph::LifeBuoy />
                        <span>"Need help now?"</span>
                        <span class="hidden truncate font-normal text-ink sm:inline" aria-hidden="true">{help.brief}</span>
                    </summary>
                    <div class="absolute inset-x-0 top-11 z-40 max-h-[calc(100dvh-2.75rem)] animate-arrive overflow-y-auto border-b border-line bg-card shadow-soft">
                        <HelpPanel help />
                    </div>
                </details>
                <a
                    href=leave::ELSEWHERE
                    rel="external nofollow"
                    class="-mr-2 flex h-11 items-center gap-2 rounded-lg px-2 text-sm font-bold whitespace-nowrap text-spruce -outline-offset-2"
                    on:click=move |event| {
                        event.prevent_default();
                        leave::now();
                    }
                >
                    <span>"Leave quickly"</span>
                    <Icon glyph=Glyph::LogOut class="size-4" />
                </a>
            </div>
        </div>
    }
    .into_any()
}

/// Everything one can do right now. Also stands on pages that have room for it.
#[component]
pub fn HelpPanel(help: &'static Help) -> impl IntoView {
    let lines: Vec<_> = help
        .lines
        .iter()
        .map(|line| {
            let ways: Vec<_> = line.reach.iter().map(|reach| way(*reach)).collect();
            view! {
                <li class="py-4 first:pt-0 lg:border-none lg:py-0">
                    <p class="font-bold">{line.name}</p>
                    <p class="text-sm text-quiet">{line.says}</p>
                    <p class="mt-2.5 flex flex-wrap gap-2">{ways}</p>
                </li>
            }
        })
        .collect();
    view! {
        <div class="mx-auto max-w-page px-4 py-5">
            <p class="mb-5 max-w-prose">
                <span class="font-bold">"Alongside is not a crisis service. "</span>
                <span>"If you or somebody near you is in danger, please call "</span>
                <a class="font-bold text-spruce underline underline-offset-2" href=format!("tel:{}", help.emergency)>{help.emergency}</a>
                <span>". For anything else that can't wait, these people are there for you."</span>
            </p>
            <ul class="grid divide-y divide-line lg:grid-cols-3 lg:gap-8 lg:divide-none">{lines}</ul>
            <p class="mt-5 text-sm text-quiet">
                <span>"In another country? "</span>
                <a class="text-spruce underline underline-offset-2" href="https://findahelpline.com/" rel="noreferrer">"Find a helpline near you"</a>
            </p>
        </div>
    }
    .into_any()
}

fn way(reach: Reach) -> AnyView {
    let (href, glyph, words) = match reach {
        Reach::Call(dialled, written) => (format!("tel:{dialled}"), Glyph::Phone, format!("Call {written}")),
        Reach::Text(number, "") => (format!("sms:{number}"), Glyph::MessageCircle, format!("Text {number}")),
        Reach::Text(number, word) => (format!("sms:{number}?&body={word}"), Glyph::MessageCircle, format!("Text {word} to {number}")),
        Reach::Chat(address) => (address.to_owned(), Glyph::MessagesSquare, "Chat online".to_owned()),
    };
    view! {
        <a class=WAY href=href rel="noreferrer">
            <Icon glyph class="size-4" />
            <span>{words}</span>
        </a>
    }
    .into_any()
}
