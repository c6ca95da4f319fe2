//! A public profile: the person and one step at the side, their words and what they offer beside it.
use super::api::{ProfilePage as Page, show_profile};
use super::card::opening;
use super::share::Share;
use super::story::{Chatrooms, Contributions, Offers, Part, Prose};
use crate::contacts::parts::ConnectButton;
use crate::frame::Fault;
use crate::library::handouts;
use crate::meetings::Meetings;
use crate::reviews::{OwnReviews, Reviews};
use crate::ui::alert::Alert;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::Chip;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use crate::ui::stars::Stars;
use domain::events::Face;
use domain::supporters::Profile;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let handle = Memo::new(move |_| params.with(|params| params.get("handle").unwrap_or_default()));
    let older = Memo::new(move |_| query.with(|query| query.get("reviews").unwrap_or_default()));
    let profile = load(move || (handle.get(), older.get()), |(handle, older)| show_profile(handle, older));
    let page = move || async move {
        match profile.await {
            Ok(page) => view! { <Whole page at_start=older.with_untracked(String::is_empty) /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page /> }.into_any()
}

#[component]
fn Whole(page: Page, at_start: bool) -> impl IntoView {
    let Page { profile, reviews, typed_answer, origin, signed_in } = page;
    let handle = profile.card.handle.clone();
    let rating = profile.card.rating;
    let (hidden, own) = (profile.hidden, profile.own);
    let chips: Vec<_> = profile.card.specialties.iter().cloned().map(|word| view! { <li><Chip>{word}</Chip></li> }).collect();
    let first = profile.card.name.split(' ').next().unwrap_or_default().to_owned();
    let newest = format!("/supporters/{handle}#reviews");
    let all_meetings = format!("/meetings?host={handle}");
    let side = view! { <Side profile=profile.clone() signed_in /> };
    let contributions = view! { <Contributions sessions=profile.sessions_led groups=profile.groups_led rooms=profile.rooms.len() /> };
    let services = view! { <Offers services=profile.services.clone() first=first.clone() /> };
    let meetings = view! { <Meetings list=profile.meetings.clone() first=first.clone() /> };
    let chatrooms = view! { <Chatrooms rooms=profile.rooms.clone() first=first.clone() /> };
    let documents = (!profile.documents.is_empty()).then(|| {
        let list = handouts(profile.documents.clone());
        view! { <Part id="resources" title="Resources">{list}</Part> }
    });
    let said = match rating.tenths() {
        Some(tenths) => view! {
            <p class="mb-4 flex items-center gap-2">
                <Stars tenths />
                <span class="text-quiet">{rating.reviews()}</span>
            </p>
            {(!at_start)
                .then(|| {
                    view! {
                        <p class="mb-4">
                            <a href=newest rel="external" class="inline-flex min-h-11 items-center text-spruce underline underline-offset-4">
                                "Newest reviews"
                            </a>
                        </p>
                    }
                })}
            {if own {
                let older = reviews.older.clone().map(|place| format!("/supporters/{handle}?reviews={place}#reviews"));
                view! {
                    <OwnReviews handle reviews=reviews.reviews typed=typed_answer />
                    {older.map(|href| view! { <p class="mt-4"><a href=href rel="external" class="inline-flex min-h-11 items-center text-spruce underline underline-offset-4">"More reviews"</a></p> })}
                }
                    .into_any()
            } else {
                view! { <Reviews handle start=reviews /> }.into_any()
            }}
        }
        .into_any(),
        None => view! { <p class="text-quiet">{format!("Nobody has written about {first} yet.")}</p> }.into_any(),
    };
    view! {
        <Share profile=profile.clone() origin />
        {own.then(|| view! { <Own hidden /> })}
        <article class="gap-10 lg:grid lg:grid-cols-[18rem_1fr]">
            {side}
            <div class="mt-8 min-w-0 space-y-10 lg:mt-0">
                {(!profile.greeting.is_empty())
                    .then(|| {
                        view! {
                            <blockquote class="relative rounded-card bg-spruce-soft p-5 text-lg sm:p-6">
                                <p class="max-w-prose">{profile.greeting}</p>
                            </blockquote>
                        }
                    })}
                <Part id="about" title="About Me">
                    <Prose text=profile.about />
                </Part>
                <Part id="story" title="My Story">
                    <Prose text=profile.story />
                </Part>
                <Part id="why" title="Why I Help">
                    <Prose text=profile.motivation />
                </Part>
                <Part id="specialties" title="Specialties">
                    <ul class="flex flex-wrap gap-2">{chips}</ul>
                </Part>
                <Part id="services" title="My Services">
                    {services}
                </Part>
                <Part id="contributions" title="My Contributions">
                    {contributions}
                </Part>
                <Part id="meetings" title="Upcoming Meetings">
                    {meetings}
                    <a href=all_meetings class="mt-2 inline-flex min-h-11 items-center font-semibold text-spruce">
                        "All meetings"
                    </a>
                </Part>
                <Part id="chatrooms" title="Chatrooms">
                    {chatrooms}
                </Part>
                {documents}
                <Part id="reviews" title="Reviews">
                    {said}
                </Part>
            </div>
        </article>
    }
    .into_any()
}

/// The person: picture, step, name, stars, languages, next opening.
#[component]
fn Side(profile: Profile, signed_in: bool) -> impl IntoView {
    let card = profile.card;
    let person = Face { id: card.id.clone(), name: card.name.clone(), handle: Some(card.handle.clone()), picture: card.picture.clone() };
    let step = (!profile.own).then(|| view! { <ConnectButton person standing=card.standing signed_in /> });
    let rating = card.rating;
    let stars = match rating.tenths() {
        Some(tenths) => view! {
            <Stars tenths />
            <a href="#reviews" rel="external" class="inline-flex min-h-11 items-center text-spruce underline underline-offset-4">
                {rating.reviews()}
            </a>
        }
        .into_any(),
        None => view! { <span class="text-quiet">{rating.reviews()}</span> }.into_any(),
    };
    view! {
        <div class="lg:sticky lg:top-32 lg:self-start">
            <div class="flex gap-5 lg:block">
                <Avatar name=card.name.clone() seed=card.id.to_string() picture=card.picture.clone() size=AvatarSize::Huge />
                <div class="min-w-0 lg:mt-5">
                    <h1 class="text-2xl font-bold tracking-tight sm:text-3xl">{card.name}</h1>
                    <p class="mt-1 flex items-start gap-2 text-quiet">
                        <Icon glyph=Glyph::ShieldCheck class="mt-0.5 size-5" />
                        <span>{card.credential}</span>
                    </p>
                    <p class="mt-1 flex items-center gap-2">{stars}</p>
                </div>
            </div>
            <p class="mt-4 text-lg font-semibold">{card.headline}</p>
            <div class="mt-4 flex flex-col gap-3">{step}</div>
            <dl class="mt-5 space-y-3 border-t border-line pt-5 text-sm text-quiet">
                <div>
                    <dt class="sr-only">"Openings"</dt>
                    <dd class="flex items-start gap-2">{opening(card.opening)}</dd>
                </div>
                <div>
                    <dt class="sr-only">"Languages"</dt>
                    <dd class="flex items-start gap-2">
                        <Icon glyph=Glyph::Globe />
                        <span>{profile.languages.join(", ")}</span>
                    </dd>
                </div>
            </dl>
        </div>
    }
    .into_any()
}

/// What owners see above their own profile.
#[component]
fn Own(hidden: bool) -> impl IntoView {
    let says = if hidden {
        "Your profile is hidden: only you can see this page. Show it again when you are ready."
    } else {
        "This is your profile as others see it."
    };
    view! {
        <div class="mb-8">
            <Alert>
                <p>{says}</p>
                <div class="mt-3">
                    <ButtonLink href="/supporter/profile" tone=Tone::Quiet icon=Glyph::Pencil>
                        "Edit my profile"
                    </ButtonLink>
                </div>
            </Alert>
        </div>
    }
    .into_any()
}
