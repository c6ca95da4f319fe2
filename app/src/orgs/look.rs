//! How an organization looks: its logo or a monogram on its colour, and its banner. Drawn as pictures, because the page's
//! policy allows no style that is written into a tag; the words on a colour are always readable (`domain::orgs::brand`).
use crate::ui::avatar::initials;
use domain::orgs::{Brand, Look};
use leptos::prelude::*;

/// A logo, or a monogram. It is decoration: the name stands beside it as text.
#[component]
pub fn Mark(look: Look, #[prop(default = "size-16")] class: &'static str) -> impl IntoView {
    match look.logo {
        Some(id) => view! {
            <img
                src=format!("/organization-pictures/{id}")
                alt=""
                width="64"
                height="64"
                loading="lazy"
                decoding="async"
                class=format!("shrink-0 rounded-card border border-line object-cover {class}")
            />
        }
        .into_any(),
        None => view! { <Monogram name=look.name brand=Signal::stored(look.brand) class /> }.into_any(),
    }
}

/// The first letters of a name on a colour.
#[component]
pub fn Monogram(
    #[prop(into)] name: Signal<String>,
    brand: Signal<Brand>,
    #[prop(default = "size-16")] class: &'static str,
) -> impl IntoView {
    view! {
        <svg viewBox="0 0 48 48" aria-hidden="true" class=format!("shrink-0 rounded-card border border-line {class}")>
            <rect width="48" height="48" fill=move || brand.get().hex() />
            <text x="24" y="30" text-anchor="middle" font-size="17" font-weight="700" fill=move || brand.get().ink()>
                {move || initials(&name.get())}
            </text>
        </svg>
    }
    .into_any()
}

/// The banner, or the brand colour where there is none.
#[component]
pub fn Banner(banner: Option<String>, brand: Signal<Brand>) -> impl IntoView {
    match banner {
        Some(id) => view! {
            <img
                src=format!("/organization-pictures/{id}")
                alt=""
                width="1020"
                height="248"
                class="h-28 w-full rounded-card border border-line object-cover sm:h-44"
            />
        }
        .into_any(),
        None => view! {
            <svg
                viewBox="0 0 1020 248"
                preserveAspectRatio="xMidYMid slice"
                aria-hidden="true"
                class="h-28 w-full rounded-card border border-line sm:h-44"
            >
                <rect width="1020" height="248" fill=move || brand.get().hex() />
                <g fill=move || brand.get().ink() fill-opacity="0.09">
                    <circle cx="880" cy="40" r="190" />
                    <circle cx="700" cy="250" r="120" />
                    <circle cx="160" cy="270" r="150" />
                </g>
            </svg>
        }
        .into_any(),
    }
}
