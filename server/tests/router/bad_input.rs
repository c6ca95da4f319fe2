//! Bad input gets a clear "no": nothing missing, too long, of the wrong kind, not text, or somebody else's breaks anything.
use crate::bed::House;
use axum::http::{Method, StatusCode, header};
use domain::Role;

/// Every function that takes something, the fields it takes, and who calls it.
const TAKES: &[(&str, &[&str], Option<Role>)] = &[
    ("sign_in", &["email", "password"], None),
    ("sign_up", &["username", "email", "password", "birth_month", "birth_year"], None),
    ("load_verify", &["link"], None),
    ("verify_email", &["link"], None),
    ("load_reset", &["link"], None),
    ("ask_for_reset", &["email"], None),
    ("reset_password", &["link", "password"], None),
    ("save_profile", &["username", "about", "pronouns"], Some(Role::Member)),
    ("change_password", &["current_password", "new_password"], Some(Role::Member)),
    ("revoke_session", &["session"], Some(Role::Member)),
    ("save_preferences", &["theme", "time_zone", "locale"], Some(Role::Member)),
    ("delete_account", &["current_password"], Some(Role::Member)),
    ("find_supporters", &["query"], None),
    ("show_profile", &["handle", "older"], None),
    ("list_reviews", &["handle", "older"], None),
    ("show_meeting", &["id"], None),
    ("save_public_profile", &["profile[headline]"], Some(Role::Supporter)),
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
    ("load_org_dashboard", &["slug"], Some(Role::Member)),
    ("save_org_profile", &["slug", "profile[name]"], Some(Role::Member)),
    ("save_org_settings", &["slug", "settings[time_zone]"], Some(Role::Member)),
    ("invite_person", &["slug", "email", "role"], Some(Role::Member)),
    ("change_org_role", &["slug", "person", "role"], Some(Role::Member)),
    ("load_org_subscribers", &["slug", "q", "after"], Some(Role::Member)),
    ("write_to_subscribers", &["slug", "text"], Some(Role::Member)),
    ("save_leader_profile", &["slug", "leader[greeting]"], Some(Role::Member)),
    ("list_notices", &["after"], Some(Role::Member)),
    ("mark_notices_read", &["until"], Some(Role::Member)),
];

/// These look for something: whatever is typed, the answer is what was found.
const FINDS: &[&str] = &[
    "find_supporters",
    "find_organizations",
    "list_chatrooms",
    "list_contacts",
    "list_notices",
    "load_verify",
    "load_reset",
    "ask_for_reset",
];

/// Words that only the inside of the house knows.
const INSIDE: &[&str] = &["sqlx", "panick", "SELECT", "INSERT", "rust", "stack", "serde"];

struct Callers {
    house: House,
    member: String,
    supporter: String,
}

impl Callers {
    async fn new() -> Self {
        let house = House::open().await;
        let (_, member) = house.person(Role::Member).await;
        let (_, supporter) = house.person(Role::Supporter).await;
        Self { house, member, supporter }
    }

    fn cookie(&self, role: Option<Role>) -> &str {
        match role {
            None => "",
            Some(Role::Supporter) => &self.supporter,
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
    fields.iter().map(|field| format!("{field}={value}")).collect::<Vec<_>>().join("&").into_bytes()
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
    let callers = Callers::new().await;
    for (name, fields, role) in TAKES {
        callers.refuses(name, *role, "not UTF-8", form(fields, "%ff%fe")).await;
        callers.refuses(name, *role, "raw bytes", vec![0xff, 0xfe, 0x00, b'=', 0x80]).await;
        callers.refuses(name, *role, "a NUL", form(fields, "a%00b")).await;
    }
}

#[tokio::test]
async fn the_wrong_kind_of_thing_is_refused() {
    let callers = Callers::new().await;
    for (name, fields, role) in TAKES {
        callers
            .refuses(
                name,
                *role,
                "a list",
                form(
                    &fields.iter().map(|field| format!("{field}[0][x]")).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>(),
                    "1",
                ),
            )
            .await;
        callers.refuses(name, *role, "JSON in a form", b"{\"a\": [1, 2".to_vec()).await;
    }
}

#[tokio::test]
async fn ids_of_other_people_and_ids_that_are_none_are_not_found() {
    let callers = Callers::new().await;
    let (other, _) = callers.house.person(Role::Member).await;
    for id in [other.as_str(), "0190b6f0-7c1e-7a55-8f00-0123456789ab", "1", "..%2F..%2Fetc%2Fpasswd", "%27%20OR%201%3D1"] {
        for (name, fields, role) in TAKES.iter().filter(|(name, fields, _)| !FINDS.contains(name) && *fields != ["until"]) {
            // Blocking, and lifting a block, is everybody's right with everybody there is.
            if !(name.ends_with("block_person") && id == other.as_str()) {
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
