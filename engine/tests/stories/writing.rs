//! The writer: acts are kept whole or not at all, and their events follow the commit.
use crate::bed::on_both;
use domain::events::{Event, Topic};
use domain::{AccountId, Refusal, SessionId};
use engine::bus::Parcel;
use engine::db::{Kind, Tx};
use engine::{Error, outbox};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Barrier;

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

#[tokio::test]
async fn of_those_who_write_together_each_is_kept_or_refused_alone() {
    on_both(async |bed| {
        let mut acts = tokio::task::JoinSet::new();
        for n in 0..200 {
            let engine = bed.engine.clone();
            acts.spawn(async move {
                let act = engine.db().write_together("seat", n, |tx, n| {
                    Box::pin(async move {
                        outbox::record(tx, ended(&AccountId::trusted("a"))).await?;
                        if n % 4 == 0 { Err(Error::from(Refusal::Yourself)) } else { Ok(*n) }
                    })
                });
                (n, act.await)
            });
        }
        while let Some(act) = acts.join_next().await {
            let (n, answer) = act.unwrap();
            assert_eq!(answer, if n % 4 == 0 { Err(Refusal::Yourself.into()) } else { Ok(n) });
        }
        let events: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM events").fetch_one(bed.engine.db().read()).await.unwrap();
        assert_eq!(events, 150);
    })
    .await;
}

/// Two people who each touch what the other has touched already, and how often they came to it.
struct Crossing {
    first: AccountId,
    second: AccountId,
    meet: Arc<Barrier>,
    runs: Arc<AtomicUsize>,
}

impl Crossing {
    async fn touch(&self, tx: &mut Tx) -> Result<(), Error> {
        let run = self.runs.fetch_add(1, Ordering::SeqCst);
        for (at, account) in [&self.first, &self.second].into_iter().enumerate() {
            if at == 1 && run < 2 {
                self.meet.wait().await;
            }
            sqlx::query("UPDATE accounts SET locale = locale WHERE id = $1").bind(account.as_str()).execute(tx.conn()).await?;
        }
        outbox::record(tx, ended(&self.first)).await
    }
}

#[tokio::test]
async fn whoever_loses_a_race_among_those_who_write_together_runs_again() {
    on_both(async |bed| {
        if bed.engine.db().kind() == Kind::Sqlite {
            return; // There is one writer: nobody can cross another.
        }
        let (one, other) = (bed.member("one").await.id, bed.member("other").await.id);
        let (meet, runs) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
        let crossing = |first: &AccountId, second: &AccountId| Crossing {
            first: first.clone(),
            second: second.clone(),
            meet: meet.clone(),
            runs: runs.clone(),
        };
        let db = bed.engine.db();
        let together = db.write_together("seat", crossing(&one, &other), |tx, crossing| Box::pin(crossing.touch(tx)));
        let alone = db.write(crossing(&other, &one), |tx, crossing| Box::pin(crossing.touch(tx)));
        assert_eq!(tokio::join!(together, alone), (Ok(()), Ok(())));
        assert!(runs.load(Ordering::SeqCst) > 2, "one of the two ran again");
        let events: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM events").fetch_one(db.read()).await.unwrap();
        assert_eq!(events, 2);
    })
    .await;
}
