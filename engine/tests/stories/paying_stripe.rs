//! Paying through our Stripe client, with a stand-in that loses words, repeats them, mixes them up, and says no.
use crate::bed::Bed;
use crate::meetings::{count, letters, plan, seats_add_up};
use crate::paying::{hold, money_adds_up, paid, state, step};
use crate::stand_in::{HOOK_SECRET, on_both_with_stripe};
use domain::MeetingId;
use domain::billing::{PaymentState, Payout};
use domain::meetings::{MeetingDraft, Scope, Step};
use domain::time::{DAY, HOUR, MINUTE};
use engine::meetings::{paying, planning, seats, waiting};
use engine::{Actor, Error, billing, jobs};
use serde_json::Value;

/// Holds a seat and goes to the provider's page.
pub async fn at_checkout(bed: &Bed, actor: &Actor, id: &MeetingId) -> String {
    let payment = hold(bed, actor, id).await;
    let checkout = paying::checkout(&bed.engine, actor, &payment).await.unwrap();
    assert_eq!(checkout.pay_at, Some(format!("https://checkout.test/cs_{payment}")));
    payment
}

/// Time goes by, and everything that is due is done, as often as it takes.
pub async fn wait(bed: &Bed, time: i64) {
    bed.clock.advance(time);
    jobs::run_due(&bed.engine).await.unwrap();
}

async fn fault(bed: &Bed) -> String {
    sqlx::query_scalar("SELECT fault FROM payments").fetch_one(bed.engine.db().read()).await.unwrap()
}

#[tokio::test]
async fn a_seat_is_paid_at_stripe_and_cancelling_sends_the_money_back_once() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = at_checkout(&bed, &river, &id).await;
        paying::checkout(&bed.engine, &river, &payment).await.unwrap();
        assert_eq!(stripe.keys("/v1/checkout/sessions"), [format!("checkout-{payment}")], "asked for once");
        let form = stripe.books().sessions[&format!("cs_{payment}")]["form"].clone();
        assert_eq!(form["line_items[0][price_data][unit_amount]"], "500");
        assert!(!form.to_string().contains("Kitchen") && !form.to_string().contains("river"), "nobody learns what it is about: {form}");

        let event = stripe.pay(&payment);
        assert!(!paying::checkout(&bed.engine, &river, &payment).await.unwrap().seated, "only the provider's word makes it paid");
        stripe.deliver(&bed, &event).await.unwrap();
        assert!(matches!(step(&bed, &river, &id).await, Step::Registered { .. }));
        assert!(letters(&bed).await.iter().any(|letter| letter.body.contains("your receipt: $5")));
        wait(&bed, 16 * MINUTE).await;
        assert_eq!((state(&bed, &payment).await, stripe.session(&payment)), (PaymentState::Paid, "complete".to_owned()));

        assert_eq!(seats::cancel(&bed.engine, &river, &id).await, Ok(true));
        wait(&bed, 0).await;
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunded);
        assert_eq!(stripe.keys("/v1/refunds"), [format!("refund-{payment}-0")]);
        assert_eq!(stripe.books().refunds.len(), 1);
        for event in stripe.events() {
            stripe.deliver(&bed, &event).await.unwrap();
        }
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunded, "old words change nothing");
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_lost_word_is_asked_for_even_after_a_day_without_the_provider() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = at_checkout(&bed, &river, &id).await;
        stripe.pay(&payment);
        wait(&bed, 5 * MINUTE).await;
        assert!(matches!(step(&bed, &river, &id).await, Step::Registered { .. }));
        money_adds_up(&bed).await;

        let payment = at_checkout(&bed, &lake, &id).await;
        stripe.pay(&payment);
        stripe.books().down = true;
        for _ in 0..20 {
            wait(&bed, HOUR).await;
        }
        assert_eq!(state(&bed, &payment).await, PaymentState::Expired);
        stripe.books().down = false;
        for _ in 0..6 {
            wait(&bed, HOUR).await;
        }
        assert!(matches!(step(&bed, &lake, &id).await, Step::Registered { .. }), "a seat was still free");
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_is_lost_leads_to_the_same_checkout_and_a_silent_provider_is_told_in_words() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = hold(&bed, &river, &id).await;
        stripe.books().lose_answer = Some("/v1/checkout/sessions");
        let checkout = paying::checkout(&bed.engine, &river, &payment).await.unwrap();
        assert_eq!(checkout.pay_at, None);
        assert!(checkout.says.contains("can't reach our payment service"), "{}", checkout.says);
        bed.clock.advance(2 * MINUTE);
        let checkout = paying::checkout(&bed.engine, &river, &payment).await.unwrap();
        assert_eq!(
            checkout.pay_at,
            Some(format!("https://checkout.test/cs_{payment}")),
            "two minutes later the same key asks for the same"
        );
        assert_eq!(stripe.books().sessions.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_payment_after_the_hold_gets_a_free_seat_or_its_money_back_and_is_told_which() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), ..paid() }).await;
        // Paid in the last second; the word comes after the hold has ended.
        let payment = at_checkout(&bed, &river, &id).await;
        let event = stripe.pay(&payment);
        stripe.books().down = true;
        wait(&bed, 15 * MINUTE).await;
        stripe.books().down = false;
        assert_eq!(state(&bed, &payment).await, PaymentState::Expired);
        stripe.deliver(&bed, &event).await.unwrap();
        assert!(matches!(step(&bed, &river, &id).await, Step::Registered { .. }), "the seat was free");
        money_adds_up(&bed).await;

        let other = plan(&bed, &rosa, &MeetingDraft { name: "Another".into(), seats: "1".into(), ..paid() }).await;
        let payment = at_checkout(&bed, &river, &other).await;
        let event = stripe.pay(&payment);
        waiting::join(&bed.engine, &lake, &other, "").await.unwrap();
        stripe.books().down = true;
        wait(&bed, 15 * MINUTE).await;
        stripe.books().down = false;
        stripe.deliver(&bed, &event).await.unwrap();
        wait(&bed, 0).await;
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunded, "it was offered to the next");
        assert!(letters(&bed).await.iter().any(|letter| letter.subject == "Your payment came too late" && letter.to == "river@bed.test"));
        assert_eq!(stripe.books().refunds.len(), 1);
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn somebody_who_pays_late_and_was_offered_the_seat_again_sits_on_one_seat() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), ..paid() }).await;
        let payment = at_checkout(&bed, &river, &id).await;
        let event = stripe.pay(&payment);
        stripe.books().down = true;
        wait(&bed, 15 * MINUTE).await;
        let lake = bed.member("lake").await;
        let held = hold(&bed, &lake, &id).await;
        waiting::join(&bed.engine, &river, &id, "").await.unwrap();
        paying::turn_back(&bed.engine, &lake, &held).await.unwrap();
        assert!(matches!(step(&bed, &river, &id).await, Step::Answer { .. }));
        stripe.deliver(&bed, &event).await.unwrap();
        assert!(matches!(step(&bed, &river, &id).await, Step::Registered { .. }));
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_false_or_old_signature_changes_nothing_and_another_amount_or_currency_is_never_a_seat() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = at_checkout(&bed, &river, &id).await;
        let event = stripe.pay(&payment);
        for (secret, seconds_ago) in [("whsec_other", 0), (HOOK_SECRET, 301), (HOOK_SECRET, -301)] {
            assert_eq!(stripe.deliver_signed(&bed, &event, secret, seconds_ago).await, Err(Error::Forbidden));
        }
        assert_eq!(state(&bed, &payment).await, PaymentState::Open);
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM payment_events").await, 0);
        stripe.deliver_signed(&bed, &event, HOOK_SECRET, 300).await.unwrap();
        assert_eq!(state(&bed, &payment).await, PaymentState::Paid);

        for (name, amount, currency) in [("less", Some(50), None), ("more", Some(5_000), None), ("yen", None, Some("jpy"))] {
            let person = bed.member(name).await;
            let payment = at_checkout(&bed, &person, &id).await;
            let event = stripe.pay_another(&payment, amount, currency);
            stripe.deliver(&bed, &event).await.unwrap();
            assert_eq!(state(&bed, &payment).await, PaymentState::Refunding, "{name}");
            assert!(matches!(step(&bed, &person, &id).await, Step::Register { .. }), "{name} has no seat");
            wait(&bed, 0).await;
            assert_eq!(state(&bed, &payment).await, PaymentState::Refunded, "{name}");
            let to = format!("{name}@bed.test");
            assert!(letters(&bed).await.iter().any(|letter| letter.to == to && letter.subject == "Your payment is on its way back"));
        }
        let flagged = "SELECT COUNT(*) FROM payments WHERE fault LIKE '50 USD %' OR fault LIKE '5000 USD %' OR fault LIKE '500 JPY %'";
        assert_eq!(count(&bed, flagged).await, 3);
        money_adds_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_refund_that_fails_is_kept_with_its_cause_and_tried_again_until_it_works() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = at_checkout(&bed, &river, &id).await;
        let event = stripe.pay(&payment);
        stripe.deliver(&bed, &event).await.unwrap();
        stripe.books().refuse_refunds = Some("insufficient_funds");
        seats::cancel(&bed.engine, &river, &id).await.unwrap();
        wait(&bed, 0).await;
        assert_eq!(state(&bed, &payment).await, PaymentState::RefundFailed);
        assert!(fault(&bed).await.contains("insufficient_funds"), "{}", fault(&bed).await);
        let checkout = paying::checkout(&bed.engine, &river, &payment).await.unwrap();
        assert_eq!(checkout.says, "$5 could not be sent back yet. We are looking into it.");
        stripe.books().refuse_refunds = None;
        wait(&bed, MINUTE).await;
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunded);
        let keys = stripe.keys("/v1/refunds");
        assert_eq!(keys, [format!("refund-{payment}-0"), format!("refund-{payment}-1")], "an answered key would be answered the same");

        // The bank sends it back days later: it fails after all.
        let mut events = stripe.events();
        let mut event = events.pop().unwrap();
        event["id"] = "evt_bank".into();
        event["type"] = "refund.failed".into();
        event["data"]["object"]["status"] = "failed".into();
        event["data"]["object"]["failure_reason"] = "lost_or_stolen_card".into();
        stripe.deliver(&bed, &event).await.unwrap();
        assert_eq!((state(&bed, &payment).await, fault(&bed).await.as_str()), (PaymentState::RefundFailed, "lost_or_stolen_card"));
    })
    .await;
}

#[tokio::test]
async fn a_refund_whose_answer_is_lost_is_asked_for_with_the_same_key_and_happens_once() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = at_checkout(&bed, &river, &id).await;
        let event = stripe.pay(&payment);
        stripe.deliver(&bed, &event).await.unwrap();
        stripe.books().lose_answer = Some("/v1/refunds");
        seats::cancel(&bed.engine, &river, &id).await.unwrap();
        wait(&bed, 0).await;
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunding, "nobody knows yet");
        assert!(fault(&bed).await.contains("did not answer"));
        wait(&bed, MINUTE).await;
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunded);
        assert_eq!(stripe.keys("/v1/refunds"), [format!("refund-{payment}-0"), format!("refund-{payment}-0")]);
        assert_eq!(stripe.books().refunds.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn whatever_ends_a_hold_ends_the_checkout_at_the_provider_too_even_if_it_is_away_at_first() {
    on_both_with_stripe(async |bed, stripe| {
        let rosa = bed.supporter("rosa").await;
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "9".into(), ..paid() }).await;
        let (turned, cancelled, removed) = (bed.member("turned").await, bed.member("cancelled").await, bed.member("removed").await);
        let (left, lapsed, called) = (bed.member("left").await, bed.member("lapsed").await, bed.member("called").await);
        let mut payments = Vec::new();
        for person in [&turned, &cancelled, &removed, &left] {
            payments.push(at_checkout(&bed, person, &id).await);
        }
        stripe.books().down = true;
        paying::turn_back(&bed.engine, &turned, &payments[0]).await.unwrap();
        assert_eq!(seats::cancel(&bed.engine, &cancelled, &id).await, Ok(false));
        seats::remove(&bed.engine, &rosa, &id, &removed.id).await.unwrap();
        engine::account::leaving::leave(&bed.engine, &left, crate::bed::PASSWORD).await.unwrap();
        wait(&bed, 0).await;
        stripe.books().down = false;
        payments.push(at_checkout(&bed, &lapsed, &id).await);
        wait(&bed, 15 * MINUTE).await;
        payments.push(at_checkout(&bed, &called, &id).await);
        planning::cancel(&bed.engine, &rosa, &id, Scope::This, "").await.unwrap();
        wait(&bed, 0).await;
        for payment in &payments {
            assert_eq!(stripe.session(payment), "expired", "{payment}");
            let calls = stripe.keys(&format!("/v1/checkout/sessions/cs_{payment}/expire"));
            assert!(calls.iter().all(|key| *key == format!("expire-cs_{payment}")));
        }
        let open = stripe.events();
        for event in &open {
            stripe.deliver(&bed, event).await.unwrap();
        }
        seats_add_up(&bed).await;
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM payments WHERE state IN ('expired', 'left')").await, 6);
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_the_site_a_day_before_gets_the_money_back() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let mut payments = Vec::new();
        for person in [&river, &lake] {
            let payment = at_checkout(&bed, person, &id).await;
            let event = stripe.pay(&payment);
            stripe.deliver(&bed, &event).await.unwrap();
            payments.push(payment);
        }
        engine::account::leaving::leave(&bed.engine, &river, crate::bed::PASSWORD).await.unwrap();
        wait(&bed, DAY + 12 * HOUR).await;
        engine::account::leaving::leave(&bed.engine, &lake, crate::bed::PASSWORD).await.unwrap();
        wait(&bed, 0).await;
        assert_eq!(state(&bed, &payments[0]).await, PaymentState::Refunded);
        assert_eq!(state(&bed, &payments[1]).await, PaymentState::Paid, "the 24-hour rule is the same for everybody");
        seats_add_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn money_goes_to_the_account_of_a_host_who_has_one_less_the_fees_and_comes_from_there_when_it_goes_back() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let before = at_checkout(&bed, &lake, &id).await;
        assert_eq!(billing::earnings(&bed.engine, &rosa).await.unwrap().payout, Payout::Kept);
        billing::pay_out_to(&bed.engine, &rosa.id, Some("acct_rosa")).await.unwrap();
        assert_eq!(billing::earnings(&bed.engine, &rosa).await.unwrap().payout, Payout::Sent);
        let payment = at_checkout(&bed, &river, &id).await;
        let form = |payment: &str| stripe.books().sessions[&format!("cs_{payment}")]["form"].clone();
        assert_eq!(form(&payment)["payment_intent_data[transfer_data][destination]"], "acct_rosa");
        assert_eq!(form(&payment)["payment_intent_data[application_fee_amount]"], "105", "45 cents and 60 cents; $3.95 is the host's");
        assert_eq!(form(&before)["payment_intent_data[transfer_data][destination]"], Value::Null);
        for payment in [&before, &payment] {
            let event = stripe.pay(payment);
            stripe.deliver(&bed, &event).await.unwrap();
        }
        let earned = billing::earnings(&bed.engine, &rosa).await.unwrap();
        assert_eq!((earned.pending.as_str(), earned.available.as_str(), earned.paid.as_str()), ("$7.90", "$0", "$0"));
        assert!(earned.payments.iter().all(|payment| payment.fees == "$1.05" && payment.yours == "$3.95"));
        // The meeting ends on Wednesday at midnight UTC; 48 hours later the money is free, and not a second earlier.
        let ends = domain::time::DAY * 2 + 12 * HOUR;
        wait(&bed, ends + 48 * HOUR - 1).await;
        assert_eq!(billing::earnings(&bed.engine, &rosa).await.unwrap().pending, "$7.90");
        wait(&bed, 1).await;
        let earned = billing::earnings(&bed.engine, &rosa).await.unwrap();
        assert_eq!((earned.pending.as_str(), earned.available.as_str(), earned.paid.as_str()), ("$0", "$3.95", "$3.95"));
        let mut says: Vec<&str> = earned.payments.iter().map(|payment| payment.says.as_str()).collect();
        says.sort_unstable();
        assert_eq!(says, ["Available", "Paid out"]);

        let next = MeetingDraft { name: "Next".into(), start: "2026-12-24T18:00".into(), ..paid() };
        let id = plan(&bed, &rosa, &next).await;
        let payment = at_checkout(&bed, &river, &id).await;
        let event = stripe.pay(&payment);
        stripe.deliver(&bed, &event).await.unwrap();
        seats::cancel(&bed.engine, &river, &id).await.unwrap();
        wait(&bed, 0).await;
        let refund = stripe.books().refunds.pop().unwrap();
        assert_eq!((refund["reverse_transfer"].as_str(), refund["refund_application_fee"].as_str()), ("true", "true"));
    })
    .await;
}

#[tokio::test]
async fn nobody_gets_into_somebody_elses_checkout() {
    on_both_with_stripe(async |bed, _stripe| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let id = plan(&bed, &rosa, &paid()).await;
        let payment = at_checkout(&bed, &river, &id).await;
        assert_eq!(paying::checkout(&bed.engine, &lake, &payment).await, Err(Error::NotFound));
        assert_eq!(paying::turn_back(&bed.engine, &lake, &payment).await, Err(Error::NotFound));
        assert_eq!(paying::sandbox_page(&bed.engine, &river, &payment, "pay").await, Err(Error::NotFound), "there is no sandbox here");
    })
    .await;
}
