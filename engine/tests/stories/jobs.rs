//! Jobs of different lanes run beside each other: who waits for the payment service does not keep a letter waiting. In one
//! lane they run one after the other, and one that can't be read holds up nothing behind it.
use crate::bed::{Bed, on_both};
use crate::meetings::{draft, letters, plan};
use crate::paying::{paid, state};
use crate::paying_stripe::at_checkout;
use crate::stand_in::on_both_with_stripe;
use domain::billing::PaymentState;
use domain::meetings::MeetingDraft;
use domain::time::SECOND;
use engine::jobs::Job;
use engine::mail::Letter;
use engine::meetings::seats;
use engine::{jobs, mail, outbox};
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

/// Queues a letter with this subject.
async fn send(bed: &Bed, subject: &str) {
    let job = Job::SendLetter { letter: Letter { to: "ana@bed.test".into(), subject: subject.into(), body: "Hello.".into() } };
    bed.engine.db().write(job, |tx, job| Box::pin(async move { outbox::enqueue(tx, job).await })).await.unwrap();
}

#[tokio::test]
async fn a_job_that_can_not_be_read_is_given_up_and_the_one_behind_it_runs() {
    on_both(async |bed| {
        send(&bed, "First").await;
        let write = bed.engine.db().write("of another version".to_owned(), |tx, body| {
            Box::pin(async move {
                sqlx::query("UPDATE jobs SET body = $1").bind(body.clone()).execute(tx.conn()).await?;
                Ok(())
            })
        });
        write.await.unwrap();
        bed.clock.advance(SECOND);
        send(&bed, "Second").await;

        assert_eq!(jobs::run_due(&bed.engine).await, Ok(2));
        assert_eq!(subjects(&bed).await, ["Second"]);
        let left: Vec<(String, String)> =
            sqlx::query_as("SELECT state, fault FROM jobs WHERE state <> 'done'").fetch_all(bed.engine.db().read()).await.unwrap();
        let [(state, fault)] = left.as_slice() else { panic!("one job is left, not {left:?}") };
        assert!(state == "dead" && fault.starts_with("it can't be read"), "{state}: {fault}");
        assert_eq!(jobs::run_due(&bed.engine).await, Ok(0), "it is left alone from then on");
    })
    .await;
}
