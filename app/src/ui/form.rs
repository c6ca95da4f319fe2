//! What a form says when it was not taken: a summary on top that leads to each field.
use super::icon::{Glyph, Icon};
use crate::AppError;
use leptos::form::{FromFormData, form_data_from_event};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use server_fn::ServerFn;
use server_fn::error::FromServerFnError;
use std::cell::RefCell;
use std::rc::Rc;

/// A form that calls a server function: by a plain post before and without script, by the action with it. Leptos' own writes
/// the whole form anew for every function, which a phone then downloads; here only the reading of its fields is.
#[component]
pub fn ActionForm<S>(
    action: ServerAction<S>,
    /// Empties the form once it was taken: for what is sent again and again. Without it, what was typed stays.
    #[prop(optional)]
    empties: bool,
    children: Children,
) -> impl IntoView
where
    S: ServerFn<Error = AppError> + FromFormData + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let take = move |fields: &web_sys::FormData| match S::from_form_data(fields) {
        Ok(input) => {
            action.dispatch(input);
        }
        Err(_) => {
            action.value().set(Some(Err(AppError::Malformed)));
            action.version().update(|version| *version += 1);
        }
    };
    let taken =
        empties.then(|| Signal::derive(move || action.value().with(|value| matches!(value, Some(Ok(_)))).then(|| action.version().get())));
    posted(S::url(), Box::new(take), taken, children)
}

/// `taken` tells which try was taken last, in a form that is emptied then.
fn posted(url: &'static str, take: Box<dyn Fn(&web_sys::FormData)>, taken: Option<Signal<Option<usize>>>, children: Children) -> AnyView {
    // A thing of one thread, which the server drops right here: it has no events and runs no effects.
    let sent = Rc::new(RefCell::new(None::<web_sys::HtmlFormElement>));
    if let Some(taken) = taken {
        let sent = sent.clone();
        Effect::new(move |before: Option<Option<usize>>| {
            let now = taken.get();
            if before.is_some_and(|before| before != now)
                && now.is_some()
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
        event.prevent_default();
        sent.replace(event.target().and_then(|form| form.dyn_into().ok()));
        if let Ok(fields) = form_data_from_event(&event) {
            take(&fields);
        }
    };
    view! {
        <form action=url method="post" on:submit=send>
            {children()}
        </form>
    }
    .into_any()
}

/// Why the last try of an action failed, if it did.
pub fn error_of<S>(action: ServerAction<S>) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
    AppError: FromServerFnError,
{
    Signal::derive(move || action.value().with(|value| value.as_ref().and_then(|done| done.as_ref().err().cloned())))
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
