//! The public profile, its reviews and meetings, and what its owner changes.
use crate::bed::{Bed, NOON, on_both};
use domain::meetings::Step;
use domain::supporters::{HoursRow, ProfileDraft, Search, ServiceDraft};
use domain::time::{DAY, HOUR, MINUTE};
use domain::{MeetingId, Refusal};
use engine::{Actor, Error, id, meetings, reviews, supporters};

async fn review(bed: &Bed, of: &Actor, by: Option<&Actor>, stars: i64, body: &str, at: i64) {
    let row = (of.id.clone(), by.map(|by| by.id.to_string()), stars, body.to_owned(), at);
    let write = bed.engine.db().write(row, |tx, (of, by, stars, body, at)| {
        Box::pin(async move {
            sqlx::query("INSERT INTO reviews (id, supporter_id, author_id, stars, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
                .bind(id::new(*at))
                .bind(of.as_str())
                .bind(by.clone())
                .bind(*stars)
                .bind(body)
                .bind(*at)
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    });
    write.await.unwrap();
}

async fn meeting(bed: &Bed, host: &Actor, name: &str, starts_at: i64, exclusive: bool) -> MeetingId {
    let meeting = MeetingId::trusted(id::new(NOON));
    let row = (meeting.clone(), host.id.clone(), name.to_owned(), starts_at, i64::from(exclusive));
    let write = bed.engine.db().write(row, |tx, (meeting, host, name, starts_at, exclusive)| {
        Box::pin(async move {
            sqlx::query(
                "INSERT INTO meetings (id, host_id, name, topic, description, kind, starts_at, minutes, time_zone, price, currency, seats,
                    taken, private, exclusive, created_at)
                 VALUES ($1, $2, $3, 'grief', 'We listen.', 'group', $4, 60, 'America/New_York', 299, 'USD', 12, 5, 0, $5, 0)",
            )
            .bind(meeting.as_str())
            .bind(host.as_str())
            .bind(name)
            .bind(*starts_at)
            .bind(*exclusive)
            .execute(tx.conn())
            .await?;
            sqlx::query("INSERT INTO meeting_hosts (meeting_id, account_id, place) VALUES ($1, $2, 1)")
                .bind(meeting.as_str())
                .bind(host.as_str())
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    });
    write.await.unwrap();
    meeting
}

fn draft() -> ProfileDraft {
    ProfileDraft {
        headline: "Eleven years sober".into(),
        greeting: "Glad you are here.".into(),
        about: "I was a nurse on nights.".into(),
        story: "It caught up with me.".into(),
        motivation: "Somebody sat with me.".into(),
        credential: "State Certified Peer Supporter".into(),
        gender: "woman".into(),
        topics: vec!["alcohol-recovery".into()],
        specialties: "Shift workers".into(),
        languages: vec!["en".into(), "es".into()],
        accepting: true,
        ..ProfileDraft::default()
    }
}

#[tokio::test]
async fn a_saved_profile_is_what_people_see_and_find() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        assert_eq!(supporters::find(&bed.engine, None, &Search::parse("q=sober")).await.unwrap().total, 0);
        supporters::save_profile(&bed.engine, &rosa, draft()).await.unwrap();
        let services = [ServiceDraft { name: "First talk".into(), minutes: "30".into(), price: "0".into() }, ServiceDraft::default()];
        supporters::save_services(&bed.engine, &rosa, &services).await.unwrap();
        supporters::save_services(&bed.engine, &rosa, &services).await.unwrap();
        let rows = [HoursRow { day: 1, from: "09:00".into(), to: "12:00".into() }];
        supporters::save_hours(&bed.engine, &rosa, &rows).await.unwrap();
        assert_eq!(supporters::find(&bed.engine, None, &Search::parse("q=sober&price=free&opening=1&language=es")).await.unwrap().total, 1);
        let profile = supporters::profile(&bed.engine, None, "rosa").await.unwrap();
        assert_eq!(profile.card.specialties, ["Alcohol recovery", "Shift workers"]);
        assert_eq!(profile.languages, ["English", "Spanish"]);
        assert_eq!(
            profile.services.iter().map(|line| (line.name.as_str(), line.price.as_str())).collect::<Vec<_>>(),
            [("First talk", "Free")]
        );
        assert_eq!(profile.card.opening.as_deref(), Some("Tomorrow, 9:00 am EST"));
        assert!(!profile.own);
        assert_eq!(supporters::own_profile(&bed.engine, &rosa).await.unwrap().form, draft());
        assert_eq!(supporters::own_services(&bed.engine, &rosa).await.unwrap().form.len(), 3);
        assert_eq!(supporters::own_hours(&bed.engine, &rosa).await.unwrap().form.len(), 14);
    })
    .await;
}

#[tokio::test]
async fn a_profile_that_breaks_a_rule_is_not_saved_and_members_have_none() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let wrong = ProfileDraft { headline: "Call 555 123 4567".into(), ..draft() };
        let Err(Error::Refused(Refusal::Invalid(problems))) = supporters::save_profile(&bed.engine, &rosa, wrong).await else {
            panic!("a phone number was taken");
        };
        assert_eq!(problems[0].field, "headline");
        assert_eq!(supporters::own_profile(&bed.engine, &rosa).await.unwrap().form.headline, "I listen");
        let member = bed.member("river").await;
        assert_eq!(supporters::save_profile(&bed.engine, &member, draft()).await, Err(Refusal::SupportersOnly.into()));
        assert_eq!(supporters::save_hours(&bed.engine, &member, &[]).await, Err(Refusal::SupportersOnly.into()));
        assert_eq!(supporters::own_services(&bed.engine, &member).await, Err(Refusal::SupportersOnly.into()));
    })
    .await;
}

#[tokio::test]
async fn a_hidden_profile_is_not_there_except_for_its_owner() {
    on_both(async |bed| {
        let (rosa, member) = (bed.supporter("rosa").await, bed.member("river").await);
        supporters::save_profile(&bed.engine, &rosa, ProfileDraft { hidden: true, ..draft() }).await.unwrap();
        assert_eq!(supporters::profile(&bed.engine, None, "rosa").await, Err(Error::NotFound));
        assert_eq!(supporters::profile(&bed.engine, Some(&member), "rosa").await, Err(Error::NotFound));
        assert_eq!(reviews::page(&bed.engine, Some(&member), "rosa", "").await, Err(Error::NotFound));
        let own = supporters::profile(&bed.engine, Some(&rosa), "rosa").await.unwrap();
        assert!(own.hidden && own.own);
        assert_eq!(supporters::profile(&bed.engine, None, "nobody").await, Err(Error::NotFound));
        assert_eq!(supporters::profile(&bed.engine, None, "' OR 1=1 --").await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn reviews_are_read_newest_first_ten_at_a_time_and_outlive_their_authors() {
    on_both(async |bed| {
        let (rosa, member) = (bed.supporter("rosa").await, bed.member("river").await);
        for number in 0..23 {
            // Three were written in the same microsecond: none may be lost at the edge of a page.
            review(&bed, &rosa, Some(&member), 5, &format!("Review {number}"), NOON - DAY * (number / 3)).await;
        }
        let mut seen = Vec::new();
        let mut older = String::new();
        for expected in [10, 10, 3] {
            let page = reviews::page(&bed.engine, None, "rosa", &older).await.unwrap();
            assert_eq!(page.reviews.len(), expected);
            seen.extend(page.reviews.into_iter().map(|review| review.id));
            older = page.older.unwrap_or_default();
        }
        assert_eq!(older, "");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 23);
        let first = reviews::page(&bed.engine, None, "rosa", "nonsense").await.unwrap();
        assert_eq!((first.reviews[0].author.as_deref(), first.reviews[0].day.as_str()), (Some("river"), "22 Nov 2026"));
        review(&bed, &rosa, None, 4, "From somebody who left", NOON + HOUR).await;
        assert_eq!(reviews::page(&bed.engine, None, "rosa", "").await.unwrap().reviews[0].author, None);
    })
    .await;
}

#[tokio::test]
async fn a_profile_lists_the_public_meetings_to_come_and_each_has_its_page() {
    on_both(async |bed| {
        let (rosa, member) = (bed.supporter("rosa").await, bed.member("river").await);
        meeting(&bed, &rosa, "Over", NOON - 2 * HOUR, false).await;
        let later = meeting(&bed, &rosa, "Later", NOON + 2 * DAY, false).await;
        meeting(&bed, &rosa, "Soon", NOON + HOUR, false).await;
        let exclusive = meeting(&bed, &rosa, "Exclusive", NOON + DAY, true).await;
        let profile = supporters::profile(&bed.engine, Some(&member), "rosa").await.unwrap();
        let names: Vec<&str> = profile.meetings.meetings.iter().map(|meeting| meeting.line.name.as_str()).collect();
        assert_eq!(names, ["Soon", "Later"]);
        assert_eq!((profile.meetings.meetings[0].line.price.as_str(), profile.meetings.meetings[0].line.left), ("$2.99", 7));
        let page = meetings::page(&bed.engine, None, &later).await.unwrap();
        assert_eq!((page.line.starts.as_str(), page.zone.as_str(), page.line.host.as_str()), ("Tue 24 Nov, 7:00 am", "EST", "Rosa B."));
        assert_eq!(page.step, None, "a visitor is asked to sign in");
        assert_eq!(meetings::page(&bed.engine, Some(&member), &exclusive).await, Err(Error::NotFound));
        assert!(meetings::page(&bed.engine, Some(&rosa), &exclusive).await.is_ok());
        bed.clock.advance(2 * DAY + HOUR + MINUTE);
        assert!(meetings::page(&bed.engine, None, &later).await.unwrap().step == Some(Step::Over));
    })
    .await;
}
