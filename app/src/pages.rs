//! The table of contents: every address, the page that stands there, and the part of the program it is in.
//!
//! A phone should download the pages it opens, not all of them. So the program is cut along its readers (`Part`); what the
//! frame needs comes first, and a part comes with the first page that is in it. Where the cut is made, and how a part is
//! fetched, is `frontend`'s business: here a page is opened by whatever `open_pages_with` was given. See
//! docs/decisions/0007-parts-of-the-program.md.
use crate::{
    account, billing, chat, contacts, frame, gallery, home, library, mail, meetings, notices, orgs, reviews, signpost, supporters,
};
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::{ChooseView, SsrMode, path};
use std::future::Future;

macro_rules! pages {
    ($( $(#[$about:meta])+ $part:ident, $open:ident: $( $page:ident $path:tt $view:path; )+ )+) => {
        /// A page of the site.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Page { $($( #[doc = $path] $page, )+)+ }

        /// A part of the program: pages that the same people open one after the other.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Part { $( $(#[$about])+ $part, )+ }

        impl Part {
            /// The part's name in the names of its files.
            pub fn name(self) -> &'static str {
                match self { $( Self::$part => stringify!($open), )+ }
            }
        }

        impl Page {
            /// Every page and its address. `:x` stands for one part of an address, `:x?` for one that may be missing.
            pub const ALL: &[(Self, &str)] = &[$($( (Self::$page, $path), )+)+];

            /// The part it is in.
            pub fn part(self) -> Part {
                match self { $($( Self::$page => Part::$part, )+)+ }
            }

            /// The page itself, out of whatever part. Who calls this needs all parts at hand.
            pub fn view(self) -> AnyView {
                match self.part() { $( Part::$part => $open(self), )+ }
            }
        }

        $(
            #[doc = concat!("Opens a page of the part `", stringify!($open), "`; one of another part is not found here.")]
            pub fn $open(page: Page) -> AnyView {
                match page {
                    $( Page::$page => $view().into_any(), )+
                    _ => frame::NotFound().into_any(),
                }
            }
        )+

        /// Every page is rendered completely on the server (`SsrMode::Async`), so that it works before, and without, WebAssembly.
        #[component]
        pub fn Pages() -> impl IntoView {
            view! {
                <FlatRoutes fallback=|| view! { <frame::NotFound /> }>
                    $($( <Route path=path!($path) view=Page::$page ssr=SsrMode::Async /> )+)+
                </FlatRoutes>
            }
        }
    };
}

pages! {
    /// The doors: into the site, and into an organization. Before the others: `/organizations/apply` is no organization.
    Doors, doors:
        SignUp "/sign-up" account::SignUp;
        SignIn "/sign-in" account::SignIn;
        SignInCode "/sign-in/code" account::SignInCode;
        SignOut "/sign-out" account::SignOut;
        Verify "/verify" account::Verify;
        ResetPassword "/reset-password" account::ResetPassword;
        Apply "/organizations/apply" orgs::Apply;
        Intake "/organizations/:slug/intake" orgs::Intake;
        Invitation "/organizations/:slug/join" orgs::InvitationPage;
    /// What everybody may read.
    Open, open:
        Home "/" home::Home;
        More "/more" frame::More;
        Directory "/supporters" supporters::Directory;
        Profile "/supporters/:handle" supporters::ProfilePage;
        Requests "/requests" signpost::Requests;
        Organizations "/organizations" orgs::Organizations;
        Organization "/organizations/:slug" orgs::Organization;
    /// Meetings from the other side: planning them, who comes, what they bring in, and what is handed out. Before the next, because
    /// the first address that fits is taken: nobody finds a meeting called "new".
    Plan, plan:
        CreateMeeting "/meetings/new" meetings::form::Create;
        EditMeeting "/meetings/:id/edit" meetings::form::Edit;
        OrgMeetings "/organizations/:slug/manage/meetings" orgs::manage::Meetings;
        OrgNewMeeting "/organizations/:slug/manage/meetings/new" meetings::form::CreateForOrg;
        OrgTemplates "/organizations/:slug/manage/templates" orgs::manage::Templates;
        OrgNewTemplate "/organizations/:slug/manage/templates/new" meetings::form::NewTemplate;
        OrgTemplate "/organizations/:slug/manage/templates/:id" meetings::form::EditTemplate;
        MeetingPeople "/meetings/:id/people" meetings::people::People;
        SupporterDashboard "/supporter/dashboard" supporters::DashboardPage;
        Earnings "/supporter/earnings" billing::EarningsPage;
        Library "/supporter/library" library::LibraryPage;
    /// Meetings: finding one, a seat, a place in line, paying for it.
    Meet, meet:
        Calendar "/meetings" meetings::Calendar;
        Meeting "/meetings/:id" meetings::Meeting;
        Room "/meetings/:id/room" meetings::Room;
        MyMeetings "/my-meetings" meetings::MyMeetingsPage;
        Offer "/offers/:secret" meetings::Offer;
        MeetingInvitation "/invitations/:secret" meetings::Invitation;
        Checkout "/checkout/:payment" billing::CheckoutPage;
        CheckoutDone "/checkout/:payment/done" billing::CheckoutDone;
        CheckoutCancelled "/checkout/:payment/cancelled" billing::CheckoutCancelled;
    /// Talking.
    Talk, talk:
        Chat "/chat/:room?" chat::Chat;
    /// What is one's own: the people one knows, one's account, profile and organizations; and what the site's staff look after.
    Own, own:
        Contacts "/contacts" contacts::ContactsPage;
        Notifications "/notifications" notices::NotificationsPage;
        Account "/account" account::own::Hub;
        AccountProfile "/account/profile" account::own::Profile;
        Security "/account/security" account::own::Security;
        TwoFactor "/account/security/two-factor" account::own::TwoFactor;
        Preferences "/account/preferences" account::own::Preferences;
        Privacy "/account/privacy" account::own::Privacy;
        OwnProfile "/supporter/profile" supporters::OwnProfile;
        OwnServices "/supporter/services" supporters::OwnServices;
        OwnHours "/supporter/availability" supporters::OwnHours;
        OrgDashboard "/organizations/:slug/manage" orgs::manage::Dashboard;
        OrgLibrary "/organizations/:slug/manage/library" orgs::manage::OrgLibrary;
        OrgLeader "/organizations/:slug/manage/leader" orgs::manage::LeaderProfile;
        OrgSubscribers "/organizations/:slug/manage/subscribers" orgs::manage::Subscribers;
        OrgPeople "/organizations/:slug/manage/people" orgs::manage::People;
        OrgProfile "/organizations/:slug/manage/profile" orgs::manage::Profile;
        OrgSettings "/organizations/:slug/manage/settings" orgs::manage::Settings;
        OrgQuestions "/organizations/:slug/manage/intake" orgs::manage::Questions;
        Applications "/admin/organizations" orgs::Applications;
        ReviewsForStaff "/admin/reviews" reviews::ReviewsForStaff;
        PeopleForStaff "/admin/people" account::PeopleForStaff;
        Mailbox "/sandbox/mail" mail::Mailbox;
        Gallery "/dev/gallery" gallery::Gallery;
}

impl Page {
    /// The page at a path, if there is one.
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, pattern)| fits(pattern, path)).map(|(page, _)| *page)
    }
}

fn fits(pattern: &str, path: &str) -> bool {
    let mut steps = path.split('/').filter(|step| !step.is_empty());
    let known = pattern.split('/').filter(|step| !step.is_empty()).all(|step| match steps.next() {
        Some(asked) => step.starts_with(':') || step == asked,
        None => step.ends_with('?'),
    });
    known && steps.next().is_none()
}

#[cfg(not(feature = "ssr"))]
mod opening {
    use super::{AnyView, Page};
    use leptos::prelude::IntoAny;
    use std::pin::Pin;
    use std::sync::OnceLock;

    /// A page on its way.
    pub type Opening = Pin<Box<dyn Future<Output = AnyView>>>;

    static OPENER: OnceLock<fn(Page) -> Opening> = OnceLock::new();

    /// Says how pages are opened. Called once, before the site is woken.
    pub fn open_pages_with(opener: fn(Page) -> Opening) {
        let _already_said = OPENER.set(opener);
    }

    pub(super) async fn open(page: Page) -> AnyView {
        match OPENER.get() {
            Some(opener) => opener(page).await,
            None => super::frame::NotFound().into_any(),
        }
    }
}
#[cfg(not(feature = "ssr"))]
pub use opening::{Opening, open_pages_with};

impl ChooseView for Page {
    fn choose(self) -> impl Future<Output = AnyView> {
        #[cfg(feature = "ssr")]
        return std::future::ready(self.view());
        #[cfg(not(feature = "ssr"))]
        return opening::open(self);
    }

    async fn preload(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_at_its_address_and_nowhere_else() {
        for (path, page) in [
            ("/", Some(Page::Home)),
            ("/supporters", Some(Page::Directory)),
            ("/supporters/", Some(Page::Directory)),
            ("/supporters/rosa-m", Some(Page::Profile)),
            ("/supporters/rosa-m/reviews", None),
            ("/chat", Some(Page::Chat)),
            ("/chat/0190b6f0", Some(Page::Chat)),
            ("/chat/0190b6f0/more", None),
            ("/nowhere", None),
        ] {
            assert_eq!(Page::at(path), page, "{path}");
        }
        for (page, path) in Page::ALL {
            assert_eq!(Page::at(&path.replace('?', "")), Some(*page), "{path} is hidden by a page before it");
        }
    }
}
