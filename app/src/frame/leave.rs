//! Leaving at once: a neutral page takes this one's place, in the window and in its history.

/// The neutral page: a plain file that tells nothing of this site.
pub const ELSEWHERE: &str = "/notes.html";

/// Leaves. The page is blank and has another title before the neutral one has arrived.
pub fn now() {
    #[cfg(feature = "hydrate")]
    {
        let document = leptos::prelude::document();
        document.set_title("Notes");
        if let Some(body) = document.body() {
            body.set_hidden(true);
        }
        if leptos::prelude::window().location().replace(ELSEWHERE).is_err() {
            leptos::logging::error!("the page could not be replaced");
        }
    }
}
