//! The socket at `/live`: one for each open tab. It carries events to the person, and the person's typing and reading back.
use crate::router::Site;
use app::ctx::Visitor;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::RoomId;
use domain::events::{Event, Topic};
use domain::live::{Hear, Say};
use engine::bus::{Ear, Parcel};
use engine::{Actor, Engine, chat};
use futures::stream::{SplitSink, SplitStream};
use futures::{SinkExt, StreamExt};
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

/// The longest frame a tab may send: a tab says short things.
const LONGEST_FRAME: usize = 16 * 1024;
/// How often the socket asks the browser for a sign of life.
const BEAT: Duration = Duration::from_secs(30);
/// Without any sign of life for this long the tab is gone.
const SILENCE: Duration = Duration::from_secs(75);
/// How long a batch of frames may take to leave. A tab that can't take it resumes later.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long numbers and marks are gathered before they are told.
const GATHER: Duration = Duration::from_millis(150);
/// A socket is made anew after this long, so that a session that ran out is noticed.
const LONGEST_LIFE: Duration = Duration::from_secs(6 * 60 * 60);
/// The most rooms a tab has open.
const MOST_ROOMS: usize = 32;
/// Frames at once, and frames a second for long.
const BURST: f64 = 60.0;
const EACH_SECOND: f64 = 10.0;
/// The most frames that leave in one batch.
const BATCH: usize = 256;

/// Why the server closes a socket: the code that the tab's line reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Goodbye {
    /// The process stops: come back at once.
    Restart = 1012,
    /// Too slow, or too old: come back and resume.
    Resume = 1013,
    /// Not what this socket is for.
    Policy = 1008,
    /// Signed out: don't come back.
    SignedOut = 4401,
}

/// Opens the socket for a signed-in person. That the request comes from our own page was checked before.
pub async fn live(
    State(site): State<Site>,
    visitor: Option<Extension<Visitor>>,
    socket: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let Some(actor) = visitor.and_then(|Extension(visitor)| visitor.0) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    match socket {
        Err(rejection) => rejection.into_response(),
        Ok(socket) => socket
            .read_buffer_size(4 * 1024)
            .write_buffer_size(4 * 1024)
            .max_write_buffer_size(1024 * 1024)
            .max_frame_size(LONGEST_FRAME)
            .max_message_size(LONGEST_FRAME)
            .on_upgrade(move |socket| serve(socket, site.engine, actor, site.stop)),
    }
}

async fn serve(socket: WebSocket, engine: Engine, actor: Actor, stop: watch::Receiver<bool>) {
    let (sink, stream) = socket.split();
    let mut ear = engine.bus().listen();
    ear.add(Topic::Account(actor.id.clone()));
    ear.add(Topic::House);
    let now = Instant::now();
    let mut tab = Tab {
        engine,
        actor,
        ear,
        sink,
        rooms: Vec::new(),
        frames: BURST,
        frames_at: now,
        heard_at: now,
        counts_at: None,
        arrived: HashMap::new(),
        arrived_at: None,
        typed_at: None,
    };
    if let Some(goodbye) = tab.stay(stream, stop).await {
        let frame = CloseFrame { code: goodbye as u16, reason: Utf8Bytes::from_static("") };
        let _gone_already = timeout(PATIENCE, tab.sink.send(Message::Close(Some(frame)))).await;
    }
}

/// One open tab.
struct Tab {
    engine: Engine,
    actor: Actor,
    ear: Ear,
    sink: SplitSink<WebSocket, Message>,
    rooms: Vec<RoomId>,
    frames: f64,
    frames_at: Instant,
    heard_at: Instant,
    counts_at: Option<Instant>,
    arrived: HashMap<RoomId, i64>,
    arrived_at: Option<Instant>,
    typed_at: Option<Instant>,
}

impl Tab {
    /// Carries frames until the tab is gone (`None`), or the server says goodbye.
    async fn stay(&mut self, mut stream: SplitStream<WebSocket>, mut stop: watch::Receiver<bool>) -> Option<Goodbye> {
        let end = Instant::now() + LONGEST_LIFE;
        let mut beat = Instant::now() + BEAT;
        if let Err(goodbye) = Box::pin(self.greet()).await {
            return goodbye;
        }
        loop {
            let next = [Some(beat), self.counts_at, self.arrived_at].into_iter().flatten().min().unwrap_or(beat);
            let outcome = tokio::select! {
                biased;
                () = asked_to_stop(&mut stop) => Err(Some(Goodbye::Restart)),
                Some(parcel) = self.ear.heard.recv() => self.carry(parcel).await,
                frame = stream.next() => match frame {
                    // Boxed: what is rarely done must not make every idle socket bigger.
                    Some(Ok(frame)) => Box::pin(self.hear(frame)).await,
                    _ => Err(None),
                },
                () = sleep_until(next) => Box::pin(self.due(&mut beat)).await,
            };
            if let Err(goodbye) = outcome {
                return goodbye;
            }
            if self.ear.too_slow() || Instant::now() > end {
                return Some(Goodbye::Resume);
            }
        }
    }

    /// The numbers in the frame; and what was written to the person while no tab of theirs was open has arrived now.
    async fn greet(&mut self) -> Result<(), Option<Goodbye>> {
        // What has not arrived is not read either: after a cut line, when thousands come at once, most have nothing to mark.
        if self.count().await? > 0 {
            // A fault is in the log; the marks move with the next message.
            let _logged = chat::arrived(&self.engine, &self.actor).await;
        }
        Ok(())
    }

    /// Tells the numbers in the frame; answers how many lines are unread.
    async fn count(&mut self) -> Result<i64, Option<Goodbye>> {
        self.counts_at = None;
        let Ok(chat::Counts { requests, unread, notices }) = chat::counts(&self.engine, &self.actor).await else { return Ok(0) };
        self.tell(&Hear::Counts { requests, unread, notices }).await?;
        Ok(unread)
    }

    /// Hands on what was heard on the bus, as many frames in one batch as there are.
    async fn carry(&mut self, first: Parcel) -> Result<(), Option<Goodbye>> {
        let mut batch = Vec::new();
        let mut next = Some(first);
        while let Some(parcel) = next {
            batch.extend(self.frame(parcel)?);
            next = if batch.len() < BATCH { self.ear.heard.try_recv().ok() } else { None };
        }
        self.send(batch).await
    }

    /// The frame for the tab, if it is for the tab at all.
    fn frame(&mut self, parcel: Parcel) -> Result<Option<Message>, Option<Goodbye>> {
        let frame = match parcel {
            Parcel::Passing { frame } => Some(frame),
            Parcel::Event { event, frame } => {
                match &*event {
                    Event::SessionEnded { session, .. } if *session == self.actor.session => return Err(Some(Goodbye::SignedOut)),
                    Event::AccountDeleted { account } if *account == self.actor.id => return Err(Some(Goodbye::SignedOut)),
                    Event::MessageSent { people, .. } if people.is_empty() => {}
                    Event::MessageSent { room, message, .. } => {
                        if message.author != self.actor.id {
                            self.arrived.insert(room.clone(), message.seq);
                            self.arrived_at.get_or_insert_with(|| Instant::now() + GATHER);
                        }
                        self.count_soon();
                    }
                    Event::MarksMoved { reader, .. } if *reader != self.actor.id => {}
                    _ => self.count_soon(),
                }
                frame
            }
        };
        Ok(frame.and_then(text))
    }

    fn count_soon(&mut self) {
        self.counts_at.get_or_insert_with(|| Instant::now() + GATHER);
    }

    async fn send(&mut self, batch: Vec<Message>) -> Result<(), Option<Goodbye>> {
        if batch.is_empty() {
            return Ok(());
        }
        let sending = async {
            for frame in batch {
                self.sink.feed(frame).await?;
            }
            self.sink.flush().await
        };
        match timeout(PATIENCE, sending).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_gone)) => Err(None),
            Err(_too_slow) => Err(Some(Goodbye::Resume)),
        }
    }

    async fn tell(&mut self, hear: &Hear) -> Result<(), Option<Goodbye>> {
        let frame = serde_json::to_vec(hear).map_err(|_| None)?;
        self.send(text(Bytes::from(frame)).into_iter().collect()).await
    }

    /// What the clock asks for: a sign of life, the numbers in the frame, marks that were gathered.
    async fn due(&mut self, beat: &mut Instant) -> Result<(), Option<Goodbye>> {
        let now = Instant::now();
        if now >= *beat {
            *beat = now + BEAT;
            if now.duration_since(self.heard_at) > SILENCE {
                return Err(None);
            }
            self.send(vec![Message::Ping(Bytes::new())]).await?;
        }
        if self.counts_at.is_some_and(|at| now >= at) {
            self.count().await?;
        }
        if self.arrived_at.is_some_and(|at| now >= at) {
            self.arrived_at = None;
            for (room, seq) in std::mem::take(&mut self.arrived) {
                // Lost marks are made good by the next ones.
                let _logged = chat::mark(&self.engine, &self.actor, &room, seq, 0).await;
            }
        }
        Ok(())
    }

    /// A frame from the tab.
    async fn hear(&mut self, frame: Message) -> Result<(), Option<Goodbye>> {
        let now = Instant::now();
        self.heard_at = now;
        self.frames = (self.frames + now.duration_since(self.frames_at).as_secs_f64() * EACH_SECOND).min(BURST) - 1.0;
        self.frames_at = now;
        if self.frames < 0.0 {
            return Err(Some(Goodbye::Policy));
        }
        match frame {
            Message::Text(words) => match serde_json::from_str(&words) {
                Ok(say) => self.answer(say).await,
                Err(_) => Err(Some(Goodbye::Policy)),
            },
            Message::Binary(_) => Err(Some(Goodbye::Policy)),
            Message::Close(_) => Err(None),
            Message::Ping(_) | Message::Pong(_) => Ok(()),
        }
    }

    async fn answer(&mut self, say: Say) -> Result<(), Option<Goodbye>> {
        match say {
            Say::Ping => self.tell(&Hear::Pong).await,
            Say::Open { room, after } => self.open(room, after).await,
            Say::Close { room } => {
                self.rooms.retain(|open| *open != room);
                self.ear.remove(&Topic::Room(room));
                Ok(())
            }
            Say::Typing { room } => {
                let now = Instant::now();
                let lately = self.typed_at.is_some_and(|at| now.duration_since(at) < Duration::from_secs(1));
                if self.rooms.contains(&room) && !lately {
                    self.typed_at = Some(now);
                    let (who, name) = (self.actor.id.clone(), self.actor.name.clone());
                    let hear = Hear::Typing { room: room.clone(), who, name };
                    let frame = serde_json::to_vec(&hear).map_err(|_| None)?;
                    self.engine.bus().publish(&Topic::Room(room), &Parcel::Passing { frame: frame.into() });
                }
                Ok(())
            }
            Say::Read { room, seq } => {
                // A room that is not theirs is no news to anybody.
                let _not_theirs = chat::mark(&self.engine, &self.actor, &room, seq, seq).await;
                Ok(())
            }
        }
    }

    /// Listens first and reads afterwards: nothing falls between. What comes both ways is known by its number.
    async fn open(&mut self, room: RoomId, after: i64) -> Result<(), Option<Goodbye>> {
        let known = self.rooms.contains(&room);
        if !known && self.rooms.len() >= MOST_ROOMS {
            return Err(Some(Goodbye::Policy));
        }
        match chat::may_read(&self.engine, &self.actor, &room).await {
            Ok(true) => {}
            Ok(false) => {
                self.rooms.retain(|open| *open != room);
                self.ear.remove(&Topic::Room(room.clone()));
                return self.tell(&Hear::Closed { room }).await;
            }
            Err(_logged) => return Err(Some(Goodbye::Resume)),
        }
        self.ear.add(Topic::Room(room.clone()));
        if !known {
            self.rooms.push(room.clone());
        }
        match chat::since(&self.engine, &self.actor, &room, after).await {
            Ok((messages, more)) => self.tell(&Hear::Missed { room, messages, more }).await,
            Err(_logged) => Err(Some(Goodbye::Resume)),
        }
    }
}

async fn asked_to_stop(stop: &mut watch::Receiver<bool>) {
    let _asked_or_gone = stop.wait_for(|stop| *stop).await;
}

fn text(frame: Bytes) -> Option<Message> {
    Utf8Bytes::try_from(frame).ok().map(Message::Text)
}
