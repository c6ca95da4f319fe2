//! Honest signposts for the parts of the site that are still being built: what will be there, and what works today.
use leptos::prelude::*;
use leptos_meta::Title;

/// Organizations.
#[component]
pub fn Organizations() -> impl IntoView {
    view! { <Signpost title="Organizations" says="Organizations and their group leaders will have their pages here." /> }
}

/// Meetings.
#[component]
pub fn Meetings() -> impl IntoView {
    view! { <Signpost title="Meetings" says="The calendar and registration will be here. Until then, each supporter's profile lists the meetings they hold." /> }
}

/// Peer Support Requests.
#[component]
pub fn Requests() -> impl IntoView {
    view! { <Signpost title="Peer Support Requests" says="Here you will be able to say what you need and let supporters come to you." /> }
}

#[component]
fn Signpost(title: &'static str, says: &'static str) -> impl IntoView {
    view! {
        <Title text=title />
        <h1>{title}</h1>
        <p>{says}</p>
        <p><a href="/supporters">"Find a Peer Supporter"</a></p>
    }
}
