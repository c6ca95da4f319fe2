//! What waits for the people who run an organization, and what comes next.
use super::frame::{Page, apart, slug};
use crate::account::parts::leave_when_done;
use crate::frame::Fault;
use crate::meetings::Meetings;
use crate::orgs::api::manage::{Dashboard as Loaded, LeaveOrganization, Managed, load_org_dashboard};
use crate::ui::action::ServerAction;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::group::Group;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::orgs::{Attention, OrgRole, Subscriber};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Dashboard() -> impl IntoView {
    let slug = slug();
    let loaded = load(move || slug.get(), load_org_dashboard);
    let page = move || async move {
        match loaded.await {
            Ok(managed) => view! { <Board managed /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page /> }.into_any()
}

#[component]
fn Board(managed: Managed<Loaded>) -> impl IntoView {
    let (look, role, loaded) = apart(managed);
    let Loaded { attention, meetings, link, newest } = loaded;
    let (slug, name) = (look.slug.clone(), look.name.clone());
    let all = format!("/organizations/{slug}/manage/meetings");
    let leave = ServerAction::<LeaveOrganization>::new();
    leave_when_done(leave);
    let numbers = view! { <Numbers attention=attention.clone() /> };
    let waits = view! { <Waits attention slug=slug.clone() role /> };
    let people: Vec<_> = newest.into_iter().map(newcomer).collect();
    let own = (role != OrgRole::Owner).then(|| {
        view! {
            <details>
                <summary class="flex min-h-11 cursor-pointer items-center text-sm text-spruce underline underline-offset-4">"Give up my role"</summary>
                <p class="mb-3 max-w-prose text-quiet">"You can't see these pages any more, and your leader profile here is deleted. An admin can invite you again."</p>
                <FormError error=error_of(leave) />
                <ActionForm action=leave>
                    <input type="hidden" name="slug" value=slug.clone() />
                    <Button tone=Tone::Danger busy=leave.pending()>"Give up my role"</Button>
                </ActionForm>
            </details>
        }
    });
    view! {
        <Page look role here="" title="Dashboard">
            {numbers}
            {waits}
            <Group title="Next meetings">
                <Meetings list=meetings first=name />
                <a href=all class="mt-2 inline-flex min-h-11 items-center font-semibold text-spruce">"All meetings"</a>
            </Group>
            {(!people.is_empty())
                .then(|| {
                    view! {
                        <Group title="New subscribers">
                            <ul class="divide-y divide-line">{people}</ul>
                        </Group>
                    }
                })}
            <Group title="Your sign-up link" says="Who signs up through it lands on your page, subscribed, with your questions.">
                <p class="rounded-control border border-line bg-paper px-4 py-3 wrap-anywhere">
                    <code>{link}</code>
                </p>
            </Group>
            {own}
        </Page>
    }
    .into_any()
}

fn newcomer(subscriber: Subscriber) -> AnyView {
    let face = subscriber.face;
    view! {
        <li class="flex items-center gap-3 py-3">
            <Avatar name=face.name.clone() seed=face.id.to_string() picture=face.picture size=AvatarSize::Small />
            <span class="min-w-0 flex-1 truncate font-semibold">{face.name}</span>
            <span class="text-sm text-quiet">{subscriber.since}</span>
        </li>
    }
    .into_any()
}

#[component]
fn Numbers(attention: Attention) -> impl IntoView {
    let number = |count: i64, says: &'static str| {
        view! {
            <li class="rounded-card border border-line bg-card p-4 text-center">
                <span class="block text-2xl font-bold tabular-nums">{count}</span>
                <span class="block text-sm text-quiet">{says}</span>
            </li>
        }
    };
    view! {
        <ul class="grid grid-cols-3 gap-3">
            {number(attention.subscribers, "subscribers")}
            {number(attention.new_subscribers, "new this week")}
            {number(attention.requests, "requests waiting")}
        </ul>
    }
    .into_any()
}

/// Each thing that needs somebody, with the way to it; nothing that the role could not change.
#[component]
fn Waits(attention: Attention, slug: String, role: OrgRole) -> impl IntoView {
    let manage = format!("/organizations/{slug}/manage");
    let some = |count: i64, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let mut rows: Vec<(String, Option<(&'static str, String)>)> = Vec::new();
    if let Some(says) = some(attention.late_requests, "request has waited for more than a day", "requests have waited for more than a day")
    {
        rows.push((format!("{says}. Each leader answers their own, in Contacts."), None));
    }
    if role.manages() {
        if let Some(says) = some(attention.unfinished, "leader profile is not finished", "leader profiles are not finished") {
            rows.push((format!("{says}."), Some(("People", format!("{manage}/people")))));
        }
        if let Some(says) = some(attention.expired, "invitation has run out", "invitations have run out") {
            rows.push((format!("{says}."), Some(("People", format!("{manage}/people")))));
        }
        if attention.no_logo || attention.no_description {
            let says = if attention.no_description { "Your page has no description yet." } else { "Your page has no logo yet." };
            rows.push((says.to_owned(), Some(("Profile", format!("{manage}/profile")))));
        }
    }
    let calm = rows.is_empty();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(says, way)| {
            view! {
                <li class="flex flex-wrap items-center gap-3 py-3">
                    <span class="text-spruce">
                        <Icon glyph=Glyph::Info />
                    </span>
                    <span class="min-w-56 flex-1">{says}</span>
                    {way
                        .map(|(name, href)| {
                            view! {
                                <ButtonLink href tone=Tone::Quiet small=true>
                                    {name}
                                </ButtonLink>
                            }
                        })}
                </li>
            }
        })
        .collect();
    view! {
        <Group title="What needs you">
            {if calm {
                view! {
                    <p class="flex items-center gap-2 text-leaf-ink">
                        <Icon glyph=Glyph::CircleCheck />
                        <span>"All is well. Nothing waits."</span>
                    </p>
                }
                    .into_any()
            } else {
                view! { <ul class="divide-y divide-line">{rows}</ul> }.into_any()
            }}
        </Group>
    }
    .into_any()
}
