//! The whole site: what stands around every page, and the pages.
use crate::pages::Pages;
use crate::{chat, contacts, frame, live};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::Router;

/// The site.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    frame::provide_viewer();
    live::provide_live();
    chat::provide_post();
    contacts::follow_badges();
    view! {
        <Title formatter=|title: String| if title.is_empty() { "Alongside".to_owned() } else { format!("{title} · Alongside") } />
        <Router>
            <frame::Frame>
                <Pages />
            </frame::Frame>
        </Router>
    }
}
