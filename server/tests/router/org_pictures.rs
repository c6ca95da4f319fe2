//! A logo goes up with the form of the profile: a wrong file is refused at its field, and nothing that was typed is lost.
use crate::bed::{Answer, House};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use domain::orgs::ApplicationDraft;
use domain::{AccountId, Role};
use engine::orgs::applications;
use engine::{Actor, account};
use std::io::Cursor;

const EDGE: &str = "----edge";

fn logo() -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image::RgbImage::new(240, 240).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

fn form(file: &[u8], fields: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, text) in fields {
        body.extend(format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").bytes());
    }
    body.extend(format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo.png\"\r\n\r\n").bytes());
    body.extend(file);
    body.extend(format!("\r\n--{EDGE}--\r\n").bytes());
    body
}

async fn send(house: &House, place: &str, cookie: &str, page: bool, body: Vec<u8>) -> Answer {
    let mut request = House::request(Method::POST, place, cookie, page).body(Body::from(body)).unwrap();
    let kind = format!("multipart/form-data; boundary={EDGE}");
    request.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
    house.send(request).await
}

async fn owner(house: &House) -> (AccountId, String) {
    let (id, cookie) = house.person(Role::Member).await;
    let actor = account::who(&house.engine, cookie.trim_start_matches("alongside=")).await.unwrap().unwrap();
    let staff = Actor { role: Role::Staff, ..actor.clone() };
    let draft = ApplicationDraft { name: "Alder".into(), tagline: "A place.".into(), topics: vec!["grief".into()], ..Default::default() };
    applications::create(&house.engine, &staff, draft, &actor.username).await.unwrap();
    (id, cookie)
}

#[tokio::test]
async fn our_script_is_told_the_pictures_id_or_the_sentence_for_the_field() {
    let house = House::open().await;
    let (_, cookie) = owner(&house).await;
    let place = "/organizations/alder/picture/logo";
    let kept = send(&house, place, &cookie, false, form(&logo(), &[])).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
    assert_eq!(house.get(&format!("/organization-pictures/{}", kept.text), "").await.status, StatusCode::OK);
    for (file, says) in [(b"not a picture".as_slice(), "picture"), (b"", "Choose a picture first.")] {
        let refused = send(&house, place, &cookie, false, form(file, &[])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(says), "{}", refused.text);
    }
    let stranger = house.person(Role::Member).await.1;
    for place in [place, "/organizations/alder/picture/logo/remove", "/organizations/alder/picture/door"] {
        assert_eq!(send(&house, place, &stranger, true, form(&logo(), &[])).await.status, StatusCode::NOT_FOUND, "{place}");
    }
}

#[tokio::test]
async fn without_script_the_form_comes_back_as_it_was_typed() {
    let house = House::open().await;
    let (_, cookie) = owner(&house).await;
    let typed = [
        ("slug", "alder"),
        ("profile[name]", "Alder & Friends"),
        ("profile[tagline]", "Typed and not saved."),
        ("profile[topics][]", "grief"),
        ("profile[topics][]", "anxiety"),
        ("profile[brand]", "#123456"),
    ];
    let refused = send(&house, "/organizations/alder/picture/logo", &cookie, true, form(b"not a picture", &typed)).await;
    assert_eq!((refused.status, refused.header("location")), (StatusCode::SEE_OTHER, "/organizations/alder/manage/profile#logo-file"));
    let kept = refused.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = house.get("/organizations/alder/manage/profile", &format!("{cookie}; {kept}")).await;
    for words in ["Alder &amp; Friends", "Typed and not saved.", "#123456"] {
        assert!(page.text.contains(words), "{words} is lost");
    }
    assert!(page.text.contains("aria-invalid=\"true\""), "the field says that its file was refused");

    let taken = send(&house, "/organizations/alder/picture/logo", &cookie, true, form(&logo(), &typed)).await;
    assert_eq!(taken.header("location"), "/organizations/alder/manage/profile?saved=picture");
    let kept = taken.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = house.get("/organizations/alder/manage/profile?saved=picture", &format!("{cookie}; {kept}")).await;
    assert!(page.text.contains("Typed and not saved.") && page.text.contains("/organization-pictures/"));
    let gone = send(&house, "/organizations/alder/picture/logo/remove", &cookie, true, form(b"", &typed)).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    let page = house.get("/organizations/alder/manage/profile", &cookie).await;
    assert!(!page.text.contains("/organization-pictures/"));
}
