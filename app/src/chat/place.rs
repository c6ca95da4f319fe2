//! Where the reader is in a conversation, and how what is before their eyes stays there while lines come and go.
//! The list is laid out from its end, so its scroll position is 0 at the end and negative above it.
use leptos::html;
use leptos::prelude::*;

/// This close to the end counts as being there, in pixels.
const NEAR: i32 = 80;
/// This close to the start, older lines are fetched.
const SOON: i32 = 600;

/// The scrolling part of a conversation.
#[derive(Clone, Copy)]
pub struct Place {
    pub node: NodeRef<html::Div>,
}

impl Place {
    pub fn new() -> Self {
        Self { node: NodeRef::new() }
    }

    /// Whether the end is on screen.
    pub fn at_end(self) -> bool {
        self.node.get_untracked().is_none_or(|node| node.scroll_top().abs() <= NEAR)
    }

    /// Whether the start is almost on screen.
    pub fn near_start(self) -> bool {
        self.node.get_untracked().is_some_and(|node| node.scroll_height() - node.client_height() - node.scroll_top().abs() < SOON)
    }

    /// Goes to the end.
    pub fn to_end(self) {
        if let Some(node) = self.node.get_untracked() {
            node.set_scroll_top(0);
        }
    }

    /// Changes something at the end. A reader who is further up keeps what they see; one at the end stays at the end.
    pub fn keep(self, change: impl FnOnce()) {
        let before = self.node.get_untracked().map(|node| (node.scroll_top(), node.scroll_height()));
        let at_end = self.at_end();
        change();
        let Some((top, height)) = before else { return };
        self.after_paint(move || {
            if let Some(node) = self.node.try_get_untracked().flatten() {
                node.set_scroll_top(if at_end { 0 } else { top - (node.scroll_height() - height) });
            }
        });
    }

    /// Takes something away at the end while the reader is far above it.
    pub fn keep_top(self, change: impl FnOnce()) {
        let before = self.node.try_get_untracked().flatten().map(|node| (node.scroll_top(), node.scroll_height()));
        change();
        let Some((top, height)) = before else { return };
        self.after_paint(move || {
            if let Some(node) = self.node.try_get_untracked().flatten()
                && node.scroll_height() != height
            {
                node.set_scroll_top((top + height - node.scroll_height()).min(0));
            }
        });
    }

    /// Waits until the change is laid out, before it is painted.
    pub fn after_paint(self, act: impl FnOnce() + 'static) {
        request_animation_frame(act);
    }
}
