//! Durable registrations a second with 64 clients: the group-commit writer beside plain `BEGIN IMMEDIATE` for each write,
//! in one run, on the same disk, both with `synchronous = FULL`.
use crate::report::{Report, Times};
use engine::settings::{Database, MailSettings};
use engine::{Clock, Engine, Settings};
use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions, Executor};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

const CLIENTS: i64 = 64;
const TIME: Duration = Duration::from_secs(6);

/// A registration as it is stored: a seat taken by a condition, a row for the person, a row of the outbox.
const TAKE: &str = "UPDATE meetings SET taken = taken + 1 WHERE id = $1 AND taken < seats";
const ROW: &str = "INSERT INTO tries (key, window_start, count) VALUES ($1, $2, 1)";
const EVENT: &str = "INSERT INTO events (id, kind, body, writer, created_at) VALUES ($1, 'registered', '{}', 'bench', $2)";

/// Measures both ways and the ratio.
pub async fn measure(report: &mut Report) {
    let folder = std::env::temp_dir().join(format!("alongside-bench-{}", std::process::id()));
    let plain = plain(&folder.join("plain.db")).await;
    let grouped = grouped(Database::Sqlite(folder.join("grouped.db"))).await;
    let rate = |done: &(usize, Times)| done.0 as f64 / TIME.as_secs_f64();
    report.row("durable registrations/s, 64 clients, plain BEGIN IMMEDIATE", format!("{:.0}/s, {}", rate(&plain), plain.1.words()), "");
    report.row(
        "durable registrations/s, 64 clients, group commit (SQLite FULL)",
        format!("{:.0}/s, {}, {:.0}x plain", rate(&grouped), grouped.1.words(), rate(&grouped) / rate(&plain)),
        "5,000/s, at least 10x plain",
    );
    let _gone = std::fs::remove_dir_all(folder);
}

async fn ready(database: Database) -> Engine {
    let settings = Settings {
        origin: "http://127.0.0.1:3000".into(),
        database,
        mail: MailSettings::Sandbox,
        payments: engine::settings::PaySettings::Sandbox,
        key: engine::settings::KeySettings::Given([7; 32]),
        demo: false,
    };
    let engine = Engine::open(settings, Clock::real()).await.unwrap();
    engine
        .db()
        .write((), |tx, ()| {
            Box::pin(async move {
                sqlx::query(
                    "INSERT INTO accounts (id, username, username_key, email, email_key, password_hash, role, birth_year, birth_month, time_zone, \
                     created_at, updated_at) VALUES ('h', 'h', 'h', 'h', 'h', '', 'supporter', 1980, 1, 'UTC', 0, 0) ON CONFLICT DO NOTHING",
                )
                .execute(tx.conn())
                .await?;
                sqlx::query(
                    "INSERT INTO meetings (id, host_id, name, topic, description, kind, starts_at, minutes, time_zone, price, currency, seats, taken, \
                     private, created_at) VALUES ('m', 'h', 'm', 't', '', 'group', 0, 60, 'UTC', 0, 'USD', 100000000, 0, 0, 0) ON CONFLICT DO NOTHING",
                )
                .execute(tx.conn())
                .await?;
                Ok(())
            })
        })
        .await
        .unwrap();
    engine
}

async fn register(conn: &mut AnyConnection, turn: i64) -> Result<(), sqlx::Error> {
    sqlx::query(TAKE).bind("m").execute(&mut *conn).await?;
    sqlx::query(ROW).bind(format!("person {turn}")).bind(turn).execute(&mut *conn).await?;
    sqlx::query(EVENT).bind(format!("event {turn}")).bind(turn).execute(&mut *conn).await?;
    Ok(())
}

async fn grouped(database: Database) -> (usize, Times) {
    let engine = ready(database).await;
    let turn = Arc::new(AtomicI64::new(i64::from(std::process::id()) * 100_000_000));
    let until = Instant::now() + TIME;
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (engine, turn) = (engine.clone(), turn.clone());
            tokio::spawn(async move {
                let mut times = Vec::new();
                while Instant::now() < until {
                    let started = Instant::now();
                    let turn = turn.fetch_add(1, Ordering::Relaxed);
                    let kept = engine.db().write(turn, |tx, turn| Box::pin(async move { Ok(register(tx.conn(), *turn).await?) })).await;
                    kept.unwrap();
                    times.push(started.elapsed().as_secs_f64() * 1_000.0);
                }
                times
            })
        })
        .collect();
    let times = all(clients).await;
    engine.close().await;
    times
}

async fn plain(file: &Path) -> (usize, Times) {
    ready(Database::Sqlite(file.to_owned())).await.close().await;
    let url = format!("sqlite://{}", file.display());
    let until = Instant::now() + TIME;
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let url = url.clone();
            tokio::spawn(async move {
                let mut conn = AnyConnectOptions::from_str(&url).unwrap().connect().await.unwrap();
                conn.execute(sqlx::raw_sql("PRAGMA synchronous = FULL; PRAGMA busy_timeout = 60000;")).await.unwrap();
                let mut times = Vec::new();
                while Instant::now() < until {
                    let started = Instant::now();
                    let turn = client * 1_000_000 + i64::try_from(times.len()).unwrap();
                    conn.execute(sqlx::raw_sql("BEGIN IMMEDIATE")).await.unwrap();
                    register(&mut conn, turn).await.unwrap();
                    conn.execute(sqlx::raw_sql("COMMIT")).await.unwrap();
                    times.push(started.elapsed().as_secs_f64() * 1_000.0);
                }
                times
            })
        })
        .collect();
    all(clients).await
}

async fn all(clients: Vec<tokio::task::JoinHandle<Vec<f64>>>) -> (usize, Times) {
    let mut times = Vec::new();
    for client in clients {
        times.extend(client.await.unwrap());
    }
    (times.len(), Times::of(times))
}
