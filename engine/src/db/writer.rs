//! Group commit for SQLite. One task owns the writing connection: each act runs inside a savepoint of the open batch,
//! the batch is committed once, and only then do its callers hear "done". One disk flush serves everybody who waits.
use super::{Acting, Held, Tx};
use crate::bus::Bus;
use crate::outbox::{self, Envelope};
use crate::{Clock, Error};
use futures::FutureExt;
use sqlx::{AnyConnection, Executor};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;

/// A batch ends after this many acts or this much time, whichever comes first; usually it ends because nobody waits.
const MOST_ACTS: usize = 512;
const LONGEST: Duration = Duration::from_millis(10);
/// How many acts may wait before callers do.
const QUEUE: usize = 1024;

pub(super) struct Writer {
    queue: mpsc::Sender<Box<dyn Act>>,
    task: Mutex<Option<JoinHandle<()>>>,
    stop: Mutex<Option<oneshot::Sender<()>>>,
}

/// An act on its way through the writer.
trait Act: Send {
    /// Runs it in the open batch; answers whether it wants its changes kept.
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> futures::future::BoxFuture<'t, bool>;
    /// Tells the caller, after the commit or because there was none.
    fn finish(self: Box<Self>, lost: Option<&Error>);
}

struct Waiting<I, T, F> {
    input: I,
    act: F,
    outcome: Option<Result<T, Error>>,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<I, T, F> Act for Waiting<I, T, F>
where
    I: Send + Sync,
    T: Send,
    F: for<'t> Fn(&'t mut Tx, &'t I) -> Acting<'t, T> + Send + Sync,
{
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> futures::future::BoxFuture<'t, bool> {
        Box::pin(async move {
            let outcome = match AssertUnwindSafe((self.act)(tx, &self.input)).catch_unwind().await {
                Ok(outcome) => outcome,
                Err(_) => Err(Error::fault("an act panicked")),
            };
            let keep = outcome.is_ok();
            self.outcome = Some(outcome);
            keep
        })
    }

    fn finish(self: Box<Self>, lost: Option<&Error>) {
        let outcome = match (lost, self.outcome) {
            // What the act decided rested on rows that were not kept: it did not happen.
            (Some(error), _) => Err(error.clone()),
            (None, Some(outcome)) => outcome,
            (None, None) => Err(Error::Busy),
        };
        let _hung_up = self.reply.send(outcome);
    }
}

impl Writer {
    pub(super) fn start(conn: AnyConnection, clock: Clock, bus: Bus, writer: Arc<str>) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let (stop, stopped) = oneshot::channel();
        let tx = Tx { conn: Held::Own(Box::new(conn)), now: 0, writer, announcements: Vec::new() };
        let task = tokio::spawn(work(tx, waiting, stopped, clock, bus));
        Self { queue, task: Mutex::new(Some(task)), stop: Mutex::new(Some(stop)) }
    }

    pub(super) async fn write<I, T, F>(&self, input: I, act: F) -> Result<T, Error>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t I) -> Acting<'t, T> + Send + Sync + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let waiting = Box::new(Waiting { input, act, outcome: None, reply });
        self.queue.send(waiting).await.map_err(|_| Error::Busy)?;
        answer.await.map_err(|_| Error::Busy)?
    }

    /// Finishes what waits, then stops.
    pub(super) async fn close(&self) {
        if let Some(stop) = self.stop.lock().await.take() {
            let _already = stop.send(());
        }
        if let Some(task) = self.task.lock().await.take() {
            let _done = task.await;
        }
    }
}

async fn work(mut tx: Tx, mut waiting: mpsc::Receiver<Box<dyn Act>>, mut stopped: oneshot::Receiver<()>, clock: Clock, bus: Bus) {
    let mut batch: Vec<Box<dyn Act>> = Vec::new();
    loop {
        let first = tokio::select! {
            biased;
            first = waiting.recv() => first,
            _ = &mut stopped => {
                waiting.close();
                waiting.recv().await
            }
        };
        let Some(first) = first else { break };
        let lost = match gather(&mut tx, first, &mut batch, &mut waiting, &clock).await {
            Ok(()) => None,
            Err(error) => {
                let _nothing_open = statement(&mut tx, "ROLLBACK").await;
                tx.announcements.clear();
                Some(error)
            }
        };
        for envelope in std::mem::take(&mut tx.announcements) {
            outbox::announce(&bus, envelope);
        }
        for act in batch.drain(..) {
            act.finish(lost.as_ref());
        }
    }
    let _flushed = statement(&mut tx, "PRAGMA wal_checkpoint(TRUNCATE)").await;
}

/// Runs the first act and everybody who arrives meanwhile in one transaction, and commits it.
async fn gather(
    tx: &mut Tx,
    first: Box<dyn Act>,
    batch: &mut Vec<Box<dyn Act>>,
    waiting: &mut mpsc::Receiver<Box<dyn Act>>,
    clock: &Clock,
) -> Result<(), Error> {
    let started = Instant::now();
    batch.push(first);
    // Each trip to the database costs more than what it does there, so what belongs together goes in one.
    statement(tx, "BEGIN IMMEDIATE; SAVEPOINT act").await?;
    let mut next = 0;
    while let Some(act) = batch.get_mut(next) {
        let kept: Vec<Envelope> = std::mem::take(&mut tx.announcements);
        tx.now = clock.now();
        let keep = act.run(tx).await;
        if keep {
            tx.announcements.splice(0..0, kept);
        } else {
            // The savepoint stays, for the act that comes next.
            statement(tx, "ROLLBACK TO act").await?;
            tx.announcements = kept;
        }
        next += 1;
        if next < MOST_ACTS && started.elapsed() < LONGEST {
            if waiting.is_empty() {
                // Those who were just told "done" may be about to ask again: let them, the flush is the dear part.
                tokio::task::yield_now().await;
            }
            if let Ok(another) = waiting.try_recv() {
                batch.push(another);
                if keep {
                    statement(tx, "RELEASE act; SAVEPOINT act").await?;
                }
            }
        }
    }
    // Whatever savepoint is open ends with it.
    statement(tx, "COMMIT").await
}

async fn statement(tx: &mut Tx, sql: &'static str) -> Result<(), Error> {
    tx.conn().execute(sqlx::raw_sql(sql)).await?;
    Ok(())
}
