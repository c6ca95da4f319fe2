//! The first page of somebody who is signed in: their chats, their organizations, and supporters they may like to ask.
use crate::bed::on_both;
use crate::chat::connect;
use crate::orgs::org;
use domain::orgs::Facts;
use engine::{account, chat, orgs, supporters};

#[tokio::test]
async fn the_chat_with_the_most_unread_lines_stands_first() {
    on_both(async |bed| {
        let (river, bo, cleo) = (bed.member("river").await, bed.supporter("bo").await, bed.supporter("cleo").await);
        connect(&bed, &river, &bo).await;
        connect(&bed, &river, &cleo).await;
        assert!(chat::lively(&bed.engine, &river, 4).await.unwrap().is_empty());
        for line in ["line-number-1", "line-number-2"] {
            chat::send_to(&bed.engine, &bo, &river.id, line, "Are you there?").await.unwrap();
        }
        bed.clock.advance(1_000_000);
        chat::send_to(&bed.engine, &cleo, &river.id, "line-number-3", "Good morning").await.unwrap();
        let names = |rooms: Vec<domain::chat::Conversation>| rooms.into_iter().map(|room| (room.title, room.unread)).collect::<Vec<_>>();
        let both = names(chat::lively(&bed.engine, &river, 4).await.unwrap());
        assert_eq!(both, [("Bo B.".to_owned(), 2), ("Cleo B.".to_owned(), 1)]);
        assert_eq!(names(chat::lively(&bed.engine, &river, 1).await.unwrap()).len(), 1);
        assert!(chat::lively(&bed.engine, &bo, 4).await.unwrap().iter().all(|room| room.unread == 0));
    })
    .await;
}

#[tokio::test]
async fn organizations_are_ones_own_and_at_most_as_many_as_asked_for() {
    on_both(async |bed| {
        let (river, owner) = (bed.member("river").await, bed.member("owner").await);
        let mut slugs = Vec::new();
        for name in ["Willow", "Birch", "Cedar"] {
            slugs.push(org(&bed, name, &owner).await);
        }
        assert!(orgs::own(&bed.engine, &river, 4).await.unwrap().is_empty());
        for slug in &slugs[..2] {
            orgs::subscribe(&bed.engine, &river, slug, Facts::default()).await.unwrap();
        }
        let names = |own: Vec<domain::orgs::OwnOrg>| own.into_iter().map(|org| (org.look.name, org.coming)).collect::<Vec<_>>();
        let own = names(orgs::own(&bed.engine, &river, 4).await.unwrap());
        assert_eq!(own, [("Birch".to_owned(), 0), ("Willow".to_owned(), 0)]);
        assert_eq!(names(orgs::own(&bed.engine, &owner, 2).await.unwrap()).len(), 2);
    })
    .await;
}

#[tokio::test]
async fn only_supporters_who_can_be_asked_and_know_the_persons_interests_are_suggested() {
    on_both(async |bed| {
        let (river, bo, _cleo) = (bed.member("river").await, bed.supporter("bo").await, bed.supporter("cleo").await);
        let names = async || {
            let cards = supporters::suggestions(&bed.engine, &river, 3).await.unwrap();
            cards.into_iter().map(|card| card.handle).collect::<Vec<_>>()
        };
        assert_eq!(names().await.len(), 2);
        connect(&bed, &river, &bo).await;
        assert_eq!(names().await, ["cleo"]);
        let interests = |slug: &str| [slug.to_owned()];
        let english = ["en".to_owned()];
        account::profile::save(&bed.engine, &river, "river", "", "", &english, &interests("cancer")).await.unwrap();
        assert!(names().await.is_empty(), "nobody here knows about cancer");
        account::profile::save(&bed.engine, &river, "river", "", "", &english, &interests("anxiety")).await.unwrap();
        assert_eq!(names().await, ["cleo"]);
    })
    .await;
}
