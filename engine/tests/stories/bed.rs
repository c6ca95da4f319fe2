//! The bed every story lies in: a fresh database, a clock that stands still, and people to act.
use engine::settings::{Database, MailSettings};
use engine::{Clock, Engine, Settings};
use sqlx::{ConnectOptions, Executor};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

/// Sunday 22 November 2026, noon UTC.
pub const NOON: i64 = 1_795_348_800_000_000;

/// One engine on one fresh database.
pub struct Bed {
    pub engine: Engine,
    pub clock: Clock,
    pub folder: PathBuf,
}

/// Tells the story on SQLite, and on PostgreSQL where `ALONGSIDE_TEST_POSTGRES` names a server.
pub async fn on_both(story: impl AsyncFn(Bed)) {
    let bed = Bed::on(None).await;
    let folder = bed.folder.clone();
    story(bed).await;
    let _gone = std::fs::remove_dir_all(folder);
    match std::env::var("ALONGSIDE_TEST_POSTGRES") {
        Ok(server) => story(Bed::on(Some(server)).await).await,
        Err(_) => assert!(std::env::var("CI").is_err(), "on CI, ALONGSIDE_TEST_POSTGRES must name a PostgreSQL server"),
    }
}

impl Bed {
    /// A fresh database in a folder of its own, or a fresh one on the server.
    pub async fn on(server: Option<String>) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("alongside_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
        let folder = std::env::temp_dir().join(&name);
        let database = match server {
            None => Database::Sqlite(folder.join("alongside.db")),
            Some(server) => {
                sqlx::any::install_default_drivers();
                let mut conn = sqlx::any::AnyConnectOptions::from_str(&server).unwrap().connect().await.unwrap();
                conn.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))).await.unwrap();
                let (base, _) = server.rsplit_once('/').unwrap();
                Database::Postgres(format!("{base}/{name}"))
            }
        };
        let settings = Settings { origin: "http://127.0.0.1:3000".into(), database, mail: MailSettings::Sandbox, demo: false };
        let clock = Clock::held_at(NOON);
        let engine = Engine::open(settings, clock.clone()).await.unwrap();
        Self { engine, clock, folder }
    }
}
