//! Sessions: signed in, seen, listed, revoked, run out.
use crate::bed::on_both;
use domain::events::Topic;
use domain::time::{DAY, MINUTE};
use engine::account::{self, sessions};
use engine::bus::Parcel;
use engine::{Actor, Engine};

async fn sign_in(engine: &Engine, actor: &Actor) -> (String, Actor) {
    let secret = sessions::open(engine, &actor.id, "Firefox Android", None).await.unwrap();
    let actor = account::who(engine, &secret).await.unwrap().unwrap();
    (secret, actor)
}

#[tokio::test]
async fn people_are_known_by_their_cookie_and_seen_by_the_right_name() {
    on_both(async |bed| {
        let member = bed.member("river").await;
        assert_eq!(member.name, "river");
        assert!(member.verified);
        let (_, supporter) = sign_in(&bed.engine, &bed.supporter("rosa").await).await;
        assert_eq!(supporter.name, "Rosa B.");
        let faces = account::faces(bed.engine.db(), &[supporter.id.clone(), member.id.clone()]).await.unwrap();
        assert_eq!(faces[0].handle.as_deref(), Some("rosa"));
        assert_eq!((faces[1].name.as_str(), &faces[1].handle), ("river", &None));
        assert_eq!(account::who(&bed.engine, "made up").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_session_lasts_fourteen_days_and_says_when_it_was_last_seen() {
    on_both(async |bed| {
        let member = bed.member("river").await;
        let (secret, phone) = sign_in(&bed.engine, &member).await;
        bed.clock.advance(9 * MINUTE);
        account::who(&bed.engine, &secret).await.unwrap();
        let seen = |all: Vec<sessions::Session>| all.into_iter().find(|session| session.id == phone.session).unwrap();
        let first = seen(sessions::list(&bed.engine, &member).await.unwrap());
        assert_eq!(first.seen_at, first.created_at, "written too often");
        assert_eq!(first.device, "Firefox on Android");
        bed.clock.advance(MINUTE);
        account::who(&bed.engine, &secret).await.unwrap();
        assert_eq!(seen(sessions::list(&bed.engine, &member).await.unwrap()).seen_at, first.created_at + 10 * MINUTE);
        bed.clock.advance(14 * DAY);
        assert_eq!(account::who(&bed.engine, &secret).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_revoked_device_is_signed_out_and_its_sockets_are_told() {
    on_both(async |bed| {
        let member = bed.member("river").await;
        let stranger = bed.member("stone").await;
        let (secret, phone) = sign_in(&bed.engine, &member).await;
        assert_eq!(sessions::revoke(&bed.engine, &stranger, &phone.session).await, Err(engine::Error::NotFound));
        let mut ear = bed.engine.bus().listen();
        ear.add(Topic::House);
        sessions::revoke(&bed.engine, &member, &phone.session).await.unwrap();
        assert_eq!(account::who(&bed.engine, &secret).await.unwrap(), None);
        let Some(Parcel::Event { event, .. }) = ear.heard.recv().await else { panic!("an event was expected") };
        assert_eq!(*event, domain::events::Event::SessionEnded { account: member.id.clone(), session: phone.session });
        assert_eq!(sessions::list(&bed.engine, &member).await.unwrap().len(), 1, "the person's own device stays signed in");
    })
    .await;
}

#[tokio::test]
async fn signing_in_again_ends_the_session_that_the_browser_had() {
    on_both(async |bed| {
        let member = bed.member("river").await;
        let (old, _) = sign_in(&bed.engine, &member).await;
        let new = sessions::open(&bed.engine, &member.id, "", Some(&old)).await.unwrap();
        assert_eq!(account::who(&bed.engine, &old).await.unwrap(), None);
        let actor = account::who(&bed.engine, &new).await.unwrap().unwrap();
        sessions::revoke_others(&bed.engine, &actor).await.unwrap();
        assert_eq!(sessions::list(&bed.engine, &actor).await.unwrap().len(), 1);
        sessions::end(&bed.engine, &new).await.unwrap();
        sessions::end(&bed.engine, &new).await.unwrap();
        assert_eq!(account::who(&bed.engine, &new).await.unwrap(), None);
    })
    .await;
}
