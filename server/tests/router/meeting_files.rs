//! The files of a meeting: for the calendar, for whoever holds the address of a feed, and the list of people for hosts alone.
use crate::bed::{Answer, House};
use axum::http::StatusCode;
use domain::meetings::MeetingDraft;
use domain::{MeetingId, Role};
use engine::Actor;
use engine::meetings::{feed, planning, seats};

struct Planned {
    house: House,
    /// Who leads the meetings.
    host: (Actor, String),
    /// Who comes to the one that is open.
    guest: (Actor, String),
    /// Somebody else who leads meetings.
    other: (Actor, String),
    open: MeetingId,
    /// By invitation, and nobody is invited.
    closed: MeetingId,
}

impl Planned {
    async fn open() -> Self {
        let house = House::open().await;
        let (host, guest, other) =
            (house.actor(Role::Supporter).await, house.actor(Role::Member).await, house.actor(Role::Supporter).await);
        let draft = house.group();
        let open = planning::create(&house.engine, &host.0, &draft).await.unwrap().remove(0);
        let closed = MeetingDraft { name: "Back Room".into(), exclusive: true, ..draft };
        let closed = planning::create(&house.engine, &host.0, &closed).await.unwrap().remove(0);
        seats::register(&house.engine, &guest.0, &open, "", "").await.unwrap();
        Self { house, host, guest, other, open, closed }
    }
}

/// A download that is kept nowhere on the way.
fn is_file(answer: &Answer, kind: &str, name: &str) {
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, kind), "{}", answer.text);
    assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"{name}\""));
    assert_eq!((answer.header("cache-control"), answer.header("x-content-type-options")), ("private, no-store", "nosniff"));
}

/// Says no, and no word of a meeting.
fn is_gone(answer: &Answer, place: &str) {
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{place}: {}", answer.text);
    assert!(!["Kitchen Table", "Back Room", "VEVENT"].iter().any(|word| answer.text.contains(word)), "{place}: {}", answer.text);
}

#[tokio::test]
async fn a_meeting_is_a_calendar_file_for_those_who_may_see_it() {
    let all = Planned::open().await;
    for cookie in ["", &all.guest.1, &all.host.1] {
        for place in [format!("/meetings/{}.ics", all.open), format!("/meetings/{}/calendar.ics", all.open)] {
            let answer = all.house.get(&place, cookie).await;
            is_file(&answer, "text/calendar; charset=utf-8", "meeting.ics");
            assert!(answer.text.starts_with("BEGIN:VCALENDAR\r\n") && answer.text.contains("SUMMARY:Kitchen Table"), "{}", answer.text);
        }
    }
    let closed = format!("/meetings/{}.ics", all.closed);
    is_file(&all.house.get(&closed, &all.host.1).await, "text/calendar; charset=utf-8", "meeting.ics");
    for cookie in ["", &all.guest.1, &all.other.1] {
        is_gone(&all.house.get(&closed, cookie).await, &closed);
    }
    for place in ["/meetings/0190b6f0-7c1e-7a55-8f00-0123456789ab.ics", "/meetings/x.ics"] {
        is_gone(&all.house.get(place, &all.host.1).await, place);
    }
}

#[tokio::test]
async fn a_calendar_feed_is_read_with_its_secret_alone_and_only_with_the_newest() {
    let all = Planned::open().await;
    let path = |address: String| address.split_once("/calendar/").map(|(_, secret)| format!("/calendar/{secret}")).unwrap();
    let first = path(feed::renew(&all.house.engine, &all.guest.0).await.unwrap());
    let hosts = path(feed::renew(&all.house.engine, &all.host.0).await.unwrap());
    let answer = all.house.get(&first, "").await;
    is_file(&answer, "text/calendar; charset=utf-8", "alongside.ics");
    assert!(answer.text.contains("SUMMARY:Kitchen Table") && !answer.text.contains("Back Room"), "{}", answer.text);
    // Whose feed it is, the address says, and no cookie.
    let answer = all.house.get(&hosts, &all.guest.1).await;
    assert!(answer.text.contains("SUMMARY:Kitchen Table") && answer.text.contains("SUMMARY:Back Room"), "{}", answer.text);

    let second = path(feed::renew(&all.house.engine, &all.guest.0).await.unwrap());
    is_gone(&all.house.get(&first, &all.guest.1).await, &first);
    assert_eq!(all.house.get(&second, "").await.status, StatusCode::OK);
    feed::revoke(&all.house.engine, &all.guest.0).await.unwrap();
    for place in [second.as_str(), second.trim_end_matches(".ics"), "/calendar/made-up.ics", "/calendar/.ics"] {
        is_gone(&all.house.get(place, &all.guest.1).await, place);
    }
}

#[tokio::test]
async fn the_list_of_people_is_a_table_for_the_hosts_alone() {
    let all = Planned::open().await;
    let place = format!("/meetings/{}/people.csv", all.open);
    let answer = all.house.get(&place, &all.host.1).await;
    is_file(&answer, "text/csv; charset=utf-8", "participants.csv");
    assert!(answer.text.starts_with("Name,Status,Since,Payment\r\n"), "{}", answer.text);
    assert!(answer.text.contains(&format!("\"{}\"", all.guest.0.name)), "{}", answer.text);
    let staff = all.house.actor(Role::Staff).await;
    for (who, cookie) in [("a guest", &all.guest.1), ("another host", &all.other.1), ("staff", &staff.1)] {
        let answer = all.house.get(&place, cookie).await;
        is_gone(&answer, who);
        assert!(!answer.text.contains(&all.guest.0.name), "{who}");
    }
    let visitor = all.house.get(&place, "").await;
    assert_eq!((visitor.status, visitor.header("location").starts_with("/sign-in?next=")), (StatusCode::SEE_OTHER, true));
}
