//! Where the program is cut into parts, and how one is fetched. Without the feature `split` (debug builds) it is one piece.
//!
//! The macro writes the loader's few lines of unsafe code; this file is the only one of ours in which that is allowed.
#![cfg_attr(feature = "split", allow(unsafe_code))]

use app::pages::{Opening, Page};

#[cfg(feature = "split")]
mod cut {
    use app::pages::{self, Page, Part};
    use leptos::prelude::AnyView;
    use wasm_split_helpers::wasm_split;

    macro_rules! parts {
        ($($part:ident $name:ident $fetch:ident;)+) => {
            $(
                #[wasm_split($name, preload($fetch))]
                fn $name(page: Page) -> AnyView {
                    pages::$name(page)
                }
            )+

            /// Fetches a part, if it is not at hand.
            pub async fn fetch(part: Part) {
                match part { $( Part::$part => $fetch().await, )+ }
            }

            /// Fetches what a page needs and shows it.
            pub async fn show(page: Page) -> AnyView {
                match page.part() { $( Part::$part => $name(page).await, )+ }
            }
        };
    }

    parts! {
        Open open fetch_open;
        Doors doors fetch_doors;
        Meet meet fetch_meet;
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
