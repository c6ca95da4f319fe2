//! Meetings: planning, registering, waiting in line, changing and calling off, also all at once.
use crate::bed::{Bed, NOON, on_both};
use domain::meetings::mine::Tab;
use domain::meetings::{MeetingDraft, Scope, Step};
use domain::time::{DAY, HOUR, MINUTE, SECOND};
use domain::{MeetingId, Refusal};
use engine::meetings::seats::{self, Taken};
use engine::meetings::{mine, planning, roster, waiting};
use engine::{Actor, Error, jobs, mail, meetings, notices};

/// A free group on Tuesday 24 November, 6 pm in New York.
pub fn draft() -> MeetingDraft {
    MeetingDraft {
        topic: "grief".into(),
        name: "Kitchen Table".into(),
        kind: "group".into(),
        seats: "2".into(),
        price: "0".into(),
        description: "We take turns.".into(),
        hours: "1".into(),
        start: "2026-11-24T18:00".into(),
        time_zone: "America/New_York".into(),
        waiting_list: true,
        ..MeetingDraft::default()
    }
}

pub async fn plan(bed: &Bed, host: &Actor, draft: &MeetingDraft) -> MeetingId {
    planning::create(&bed.engine, host, draft).await.unwrap().remove(0)
}

pub async fn count(bed: &Bed, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(bed.engine.db().read()).await.unwrap()
}

/// No meeting has more people than seats, and its counter counts them.
pub async fn seats_add_up(bed: &Bed) {
    let off = "SELECT COUNT(*) FROM meetings m WHERE m.taken > m.seats OR m.taken < 0 OR (m.state = 'scheduled' AND m.taken <>
        (SELECT COUNT(*) FROM registrations r WHERE r.meeting_id = m.id AND r.state IN ('registered', 'held'))
        + (SELECT COUNT(*) FROM waiting w WHERE w.meeting_id = m.id AND w.state = 'offered'))";
    assert_eq!(count(bed, off).await, 0, "a counter of seats is wrong");
}

pub async fn letters(bed: &Bed) -> Vec<mail::Letter> {
    jobs::run_due(&bed.engine).await.unwrap();
    mail::store::newest(bed.engine.db(), 500).await.unwrap().into_iter().map(|kept| kept.letter).collect()
}

async fn step(bed: &Bed, actor: &Actor, id: &MeetingId) -> Step {
    meetings::page(&bed.engine, Some(actor), id).await.unwrap().step.unwrap()
}

async fn take(bed: &Bed, actor: &Actor, id: &MeetingId) -> Result<Taken, Error> {
    seats::register(&bed.engine, actor, id, "", "").await
}

#[tokio::test]
async fn a_member_registers_finds_the_meeting_in_my_meetings_and_gives_the_seat_back() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &draft()).await;
        assert_eq!(step(&bed, &river, &id).await, Step::Register { pays: false, password: false });
        assert_eq!(take(&bed, &river, &id).await, Ok(Taken::Registered));
        assert_eq!(take(&bed, &river, &id).await, Ok(Taken::Registered), "a second click is the same seat");
        seats_add_up(&bed).await;

        let upcoming = mine::list(&bed.engine, &river, Tab::Upcoming, false, None).await.unwrap();
        assert_eq!((upcoming.meetings.len(), upcoming.meetings[0].line.name.as_str()), (1, "Kitchen Table"));
        assert_eq!(upcoming.meetings[0].line.starts, "Tue 24 Nov, 6:00 pm");
        let hosted = mine::list(&bed.engine, &rosa, Tab::Hosting, false, None).await.unwrap();
        assert_eq!((hosted.meetings.len(), hosted.meetings[0].registered), (1, 1));
        let told = notices::list(&bed.engine, &rosa, None).await.unwrap();
        assert_eq!((told.items.len(), told.items[0].about.as_str()), (1, "Kitchen Table"));

        assert_eq!(seats::cancel(&bed.engine, &river, &id).await, Ok(false));
        assert_eq!(seats::cancel(&bed.engine, &river, &id).await, Err(Refusal::NotRegistered.into()));
        assert_eq!(step(&bed, &river, &id).await, Step::Register { pays: false, password: false });
        seats_add_up(&bed).await;
        let subjects: Vec<String> = letters(&bed).await.into_iter().map(|letter| letter.subject).collect();
        assert_eq!(subjects.len(), 2, "{subjects:?}");
    })
    .await;
}

#[tokio::test]
async fn each_reader_is_told_the_hour_of_their_own_clock_everywhere() {
    on_both(async |bed| {
        let (rosa, mut river) = (bed.supporter("rosa").await, bed.member("river").await);
        engine::account::profile::save_preferences(&bed.engine, &river, "system", "Europe/London", "en-GB").await.unwrap();
        river.time_zone = "Europe/London".into();
        let id = plan(&bed, &rosa, &draft()).await;
        take(&bed, &river, &id).await.unwrap();
        let page = meetings::page(&bed.engine, Some(&river), &id).await.unwrap();
        assert_eq!((page.line.starts.as_str(), page.zone.as_str()), ("Tue 24 Nov, 11:00 pm", "GMT"));
        assert_eq!(page.for_host, "Tue 24 Nov, 6:00 pm EST");
        let letter = letters(&bed).await.remove(0);
        assert!(letter.body.contains("Tue 24 Nov, 11:00 pm GMT (for the host: Tue 24 Nov, 6:00 pm EST)"), "{}", letter.body);
        let file = meetings::feed::file(&bed.engine, Some(&river), &id).await.unwrap();
        assert!(file.contains("DTSTART:20261124T230000Z") && file.contains("DTEND:20261125T000000Z"), "{file}");
        assert!(!file.contains("river") && !letter.body.contains("rosa@"), "nobody else's name or address");
    })
    .await;
}

#[tokio::test]
async fn a_hundred_people_race_for_ten_seats_and_the_line_has_no_gaps() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "10".into(), ..draft() }).await;
        let mut people = Vec::new();
        for n in 0..100 {
            people.push(bed.member(&format!("runner{n}")).await);
        }
        let mut race = tokio::task::JoinSet::new();
        for person in people {
            let (engine, id) = (bed.engine.clone(), id.clone());
            race.spawn(async move {
                loop {
                    match seats::register(&engine, &person, &id, "", "").await {
                        Ok(_) => return None,
                        Err(Error::Refused(Refusal::MeetingFull)) => {}
                        // PostgreSQL lends out 16 connections; the rest waits.
                        Err(Error::Busy) => continue,
                        Err(other) => panic!("{other:?}"),
                    }
                    match waiting::join(&engine, &person, &id, "").await {
                        Ok(place) => return Some(place),
                        Err(Error::Busy | Error::Refused(Refusal::SeatsLeft)) => {}
                        Err(other) => panic!("{other:?}"),
                    }
                }
            });
        }
        let mut places: Vec<i64> = Vec::new();
        let mut registered = 0;
        while let Some(done) = race.join_next().await {
            match done.unwrap() {
                Some(place) => places.push(place),
                None => registered += 1,
            }
        }
        places.sort_unstable();
        assert_eq!((registered, places), (10, (1..=90).collect::<Vec<i64>>()));
        seats_add_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_freed_seat_is_offered_in_order_and_goes_on_when_it_is_not_taken() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), ..draft() }).await;
        let (first, second, third, fourth) =
            (bed.member("first").await, bed.member("second").await, bed.member("third").await, bed.member("fourth").await);
        take(&bed, &first, &id).await.unwrap();
        assert_eq!(take(&bed, &second, &id).await, Err(Refusal::MeetingFull.into()));
        for (person, place) in [(&second, 1), (&third, 2), (&fourth, 3)] {
            assert_eq!(waiting::join(&bed.engine, person, &id, "").await, Ok(place));
        }
        assert_eq!(waiting::join(&bed.engine, &third, &id, "").await, Ok(2), "joining twice is joining once");

        seats::cancel(&bed.engine, &first, &id).await.unwrap();
        let Step::Answer { until, pays: false } = step(&bed, &second, &id).await else { panic!("an offer was expected") };
        assert_eq!(step(&bed, &third, &id).await, Step::LeaveList { place: 1 });
        for (person, offers) in [(&second, 1), (&third, 0)] {
            let mine = mine::list(&bed.engine, person, Tab::Upcoming, false, None).await.unwrap();
            assert_eq!((mine.meetings.len(), mine.offers.len()), (0, offers), "a seat that is offered is the first thing to see");
        }
        assert_eq!(take(&bed, &first, &id).await, Err(Refusal::MeetingFull.into()), "nobody overtakes the line");
        seats_add_up(&bed).await;

        bed.clock.advance(until - bed.clock.now());
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!(waiting::accept(&bed.engine, &second, &id).await, Err(Refusal::OfferGone.into()));
        assert!(matches!(step(&bed, &third, &id).await, Step::Answer { .. }));
        waiting::leave(&bed.engine, &third, &id).await.unwrap();
        assert_eq!(waiting::accept(&bed.engine, &fourth, &id).await, Ok(Taken::Registered));
        assert_eq!(waiting::join(&bed.engine, &second, &id, "").await, Ok(1), "whoever let it pass may come again");
        seats_add_up(&bed).await;

        let roster = roster::list(&bed.engine, &rosa, &id).await.unwrap();
        let states: Vec<(&str, &str)> = roster.people.iter().map(|person| (person.name.as_str(), person.state.as_str())).collect();
        assert_eq!(states[..2], [("fourth", "registered"), ("second", "waiting")]);
        assert_eq!(roster::list(&bed.engine, &fourth, &id).await, Err(Error::NotFound), "a roster is its hosts' alone");
    })
    .await;
}

#[tokio::test]
async fn an_offer_is_answered_by_the_link_of_its_letter() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), ..draft() }).await;
        let (first, second) = (bed.member("first").await, bed.member("second").await);
        take(&bed, &first, &id).await.unwrap();
        waiting::join(&bed.engine, &second, &id, "").await.unwrap();
        seats::cancel(&bed.engine, &first, &id).await.unwrap();
        let offer = letters(&bed).await.into_iter().find(|letter| letter.subject == "A seat is free for you").unwrap();
        assert_eq!(offer.to, "second@bed.test");
        let secret = offer.body.split("/offers/").nth(1).unwrap().split_whitespace().next().unwrap();
        let shown = waiting::offer(&bed.engine, secret).await.unwrap();
        assert!(shown.stands && shown.name == "Kitchen Table");
        assert_eq!(waiting::offer(&bed.engine, "made-up").await, Err(Error::NotFound));
        assert_eq!(waiting::accept_by_link(&bed.engine, secret).await, Ok((id.clone(), Taken::Registered)));
        assert!(matches!(step(&bed, &second, &id).await, Step::Registered { .. }));
        assert!(waiting::accept_by_link(&bed.engine, secret).await.is_err(), "a link works once");
    })
    .await;
}

#[tokio::test]
async fn the_line_closes_ten_minutes_before_and_nobody_is_asked_any_more() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), ..draft() }).await;
        let (first, second, third) = (bed.member("first").await, bed.member("second").await, bed.member("third").await);
        take(&bed, &first, &id).await.unwrap();
        waiting::join(&bed.engine, &second, &id, "").await.unwrap();
        let starts = NOON + 2 * DAY + 11 * HOUR;
        bed.clock.advance(starts - 10 * MINUTE - bed.clock.now());
        seats::cancel(&bed.engine, &first, &id).await.unwrap();
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM waiting WHERE state = 'offered'").await, 0);
        assert_eq!(take(&bed, &third, &id).await, Ok(Taken::Registered), "first come, first served");
        assert_eq!(waiting::join(&bed.engine, &first, &id, "").await, Err(Refusal::MeetingFull.into()));
        assert_eq!(step(&bed, &third, &id).await, Step::Join);
    })
    .await;
}

#[tokio::test]
async fn a_series_keeps_its_hour_and_is_changed_and_called_off_one_by_one_or_from_here_on() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let series = MeetingDraft { repeat: "weekly".into(), until: "2026-12-15".into(), ..draft() };
        let ids = planning::create(&bed.engine, &rosa, &series).await.unwrap();
        assert_eq!(ids.len(), 4);
        assert!(planning::create(&bed.engine, &rosa, &series).await.is_err(), "the same form twice is one series");
        for id in &ids {
            take(&bed, &river, id).await.unwrap();
        }
        let _read = letters(&bed).await;

        let later = MeetingDraft { start: "2026-12-01T19:30".into(), ..draft() };
        planning::edit(&bed.engine, &rosa, &ids[1], Scope::Following, &later).await.unwrap();
        let mut starts = Vec::new();
        for id in &ids {
            starts.push(meetings::page(&bed.engine, Some(&river), id).await.unwrap().line.starts);
        }
        assert_eq!(starts, ["Tue 24 Nov, 6:00 pm", "Tue 1 Dec, 7:30 pm", "Tue 8 Dec, 7:30 pm", "Tue 15 Dec, 7:30 pm"]);
        let moved = letters(&bed).await.into_iter().filter(|letter| letter.subject == "A meeting of yours has a new time").count();
        assert_eq!(moved, 3, "one letter for each meeting that moved");

        assert_eq!(planning::cancel(&bed.engine, &rosa, &ids[0], Scope::This, "I am ill.").await, Ok(1));
        assert_eq!(planning::cancel(&bed.engine, &rosa, &ids[0], Scope::This, "").await, Ok(0), "once is enough");
        assert_eq!(step(&bed, &river, &ids[0]).await, Step::Cancelled);
        assert!(matches!(step(&bed, &river, &ids[1]).await, Step::Registered { .. }), "the others go on");
        assert_eq!(planning::cancel(&bed.engine, &rosa, &ids[2], Scope::Following, "").await, Ok(2));
        assert!(matches!(step(&bed, &river, &ids[1]).await, Step::Registered { .. }));
        let called_off = letters(&bed).await.into_iter().filter(|letter| letter.subject == "A meeting of yours was cancelled").count();
        assert_eq!(called_off, 3);
        let past = mine::list(&bed.engine, &river, Tab::Past, false, None).await.unwrap();
        assert!(past.meetings.iter().all(|mine| mine.became == "The host cancelled") && past.meetings.len() == 3);
    })
    .await;
}

#[tokio::test]
async fn fewer_seats_than_people_are_refused_and_more_seats_go_to_the_line() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let id = plan(&bed, &rosa, &draft()).await;
        let (first, second, third) = (bed.member("first").await, bed.member("second").await, bed.member("third").await);
        take(&bed, &first, &id).await.unwrap();
        take(&bed, &second, &id).await.unwrap();
        waiting::join(&bed.engine, &third, &id, "").await.unwrap();
        let fewer = MeetingDraft { seats: "1".into(), ..draft() };
        let Err(Error::Refused(refusal)) = planning::edit(&bed.engine, &rosa, &id, Scope::This, &fewer).await else { panic!("taken") };
        assert_eq!(refusal.problems()[0].field, "seats");
        planning::edit(&bed.engine, &rosa, &id, Scope::This, &MeetingDraft { seats: "3".into(), ..draft() }).await.unwrap();
        assert!(matches!(step(&bed, &third, &id).await, Step::Answer { .. }));
        seats_add_up(&bed).await;
        assert_eq!(planning::edit(&bed.engine, &third, &id, Scope::This, &draft()).await, Err(Error::NotFound), "hosts alone may");
    })
    .await;
}

#[tokio::test]
async fn reminders_come_a_day_and_an_hour_before_once_and_not_for_what_was_called_off() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &draft()).await;
        let off = plan(&bed, &rosa, &MeetingDraft { name: "Another".into(), ..draft() }).await;
        take(&bed, &river, &id).await.unwrap();
        take(&bed, &river, &off).await.unwrap();
        planning::cancel(&bed.engine, &rosa, &off, Scope::This, "").await.unwrap();
        let reminders = async || letters(&bed).await.into_iter().filter(|letter| letter.subject == "A meeting of yours comes near").count();
        assert_eq!(reminders().await, 0);
        bed.clock.advance(DAY + 11 * HOUR + SECOND);
        assert_eq!(reminders().await, 1);
        // The job's lease may run out: it runs again and says nothing.
        let (again, starts_at) = (id.clone(), NOON + 2 * DAY + 11 * HOUR);
        bed.engine
            .db()
            .write((again, starts_at), |tx, (meeting, starts_at)| {
                Box::pin(async move {
                    let news = domain::meetings::News::Tomorrow;
                    engine::outbox::enqueue(tx, &jobs::Job::Remind { meeting: meeting.clone(), starts_at: *starts_at, news }).await
                })
            })
            .await
            .unwrap();
        assert_eq!(reminders().await, 1);
        bed.clock.advance(23 * HOUR);
        assert_eq!(reminders().await, 2);
        bed.clock.advance(3 * HOUR);
        assert_eq!(reminders().await, 2);
        assert_eq!(count(&bed, "SELECT groups_led FROM supporters").await, 1, "it counts once it has taken place, the other one never");
    })
    .await;
}

#[tokio::test]
async fn a_private_meeting_asks_for_its_password_and_a_block_keeps_two_people_apart() {
    on_both(async |bed| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &MeetingDraft { private: true, password: "teapot".into(), ..draft() }).await;
        let Err(Error::Refused(refusal)) = seats::register(&bed.engine, &river, &id, "kettle", "").await else {
            panic!("a wrong password")
        };
        assert_eq!(refusal.problems()[0].field, "password");
        assert_eq!(seats::register(&bed.engine, &river, &id, "teapot", "").await, Ok(Taken::Registered));
        for _ in 0..10 {
            let _wrong = seats::register(&bed.engine, &lake, &id, "kettle", "").await;
        }
        let tired = seats::register(&bed.engine, &lake, &id, "teapot", "").await;
        assert!(matches!(tired, Err(Error::Refused(Refusal::TooManyTries(_)))), "{tired:?}");

        let open = plan(&bed, &rosa, &MeetingDraft { name: "Open door".into(), ..draft() }).await;
        engine::contacts::block(&bed.engine, &rosa, &lake.id).await.unwrap();
        assert_eq!(take(&bed, &lake, &open).await, Err(Refusal::NotForYou.into()));
    })
    .await;
}

#[tokio::test]
async fn an_exclusive_meeting_is_there_only_for_those_who_are_invited() {
    on_both(async |bed| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        engine::contacts::request(&bed.engine, &river, &rosa.id, "").await.unwrap();
        engine::contacts::approve(&bed.engine, &rosa, &river.id).await.unwrap();
        let id = plan(&bed, &rosa, &MeetingDraft { exclusive: true, ..draft() }).await;
        assert_eq!(meetings::page(&bed.engine, Some(&river), &id).await, Err(Error::NotFound));
        assert_eq!(meetings::page(&bed.engine, None, &id).await, Err(Error::NotFound));
        let people = [river.id.clone(), lake.id.clone()];
        assert_eq!(meetings::invites::invite(&bed.engine, &rosa, &id, &people).await, Ok(1), "strangers are left out");
        assert_eq!(take(&bed, &river, &id).await, Ok(Taken::Registered));
        assert_eq!(take(&bed, &lake, &id).await, Err(Error::NotFound));

        meetings::invites::invite_by_letter(&bed.engine, &rosa, &id, "lake@bed.test").await.unwrap();
        let letter = letters(&bed).await.into_iter().find(|letter| letter.to == "lake@bed.test").unwrap();
        let secret = letter.body.split("/invitations/").nth(1).unwrap().split_whitespace().next().unwrap();
        assert_eq!(meetings::invites::open(&bed.engine, &lake, secret).await, Ok(id.clone()));
        assert_eq!(take(&bed, &lake, &id).await, Ok(Taken::Registered));
        let other = bed.member("other").await;
        assert_eq!(meetings::invites::open(&bed.engine, &other, secret).await, Err(Refusal::LinkGone.into()));
        let list = meetings::calendar::list(&bed.engine, Some(&river), &Default::default(), None).await.unwrap();
        assert!(list.tiles.is_empty(), "it is on no calendar");
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_the_site_frees_their_seats_and_calls_their_meetings_off() {
    on_both(async |bed| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), ..draft() }).await;
        take(&bed, &river, &id).await.unwrap();
        waiting::join(&bed.engine, &lake, &id, "").await.unwrap();
        engine::account::leaving::leave(&bed.engine, &river, crate::bed::PASSWORD).await.unwrap();
        assert!(matches!(step(&bed, &lake, &id).await, Step::Answer { .. }));
        seats_add_up(&bed).await;
        waiting::accept(&bed.engine, &lake, &id).await.unwrap();
        engine::account::leaving::leave(&bed.engine, &rosa, crate::bed::PASSWORD).await.unwrap();
        let told = letters(&bed).await.into_iter().filter(|letter| letter.subject == "A meeting of yours was cancelled").count();
        assert_eq!(told, 1, "the one who had a seat is told");
    })
    .await;
}
