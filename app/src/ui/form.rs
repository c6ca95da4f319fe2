//! What a form says when it was not taken: a summary on top that leads to each field.
use super::action::{ServerAction, Tries};
use super::icon::{Glyph, Icon};
use crate::AppError;
use crate::wire::Asked;
use leptos::form::form_data_from_event;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::cell::RefCell;
use std::rc::Rc;

/// A form that calls a server function: by a plain post before and without script, by the action with it, and with the same fields.
#[component]
pub fn ActionForm<S: Asked>(
    action: ServerAction<S>,
    /// Empties the form once it was taken: for what is sent again and again. Without it, what was typed stays.
    #[prop(optional)]
    empties: bool,
    children: Children,
) -> impl IntoView {
    posted(S::PATH, Box::new(move |fields| action.post(fields)), empties.then(|| action.tries()), children)
}

/// The fields of a form, as a browser sends them.
pub(super) struct Fields(pub(super) String);

impl Fields {
    fn of(event: &web_sys::SubmitEvent) -> Option<Self> {
        let fields = form_data_from_event(event).ok()?;
        let fields = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()?;
        fields.to_string().as_string().map(Self)
    }
}

/// `empties` are the tries of a form that is emptied after each that was taken.
fn posted(url: &'static str, post: Box<dyn Fn(Fields)>, empties: Option<Tries>, children: Children) -> AnyView {
    // A thing of one thread, which the server drops right here: it has no events and runs no effects.
    let sent = Rc::new(RefCell::new(None::<web_sys::HtmlFormElement>));
    if let Some(tries) = empties {
        let sent = sent.clone();
        Effect::new(move |before: Option<usize>| {
            let now = tries.version().get();
            if before.is_some_and(|before| before != now)
                && tries.done()
                && let Some(form) = sent.borrow().as_ref()
            {
                form.reset();
            }
            now
        });
    }
    let send = move |event: web_sys::SubmitEvent| {
        if event.default_prevented() {
            return;
        }
        // A form whose fields can't be read is left to the browser, which posts it.
        let Some(fields) = Fields::of(&event) else { return };
        event.prevent_default();
        sent.replace(event.target().and_then(|form| form.dyn_into().ok()));
        post(fields);
    };
    view! {
        <form action=url method="post" on:submit=send>
            {children()}
        </form>
    }
    .into_any()
}

/// Why the last try of an action failed, if it did.
pub fn error_of<S>(action: ServerAction<S>) -> Signal<Option<AppError>> {
    error_among(action.tries())
}

fn error_among(tries: Tries) -> Signal<Option<AppError>> {
    Signal::derive(move || tries.error())
}

/// The sentence for one field, for that field's `error`.
pub fn about(error: Signal<Option<AppError>>, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || error.with(|error| error.as_ref().and_then(|error| error.about(field))))
}

/// The summary on top of a form. Takes the focus when it appears; each problem leads to its field, whose id is the field's name.
#[component]
pub fn FormError(#[prop(into)] error: Signal<Option<AppError>>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if error.with(Option::is_some)
            && let Some(summary) = node.get()
        {
            let _ = summary.focus();
        }
    });
    view! {
        <div
            node_ref=node
            tabindex="-1"
            role="alert"
            class=move || if error.with(Option::is_some) { "mb-5 rounded-control border border-clay bg-clay-soft p-4" } else { "hidden" }
        >
            <p class="flex items-start gap-2 font-semibold text-clay">
                <Icon glyph=Glyph::CircleAlert class="mt-0.5 size-5" />
                <span>{move || error.with(|error| error.as_ref().map(ToString::to_string))}</span>
            </p>
            <ul class="mt-2 ml-7 list-disc space-y-1 empty:hidden">
                {move || {
                    let problems = error.with(|error| match error {
                        Some(AppError::Refused(refusal)) => refusal.problems().to_vec(),
                        _ => Vec::new(),
                    });
                    problems
                        .into_iter()
                        .map(|problem| {
                            view! {
                                <li>
                                    <a class="underline underline-offset-2" href=format!("#{}", problem.field) rel="external">{problem.says}</a>
                                </li>
                            }
                        })
                        .collect_view()
                        .into_any()
                }}
            </ul>
        </div>
    }
    .into_any()
}
