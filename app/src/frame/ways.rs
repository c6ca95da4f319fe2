//! The places one can go from every page, for the bars and the page More.
use crate::live::Live;
use crate::ui::chip::Count;
use crate::ui::icon::{Glyph, Icon};
use domain::Role;
use leptos::prelude::*;

/// Which of the numbers in the frame stands beside a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tally {
    /// No number.
    None,
    /// Connection requests that wait for an answer.
    Requests,
    /// Unread messages.
    Unread,
    /// Unread notices.
    Notices,
}

impl Tally {
    /// The number.
    pub fn of(self, live: Live) -> Signal<i64> {
        match self {
            Self::None => Signal::derive(|| 0),
            Self::Requests => live.requests.into(),
            Self::Unread => live.unread.into(),
            Self::Notices => live.notices.into(),
        }
    }

    /// What is said after the number.
    pub fn said_after(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Requests => "waiting for your answer",
            Self::Unread => "unread",
            Self::Notices => "new",
        }
    }
}

/// One place.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// Its address.
    pub href: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its icon.
    pub glyph: Glyph,
    /// Its number.
    pub tally: Tally,
}

const fn way(href: &'static str, name: &'static str, glyph: Glyph, tally: Tally) -> Way {
    Way { href, name, glyph, tally }
}

/// The top bar.
pub const BAR: &[Way] = &[
    way("/supporters", "Find a Peer Supporter", Glyph::Users, Tally::None),
    way("/organizations", "Organizations", Glyph::Building, Tally::None),
    way("/meetings", "Meetings", Glyph::Calendar, Tally::None),
    way("/my-meetings", "My Meetings", Glyph::CalendarClock, Tally::None),
    way("/chat", "Chat", Glyph::MessageCircle, Tally::Unread),
];

/// The bar under the thumb.
pub const THUMB: &[Way] = &[
    way("/", "Home", Glyph::House, Tally::None),
    way("/supporters", "Find", Glyph::Users, Tally::None),
    way("/meetings", "Meetings", Glyph::Calendar, Tally::None),
    way("/chat", "Chat", Glyph::MessageCircle, Tally::Unread),
    way("/more", "More", Glyph::Ellipsis, Tally::Requests),
];

/// Behind More, for everybody who is signed in.
pub const MORE: &[Way] = &[
    way("/contacts", "Contacts", Glyph::UserCheck, Tally::Requests),
    way("/requests", "Peer Support Requests", Glyph::HeartHandshake, Tally::None),
    way("/notifications", "Notifications", Glyph::Bell, Tally::Notices),
    way("/account", "Account", Glyph::Settings, Tally::None),
];

/// Behind More, for peer supporters.
pub const SUPPORTER: &[Way] = &[
    way("/supporter/dashboard", "Supporter dashboard", Glyph::ChartColumn, Tally::None),
    way("/supporter/profile", "Your public profile", Glyph::User, Tally::None),
];

/// Behind More, for those who look after the site.
pub const STAFF: &[Way] = &[
    way("/admin/organizations", "Organizations, for staff", Glyph::ShieldCheck, Tally::None),
    way("/admin/reviews", "Reviews, for staff", Glyph::Star, Tally::None),
    way("/admin/people", "People, for staff", Glyph::Users, Tally::None),
];

/// The role's own places.
pub fn for_role(role: Role) -> &'static [Way] {
    match role {
        Role::Supporter => SUPPORTER,
        Role::Staff => STAFF,
        Role::Member => &[],
    }
}

/// What `aria-current` says on a link to `href` when one is at `path`.
pub fn current(href: &str, path: &str) -> Option<&'static str> {
    let rest = path.strip_prefix(href)?;
    if rest.is_empty() || rest == "/" {
        Some("page")
    } else if href != "/" && rest.starts_with('/') {
        Some("true")
    } else {
        None
    }
}

/// The rows behind More.
#[component]
pub fn Rows(ways: &'static [Way], path: Memo<String>) -> impl IntoView {
    let live = crate::live::use_live();
    ways.iter()
        .map(|way| {
            let Way { href, name, glyph, tally } = *way;
            view! {
                <li>
                    <a
                        href=href
                        class="flex min-h-11 items-center gap-3 rounded-lg px-3 py-2.5 transition-colors hover:bg-spruce-soft aria-[current]:font-semibold aria-[current]:text-spruce"
                        aria-current=move || path.with(|path| current(href, path))
                    >
                        <span class="text-spruce">
                            <Icon glyph />
                        </span>
                        <span class="flex-1">{name}</span>
                        {(tally != Tally::None).then(|| view! { <Count of=tally.of(live) label=tally.said_after() /> })}
                    </a>
                </li>
            }
        })
        .collect_view()
        .into_any()
}

/// The way out, as a form of its own.
#[component]
pub fn SignOutRow() -> impl IntoView {
    view! {
        <form method="post" action="/sign-out">
            <button type="submit" class="flex min-h-11 w-full items-center gap-3 rounded-lg px-3 py-2.5 text-left transition-colors hover:bg-spruce-soft">
                <span class="text-spruce">
                    <Icon glyph=Glyph::LogOut />
                </span>
                <span>"Sign out"</span>
            </button>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_current_on_its_page_and_on_the_pages_below() {
        assert_eq!(current("/supporters", "/supporters"), Some("page"));
        assert_eq!(current("/supporters", "/supporters/rosa-m"), Some("true"));
        assert_eq!(current("/supporter", "/supporters"), None);
        assert_eq!(current("/", "/chat"), None);
        assert_eq!(current("/", "/"), Some("page"));
        assert_eq!(current("/meetings", "/my-meetings"), None);
    }
}
