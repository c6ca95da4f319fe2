//! Leaving, and what a person keeps of themselves here: profile, picture, own data.
use crate::account_joining::{caller, fields, letters};
use crate::bed::{Bed, PASSWORD, on_both};
use domain::events::{Event, Message};
use domain::{AccountId, RoomId};
use engine::account::{entering, export, leaving, pictures, profile};
use engine::db::Kind;
use engine::{Actor, Error, id, outbox};
use std::io::Cursor;

pub fn picture() -> bytes::Bytes {
    let mut out = Cursor::new(Vec::new());
    image::RgbImage::new(64, 48).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner().into()
}

async fn run(bed: &Bed, sql: &'static str, binds: Vec<String>) {
    bed.engine
        .db()
        .write(binds, move |tx, binds| {
            Box::pin(async move {
                let mut query = sqlx::query(sql);
                for bind in binds {
                    query = query.bind(bind.clone());
                }
                query.execute(tx.conn()).await?;
                Ok(())
            })
        })
        .await
        .unwrap();
}

/// Gives two people a life here: rows in every table that can tell of the first.
async fn live(bed: &Bed, person: &Actor, other: &Actor) -> RoomId {
    let (me, you) = (person.id.to_string(), other.id.to_string());
    let (low, high) = if me < you { (me.clone(), you.clone()) } else { (you.clone(), me.clone()) };
    let room = id::new(bed.clock.now());
    let two = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
    run(bed, "INSERT INTO connections (id, low_id, high_id, asker_id, asked_id, state, note, asked_at) VALUES ('c' || $1, $1, $2, $1, $2, 'connected', 'hello', 1)", two(&low, &high)).await;
    run(bed, "INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, 1)", two(&me, &you)).await;
    run(
        bed,
        "INSERT INTO reviews (id, supporter_id, author_id, stars, body, created_at) VALUES ('r' || $2, $2, $1, 5, 'kind', 1)",
        two(&me, &you),
    )
    .await;
    run(
        bed,
        "INSERT INTO rooms (id, kind, pair_key, name, description, topic, owner_id, last_seq, last_at, created_at) VALUES ($1, 'pair', $2, '', '', '', NULL, 2, 1, 1)",
        two(&room, &format!("{low}:{high}")),
    )
    .await;
    for (seq, who) in [("1", &me), ("2", &you)] {
        run(bed, "INSERT INTO room_members (room_id, account_id, joined_at) VALUES ($1, $2, 1)", two(&room, who)).await;
        let insert = if seq == "1" {
            "INSERT INTO messages (room_id, seq, author_id, client_id, body, created_at) VALUES ($1, 1, $2, 'k', 'my words', 1)"
        } else {
            "INSERT INTO messages (room_id, seq, author_id, client_id, body, created_at) VALUES ($1, 2, $2, 'k', 'your words', 1)"
        };
        run(bed, insert, two(&room, who)).await;
    }
    run(
        bed,
        "INSERT INTO notices (id, account_id, key, kind, about, link, created_at) VALUES ('n' || $1, $1, 'request', 'request', 'rosa', '/contacts', 1)",
        vec![me.clone()],
    )
    .await;
    run(
        bed,
        "INSERT INTO notices (id, account_id, key, kind, about, link, created_at) VALUES ('n' || $1, $1, 'request', 'request', $2, '/contacts', 1)",
        two(&you, &person.username),
    )
    .await;
    let room = RoomId::trusted(room);
    let message =
        Message { seq: 1, author: person.id.clone(), name: person.name.clone(), client_id: "k".into(), text: "my words".into(), at: 1 };
    let event = Event::MessageSent { room: room.clone(), message, people: vec![person.id.clone(), other.id.clone()] };
    bed.engine.db().write(event, |tx, event| Box::pin(async move { outbox::record(tx, event.clone()).await })).await.unwrap();
    room
}

/// Every table and column of text.
async fn columns(bed: &Bed) -> Vec<(String, String)> {
    let sql = match bed.engine.db().kind() {
        Kind::Sqlite => {
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\\_%' ESCAPE '\\'"
        }
        Kind::Postgres => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text' AND table_name NOT LIKE '\\_%'"
        }
    };
    sqlx::query_as(sql).fetch_all(bed.engine.db().read()).await.unwrap()
}

/// The places that still hold the words, except the two events that say that the account is gone.
async fn traces(bed: &Bed, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (table, column) in columns(bed).await {
        let but = if table == "events" { " AND kind NOT IN ('session_ended', 'account_deleted')" } else { "" };
        for word in words {
            let sql = format!("SELECT COUNT(*) FROM {table} WHERE LOWER(CAST({column} AS TEXT)) LIKE '%{}%'{but}", word.to_lowercase());
            let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(bed.engine.db().read()).await.unwrap();
            if count > 0 {
                found.push(format!("{table}.{column}: {word}"));
            }
        }
    }
    found
}

#[tokio::test]
async fn deletion_leaves_no_row_that_tells_of_the_person() {
    on_both(async |bed| {
        let other = bed.supporter("rosa").await;
        let leaver = bed.supporter("quietriver").await;
        let room = live(&bed, &leaver, &other).await;
        pictures::put(&bed.engine, &leaver, picture()).await.unwrap();
        entering::ask_for_reset(&bed.engine, "quietriver@bed.test", &caller("1")).await.unwrap();
        assert_eq!(letters(&bed).await.len(), 1);
        entering::ask_for_reset(&bed.engine, "quietriver@bed.test", &caller("1")).await.unwrap();
        let told: &[&str] = &[leaver.id.as_str(), "quietriver", "my words"];
        assert!(traces(&bed, told).await.len() > 10, "the search finds what is there");

        assert_eq!(fields(leaving::leave(&bed.engine, &leaver, "not the password").await), ["current_password"]);
        leaving::leave(&bed.engine, &leaver, PASSWORD).await.unwrap();

        assert_eq!(traces(&bed, told).await, Vec::<String>::new());
        let left: Vec<(i64, String)> = sqlx::query_as("SELECT seq, body FROM messages WHERE room_id = $1 ORDER BY seq")
            .bind(room.as_str())
            .fetch_all(bed.engine.db().read())
            .await
            .unwrap();
        assert_eq!(left, [(1, String::new()), (2, "your words".to_owned())], "the other side's conversation keeps its order");
        let review: (Option<String>, String) =
            sqlx::query_as("SELECT author_id, body FROM reviews").fetch_one(bed.engine.db().read()).await.unwrap();
        assert_eq!(review, (None, "kind".to_owned()), "a review stays, without its author");

        leaving::leave(&bed.engine, &other, PASSWORD).await.unwrap();
        let rooms: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM rooms").fetch_one(bed.engine.db().read()).await.unwrap();
        assert_eq!(rooms, 0, "a conversation that both have left is gone");
    })
    .await;
}

#[tokio::test]
async fn a_profile_is_kept_and_a_name_is_one_persons() {
    on_both(async |bed| {
        let member = bed.member("river").await;
        bed.member("stone").await;
        let picked = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let save = async |name: &str| {
            profile::save(&bed.engine, &member, name, "I listen.", "they/them", &picked(&["es", "en"]), &picked(&["grief"])).await
        };
        assert_eq!(fields(save("STONE").await), ["username"]);
        save("Quiet-River").await.unwrap();
        let own = profile::own(&bed.engine, &member).await.unwrap();
        assert_eq!((own.username.as_str(), own.about.as_str(), own.pronouns.as_str()), ("Quiet-River", "I listen.", "they/them"));
        assert_eq!((own.languages, own.interests), (picked(&["en", "es"]), picked(&["grief"])));
        assert_eq!(own.email, "river@bed.test");
        // A name that the seed gave may stay, though nobody could choose it.
        let demo = bed.member("demo-member").await;
        assert_eq!(profile::save(&bed.engine, &demo, "demo-member", "", "", &[], &[]).await, Ok(()));
        assert_eq!(fields(profile::save(&bed.engine, &member, "demo-river", "", "", &[], &[]).await), ["username"]);
    })
    .await;
}

#[tokio::test]
async fn a_picture_is_kept_small_and_the_old_one_goes() {
    on_both(async |bed| {
        let member = bed.member("river").await;
        let first = pictures::put(&bed.engine, &member, picture()).await.unwrap();
        let kept = pictures::get(&bed.engine, &first).await.unwrap();
        assert_eq!(kept.media_type, "image/jpeg");
        let second = pictures::put(&bed.engine, &member, picture()).await.unwrap();
        assert_eq!(pictures::get(&bed.engine, &first).await, Err(Error::NotFound));
        assert_eq!(profile::own(&bed.engine, &member).await.unwrap().picture, Some(second.clone()));
        pictures::remove(&bed.engine, &member).await.unwrap();
        assert_eq!(pictures::get(&bed.engine, &second).await, Err(Error::NotFound));
        assert_eq!(profile::own(&bed.engine, &member).await.unwrap().picture, None);
    })
    .await;
}

#[tokio::test]
async fn people_can_take_their_own_data_along_and_nobody_elses() {
    on_both(async |bed| {
        let other = bed.supporter("rosa").await;
        let member = bed.member("river").await;
        live(&bed, &member, &other).await;
        let text = export::own_data(&bed.engine, &member).await.unwrap().to_string();
        for own in ["river@bed.test", "my words", "kind", "1990-06"] {
            assert!(text.contains(own), "{own}");
        }
        for others in ["your words", "rosa@bed.test", "argon2", AccountId::trusted(other.id.as_str()).as_str()] {
            assert!(!text.contains(others), "{others}");
        }
    })
    .await;
}
