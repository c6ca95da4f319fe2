//! Jobs of different lanes run beside each other: who waits for the payment service does not keep a letter waiting.
use crate::bed::Bed;
use crate::meetings::{draft, letters, plan};
use crate::paying::{paid, state};
use crate::paying_stripe::at_checkout;
use crate::stand_in::on_both_with_stripe;
use domain::billing::PaymentState;
use domain::meetings::MeetingDraft;
use engine::meetings::seats;
use engine::{jobs, mail};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Looks until it is so. Fails after half a minute.
async fn until(says: &str, so: impl AsyncFn() -> bool) {
    let looking = async {
        while !so().await {
            tokio::task::yield_now().await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(30), looking).await.is_ok(), "{says}");
}

async fn subjects(bed: &Bed) -> Vec<String> {
    mail::store::newest(bed.engine.db(), 500).await.unwrap().into_iter().map(|kept| kept.letter.subject).collect()
}

#[tokio::test]
async fn a_payment_service_that_hangs_keeps_no_letter_waiting() {
    on_both_with_stripe(async |bed, stripe| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let (dear, free) =
            (plan(&bed, &rosa, &paid()).await, plan(&bed, &rosa, &MeetingDraft { start: "2026-12-03T18:00".into(), ..draft() }).await);
        let payment = at_checkout(&bed, &river, &dear).await;
        let event = stripe.pay(&payment);
        stripe.deliver(&bed, &event).await.unwrap();
        letters(&bed).await;

        let silence = Arc::new(Semaphore::new(0));
        stripe.books().silence = Some(silence.clone());
        let running = tokio::spawn(jobs::run_forever(bed.engine.clone()));
        assert_eq!(seats::cancel(&bed.engine, &river, &dear).await, Ok(true));
        until("the refund was not asked for", async || stripe.books().kept_waiting > 0).await;
        let before = subjects(&bed).await.len();
        seats::register(&bed.engine, &lake, &free, "", "").await.unwrap();
        until("the letter waits for the payment service", async || subjects(&bed).await.len() > before).await;
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunding, "nobody has answered yet");

        silence.close();
        until("the refund was given up", async || state(&bed, &payment).await == PaymentState::Refunded).await;
        assert_eq!(stripe.books().refunds.len(), 1);
        running.abort();
        let _stopped = running.await;
    })
    .await;
}
