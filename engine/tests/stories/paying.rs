//! Paying for a seat: held, paid, late, lost, twice, too little; refunds, coupons, earnings.
use crate::bed::{Bed, on_both};
use crate::meetings::{count, draft, letters, plan, seats_add_up};
use domain::billing::{CouponDraft, PaymentState};
use domain::meetings::{MeetingDraft, Step};
use domain::time::{DAY, HOUR, MINUTE};
use domain::{MeetingId, Refusal};
use engine::meetings::seats::{self, Taken};
use engine::meetings::{paying, waiting};
use engine::{Actor, Error, billing, jobs, meetings};

pub fn paid() -> MeetingDraft {
    MeetingDraft { price: "5".into(), ..draft() }
}

pub async fn hold(bed: &Bed, actor: &Actor, id: &MeetingId) -> String {
    match seats::register(&bed.engine, actor, id, "", "").await {
        Ok(Taken::Pay(payment)) => payment,
        other => panic!("{other:?}"),
    }
}

pub async fn state(bed: &Bed, payment: &str) -> PaymentState {
    billing::by_id(&bed.engine, payment).await.unwrap().unwrap().state
}

pub async fn step(bed: &Bed, actor: &Actor, id: &MeetingId) -> Step {
    meetings::page(&bed.engine, Some(actor), id).await.unwrap().step.unwrap()
}

/// Every cent that was received is a seat or on its way back.
pub async fn money_adds_up(bed: &Bed) {
    seats_add_up(bed).await;
    let off = "SELECT COUNT(*) FROM payments p WHERE p.state = 'paid' AND NOT EXISTS
        (SELECT 1 FROM registrations r WHERE r.payment_id = p.id AND r.state IN ('registered', 'cancelled'))";
    assert_eq!(count(bed, off).await, 0, "paid for nothing");
    let free = "SELECT COUNT(*) FROM registrations r JOIN payments p ON p.id = r.payment_id
        WHERE r.state = 'registered' AND p.state NOT IN ('paid')";
    assert_eq!(count(bed, free).await, 0, "a seat that nobody paid for");
}

#[tokio::test]
async fn the_seat_is_held_while_somebody_pays_and_theirs_once_the_provider_says_so() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = hold(&bed, &river, &id).await;
        assert_eq!(hold(&bed, &river, &id).await, payment, "a second click leads to the same checkout");
        seats_add_up(&bed).await;
        let checkout = paying::checkout(&bed.engine, &river, &payment).await.unwrap();
        assert_eq!((checkout.amount.as_str(), checkout.sandbox, checkout.seated), ("$5", true, false));
        let stranger = bed.member("stranger").await;
        assert_eq!(paying::checkout(&bed.engine, &stranger, &payment).await, Err(Error::NotFound));

        paying::sandbox_page(&bed.engine, &river, &payment, "pay").await.unwrap();
        assert!(paying::checkout(&bed.engine, &river, &payment).await.unwrap().seated);
        assert!(matches!(step(&bed, &river, &id).await, Step::Registered { .. }));
        bed.clock.advance(16 * MINUTE);
        jobs::run_due(&bed.engine).await.unwrap();
        assert!(matches!(step(&bed, &river, &id).await, Step::Registered { .. }), "the end of the hold takes nothing that is paid");
        assert!(letters(&bed).await.iter().any(|letter| letter.body.contains("your receipt: $5")));
        money_adds_up(&bed).await;

        assert_eq!(seats::cancel(&bed.engine, &river, &id).await, Ok(true), "more than a day before, money comes back");
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunding);
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunded);
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM sandbox_checkouts WHERE state = 'refunded'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn within_a_day_nothing_is_paid_back_and_the_host_has_earned_it() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = hold(&bed, &river, &id).await;
        paying::sandbox_page(&bed.engine, &river, &payment, "pay").await.unwrap();
        let free_until = async || meetings::page(&bed.engine, Some(&river), &id).await.unwrap().until;
        assert!(!free_until().await.is_empty());
        bed.clock.advance(DAY + 12 * HOUR);
        assert_eq!(free_until().await, "", "nobody is told of a time that is over");
        assert_eq!(seats::cancel(&bed.engine, &river, &id).await, Ok(false));
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!(state(&bed, &payment).await, PaymentState::Paid);
        let earned = billing::earnings(&bed.engine, &rosa).await.unwrap();
        assert_eq!((earned.pending.as_str(), earned.available.as_str()), ("$3.95", "$0"));
        bed.clock.advance(4 * DAY);
        let earned = billing::earnings(&bed.engine, &rosa).await.unwrap();
        assert_eq!((earned.pending.as_str(), earned.available.as_str()), ("$0", "$3.95"));
    })
    .await;
}

#[tokio::test]
async fn a_hold_that_ends_goes_to_the_line_and_a_late_payment_gets_a_free_seat_or_its_money_back() {
    on_both(async |bed| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), ..paid() }).await;
        let payment = hold(&bed, &river, &id).await;
        waiting::join(&bed.engine, &lake, &id, "").await.unwrap();
        paying::sandbox_page(&bed.engine, &river, &payment, "late").await.unwrap();
        bed.clock.advance(15 * MINUTE);
        jobs::run_due(&bed.engine).await.unwrap();
        assert!(matches!(step(&bed, &lake, &id).await, Step::Answer { pays: true, .. }));
        bed.clock.advance(MINUTE);
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunded, "the seat was gone");
        assert!(letters(&bed).await.iter().any(|letter| letter.subject == "Your payment came too late"));
        money_adds_up(&bed).await;

        let other = plan(&bed, &rosa, &MeetingDraft { name: "Another".into(), ..paid() }).await;
        let payment = hold(&bed, &river, &other).await;
        paying::sandbox_page(&bed.engine, &river, &payment, "late").await.unwrap();
        bed.clock.advance(20 * MINUTE);
        jobs::run_due(&bed.engine).await.unwrap();
        assert!(matches!(step(&bed, &river, &other).await, Step::Registered { .. }), "a seat was free");
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_word_of_the_provider_that_is_lost_is_asked_for() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = hold(&bed, &river, &id).await;
        paying::sandbox_page(&bed.engine, &river, &payment, "unheard").await.unwrap();
        assert_eq!(state(&bed, &payment).await, PaymentState::Open);
        bed.clock.advance(5 * MINUTE);
        jobs::run_due(&bed.engine).await.unwrap();
        assert!(matches!(step(&bed, &river, &id).await, Step::Registered { .. }));
        money_adds_up(&bed).await;
    })
    .await;
}

/// The hook that tells of a payment, signed by the provider.
async fn hook(bed: &Bed, payment: &str) -> (String, String) {
    let open = billing::by_id(&bed.engine, payment).await.unwrap().unwrap();
    let prepared = billing::prepare(&bed.engine, open).await.unwrap();
    billing::sandbox::pay(&bed.engine, &prepared).await.unwrap()
}

#[tokio::test]
async fn told_ten_times_at_once_and_in_any_order_it_ends_the_same() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "5".into(), ..paid() }).await;
        let mut storm = tokio::task::JoinSet::new();
        for n in 0..5 {
            let person = bed.member(&format!("payer{n}")).await;
            let payment = hold(&bed, &person, &id).await;
            let (body, signature) = hook(&bed, &payment).await;
            for _ in 0..10 {
                let (engine, body, signature) = (bed.engine.clone(), body.clone(), signature.clone());
                storm.spawn(async move {
                    while let Err(error) = paying::hear(&engine, &body, &signature).await {
                        assert_eq!(error, Error::Busy);
                    }
                });
            }
        }
        while let Some(told) = storm.join_next().await {
            told.unwrap();
        }
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM registrations WHERE state = 'registered'").await, 5);
        let receipts = letters(&bed).await.into_iter().filter(|letter| letter.body.contains("your receipt")).count();
        assert_eq!(receipts, 5, "one receipt each");
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_false_signature_is_no_word_of_the_provider_and_another_amount_goes_back() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = hold(&bed, &river, &id).await;
        let (body, signature) = hook(&bed, &payment).await;
        // The whole field: an id can have these digits in it too.
        let wrong = body.replace("\"amount_total\":500", "\"amount_total\":100");
        assert_ne!(wrong, body);
        assert_eq!(paying::hear(&bed.engine, &wrong, &signature).await, Err(Error::Forbidden));
        assert_eq!(paying::hear(&bed.engine, &body, "t=1,v1=00").await, Err(Error::Forbidden));
        bed.clock.advance(6 * MINUTE);
        assert_eq!(paying::hear(&bed.engine, &body, &signature).await, Err(Error::Forbidden), "too old");
        assert_eq!(state(&bed, &payment).await, PaymentState::Open);
        let billing::Pay::Sandbox { secret } = bed.engine.pay() else { panic!("the sandbox was expected") };
        let signed = billing::sign(secret, &wrong, bed.clock.now());
        paying::hear(&bed.engine, &wrong, &signed).await.unwrap();
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunding);
        assert_eq!(step(&bed, &river, &id).await, Step::Register { pays: true, password: false }, "no seat for the wrong amount");
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn turning_back_frees_the_seat_at_once() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = hold(&bed, &river, &id).await;
        assert_eq!(paying::turn_back(&bed.engine, &river, &payment).await, Ok(id.clone()));
        assert_eq!(state(&bed, &payment).await, PaymentState::Left);
        assert_eq!(step(&bed, &river, &id).await, Step::Register { pays: true, password: false });
        assert_eq!(paying::turn_back(&bed.engine, &rosa, &payment).await, Err(Error::NotFound));
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_coupon_is_used_as_often_as_its_maker_allows_whoever_comes_at_once() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let coupon = CouponDraft {
            code: "spring".into(),
            kind: "percent".into(),
            value: "100".into(),
            most: "3".into(),
            until: "2026-12-01".into(),
        };
        billing::coupons::create(&bed.engine, &rosa, &coupon).await.unwrap();
        assert!(billing::coupons::create(&bed.engine, &rosa, &coupon).await.is_err(), "one code, one coupon");
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "20".into(), ..paid() }).await;
        let mut race = tokio::task::JoinSet::new();
        for n in 0..10 {
            let (engine, id, person) = (bed.engine.clone(), id.clone(), bed.member(&format!("saver{n}")).await);
            race.spawn(async move { seats::register(&engine, &person, &id, "", " Spring ").await });
        }
        let mut free = 0;
        while let Some(done) = race.join_next().await {
            match done.unwrap() {
                Ok(Taken::Registered) => free += 1,
                Err(Error::Refused(refusal)) => assert_eq!(refusal.problems()[0].field, "coupon"),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(free, 3);
        assert_eq!(billing::coupons::list(&bed.engine, &rosa).await.unwrap()[0].used, 3);
        seats_add_up(&bed).await;

        let part =
            CouponDraft { code: "PART".into(), kind: "amount".into(), value: "2".into(), most: "1".into(), until: "2026-12-01".into() };
        billing::coupons::create(&bed.engine, &rosa, &part).await.unwrap();
        let river = bed.member("river").await;
        let Ok(Taken::Pay(payment)) = seats::register(&bed.engine, &river, &id, "", "part").await else {
            panic!("a checkout was expected")
        };
        assert_eq!(paying::checkout(&bed.engine, &river, &payment).await.unwrap().amount, "$3");
        paying::turn_back(&bed.engine, &river, &payment).await.unwrap();
        let left = billing::coupons::list(&bed.engine, &rosa).await.unwrap();
        assert_eq!(left.iter().find(|coupon| coupon.code == "PART").unwrap().used, 0, "a checkout that came to nothing gives it back");
    })
    .await;
}

#[tokio::test]
async fn a_host_takes_a_seat_back_with_the_money_and_that_person_stays_away() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = hold(&bed, &river, &id).await;
        paying::sandbox_page(&bed.engine, &river, &payment, "pay").await.unwrap();
        bed.clock.advance(2 * DAY);
        assert_eq!(seats::remove(&bed.engine, &river, &id, &river.id).await, Err(Error::NotFound), "hosts alone may");
        seats::remove(&bed.engine, &rosa, &id, &river.id).await.unwrap();
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunding, "whatever the hour");
        assert_eq!(seats::register(&bed.engine, &river, &id, "", "").await, Err(Refusal::NotForYou.into()));
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn the_line_of_a_meeting_that_an_organization_keeps_to_its_own_people_moves_on_too() {
    on_both(async |bed| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), ..draft() }).await;
        assert_eq!(seats::register(&bed.engine, &river, &id, "", "").await, Ok(Taken::Registered));
        waiting::join(&bed.engine, &lake, &id, "").await.unwrap();
        let keep = bed.engine.db().write((), |tx, ()| {
            Box::pin(async move {
                sqlx::query("UPDATE meetings SET visibility = 'organization'").execute(tx.conn()).await?;
                Ok(())
            })
        });
        keep.await.unwrap();
        assert_eq!(seats::cancel(&bed.engine, &river, &id).await, Ok(false));
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM waiting WHERE state = 'offered'").await, 1);
        seats_add_up(&bed).await;
    })
    .await;
}
