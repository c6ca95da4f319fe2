//! Chat: who may write to whom, what is stored once, what a returning tab is told, how far each has read.
use crate::bed::{Bed, on_both};
use domain::chat::{LONGEST, RoomKind};
use domain::events::{Event, Topic};
use domain::{AccountId, Refusal, RoomId};
use engine::bus::Parcel;
use engine::{Actor, Error, chat, id};

/// Makes two people connected, as if a request had been approved.
pub async fn connect(bed: &Bed, a: &Actor, b: &Actor) {
    set_connection(bed, a, b, "connected").await;
}

async fn set_connection(bed: &Bed, a: &Actor, b: &Actor, state: &'static str) {
    let (low, high) = if a.id < b.id { (&a.id, &b.id) } else { (&b.id, &a.id) };
    let input = (low.clone(), high.clone(), state);
    let write = bed.engine.db().write(input, |tx, (low, high, state)| {
        Box::pin(async move {
            let now = tx.now();
            sqlx::query(
                "INSERT INTO connections (id, low_id, high_id, asker_id, asked_id, state, note, asked_at) VALUES ($1, $2, $3, $2, $3, $4, '', $5)
                 ON CONFLICT (low_id, high_id) DO UPDATE SET state = excluded.state",
            )
            .bind(id::new(now))
            .bind(low.as_str())
            .bind(high.as_str())
            .bind(*state)
            .bind(now)
            .execute(tx.conn())
            .await?;
            Ok(())
        })
    });
    write.await.unwrap();
}

async fn block(bed: &Bed, blocker: &Actor, blocked: &Actor) {
    let write = bed.engine.db().write((blocker.id.clone(), blocked.id.clone()), |tx, (blocker, blocked)| {
        Box::pin(async move {
            let now = tx.now();
            sqlx::query("INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3)")
                .bind(blocker.as_str())
                .bind(blocked.as_str())
                .bind(now)
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    });
    write.await.unwrap();
}

async fn public_room(bed: &Bed, name: &'static str, topic: &'static str) -> RoomId {
    let room = RoomId::trusted(id::new(bed.clock.now()));
    let write = bed.engine.db().write((room.clone(), name, topic), |tx, (room, name, topic)| {
        Box::pin(async move {
            let now = tx.now();
            sqlx::query(
                "INSERT INTO rooms (id, kind, name, description, topic, last_at, created_at) VALUES ($1, 'public', $2, 'Come in', $3, $4, $4)",
            )
            .bind(room.as_str())
            .bind(*name)
            .bind(*topic)
            .bind(now)
            .execute(tx.conn())
            .await?;
            Ok(())
        })
    });
    write.await.unwrap();
    room
}

async fn pair(bed: &Bed) -> (Actor, Actor, RoomId) {
    let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
    connect(bed, &rosa, &river).await;
    let (room, _) = chat::send_to(&bed.engine, &river, &rosa.id, "line-0001", "Hello").await.unwrap();
    (rosa, river, room)
}

#[tokio::test]
async fn two_connected_people_write_in_one_room_whoever_starts() {
    on_both(async |bed| {
        let (rosa, river, room) = pair(&bed).await;
        let (same, message) = chat::send_to(&bed.engine, &rosa, &river.id, "line-0001", "Hello, river").await.unwrap();
        assert_eq!((same, message.seq), (room.clone(), 2));
        let talk = chat::talk(&bed.engine, &river, &room, None).await.unwrap();
        let lines: Vec<_> =
            talk.lines.iter().map(|line| (line.message.seq, line.message.name.as_str(), line.message.text.as_str())).collect();
        assert_eq!(lines, [(1, "river", "Hello"), (2, "Rosa B.", "Hello, river")]);
        assert_eq!((talk.title.as_str(), talk.about.as_str(), talk.kind, talk.closed), ("Rosa B.", "Peer supporter", RoomKind::Pair, None));
        assert_eq!((talk.lines[0].clock.as_str(), talk.lines[0].day.as_str()), ("7:00 am", "Today"));
    })
    .await;
}

#[tokio::test]
async fn both_opening_the_room_at_once_get_the_same_one() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        connect(&bed, &rosa, &river).await;
        let (a, b) = tokio::join!(chat::open_with(&bed.engine, &rosa, &river.id), chat::open_with(&bed.engine, &river, &rosa.id));
        assert_eq!(a.unwrap(), b.unwrap());
        assert_eq!(chat::rooms_of(&bed.engine, &rosa).await.unwrap(), [], "a room without a line is not listed");
    })
    .await;
}

#[tokio::test]
async fn strangers_and_blocked_people_do_not_write_to_each_other() {
    on_both(async |bed| {
        let (rosa, river, room) = pair(&bed).await;
        let stranger = bed.member("stranger").await;
        let e = &bed.engine;
        assert_eq!(chat::send_to(e, &stranger, &rosa.id, "line-0001", "Hi").await, Err(Refusal::NotConnected.into()));
        assert_eq!(chat::send_to(e, &river, &river.id, "line-0001", "Hi").await, Err(Refusal::Yourself.into()));
        assert_eq!(chat::send(e, &stranger, &room, "line-0001", "Hi").await, Err(Error::NotFound));
        assert_eq!(chat::talk(e, &stranger, &room, None).await, Err(Error::NotFound));
        assert_eq!(chat::since(e, &stranger, &room, 0).await, Err(Error::NotFound));
        assert_eq!(chat::earlier(e, &stranger, &room, 9).await, Err(Error::NotFound));
        assert_eq!(chat::mark(e, &stranger, &room, 1, 1).await, Err(Error::NotFound));
        block(&bed, &rosa, &river).await;
        assert_eq!(chat::send(e, &river, &room, "line-0002", "Hi").await, Err(Refusal::NotConnected.into()));
        assert_eq!(chat::send(e, &rosa, &room, "line-0002", "Hi").await, Err(Refusal::YouBlocked.into()));
        assert_eq!(chat::talk(e, &river, &room, None).await.unwrap().closed, Some(Refusal::NotConnected));
        assert_eq!(chat::partners(e, &river).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_connection_that_ended_ends_the_writing_but_not_the_reading() {
    on_both(async |bed| {
        let (rosa, river, room) = pair(&bed).await;
        set_connection(&bed, &rosa, &river, "withdrawn").await;
        assert_eq!(chat::send(&bed.engine, &river, &room, "line-0002", "Hi").await, Err(Refusal::NotConnected.into()));
        assert_eq!(chat::talk(&bed.engine, &river, &room, None).await.unwrap().lines.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_can_not_be_stored_is_refused_before_anything_happens() {
    on_both(async |bed| {
        let (_, river, room) = pair(&bed).await;
        let unverified = Actor { verified: false, ..river.clone() };
        let send = async |actor: &Actor, client_id: &str, text: &str| chat::send(&bed.engine, actor, &room, client_id, text).await;
        assert_eq!(send(&river, "line-0002", " \n ").await, Err(Refusal::EmptyMessage.into()));
        assert_eq!(send(&river, "line-0002", &"x".repeat(LONGEST + 1)).await, Err(Refusal::MessageTooLong.into()));
        assert_eq!(send(&unverified, "line-0002", "Hi").await, Err(Refusal::NotVerified.into()));
        assert!(matches!(send(&river, "no", "Hi").await, Err(Error::Refused(Refusal::Invalid(_)))));
        assert_eq!(send(&river, "line-0002", &"x".repeat(LONGEST)).await.unwrap().seq, 2);
    })
    .await;
}

#[tokio::test]
async fn the_same_line_sent_many_times_at_once_is_stored_once() {
    on_both(async |bed| {
        let (rosa, river, room) = pair(&bed).await;
        let mut sends = tokio::task::JoinSet::new();
        for turn in 0..40 {
            let (engine, room) = (bed.engine.clone(), room.clone());
            let actor = if turn % 2 == 0 { rosa.clone() } else { river.clone() };
            sends.spawn(async move { chat::send(&engine, &actor, &room, &format!("again-{:04}", turn / 8), "Hi").await.unwrap() });
        }
        let mut seqs: Vec<i64> = sends.join_all().await.iter().map(|message| message.seq).collect();
        seqs.sort_unstable();
        seqs.dedup();
        assert_eq!(seqs, (2..12).collect::<Vec<_>>(), "ten lines, numbered without a gap");
    })
    .await;
}

#[tokio::test]
async fn a_room_lists_its_last_line_and_what_is_unread() {
    on_both(async |bed| {
        let (rosa, river, room) = pair(&bed).await;
        bed.clock.advance(domain::time::HOUR);
        chat::send(&bed.engine, &river, &room, "line-0002", "Are you\nthere?").await.unwrap();
        let list = chat::rooms_of(&bed.engine, &rosa).await.unwrap();
        let seen: Vec<_> = list.iter().map(|row| (row.title.as_str(), row.last.as_str(), row.time.as_str(), row.unread, row.seq)).collect();
        assert_eq!(seen, [("river", "Are you there?", "8:00 am", 2, 2)]);
        assert_eq!(chat::counts(&bed.engine, &rosa).await.unwrap().unread, 2);
        let own = chat::rooms_of(&bed.engine, &river).await.unwrap();
        assert_eq!((own[0].title.as_str(), own[0].last.as_str(), own[0].unread), ("Rosa B.", "You: Are you there?", 0));
        chat::mark(&bed.engine, &rosa, &room, 2, 2).await.unwrap();
        assert_eq!(chat::counts(&bed.engine, &rosa).await.unwrap().unread, 0);
    })
    .await;
}

#[tokio::test]
async fn marks_move_forward_only_and_are_told_only_when_they_move() {
    on_both(async |bed| {
        let (rosa, river, room) = pair(&bed).await;
        chat::send(&bed.engine, &river, &room, "line-0002", "Two").await.unwrap();
        let mut ear = bed.engine.bus().listen();
        ear.add(Topic::Account(river.id.clone()));
        let mut heard = move || match ear.heard.try_recv() {
            Ok(Parcel::Event { event, .. }) => match &*event {
                Event::MarksMoved { delivered, read, .. } => Some((*delivered, *read)),
                _ => None,
            },
            _ => None,
        };
        chat::arrived(&bed.engine, &rosa).await.unwrap();
        assert_eq!(heard(), Some((2, 0)));
        chat::mark(&bed.engine, &rosa, &room, 1, 1).await.unwrap();
        assert_eq!(heard(), Some((2, 1)));
        chat::mark(&bed.engine, &rosa, &room, 1, 1).await.unwrap();
        chat::arrived(&bed.engine, &rosa).await.unwrap();
        assert_eq!(heard(), None);
        chat::mark(&bed.engine, &rosa, &room, 0, 900).await.unwrap();
        assert_eq!(heard(), Some((2, 2)), "nobody has read what is not written");
        let talk = chat::talk(&bed.engine, &river, &room, None).await.unwrap();
        assert_eq!((talk.their_delivered, talk.their_read), (2, 2));
    })
    .await;
}

#[tokio::test]
async fn history_is_read_backwards_page_by_page_and_a_returning_tab_gets_what_it_missed() {
    on_both(async |bed| {
        let (_, river, room) = pair(&bed).await;
        for turn in 2..=260 {
            chat::send(&bed.engine, &river, &room, &format!("line-{turn:04}"), &format!("{turn}")).await.unwrap();
        }
        let seqs = |lines: &[domain::chat::Line]| lines.iter().map(|line| line.message.seq).collect::<Vec<_>>();
        let talk = chat::talk(&bed.engine, &river, &room, None).await.unwrap();
        assert_eq!((seqs(&talk.lines), talk.earlier, talk.newest), ((211..=260).collect(), true, 260));
        let (lines, more) = chat::earlier(&bed.engine, &river, &room, 211).await.unwrap();
        assert_eq!((seqs(&lines), more), ((161..=210).collect(), true));
        let (lines, more) = chat::earlier(&bed.engine, &river, &room, 11).await.unwrap();
        assert_eq!((seqs(&lines), more), ((1..=10).collect(), false));
        let part = chat::talk(&bed.engine, &river, &room, Some(21)).await.unwrap();
        assert_eq!((seqs(&part.lines), part.newest), ((1..=20).collect(), 260));
        let (missed, more) = chat::since(&bed.engine, &river, &room, 250).await.unwrap();
        assert_eq!((missed.len(), missed[0].seq, more), (10, 251, false));
        let (missed, more) = chat::since(&bed.engine, &river, &room, 3).await.unwrap();
        assert_eq!((missed.len(), missed[0].seq, missed[199].seq, more), (200, 61, 260, true));
        assert_eq!(chat::since(&bed.engine, &river, &room, 260).await.unwrap(), (vec![], false));
    })
    .await;
}

#[tokio::test]
async fn anybody_may_join_a_public_room_talk_there_and_leave() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let e = &bed.engine;
        let night = public_room(&bed, "Night shift", "loneliness").await;
        let odd = public_room(&bed, "100% honest", "work").await;
        chat::join(e, &rosa, &night).await.unwrap();
        chat::send(e, &rosa, &night, "line-0001", "Who is awake?").await.unwrap();
        assert_eq!(chat::send(e, &river, &night, "line-0001", "Me").await, Err(Error::NotFound), "join first");
        let outside = chat::talk(e, &river, &night, None).await.unwrap();
        assert_eq!((outside.title.as_str(), outside.joined, outside.lines.len()), ("Night shift", false, 0));
        chat::join(e, &river, &night).await.unwrap();
        chat::join(e, &river, &night).await.unwrap();
        assert_eq!(chat::rooms_of(e, &river).await.unwrap()[0].unread, 0, "what was said before is no news");
        let mut ear = e.bus().listen();
        ear.add(Topic::Room(night.clone()));
        chat::send(e, &river, &night, "line-0001", "Me").await.unwrap();
        assert!(ear.heard.try_recv().is_ok());
        assert_eq!(chat::rooms_of(e, &rosa).await.unwrap()[0].last, "river: Me");
        let found = async |words: &str| {
            let rooms = chat::public_rooms(e, &river, words).await.unwrap();
            rooms.into_iter().map(|room| (room.name, room.members, room.here, room.joined)).collect::<Vec<_>>()
        };
        let (night_row, odd_row) = (("Night shift".to_owned(), 2, 1, true), ("100% honest".to_owned(), 0, 0, false));
        assert_eq!(found("").await, [night_row.clone(), odd_row.clone()]);
        assert_eq!(found(" SHIFT ").await, std::slice::from_ref(&night_row));
        assert_eq!(found("lonel").await, [night_row]);
        assert_eq!(found("0%").await, [odd_row]);
        assert_eq!(found("_").await, []);
        let school = public_room(&bed, "École du soir", "loneliness").await;
        for words in ["École", "école", "ÉCOLE soir", "soir lonel"] {
            assert_eq!(found(words).await.into_iter().map(|room| room.0).collect::<Vec<_>>(), ["École du soir"], "{words}");
        }
        assert_eq!(found("école shift").await, [], "each word is to be found");
        assert_eq!(chat::leave(e, &river, &school).await, Err(Error::NotFound));
        chat::leave(e, &river, &night).await.unwrap();
        assert_eq!(chat::send(e, &river, &night, "line-0002", "Bye").await, Err(Error::NotFound));
        assert_eq!(chat::leave(e, &river, &odd).await, Err(Error::NotFound));
        assert_eq!(chat::join(e, &river, &RoomId::trusted("none")).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn a_room_of_two_is_neither_joined_nor_left() {
    on_both(async |bed| {
        let (_, river, room) = pair(&bed).await;
        let stranger = bed.member("stranger").await;
        assert_eq!(chat::join(&bed.engine, &stranger, &room).await, Err(Error::NotFound));
        assert_eq!(chat::leave(&bed.engine, &river, &room).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn new_chat_lists_the_connected_people_with_and_without_a_room() {
    on_both(async |bed| {
        let (rosa, river, room) = pair(&bed).await;
        let amara = bed.supporter("amara").await;
        connect(&bed, &amara, &river).await;
        let partners = chat::partners(&bed.engine, &river).await.unwrap();
        let seen: Vec<(&str, &AccountId, Option<&RoomId>)> =
            partners.iter().map(|partner| (partner.face.name.as_str(), &partner.face.id, partner.room.as_ref())).collect();
        assert_eq!(seen, [("Amara B.", &amara.id, None), ("Rosa B.", &rosa.id, Some(&room))]);
    })
    .await;
}

#[tokio::test]
async fn when_somebody_leaves_their_words_go_and_the_conversation_keeps_its_order() {
    on_both(async |bed| {
        let (rosa, river, room) = pair(&bed).await;
        chat::send(&bed.engine, &rosa, &room, "line-0002", "I am leaving").await.unwrap();
        engine::account::leaving::leave(&bed.engine, &rosa, crate::bed::PASSWORD).await.unwrap();
        let talk = chat::talk(&bed.engine, &river, &room, None).await.unwrap();
        assert_eq!((talk.title.as_str(), talk.closed), ("Former member", Some(Refusal::NotConnected)));
        assert_eq!(
            (talk.lines[1].message.name.as_str(), talk.lines[1].message.text.as_str()),
            ("Former member", "Message removed with the account")
        );
        assert_eq!(chat::rooms_of(&bed.engine, &river).await.unwrap()[0].title, "Former member");
        assert_eq!(chat::send(&bed.engine, &river, &room, "line-0003", "Hello?").await, Err(Refusal::NotConnected.into()));
    })
    .await;
}
