//! Where the program is cut into parts, and how one is fetched. Without the feature `split` (debug builds) it is one piece.
//!
//! The macro writes the loader's few lines of unsafe code; this file is the only one of ours in which that is allowed.
#![cfg_attr(feature = "split", allow(unsafe_code))]

use app::pages::{Opening, Page};

#[cfg(feature = "split")]
mod cut {
    use app::pages::{self, Page, Part};
    use gloo_timers::future::TimeoutFuture;
    use leptos::prelude::AnyView;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    /// How long nothing is asked for after a part got lost on a poor line, in milliseconds.
    const AGAIN: u32 = 2_000;

    macro_rules! parts {
        ($($part:ident $name:ident $fetch:ident;)+) => {
            $(
                #[wasm_split($name, preload($fetch), fallible)]
                fn $name(page: Page) -> Result<AnyView, SplitLoaderError> {
                    Ok(pages::$name(page))
                }
            )+

            /// Fetches a part, if it is not at hand, however often it gets lost.
            pub async fn fetch(part: Part) {
                while match part { $( Part::$part => $fetch().await, )+ }.is_err() {
                    TimeoutFuture::new(AGAIN).await;
                }
            }

            /// Fetches what a page needs and shows it, however often it gets lost.
            pub async fn show(page: Page) -> AnyView {
                loop {
                    let shown = match page.part() { $( Part::$part => $name(page).await, )+ };
                    if let Ok(view) = shown {
                        return view;
                    }
                    TimeoutFuture::new(AGAIN).await;
                }
            }
        };
    }

    parts! {
        Open open fetch_open;
        Doors doors fetch_doors;
        Meet meet fetch_meet;
        Plan plan fetch_plan;
        Talk talk fetch_talk;
        Own own fetch_own;
    }
}

#[cfg(feature = "split")]
pub use cut::fetch;

/// Everything is at hand.
#[cfg(not(feature = "split"))]
pub async fn fetch(_part: app::pages::Part) {}

/// Opens a page.
pub fn open(page: Page) -> Opening {
    #[cfg(feature = "split")]
    return Box::pin(cut::show(page));
    #[cfg(not(feature = "split"))]
    return Box::pin(std::future::ready(page.view()));
}
