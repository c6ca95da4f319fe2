//! Screens of meetings as they stand without JavaScript.
use crate::bed::House;
use axum::http::StatusCode;
use domain::meetings::MeetingDraft;
use domain::time::DAY;
use domain::{AccountId, MeetingId, Role};
use engine::meetings::{planning, seats};
use engine::{Actor, account, time_labels};

async fn actor(house: &House, cookie: &str) -> Actor {
    account::who(&house.engine, cookie.trim_start_matches("alongside=")).await.unwrap().unwrap()
}

/// A free group in ten days.
async fn plan(house: &House, host: &Actor) -> MeetingId {
    let day = time_labels::date(house.engine.clock().now() + 10 * DAY, time_labels::zone("UTC"));
    let draft = MeetingDraft {
        topic: "grief".into(),
        name: "Kitchen Table".into(),
        kind: "group".into(),
        seats: "5".into(),
        price: "0".into(),
        description: "We take turns.".into(),
        hours: "1".into(),
        start: format!("{day}T18:00"),
        time_zone: "UTC".into(),
        ..MeetingDraft::default()
    };
    planning::create(&house.engine, host, &draft).await.unwrap().remove(0)
}

#[tokio::test]
async fn removing_somebody_is_asked_about_first_and_the_question_names_them() {
    let house = House::open().await;
    let (_, cookie) = house.person(Role::Supporter).await;
    let meeting = plan(&house, &actor(&house, &cookie).await).await;
    let (whom, member) = house.person(Role::Member).await;
    let member = actor(&house, &member).await;
    seats::register(&house.engine, &member, &meeting, "", "").await.unwrap();

    let roster = house.get(&format!("/meetings/{meeting}/people"), &cookie).await;
    assert_eq!(roster.status, StatusCode::OK);
    let form = House::function("remove_person");
    assert!(!roster.text.contains(form), "one press takes a seat back");
    let question = format!("/meetings/{meeting}/people?remove={whom}");
    assert!(roster.text.contains(&question), "no way to the question");

    let asked = house.get(&question, &cookie).await.text;
    assert!(asked.contains(form) && asked.contains(&format!("{} loses the seat", member.username)), "{asked}");
    let nobody = AccountId::trusted(engine::id::new(house.engine.clock().now()));
    let other = house.get(&format!("/meetings/{meeting}/people?remove={nobody}"), &cookie).await;
    assert!(!other.text.contains(form), "a question about nobody");
}
