//! The first page: what this is, and where to go.
use leptos::prelude::*;
use leptos_meta::Title;

/// The first page for visitors.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <Title text="" />
        <h1>"Somebody has been where you are"</h1>
        <p><a href="/supporters">"Find a Peer Supporter"</a></p>
    }
}
