//! Bad input about a meeting that is there, from those who may: its guests and its hosts hear a clear "no" too, and it stays as it is.
use crate::bed::House;
use axum::http::StatusCode;
use domain::meetings::MeetingDraft;
use domain::{AccountId, MeetingId, Role};
use engine::meetings::{planning, seats};

/// What is asked about the meeting, the field that is wrong, and whether its host asks.
const ASKED: &[(&str, &str, &str, bool)] = &[
    ("register_seat", "meeting={secret}", "password", false),
    ("join_waiting_list", "meeting={secret}", "password", false),
    ("cancel_seat", "meeting={open}", "meeting", false),
    ("review_meeting", "meeting={open}&draft[body]=kind", "draft[stars]", false),
    ("list_people", "id={open}", "id", true),
    ("remove_person", "meeting={open}", "whom", true),
    ("note_attendance", "meeting={open}&came=yes", "whom", true),
    ("note_attendance", "meeting={open}&whom={guest}", "came", true),
    ("invite_people", "meeting={open}", "people[]", true),
    ("invite_by_letter", "meeting={open}", "email", true),
    ("change_meeting", "id={open}&{draft}", "draft[start]", true),
    ("change_meeting", "id={open}&{draft}", "draft[price]", true),
    ("change_meeting", "id={open}&{draft}", "draft[seats]", true),
    ("change_meeting", "id={open}&{draft}", "draft[time_zone]", true),
    ("change_meeting", "id={open}&{draft}", "draft[documents][]", true),
    ("plan_meeting", "{draft}", "draft[start]", true),
    ("plan_meeting", "{draft}", "draft[until]", true),
    ("plan_meeting", "{draft}", "draft[documents][]", true),
];

#[tokio::test]
async fn a_wrong_field_about_a_meeting_of_ones_own_is_refused() {
    let house = House::open().await;
    let ((host, hosts), (guest, guests)) = (house.actor(Role::Supporter).await, house.actor(Role::Member).await);
    let draft = house.group();
    let start = draft.start.clone();
    let draft = MeetingDraft { repeat: "weekly".into(), until: start.split('T').next().unwrap().to_owned(), ..draft };
    let plan = async |draft: &MeetingDraft| -> MeetingId { planning::create(&house.engine, &host, draft).await.unwrap().remove(0) };
    let open = plan(&draft).await;
    let secret = plan(&MeetingDraft { name: "Back Room".into(), private: true, password: "lantern".into(), ..draft.clone() }).await;
    seats::register(&house.engine, &guest, &open, "", "").await.unwrap();
    let before = planning::form(&house.engine, &host, &open).await.unwrap();

    let fields = [
        ("topic", "grief"),
        ("name", "Changed"),
        ("kind", "group"),
        ("seats", "5"),
        ("price", "0"),
        ("description", "Come."),
        ("hours", "1"),
        ("start", start.as_str()),
        ("time_zone", "UTC"),
        ("repeat", "weekly"),
        ("until", draft.until.as_str()),
    ];
    let long = "x".repeat(20_000);
    for (name, given, wrong, by_host) in ASKED {
        let draft: Vec<String> = fields
            .map(|(field, text)| (format!("draft[{field}]"), text))
            .iter()
            .filter(|(field, _)| field != wrong)
            .map(|(field, text)| format!("{field}={text}"))
            .collect();
        let given = given.replace("{open}", open.as_str()).replace("{secret}", secret.as_str()).replace("{guest}", guest.id.as_str());
        let given = given.replace("{draft}", &draft.join("&"));
        let given = if *wrong == "meeting" || *wrong == "id" { String::new() } else { format!("{given}&") };
        for value in [long.as_str(), "%ff%fe", "a%00b", "-1", "%27%20OR%201%3D1", "0190b6f0-7c1e-7a55-8f00-0123456789ab"] {
            // Of people who can't be invited, none is told from the others.
            if *name == "invite_people" && AccountId::parse(value).is_some() {
                continue;
            }
            let cookie = if *by_host { &hosts } else { &guests };
            let answer = house.post(House::function(name), cookie, format!("{given}{wrong}={value}")).await;
            let shown: String = value.chars().take(40).collect();
            assert!(answer.status.is_client_error(), "{name}, {wrong}={shown}: {} {}", answer.status, answer.text);
        }
    }
    assert_eq!(planning::form(&house.engine, &host, &open).await.unwrap(), before);
    let people = house.post(House::function("list_people"), &hosts, format!("id={open}")).await;
    assert_eq!(people.status, StatusCode::OK);
    assert!(people.text.contains(&guest.name), "{}", people.text);
}
