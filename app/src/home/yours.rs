//! What is one's own, on the first page: Your Chats, Your Organizations, and supporters one may like to ask.
use super::api::{HomeView, show_home};
use crate::contacts::parts::{AddButton, RequestTrouble};
use crate::orgs::Mark;
use crate::ui::avatar::Avatar;
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::Chip;
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use domain::chat::Conversation;
use domain::orgs::OwnOrg;
use domain::supporters::Card;
use leptos::prelude::*;

const NOTHING: &str = "rounded-card border border-dashed border-line p-5 text-quiet";
const TILE: &str =
    "relative flex min-w-0 items-start gap-3 rounded-card border border-line bg-card p-4 shadow-soft transition-colors hover:border-spruce";

/// The three sections.
#[component]
pub fn Yours(supporter: bool) -> impl IntoView {
    let found = load(|| (), |()| show_home());
    let sections = move || async move {
        // A part of the page that can't be read must not take the rest away; the fault is in the log.
        let Ok(HomeView { chats, organizations, suggestions }) = found.await else { return ().into_any() };
        view! {
            {(!suggestions.is_empty()).then(|| asking(suggestions))}
            {talking(chats, supporter)}
            {belonging(organizations)}
        }
        .into_any()
    };
    view! { <Waiting then=sections /> }.into_any()
}

fn section(id: &'static str, title: &'static str, more: AnyView, body: AnyView) -> AnyView {
    view! {
        <section aria-labelledby=id class="mt-10">
            <div class="mb-4 flex flex-wrap items-end justify-between gap-3">
                <h2 id=id class="text-xl font-bold">{title}</h2>
                {more}
            </div>
            {body}
        </section>
    }
    .into_any()
}

fn talking(chats: Vec<Conversation>, supporter: bool) -> AnyView {
    let body = if chats.is_empty() {
        let says = if supporter {
            "Nobody has written yet. Once you are connected with somebody, you talk here."
        } else {
            "No conversations yet. Once a peer supporter has approved your request, you talk here."
        };
        view! { <p class=NOTHING>{says}</p> }.into_any()
    } else {
        let rows: Vec<_> = chats.into_iter().map(chat).collect();
        view! { <ul class="grid grid-cols-1 gap-3 sm:grid-cols-2">{rows}</ul> }.into_any()
    };
    let more = view! { <ButtonLink href="/chat" tone=Tone::Quiet icon=Glyph::MessageCircle>"Open Chat"</ButtonLink> }.into_any();
    section("your-chats", "Your Chats", more, body)
}

fn chat(row: Conversation) -> AnyView {
    let Conversation { room, title, face, last, time, unread, .. } = row;
    let (seed, picture) = face.map_or_else(|| (room.to_string(), None), |face| (face.id.to_string(), face.picture));
    view! {
        <li class=TILE>
            <Avatar name=title.clone() seed picture />
            <div class="min-w-0 flex-1">
                <div class="flex items-baseline justify-between gap-2">
                    <h3 class="truncate font-bold">
                        <a href=format!("/chat/{room}") class="after:absolute after:inset-0 after:rounded-card">{title}</a>
                    </h3>
                    <span class="shrink-0 text-sm text-quiet tabular-nums">{time}</span>
                </div>
                <p class="truncate text-sm text-quiet">{last}</p>
                {(unread > 0).then(|| view! { <p class="mt-1 text-sm font-semibold text-spruce">{format!("{unread} unread")}</p> })}
            </div>
        </li>
    }
    .into_any()
}

fn belonging(organizations: Vec<OwnOrg>) -> AnyView {
    let body = if organizations.is_empty() {
        view! { <p class=NOTHING>"You have not joined an organization yet. Some hold meetings only for their own people."</p> }.into_any()
    } else {
        let rows: Vec<_> = organizations.into_iter().map(organization).collect();
        view! { <ul class="grid grid-cols-1 gap-3 sm:grid-cols-2">{rows}</ul> }.into_any()
    };
    let more = view! { <ButtonLink href="/organizations" tone=Tone::Quiet icon=Glyph::Building>"View all organizations"</ButtonLink> };
    section("your-organizations", "Your Organizations", more.into_any(), body)
}

fn organization(own: OwnOrg) -> AnyView {
    let OwnOrg { look, coming } = own;
    let says = match coming {
        0 => "No meetings planned right now".to_owned(),
        1 => "1 meeting to come".to_owned(),
        coming => format!("{coming} meetings to come"),
    };
    view! {
        <li class=TILE>
            <Mark look=look.clone() class="size-12" />
            <div class="min-w-0 flex-1">
                <h3 class="font-bold">
                    <a href=format!("/organizations/{}", look.slug) class="after:absolute after:inset-0 after:rounded-card">{look.name}</a>
                </h3>
                <p class="text-sm text-quiet">{says}</p>
            </div>
        </li>
    }
    .into_any()
}

fn asking(cards: Vec<Card>) -> AnyView {
    let rows: Vec<_> = cards.into_iter().map(supporter).collect();
    let more = view! { <ButtonLink href="/supporters" tone=Tone::Quiet icon=Glyph::Users>"Find a Peer Supporter"</ButtonLink> };
    let body = view! {
        <RequestTrouble />
        <ul class="grid grid-cols-1 gap-3 lg:grid-cols-3">{rows}</ul>
    };
    section("suggestions", "Who could be there for you", more.into_any(), body.into_any())
}

fn supporter(card: Card) -> AnyView {
    let href = format!("/supporters/{}", card.handle);
    let chips: Vec<_> = card.specialties.into_iter().take(3).map(|one| view! { <li><Chip>{one}</Chip></li> }).collect();
    view! {
        <li class="flex flex-col gap-3 rounded-card border border-line bg-card p-4 shadow-soft">
            <div class="flex items-center gap-3">
                <Avatar name=card.name.clone() seed=card.id.to_string() picture=card.picture />
                <div class="min-w-0">
                    <h3 class="font-bold">
                        <a href=href class="text-ink underline-offset-2 hover:underline">{card.name}</a>
                    </h3>
                    <p class="text-sm text-quiet">{card.rating.reviews()}</p>
                </div>
            </div>
            <p class="line-clamp-3 flex-1">{card.headline}</p>
            <ul class="flex flex-wrap gap-2" aria-label="Specialties">{chips}</ul>
            <AddButton id=card.id handle=card.handle standing=card.standing signed_in=true />
        </li>
    }
    .into_any()
}
