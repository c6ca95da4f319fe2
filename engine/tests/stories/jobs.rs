//! Jobs of different lanes run beside each other: who waits for the payment service does not keep a letter waiting. In one
//! lane they run one after the other, and one that can't be read holds up nothing behind it. A process that stops lets what runs
//! come to its end, and leaves the rest to the next one.
use crate::bed::{Bed, on_both};
use crate::meetings::{draft, letters, plan};
use crate::paying::{paid, state};
use crate::paying_stripe::at_checkout;
use crate::stand_in::{StandIn, on_both_with_stripe};
use domain::billing::PaymentState;
use domain::meetings::MeetingDraft;
use domain::time::{MINUTE, SECOND};
use engine::jobs::Job;
use engine::mail::Letter;
use engine::meetings::seats;
use engine::{jobs, mail, outbox};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(60);

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
        let workers = jobs::start(bed.engine.clone());
        assert_eq!(seats::cancel(&bed.engine, &river, &dear).await, Ok(true));
        until("the refund was not asked for", async || stripe.books().kept_waiting > 0).await;
        let before = subjects(&bed).await.len();
        seats::register(&bed.engine, &lake, &free, "", "").await.unwrap();
        until("the letter waits for the payment service", async || subjects(&bed).await.len() > before).await;
        assert_eq!(state(&bed, &payment).await, PaymentState::Refunding, "nobody has answered yet");

        silence.close();
        until("the refund was given up", async || state(&bed, &payment).await == PaymentState::Refunded).await;
        assert_eq!(stripe.books().refunds.len(), 1);
        assert!(workers.finish(LONG).await);
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

/// Two people's money on its way back: the first job is at the payment service, which says nothing, and the second waits.
async fn two_refunds(bed: &Bed, stripe: &StandIn, silence: &Arc<Semaphore>) -> (jobs::Workers, [String; 2]) {
    let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
    let id = plan(bed, &rosa, &paid()).await;
    let mut payments = Vec::new();
    for person in [&river, &lake] {
        let payment = at_checkout(bed, person, &id).await;
        let event = stripe.pay(&payment);
        stripe.deliver(bed, &event).await.unwrap();
        payments.push(payment);
    }
    letters(bed).await;
    stripe.books().silence = Some(silence.clone());
    let workers = jobs::start(bed.engine.clone());
    assert_eq!(seats::cancel(&bed.engine, &river, &id).await, Ok(true));
    until("the refund was not asked for", async || stripe.books().kept_waiting > 0).await;
    bed.clock.advance(SECOND);
    assert_eq!(seats::cancel(&bed.engine, &lake, &id).await, Ok(true));
    (workers, payments.try_into().unwrap())
}

/// The jobs that send money back and are not done: how often each failed, and whether somebody holds it.
async fn refunds_left(bed: &Bed) -> Vec<(i64, bool)> {
    let rows = sqlx::query_as("SELECT tries, leased_until FROM jobs WHERE kind = 'send_refund' AND state = 'waiting' ORDER BY run_at");
    let rows: Vec<(i64, i64)> = rows.fetch_all(bed.engine.db().read()).await.unwrap();
    rows.into_iter().map(|(tries, leased_until)| (tries, leased_until > bed.clock.now())).collect()
}

#[tokio::test]
async fn a_stop_waits_for_the_job_that_runs_and_takes_up_no_other() {
    on_both_with_stripe(async |bed, stripe| {
        let silence = Arc::new(Semaphore::new(0));
        let (workers, [first, second]) = two_refunds(&bed, &stripe, &silence).await;
        workers.halt()();
        let stopping = tokio::spawn(workers.finish(LONG));
        assert_eq!(state(&bed, &first).await, PaymentState::Refunding);
        assert!(!stopping.is_finished(), "nobody has answered yet");
        stripe.books().silence = None;
        silence.close();
        assert!(stopping.await.unwrap(), "what ran came to its end");
        assert_eq!((state(&bed, &first).await, state(&bed, &second).await), (PaymentState::Refunded, PaymentState::Refunding));
        assert_eq!(refunds_left(&bed).await, [(0, false)], "the next one was not touched");

        // The next process finds what is left, and nothing twice.
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!(state(&bed, &second).await, PaymentState::Refunded);
        assert_eq!(stripe.keys("/v1/refunds"), [format!("refund-{first}-0"), format!("refund-{second}-0")]);
    })
    .await;
}

#[tokio::test]
async fn a_stop_does_not_wait_for_ever_and_what_it_drops_runs_again_after_its_lease() {
    on_both_with_stripe(async |bed, stripe| {
        let silence = Arc::new(Semaphore::new(0));
        let (workers, [first, second]) = two_refunds(&bed, &stripe, &silence).await;
        assert!(!workers.finish(Duration::ZERO).await, "it was not done");
        assert_eq!(refunds_left(&bed).await, [(0, true), (0, false)]);
        stripe.books().silence = None;
        silence.close();
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!((state(&bed, &first).await, state(&bed, &second).await), (PaymentState::Refunding, PaymentState::Refunded));
        bed.clock.advance(2 * MINUTE);
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!((state(&bed, &first).await, stripe.books().refunds.len()), (PaymentState::Refunded, 2), "once each");
    })
    .await;
}

#[tokio::test]
async fn a_job_of_a_kind_that_only_a_newer_version_knows_waits_for_that_version() {
    on_both(async |bed| {
        send(&bed, "Of tomorrow").await;
        let rename = async |kind: &'static str| {
            let write = bed.engine.db().write(kind, |tx, kind| {
                Box::pin(async move {
                    sqlx::query("UPDATE jobs SET kind = $1 WHERE state = 'waiting'").bind(*kind).execute(tx.conn()).await?;
                    Ok(())
                })
            });
            write.await.unwrap();
        };
        rename("send_parcel").await;
        bed.clock.advance(SECOND);
        send(&bed, "Of today").await;
        assert_eq!(jobs::run_due(&bed.engine).await, Ok(1));
        assert_eq!(subjects(&bed).await, ["Of today"], "it holds up nothing behind it");
        let left = sqlx::query_as("SELECT kind, state, tries, leased_until, fault FROM jobs WHERE state <> 'done'");
        let left: Vec<(String, String, i64, i64, String)> = left.fetch_all(bed.engine.db().read()).await.unwrap();
        assert_eq!(left, [("send_parcel".into(), "waiting".into(), 0, 0, String::new())], "nobody has touched it");

        // A process that knows the kind.
        rename("send_letter").await;
        assert_eq!(jobs::run_due(&bed.engine).await, Ok(1));
        assert!(subjects(&bed).await.contains(&"Of tomorrow".to_owned()));
    })
    .await;
}
