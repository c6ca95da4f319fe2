//! Connections: asking, answering, taking back and blocking, also all at once.
use crate::bed::{Bed, on_both};
use domain::contacts::{Standing, Tab};
use domain::events::{Event, Topic};
use domain::notices::NoticeKind;
use domain::time::{DAY, SECOND};
use domain::{AccountId, Refusal};
use engine::bus::{Ear, Parcel};
use engine::{Actor, Error, contacts, jobs, mail, notices};

async fn rows(bed: &Bed) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM connections").fetch_one(bed.engine.db().read()).await.unwrap()
}

async fn events(bed: &Bed, kind: &'static str) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM events WHERE kind = $1").bind(kind).fetch_one(bed.engine.db().read()).await.unwrap()
}

async fn standing(bed: &Bed, one: &Actor, other: &Actor) -> Standing {
    contacts::standings(&bed.engine, Some(one), std::slice::from_ref(&other.id)).await.unwrap()[&other.id]
}

async fn set_supporter(bed: &Bed, id: &AccountId, accepting: i64, automatic: i64, hidden: i64) {
    let write = bed.engine.db().write((id.clone(), accepting, automatic, hidden), |tx, (id, accepting, automatic, hidden)| {
        Box::pin(async move {
            sqlx::query("UPDATE supporters SET accepting = $2, auto_approve = $3, hidden = $4 WHERE account_id = $1")
                .bind(id.as_str())
                .bind(*accepting)
                .bind(*automatic)
                .bind(*hidden)
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    });
    write.await.unwrap();
}

fn ear_of(bed: &Bed, actor: &Actor) -> Ear {
    let mut ear = bed.engine.bus().listen();
    ear.add(Topic::Account(actor.id.clone()));
    ear
}

fn next_event(ear: &mut Ear) -> Option<Event> {
    match ear.heard.try_recv() {
        Ok(Parcel::Event { event, .. }) => Some((*event).clone()),
        _ => None,
    }
}

async fn letters(bed: &Bed) -> Vec<mail::Letter> {
    jobs::run_due(&bed.engine).await.unwrap();
    mail::store::newest(bed.engine.db(), 50).await.unwrap().into_iter().map(|kept| kept.letter).collect()
}

#[tokio::test]
async fn a_member_asks_the_supporter_hears_it_at_once_and_says_yes() {
    on_both(async |bed| {
        let (river, rosa) = (bed.member("river").await, bed.supporter("rosa").await);
        let (mut at_rivers, mut at_rosas) = (ear_of(&bed, &river), ear_of(&bed, &rosa));
        assert_eq!(standing(&bed, &river, &rosa).await, Standing::Open);

        let asked = contacts::request(&bed.engine, &river, &rosa.id, "  I read your story.  ").await;
        assert_eq!(asked, Ok(Standing::Asked));
        assert_eq!(standing(&bed, &rosa, &river).await, Standing::AskedYou);
        match next_event(&mut at_rosas) {
            Some(Event::RequestSent { asker, asked, note, .. }) => {
                assert_eq!((asker.name.as_str(), asked.name.as_str(), note.as_str()), ("river", "Rosa B.", "I read your story."));
            }
            other => panic!("a request was expected, not {other:?}"),
        }
        let pending = contacts::list(&bed.engine, &rosa, Tab::Pending, None).await.unwrap();
        assert_eq!(pending.people.items[0].note, "I read your story.");
        assert_eq!((pending.counts.requests, pending.counts.active), (1, 0));
        assert_eq!(notices::unread(&bed.engine, &rosa.id).await, Ok(1));

        assert_eq!(contacts::approve(&bed.engine, &rosa, &river.id).await, Ok(Standing::Connected));
        assert!(matches!(next_event(&mut at_rivers), Some(Event::RequestSent { .. })), "the asker's other tabs hear it too");
        assert!(matches!(next_event(&mut at_rivers), Some(Event::RequestApproved { automatic: false, .. })));
        assert_eq!(standing(&bed, &river, &rosa).await, Standing::Connected);
        assert_eq!(contacts::are_connected(bed.engine.db(), &rosa.id, &river.id).await, Ok(true));
        let told = notices::list(&bed.engine, &river, None).await.unwrap();
        assert_eq!((told.items[0].kind, told.items[0].about.as_str()), (NoticeKind::Approved, "Rosa B."));
        assert_eq!(notices::unread(&bed.engine, &rosa.id).await, Ok(0), "answering settles the notice");

        let letters = letters(&bed).await;
        let mut subjects: Vec<_> = letters.iter().map(|letter| (letter.to.as_str(), letter.subject.as_str())).collect();
        subjects.sort_unstable();
        assert_eq!(
            subjects,
            [("river@bed.test", "Your request on Alongside was answered"), ("rosa@bed.test", "You have a new request on Alongside")]
        );
        assert!(letters.iter().all(|letter| !letter.body.contains("story") && !letter.body.contains("bed.test")), "no private words");
    })
    .await;
}

#[tokio::test]
async fn twenty_clicks_at_once_are_one_request_and_one_event() {
    on_both(async |bed| {
        let (river, rosa) = (bed.member("river").await, bed.supporter("rosa").await);
        let mut clicks = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let (engine, river, rosa) = (bed.engine.clone(), river.clone(), rosa.id.clone());
            clicks.spawn(async move { contacts::request(&engine, &river, &rosa, "").await });
        }
        while let Some(click) = clicks.join_next().await {
            assert_eq!(click.unwrap(), Ok(Standing::Asked));
        }
        assert_eq!((rows(&bed).await, events(&bed, "request_sent").await), (1, 1));

        let mut clicks = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let (engine, rosa, river) = (bed.engine.clone(), rosa.clone(), river.id.clone());
            clicks.spawn(async move { contacts::approve(&engine, &rosa, &river).await });
        }
        while let Some(click) = clicks.join_next().await {
            assert_eq!(click.unwrap(), Ok(Standing::Connected));
        }
        assert_eq!((rows(&bed).await, events(&bed, "request_approved").await), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn two_who_ask_each_other_at_once_are_connected_once() {
    on_both(async |bed| {
        for round in 0..10 {
            let (ana, ben) = (bed.supporter(&format!("ana{round}")).await, bed.supporter(&format!("ben{round}")).await);
            let ask = |from: Actor, to: AccountId| {
                let engine = bed.engine.clone();
                tokio::spawn(async move { contacts::request(&engine, &from, &to, "").await })
            };
            let (one, other) = (ask(ana.clone(), ben.id.clone()), ask(ben.clone(), ana.id.clone()));
            let mut answers = [one.await.unwrap().unwrap(), other.await.unwrap().unwrap()];
            answers.sort_by_key(|answer| *answer == Standing::Connected);
            assert_eq!(answers, [Standing::Asked, Standing::Connected]);
            assert_eq!((rows(&bed).await, events(&bed, "request_approved").await), (round + 1, round + 1));
        }
    })
    .await;
}

#[tokio::test]
async fn asking_while_being_blocked_never_ends_in_a_connection() {
    on_both(async |bed| {
        for round in 0..10 {
            let (river, rosa) = (bed.member(&format!("river{round}")).await, bed.supporter(&format!("rosa{round}")).await);
            set_supporter(&bed, &rosa.id, 1, round % 2, 0).await;
            let (engine, asker, asked) = (bed.engine.clone(), river.clone(), rosa.id.clone());
            let ask = tokio::spawn(async move { contacts::request(&engine, &asker, &asked, "").await });
            let (engine, blocker, blocked) = (bed.engine.clone(), rosa.clone(), river.id.clone());
            let block = tokio::spawn(async move { contacts::block(&engine, &blocker, &blocked).await });
            let asked = ask.await.unwrap();
            assert!(matches!(asked, Ok(_) | Err(Error::Refused(Refusal::NotAccepting))), "{asked:?}");
            assert_eq!(block.await.unwrap(), Ok(Standing::YouBlocked));
            assert_eq!(contacts::are_connected(bed.engine.db(), &rosa.id, &river.id).await, Ok(false));
            assert!(matches!(standing(&bed, &river, &rosa).await, Standing::Asked | Standing::Closed));
            assert_eq!(contacts::counts(&bed.engine, &rosa.id).await.unwrap().requests, 0);
            assert_eq!(notices::unread(&bed.engine, &rosa.id).await, Ok(0));
        }
    })
    .await;
}

#[tokio::test]
async fn only_supporters_with_a_visible_and_open_profile_can_be_asked() {
    on_both(async |bed| {
        let (river, lake, rosa) = (bed.member("river").await, bed.member("lake").await, bed.supporter("rosa").await);
        let closed = Err(Error::Refused(Refusal::NotAccepting));
        assert_eq!(contacts::request(&bed.engine, &river, &lake.id, "").await, closed);
        assert_eq!(contacts::request(&bed.engine, &river, &river.id, "").await, Err(Refusal::Yourself.into()));
        let nobody = AccountId::parse("0190b6f0-7c1e-7a55-8f00-0123456789ab").unwrap();
        assert_eq!(contacts::request(&bed.engine, &river, &nobody, "").await, Err(Error::NotFound));
        set_supporter(&bed, &rosa.id, 0, 0, 0).await;
        assert_eq!(contacts::request(&bed.engine, &river, &rosa.id, "").await, closed);
        set_supporter(&bed, &rosa.id, 1, 0, 1).await;
        assert_eq!(contacts::request(&bed.engine, &river, &rosa.id, "").await, closed);
        assert_eq!(rows(&bed).await, 0, "a refusal leaves nothing behind");
        let visitor = contacts::standings(&bed.engine, None, &[rosa.id.clone(), lake.id.clone()]).await.unwrap();
        assert_eq!((visitor[&rosa.id], visitor[&lake.id]), (Standing::Closed, Standing::Closed));
        set_supporter(&bed, &rosa.id, 1, 1, 0).await;
        assert_eq!(contacts::standings(&bed.engine, None, std::slice::from_ref(&rosa.id)).await.unwrap()[&rosa.id], Standing::Open);
        assert_eq!(contacts::request(&bed.engine, &river, &rosa.id, "").await, Ok(Standing::Connected), "approved automatically");
        assert_eq!(notices::list(&bed.engine, &rosa, None).await.unwrap().items[0].kind, NoticeKind::Joined);
        assert_eq!(standing(&bed, &rosa, &rosa).await, Standing::Yourself);
    })
    .await;
}

#[tokio::test]
async fn eleven_requests_at_once_leave_ten_open() {
    on_both(async |bed| {
        let river = bed.member("river").await;
        let mut asks = tokio::task::JoinSet::new();
        for n in 0..14 {
            let asked = bed.supporter(&format!("rosa{n}")).await;
            let (engine, river) = (bed.engine.clone(), river.clone());
            asks.spawn(async move { contacts::request(&engine, &river, &asked.id, "").await });
        }
        let outcomes = asks.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == Ok(Standing::Asked)).count(), 10);
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == Err(Refusal::TooManyRequests.into())).count(), 4);
        let sent = contacts::list(&bed.engine, &river, Tab::Pending, None).await.unwrap().sent;
        assert_eq!(sent.len(), 10);
        assert_eq!(contacts::withdraw(&bed.engine, &river, &sent[0].face.id).await, Ok(Standing::Open));
        let another = bed.supporter("another").await;
        assert_eq!(contacts::request(&bed.engine, &river, &another.id, "").await, Ok(Standing::Asked));
    })
    .await;
}

#[tokio::test]
async fn not_now_holds_for_thirty_days_and_is_told_kindly() {
    on_both(async |bed| {
        let (river, rosa) = (bed.member("river").await, bed.supporter("rosa").await);
        contacts::request(&bed.engine, &river, &rosa.id, "").await.unwrap();
        assert_eq!(contacts::decline(&bed.engine, &rosa, &river.id).await, Ok(Standing::Closed), "a member can't be asked back");
        assert_eq!(standing(&bed, &river, &rosa).await, Standing::NotNow);
        let sent = contacts::list(&bed.engine, &river, Tab::Pending, None).await.unwrap();
        assert_eq!((sent.sent[0].standing, sent.counts.sent), (Standing::NotNow, 0));
        assert_eq!(contacts::request(&bed.engine, &river, &rosa.id, "").await, Err(Refusal::AskAgainLater(30).into()));
        assert_eq!(notices::list(&bed.engine, &river, None).await.unwrap().items[0].kind, NoticeKind::NotNow);
        // Blocking and unblocking does not shorten the wait.
        contacts::block(&bed.engine, &river, &rosa.id).await.unwrap();
        assert_eq!(contacts::unblock(&bed.engine, &river, &rosa.id).await, Ok(Standing::NotNow));
        bed.clock.advance(30 * DAY);
        assert_eq!(contacts::request(&bed.engine, &river, &rosa.id, "").await, Ok(Standing::Asked));
    })
    .await;
}

#[tokio::test]
async fn a_blocked_person_is_not_told_and_unblocking_makes_them_strangers_again() {
    on_both(async |bed| {
        let (river, rosa) = (bed.member("river").await, bed.supporter("rosa").await);
        contacts::request(&bed.engine, &river, &rosa.id, "").await.unwrap();
        contacts::approve(&bed.engine, &rosa, &river.id).await.unwrap();
        let mut at_rivers = ear_of(&bed, &river);
        assert_eq!(contacts::block(&bed.engine, &rosa, &river.id).await, Ok(Standing::YouBlocked));
        assert_eq!(contacts::block(&bed.engine, &rosa, &river.id).await, Ok(Standing::YouBlocked));
        assert_eq!(events(&bed, "person_blocked").await, 1);
        assert!(next_event(&mut at_rivers).is_none(), "the other is not told");
        assert_eq!(standing(&bed, &river, &rosa).await, Standing::Closed);
        assert_eq!(contacts::request(&bed.engine, &river, &rosa.id, "").await, Err(Refusal::NotAccepting.into()));
        assert_eq!(contacts::request(&bed.engine, &rosa, &river.id, "").await, Err(Refusal::YouBlocked.into()));
        let list = contacts::list(&bed.engine, &rosa, Tab::Blocked, None).await.unwrap();
        assert_eq!((list.people.items[0].face.name.as_str(), list.counts.blocked, list.counts.active), ("river", 1, 0));
        assert!(contacts::list(&bed.engine, &river, Tab::Blocked, None).await.unwrap().people.items.is_empty());
        contacts::unblock(&bed.engine, &rosa, &river.id).await.unwrap();
        assert_eq!(standing(&bed, &river, &rosa).await, Standing::Open);
        assert_eq!(contacts::are_connected(bed.engine.db(), &rosa.id, &river.id).await, Ok(false));
    })
    .await;
}

#[tokio::test]
async fn a_request_that_is_blocked_goes_on_waiting_in_the_askers_eyes_only() {
    on_both(async |bed| {
        let (river, rosa) = (bed.member("river").await, bed.supporter("rosa").await);
        contacts::request(&bed.engine, &river, &rosa.id, "").await.unwrap();
        contacts::block(&bed.engine, &rosa, &river.id).await.unwrap();
        assert_eq!(standing(&bed, &river, &rosa).await, Standing::Asked);
        assert!(contacts::list(&bed.engine, &rosa, Tab::Pending, None).await.unwrap().people.items.is_empty());
        assert_eq!(contacts::approve(&bed.engine, &rosa, &river.id).await, Err(Refusal::RequestClosed.into()));
        let mut at_rosas = ear_of(&bed, &rosa);
        contacts::withdraw(&bed.engine, &river, &rosa.id).await.unwrap();
        assert!(next_event(&mut at_rosas).is_none());
    })
    .await;
}

#[tokio::test]
async fn asking_and_taking_back_all_day_is_one_letter_and_one_notice() {
    on_both(async |bed| {
        let (river, rosa) = (bed.member("river").await, bed.supporter("rosa").await);
        for _ in 0..5 {
            contacts::request(&bed.engine, &river, &rosa.id, "").await.unwrap();
            contacts::withdraw(&bed.engine, &river, &rosa.id).await.unwrap();
            assert_eq!(notices::unread(&bed.engine, &rosa.id).await, Ok(0), "what is taken back is not news");
            bed.clock.advance(60 * SECOND);
        }
        assert_eq!(letters(&bed).await.len(), 1);
        assert_eq!(contacts::approve(&bed.engine, &rosa, &river.id).await, Err(Refusal::RequestClosed.into()));
    })
    .await;
}

#[tokio::test]
async fn long_lists_are_read_page_by_page_and_notices_are_marked_as_read() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        for n in 0..25 {
            let member = bed.member(&format!("m{n}")).await;
            contacts::request(&bed.engine, &member, &rosa.id, "").await.unwrap();
            bed.clock.advance(SECOND);
        }
        let first = contacts::list(&bed.engine, &rosa, Tab::Pending, None).await.unwrap();
        assert_eq!((first.people.items.len(), first.people.items[0].face.name.as_str(), first.counts.requests), (20, "m24", 25));
        let rest = contacts::list(&bed.engine, &rosa, Tab::Pending, first.people.next.as_ref()).await.unwrap();
        assert_eq!((rest.people.items.len(), rest.people.items[4].face.name.as_str(), rest.people.next), (5, "m0", None));
        for entry in &first.people.items {
            contacts::approve(&bed.engine, &rosa, &entry.face.id).await.unwrap();
        }
        assert_eq!(contacts::list(&bed.engine, &rosa, Tab::Active, None).await.unwrap().people.items.len(), 20);
        assert_eq!(notices::unread(&bed.engine, &rosa.id).await, Ok(5));
        notices::mark_all_read(&bed.engine, &rosa, bed.clock.now()).await.unwrap();
        assert_eq!(notices::unread(&bed.engine, &rosa.id).await, Ok(0));
        assert_eq!(notices::list(&bed.engine, &rosa, None).await.unwrap().items.len(), 25);
    })
    .await;
}
