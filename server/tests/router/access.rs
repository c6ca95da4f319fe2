//! Who may use what: every route and server function, for every kind of person, default deny.
use crate::bed::House;
use app::App;
use axum::http::StatusCode;
use domain::Role;
use leptos_axum::generate_route_list;
use server::access::{self, Who};

fn functions() -> Vec<&'static str> {
    leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect()
}

#[tokio::test]
async fn every_page_and_function_is_in_the_table_and_the_table_holds_nothing_else() {
    let _registered = House::open().await;
    let pages: Vec<String> = generate_route_list(App).iter().map(|route| route.path().to_owned()).collect();
    for page in &pages {
        assert!(access::PAGES.iter().any(|(pattern, _)| same(pattern, page)), "the page {page} is not in the access table");
    }
    let functions = functions();
    assert!(!functions.is_empty());
    for function in &functions {
        assert!(access::who_may(function).is_some(), "the server function {function} is not in the access table");
    }
    for (name, _) in access::FUNCTIONS {
        assert_eq!(access::FUNCTIONS.iter().filter(|(other, _)| other == name).count(), 1, "{name} is in the access table twice");
        assert_eq!(functions.iter().filter(|path| named(path) == *name).count(), 1, "two server functions are called {name}");
        assert!(functions.iter().any(|path| named(path) == *name), "the access table names a function that is gone: {name}");
    }
}

fn named(path: &str) -> &str {
    path.trim_start_matches("/api/").trim_end_matches(|letter: char| letter.is_ascii_digit())
}

fn same(pattern: &str, route: &str) -> bool {
    let shape = |path: &str| -> Vec<String> {
        path.split('/').map(|part| if part.starts_with([':', '{']) { "*".to_owned() } else { part.to_owned() }).collect()
    };
    shape(pattern) == shape(route)
}

#[tokio::test]
async fn the_wrong_person_gets_no_page_and_no_answer() {
    let house = House::open().await;
    let mut people = vec![(None, String::new())];
    // Group leaders and organization owners are members here: what they hold, they hold per organization.
    for role in [Role::Member, Role::Member, Role::Supporter, Role::Staff] {
        people.push((Some(role), house.person(role).await.1));
    }
    for (role, cookie) in &people {
        // The socket is no page: its own tests turn visitors and other sites away.
        for (pattern, who) in access::PAGES.iter().filter(|(pattern, who)| *pattern != "/live" && !access::allowed(*who, *role)) {
            let path = pattern
                .replace(":handle", "somebody")
                .replace(":id", "x")
                .replace(":room", "x")
                .replace(":slug", "somebody")
                .replace(":kind", "logo")
                .replace(":payment", "x")
                .replace(":secret", "x")
                .replace(":token", "x");
            let answer = house.get(&path, cookie).await;
            match role {
                None => {
                    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} for a visitor ({who:?})");
                    assert!(answer.header("location").starts_with("/sign-in?next="), "{path}: {}", answer.header("location"));
                }
                Some(role) => assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} for {role:?} ({who:?})"),
            }
        }
        for path in functions() {
            let Some(who) = access::who_may(path) else { continue };
            if access::allowed(who, *role) {
                continue;
            }
            let answer = house.post(path, cookie, "").await;
            let expected = if role.is_none() { StatusCode::UNAUTHORIZED } else { StatusCode::NOT_FOUND };
            assert_eq!(answer.status, expected, "{path} for {role:?}");
        }
    }
}

#[tokio::test]
async fn the_right_person_is_let_in() {
    let house = House::open().await;
    let (_, member) = house.person(Role::Member).await;
    let (_, supporter) = house.person(Role::Supporter).await;
    for (pattern, who) in access::PAGES.iter().filter(|(pattern, _)| !pattern.contains(':')) {
        let cookie = match who {
            Who::Anyone => "",
            Who::SignedIn => member.as_str(),
            Who::Supporter => supporter.as_str(),
            Who::Staff => continue,
        };
        let answer = house.get(pattern, cookie).await;
        assert!(answer.status != StatusCode::SEE_OTHER || !answer.header("location").starts_with("/sign-in"), "{pattern} sent to sign-in");
        assert!(!answer.status.is_server_error(), "{pattern}: {}", answer.status);
    }
}

#[tokio::test]
async fn a_function_nobody_listed_is_refused() {
    let house = House::open().await;
    assert_eq!(house.post("/api/drop_everything1", "", "").await.status, StatusCode::NOT_FOUND);
}
