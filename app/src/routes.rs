//! The table of contents: every address and its page.
use crate::{account, chat, contacts, frame, gallery, home, live, mail, meetings, notices, orgs, signpost, supporters};
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
                    <Route path=path!("/organizations") view=orgs::Organizations ssr=SsrMode::Async />
                    <Route path=path!("/organizations/apply") view=orgs::Apply ssr=SsrMode::Async />
                    <Route path=path!("/organizations/:slug") view=orgs::Organization ssr=SsrMode::Async />
                    <Route path=path!("/organizations/:slug/intake") view=orgs::Intake ssr=SsrMode::Async />
                    <Route path=path!("/organizations/:slug/join") view=orgs::InvitationPage ssr=SsrMode::Async />
                    <Route path=path!("/organizations/:slug/manage") view=orgs::manage::Dashboard ssr=SsrMode::Async />
                    <Route path=path!("/organizations/:slug/manage/leader") view=orgs::manage::LeaderProfile ssr=SsrMode::Async />
                    <Route path=path!("/organizations/:slug/manage/subscribers") view=orgs::manage::Subscribers ssr=SsrMode::Async />
                    <Route path=path!("/organizations/:slug/manage/people") view=orgs::manage::People ssr=SsrMode::Async />
                    <Route path=path!("/organizations/:slug/manage/profile") view=orgs::manage::Profile ssr=SsrMode::Async />
                    <Route path=path!("/organizations/:slug/manage/settings") view=orgs::manage::Settings ssr=SsrMode::Async />
                    <Route path=path!("/organizations/:slug/manage/intake") view=orgs::manage::Questions ssr=SsrMode::Async />
                    <Route path=path!("/admin/organizations") view=orgs::Applications ssr=SsrMode::Async />
                    <Route path=path!("/meetings") view=signpost::Meetings ssr=SsrMode::Async />
                    <Route path=path!("/my-meetings") view=signpost::MyMeetings ssr=SsrMode::Async />
                    <Route path=path!("/contacts") view=contacts::ContactsPage ssr=SsrMode::Async />
                    <Route path=path!("/notifications") view=notices::NotificationsPage ssr=SsrMode::Async />
                    <Route path=path!("/requests") view=signpost::Requests ssr=SsrMode::Async />
                </FlatRoutes>
            </frame::Frame>
        </Router>
    }
}
