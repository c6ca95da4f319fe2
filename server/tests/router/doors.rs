//! What every answer carries, and what is turned away at the door.
use crate::bed::House;
use axum::body::Body;
use axum::http::{Method, StatusCode, header};

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let house = House::open().await;
    for path in ["/", "/health", "/nothing-here", "/pkg/nothing.js"] {
        let answer = house.get(path, "").await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
    }
}

#[tokio::test]
async fn a_page_runs_no_inline_script_or_style_that_its_policy_does_not_name() {
    let house = House::open().await;
    let page = house.get("/sign-in", "").await;
    let policy = page.header("content-security-policy");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "{policy}");
    let (_, rest) = policy.split_once("'nonce-").unwrap();
    let nonce = rest.split('\'').next().unwrap();
    for script in page.text.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap();
        assert!(tag.contains(nonce), "a script without the nonce: <script{tag}>");
    }
    assert!(!page.text.contains(" style=\""), "an inline style");
    let again = house.get("/sign-in", "").await;
    assert!(!again.header("content-security-policy").contains(nonce), "the nonce of two pages is the same");
}

#[tokio::test]
async fn a_page_that_is_kept_for_everybody_names_its_scripts_by_their_hashes() {
    let house = House::open().await;
    let (first, again) = (house.get("/", "").await, house.get("/", "").await);
    let policy = first.header("content-security-policy");
    assert!(!policy.contains("nonce"), "many would read the same nonce: {policy}");
    assert_eq!(policy.matches("'sha256-").count(), first.text.matches("<script").count(), "{policy}");
    assert_eq!((policy, &first.text), (again.header("content-security-policy"), &again.text), "the page was not kept");
    let (_, cookie) = house.person(domain::Role::Member).await;
    assert!(house.get("/", &cookie).await.header("content-security-policy").contains("'nonce-"), "a member's page is their own");
}

#[tokio::test]
async fn a_file_takes_nothing_from_a_page_that_is_being_made_beside_it() {
    let house = House::open().await;
    let (_, cookie) = house.person(domain::Role::Member).await;
    // On one thread they take turns: a file is handed out while pages wait for the database.
    let pages = (0..40).map(|_| async { house.get("/contacts", &cookie).await });
    let files = (0..40).map(|_| async { house.get("/robots.txt", "").await });
    let (pages, files) = tokio::join!(futures::future::join_all(pages), futures::future::join_all(files));
    for page in pages {
        assert!(page.header("content-security-policy").contains("'nonce-"), "a page lost its headers");
    }
    for file in files {
        assert_eq!((file.status, file.text.contains("User-agent")), (StatusCode::OK, true));
        assert!(!file.header("content-security-policy").contains("nonce"), "a file carries the headers of a page");
    }
}

#[tokio::test]
async fn another_site_can_change_nothing_and_open_no_socket() {
    let house = House::open().await;
    let evil = |method: Method, path: &str| {
        House::request(method, path, "alongside=x", false)
            .header("sec-fetch-site", "cross-site")
            .header(header::ORIGIN, "https://evil.example")
    };
    let mut post = evil(Method::POST, "/api/current_viewer1").body(Body::empty()).unwrap();
    post.headers_mut().insert(header::ORIGIN, "https://evil.example".parse().unwrap());
    assert_eq!(house.send(post).await.status, StatusCode::FORBIDDEN);
    let socket = evil(Method::GET, "/live").header(header::UPGRADE, "websocket").body(Body::empty()).unwrap();
    assert_eq!(house.send(socket).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_not_there_is_said_so_with_a_way_back() {
    let house = House::open().await;
    let answer = house.get("/no/such/page", "").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text.contains("/supporters"), "no way back");
}

#[tokio::test]
async fn an_address_that_is_not_text_or_far_too_long_is_turned_away() {
    let house = House::open().await;
    assert_eq!(house.get("/supporters?q=%ff%fe", "").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(house.get("/supporters?q=a%00b", "").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(house.get(&format!("/supporters?q={}", "x".repeat(5_000)), "").await.status, StatusCode::URI_TOO_LONG);
}

#[tokio::test]
async fn a_body_that_is_too_big_is_turned_away() {
    let house = House::open().await;
    let big = "a=".to_owned() + &"x".repeat(400_000);
    let answer = house.post(House::function("current_viewer"), "", big).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn it_says_whether_it_lives_and_whether_it_is_ready() {
    let house = House::open().await;
    assert_eq!(house.get("/health", "").await.text, "ok");
    assert_eq!(house.get("/ready", "").await.text, "ready");
}

#[tokio::test]
async fn the_payment_service_is_heard_by_its_signature_alone() {
    let house = House::open().await;
    let tell = async |body: &'static str, signature: Option<&str>| {
        let mut request = axum::http::Request::builder().method(Method::POST).uri("/hooks/stripe").header(header::HOST, "127.0.0.1:3000");
        if let Some(signature) = signature {
            request = request.header("stripe-signature", signature);
        }
        house.send(request.body(Body::from(body)).unwrap()).await.status
    };
    let body = r#"{"id":"evt_1","type":"customer.created","data":{"object":{}}}"#;
    let now = house.engine.clock().now();
    let signed = |secret: &str, at| engine::billing::sign(secret, body, at);
    let engine::billing::Pay::Sandbox { secret } = house.engine.pay() else { panic!("the sandbox was expected") };
    assert_eq!(tell(body, Some(&signed(secret, now))).await, StatusCode::OK);
    for wrong in [None, Some("t=1,v1=00".to_owned()), Some(signed("another", now)), Some(signed(secret, now - 301_000_000))] {
        assert_eq!(tell(body, wrong.as_deref()).await, StatusCode::BAD_REQUEST, "{wrong:?}");
    }
    assert_eq!(tell("not what was signed", Some(&signed(secret, now))).await, StatusCode::BAD_REQUEST);
}
