//! The table of contents: every address and its page.
use crate::{account, billing, chat, contacts, frame, gallery, home, library, live, mail, meetings, notices, signpost, supporters};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

/// The whole site. Every page is rendered completely on the server (`SsrMode::Async`), so that it works before, and
/// without, WebAssembly.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    frame::provide_viewer();
    live::provide_live();
    chat::provide_post();
    contacts::follow_badges();
    view! {
        <Title formatter=|title: String| if title.is_empty() { "Alongside".to_owned() } else { format!("{title} · Alongside") } />
        <Router>
            <frame::Frame>
                <FlatRoutes fallback=|| view! { <frame::NotFound /> }>
                    <Route path=path!("/") view=home::Home ssr=SsrMode::Async />
                    <Route path=path!("/chat/:room?") view=chat::Chat ssr=SsrMode::Async />
                    <Route path=path!("/more") view=frame::More ssr=SsrMode::Async />
                    <Route path=path!("/sign-up") view=account::SignUp ssr=SsrMode::Async />
                    <Route path=path!("/sign-in") view=account::SignIn ssr=SsrMode::Async />
                    <Route path=path!("/sign-out") view=account::SignOut ssr=SsrMode::Async />
                    <Route path=path!("/verify") view=account::Verify ssr=SsrMode::Async />
                    <Route path=path!("/reset-password") view=account::ResetPassword ssr=SsrMode::Async />
                    <Route path=path!("/account") view=account::own::Hub ssr=SsrMode::Async />
                    <Route path=path!("/account/profile") view=account::own::Profile ssr=SsrMode::Async />
                    <Route path=path!("/account/security") view=account::own::Security ssr=SsrMode::Async />
                    <Route path=path!("/account/preferences") view=account::own::Preferences ssr=SsrMode::Async />
                    <Route path=path!("/account/privacy") view=account::own::Privacy ssr=SsrMode::Async />
                    <Route path=path!("/sandbox/mail") view=mail::Mailbox ssr=SsrMode::Async />
                    <Route path=path!("/dev/gallery") view=gallery::Gallery ssr=SsrMode::Async />
                    <Route path=path!("/supporters") view=supporters::Directory ssr=SsrMode::Async />
                    <Route path=path!("/supporters/:handle") view=supporters::ProfilePage ssr=SsrMode::Async />
                    <Route path=path!("/supporter/profile") view=supporters::OwnProfile ssr=SsrMode::Async />
                    <Route path=path!("/supporter/services") view=supporters::OwnServices ssr=SsrMode::Async />
                    <Route path=path!("/supporter/availability") view=supporters::OwnHours ssr=SsrMode::Async />
                    <Route path=path!("/meetings/:id") view=meetings::Meeting ssr=SsrMode::Async />
                    <Route path=path!("/organizations") view=signpost::Organizations ssr=SsrMode::Async />
                    <Route path=path!("/meetings") view=meetings::Calendar ssr=SsrMode::Async />
                    <Route path=path!("/my-meetings") view=meetings::MyMeetingsPage ssr=SsrMode::Async />
                    <Route path=path!("/meetings/new") view=meetings::form::Create ssr=SsrMode::Async />
                    <Route path=path!("/meetings/:id/edit") view=meetings::form::Edit ssr=SsrMode::Async />
                    <Route path=path!("/meetings/:id/people") view=meetings::people::People ssr=SsrMode::Async />
                    <Route path=path!("/meetings/:id/room") view=meetings::Room ssr=SsrMode::Async />
                    <Route path=path!("/offers/:secret") view=meetings::Offer ssr=SsrMode::Async />
                    <Route path=path!("/invitations/:secret") view=meetings::Invitation ssr=SsrMode::Async />
                    <Route path=path!("/checkout/:payment") view=billing::CheckoutPage ssr=SsrMode::Async />
                    <Route path=path!("/checkout/:payment/done") view=billing::CheckoutDone ssr=SsrMode::Async />
                    <Route path=path!("/checkout/:payment/cancelled") view=billing::CheckoutCancelled ssr=SsrMode::Async />
                    <Route path=path!("/supporter/earnings") view=billing::EarningsPage ssr=SsrMode::Async />
                    <Route path=path!("/supporter/library") view=library::LibraryPage ssr=SsrMode::Async />
                    <Route path=path!("/contacts") view=contacts::ContactsPage ssr=SsrMode::Async />
                    <Route path=path!("/notifications") view=notices::NotificationsPage ssr=SsrMode::Async />
                    <Route path=path!("/requests") view=signpost::Requests ssr=SsrMode::Async />
                </FlatRoutes>
            </frame::Frame>
        </Router>
    }
}
