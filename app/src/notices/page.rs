//! The page of notifications.
use super::api::{MarkNoticesRead, NoticesView, Shown, list_notices};
use crate::frame::Fault;
use crate::live::use_live;
use crate::ui::action::ServerAction;
use crate::ui::avatar::Avatar;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::empty::Empty;
use crate::ui::form::ActionForm;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::pager::Pager;
use crate::ui::skeleton::Cards;
use domain::events::Event;
use domain::live::Hear;
use domain::notices::{NoticeKind, Of, Told, told};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let query = use_query_map();
    let after = Memo::new(move |_| query.with(|query| query.get("after").unwrap_or_default()));
    let mark = ServerAction::<MarkNoticesRead>::new();
    let again = RwSignal::new(0_usize);
    let notices = load(move || (after.get(), mark.version().get(), again.get()), |(after, ..)| list_notices(after));
    let live = use_live();
    live.on_hear(move |hear| {
        if matches!(hear, Hear::Counts { .. }) {
            again.update(|again| *again += 1);
        }
    });
    Effect::new(move |_| {
        if mark.done() {
            live.notices.set(0);
        }
    });
    let page = move || async move {
        match notices.await {
            Ok(view) => view! { <List view paged=!after.get_untracked().is_empty() mark /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Notifications" />
        <h1 class="text-2xl font-bold sm:text-3xl">"Notifications"</h1>
        <p class="mt-2 mb-6 max-w-prose text-quiet">"What happened while you were away. Nothing here needs a quick answer."</p>
        <Waiting meanwhile=|| view! { <Cards /> } then=page />
    }
    .into_any()
}

/// Changes the list as the event changes the notices.
fn hear(list: &mut Vec<Shown>, me: &domain::AccountId, event: &Event) {
    for told in told(event) {
        match told {
            Told::New(notice) if notice.to == *me => {
                let picture = match event {
                    Event::RequestSent { asker, asked, .. }
                    | Event::RequestApproved { asker, asked, .. }
                    | Event::RequestDeclined { asker, asked, .. } => {
                        let from = if Some(&asker.id) == notice.from.as_ref() { asker } else { asked };
                        from.picture.clone()
                    }
                    _ => None,
                };
                list.retain(|shown| shown.id != notice.key);
                list.insert(
                    0,
                    Shown {
                        id: notice.key,
                        kind: notice.kind,
                        about: notice.about,
                        from: notice.from,
                        picture,
                        link: notice.link,
                        when: "Just now".to_owned(),
                        read: false,
                    },
                );
            }
            Told::Gone { to, key } if to == *me => list.retain(|shown| shown.id != key),
            Told::Silenced { to, from } if to == *me => list.retain(|shown| shown.from.as_ref() != Some(&from)),
            _ => {}
        }
    }
}

#[component]
fn List(view: NoticesView, paged: bool, mark: ServerAction<MarkNoticesRead>) -> impl IntoView {
    let NoticesView { me, notices, next, as_of } = view;
    let list = RwSignal::new(notices);
    if !paged {
        use_live().on_event(move |event| {
            let _page_gone = list.try_update(|list| hear(list, &me, event));
        });
    }
    let empty = Memo::new(move |_| list.with(Vec::is_empty));
    let unread = Memo::new(move |_| list.with(|list| list.iter().any(|shown| !shown.read)));
    let next = next.map(|next| format!("/notifications?after={next}"));
    let rows = move || match empty.get() {
        true => view! {
            <Empty glyph=Glyph::Bell title="Nothing new" says="When somebody asks to connect, or a meeting changes, you read it here.">
                <ButtonLink href="/supporters" tone=Tone::Call icon=Glyph::Users>
                    "Find a Peer Supporter"
                </ButtonLink>
            </Empty>
        }
        .into_any(),
        false => view! {
            <ul aria-label="Notifications" class="divide-y divide-line rounded-card border border-line bg-card shadow-soft">
                <For each=move || list.get() key=move |shown| (as_of, shown.id.clone(), shown.kind.as_str(), shown.read) let:shown>
                    <Row shown />
                </For>
            </ul>
        }
        .into_any(),
    };
    view! {
        <div class=move || if unread.get() { "mb-4 flex justify-end" } else { "hidden" }>
            <ActionForm action=mark>
                <input type="hidden" name="until" value=as_of.to_string() />
                <Button tone=Tone::Quiet icon=Glyph::CheckCheck busy=mark.pending()>
                    "Mark all as read"
                </Button>
            </ActionForm>
        </div>
        <div aria-live="polite">{rows}</div>
        <Pager label="Pages of notifications" previous=paged.then(|| "/notifications".to_owned()) next />
    }
    .into_any()
}

/// What stands before a notice that tells of no person.
fn sign(kind: NoticeKind) -> Option<Glyph> {
    match kind.of() {
        Of::Person => None,
        Of::Organization => Some(Glyph::Building),
        Of::Meeting => Some(Glyph::Calendar),
        Of::Review => Some(Glyph::Star),
        Of::Account => Some(Glyph::ShieldCheck),
    }
}

#[component]
fn Row(shown: Shown) -> impl IntoView {
    let Shown { id, kind, about, from, picture, link, when, read } = shown;
    let mark = match sign(kind) {
        None => view! { <Avatar name=about.clone() seed=from.map_or(id, |from| from.to_string()) picture /> }.into_any(),
        Some(glyph) => view! {
            <span class="flex size-12 shrink-0 items-center justify-center rounded-xl bg-spruce-soft text-spruce">
                <Icon glyph class="size-6" />
            </span>
        }
        .into_any(),
    };
    view! {
        <li>
            <a href=link class="flex items-center gap-4 p-4 -outline-offset-3 transition-colors hover:bg-spruce-soft">
                {mark}
                <span class="min-w-0 flex-1">
                    <span class=if read { "block" } else { "block font-semibold" }>
                        <span>{about}</span>
                        " "
                        <span>{kind.says()}</span>
                    </span>
                    <span class="block text-sm text-quiet">{when}</span>
                </span>
                {(!read)
                    .then(|| {
                        view! {
                            <span class="inline-flex items-center rounded-full bg-sky-soft px-3 py-1 text-sm text-sky-ink">"New"</span>
                        }
                    })}
                <span class="text-quiet">
                    <Icon glyph=Glyph::ChevronRight />
                </span>
            </a>
        </li>
    }
    .into_any()
}
