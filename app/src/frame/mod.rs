//! What stands around every page: the help strip, the bars, and who is looking.
pub mod api;
mod bars;
mod keys;
mod leave;
mod lost;
mod more;
mod reader;
mod strip;
mod ways;

pub use bars::Logo;
pub use lost::{Fault, NotFound};
pub use more::More;
pub use strip::HelpPanel;

use crate::live::use_live;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Loaded, Waiting, load};
use crate::ui::toast::{ToastRegion, provide_toasts};
use api::{Viewer, current_viewer};
use bars::{ThumbBar, TopBar};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use strip::HelpStrip;

/// The signed-in person, or nobody, for every part of the page. One resource for the whole page.
#[derive(Clone, Copy)]
pub struct ViewerResource(pub Loaded<Option<Viewer>>);

/// Starts loading who is looking. Called once, by the app.
pub fn provide_viewer() {
    provide_context(ViewerResource(load(|| (), |()| current_viewer())));
}

/// Who is looking. Read it inside `Suspense`, by `async move { viewer().await }`.
pub async fn viewer() -> Option<Viewer> {
    let ViewerResource(resource) = use_context::<ViewerResource>()?;
    resource.await.ok().flatten()
}

/// The frame.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    provide_toasts();
    let path = use_location().pathname;
    keys::tend(path);
    reader::follow(path);
    // Chat fills the window; other pages have air around them and a foot.
    let fills = Memo::new(move |_| path.with(|path| path == "/chat" || path.starts_with("/chat/")));
    let top = move || async move {
        let viewer = viewer().await;
        if let Some(viewer) = &viewer {
            use_live().seed(viewer.requests, viewer.unread, viewer.notices);
        }
        let time_zone = viewer.as_ref().map(|viewer| viewer.time_zone.clone()).unwrap_or_default();
        view! {
            <HelpStrip time_zone />
            <TopBar viewer path />
        }
        .into_any()
    };
    view! {
        <a
            href="#main"
            rel="external"
            class="absolute top-1 left-1 z-50 -translate-y-16 rounded-control bg-card px-4 py-2.5 font-semibold text-spruce shadow-soft focus:translate-y-0"
        >
            "Skip to content"
        </a>
        <header class="sticky top-0 z-30 [@media(max-height:30rem)]:relative">
            <Waiting meanwhile=|| view! { <div class="h-27 border-b border-line bg-paper"></div> } then=top />
        </header>
        <Offline />
        <main
            id="main"
            tabindex="-1"
            class=move || {
                if fills.get() {
                    "mx-auto w-full max-w-page outline-none"
                } else {
                    "mx-auto w-full max-w-page px-4 pt-8 pb-16 outline-none sm:pt-10"
                }
            }
        >
            {children()}
        </main>
        <footer class=move || if fills.get() { "hidden" } else { "border-t border-line pb-[calc(5rem+env(safe-area-inset-bottom))] lg:pb-4" }>
            <Foot />
        </footer>
        <ThumbBar path />
        <ToastRegion />
    }
    .into_any()
}

#[component]
fn Foot() -> impl IntoView {
    view! {
        <div class="mx-auto flex max-w-page flex-col gap-3 px-4 py-8 text-sm text-quiet sm:flex-row sm:items-center sm:justify-between">
            <p class="flex items-center gap-2">
                <Logo />
                <span>"Alongside. People who have been there, for people who are there."</span>
            </p>
            <p>"A peer is not a therapist, and this is not a crisis service."</p>
        </div>
    }
    .into_any()
}

/// Says that the line is down, and that nothing is lost.
#[component]
fn Offline() -> impl IntoView {
    let online = use_live().online;
    view! {
        <div role="status" class=move || if online.get() { "sr-only" } else { "border-b border-line bg-marigold text-on-marigold" }>
            <p class=move || if online.get() { "hidden" } else { "mx-auto flex max-w-page items-center gap-2 px-4 py-2 text-sm font-semibold" }>
                <Icon glyph=Glyph::WifiOff class="size-4" />
                <span>"You seem to be offline. We keep trying; nothing you wrote is lost."</span>
            </p>
        </div>
    }
    .into_any()
}
