//! Plans and their clocks: another zone, another time or length, a host who calls off, a seat that is taken again, a line that closes.
use crate::bed::on_both;
use crate::meetings::{count, draft, letters, plan, seats_add_up};
use crate::paying::{hold, money_adds_up, paid, state, step};
use domain::billing::{CouponDraft, PaymentState};
use domain::meetings::mine::Tab;
use domain::meetings::{MeetingDraft, Scope, Step};
use domain::time::{DAY, HOUR, MINUTE};
use engine::meetings::seats::{self, Taken};
use engine::meetings::{mine, paying, planning, waiting};
use engine::{billing, jobs};

#[tokio::test]
async fn a_meeting_that_takes_longer_is_told_and_still_counted_once() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &draft()).await;
        seats::register(&bed.engine, &river, &id, "", "").await.unwrap();
        let longer = MeetingDraft { hours: "1".into(), minutes: "30".into(), ..draft() };
        planning::edit(&bed.engine, &rosa, &id, Scope::This, &longer).await.unwrap();
        let told = letters(&bed).await.into_iter().find(|letter| letter.subject.contains("new time")).unwrap();
        let says = "The time has changed. It takes 1 hour 30 minutes now, instead of 1 hour. If that does not suit you, you can give your \
                    seat back.";
        assert!(told.body.contains(says), "{}", told.body);
        bed.clock.advance(3 * DAY);
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!(count(&bed, "SELECT groups_led FROM supporters").await, 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_given_another_time_gets_their_money_back_until_the_start() {
    on_both(async |bed| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let before = hold(&bed, &river, &id).await;
        paying::sandbox_page(&bed.engine, &river, &before, "pay").await.unwrap();
        bed.clock.advance(DAY);
        let sooner = MeetingDraft { start: "2026-11-23T18:00".into(), ..paid() };
        planning::edit(&bed.engine, &rosa, &id, Scope::This, &sooner).await.unwrap();
        bed.clock.advance(MINUTE);
        let after = hold(&bed, &lake, &id).await;
        paying::sandbox_page(&bed.engine, &lake, &after, "pay").await.unwrap();
        assert!(letters(&bed).await.iter().any(|letter| letter.body.contains("until the start, and what you paid comes back to you")));
        assert_eq!(seats::cancel(&bed.engine, &river, &id).await, Ok(true), "they did not choose this hour");
        assert_eq!(seats::cancel(&bed.engine, &lake, &id).await, Ok(false), "they did");
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!((state(&bed, &before).await, state(&bed, &after).await), (PaymentState::Refunded, PaymentState::Paid));
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_pays_twice_for_a_seat_or_at_all_for_what_is_called_off() {
    on_both(async |bed| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let mut payments = Vec::new();
        for person in [&river, &lake] {
            let payment = hold(&bed, person, &id).await;
            paying::sandbox_page(&bed.engine, person, &payment, "pay").await.unwrap();
            payments.push(payment);
        }
        bed.clock.advance(DAY + 12 * HOUR);
        for person in [&river, &lake] {
            assert_eq!(seats::cancel(&bed.engine, person, &id).await, Ok(false));
        }
        assert_eq!(seats::register(&bed.engine, &river, &id, "", "").await, Ok(Taken::Registered), "it is paid for");
        money_adds_up(&bed).await;
        planning::cancel(&bed.engine, &rosa, &id, Scope::This, "").await.unwrap();
        jobs::run_due(&bed.engine).await.unwrap();
        for payment in &payments {
            assert_eq!(state(&bed, payment).await, PaymentState::Refunded);
        }
        let told =
            letters(&bed).await.into_iter().filter(|letter| letter.body.contains("The host had to cancel. What you paid is on its way"));
        assert_eq!(told.count(), 2);
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_coupon_can_be_used_again_when_its_money_goes_back() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let coupon =
            CouponDraft { code: "ONCE".into(), kind: "amount".into(), value: "1".into(), most: "1".into(), until: "2026-12-01".into() };
        billing::coupons::create(&bed.engine, &rosa, &coupon).await.unwrap();
        let Ok(Taken::Pay(payment)) = seats::register(&bed.engine, &river, &id, "", "ONCE").await else { panic!("$4 to pay") };
        paying::sandbox_page(&bed.engine, &river, &payment, "pay").await.unwrap();
        assert_eq!(billing::coupons::list(&bed.engine, &rosa).await.unwrap()[0].used, 1);
        let says =
            format!("your receipt: $4 for one seat, instead of $5 with a coupon. Paid to Rosa B. on 22 Nov 2026. Number: {payment}.");
        let body = letters(&bed).await.into_iter().find(|letter| letter.subject == "Your seat is kept").unwrap().body;
        assert!(body.contains(&says), "{body}");
        assert_eq!(seats::cancel(&bed.engine, &river, &id).await, Ok(true));
        assert_eq!(billing::coupons::list(&bed.engine, &rosa).await.unwrap()[0].used, 0);
    })
    .await;
}

#[tokio::test]
async fn those_who_wait_are_still_asked_when_the_host_takes_nobody_else_in_line() {
    on_both(async |bed| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let brook = bed.member("brook").await;
        let one = MeetingDraft { seats: "1".into(), ..draft() };
        let id = plan(&bed, &rosa, &one).await;
        seats::register(&bed.engine, &river, &id, "", "").await.unwrap();
        waiting::join(&bed.engine, &lake, &id, "").await.unwrap();
        planning::edit(&bed.engine, &rosa, &id, Scope::This, &MeetingDraft { waiting_list: false, ..one }).await.unwrap();
        assert_eq!(step(&bed, &lake, &id).await, Step::LeaveList { place: 1 });
        assert_eq!(step(&bed, &brook, &id).await, Step::Full);
        seats::cancel(&bed.engine, &river, &id).await.unwrap();
        assert!(matches!(step(&bed, &lake, &id).await, Step::Answer { .. }));
        assert_eq!(waiting::accept(&bed.engine, &lake, &id).await, Ok(Taken::Registered));
        seats_add_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_host_plans_by_the_clock_of_the_place_they_name_and_everybody_reads_their_own() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let abroad = MeetingDraft { time_zone: "Europe/Berlin".into(), ..draft() };
        let id = plan(&bed, &rosa, &abroad).await;
        seats::register(&bed.engine, &river, &id, "", "").await.unwrap();
        let upcoming = mine::list(&bed.engine, &river, Tab::Upcoming, false, None).await.unwrap();
        assert_eq!(upcoming.meetings[0].line.starts, "Tue 24 Nov, 12:00 pm", "6 pm in Berlin is noon in New York");
        let form = planning::form(&bed.engine, &rosa, &id).await.unwrap();
        assert_eq!((form.start.as_str(), form.time_zone.as_str()), ("2026-11-24T18:00", "Europe/Berlin"), "as it was typed");
    })
    .await;
}
