//! The access table: every page, machine address and server function, and who may use it. What is not in the table is
//! refused, and a test walks all registered routes and functions to find one that is missing.
use app::ctx::Visitor;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Role;

/// Who may use an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// Everybody, signed in or not.
    Anyone,
    /// Signed-in people; what they see is bound to them by the act.
    SignedIn,
    /// Peer supporters.
    Supporter,
    /// Those who look after the site. For others the address is not there.
    Staff,
}

/// Pages and machine addresses. `:x` stands for one part.
pub const PAGES: &[(&str, Who)] = &[
    ("/", Who::Anyone),
    ("/more", Who::Anyone),
    ("/dev/gallery", Who::Anyone),
    ("/health", Who::Anyone),
    ("/ready", Who::Anyone),
    ("/live", Who::SignedIn),
    ("/sign-up", Who::Anyone),
    ("/sign-in", Who::Anyone),
    ("/sign-in/code", Who::Anyone),
    ("/sign-out", Who::Anyone),
    ("/verify", Who::Anyone),
    ("/reset-password", Who::Anyone),
    ("/account", Who::SignedIn),
    ("/account/profile", Who::SignedIn),
    ("/account/security", Who::SignedIn),
    ("/account/security/two-factor", Who::SignedIn),
    ("/account/preferences", Who::SignedIn),
    ("/account/privacy", Who::SignedIn),
    ("/account/picture", Who::SignedIn),
    ("/account/export", Who::SignedIn),
    ("/pictures/:id", Who::Anyone),
    ("/icons/:sheet", Who::Anyone),
    ("/sandbox/mail", Who::Anyone),
    ("/supporters", Who::Anyone),
    ("/supporters/:handle", Who::Anyone),
    ("/supporter/profile", Who::Supporter),
    ("/supporter/services", Who::Supporter),
    ("/supporter/availability", Who::Supporter),
    ("/chat", Who::SignedIn),
    ("/chat/:room", Who::SignedIn),
    ("/organizations", Who::Anyone),
    ("/organizations/apply", Who::SignedIn),
    ("/organizations/:slug", Who::Anyone),
    ("/organizations/:slug/intake", Who::SignedIn),
    ("/organizations/:slug/join", Who::Anyone),
    // Who runs an organization is asked of its own people: for others these pages are not there.
    ("/organizations/:slug/manage", Who::SignedIn),
    ("/organizations/:slug/manage/leader", Who::SignedIn),
    ("/organizations/:slug/manage/library", Who::SignedIn),
    ("/organizations/:slug/manage/library/file", Who::SignedIn),
    ("/organizations/:slug/manage/subscribers", Who::SignedIn),
    ("/organizations/:slug/manage/subscribers/export", Who::SignedIn),
    ("/organizations/:slug/manage/people", Who::SignedIn),
    ("/organizations/:slug/manage/profile", Who::SignedIn),
    ("/organizations/:slug/manage/settings", Who::SignedIn),
    ("/organizations/:slug/manage/intake", Who::SignedIn),
    ("/organizations/:slug/manage/meetings", Who::SignedIn),
    ("/organizations/:slug/manage/meetings/new", Who::SignedIn),
    ("/organizations/:slug/manage/templates", Who::SignedIn),
    ("/organizations/:slug/manage/templates/new", Who::SignedIn),
    ("/organizations/:slug/manage/templates/:id", Who::SignedIn),
    ("/organizations/:slug/picture/:kind", Who::SignedIn),
    ("/organizations/:slug/picture/:kind/remove", Who::SignedIn),
    ("/organization-pictures/:id", Who::Anyone),
    ("/admin/organizations", Who::Staff),
    ("/admin/reviews", Who::Staff),
    ("/admin/people", Who::Staff),
    ("/meetings", Who::Anyone),
    ("/my-meetings", Who::SignedIn),
    ("/meetings/new", Who::Supporter),
    ("/meetings/:id", Who::Anyone),
    // A host of an organization's meeting may be no supporter: the act asks who leads it.
    ("/meetings/:id/edit", Who::SignedIn),
    ("/meetings/:id/people", Who::SignedIn),
    ("/meetings/:id/people.csv", Who::SignedIn),
    ("/meetings/:id/calendar.ics", Who::Anyone),
    ("/meetings/:id/room", Who::SignedIn),
    ("/offers/:secret", Who::Anyone),
    ("/invitations/:secret", Who::SignedIn),
    ("/checkout/:payment", Who::SignedIn),
    ("/checkout/:payment/done", Who::SignedIn),
    ("/checkout/:payment/cancelled", Who::SignedIn),
    ("/supporter/dashboard", Who::Supporter),
    ("/supporter/earnings", Who::Supporter),
    ("/supporter/library", Who::Supporter),
    ("/supporter/library/file", Who::Supporter),
    ("/library/:id", Who::Anyone),
    ("/calendar/:token", Who::Anyone),
    ("/hooks/stripe", Who::Anyone),
    ("/requests", Who::SignedIn),
    ("/contacts", Who::SignedIn),
    ("/notifications", Who::SignedIn),
];

/// Server functions, by their name in Rust.
pub const FUNCTIONS: &[(&str, Who)] = &[
    ("current_viewer", Who::Anyone),
    ("show_home", Who::SignedIn),
    ("load_sign_in", Who::Anyone),
    ("sign_in", Who::Anyone),
    ("load_sign_in_code", Who::Anyone),
    ("sign_in_by_code", Who::Anyone),
    ("load_sign_up", Who::Anyone),
    ("sign_up", Who::Anyone),
    ("load_verify", Who::Anyone),
    ("verify_email", Who::Anyone),
    ("resend_letter", Who::SignedIn),
    ("load_reset", Who::Anyone),
    ("ask_for_reset", Who::Anyone),
    ("reset_password", Who::Anyone),
    ("sandbox_letters", Who::Anyone),
    ("load_profile", Who::SignedIn),
    ("save_profile", Who::SignedIn),
    ("remove_picture", Who::SignedIn),
    ("load_security", Who::SignedIn),
    ("change_password", Who::SignedIn),
    ("load_two_factor", Who::SignedIn),
    ("start_two_factor", Who::SignedIn),
    ("confirm_two_factor", Who::SignedIn),
    ("renew_recovery_codes", Who::SignedIn),
    ("turn_off_two_factor", Who::SignedIn),
    ("find_account", Who::Staff),
    ("load_account", Who::Staff),
    ("reset_second_step", Who::Staff),
    ("revoke_session", Who::SignedIn),
    ("revoke_other_sessions", Who::SignedIn),
    ("load_preferences", Who::SignedIn),
    ("save_preferences", Who::SignedIn),
    ("delete_account", Who::SignedIn),
    ("find_supporters", Who::Anyone),
    ("show_profile", Who::Anyone),
    ("list_reviews", Who::Anyone),
    ("show_meeting_reviews", Who::Anyone),
    ("review_meeting", Who::SignedIn),
    ("answer_review", Who::SignedIn),
    ("load_staff_reviews", Who::Staff),
    ("hide_review", Who::Staff),
    ("unhide_review", Who::Staff),
    ("show_meeting", Who::Anyone),
    ("find_meetings", Who::Anyone),
    ("organizations_that_meet", Who::Anyone),
    ("register_seat", Who::SignedIn),
    ("register_series", Who::SignedIn),
    ("cancel_seat", Who::SignedIn),
    ("join_waiting_list", Who::SignedIn),
    ("leave_waiting_list", Who::SignedIn),
    ("accept_seat", Who::SignedIn),
    ("list_my_meetings", Who::SignedIn),
    ("next_meetings", Who::SignedIn),
    ("show_offer", Who::Anyone),
    ("answer_offer", Who::Anyone),
    ("open_invitation", Who::SignedIn),
    ("show_room", Who::SignedIn),
    ("has_calendar_feed", Who::SignedIn),
    ("renew_calendar_feed", Who::SignedIn),
    ("new_calendar_feed", Who::SignedIn),
    ("revoke_calendar_feed", Who::SignedIn),
    ("load_meeting_form", Who::SignedIn),
    ("preview_meeting", Who::SignedIn),
    ("plan_meeting", Who::Supporter),
    ("change_meeting", Who::SignedIn),
    ("call_off_meeting", Who::SignedIn),
    ("list_people", Who::SignedIn),
    ("remove_person", Who::SignedIn),
    ("note_attendance", Who::SignedIn),
    ("invite_people", Who::SignedIn),
    ("invite_by_letter", Who::SignedIn),
    ("show_checkout", Who::SignedIn),
    ("pay_in_sandbox", Who::SignedIn),
    ("leave_checkout", Who::SignedIn),
    ("show_dashboard", Who::Supporter),
    ("list_earnings", Who::Supporter),
    ("make_coupon", Who::Supporter),
    ("end_coupon", Who::Supporter),
    ("list_documents", Who::Supporter),
    ("list_org_documents", Who::SignedIn),
    ("change_document", Who::SignedIn),
    ("delete_document", Who::SignedIn),
    ("own_profile", Who::Supporter),
    ("own_services", Who::Supporter),
    ("own_hours", Who::Supporter),
    ("save_public_profile", Who::Supporter),
    ("save_services", Who::Supporter),
    ("save_hours", Who::Supporter),
    ("list_conversations", Who::SignedIn),
    ("open_talk", Who::SignedIn),
    ("send_message", Who::SignedIn),
    ("list_partners", Who::SignedIn),
    ("open_chat", Who::SignedIn),
    ("list_chatrooms", Who::SignedIn),
    ("join_room", Who::SignedIn),
    ("leave_room", Who::SignedIn),
    ("list_contacts", Who::SignedIn),
    ("send_request", Who::SignedIn),
    ("standing_with", Who::SignedIn),
    ("approve_request", Who::SignedIn),
    ("decline_request", Who::SignedIn),
    ("withdraw_request", Who::SignedIn),
    ("block_person", Who::SignedIn),
    ("unblock_person", Who::SignedIn),
    ("write_to_contact", Who::SignedIn),
    ("find_organizations", Who::Anyone),
    ("show_organization", Who::Anyone),
    ("subscribe", Who::SignedIn),
    ("unsubscribe", Who::SignedIn),
    ("ask_leader", Who::SignedIn),
    ("load_intake", Who::SignedIn),
    ("save_intake", Who::SignedIn),
    ("load_invitation", Who::Anyone),
    ("accept_invitation", Who::SignedIn),
    ("load_own_applications", Who::SignedIn),
    ("apply_for_organization", Who::SignedIn),
    ("load_org_dashboard", Who::SignedIn),
    ("load_org_profile", Who::SignedIn),
    ("save_org_profile", Who::SignedIn),
    ("remove_org_picture", Who::SignedIn),
    ("load_org_settings", Who::SignedIn),
    ("save_org_settings", Who::SignedIn),
    ("load_org_people", Who::SignedIn),
    ("invite_person", Who::SignedIn),
    ("resend_invitation", Who::SignedIn),
    ("revoke_invitation", Who::SignedIn),
    ("change_org_role", Who::SignedIn),
    ("remove_org_person", Who::SignedIn),
    ("hand_over_organization", Who::SignedIn),
    ("leave_organization", Who::SignedIn),
    ("load_org_meetings", Who::SignedIn),
    ("load_org_meeting_form", Who::SignedIn),
    ("preview_org_meeting", Who::SignedIn),
    ("plan_org_meeting", Who::SignedIn),
    ("load_org_templates", Who::SignedIn),
    ("load_org_template", Who::SignedIn),
    ("save_org_template", Who::SignedIn),
    ("delete_org_template", Who::SignedIn),
    ("load_org_subscribers", Who::SignedIn),
    ("write_to_subscribers", Who::SignedIn),
    ("load_org_questions", Who::SignedIn),
    ("save_org_questions", Who::SignedIn),
    ("load_leader_profile", Who::SignedIn),
    ("save_leader_profile", Who::SignedIn),
    ("load_applications", Who::Staff),
    ("approve_application", Who::Staff),
    ("decline_application", Who::Staff),
    ("create_organization", Who::Staff),
    ("list_notices", Who::SignedIn),
    ("mark_notices_read", Who::SignedIn),
    ("count_news", Who::SignedIn),
];

/// Who may use this path; `None` for one that is not in the table.
pub fn who_may(path: &str) -> Option<Who> {
    if let Some(function) = path.strip_prefix("/api/") {
        let name = function.trim_end_matches(|letter: char| letter.is_ascii_digit());
        return FUNCTIONS.iter().find(|(function, _)| *function == name).map(|(_, who)| *who);
    }
    PAGES.iter().find(|(pattern, _)| matches(pattern, path)).map(|(_, who)| *who)
}

fn matches(pattern: &str, path: &str) -> bool {
    let mut wanted = pattern.split('/');
    let mut given = path.trim_end_matches('/').split('/');
    if pattern == "/" {
        return path == "/";
    }
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(want), Some(give)) if (want.starts_with([':', '{']) && !give.is_empty()) || want == give => {}
            _ => return false,
        }
    }
}

/// Whether these eyes may.
pub fn allowed(who: Who, role: Option<Role>) -> bool {
    match who {
        Who::Anyone => true,
        Who::SignedIn => role.is_some(),
        Who::Supporter => role == Some(Role::Supporter),
        Who::Staff => role == Some(Role::Staff),
    }
}

/// Longer than any page.
const LONGEST_PAGE: usize = 1024 * 1024;

/// Stands before every route. Addresses that are not in the table go on to the page that says "not found";
/// server functions that are not in the table are refused.
pub async fn guard(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let function = path.starts_with("/api/");
    let role = request.extensions().get::<Visitor>().and_then(|visitor| visitor.0.as_ref()).map(|actor| actor.role);
    let Some(who) = who_may(path) else {
        return if function { refuse(StatusCode::NOT_FOUND, r#""NotFound""#) } else { next.run(request).await };
    };
    if allowed(who, role) {
        return next.run(request).await;
    }
    let page = request.headers().get(header::ACCEPT).is_some_and(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/html")));
    match (role, page) {
        (None, true) => Redirect::to(&format!("/sign-in?next={}", next_address(&request))).into_response(),
        (None, false) => refuse(StatusCode::UNAUTHORIZED, r#""SignIn""#),
        // A page of another role is not there; the page that says so knows the way back.
        (Some(_), true) if !function => {
            let mut gone = Request::new(Body::empty());
            *gone.uri_mut() = axum::http::Uri::from_static("/not-for-you");
            *gone.headers_mut() = request.headers().clone();
            gone.headers_mut().remove(header::ACCEPT_ENCODING);
            *gone.extensions_mut() = request.extensions().clone();
            without_scripts(next.run(gone).await).await
        }
        (Some(_), _) => refuse(StatusCode::NOT_FOUND, r#""NotFound""#),
    }
}

/// The page as it stands, for good: a script would wake the page that belongs to the address, which is not this one.
async fn without_scripts(page: Response) -> Response {
    let (mut parts, body) = page.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST_PAGE).await else { return StatusCode::NOT_FOUND.into_response() };
    let text = String::from_utf8_lossy(&bytes);
    let mut kept = String::with_capacity(text.len());
    for (place, part) in text.split("<script").enumerate() {
        let after = if place == 0 { part } else { part.split_once("</script>").map_or("", |(_, after)| after) };
        kept.push_str(after);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(kept))
}

/// Where to come back to after signing in: the page itself, or the page whose form was sent.
fn next_address(request: &Request) -> String {
    let back = if request.method() == Method::GET {
        request.uri().path_and_query().map(|both| both.as_str().to_owned())
    } else {
        request.headers().get(header::REFERER).and_then(|referer| referer.to_str().ok()).and_then(|referer| {
            let (_, rest) = referer.split_once("://")?;
            rest.find('/').map(|at| rest[at..].to_owned())
        })
    };
    let back = back.unwrap_or_else(|| "/".into());
    back.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn refuse(status: StatusCode, body: &'static str) -> Response {
    let mut response = (status, body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert("serverfnerror", HeaderValue::from_static("1"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_its_addresses_and_no_others() {
        assert!(matches("/", "/"));
        assert!(matches("/supporters/:handle", "/supporters/rosa-m"));
        assert!(matches("/supporters/:handle", "/supporters/rosa-m/"));
        assert!(!matches("/supporters/:handle", "/supporters"));
        assert!(!matches("/supporters/:handle", "/supporters/"));
        assert!(!matches("/supporters/:handle", "/supporters/rosa-m/edit"));
        assert!(!matches("/", "/x"));
    }

    #[test]
    fn a_function_that_is_not_in_the_table_is_nobodys() {
        assert_eq!(who_may("/api/current_viewer1234567"), Some(Who::Anyone));
        assert_eq!(who_may("/api/anything_else99"), None);
    }
}
