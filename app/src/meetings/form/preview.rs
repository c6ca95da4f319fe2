//! What the form would make: every date in the host's zone, what the clocks do, what it collides with, what the host receives.
//! With script it follows the form; without, the button "Show the dates" asks for it.
use super::api::org::PreviewOrgMeeting;
use super::api::{PreviewMeeting, PreviewView};
use crate::ui::action::ServerAction;
use crate::ui::icon::{Glyph, Icon};
use domain::meetings::MeetingDraft;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The part of the form. `id` is the meeting that is changed; a new one of an organization has its `slug` instead.
#[component]
pub fn PreviewPart(id: String, slug: String, start: Option<PreviewView>) -> impl IntoView {
    let shown = RwSignal::new(start);
    let (looks, org_looks) = (ServerAction::<PreviewMeeting>::new(), ServerAction::<PreviewOrgMeeting>::new());
    let look = move |draft: MeetingDraft| match id.is_empty() && !slug.is_empty() {
        true => org_looks.dispatch(PreviewOrgMeeting { slug: slug.clone(), draft }),
        false => looks.dispatch(PreviewMeeting { id: id.clone(), draft }),
    };
    Effect::new(move |_| {
        if let Some(Ok(preview)) = looks.answer().or_else(|| org_looks.answer()) {
            shown.set(Some(preview));
        }
    });
    let node = NodeRef::<leptos::html::Section>::new();
    Effect::new(move |_| {
        if let Some(section) = node.get() {
            follow(&section, look.clone());
        }
    });
    view! {
        <section node_ref=node aria-label="What this makes" aria-live="polite" class=move || if shown.with(Option::is_some) { "rounded-card bg-spruce-soft p-5" } else { "hidden" }>
            {move || shown.get().map(told)}
        </section>
    }
    .into_any()
}

fn told(preview: PreviewView) -> AnyView {
    let count = preview.dates.len();
    let title = if count == 1 { "One meeting".to_owned() } else { format!("{count} meetings") };
    let dates: Vec<_> = preview
        .dates
        .into_iter()
        .map(|(when, note)| {
            view! {
                <li>
                    <span class="font-semibold tabular-nums">{when}</span>
                    {(!note.is_empty())
                        .then(|| {
                            view! {
                                <span class="mt-0.5 flex items-start gap-1.5 text-sm">
                                    <Icon glyph=Glyph::Info class="mt-0.5 size-4" />
                                    <span>{note}</span>
                                </span>
                            }
                        })}
                </li>
            }
        })
        .collect();
    view! {
        {(count > 0)
            .then(|| {
                view! {
                    <h2 class="font-bold">{title}</h2>
                    <ol class="mt-2 space-y-1.5">{dates}</ol>
                }
            })}
        {(!preview.trouble.is_empty()).then(|| view! { <p>{preview.trouble}</p> })}
        {(!preview.receives.is_empty()).then(|| view! { <p class="mt-3">{preview.receives}</p> })}
    }
    .into_any()
}

/// Looks again whenever something in the form has changed.
fn follow(section: &web_sys::HtmlElement, look: impl Fn(MeetingDraft) + 'static) {
    let Some(form) = section.closest("form").ok().flatten().and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) else {
        return;
    };
    let read = form.clone();
    let changed = Closure::<dyn FnMut()>::new(move || {
        let Ok(data) = web_sys::FormData::new_with_form(&read) else { return };
        let of = |name: &str| data.get(&format!("draft[{name}]")).as_string().unwrap_or_default();
        look(MeetingDraft {
            price: of("price"),
            hours: of("hours"),
            minutes: of("minutes"),
            start: of("start"),
            time_zone: of("time_zone"),
            repeat: of("repeat"),
            until: of("until"),
            hosts: data.get_all("draft[hosts][]").iter().filter_map(|host| host.as_string()).collect(),
            ..MeetingDraft::default()
        });
    });
    let _heard = form.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
    // It lives as long as the form does.
    changed.forget();
}
