//! The seat race over HTTP: a thousand signed-in people press **Register** at once for fifty seats, and those who come too late join the
//! waiting list. Nobody too many, no gap in the line, nobody turned away by a fault.
use crate::machine::{Server, hold_the_load_to_core_1};
use crate::report::{Report, Times};
use domain::{AccountId, MeetingId};
use engine::account::store::NewAccount;
use engine::account::{sessions, store};
use engine::settings::{Database, MailSettings};
use engine::{Clock, Engine, Settings, id};
use futures::StreamExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Barrier;

const PORT: u16 = 3975;
const CLIENTS: usize = 1_000;
const SEATS: i64 = 50;
const ROUNDS: usize = 3;

/// Three rounds on each database.
pub async fn measure(report: &mut Report) {
    hold_the_load_to_core_1();
    let folder = std::env::temp_dir().join(format!("alongside-bench-seats-{}", std::process::id()));
    one(report, "SQLite FULL", &folder, Database::Sqlite(folder.join("alongside.db"))).await;
    if let Some(address) = crate::machine::postgres(report, "seat race on PostgreSQL", "seats").await {
        let folder = folder.with_extension("postgres");
        one(report, "PostgreSQL", &folder, Database::Postgres(address)).await;
    }
}

async fn one(report: &mut Report, kind: &str, folder: &Path, database: Database) {
    let engine = open(database.clone()).await;
    let (meetings, cookies) = prepare(&engine).await;
    engine.close().await;
    let address = match &database {
        Database::Postgres(address) => Some(address.as_str()),
        Database::Sqlite(_) => None,
    };
    let server = Server::start_on(PORT, folder, "false", address).await;
    for (round, meeting) in meetings.iter().enumerate() {
        let run = race(&server, meeting, &cookies).await;
        report.row(
            format!("{CLIENTS} people at once for {SEATS} seats, round {}, {kind}", round + 1),
            format!(
                "{:.0} people/s; answers p50 {:.0} ms, p95 {:.0} ms; {} faults",
                CLIENTS as f64 / run.seconds,
                run.times.percentile(50),
                run.times.percentile(95),
                run.faults
            ),
            "p95 500 ms, no faults",
        );
        assert_eq!(run.seated, usize::try_from(SEATS).unwrap(), "as many people were told that they have a seat as there are seats");
    }
    server.stop_and_keep();
    let engine = open(database).await;
    for meeting in &meetings {
        exact(&engine, meeting).await;
    }
    engine.close().await;
    let _gone = std::fs::remove_dir_all(folder);
}

async fn open(database: Database) -> Engine {
    let settings = Settings {
        origin: format!("http://127.0.0.1:{PORT}"),
        database,
        mail: MailSettings::Sandbox,
        payments: engine::settings::PaySettings::Sandbox,
        key: engine::settings::KeySettings::Given([7; 32]),
        demo: false,
    };
    Engine::open(settings, Clock::real()).await.unwrap()
}

/// Meetings with seats and a line, and the cookies of the people.
async fn prepare(engine: &Engine) -> (Vec<MeetingId>, Vec<String>) {
    let host = person(engine, "host").await.0;
    let mut meetings = Vec::new();
    for _ in 0..ROUNDS {
        let meeting = MeetingId::trusted(id::new(engine.clock().now()));
        let write = engine.db().write((meeting.clone(), host.clone()), |tx, (meeting, host)| {
            Box::pin(async move {
                let starts = tx.now() + 7 * domain::time::DAY;
                sqlx::query(
                    "INSERT INTO meetings (id, host_id, name, topic, description, kind, starts_at, minutes, time_zone, price, currency, seats, \
                     taken, private, created_at, waiting_list) \
                     VALUES ($1, $2, 'Race', 'grief', '', 'group', $3, 60, 'UTC', 0, 'USD', $4, 0, 0, 0, 1)",
                )
                .bind(meeting.as_str())
                .bind(host.as_str())
                .bind(starts)
                .bind(SEATS)
                .execute(tx.conn())
                .await?;
                sqlx::query("INSERT INTO meeting_hosts (meeting_id, account_id, place) VALUES ($1, $2, 1)")
                    .bind(meeting.as_str())
                    .bind(host.as_str())
                    .execute(tx.conn())
                    .await?;
                Ok(())
            })
        });
        write.await.unwrap();
        meetings.push(meeting);
    }
    let people = futures::stream::iter(0..CLIENTS).map(|n| async move { person(engine, &format!("runner-{n}")).await.1 });
    (meetings, people.buffer_unordered(16).collect().await)
}

async fn person(engine: &Engine, name: &str) -> (AccountId, String) {
    let now = engine.clock().now();
    let account = AccountId::trusted(id::new(now));
    let new = NewAccount::member(account.clone(), name, &format!("{name}@bench.test"), "", now);
    assert!(engine.db().write(new, |tx, new| Box::pin(async move { store::insert(tx, new).await })).await.unwrap());
    let secret = sessions::open(engine, &account, "", None).await.unwrap();
    (account, format!("alongside={secret}"))
}

/// What came of a round.
struct Run {
    seconds: f64,
    times: Times,
    faults: usize,
    seated: usize,
}

async fn race(server: &Server, meeting: &MeetingId, cookies: &[String]) -> Run {
    let path = |name: &str| {
        let mut all = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path);
        all.find(|path| path.trim_start_matches("/api/").trim_end_matches(|letter: char| letter.is_ascii_digit()) == name).unwrap()
    };
    let (register, join) = (path("register_seat"), path("join_waiting_list"));
    let line = Arc::new(Barrier::new(cookies.len() + 1));
    let mut runners = tokio::task::JoinSet::new();
    for cookie in cookies {
        let (address, cookie, line, body) = (server.address.clone(), cookie.clone(), line.clone(), format!("meeting={meeting}"));
        runners.spawn(async move {
            let mut stream = TcpStream::connect(&address).await.unwrap();
            stream.set_nodelay(true).unwrap();
            line.wait().await;
            let (mut times, mut faults) = (Vec::new(), 0);
            loop {
                for path in [register, join] {
                    let started = Instant::now();
                    let status = post(&mut stream, &address, path, &cookie, &body).await;
                    times.push(started.elapsed().as_secs_f64() * 1_000.0);
                    match status {
                        200 => return (times, faults, path == register),
                        // Full, or a seat has come free between the two.
                        422 => {}
                        _ => faults += 1,
                    }
                }
            }
        });
    }
    line.wait().await;
    let started = Instant::now();
    let (mut all, mut faults, mut seated) = (Vec::new(), 0, 0);
    while let Some(done) = runners.join_next().await {
        let (times, more, seat) = done.unwrap();
        all.extend(times);
        faults += more;
        seated += usize::from(seat);
    }
    Run { seconds: started.elapsed().as_secs_f64(), times: Times::of(all), faults, seated }
}

/// Posts a form as our own script does; answers the status.
async fn post(stream: &mut TcpStream, address: &str, path: &str, cookie: &str, body: &str) -> u16 {
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nAccept: application/json\r\nCookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let (mut buffer, mut part) = (Vec::new(), [0_u8; 4_096]);
    loop {
        let read = stream.read(&mut part).await.unwrap();
        assert!(read > 0, "the server hung up");
        buffer.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&buffer);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let head = head.to_lowercase();
        let length =
            head.split_once("content-length: ").map(|(_, rest)| rest.split("\r\n").next().unwrap().trim().parse::<usize>().unwrap());
        let whole = length.map_or_else(|| body.ends_with("0\r\n\r\n"), |length| body.len() >= length);
        if whole {
            return head.split(' ').nth(1).unwrap().parse().unwrap();
        }
    }
}

/// Exactly the seats are taken, and the line has no gaps.
async fn exact(engine: &Engine, meeting: &MeetingId) {
    let count =
        async |sql: &'static str| -> i64 { sqlx::query_scalar(sql).bind(meeting.as_str()).fetch_one(engine.db().read()).await.unwrap() };
    let waiting = i64::try_from(CLIENTS).unwrap() - SEATS;
    assert_eq!(count("SELECT COUNT(*) FROM registrations WHERE meeting_id = $1 AND state = 'registered'").await, SEATS);
    assert_eq!(count("SELECT taken FROM meetings WHERE id = $1").await, SEATS);
    assert_eq!(count("SELECT COUNT(DISTINCT place) FROM waiting WHERE meeting_id = $1 AND state = 'waiting'").await, waiting);
    assert_eq!(count("SELECT MIN(place) FROM waiting WHERE meeting_id = $1").await, 1);
    assert_eq!(count("SELECT MAX(place) FROM waiting WHERE meeting_id = $1").await, waiting);
}
