//! An organization's page: banner, name, one step at the side, and its tabs.
use super::api::member::{OrgView, TabView, show_organization};
use super::leaders::Leaders;
use super::look::{Banner, Mark};
use super::subscribe::SubscribeStep;
use crate::frame::Fault;
use crate::library::handouts;
use crate::meetings::Meetings;
use crate::supporters::story::Chatrooms;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::Chip;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use crate::ui::tabs::{TabLink, TabLinks};
use domain::orgs::{News, OrgPage, Tab};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page.
#[component]
pub fn Organization() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let slug = Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()));
    let tab = Memo::new(move |_| query.with(|query| Tab::from_address(&query.get("tab").unwrap_or_default())));
    let answered = query.with_untracked(|query| query.get("done").as_deref() == Some("answers"));
    let again = RwSignal::new(0_u32);
    let view = load(move || (slug.get(), tab.get(), again.get()), |(slug, tab, _)| show_organization(slug, tab.as_str().to_owned()));
    let page = move || async move {
        match view.await {
            Ok(view) => view! { <Whole view tab=tab.get_untracked() answered again /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! { <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page /> }.into_any()
}

#[component]
fn Whole(view: OrgView, tab: Tab, answered: bool, again: RwSignal<u32>) -> impl IntoView {
    let OrgView { page, tab: content, signed_in, origin } = view;
    let (slug, name) = (page.look.slug.clone(), page.look.name.clone());
    let address = format!("/organizations/{slug}");
    let canonical = format!("{origin}{address}");
    let base = address.clone();
    let link = move |of: Tab, says: &'static str| {
        let href = if of == Tab::About { base.clone() } else { format!("{base}?tab={}", of.as_str()) };
        view! { <TabLink href current=Signal::stored(of == tab)>{says}</TabLink> }
    };
    let leaders = page.shows_leaders.then(|| link(Tab::Leaders, "Group Leaders"));
    let tabs = view! {
        <TabLinks label=format!("About {name}")>
            {link(Tab::About, "About")} {link(Tab::Meetings, "Meetings")} {leaders} {link(Tab::Chatrooms, "Chatrooms")}
        </TabLinks>
    };
    let body = match content {
        TabView::About => view! { <About page=page.clone() /> }.into_any(),
        TabView::Meetings(meetings) => {
            let public = format!("/meetings?org={slug}");
            view! {
                <Meetings list=meetings first=name.clone() />
                <a href=public class="mt-2 inline-flex min-h-11 items-center font-semibold text-spruce">"In the calendar"</a>
            }
            .into_any()
        }
        TabView::Leaders(leaders) => view! { <Leaders slug=slug.clone() leaders signed_in /> }.into_any(),
        TabView::Chatrooms(rooms) => view! { <Chatrooms rooms first=name.clone() /> }.into_any(),
    };
    let notes = view! { <Notes slug=slug.clone() waits=page.questions_wait answered /> };
    let manage = page.role.map(|role| {
        view! {
            <ButtonLink href=format!("{address}/manage") tone=Tone::Quiet icon=Glyph::Settings wide=true>
                "Manage"
            </ButtonLink>
            <p class="text-sm text-quiet">{format!("You are {} here.", role.label())}</p>
        }
    });
    view! {
        <Title text=name.clone() />
        <Meta name="description" content=page.tagline.clone() />
        <Meta property="og:title" content=name.clone() />
        <Meta property="og:description" content=page.tagline.clone() />
        <Link rel="canonical" href=canonical />
        <Banner banner=page.look.banner.clone() brand=Signal::stored(page.look.brand) />
        <div class="mt-5 gap-8 lg:grid lg:grid-cols-[1fr_18rem]">
            <div class="min-w-0">
                <div class="flex items-start gap-4 sm:gap-5">
                    <Mark look=page.look.clone() class="size-16 sm:size-24" />
                    <div class="min-w-0">
                        <h1 class="text-2xl font-bold tracking-tight wrap-anywhere sm:text-3xl">{name}</h1>
                        <p class="mt-1 max-w-prose text-lg text-quiet">{page.tagline.clone()}</p>
                    </div>
                </div>
            </div>
            <div class="mt-5 space-y-3 lg:mt-0">
                <SubscribeStep page=page.clone() signed_in again />
                {manage}
            </div>
        </div>
        <div class="mt-6">{notes} {tabs} {body}</div>
    }
    .into_any()
}

/// What has just happened, and what waits.
#[component]
fn Notes(slug: String, waits: bool, answered: bool) -> impl IntoView {
    let note = if waits {
        view! {
            <Alert>
                <p>"They have a few questions for you. Only their admins read your answers."</p>
                <div class="mt-3">
                    <ButtonLink href=format!("/organizations/{slug}/intake") icon=Glyph::Pencil>
                        "Answer the questions"
                    </ButtonLink>
                </div>
            </Alert>
        }
        .into_any()
    } else if answered {
        view! {
            <Alert tone=AlertTone::Done>
                <p>"Your answers are saved. Only their admins read them."</p>
            </Alert>
        }
        .into_any()
    } else {
        return ().into_any();
    };
    view! { <div class="mb-6">{note}</div> }.into_any()
}

#[component]
fn About(page: OrgPage) -> impl IntoView {
    let chips: Vec<_> = page.topics.into_iter().map(|topic| view! { <li><Chip>{topic}</Chip></li> }).collect();
    let news: Vec<_> = page.news.into_iter().map(news_item).collect();
    let out = |href: String, says: String| {
        view! {
            <li>
                <a href=href rel="noopener nofollow" class="inline-flex min-h-11 items-center gap-2 text-spruce underline underline-offset-4 wrap-anywhere">
                    <Icon glyph=Glyph::ExternalLink class="size-4" />
                    <span>{says}</span>
                </a>
            </li>
        }
    };
    let plain = |link: &str| link.trim_start_matches("https://").trim_end_matches('/').to_owned();
    let mail = (!page.email.is_empty()).then(|| out(format!("mailto:{}", page.email), page.email.clone()));
    let site = (!page.website.is_empty()).then(|| out(page.website.clone(), plain(&page.website)));
    let links: Vec<_> = page.links.iter().map(|link| out(link.clone(), plain(link))).collect();
    let documents = (!page.documents.is_empty()).then(|| {
        view! {
            <section aria-labelledby="resources">
                <h2 id="resources" class="mb-3 text-xl font-bold">"Resources"</h2>
                {handouts(page.documents)}
            </section>
        }
    });
    let reach = mail.is_some() || site.is_some() || !links.is_empty();
    view! {
        <div class="gap-10 lg:grid lg:grid-cols-[1fr_18rem]">
            <div class="min-w-0 space-y-8">
                {(!news.is_empty())
                    .then(|| {
                        view! {
                            <section aria-labelledby="news">
                                <h2 id="news" class="text-xl font-bold">"News for subscribers"</h2>
                                <ul class="mt-3 space-y-3">{news}</ul>
                            </section>
                        }
                    })}
                <section aria-labelledby="about">
                    <h2 id="about" class="text-xl font-bold">"What you find here"</h2>
                    {if page.description.is_empty() {
                        view! { <p class="mt-3 text-quiet">"They have not written about themselves yet."</p> }.into_any()
                    } else {
                        view! { <p class="mt-3 max-w-prose whitespace-pre-line">{page.description}</p> }.into_any()
                    }}
                    <ul class="mt-4 flex flex-wrap gap-2" aria-label="Topics">{chips}</ul>
                </section>
                {documents}
            </div>
            <div class="mt-8 space-y-6 lg:mt-0">
                <section aria-labelledby="who">
                    <h2 id="who" class="font-bold">"Who can take part"</h2>
                    <p class="mt-1 text-quiet">{page.open_to}</p>
                </section>
                {reach
                    .then(|| {
                        view! {
                            <section aria-labelledby="reach">
                                <h2 id="reach" class="font-bold">"Contact and links"</h2>
                                <ul class="mt-1">{mail} {site} {links}</ul>
                            </section>
                        }
                    })}
            </div>
        </div>
    }
    .into_any()
}

fn news_item(news: News) -> AnyView {
    view! {
        <li class="rounded-card bg-spruce-soft p-4">
            <p class="max-w-prose whitespace-pre-line">{news.text}</p>
            <p class="mt-1 text-sm text-quiet">{news.day}</p>
        </li>
    }
    .into_any()
}
