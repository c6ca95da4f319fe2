//! The few words in which SQLite and PostgreSQL truly differ.
use crate::Error;
use crate::settings::Database;
use sqlx::AnyPool;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, ConnectOptions, Executor};
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

/// Which of the two databases holds the rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One file, one process.
    Sqlite,
    /// A server, for those who outgrow one machine.
    Postgres,
}

impl Kind {
    /// The kind that these settings ask for.
    pub fn of(database: &Database) -> Self {
        match database {
            Database::Sqlite(_) => Self::Sqlite,
            Database::Postgres(_) => Self::Postgres,
        }
    }
}

/// FULL: a commit that was acknowledged survives a power cut. The rest keeps a small machine quick.
const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; \
     PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000; PRAGMA mmap_size = 268435456;";

/// The address that the driver understands.
pub fn url(database: &Database) -> Result<String, Error> {
    match database {
        Database::Sqlite(file) => {
            let file = std::path::absolute(file).map_err(Error::fault)?;
            let file = file.to_str().ok_or_else(|| Error::fault("the data folder's name is not UTF-8"))?;
            Ok(format!("sqlite://{}?mode=rwc", file.replace('%', "%25").replace('?', "%3F").replace('#', "%23")))
        }
        Database::Postgres(url) => Ok(url.clone()),
    }
}

/// On connections whose statements find rows by keys: their plan is always the same, so it is made once. Making one takes PostgreSQL
/// longer than what it is for, and one that was made while a table was small would read all of it for everybody who comes.
const BY_KEY: &str = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off";

/// So many connections to PostgreSQL for what is found by keys.
pub fn by_key(url: &str, most: u32) -> Result<AnyPool, Error> {
    let options = AnyPoolOptions::new().acquire_timeout(Duration::from_secs(5)).min_connections(0).max_connections(most);
    let options = options.after_connect(|conn, _| {
        Box::pin(async move {
            conn.execute(sqlx::raw_sql(BY_KEY)).await?;
            Ok(())
        })
    });
    Ok(options.connect_lazy(url)?)
}

/// Readers (and, on PostgreSQL, writers).
pub async fn pool(kind: Kind, url: &str) -> Result<AnyPool, Error> {
    let options = AnyPoolOptions::new().acquire_timeout(Duration::from_secs(5)).test_before_acquire(kind == Kind::Postgres);
    let options = match kind {
        Kind::Sqlite => options.max_connections(4).min_connections(1).after_connect(|conn, _| {
            Box::pin(async move {
                conn.execute(sqlx::raw_sql(PRAGMAS)).await?;
                Ok(())
            })
        }),
        Kind::Postgres => options.max_connections(16),
    };
    Ok(options.connect(url).await?)
}

/// One connection of one's own.
pub async fn connect(kind: Kind, url: &str) -> Result<AnyConnection, Error> {
    let mut conn = AnyConnectOptions::from_str(url)?.connect().await?;
    if kind == Kind::Sqlite {
        conn.execute(sqlx::raw_sql(PRAGMAS)).await?;
    }
    Ok(conn)
}

/// Opens the transaction of a batch and the savepoint of its first act. SQLite is told at once that it will write.
pub fn begin_batch(kind: Kind) -> &'static str {
    match kind {
        Kind::Sqlite => "BEGIN IMMEDIATE; SAVEPOINT act",
        Kind::Postgres => "BEGIN; SAVEPOINT act",
    }
}

/// A lost race that PostgreSQL asks to run again: serialization failure or deadlock.
pub fn worth_retrying(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(database) if matches!(database.code().as_deref(), Some("40001" | "40P01")))
}

/// Copies a SQLite database into a new file, consistent and while in use.
pub async fn backup(kind: Kind, pool: &AnyPool, file: &Path) -> Result<(), Error> {
    if kind == Kind::Postgres {
        return Err(Error::fault("use pg_dump to back up PostgreSQL"));
    }
    let file = file.to_str().ok_or_else(|| Error::fault("the backup file's name is not UTF-8"))?;
    sqlx::query("VACUUM INTO $1").bind(file).execute(pool).await?;
    Ok(())
}
