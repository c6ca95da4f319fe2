//! Short news at the edge of the page: polite, gone after six seconds, never the only place where something is said.
use super::button::IconButton;
use super::icon::{Glyph, Icon};
use leptos::prelude::*;
use std::time::Duration;

const STAYS: Duration = Duration::from_secs(6);
const AT_MOST: usize = 3;

#[derive(Clone, PartialEq)]
struct Toast {
    number: u32,
    says: String,
}

/// Where toasts are said.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    last: StoredValue<u32>,
}

impl Toasts {
    /// Says something for six seconds.
    pub fn say(self, says: impl Into<String>) {
        let number = self.last.get_value() + 1;
        self.last.set_value(number);
        let toast = Toast { number, says: says.into() };
        self.shown.update(|shown| {
            shown.push(toast);
            let surplus = shown.len().saturating_sub(AT_MOST);
            shown.drain(..surplus);
        });
        set_timeout(move || self.dismiss(number), STAYS);
    }

    fn dismiss(self, number: u32) {
        self.shown.try_update(|shown| shown.retain(|toast| toast.number != number));
    }
}

/// Makes toasts possible on the whole page. Called once, by the frame.
pub fn provide_toasts() {
    provide_context(Toasts { shown: RwSignal::new(Vec::new()), last: StoredValue::new(0) });
}

/// The toasts of this page.
pub fn use_toasts() -> Toasts {
    use_context::<Toasts>().unwrap_or_else(|| Toasts { shown: RwSignal::new(Vec::new()), last: StoredValue::new(0) })
}

/// The place where toasts appear. Once on a page, in the frame.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div
            role="status"
            aria-live="polite"
            class="pointer-events-none fixed inset-x-4 bottom-[calc(5.5rem+env(safe-area-inset-bottom))] z-40 flex flex-col items-center gap-2 lg:bottom-6"
        >
            <For each=move || toasts.shown.get() key=|toast| toast.number let:toast>
                <div class="pointer-events-auto flex max-w-md animate-arrive items-center gap-3 rounded-control border border-line bg-card py-1 pr-1 pl-4 text-ink shadow-soft">
                    <span class="text-leaf-ink">
                        <Icon glyph=Glyph::CircleCheck />
                    </span>
                    <span class="flex-1 py-2">{toast.says.clone()}</span>
                    <IconButton glyph=Glyph::X label="Dismiss" on:click=move |_| toasts.dismiss(toast.number) />
                </div>
            </For>
        </div>
    }
    .into_any()
}
