//! Bad input gets a clear "no": nothing missing, too long, of the wrong kind, not text, or somebody else's breaks anything.
use crate::bed::House;
use axum::http::{Method, StatusCode, header};
use domain::Role;

/// Every function that takes something, the fields it takes, and who calls it. A field with a value has it in every case: without
/// it the form would be refused for that alone.
const TAKES: &[(&str, &[&str], Option<Role>)] = &[
    ("sign_in", &["email", "password"], None),
    ("sign_in_by_code", &["code"], None),
    ("sign_up", &["username", "email", "password", "birth_month", "birth_year"], None),
    ("load_verify", &["link"], None),
    ("verify_email", &["link"], None),
    ("resend_letter", &["next", "ask"], Some(Role::Member)),
    ("load_reset", &["link"], None),
    ("ask_for_reset", &["email"], None),
    ("reset_password", &["link", "password"], None),
    ("save_profile", &["username", "about", "pronouns"], Some(Role::Member)),
    ("change_password", &["current_password", "new_password"], Some(Role::Member)),
    ("start_two_factor", &["current_password"], Some(Role::Member)),
    ("confirm_two_factor", &["code"], Some(Role::Member)),
    ("renew_recovery_codes", &["current_password"], Some(Role::Member)),
    ("turn_off_two_factor", &["current_password"], Some(Role::Member)),
    ("find_account", &["who"], Some(Role::Staff)),
    ("load_account", &["person"], Some(Role::Staff)),
    ("reset_second_step", &["person", "reason", "current_password"], Some(Role::Staff)),
    ("revoke_session", &["session"], Some(Role::Member)),
    ("save_preferences", &["theme", "time_zone", "locale"], Some(Role::Member)),
    ("delete_account", &["current_password"], Some(Role::Member)),
    ("find_supporters", &["query"], None),
    ("show_profile", &["handle", "older"], None),
    ("list_reviews", &["handle", "older"], None),
    ("show_meeting_reviews", &["id"], None),
    ("review_meeting", &["meeting", "draft[stars]", "draft[body]"], Some(Role::Member)),
    ("answer_review", &["review", "answer", "meeting", "handle"], Some(Role::Supporter)),
    ("load_staff_reviews", &["hidden=false", "older"], Some(Role::Staff)),
    ("hide_review", &["review", "reason"], Some(Role::Staff)),
    ("unhide_review", &["review"], Some(Role::Staff)),
    ("show_meeting", &["id"], None),
    ("find_meetings", &["query", "after"], None),
    ("register_seat", &["meeting", "password", "coupon"], Some(Role::Member)),
    ("register_series", &["meeting"], Some(Role::Member)),
    ("cancel_seat", &["meeting"], Some(Role::Member)),
    ("join_waiting_list", &["meeting", "password"], Some(Role::Member)),
    ("leave_waiting_list", &["meeting"], Some(Role::Member)),
    ("accept_seat", &["meeting"], Some(Role::Member)),
    ("list_my_meetings", &["tab", "past=false", "after"], Some(Role::Member)),
    ("show_offer", &["secret"], None),
    ("answer_offer", &["secret", "take=true"], None),
    ("open_invitation", &["secret"], Some(Role::Member)),
    ("show_room", &["id"], Some(Role::Member)),
    ("load_meeting_form", &["id", "looked=false"], Some(Role::Supporter)),
    ("preview_meeting", &["id", "draft[start]", "draft[until]", "draft[time_zone]"], Some(Role::Supporter)),
    ("plan_meeting", &["draft[name]", "draft[description]", "draft[price]", "draft[start]", "draft[documents][]"], Some(Role::Supporter)),
    ("change_meeting", &["id", "scope", "draft[name]", "draft[start]"], Some(Role::Supporter)),
    ("call_off_meeting", &["id", "scope", "note"], Some(Role::Supporter)),
    ("list_people", &["id"], Some(Role::Supporter)),
    ("remove_person", &["meeting", "whom"], Some(Role::Supporter)),
    ("note_attendance", &["meeting", "whom", "came"], Some(Role::Supporter)),
    ("invite_people", &["meeting", "people[]"], Some(Role::Supporter)),
    ("invite_by_letter", &["meeting", "email"], Some(Role::Supporter)),
    ("show_checkout", &["payment"], Some(Role::Member)),
    ("pay_in_sandbox", &["payment", "how"], Some(Role::Member)),
    ("leave_checkout", &["payment"], Some(Role::Member)),
    ("show_dashboard", &["tab", "range", "after"], Some(Role::Supporter)),
    ("make_coupon", &["coupon[code]", "coupon[kind]", "coupon[value]", "coupon[most]", "coupon[until]"], Some(Role::Supporter)),
    ("end_coupon", &["id"], Some(Role::Supporter)),
    ("list_documents", &["words", "filter"], Some(Role::Supporter)),
    ("list_org_documents", &["slug", "words", "filter"], Some(Role::Member)),
    ("change_document", &["id", "name", "description"], Some(Role::Supporter)),
    ("delete_document", &["id"], Some(Role::Supporter)),
    ("save_public_profile", &["profile[headline]"], Some(Role::Supporter)),
    ("save_services", &["services[0][kind]", "services[0][price]"], Some(Role::Supporter)),
    ("save_hours", &["hours[0][day]", "hours[0][from]"], Some(Role::Supporter)),
    ("open_talk", &["room", "before"], Some(Role::Member)),
    ("send_message", &["room", "client_id", "text"], Some(Role::Member)),
    ("open_chat", &["to"], Some(Role::Member)),
    ("list_chatrooms", &["topic"], Some(Role::Member)),
    ("join_room", &["room"], Some(Role::Member)),
    ("leave_room", &["room"], Some(Role::Member)),
    ("list_contacts", &["tab", "after", "chosen"], Some(Role::Member)),
    ("send_request", &["to", "note"], Some(Role::Member)),
    ("standing_with", &["them"], Some(Role::Member)),
    ("approve_request", &["from"], Some(Role::Member)),
    ("decline_request", &["from"], Some(Role::Member)),
    ("withdraw_request", &["to"], Some(Role::Member)),
    ("block_person", &["person"], Some(Role::Member)),
    ("unblock_person", &["person"], Some(Role::Member)),
    ("write_to_contact", &["to", "client_id", "text"], Some(Role::Member)),
    ("find_organizations", &["q", "topic", "open"], None),
    ("show_organization", &["slug", "tab"], None),
    ("subscribe", &["slug"], Some(Role::Member)),
    ("unsubscribe", &["slug"], Some(Role::Member)),
    ("ask_leader", &["slug", "to", "note"], Some(Role::Member)),
    ("load_intake", &["slug"], Some(Role::Member)),
    ("save_intake", &["slug"], Some(Role::Member)),
    ("load_invitation", &["slug", "invitation"], None),
    ("accept_invitation", &["slug", "invitation"], Some(Role::Member)),
    ("apply_for_organization", &["application[name]"], Some(Role::Member)),
    ("approve_application", &["application"], Some(Role::Staff)),
    ("decline_application", &["application", "answer"], Some(Role::Staff)),
    ("create_organization", &["application[name]", "owner"], Some(Role::Staff)),
    ("load_org_dashboard", &["slug"], Some(Role::Member)),
    ("load_org_profile", &["slug"], Some(Role::Member)),
    ("save_org_profile", &["slug", "profile[name]"], Some(Role::Member)),
    ("remove_org_picture", &["slug", "kind"], Some(Role::Member)),
    ("load_org_settings", &["slug"], Some(Role::Member)),
    ("save_org_settings", &["slug", "settings[time_zone]"], Some(Role::Member)),
    ("load_org_people", &["slug"], Some(Role::Member)),
    ("invite_person", &["slug", "email", "role"], Some(Role::Member)),
    ("resend_invitation", &["slug", "invitation"], Some(Role::Member)),
    ("revoke_invitation", &["slug", "invitation"], Some(Role::Member)),
    ("change_org_role", &["slug", "person", "role"], Some(Role::Member)),
    ("remove_org_person", &["slug", "person"], Some(Role::Member)),
    ("hand_over_organization", &["slug", "person"], Some(Role::Member)),
    ("leave_organization", &["slug"], Some(Role::Member)),
    ("load_org_meetings", &["slug", "past=false", "after"], Some(Role::Member)),
    ("load_org_meeting_form", &["slug", "template", "looked=false"], Some(Role::Member)),
    ("preview_org_meeting", &["slug", "draft[start]"], Some(Role::Member)),
    ("plan_org_meeting", &["slug", "template", "draft[name]", "draft[hosts][]"], Some(Role::Member)),
    ("load_org_templates", &["slug"], Some(Role::Member)),
    ("load_org_template", &["slug", "id"], Some(Role::Member)),
    ("save_org_template", &["slug", "id", "template", "draft[name]"], Some(Role::Member)),
    ("delete_org_template", &["slug", "id"], Some(Role::Member)),
    ("load_org_subscribers", &["slug", "q", "after"], Some(Role::Member)),
    ("write_to_subscribers", &["slug", "text"], Some(Role::Member)),
    ("load_org_questions", &["slug"], Some(Role::Member)),
    ("save_org_questions", &["slug", "fields[0][label]"], Some(Role::Member)),
    ("load_leader_profile", &["slug", "person"], Some(Role::Member)),
    ("save_leader_profile", &["slug", "person", "leader[greeting]"], Some(Role::Member)),
    ("list_notices", &["after"], Some(Role::Member)),
    ("mark_notices_read", &["until"], Some(Role::Member)),
];

/// These take nothing.
const NOTHING: &[&str] = &[
    "current_viewer",
    "show_home",
    "load_sign_in",
    "load_sign_in_code",
    "load_sign_up",
    "sandbox_letters",
    "load_profile",
    "remove_picture",
    "load_security",
    "load_two_factor",
    "revoke_other_sessions",
    "load_preferences",
    "organizations_that_meet",
    "next_meetings",
    "has_calendar_feed",
    "renew_calendar_feed",
    "new_calendar_feed",
    "revoke_calendar_feed",
    "list_earnings",
    "own_profile",
    "own_services",
    "own_hours",
    "list_conversations",
    "list_partners",
    "load_own_applications",
    "load_applications",
    "count_news",
];

/// These look for something: whatever is typed, the answer is what was found. A letter to oneself is sent whatever comes with the wish.
const FINDS: &[&str] = &[
    "resend_letter",
    "find_supporters",
    "find_organizations",
    "list_chatrooms",
    "list_contacts",
    "list_notices",
    "find_meetings",
    "list_my_meetings",
    "list_documents",
    "show_dashboard",
    "load_staff_reviews",
    "show_meeting_reviews",
    "preview_meeting",
    "load_verify",
    "load_reset",
    "ask_for_reset",
];

/// Blocking, and lifting a block, is everybody's right with everybody there is, as is asking how one stands with them. Staff look at
/// everybody.
const OF_EVERYBODY: &[&str] = &["block_person", "unblock_person", "load_account"];

/// Words that only the inside of the house knows.
const INSIDE: &[&str] = &["sqlx", "panick", "SELECT", "INSERT", "rust", "stack", "serde"];

struct Callers {
    house: House,
    member: String,
    supporter: String,
    staff: String,
}

impl Callers {
    async fn new() -> Self {
        Self::at(House::open().await).await
    }

    async fn at(house: House) -> Self {
        let (_, member) = house.person(Role::Member).await;
        let (_, supporter) = house.person(Role::Supporter).await;
        let (_, staff) = house.person(Role::Staff).await;
        Self { house, member, supporter, staff }
    }

    fn cookie(&self, role: Option<Role>) -> &str {
        match role {
            None => "",
            Some(Role::Supporter) => &self.supporter,
            Some(Role::Staff) => &self.staff,
            Some(_) => &self.member,
        }
    }

    /// Sends the form and expects a clear "no", or an answer from those that only look.
    async fn refuses(&self, name: &str, role: Option<Role>, case: &str, form: Vec<u8>) {
        let answer = self.house.post(House::function(name), self.cookie(role), form).await;
        let found = answer.status.is_success() && FINDS.contains(&name);
        assert!(answer.status.is_client_error() || found, "{name}, {case}: {} {}", answer.status, answer.text);
        for word in INSIDE {
            assert!(found || !answer.text.contains(word), "{name}, {case} tells about the inside: {}", answer.text);
        }
    }
}

fn form(fields: &[&str], value: &str) -> Vec<u8> {
    filled(fields, |field| format!("{field}={value}"))
}

fn filled(fields: &[&str], fill: impl Fn(&str) -> String) -> Vec<u8> {
    let fill = |field: &&str| if field.contains('=') { (*field).to_owned() } else { fill(field) };
    fields.iter().map(fill).collect::<Vec<_>>().join("&").into_bytes()
}

#[tokio::test]
async fn every_function_is_walked_but_those_that_take_nothing() {
    let _registered = House::open().await;
    let paths = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.trim_start_matches("/api/"));
    let functions: Vec<&str> = paths.map(|path| path.trim_end_matches(|letter: char| letter.is_ascii_digit())).collect();
    for name in &functions {
        let takes = TAKES.iter().filter(|(other, ..)| other == name).count();
        let nothing = NOTHING.iter().filter(|other| *other == name).count();
        assert_eq!(takes + nothing, 1, "{name} stands {takes} times among those that take something, {nothing} times among the others");
    }
    for name in TAKES.iter().map(|(name, ..)| name).chain(NOTHING) {
        assert!(functions.contains(name), "{name} is gone");
    }
}

#[tokio::test]
async fn missing_fields_are_refused() {
    let callers = Callers::new().await;
    for (name, _, role) in TAKES {
        callers.refuses(name, *role, "nothing sent", Vec::new()).await;
    }
}

#[tokio::test]
async fn fields_that_are_far_too_long_are_refused() {
    let callers = Callers::new().await;
    for (name, fields, role) in TAKES {
        callers.refuses(name, *role, "too long", form(fields, &"x".repeat(20_000))).await;
    }
}

#[tokio::test]
async fn what_is_not_text_is_refused() {
    // The two databases take different letters.
    for house in [Some(House::open().await), House::on_postgres().await].into_iter().flatten() {
        let callers = Callers::at(house).await;
        for (name, fields, role) in TAKES {
            callers.refuses(name, *role, "not UTF-8", form(fields, "%ff%fe")).await;
            callers.refuses(name, *role, "raw bytes", vec![0xff, 0xfe, 0x00, b'=', 0x80]).await;
            callers.refuses(name, *role, "a NUL", form(fields, "a%00b")).await;
        }
        callers.house.close().await;
    }
}

#[tokio::test]
async fn the_wrong_kind_of_thing_is_refused() {
    let callers = Callers::new().await;
    for (name, fields, role) in TAKES {
        callers.refuses(name, *role, "a list", filled(fields, |field| format!("{field}[0][x]=1"))).await;
        callers.refuses(name, *role, "JSON in a form", b"{\"a\": [1, 2".to_vec()).await;
    }
}

#[tokio::test]
async fn ids_of_other_people_and_ids_that_are_none_are_not_found() {
    let callers = Callers::new().await;
    let (other, _) = callers.house.person(Role::Member).await;
    for id in [other.as_str(), "0190b6f0-7c1e-7a55-8f00-0123456789ab", "1", "..%2F..%2Fetc%2Fpasswd", "%27%20OR%201%3D1"] {
        for (name, fields, role) in TAKES.iter().filter(|(name, fields, _)| !FINDS.contains(name) && *fields != ["until"]) {
            if !(OF_EVERYBODY.contains(name) && id == other.as_str()) {
                callers.refuses(name, *role, id, form(fields, id)).await;
            }
        }
    }
}

#[tokio::test]
async fn another_method_or_kind_of_body_is_refused() {
    let callers = Callers::new().await;
    for (name, _, role) in TAKES {
        let path = House::function(name);
        let get = House::request(Method::GET, path, callers.cookie(*role), false).body(axum::body::Body::empty()).unwrap();
        let answer = callers.house.send(get).await;
        assert!(answer.status.is_client_error(), "GET {name}: {}", answer.status);
        let mut odd = House::request(Method::POST, path, callers.cookie(*role), false).body("<a/>".into()).unwrap();
        odd.headers_mut().insert(header::CONTENT_TYPE, "text/xml".parse().unwrap());
        let answer = callers.house.send(odd).await;
        assert!(answer.status != StatusCode::INTERNAL_SERVER_ERROR, "XML to {name}: {} {}", answer.status, answer.text);
    }
}
