//! The database: a pool to read from, one way to write, the same SQL on SQLite and PostgreSQL.
mod dialect;
mod writer;

use crate::bus::Bus;
use crate::outbox::Envelope;
use crate::settings::Database;
use crate::{Clock, Error, id, outbox};
use domain::Micros;
use futures::FutureExt;
use futures::future::BoxFuture;
use sqlx::AnyConnection;
use sqlx::AnyPool;
use sqlx::pool::PoolConnection;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

pub use dialect::Kind;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// How many batches may be open at once on PostgreSQL. Their connections are their own: a batch must not queue behind a thousand
/// people who only look.
const SHARES: u32 = 4;
/// How many connections there are for [`Db::by_key`].
const BY_KEY: u32 = 8;

/// A handle on the database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    kind: Kind,
    read: AnyPool,
    /// One on SQLite, where nobody else writes; on PostgreSQL a few, each for its share of what is wanted by many.
    batched: Vec<writer::Writer>,
    batches: Option<AnyPool>,
    by_key: Option<AnyPool>,
    clock: Clock,
    bus: Bus,
    writer: Arc<str>,
}

/// The future of an act inside a transaction.
pub type Acting<'t, T> = BoxFuture<'t, Result<T, Error>>;

/// An open transaction, handed to an act.
pub struct Tx {
    conn: Held,
    now: Micros,
    writer: Arc<str>,
    announcements: Vec<Envelope>,
}

enum Held {
    Own(Box<AnyConnection>),
    Pooled(PoolConnection<sqlx::Any>),
}

impl Tx {
    /// The connection to run statements on.
    pub fn conn(&mut self) -> &mut AnyConnection {
        match &mut self.conn {
            Held::Own(conn) => conn,
            Held::Pooled(conn) => conn,
        }
    }

    /// The time of this act: the same for all its rows.
    pub fn now(&self) -> Micros {
        self.now
    }

    /// The process that writes, as it stands beside its events.
    pub fn writer(&self) -> &str {
        &self.writer
    }

    /// Announces the envelope once the transaction is committed, and never otherwise.
    pub(crate) fn announce_after_commit(&mut self, envelope: Envelope) {
        self.announcements.push(envelope);
    }
}

impl Db {
    /// Opens the database, creating and migrating it as needed.
    pub async fn open(database: &Database, clock: Clock, bus: Bus) -> Result<Self, Error> {
        let kind = Kind::of(database);
        let url = dialect::url(database)?;
        if let Database::Sqlite(file) = database
            && let Some(folder) = file.parent()
        {
            std::fs::create_dir_all(folder).map_err(|error| Error::fault(format!("can't make the data folder: {error}")))?;
        }
        sqlx::any::install_default_drivers();
        let read = dialect::pool(kind, &url).await?;
        MIGRATIONS.run(&read).await.map_err(Error::fault)?;
        let writer: Arc<str> = id::new(clock.now()).into();
        let start = |source| writer::Writer::start(source, clock.clone(), bus.clone(), writer.clone());
        let (batched, batches, by_key) = match kind {
            Kind::Sqlite => (vec![start(writer::Source::Own(Box::new(dialect::connect(kind, &url).await?)))], None, None),
            Kind::Postgres => {
                let pool = dialect::by_key(&url, SHARES)?;
                let batched = (0..SHARES).map(|_| start(writer::Source::Pool(pool.clone()))).collect();
                (batched, Some(pool), Some(dialect::by_key(&url, BY_KEY)?))
            }
        };
        Ok(Self { inner: Arc::new(Inner { kind, read, batched, batches, by_key, clock, bus, writer }) })
    }

    /// The pool for reading. Nothing is ever written through it.
    pub fn read(&self) -> &AnyPool {
        &self.inner.read
    }

    /// The pool for reading single things by their keys, where many come at once: on PostgreSQL nothing is planned twice there.
    pub fn by_key(&self) -> &AnyPool {
        self.inner.by_key.as_ref().unwrap_or(&self.inner.read)
    }

    /// Which of the two databases this is.
    pub fn kind(&self) -> Kind {
        self.inner.kind
    }

    /// The bus that committed events are announced on.
    pub fn bus(&self) -> &Bus {
        &self.inner.bus
    }

    /// The id of this process beside the events it writes.
    pub fn writer(&self) -> &str {
        &self.inner.writer
    }

    /// Runs `act` in one transaction, durably. It answers only after the commit; an `Err` undoes everything the act did.
    ///
    /// `act` may run more than once (a deadlock on PostgreSQL), so what it needs is lent to it as `input`. Inside it:
    /// no network, no mail, no sleeping.
    pub async fn write<I, T, F>(&self, input: I, act: F) -> Result<T, Error>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t I) -> Acting<'t, T> + Send + Sync + 'static,
    {
        match (self.inner.kind, self.inner.batched.first()) {
            (Kind::Sqlite, Some(writer)) => writer.write(input, act).await,
            _ => {
                // The act runs to its end even when the one who asked has hung up.
                let db = self.clone();
                tokio::spawn(async move { db.transact(input, act).await }).await.map_err(Error::fault)?
            }
        }
    }

    /// The same for what many may want at the same moment and only one can have at a time, like a seat in `what`: on
    /// PostgreSQL those who ask together share a transaction instead of waiting for each other's.
    pub async fn write_together<I, T, F>(&self, what: &str, input: I, act: F) -> Result<T, Error>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t I) -> Acting<'t, T> + Send + Sync + 'static,
    {
        let share = what.bytes().fold(0, |sum: usize, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        let share = share.checked_rem(self.inner.batched.len()).and_then(|share| self.inner.batched.get(share));
        share.ok_or(Error::Busy)?.write(input, act).await
    }

    async fn transact<I, T, F>(&self, input: I, act: F) -> Result<T, Error>
    where
        F: for<'t> Fn(&'t mut Tx, &'t I) -> Acting<'t, T> + Send + Sync,
    {
        let mut tries = 0;
        loop {
            let mut tx = Tx {
                conn: Held::Pooled(self.inner.read.acquire().await?),
                now: self.inner.clock.now(),
                writer: self.inner.writer.clone(),
                announcements: Vec::new(),
            };
            sqlx::query("BEGIN").execute(tx.conn()).await?;
            let outcome = match AssertUnwindSafe(act(&mut tx, &input)).catch_unwind().await {
                Ok(outcome) => outcome,
                Err(_) => Err(Error::fault("an act panicked")),
            };
            let outcome = match outcome {
                Ok(value) => match sqlx::query("COMMIT").execute(tx.conn()).await {
                    Ok(_) => Ok(value),
                    Err(error) if dialect::worth_retrying(&error) && tries < writer::MOST_TRIES => Err(Error::Busy),
                    Err(error) => return Err(error.into()),
                },
                Err(error) => {
                    sqlx::query("ROLLBACK").execute(tx.conn()).await?;
                    Err(error)
                }
            };
            match outcome {
                Ok(value) => {
                    for envelope in std::mem::take(&mut tx.announcements) {
                        outbox::announce(&self.inner.bus, envelope);
                    }
                    return Ok(value);
                }
                Err(Error::Busy) if tries < writer::MOST_TRIES => tries += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Copies the database, consistent and while it is in use, to a new SQLite file.
    /// Refused on PostgreSQL, whose own `pg_dump` does this.
    pub async fn backup(&self, file: &std::path::Path) -> Result<(), Error> {
        dialect::backup(self.inner.kind, &self.inner.read, file).await
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> bool {
        sqlx::query("SELECT 1").execute(self.read()).await.is_ok()
    }

    /// Finishes the acts that wait, then closes all connections.
    pub async fn close(&self) {
        for writer in &self.inner.batched {
            writer.close().await;
        }
        for pool in [&self.inner.batches, &self.inner.by_key].into_iter().flatten() {
            pool.close().await;
        }
        self.inner.read.close().await;
    }
}
