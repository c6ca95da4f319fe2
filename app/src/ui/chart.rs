//! Bars beside numbers, drawn with the page: the numbers say it, the bars let it be seen. Pieces differ in height as well as in
//! colour, so that nobody needs the colours.
use leptos::prelude::*;

/// What a piece of a bar is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece {
    /// What there is.
    Full,
    /// What was missed.
    Missed,
    /// What is not known.
    Unknown,
}

impl Piece {
    /// Its colour, its top and its height, in a bar that is eight high.
    fn look(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Full => ("text-spruce", "0", "8"),
            Self::Missed => ("text-clay", "4", "4"),
            Self::Unknown => ("text-edge", "6", "2"),
        }
    }
}

/// The whole width of a bar.
const WIDTH: i64 = 1_000;

/// A bar of pieces, as long as they are together beside `most`. Screen readers skip it: the numbers stand beside it.
#[component]
pub fn Bar(pieces: Vec<(i64, Piece)>, most: i64) -> impl IntoView {
    let mut at = 0;
    let pieces: Vec<_> = pieces
        .into_iter()
        .map(|(many, piece)| {
            let width = many.max(0) * WIDTH / most.max(1);
            let (colour, top, height) = piece.look();
            let left = at;
            at += width;
            view! { <rect class=colour fill="currentColor" x=left.to_string() y=top width=width.to_string() height=height></rect> }
        })
        .collect();
    view! {
        <svg class="block h-3 w-full" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="text-line" fill="currentColor" x="0" y="7" width="1000" height="1"></rect>
            {pieces}
        </svg>
    }
    .into_any()
}

/// What the pieces mean.
#[component]
pub fn Legend(pieces: Vec<(Piece, &'static str)>) -> impl IntoView {
    let pieces: Vec<_> = pieces
        .into_iter()
        .map(|(piece, says)| {
            view! {
                <li class="flex items-center gap-2">
                    <span class="w-6 shrink-0">
                        <Bar pieces=vec![(1, piece)] most=1 />
                    </span>
                    <span>{says}</span>
                </li>
            }
        })
        .collect();
    view! { <ul class="flex flex-wrap gap-x-5 gap-y-1 text-sm text-quiet">{pieces}</ul> }.into_any()
}
