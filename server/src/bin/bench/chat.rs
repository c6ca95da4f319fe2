//! Chat over real sockets: a room of ten, a room of a thousand listeners, and what idle sockets weigh.
use crate::machine::{Server, hold_the_load_to_core_1};
use crate::report::{Report, Times};
use domain::live::{Hear, Say};
use domain::{AccountId, RoomId};
use engine::account::store::NewAccount;
use engine::account::{sessions, store};
use engine::settings::{Database, MailSettings};
use engine::{Clock, Engine, Settings, id};
use futures::{SinkExt, StreamExt};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::MaybeTlsStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

const PORT: u16 = 3978;

struct People {
    room: RoomId,
    speaker: String,
    listener: String,
}

/// Measures latency and the core's share in rooms of ten and of a thousand, and the memory of idle sockets.
pub async fn measure(report: &mut Report) {
    let folder = std::env::temp_dir().join(format!("alongside-bench-chat-{}", std::process::id()));
    let people = prepare(&folder).await;
    hold_the_load_to_core_1();
    let server = Server::start_in(PORT, &folder, "false").await;
    room(report, &server, &people, 10, 20, "10-person room, 20 messages/s: send to receive", "p50 3 ms").await;
    room(
        report,
        &server,
        &people,
        1_000,
        50,
        "room of 1,000 listeners, 50 messages/s of 200 bytes: send to receive",
        "p99 15 ms, under 40 % of a core",
    )
    .await;
    idle(report, &server, &people).await;
}

/// Two people in a public room, written by the engine before the server starts.
async fn prepare(folder: &std::path::Path) -> People {
    let settings = Settings {
        origin: format!("http://127.0.0.1:{PORT}"),
        database: Database::Sqlite(folder.join("alongside.db")),
        mail: MailSettings::Sandbox,
        payments: engine::settings::PaySettings::Sandbox,
        key: engine::settings::KeySettings::Given([7; 32]),
        demo: false,
    };
    let engine = Engine::open(settings, Clock::real()).await.unwrap();
    let room = RoomId::trusted(id::new(engine.clock().now()));
    let mut cookies = Vec::new();
    for name in ["speaker", "listener"] {
        let now = engine.clock().now();
        let account = AccountId::trusted(id::new(now));
        let new = NewAccount::member(account.clone(), name, &format!("{name}@bench.test"), "", now);
        assert!(engine.db().write(new, |tx, new| Box::pin(async move { store::insert(tx, new).await })).await.unwrap());
        cookies.push(format!("alongside={}", sessions::open(&engine, &account, "", None).await.unwrap()));
        engine
            .db()
            .write((room.clone(), account), |tx, (room, account)| {
                Box::pin(async move {
                    sqlx::query(
                        "INSERT INTO rooms (id, kind, name, description, topic, last_at, created_at) VALUES ($1, 'public', 'Bench', '', 'anxiety', 0, 0)
                         ON CONFLICT DO NOTHING",
                    )
                    .bind(room.as_str())
                    .execute(tx.conn())
                    .await?;
                    sqlx::query("INSERT INTO room_members (room_id, account_id, joined_at) VALUES ($1, $2, 0)")
                        .bind(room.as_str())
                        .bind(account.as_str())
                        .execute(tx.conn())
                        .await?;
                    Ok(())
                })
            })
            .await
            .unwrap();
    }
    engine.close().await;
    let listener = cookies.pop().unwrap();
    People { room, speaker: cookies.pop().unwrap(), listener }
}

type Socket = tokio_tungstenite::WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn connect(address: &str, cookie: &str, room: Option<&RoomId>) -> Socket {
    let mut request = format!("ws://{address}/live").into_client_request().unwrap();
    request.headers_mut().insert("cookie", cookie.parse().unwrap());
    request.headers_mut().insert("origin", format!("http://{address}").parse().unwrap());
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
    if let Some(room) = room {
        let say = serde_json::to_string(&Say::Open { room: room.clone(), after: i64::MAX }).unwrap();
        socket.send(Message::text(say)).await.unwrap();
    }
    socket
}

fn micros() -> i64 {
    #[allow(clippy::disallowed_methods, reason = "two processes compare their clocks")]
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros()).unwrap()
}

/// `listeners` sockets hear what one person says `rate` times a second; each line carries when it was sent.
async fn room(report: &mut Report, server: &Server, people: &People, listeners: usize, rate: usize, what: &str, budget: &str) {
    let messages = rate * 6;
    let mut sockets = Vec::new();
    for _ in 0..listeners {
        let mut socket = connect(&server.address, &people.listener, Some(&people.room)).await;
        while let Some(Ok(message)) = socket.next().await {
            if message.to_text().is_ok_and(|text| matches!(serde_json::from_str(text), Ok(Hear::Missed { .. }))) {
                break;
            }
        }
        sockets.push(socket);
    }
    let hearing: Vec<_> = sockets.into_iter().map(|socket| tokio::spawn(hear(socket, messages))).collect();
    let mut stream = TcpStream::connect(&server.address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let (started, before) = (Instant::now(), server.processor_seconds());
    let mut beat = tokio::time::interval(Duration::from_micros(u64::try_from(1_000_000 / rate).unwrap()));
    for _ in 0..messages {
        beat.tick().await;
        say(server, people, &mut stream).await;
    }
    let share = (server.processor_seconds() - before) / started.elapsed().as_secs_f64() * 100.0;
    let mut times = Vec::new();
    for heard in hearing {
        times.extend(heard.await.unwrap());
    }
    let lost = listeners * messages - times.len();
    report.row(what, format!("{}, {share:.0} % of a core, {lost} lost", Times::of(times).words()), budget);
}

/// How long each of the messages took, in milliseconds. A whole WebSocket client would measure itself: a thousand of them on one core are
/// slower than the server. So from here on only the stamps are looked for in what arrives.
async fn hear(socket: Socket, messages: usize) -> Vec<f64> {
    const STAMP: &str = "sent at ";
    let MaybeTlsStream::Plain(mut stream) = socket.into_inner() else { panic!("a socket of this machine") };
    let (mut times, mut kept, mut part) = (Vec::new(), String::new(), [0_u8; 4_096]);
    while times.len() < messages {
        let read = tokio::time::timeout(Duration::from_secs(20), stream.read(&mut part)).await;
        let Ok(Ok(read @ 1..)) = read else { break };
        let now = micros();
        kept.push_str(&String::from_utf8_lossy(&part[..read]));
        // Without the blank behind it a stamp may be cut in two.
        while let Some((_, stamp)) = kept.split_once(STAMP)
            && let Some((sent, rest)) = stamp.split_once(' ')
        {
            times.push((now - sent.parse::<i64>().unwrap()) as f64 / 1_000.0);
            kept = rest.to_owned();
        }
        if !kept.contains(STAMP) {
            kept.drain(..kept.floor_char_boundary(kept.len().saturating_sub(STAMP.len())));
        }
    }
    times
}

async fn say(server: &Server, people: &People, stream: &mut TcpStream) {
    let path = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).find(|path| path.starts_with("/api/send_message")).unwrap();
    let text = format!("sent+at+{}+{}", micros(), "x".repeat(170));
    let body = format!("room={}&client_id={}&text={text}", people.room, id::new(micros()));
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{body}",
        people.speaker,
        body.len(),
        address = server.address,
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut part = [0_u8; 4_096];
    let read = stream.read(&mut part).await.unwrap();
    let head = String::from_utf8_lossy(&part[..read]);
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
}

/// What 5,000 idle sockets weigh, and how long it takes until all are back when they were cut off together.
async fn idle(report: &mut Report, server: &Server, people: &People) {
    const SOCKETS: usize = 5_000;
    let before = server.megabytes();
    let mut sockets = Vec::new();
    for _ in 0..SOCKETS {
        sockets.push(greeted(&server.address, &people.listener).await);
    }
    let each = (server.megabytes() - before) * 1_000.0 / SOCKETS as f64;
    report.row("5,000 idle sockets", format!("{each:.1} kB each"), "12 kB each");
    drop(sockets);
    let started = Instant::now();
    let storm = (0..SOCKETS).map(|_| {
        let (address, cookie) = (server.address.clone(), people.listener.clone());
        tokio::spawn(async move { greeted(&address, &cookie).await })
    });
    let storm: Vec<_> = storm.collect();
    let mut back = Vec::new();
    for socket in storm {
        back.push(socket.await.unwrap());
    }
    report.row("5,000 sockets come back at once", format!("all heard of after {:.2} s", started.elapsed().as_secs_f64()), "1 s");
}

/// A socket that the server is done greeting: its first frame tells so.
async fn greeted(address: &str, cookie: &str) -> Socket {
    let mut socket = connect(address, cookie, None).await;
    while let Some(Ok(message)) = socket.next().await {
        if message.to_text().is_ok_and(|text| matches!(serde_json::from_str(text), Ok(Hear::Counts { .. }))) {
            break;
        }
    }
    socket
}
