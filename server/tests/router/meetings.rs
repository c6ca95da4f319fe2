//! Screens of meetings as they stand without JavaScript.
use crate::bed::House;
use axum::http::StatusCode;
use domain::{AccountId, Role};
use engine::meetings::{planning, seats};

#[tokio::test]
async fn removing_somebody_is_asked_about_first_and_the_question_names_them() {
    let house = House::open().await;
    let (host, cookie) = house.actor(Role::Supporter).await;
    let meeting = planning::create(&house.engine, &host, &house.group()).await.unwrap().remove(0);
    let (member, _) = house.actor(Role::Member).await;
    let whom = member.id.clone();
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
