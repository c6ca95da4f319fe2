//! Every part of `ui` in every state, on one page, for people who build and for screenshot tests. Not linked anywhere, and
//! there only in a house that is being built: a public site answers "not found".
mod fields;
mod parts;

use crate::frame::NotFound;
use fields::Fields;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use parts::{Calls, Charts, Icons, News, People, States, Steps};

/// Whether this build shows the gallery.
const SHOWN: bool = cfg!(debug_assertions);

/// The page.
#[component]
pub fn Gallery() -> impl IntoView {
    if !SHOWN {
        return view! { <NotFound /> }.into_any();
    }
    view! {
        <Title text="Gallery" />
        <Meta name="robots" content="noindex" />
        <h1 class="text-2xl font-bold sm:text-3xl">"Gallery"</h1>
        <p class="mt-2 max-w-prose text-quiet">"Every part in every state."</p>
        <Calls />
        <Fields />
        <People />
        <States />
        <News />
        <Steps />
        <Charts />
        <Icons />
    }
    .into_any()
}

/// One shelf.
#[component]
fn Shelf(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="mt-10 border-t border-line pt-6">
            <h2 class="mb-4 text-xl font-bold">{title}</h2>
            {children()}
        </section>
    }
    .into_any()
}
