//! Shapes of what is coming, shown after 150 ms so that quick pages don't flicker.
use leptos::prelude::*;

/// One grey bar; `class` says how large it is: `"h-4 w-2/3"`.
#[component]
pub fn Bar(class: &'static str) -> impl IntoView {
    view! { <span class=format!("block animate-wait rounded-lg bg-line {class}")></span> }.into_any()
}

/// A few cards with a picture and lines, as in a list of people. Screen readers hear "Loading".
#[component]
pub fn Cards(#[prop(default = 3)] count: usize) -> impl IntoView {
    let cards: Vec<_> = (0..count)
        .map(|_| {
            view! {
                <div class="flex gap-4 rounded-card border border-line bg-card p-5" aria-hidden="true">
                    <Bar class="size-16 shrink-0 rounded-card" />
                    <div class="flex-1 space-y-3">
                        <Bar class="h-5 w-1/3" />
                        <Bar class="h-4 w-full" />
                        <Bar class="h-4 w-2/3" />
                    </div>
                </div>
            }
        })
        .collect();
    view! {
        <div class="space-y-4" role="status">
            <span class="sr-only">"Loading"</span>
            {cards}
        </div>
    }
    .into_any()
}

/// A few lines of text. Screen readers hear "Loading".
#[component]
pub fn Lines(#[prop(default = 3)] count: usize) -> impl IntoView {
    let lines: Vec<_> = (0..count).map(|line| view! { <Bar class=if line % 2 == 0 { "h-4 w-full" } else { "h-4 w-3/4" } /> }).collect();
    view! {
        <div class="space-y-3" role="status">
            <span class="sr-only">"Loading"</span>
            <div class="space-y-3" aria-hidden="true">{lines}</div>
        </div>
    }
    .into_any()
}
