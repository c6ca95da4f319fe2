//! Who has subscribed: search, a file, and words to all of them.
use super::frame::{Kept, Page, apart, query, slug};
use crate::frame::Fault;
use crate::orgs::api::manage::{Managed, SubscribersView, WriteToSubscribers, load_org_subscribers};
use crate::ui::action::ServerAction;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{Button, Tone};
use crate::ui::empty::Empty;
use crate::ui::field::{TextArea, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::group::Group;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::pager::Pager;
use crate::ui::skeleton::Lines;
use domain::orgs::{NEWS_LIMIT, Subscriber};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn Subscribers() -> impl IntoView {
    let (slug, words) = (slug(), use_query_map());
    let word = move |name: &'static str| words.with(|words| words.get(name).unwrap_or_default());
    let write = ServerAction::<WriteToSubscribers>::new();
    let loaded = load(move || (slug.get(), word("q"), word("after")), |(slug, q, after)| load_org_subscribers(slug, q, after));
    let page = move || async move {
        match loaded.await {
            Ok(managed) => view! { <Board managed q=words.with_untracked(|words| words.get("q").unwrap_or_default()) write /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page /> }.into_any()
}

#[component]
fn Board(managed: Managed<SubscribersView>, q: String, write: ServerAction<WriteToSubscribers>) -> impl IntoView {
    let (look, role, loaded) = apart(managed);
    let SubscribersView { people, next, total, text } = loaded;
    let here = format!("/organizations/{}/manage/subscribers", look.slug);
    let slug = look.slug.clone();
    let error = error_of(write);
    let sent = Signal::derive(move || write.done());
    let before = query("done") == "sent";
    let next = next.map(|next| format!("{here}?after={next}{}", if q.is_empty() { String::new() } else { format!("&q={q}") }));
    let first = (!query("after").is_empty()).then(|| here.clone());
    let count = if total == 1 { "1 person has subscribed".to_owned() } else { format!("{total} people have subscribed") };
    let empty = people.is_empty();
    let rows: Vec<_> = people.into_iter().map(row).collect();
    let list = if empty {
        view! { <Empty glyph=Glyph::Users title="Nobody here" says="Nobody fits these words, or nobody has subscribed yet. Share your sign-up link from the dashboard." /> }
            .into_any()
    } else {
        view! { <ul aria-label="Subscribers" class="divide-y divide-line rounded-card border border-line bg-card shadow-soft">{rows}</ul> }
            .into_any()
    };
    let all = role.manages().then(|| {
        view! {
            <Group title="Write to all subscribers" says="Each gets a notification, and the words stand on your page for 60 days. Only subscribers can read them.">
                <Kept saved=sent before says="Sent to all subscribers." />
                <FormError error />
                <ActionForm action=write empties=true attr:class="space-y-4">
                    <input type="hidden" name="slug" value=slug.clone() />
                    <TextArea
                        name="text"
                        label="Your news"
                        hint=format!("Up to {NEWS_LIMIT} characters.")
                        value=text
                        error=about(error, "text")
                        maxlength=u32::try_from(NEWS_LIMIT).unwrap_or_default()
                        required=true
                        rows=3
                    />
                    <Button tone=Tone::Call icon=Glyph::SendHorizontal busy=write.pending()>
                        "Send to all subscribers"
                    </Button>
                </ActionForm>
            </Group>
        }
    });
    let file = role.manages().then(|| {
        view! {
            <a
                href=format!("{here}/export")
                rel="external"
                download="subscribers.csv"
                class="inline-flex min-h-11 items-center gap-2 font-semibold text-spruce"
            >
                <Icon glyph=Glyph::ExternalLink />
                <span>"Export as a file"</span>
            </a>
        }
    });
    view! {
        <Page look role here="/subscribers" title="Subscribers" says="By the names that everybody sees. Nobody's email, phone or real name is here.">
            <form method="get" action=here.clone() role="search" class="flex flex-wrap items-end gap-3">
                <div class="min-w-56 flex-1">
                    <TextField name="q" label="Search by name" kind="search" maxlength=100 value=q />
                </div>
                <Button tone=Tone::Quiet icon=Glyph::Search>
                    "Search"
                </Button>
            </form>
            <div class="flex flex-wrap items-center justify-between gap-3">
                <p role="status" class="font-semibold">{count}</p>
                {file}
            </div>
            {list}
            <Pager label="Pages of subscribers" previous=first next />
            {all}
        </Page>
    }
    .into_any()
}

fn row(subscriber: Subscriber) -> AnyView {
    let Subscriber { face, since, answers } = subscriber;
    let answers: Vec<_> = answers
        .into_iter()
        .map(|(question, answer)| {
            view! {
                <div>
                    <dt class="text-sm text-quiet">{question}</dt>
                    <dd class="whitespace-pre-line">{answer}</dd>
                </div>
            }
        })
        .collect();
    view! {
        <li class="p-4">
            <div class="flex items-center gap-3">
                <Avatar name=face.name.clone() seed=face.id.to_string() picture=face.picture size=AvatarSize::Small />
                <span class="min-w-0 flex-1 font-semibold wrap-anywhere">{face.name}</span>
                <span class="text-sm text-quiet">{since}</span>
            </div>
            {(!answers.is_empty()).then(|| view! { <dl class="mt-3 ml-13 space-y-2">{answers}</dl> })}
        </li>
    }
    .into_any()
}
