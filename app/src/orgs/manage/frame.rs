//! What all pages of the management share: the head with the way back, and the menu, which shows only what the role may do.
use crate::orgs::api::manage::Managed;
use crate::orgs::look::Mark;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::icon::{Glyph, Icon};
use domain::orgs::{Look, OrgRole};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::{use_params_map, use_query_map};

/// One page in the menu: its own word behind `/manage`, its name, its icon, and who sees it.
type Entry = (&'static str, &'static str, Glyph, fn(OrgRole) -> bool);

/// The page's own word behind `/manage`, its name, its icon and who sees it in the menu.
const PAGES: [Entry; 10] = [
    ("", "Dashboard", Glyph::House, |_| true),
    ("/meetings", "Meetings", Glyph::Calendar, |_| true),
    ("/templates", "Templates", Glyph::CalendarClock, |_| true),
    ("/library", "Resource library", Glyph::Upload, OrgRole::plans_for_others),
    ("/leader", "My leader profile", Glyph::User, |_| true),
    ("/subscribers", "Subscribers", Glyph::Users, OrgRole::sees_subscribers),
    ("/people", "People", Glyph::UserCheck, OrgRole::manages),
    ("/profile", "Profile and branding", Glyph::Building, OrgRole::manages),
    ("/settings", "Settings", Glyph::Settings, OrgRole::manages),
    ("/intake", "Intake form", Glyph::CheckCheck, OrgRole::manages),
];

/// The address word of the organization in this page's address.
pub fn slug() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()))
}

/// A word of this page's query.
pub fn query(name: &'static str) -> String {
    use_query_map().with_untracked(|query| query.get(name).unwrap_or_default())
}

/// One page. `here` is its word behind `/manage`.
#[component]
pub fn Page(
    look: Look,
    role: OrgRole,
    here: &'static str,
    #[prop(into)] title: String,
    #[prop(optional, into)] says: String,
    children: Children,
) -> impl IntoView {
    let address = format!("/organizations/{}", look.slug);
    let name = look.name.clone();
    // On a phone the menu is folded away behind where one is: nine words in a row would hide that.
    let (at, glyph) =
        PAGES.into_iter().find(|(word, ..)| *word == here).map_or(("Manage", Glyph::House), |(_, says, glyph, _)| (says, glyph));
    let links: Vec<_> = PAGES
        .into_iter()
        .filter(|(.., may)| may(role))
        .map(|(word, says, glyph, _)| {
            view! {
                <li>
                    <a
                        href=format!("{address}/manage{word}")
                        aria-current=(word == here).then_some("page")
                        class="flex min-h-11 items-center gap-3 rounded-control px-3 py-2 whitespace-nowrap transition-colors hover:bg-spruce-soft aria-[current=page]:bg-spruce-soft aria-[current=page]:font-semibold aria-[current=page]:text-spruce"
                    >
                        <Icon glyph />
                        <span>{says}</span>
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <Title text=format!("{title} · {name}") />
        <Meta name="robots" content="noindex" />
        <div class="gap-8 lg:grid lg:grid-cols-[15rem_1fr]">
            <div class="mb-6 lg:mb-0">
                <a href=address.clone() class="flex items-center gap-3 rounded-control p-1">
                    <Mark look class="size-11" />
                    <span class="min-w-0">
                        <span class="block font-bold wrap-anywhere">{name}</span>
                        <span class="block text-sm text-quiet">{format!("You are {}", role.label())}</span>
                    </span>
                </a>
                <nav aria-label="Manage" class="mt-4">
                    <details class="group lg:details-content:[content-visibility:visible]">
                        <summary class="inline-flex min-h-11 items-center gap-2 rounded-control border border-line bg-card px-4 py-2 font-semibold text-spruce group-open:mb-2 supports-[selector(::details-content)]:lg:hidden">
                            <Icon glyph />
                            <span>{at}</span>
                            <span class="text-quiet transition-transform group-open:rotate-180">
                                <Icon glyph=Glyph::ChevronDown />
                            </span>
                        </summary>
                        <ul class="grid gap-1 sm:grid-cols-3 lg:block lg:space-y-1">{links}</ul>
                    </details>
                </nav>
            </div>
            <div class="min-w-0">
                <h1 class="text-2xl font-bold sm:text-3xl">{title}</h1>
                {(!says.is_empty()).then(|| view! { <p class="mt-2 max-w-prose text-quiet">{says}</p> })}
                <div class="mt-6 space-y-6">{children()}</div>
            </div>
        </div>
    }
    .into_any()
}

/// Says that the last try was kept. `before` is a sentence for a form that came without script, or empty.
#[component]
pub fn Kept(#[prop(into)] saved: Signal<bool>, #[prop(into)] says: String, #[prop(optional)] before: bool) -> impl IntoView {
    view! {
        <div role="status" class="empty:hidden">
            {move || {
                let says = says.clone();
                (saved.get() || before)
                    .then(|| {
                        view! {
                            <Alert tone=AlertTone::Done>
                                <p>{says}</p>
                            </Alert>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// Splits what was loaded into the frame's part and the page's own.
pub fn apart<T>(managed: Managed<T>) -> (Look, OrgRole, T) {
    (managed.look, managed.role, managed.of)
}
