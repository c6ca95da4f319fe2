//! The writer: acts are kept whole or not at all, and their events follow the commit.
use crate::bed::on_both;
use domain::events::{Event, Topic};
use domain::{AccountId, Refusal, SessionId};
use engine::bus::Parcel;
use engine::outbox;

fn ended(account: &AccountId) -> Event {
    Event::SessionEnded { account: account.clone(), session: SessionId::trusted("s") }
}

#[tokio::test]
async fn an_act_that_is_refused_leaves_nothing_behind_and_announces_nothing() {
    on_both(async |bed| {
        let mut ear = bed.engine.bus().listen();
        ear.add(Topic::House);
        let account = AccountId::trusted("a");
        let refused: Result<(), _> = bed
            .engine
            .db()
            .write(account.clone(), |tx, account| {
                Box::pin(async move {
                    outbox::record(tx, ended(account)).await?;
                    Err(Refusal::Yourself.into())
                })
            })
            .await;
        assert_eq!(refused, Err(Refusal::Yourself.into()));
        let events: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM events").fetch_one(bed.engine.db().read()).await.unwrap();
        assert_eq!(events, 0);
        bed.engine.db().write(account, |tx, account| Box::pin(async move { outbox::record(tx, ended(account)).await })).await.unwrap();
        match ear.heard.recv().await.unwrap() {
            Parcel::Event { event, .. } => assert_eq!(event.kind(), "session_ended"),
            Parcel::Passing { .. } => panic!("an event was expected"),
        }
        assert!(ear.heard.try_recv().is_err(), "the refused act was announced");
    })
    .await;
}

#[tokio::test]
async fn an_act_that_panics_is_undone_and_the_next_one_works() {
    on_both(async |bed| {
        let broken: Result<(), _> = bed.engine.db().write((), |_, ()| Box::pin(async move { panic!("on purpose") })).await;
        assert!(matches!(broken, Err(engine::Error::Fault(_))));
        let kept =
            bed.engine.db().write((), |tx, ()| Box::pin(async move { outbox::record(tx, ended(&AccountId::trusted("a"))).await })).await;
        assert_eq!(kept, Ok(()));
    })
    .await;
}

#[tokio::test]
async fn many_acts_at_once_are_all_kept() {
    on_both(async |bed| {
        let mut acts = tokio::task::JoinSet::new();
        for _ in 0..200 {
            let engine = bed.engine.clone();
            acts.spawn(async move {
                engine.db().write((), |tx, ()| Box::pin(async move { outbox::record(tx, ended(&AccountId::trusted("a"))).await })).await
            });
        }
        while let Some(act) = acts.join_next().await {
            assert_eq!(act.unwrap(), Ok(()));
        }
        let events: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM events").fetch_one(bed.engine.db().read()).await.unwrap();
        assert_eq!(events, 200);
    })
    .await;
}
