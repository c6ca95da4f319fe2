//! A native dialog: focus stays in, Escape closes, focus goes back to where it was.
use super::button::IconButton;
use super::icon::Glyph;
use leptos::html;
use leptos::prelude::*;

/// Raises a dialog over its page. One that comes open with its page is built before it stands in the document, where alone a dialog
/// can be raised: it waits until it does, or until the page is gone.
fn raise(dialog: web_sys::HtmlDialogElement, open: RwSignal<bool>) {
    if !open.try_get_untracked().unwrap_or_default() || dialog.matches(":modal").unwrap_or(false) {
        return;
    }
    if dialog.is_connected() {
        dialog.set_open(false);
        let _ = dialog.show_modal();
    } else {
        request_animation_frame(move || raise(dialog, open));
    }
}

/// A dialog that opens when `open` becomes true and sets it to false when it closes.
///
/// It also works before and without script: a page rendered with `open` true shows it at once, a
/// `<button attr:command="show-modal" attr:commandfor=id>` opens it, and its close button is a form of its own.
#[component]
pub fn Dialog(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    open: RwSignal<bool>,
    /// Wider than a form: lists and reading.
    #[prop(optional)]
    wide: bool,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() {
            raise(dialog, open);
        } else if dialog.open() {
            dialog.close();
        }
    });
    let width = if wide { "sm:max-w-2xl" } else { "sm:max-w-lg" };
    let title_id = format!("{id}-title");
    view! {
        <dialog
            id=id
            node_ref=node
            open=open.get_untracked()
            aria-labelledby=title_id.clone()
            class=format!(
                "fixed inset-0 z-50 max-h-[92dvh] w-full max-w-full overflow-y-auto overscroll-contain rounded-card border border-line bg-card text-ink shadow-soft open:animate-arrive max-sm:mb-0 max-sm:rounded-b-none {width}",
            )
            on:close=move |_| open.set(false)
            on:click=move |event| {
                // A press on the veil: the dialog itself is hit only outside of what it holds.
                if let Some(dialog) = node.get_untracked()
                    && event.target() == Some(dialog.clone().into())
                {
                    dialog.close();
                }
            }
        >
            <div class="p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:p-6">
                <div class="mb-3 flex items-start justify-between gap-4">
                    <h2 id=title_id.clone() class="pt-1.5 text-xl font-bold">{title}</h2>
                    <form method="dialog" class="-mt-1 -mr-2">
                        <IconButton glyph=Glyph::X label="Close" kind="submit" />
                    </form>
                </div>
                {children()}
            </div>
        </dialog>
    }
    .into_any()
}
