//! The process is killed again and again while 64 clients write: every acknowledged act is there, none is half there.
use crate::bed::{Bed, NOON};
use domain::events::Event;
use domain::{AccountId, SessionId};
use engine::jobs::Job;
use engine::mail::Letter;
use engine::settings::{Database, MailSettings};
use engine::{Clock, Engine, Settings, outbox};
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

const FILE: &str = "ALONGSIDE_CRASH_FILE";
const CLIENTS: usize = 64;
const ROUNDS: usize = 12;

async fn open(file: &Path) -> Engine {
    let settings = Settings {
        origin: "http://127.0.0.1:3000".into(),
        database: Database::Sqlite(file.to_owned()),
        mail: MailSettings::Sandbox,
        payments: engine::settings::PaySettings::Sandbox,
        key: engine::settings::KeySettings::Given([7; 32]),
        demo: false,
    };
    Engine::open(settings, Clock::held_at(NOON)).await.unwrap()
}

/// One act of two rows in two tables, known by the same mark.
async fn act(engine: &Engine, mark: String) -> Result<(), engine::Error> {
    engine
        .db()
        .write(mark, |tx, mark| {
            Box::pin(async move {
                outbox::record(tx, Event::SessionEnded { account: AccountId::trusted("a"), session: SessionId::trusted(mark) }).await?;
                let letter = Letter { to: "a@example.org".into(), subject: mark.clone(), body: "x".repeat(200) };
                outbox::enqueue(tx, &Job::SendLetter { letter }).await
            })
        })
        .await
}

/// The process that is killed. It does nothing unless the story below started it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_writes_until_it_is_killed() {
    let Ok(file) = std::env::var(FILE) else { return };
    let engine = open(Path::new(&file)).await;
    let round = std::process::id();
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..CLIENTS {
        let engine = engine.clone();
        clients.spawn(async move {
            for turn in 0.. {
                let mark = format!("{round}-{client}-{turn}");
                act(&engine, mark.clone()).await.unwrap();
                // The acknowledgement leaves the process before it can die: one write to a pipe.
                let mut out = std::io::stdout().lock();
                out.write_all(format!("\nack {mark}\n").as_bytes()).unwrap();
                out.flush().unwrap();
            }
        });
    }
    while clients.join_next().await.is_some() {}
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_act_survives_a_kill_and_none_is_half_written() {
    let bed = Bed::on(None).await;
    let file = bed.folder.path().join("crash.db");
    let mut acknowledged = HashSet::new();
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::a_process_that_writes_until_it_is_killed", "--nocapture"])
            .env(FILE, &file)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Another moment each round: after some number of acknowledgements, in the middle of the next batch.
        let last = 1 + round * 37;
        let mut heard = 0;
        while heard < last
            && let Some(Ok(line)) = lines.next()
        {
            if let Some(mark) = line.strip_prefix("ack ") {
                acknowledged.insert(mark.to_owned());
                heard += 1;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            if let Some(mark) = line.strip_prefix("ack ") {
                acknowledged.insert(mark.to_owned());
            }
        }
    }
    let engine = open(&file).await;
    let events: Vec<String> = sqlx::query_scalar("SELECT body FROM events").fetch_all(engine.db().read()).await.unwrap();
    let jobs: Vec<String> = sqlx::query_scalar("SELECT body FROM jobs").fetch_all(engine.db().read()).await.unwrap();
    let told: HashSet<String> = events
        .iter()
        .map(|body| match serde_json::from_str(body).unwrap() {
            Event::SessionEnded { session, .. } => session.to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    let queued: HashSet<String> = jobs
        .iter()
        .map(|body| match serde_json::from_str(body).unwrap() {
            Job::SendLetter { letter } => letter.subject,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(acknowledged.len() >= ROUNDS * CLIENTS / 2, "too few acts to prove anything: {}", acknowledged.len());
    let lost: Vec<_> = acknowledged.difference(&told).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    assert_eq!(told, queued, "half-written acts");
    let intact: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(engine.db().read()).await.unwrap();
    assert_eq!(intact, "ok");
}
