//! The socket, over a real connection: who may open it, what it carries, and that nothing is lost, doubled or reordered.
use crate::bed::House;
use axum::http::HeaderValue;
use domain::chat::{Line, Outbox, Thread};
use domain::events::{Event, Message};
use domain::live::{Hear, Say};
use domain::{AccountId, RoomId};
use engine::{Actor, Engine, account, chat, id};
use futures::{SinkExt, StreamExt};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message as Frame};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A site on a port of its own, and two people who are connected and have a room.
struct Street {
    house: House,
    at: SocketAddr,
    people: [(Actor, String); 2],
    room: RoomId,
}

async fn street() -> Street {
    let house = House::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let app = house.app.clone();
    tokio::spawn(async move { axum::serve(listener, app).await });
    let (one, other) = (somebody(&house).await, somebody(&house).await);
    connect(&house.engine, &one.0.id, &other.0.id).await;
    let room = chat::open_with(&house.engine, &one.0, &other.0.id).await.unwrap();
    Street { house, at, people: [one, other], room }
}

async fn somebody(house: &House) -> (Actor, String) {
    let (_, cookie) = house.person(domain::Role::Member).await;
    let secret = cookie.split_once('=').unwrap().1;
    (account::who(&house.engine, secret).await.unwrap().unwrap(), cookie)
}

async fn connect(engine: &Engine, a: &AccountId, b: &AccountId) {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    let write = engine.db().write((low.clone(), high.clone()), |tx, (low, high)| {
        Box::pin(async move {
            let now = tx.now();
            sqlx::query(
                "INSERT INTO connections (id, low_id, high_id, asker_id, asked_id, state, note, asked_at)
                 VALUES ($1, $2, $3, $2, $3, 'connected', '', $4)",
            )
            .bind(id::new(now))
            .bind(low.as_str())
            .bind(high.as_str())
            .bind(now)
            .execute(tx.conn())
            .await?;
            Ok(())
        })
    });
    write.await.unwrap();
}

impl Street {
    async fn try_open(&self, cookie: &str, origin: Option<&str>) -> Result<Socket, u16> {
        let mut request = format!("ws://{}/live", self.at).into_client_request().unwrap();
        if !cookie.is_empty() {
            request.headers_mut().insert("cookie", HeaderValue::from_str(cookie).unwrap());
        }
        if let Some(origin) = origin {
            request.headers_mut().insert("origin", HeaderValue::from_str(origin).unwrap());
        }
        match tokio_tungstenite::connect_async(request).await {
            Ok((socket, _)) => Ok(socket),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    async fn open(&self, person: usize) -> Socket {
        self.try_open(&self.people[person].1, Some(&format!("http://{}", self.at))).await.unwrap()
    }

    async fn send(&self, person: usize, client_id: &str, text: &str) -> Message {
        chat::send(&self.house.engine, &self.people[person].0, &self.room, client_id, text).await.unwrap()
    }
}

async fn say(socket: &mut Socket, say: &Say) {
    socket.send(Frame::text(serde_json::to_string(say).unwrap())).await.unwrap();
}

/// The next frame, whatever it says.
async fn hear(socket: &mut Socket) -> Result<Hear, Option<u16>> {
    loop {
        match tokio::time::timeout(Duration::from_secs(60), socket.next()).await.expect("a frame within a minute") {
            Some(Ok(Frame::Text(text))) => return Ok(serde_json::from_str(&text).unwrap()),
            Some(Ok(Frame::Close(close))) => return Err(close.map(|close| close.code.into())),
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return Err(None),
        }
    }
}

/// The next frame that `wanted` picks; the others are let go.
async fn hear_until<T>(socket: &mut Socket, wanted: impl Fn(Hear) -> Option<T>) -> T {
    loop {
        if let Some(found) = wanted(hear(socket).await.unwrap()) {
            return found;
        }
    }
}

fn sent(hear: Hear) -> Option<Message> {
    match hear {
        Hear::Event { body: Event::MessageSent { message, .. }, .. } => Some(message),
        _ => None,
    }
}

#[tokio::test]
async fn only_a_signed_in_person_on_our_own_page_opens_the_socket() {
    let street = street().await;
    let here = format!("http://{}", street.at);
    let cookie = &street.people[0].1;
    assert_eq!(street.try_open("", Some(&here)).await.err(), Some(401));
    assert_eq!(street.try_open(cookie, None).await.err(), Some(403));
    assert_eq!(street.try_open(cookie, Some("http://evil.example")).await.err(), Some(403));
    let mut socket = street.try_open(cookie, Some(&here)).await.unwrap();
    assert_eq!(hear(&mut socket).await, Ok(Hear::Counts { requests: 0, unread: 0, notices: 0 }));
    say(&mut socket, &Say::Ping).await;
    assert_eq!(hear(&mut socket).await, Ok(Hear::Pong));
}

#[tokio::test]
async fn a_line_reaches_the_other_at_once_and_its_marks_come_back() {
    let street = street().await;
    let (mut writer, mut reader) = (street.open(0).await, street.open(1).await);
    hear(&mut writer).await.unwrap();
    hear(&mut reader).await.unwrap();
    street.send(0, "line-0001", "Hello").await;
    assert_eq!(hear_until(&mut reader, sent).await.text, "Hello");
    let marks = |hear| match hear {
        Hear::Event { body: Event::MarksMoved { delivered, read, .. }, .. } => Some((delivered, read)),
        _ => None,
    };
    assert_eq!(hear_until(&mut writer, marks).await, (1, 0), "delivered by arriving");
    say(&mut reader, &Say::Read { room: street.room.clone(), seq: 1 }).await;
    assert_eq!(hear_until(&mut writer, marks).await, (1, 1));
    let unread = |hear| if let Hear::Counts { unread, .. } = hear { Some(unread) } else { None };
    loop {
        if hear_until(&mut reader, unread).await == 0 {
            break;
        }
    }
}

#[tokio::test]
async fn typing_is_seen_by_those_who_have_the_room_open_and_a_strange_room_stays_shut() {
    let street = street().await;
    let stranger = somebody(&street.house).await;
    let (mut one, mut other) = (street.open(0).await, street.open(1).await);
    let mut strange = street.try_open(&stranger.1, Some(&format!("http://{}", street.at))).await.unwrap();
    for socket in [&mut one, &mut other, &mut strange] {
        say(socket, &Say::Open { room: street.room.clone(), after: 0 }).await;
    }
    let opened = |hear| match hear {
        Hear::Missed { .. } => Some(true),
        Hear::Closed { .. } => Some(false),
        _ => None,
    };
    assert!(hear_until(&mut one, opened).await);
    assert!(hear_until(&mut other, opened).await);
    assert!(!hear_until(&mut strange, opened).await);
    say(&mut strange, &Say::Typing { room: street.room.clone() }).await;
    say(&mut one, &Say::Typing { room: street.room.clone() }).await;
    let typing = |hear| if let Hear::Typing { who, .. } = hear { Some(who) } else { None };
    assert_eq!(hear_until(&mut other, typing).await, street.people[0].0.id);
}

#[tokio::test]
async fn a_socket_that_says_too_much_or_nonsense_is_closed() {
    let street = street().await;
    let closed = async |mut socket: Socket| loop {
        match hear(&mut socket).await {
            Ok(_) => {}
            Err(code) => return code,
        }
    };
    let mut nonsense = street.open(0).await;
    nonsense.send(Frame::text("{}")).await.unwrap();
    assert_eq!(closed(nonsense).await, Some(1008));
    let mut flood = street.open(0).await;
    for _ in 0..200 {
        let _closed_meanwhile = flood.send(Frame::text(serde_json::to_string(&Say::Ping).unwrap())).await;
    }
    assert!(matches!(closed(flood).await, Some(1008) | None));
    let mut huge = street.open(0).await;
    let _cut_off = huge.send(Frame::text("x".repeat(20_000))).await;
    assert!(closed(huge).await != Some(1000));
}

#[tokio::test]
async fn signing_out_closes_the_sockets_of_that_device_and_stopping_closes_all_with_an_invitation() {
    let street = street().await;
    let mut one = street.open(0).await;
    let mut other = street.open(1).await;
    hear(&mut one).await.unwrap();
    hear(&mut other).await.unwrap();
    let secret = street.people[0].1.split_once('=').unwrap().1;
    account::sessions::end(&street.house.engine, secret).await.unwrap();
    let code = loop {
        if let Err(code) = hear(&mut one).await {
            break code;
        }
    };
    assert_eq!(code, Some(4401));
    street.house.stop();
    let code = loop {
        if let Err(code) = hear(&mut other).await {
            break code;
        }
    };
    assert_eq!(code, Some(1012));
}

#[tokio::test]
async fn a_new_subscriber_moves_the_bell_of_those_who_may_see_subscribers_and_nobody_elses() {
    use domain::orgs::{ApplicationDraft, Facts};
    use engine::orgs;
    let street = street().await;
    let (owner, member) = (&street.people[0].0, &street.people[1].0);
    let staff = Actor { role: domain::Role::Staff, ..owner.clone() };
    let draft = ApplicationDraft { name: "Alder".into(), tagline: "A place.".into(), topics: vec!["grief".into()], ..Default::default() };
    let slug = orgs::applications::create(&street.house.engine, &staff, draft, &owner.username).await.unwrap();
    let (mut bell, mut other) = (street.open(0).await, street.open(1).await);
    let count = |hear| if let Hear::Counts { notices, .. } = hear { Some(notices) } else { None };
    let before = hear_until(&mut bell, count).await;
    assert_eq!(hear_until(&mut other, count).await, 0);
    orgs::subscribe(&street.house.engine, member, &slug, Facts::default()).await.unwrap();
    let told = |hear| match hear {
        Hear::Event { body: event @ (Event::StaffNews { .. } | Event::SubscriptionChanged { .. }), .. } => Some(event),
        _ => None,
    };
    let heard = hear_until(&mut bell, told).await;
    assert!(matches!(&heard, Event::StaffNews { name, .. } if name == "Alder"), "{heard:?}");
    assert!(!serde_json::to_string(&heard).unwrap().contains(member.id.as_str()), "it does not say who");
    while hear_until(&mut bell, count).await != before + 1 {}
    // The one who subscribed hears of the subscription, and has nothing new.
    assert!(matches!(hear_until(&mut other, told).await, Event::SubscriptionChanged { subscribed: true, .. }));
    assert_eq!(hear_until(&mut other, count).await, 0);
}

/// A browser tab as far as chat goes: the same copy of the conversation and the same outbox that the page has.
struct Tab {
    me: usize,
    socket: Option<Socket>,
    thread: Thread,
    outbox: Outbox,
    typed: Vec<String>,
}

fn labelled(message: Message) -> Line {
    Line { message, clock: String::new(), date: String::new(), day: String::new() }
}

impl Tab {
    fn new(me: usize) -> Self {
        Self { me, socket: None, thread: Thread::new(Vec::new(), false, 0), outbox: Outbox::default(), typed: Vec::new() }
    }

    async fn connect(&mut self, street: &Street) {
        let mut socket = street.open(self.me).await;
        say(&mut socket, &Say::Open { room: street.room.clone(), after: self.thread.known() }).await;
        self.socket = Some(socket);
    }

    fn write(&mut self) {
        let number = self.typed.len();
        let text = format!("{}-{number}", self.me);
        self.outbox.add(format!("tab{}-line-{number:05}", self.me), text.clone());
        self.typed.push(text);
    }

    /// Sends the oldest line, on a net that loses requests and answers.
    async fn send(&mut self, street: &Street, luck: u64) {
        let Some(draft) = self.outbox.next().cloned() else { return };
        if luck.is_multiple_of(4) {
            return self.outbox.wait();
        }
        let message = street.send(self.me, &draft.client_id, &draft.text).await;
        if luck % 4 == 1 {
            return self.outbox.wait();
        }
        self.outbox.settle(&draft.client_id);
        self.thread.take(labelled(message));
    }

    /// Takes up to `most` frames that are there.
    async fn listen(&mut self, street: &Street, most: usize) {
        for _ in 0..most {
            let Some(socket) = &mut self.socket else { return };
            let Ok(frame) = tokio::time::timeout(Duration::from_millis(3), socket.next()).await else { return };
            let Some(Ok(frame)) = frame else {
                self.socket = None;
                return;
            };
            if let Frame::Text(text) = frame {
                self.take(street, serde_json::from_str(&text).unwrap());
            }
        }
    }

    fn take(&mut self, street: &Street, hear: Hear) {
        let me = &street.people[self.me].0.id;
        let mut seen = |message: &Message| self.outbox.seen(me, &message.author, &message.client_id);
        match hear {
            Hear::Event { body: Event::MessageSent { message, .. }, .. } => {
                seen(&message);
                self.thread.take(labelled(message));
            }
            Hear::Missed { messages, more, .. } => {
                messages.iter().for_each(&mut seen);
                self.thread.missed(messages.into_iter().map(labelled).collect(), more);
            }
            _ => {}
        }
    }
}

/// The model: two tabs write, lose requests, answers and sockets, and come back. In the end both show what the database
/// holds, each line once, each writer's lines in the order they were written.
#[tokio::test]
async fn nothing_is_lost_doubled_or_reordered_however_often_the_line_breaks() {
    for seed in [1u64, 7, 42] {
        let street = street().await;
        let mut tabs = [Tab::new(0), Tab::new(1)];
        let mut dice = seed;
        let mut roll = move || {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            dice >> 33
        };
        for _ in 0..400 {
            let tab = &mut tabs[usize::from(roll() % 2 == 0)];
            match roll() % 12 {
                0..=2 => tab.write(),
                3..=6 => tab.send(&street, roll()).await,
                7..=9 => tab.listen(&street, 3).await,
                10 if tab.socket.is_none() => tab.connect(&street).await,
                10 => {}
                _ => tab.socket = None,
            }
        }
        for tab in &mut tabs {
            while tab.outbox.next().is_some() {
                tab.send(&street, 2).await;
            }
        }
        let (stored, _) = chat::since(&street.house.engine, &street.people[0].0, &street.room, 0).await.unwrap();
        for tab in &mut tabs {
            tab.connect(&street).await;
            let socket = tab.socket.as_mut().unwrap();
            let missed = hear_until(socket, |hear| matches!(hear, Hear::Missed { .. }).then_some(hear)).await;
            tab.take(&street, missed);
            let shown: Vec<_> = tab.thread.lines().map(|line| (line.message.seq, line.message.text.clone())).collect();
            let held: Vec<_> = stored.iter().map(|message| (message.seq, message.text.clone())).collect();
            assert_eq!(shown, held, "seed {seed}, tab {}", tab.me);
        }
        for tab in &tabs {
            let own: Vec<_> =
                stored.iter().filter(|message| message.author == street.people[tab.me].0.id).map(|message| message.text.clone()).collect();
            assert_eq!(own, tab.typed, "seed {seed}: in the order they were written, each once");
        }
        assert!(stored.iter().enumerate().all(|(at, message)| message.seq == at as i64 + 1), "numbers have no gap");
    }
}
