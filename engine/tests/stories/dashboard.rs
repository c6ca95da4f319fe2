//! A supporter's dashboard: what it counts, for whom, in which range, and that nobody can be read out of it.
use crate::bed::{Bed, NOON, on_both};
use crate::meetings::{draft, plan};
use crate::paying::{hold, paid};
use domain::Refusal;
use domain::meetings::{Attendance, MeetingDraft, Scope};
use domain::page::Cursor;
use domain::reviews::ReviewDraft;
use domain::supporters::{Breakdown, Dashboard, Figures, MeetingList, Range, Summary, View};
use domain::time::{DAY, HOUR, SECOND};
use engine::meetings::{paying, planning, roster, seats};
use engine::reviews::writing;
use engine::supporters::dashboard;
use engine::{Actor, chat, contacts};

async fn show(bed: &Bed, actor: &Actor, view: View, range: Range) -> Dashboard {
    dashboard::show(&bed.engine, actor, view, range, None).await.unwrap()
}

async fn summary(bed: &Bed, actor: &Actor, range: Range) -> Summary {
    match show(bed, actor, View::Summary, range).await.figures {
        Figures::Summary(summary) => summary,
        other => panic!("{other:?}"),
    }
}

async fn list(bed: &Bed, actor: &Actor, range: Range, after: Option<&Cursor>) -> MeetingList {
    match dashboard::show(&bed.engine, actor, View::Meetings, range, after).await.unwrap().figures {
        Figures::Meetings(list) => list,
        other => panic!("{other:?}"),
    }
}

async fn who(bed: &Bed, actor: &Actor) -> Vec<Breakdown> {
    match show(bed, actor, View::Demographics, Range::Month).await.figures {
        Figures::Demographics(told) => told,
        other => panic!("{other:?}"),
    }
}

fn on(start: &str) -> MeetingDraft {
    MeetingDraft { seats: "20".into(), start: start.into(), ..draft() }
}

#[tokio::test]
async fn a_supporter_sees_what_their_work_came_to_and_others_see_nothing_of_it() {
    on_both(async |bed| {
        let (rosa, ben) = (bed.supporter("rosa").await, bed.supporter("ben").await);
        let (river, brook) = (bed.member("river").await, bed.member("brook").await);
        let first = plan(&bed, &rosa, &on("2026-11-24T18:00")).await;
        let second = plan(&bed, &rosa, &MeetingDraft { start: "2026-12-01T18:00".into(), ..paid() }).await;
        let third = plan(&bed, &rosa, &on("2026-12-02T18:00")).await;
        plan(&bed, &rosa, &on("2027-03-02T18:00")).await;
        for person in [&river, &brook] {
            seats::register(&bed.engine, person, &first, "", "").await.unwrap();
        }
        seats::register(&bed.engine, &brook, &third, "", "").await.unwrap();
        let payment = hold(&bed, &river, &second).await;
        paying::sandbox_page(&bed.engine, &river, &payment, "pay").await.unwrap();
        contacts::request(&bed.engine, &river, &rosa.id, "").await.unwrap();

        let before = show(&bed, &rosa, View::Summary, Range::Month).await;
        assert_eq!((before.interactions, before.requests, before.connections, before.earned.as_str()), (0, 1, 0, "$3.95"));
        planning::cancel(&bed.engine, &rosa, &third, Scope::This, "").await.unwrap();

        bed.clock.advance(20 * DAY);
        roster::note(&bed.engine, &rosa, &first, &river.id, Some(Attendance::Attended)).await.unwrap();
        roster::note(&bed.engine, &rosa, &first, &brook.id, Some(Attendance::Missed)).await.unwrap();
        writing::give(&bed.engine, &river, &first, &ReviewDraft { stars: "4".into(), body: String::new() }).await.unwrap();
        contacts::approve(&bed.engine, &rosa, &river.id).await.unwrap();
        chat::send_to(&bed.engine, &river, &rosa.id, "line-number-1", "Thank you").await.unwrap();

        let now = show(&bed, &rosa, View::Summary, Range::Month).await;
        assert_eq!((now.interactions, now.requests, now.connections), (3, 0, 1), "two seats that were not missed and a conversation");
        assert_eq!((now.rating.tenths(), now.rating.count, now.handle.as_str()), (Some(40), 1, "rosa"));
        let told = summary(&bed, &rosa, Range::Month).await;
        assert_eq!((told.held, told.coming, told.earned.as_str(), told.rating.count), (2, 1, "$3.95", 1));
        assert_eq!((told.presence.came, told.presence.missed, told.presence.unknown), (1, 1, 1));
        let months: Vec<_> =
            told.months.iter().map(|month| (month.name.as_str(), month.meetings, month.presence.seats(), month.earned)).collect();
        assert_eq!(months, [("Dec 2026", 1, 1, 0), ("Nov 2026", 1, 2, 395)], "seats by the meeting's month, money by the day it was paid");
        assert_eq!(summary(&bed, &ben, Range::All).await.held, 0);
        assert_eq!(dashboard::show(&bed.engine, &river, View::Summary, Range::All, None).await, Err(Refusal::SupportersOnly.into()));

        bed.clock.advance(75 * DAY);
        assert_eq!((summary(&bed, &rosa, Range::Month).await.held, summary(&bed, &rosa, Range::Quarter).await.held), (0, 1));
        bed.clock.advance(400 * DAY);
        assert_eq!(summary(&bed, &rosa, Range::Year).await.held, 0);
        let all = summary(&bed, &rosa, Range::All).await;
        assert_eq!((all.held, all.months.len(), all.months[12].name.as_str(), all.months[12].meetings), (3, 13, "Earlier", 3));
        assert_eq!((all.months[12].earned, all.earned.as_str()), (395, "$3.95"));
    })
    .await;
}

#[tokio::test]
async fn the_list_tells_each_meeting_once_and_who_came_again() {
    on_both(async |bed| {
        let (rosa, river, brook) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("brook").await);
        let mut all = Vec::new();
        for day in 1..=22 {
            all.push(plan(&bed, &rosa, &on(&format!("2026-12-{day:02}T18:00"))).await);
        }
        for id in &all[..3] {
            seats::register(&bed.engine, &river, id, "", "").await.unwrap();
        }
        seats::register(&bed.engine, &brook, &all[0], "", "").await.unwrap();
        bed.clock.advance(60 * DAY);
        let page = list(&bed, &rosa, Range::Quarter, None).await;
        assert_eq!((page.attendees, page.once, page.again, page.rows.len()), (2, 1, 1, 20));
        assert_eq!((page.rows[0].starts.as_str(), page.rows[0].kind.as_str()), ("22 Dec 2026, 6:00 pm", "Group Meeting"));
        let next = Cursor::parse(&page.next.unwrap()).unwrap();
        let rest = list(&bed, &rosa, Range::Quarter, Some(&next)).await;
        let seats: Vec<_> = rest.rows.iter().map(|row| (row.id.clone(), row.presence.seats(), row.presence.unknown)).collect();
        assert_eq!((seats, rest.next), (vec![(all[1].clone(), 1, 1), (all[0].clone(), 2, 2)], None));
        // The last 30 days reach back to noon of 22 December.
        assert_eq!(list(&bed, &rosa, Range::Month, None).await.rows.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_attends_is_told_of_crowds_and_no_act_of_the_host_moves_it() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let id = plan(&bed, &rosa, &on("2026-11-24T18:00")).await;
        let mut people = Vec::new();
        for n in 0..12_i64 {
            // Ids follow the clock, and people who come on one day are counted in the order of their ids.
            bed.clock.advance(SECOND);
            let person = bed.member(&format!("river{n}")).await;
            let (year, zone) = if n % 2 == 0 { (1996, "America/Chicago") } else { (1970, "Europe/Paris") };
            let write = bed.engine.db().write((person.id.clone(), year, zone), |tx, (id, year, zone)| {
                Box::pin(async move {
                    sqlx::query("UPDATE accounts SET birth_year = $2, birth_month = 11, time_zone = $3 WHERE id = $1")
                        .bind(id.as_str())
                        .bind(*year)
                        .bind(*zone)
                        .execute(tx.conn())
                        .await?;
                    Ok(())
                })
            });
            write.await.unwrap();
            seats::register(&bed.engine, &person, &id, "", "").await.unwrap();
            people.push(person);
        }
        assert!(who(&bed, &rosa).await.iter().all(|one| one.groups.is_empty()), "nobody came yet");
        bed.clock.advance(4 * DAY);
        let told = who(&bed, &rosa).await;
        assert_eq!(told[0].people, 10, "two of the twelve wait until three more have come");
        let ages: Vec<_> = told[0].groups.iter().map(|group| (group.label.as_str(), group.people)).collect();
        assert_eq!(ages, [("25 to 34", Some(5)), ("55 to 64", Some(5))], "1996 is 30, and November is not over: 1970 is 55");
        assert!(told[1].groups.is_empty(), "all speak English: too much alike");
        let homes: Vec<_> = told[2].groups.iter().map(|group| group.label.as_str()).collect();
        assert_eq!(homes, ["Central time", "Elsewhere"]);

        roster::note(&bed.engine, &rosa, &id, &people[0].id, Some(Attendance::Missed)).await.unwrap();
        let late = seats::remove(&bed.engine, &rosa, &id, &people[1].id).await;
        assert_eq!(late, Err(Refusal::MeetingOver.into()), "who was there, was there");
        assert_eq!(who(&bed, &rosa).await, told);
        let one = bed.member("one").await;
        let next = plan(&bed, &rosa, &on("2026-12-01T18:00")).await;
        seats::register(&bed.engine, &one, &next, "", "").await.unwrap();
        bed.clock.advance(8 * DAY + HOUR);
        assert!(bed.clock.now() > NOON + 9 * DAY);
        assert_eq!(who(&bed, &rosa).await, told, "one person more says nothing");
    })
    .await;
}
