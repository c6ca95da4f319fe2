//! What was typed into a long form: held for a moment, for the one who typed it.
use crate::bed::{Bed, PASSWORD, on_both};
use domain::time::MINUTE;
use engine::account::{leaving, typed};
use engine::jobs;

async fn rows(bed: &Bed) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM typed").fetch_one(bed.engine.db().read()).await.unwrap()
}

async fn sweep(bed: &Bed) {
    let job = jobs::Job::SweepOldRows;
    bed.engine.db().write(job, |tx, job| Box::pin(async move { engine::outbox::enqueue(tx, job).await })).await.unwrap();
    jobs::run_due(&bed.engine).await.unwrap();
}

#[tokio::test]
async fn it_is_read_by_the_one_who_typed_it_until_it_is_let_go() {
    on_both(async |bed| {
        let (river, rosa) = (bed.member("river").await, bed.member("rosa").await);
        let text = "Чай и тихий разговор. ".repeat(200);
        let secret = typed::hold(&bed.engine, &river, text.clone()).await.unwrap().unwrap();
        let other = typed::hold(&bed.engine, &river, "a second page".into()).await.unwrap().unwrap();
        assert_eq!(typed::read(&bed.engine, &river, &secret).await.unwrap(), Some(text.clone()));
        assert_eq!(typed::read(&bed.engine, &rosa, &secret).await.unwrap(), None, "somebody else has found the secret");
        assert_eq!(typed::read(&bed.engine, &river, "made up").await.unwrap(), None);
        typed::let_go(&bed.engine, &rosa, &secret).await.unwrap();
        assert_eq!(typed::read(&bed.engine, &river, &secret).await.unwrap(), Some(text));
        typed::let_go(&bed.engine, &river, &secret).await.unwrap();
        assert_eq!(typed::read(&bed.engine, &river, &secret).await.unwrap(), None);
        assert_eq!(typed::read(&bed.engine, &river, &other).await.unwrap().as_deref(), Some("a second page"));
    })
    .await;
}

#[tokio::test]
async fn it_is_held_for_a_minute_and_swept_away_and_goes_with_the_account() {
    on_both(async |bed| {
        let (river, rosa) = (bed.member("river").await, bed.member("rosa").await);
        let secret = typed::hold(&bed.engine, &river, "words".into()).await.unwrap().unwrap();
        bed.clock.advance(MINUTE + 1);
        assert_eq!(typed::read(&bed.engine, &river, &secret).await.unwrap(), None);
        typed::hold(&bed.engine, &river, "newer words".into()).await.unwrap().unwrap();
        assert_eq!(rows(&bed).await, 1, "what has run out makes room");
        typed::hold(&bed.engine, &rosa, "other words".into()).await.unwrap().unwrap();
        leaving::leave(&bed.engine, &rosa, PASSWORD).await.unwrap();
        assert_eq!(rows(&bed).await, 1);
        bed.clock.advance(2 * MINUTE);
        sweep(&bed).await;
        assert_eq!(rows(&bed).await, 0);
    })
    .await;
}

#[tokio::test]
async fn more_than_any_form_is_not_held() {
    on_both(async |bed| {
        let river = bed.member("river").await;
        assert_eq!(typed::hold(&bed.engine, &river, "x".repeat(256 * 1024 + 1)).await.unwrap(), None);
        assert_eq!(rows(&bed).await, 0);
        assert!(typed::hold(&bed.engine, &river, "x".repeat(256 * 1024)).await.unwrap().is_some());
    })
    .await;
}
