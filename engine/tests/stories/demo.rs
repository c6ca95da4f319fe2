//! The demo town has what visitors and tests are promised, on both databases, and comes only where nobody lives.
use crate::bed::{Bed, on_both};
use domain::chat::RoomKind;
use domain::contacts::Tab;
use domain::supporters::Search;
use domain::time::{DAY, MINUTE};
use engine::account::{Caller, entering};
use engine::{Actor, chat, contacts, demo, notices, orgs, supporters};

async fn count(bed: &Bed, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(bed.engine.db().read()).await.unwrap()
}

async fn count_from(bed: &Bed, sql: &'static str, from: i64, to: i64) -> i64 {
    sqlx::query_scalar(sql).bind(from).bind(to).fetch_one(bed.engine.db().read()).await.unwrap()
}

async fn come_in(bed: &Bed, email: &str) -> Actor {
    let entered =
        entering::sign_in(&bed.engine, email, demo::PASSWORD, "America/New_York", &Caller::default()).await.unwrap().inside().unwrap();
    entered.actor
}

#[tokio::test]
async fn the_town_has_its_supporters_members_reviews_and_meetings() {
    on_both(async |bed| {
        demo::build(&bed.engine).await.unwrap();
        let now = bed.clock.now();
        let found = supporters::find(&bed.engine, None, &Search::default()).await.unwrap();
        assert_eq!((found.total, found.pages), (64, 7));
        assert_eq!((found.cards[0].handle.as_str(), found.cards[0].rating.count), ("rosa-m", 63));
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM supporters WHERE hidden = 0 AND accepting = 0").await, 6);
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM accounts WHERE role = 'member'").await, 300);
        let reviews = count(&bed, "SELECT COUNT(*) FROM reviews").await;
        assert!((500..=900).contains(&reviews), "{reviews} reviews");

        let to_come = "SELECT COUNT(*) FROM meetings WHERE starts_at > $1 AND starts_at < $2";
        let meetings = count_from(&bed, to_come, now, now + 30 * DAY).await;
        assert!((110..=135).contains(&meetings), "{meetings} meetings");
        assert!(count_from(&bed, to_come, now + 9 * MINUTE, now + 11 * MINUTE).await >= 1, "one is about to begin");
        for kind in [
            "SELECT COUNT(*) FROM meetings WHERE starts_at > $1 AND starts_at < $2 AND price = 0",
            "SELECT COUNT(*) FROM meetings WHERE starts_at > $1 AND starts_at < $2 AND price > 0",
            "SELECT COUNT(*) FROM meetings WHERE starts_at > $1 AND starts_at < $2 AND private = 1",
            "SELECT COUNT(*) FROM meetings WHERE starts_at > $1 AND starts_at < $2 AND taken = seats",
            "SELECT COUNT(*) FROM meetings WHERE starts_at > $1 AND starts_at < $2 AND kind = 'one_to_one'",
        ] {
            assert!(count_from(&bed, kind, now, now + 30 * DAY).await >= 3, "{kind}");
        }
        let wrong = "SELECT COUNT(*) FROM meetings WHERE taken > seats OR (price > 0 AND price < 299)
            OR (kind = 'one_to_one' AND (price < 1999 OR seats <> 1)) OR minutes < 15 OR minutes > 240 OR seats > 45";
        assert_eq!(count(&bed, wrong).await, 0);
        crate::meetings::seats_add_up(&bed).await;
        assert!(count(&bed, "SELECT COUNT(*) FROM waiting").await > 5, "full meetings have a line");
        assert!(count(&bed, "SELECT COUNT(*) FROM meetings WHERE exclusive = 1").await > 0);
        let missed = count(&bed, "SELECT COUNT(*) FROM registrations WHERE attendance = 'missed'").await;
        let attended = count(&bed, "SELECT COUNT(*) FROM registrations WHERE attendance = 'attended'").await;
        assert!(missed > 20 && attended > 5 * missed, "{missed} seats stayed empty, {attended} did not");
        let series =
            "SELECT COUNT(*) FROM (SELECT series_id FROM meetings WHERE series_id IS NOT NULL GROUP BY series_id HAVING COUNT(*) > 1) s";
        assert!(count(&bed, series).await > 5);
    })
    .await;
}

#[tokio::test]
async fn profiles_count_what_the_rows_say() {
    on_both(async |bed| {
        demo::build(&bed.engine).await.unwrap();
        let differ = "SELECT COUNT(*) FROM supporters s
            WHERE s.review_count <> (SELECT COUNT(*) FROM reviews r WHERE r.supporter_id = s.account_id)
               OR s.rating_total <> (SELECT CAST(COALESCE(SUM(r.stars), 0) AS BIGINT) FROM reviews r WHERE r.supporter_id = s.account_id)
               OR s.groups_led <> (SELECT COUNT(*) FROM meetings m WHERE m.host_id = s.account_id AND m.kind = 'group' AND m.starts_at < $1)
               OR s.sessions_led <> (SELECT COUNT(*) FROM meetings m
                   WHERE m.host_id = s.account_id AND m.kind = 'one_to_one' AND m.starts_at < $2)";
        assert_eq!(count_from(&bed, differ, bed.clock.now(), bed.clock.now()).await, 0);
        let rooms = "SELECT COUNT(*) FROM rooms r WHERE r.last_seq <> (SELECT COUNT(*) FROM messages m WHERE m.room_id = r.id)";
        assert_eq!(count(&bed, rooms).await, 0);
        assert_eq!(
            count(&bed, "SELECT COUNT(*) FROM messages m JOIN rooms r ON r.id = m.room_id WHERE m.created_at < r.created_at").await,
            0
        );
        let sam = supporters::profile(&bed.engine, None, "demo-supporter").await.unwrap();
        assert!(sam.card.rating.count > 20 && sam.groups_led > 0 && sam.sessions_led > 0);
        assert!(sam.services.len() > 1 && sam.meetings.meetings.len() > 3 && sam.rooms.len() == 1);
    })
    .await;
}

#[tokio::test]
async fn visitors_can_sign_in_as_each_of_the_demo_accounts() {
    on_both(async |bed| {
        demo::build(&bed.engine).await.unwrap();
        for account in demo::ACCOUNTS {
            let actor = come_in(&bed, account.email).await;
            assert_eq!((actor.username.as_str(), actor.verified), (account.username, true));
        }
        let newcomer = come_in(&bed, "newcomer@demo.test").await;
        assert!(chat::rooms_of(&bed.engine, &newcomer).await.unwrap().is_empty());
        let counts = contacts::counts(&bed.engine, &newcomer.id).await.unwrap();
        assert_eq!((counts.active, counts.requests, counts.sent, counts.blocked), (0, 0, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn the_demo_member_knows_people_and_the_demo_supporter_has_requests_to_answer() {
    on_both(async |bed| {
        demo::build(&bed.engine).await.unwrap();
        let member = come_in(&bed, "member@demo.test").await;
        let active = contacts::list(&bed.engine, &member, Tab::Active, None).await.unwrap();
        let names: Vec<&str> = active.people.items.iter().map(|entry| entry.face.name.as_str()).collect();
        assert!(names.len() == 2 && names.contains(&"Sam D.") && names.contains(&"Rosa M."), "{names:?}");
        assert_eq!(contacts::list(&bed.engine, &member, Tab::Pending, None).await.unwrap().sent.len(), 1);
        assert_eq!(contacts::list(&bed.engine, &member, Tab::Blocked, None).await.unwrap().people.items.len(), 1);

        let seats = engine::meetings::mine::list(&bed.engine, &member, domain::meetings::mine::Tab::Upcoming, false, None).await.unwrap();
        assert_eq!(seats.meetings.len(), 3);
        assert_eq!(seats.meetings.iter().filter(|mine| mine.money.starts_with("Paid")).count(), 1);
        let talks = chat::rooms_of(&bed.engine, &member).await.unwrap();
        let of = |kind: RoomKind| talks.iter().filter(|talk| talk.kind == kind).count();
        assert_eq!((of(RoomKind::Pair), of(RoomKind::Public)), (2, 2));
        assert_eq!(chat::public_rooms(&bed.engine, &member, "").await.unwrap().len(), 14);
        let longest = "SELECT MAX(last_seq) FROM rooms WHERE kind = 'pair'";
        assert!(count(&bed, longest).await > 300, "there is a long conversation to scroll back in");

        let sam = come_in(&bed, "supporter@demo.test").await;
        let waiting = contacts::list(&bed.engine, &sam, Tab::Pending, None).await.unwrap();
        assert_eq!(waiting.people.items.len(), 3);
        assert_eq!(notices::unread(&bed.engine, &sam.id).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn the_town_has_nine_organizations_with_their_leaders_and_one_shows_none() {
    on_both(async |bed| {
        demo::build(&bed.engine).await.unwrap();
        let all = orgs::find(&bed.engine, None, &domain::orgs::Search::default()).await.unwrap();
        assert_eq!((all.len(), all[0].look.slug.as_str()), (9, "demo-organization"));
        let mut without = 0;
        for tile in &all {
            match orgs::leaders(&bed.engine, None, &tile.look.slug).await {
                Ok(leaders) => assert!((2..=6).contains(&leaders.len()), "{}", tile.look.slug),
                Err(_) => without += 1,
            }
        }
        assert_eq!(without, 1);
        let first = orgs::leaders(&bed.engine, None, "demo-organization").await.unwrap();
        assert_eq!(first.iter().filter(|leader| leader.unfinished).count(), 1);
        assert!(first.iter().any(|leader| leader.face.name == "demo-leader") && first.iter().any(|leader| leader.rating.is_some()));
        assert!(!orgs::meetings(&bed.engine, None, "demo-organization").await.unwrap().meetings.is_empty());
        assert!(!orgs::rooms(&bed.engine, "demo-organization").await.unwrap().is_empty());
        let owner = come_in(&bed, "orgadmin@demo.test").await;
        let post = orgs::owner(&bed.engine, &owner, "demo-organization").await.unwrap();
        let waits = orgs::manage::attention(&bed.engine, &post).await.unwrap();
        assert_eq!((waits.unfinished, waits.requests), (1, 2));
        assert!(waits.new_subscribers > 0 && !waits.no_logo);
    })
    .await;
}

#[tokio::test]
async fn the_town_comes_only_where_nobody_lives_and_only_once() {
    on_both(async |bed| {
        demo::build(&bed.engine).await.unwrap();
        let people = count(&bed, "SELECT COUNT(*) FROM accounts").await;
        demo::build(&bed.engine).await.unwrap();
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM accounts").await, people);
    })
    .await;
    on_both(async |bed| {
        bed.member("river").await;
        demo::build(&bed.engine).await.unwrap();
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM accounts").await, 1);
    })
    .await;
}
