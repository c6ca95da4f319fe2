//! Nothing ran for a while, and holds and offers have run out meanwhile: what was paid in time keeps its seat, and every seat is
//! counted once.
use crate::bed::{Bed, on_both};
use crate::meetings::{count, draft, letters, plan, seats_add_up};
use crate::paying::{hold, money_adds_up, paid, state, step};
use crate::paying_stripe::{at_checkout, wait};
use crate::stand_in::on_both_with_stripe;
use domain::billing::PaymentState;
use domain::meetings::{MeetingDraft, Step};
use domain::time::MINUTE;
use domain::{MeetingId, Refusal};
use engine::meetings::seats::Taken;
use engine::meetings::{paying, planning, seats, waiting};
use engine::{Actor, jobs};

#[tokio::test]
async fn who_paid_in_time_keeps_the_seat_although_nothing_was_heard_of_it_before_the_hold_ran_out() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        for (name, asked_about) in [("Asked about", true), ("Not asked about", false)] {
            let id = plan(&bed, &rosa, &MeetingDraft { name: name.into(), seats: "1".into(), ..paid() }).await;
            let payment = at_checkout(&bed, &river, &id).await;
            let event = stripe.pay(&payment);
            waiting::join(&bed.engine, &lake, &id, "").await.unwrap();
            if !asked_about {
                // The end of the hold is alone with it: the question of every few minutes comes from nobody else.
                let forget = bed.engine.db().write((), |tx, ()| {
                    Box::pin(async move {
                        sqlx::query("DELETE FROM jobs WHERE kind = 'ask_about_payment'").execute(tx.conn()).await?;
                        Ok(())
                    })
                });
                forget.await.unwrap();
            }
            wait(&bed, 40 * MINUTE).await;
            assert_eq!(state(&bed, &payment).await, PaymentState::Paid, "{name}");
            assert!(matches!(step(&bed, &river, &id).await, Step::Registered { .. }), "{name}");
            assert_eq!(step(&bed, &lake, &id).await, Step::LeaveList { place: 1 }, "{name}: nobody else was offered it");
            stripe.deliver(&bed, &event).await.unwrap();
            wait(&bed, MINUTE).await;
            assert!(stripe.books().refunds.is_empty(), "{name}: the late word changes nothing");
            money_adds_up(&bed).await;
        }
        let receipts = letters(&bed).await.into_iter().filter(|letter| letter.body.contains("your receipt: $5")).count();
        assert_eq!(receipts, 2, "one for each seat");
        assert!(!letters(&bed).await.iter().any(|letter| letter.subject == "Your payment came too late"));
    })
    .await;
}

#[tokio::test]
async fn who_did_not_pay_loses_the_seat_when_the_standstill_ends() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), ..paid() }).await;
        let payment = at_checkout(&bed, &river, &id).await;
        waiting::join(&bed.engine, &lake, &id, "").await.unwrap();
        wait(&bed, 40 * MINUTE).await;
        assert_eq!((state(&bed, &payment).await, stripe.session(&payment)), (PaymentState::Expired, "expired".to_owned()));
        assert!(matches!(step(&bed, &lake, &id).await, Step::Answer { pays: true, .. }));
        money_adds_up(&bed).await;
    })
    .await;
}

/// Somebody is offered the seat that `leaves` gives back, and lets the time run out; nothing has run since.
async fn lapsed(bed: &Bed, id: &MeetingId, leaves: &Actor, asked: &Actor) {
    waiting::join(&bed.engine, asked, id, "").await.unwrap();
    seats::cancel(&bed.engine, leaves, id).await.unwrap();
    let Step::Answer { until, .. } = step(bed, asked, id).await else { panic!("an offer was expected") };
    bed.clock.advance(until - bed.clock.now());
}

/// The seats that are taken, held or offered.
async fn taken(bed: &Bed) -> i64 {
    seats_add_up(bed).await;
    count(bed, "SELECT taken FROM meetings ORDER BY id LIMIT 1").await
}

#[tokio::test]
async fn who_queues_after_their_own_checkout_ran_out_waits_once() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), ..paid() }).await;
        at_checkout(&bed, &river, &id).await;
        bed.clock.advance(40 * MINUTE);
        for click in ["first", "second"] {
            assert_eq!(waiting::join(&bed.engine, &river, &id, "").await, Ok(1), "the {click} click");
            assert_eq!(step(&bed, &river, &id).await, Step::LeaveList { place: 1 });
        }
        wait(&bed, MINUTE).await;
        assert!(matches!(step(&bed, &river, &id).await, Step::Answer { pays: true, .. }), "the seat of the checkout is free now");
        seats_add_up(&bed).await;
        drop(stripe);
    })
    .await;
}

#[tokio::test]
async fn who_registers_after_their_own_offer_ran_out_sits_on_one_seat_and_no_seat_is_lost() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let (first, second, third, fourth) =
            (bed.member("first").await, bed.member("second").await, bed.member("third").await, bed.member("fourth").await);
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "2".into(), ..draft() }).await;
        for person in [&first, &second] {
            seats::register(&bed.engine, person, &id, "", "").await.unwrap();
        }
        lapsed(&bed, &id, &first, &third).await;
        assert_eq!(taken(&bed).await, 2, "nobody has looked after it yet");
        assert_eq!(seats::register(&bed.engine, &third, &id, "", "").await, Err(Refusal::MeetingFull.into()));
        seats::cancel(&bed.engine, &second, &id).await.unwrap();
        assert_eq!(seats::register(&bed.engine, &third, &id, "", "").await, Ok(Taken::Registered));
        assert_eq!(taken(&bed).await, 1);
        assert_eq!(seats::register(&bed.engine, &third, &id, "", "").await, Ok(Taken::Registered), "a second click is the same seat");

        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!(taken(&bed).await, 1, "the end of the offer finds nothing to give back");
        assert!(matches!(step(&bed, &third, &id).await, Step::Registered { .. }));
        assert!(!letters(&bed).await.iter().any(|letter| letter.subject == "The offer of a seat has ended"), "it would be puzzling now");
        assert_eq!(seats::register(&bed.engine, &fourth, &id, "", "").await, Ok(Taken::Registered), "the other seat is free");
        assert_eq!(taken(&bed).await, 2);
        assert_eq!(seats::register(&bed.engine, &first, &id, "", "").await, Err(Refusal::MeetingFull.into()));
    })
    .await;
}

#[tokio::test]
async fn who_holds_a_seat_after_their_own_offer_ran_out_holds_one() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let (first, second, third) = (bed.member("first").await, bed.member("second").await, bed.member("third").await);
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "2".into(), ..paid() }).await;
        for person in [&first, &second] {
            let payment = hold(&bed, person, &id).await;
            paying::sandbox_page(&bed.engine, person, &payment, "pay").await.unwrap();
        }
        lapsed(&bed, &id, &first, &third).await;
        seats::cancel(&bed.engine, &second, &id).await.unwrap();
        let payment = hold(&bed, &third, &id).await;
        assert_eq!(taken(&bed).await, 1);
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!(taken(&bed).await, 1);
        paying::turn_back(&bed.engine, &third, &payment).await.unwrap();
        assert_eq!(taken(&bed).await, 0);
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_whole_series_is_taken_although_an_offer_of_one_date_ran_out() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let (first, second, third) = (bed.member("first").await, bed.member("second").await, bed.member("third").await);
        let series = MeetingDraft { repeat: "weekly".into(), until: "2026-12-01".into(), seats: "2".into(), ..draft() };
        let ids = planning::create(&bed.engine, &rosa, &series).await.unwrap();
        for person in [&first, &second] {
            seats::register(&bed.engine, person, &ids[0], "", "").await.unwrap();
        }
        lapsed(&bed, &ids[0], &first, &third).await;
        seats::cancel(&bed.engine, &second, &ids[0]).await.unwrap();
        assert_eq!(seats::register_series(&bed.engine, &third, &ids[0]).await.unwrap().taken, ids);
        assert_eq!(taken(&bed).await, 1);
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!(taken(&bed).await, 1);
    })
    .await;
}

#[tokio::test]
async fn who_joins_the_line_again_after_their_own_offer_ran_out_stands_behind_those_who_wait() {
    on_both(async |bed| {
        let rosa = bed.supporter("rosa").await;
        let (first, second, third) = (bed.member("first").await, bed.member("second").await, bed.member("third").await);
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), ..draft() }).await;
        seats::register(&bed.engine, &first, &id, "", "").await.unwrap();
        lapsed(&bed, &id, &first, &second).await;
        assert_eq!(waiting::join(&bed.engine, &third, &id, "").await, Ok(1));
        assert_eq!(waiting::join(&bed.engine, &second, &id, "").await, Ok(1), "the seat went to the next, and nobody else waits");
        assert!(matches!(step(&bed, &third, &id).await, Step::Answer { .. }));
        assert_eq!(step(&bed, &second, &id).await, Step::LeaveList { place: 1 });
        assert_eq!(taken(&bed).await, 1);
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!((step(&bed, &second, &id).await, taken(&bed).await), (Step::LeaveList { place: 1 }, 1));

        // With nobody else in line, the seat is offered to the one who comes again.
        waiting::leave(&bed.engine, &second, &id).await.unwrap();
        let Step::Answer { until, .. } = step(&bed, &third, &id).await else { panic!("an offer was expected") };
        bed.clock.advance(until - bed.clock.now());
        waiting::join(&bed.engine, &third, &id, "").await.unwrap();
        assert!(matches!(step(&bed, &third, &id).await, Step::Answer { .. }));
        assert_eq!(waiting::accept(&bed.engine, &third, &id).await, Ok(Taken::Registered));
        assert_eq!(taken(&bed).await, 1);
    })
    .await;
}
