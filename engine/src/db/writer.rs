//! Group commit. One task runs the acts: each inside a savepoint of the open batch, the batch is committed once, and only
//! then do its callers hear "done". One disk flush serves everybody who waits. On SQLite that is how all is written; on
//! PostgreSQL what many want at once and only one can have at a time, who would else queue for one row, each with a flush.
use super::{Acting, Held, Kind, Tx, dialect};
use crate::bus::Bus;
use crate::outbox::{self, Envelope};
use crate::{Clock, Error};
use futures::FutureExt;
use sqlx::{AnyConnection, AnyPool, Executor};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;

/// A batch ends after this many acts or this much time, whichever comes first; usually it ends because nobody waits.
const MOST_ACTS: usize = 512;
const LONGEST: Duration = Duration::from_millis(10);
/// How often an act that lost a race runs again.
pub(super) const MOST_TRIES: u8 = 5;
/// How many acts may wait before callers do.
const QUEUE: usize = 1024;

pub(super) struct Writer {
    queue: mpsc::Sender<Box<dyn Act>>,
    task: Mutex<Option<JoinHandle<()>>>,
    stop: Mutex<Option<oneshot::Sender<()>>>,
}

/// An act on its way through the writer.
trait Act: Send {
    /// Runs it in the open batch.
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> futures::future::BoxFuture<'t, Ran>;
    /// Tells the caller, after the commit or because there was none.
    fn finish(self: Box<Self>, lost: Option<&Error>);
}

/// What an act wants of its batch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ran {
    /// Its changes are to be kept.
    Well,
    /// Its changes are to be undone.
    Refused,
    /// It lost a race against somebody else's transaction: undone, it may run again.
    Lost,
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
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> futures::future::BoxFuture<'t, Ran> {
        Box::pin(async move {
            let outcome = match AssertUnwindSafe((self.act)(tx, &self.input)).catch_unwind().await {
                Ok(outcome) => outcome,
                Err(_) => Err(Error::fault("an act panicked")),
            };
            let ran = match &outcome {
                Ok(_) => Ran::Well,
                Err(Error::Busy) => Ran::Lost,
                Err(_) => Ran::Refused,
            };
            self.outcome = Some(outcome);
            ran
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

/// Where the batches of a writer get their connection from.
pub(super) enum Source {
    /// The one connection that writes to a SQLite file.
    Own(Box<AnyConnection>),
    /// One that is free, for a batch: the server behind it may have been started anew since the last one.
    Pool(AnyPool),
}

impl Writer {
    pub(super) fn start(source: Source, clock: Clock, bus: Bus, writer: Arc<str>) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(work(source, waiting, stopped, Surroundings { clock, bus, writer }));
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

/// What a batch needs beside its connection.
struct Surroundings {
    clock: Clock,
    bus: Bus,
    writer: Arc<str>,
}

async fn work(source: Source, mut waiting: mpsc::Receiver<Box<dyn Act>>, mut stopped: oneshot::Receiver<()>, around: Surroundings) {
    let open = |conn| Tx { conn, now: 0, writer: around.writer.clone(), announcements: Vec::new() };
    let (mut own, pool) = match source {
        Source::Own(conn) => (Some(open(Held::Own(conn))), None),
        Source::Pool(pool) => (None, Some(pool)),
    };
    let mut batch: Vec<Box<dyn Act>> = Vec::new();
    let (mut again, mut tries, mut stopping) = (None, 0, false);
    loop {
        let first = match again.take() {
            Some(act) => Some(act),
            None => {
                tries = 0;
                tokio::select! {
                    biased;
                    first = waiting.recv() => first,
                    _ = &mut stopped, if !stopping => {
                        stopping = true;
                        waiting.close();
                        waiting.recv().await
                    }
                }
            }
        };
        let Some(first) = first else { break };
        batch.push(first);
        let done = match (&mut own, &pool) {
            (Some(tx), _) => gather(tx, Kind::Sqlite, &mut batch, &mut waiting, &around).await,
            (None, Some(pool)) => match pool.acquire().await {
                Ok(conn) => gather(&mut open(Held::Pooled(conn)), Kind::Postgres, &mut batch, &mut waiting, &around).await,
                Err(error) => {
                    // Nobody is reached. Whoever waits hears so too, instead of waiting as long again each.
                    while let Ok(another) = waiting.try_recv() {
                        batch.push(another);
                    }
                    Err(error.into())
                }
            },
            (None, None) => Err(Error::Busy),
        };
        // Who lost a race was the last of the batch. What the batch held is let go with it: the other side may need that.
        if done == Ok(Ran::Lost) {
            // Others before it say that it lost for the first time.
            tries = if batch.len() > 1 { 1 } else { tries + 1 };
            again = if tries <= MOST_TRIES { batch.pop() } else { None };
        }
        for act in batch.drain(..) {
            act.finish(done.as_ref().err());
        }
    }
    if let Some(tx) = &mut own {
        let _flushed = statement(tx, "PRAGMA wal_checkpoint(TRUNCATE)").await;
    }
}

/// Runs a batch in one transaction, commits it, and announces what it recorded; answers how its last act ran.
async fn gather(
    tx: &mut Tx,
    kind: Kind,
    batch: &mut Vec<Box<dyn Act>>,
    waiting: &mut mpsc::Receiver<Box<dyn Act>>,
    around: &Surroundings,
) -> Result<Ran, Error> {
    let done = run(tx, kind, batch, waiting, &around.clock).await;
    let announcements = std::mem::take(&mut tx.announcements);
    match &done {
        Ok(_) => announcements.into_iter().for_each(|envelope| outbox::announce(&around.bus, envelope)),
        Err(_) => drop(statement(tx, "ROLLBACK").await),
    }
    done
}

/// Runs the first act and everybody who arrives meanwhile.
async fn run(
    tx: &mut Tx,
    kind: Kind,
    batch: &mut Vec<Box<dyn Act>>,
    waiting: &mut mpsc::Receiver<Box<dyn Act>>,
    clock: &Clock,
) -> Result<Ran, Error> {
    let started = Instant::now();
    // Each trip to the database costs more than what it does there, so what belongs together goes in one.
    statement(tx, dialect::begin_batch(kind)).await?;
    let (mut next, mut last) = (0, Ran::Well);
    while let Some(act) = batch.get_mut(next) {
        let kept: Vec<Envelope> = std::mem::take(&mut tx.announcements);
        tx.now = clock.now();
        last = act.run(tx).await;
        if last == Ran::Well {
            tx.announcements.splice(0..0, kept);
        } else {
            // The savepoint stays, for the act that comes next.
            statement(tx, "ROLLBACK TO act").await?;
            tx.announcements = kept;
        }
        next += 1;
        if next < MOST_ACTS && started.elapsed() < LONGEST && last != Ran::Lost {
            if waiting.is_empty() {
                // Those who were just told "done" may be about to ask again: let them, the flush is the dear part.
                tokio::task::yield_now().await;
            }
            if let Ok(another) = waiting.try_recv() {
                batch.push(another);
                if last == Ran::Well {
                    statement(tx, "RELEASE act; SAVEPOINT act").await?;
                }
            }
        }
    }
    // Whatever savepoint is open ends with it.
    statement(tx, "COMMIT").await?;
    Ok(last)
}

async fn statement(tx: &mut Tx, sql: &'static str) -> Result<(), Error> {
    tx.conn().execute(sqlx::raw_sql(sql)).await?;
    Ok(())
}
