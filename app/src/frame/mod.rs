//! What stands around every page: the help strip, the bars, and who is looking.
pub mod api;

use crate::AppError;
use api::{Viewer, current_viewer};
use leptos::prelude::*;
use leptos_meta::Title;

/// The signed-in person, or nobody, for every part of the page. One resource for the whole page.
#[derive(Clone, Copy)]
pub struct ViewerResource(pub Resource<Result<Option<Viewer>, AppError>>);

/// Starts loading who is looking. Called once, by the app.
pub fn provide_viewer() {
    provide_context(ViewerResource(Resource::new(|| (), |()| current_viewer())));
}

/// Who is looking. Read it inside `Suspense`, by `Suspend::new(async move { viewer().await })`.
pub async fn viewer() -> Option<Viewer> {
    let ViewerResource(resource) = use_context::<ViewerResource>()?;
    resource.await.ok().flatten()
}

/// The frame.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    view! {
        <main id="main">{children()}</main>
    }
}

/// The page for an address that is not there, or not for these eyes.
#[component]
pub fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::ctx::answer_with(axum::http::StatusCode::NOT_FOUND);
    view! {
        <Title text="Page not found" />
        <h1>"We could not find that page"</h1>
        <p>"It may have moved, or it may not be there any more. "<a href="/supporters">"Find a Peer Supporter"</a></p>
    }
}
