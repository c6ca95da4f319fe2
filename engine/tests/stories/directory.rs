//! Find a Peer Supporter: who is found by what, in which order, and that a change is seen by the next look.
use crate::bed::{Bed, on_both};
use domain::AccountId;
use domain::events::Event;
use domain::supporters::{Found, Search};
use domain::time::{DAY, HOUR, MINUTE};
use engine::{Actor, outbox, supporters};

/// Somebody to be found. What is not said is the same for everybody.
#[derive(Clone, Default)]
struct Told {
    first: &'static str,
    headline: &'static str,
    story: &'static str,
    specialties: &'static str,
    topics: &'static str,
    languages: &'static str,
    gender: &'static str,
    hours: &'static str,
    reviews: i64,
    stars: i64,
    price: Option<i64>,
    closed: bool,
    hidden: bool,
}

async fn tell(bed: &Bed, supporter: &Actor, told: Told) {
    let write = bed.engine.db().write((supporter.id.clone(), told), |tx, (id, told)| {
        Box::pin(async move {
            sqlx::query(
                "UPDATE supporters SET first_name = $2, headline = $3, story = $4, specialties = $5, topics = $6, languages = $7, gender = $8,
                    weekly_hours = $9, review_count = $10, rating_total = $11, accepting = $12, hidden = $13, updated_at = $14
                 WHERE account_id = $1",
            )
            .bind(id.as_str())
            .bind(told.first)
            .bind(told.headline)
            .bind(told.story)
            .bind(told.specialties)
            .bind(if told.topics.is_empty() { "work" } else { told.topics })
            .bind(if told.languages.is_empty() { "en" } else { told.languages })
            .bind(told.gender)
            .bind(told.hours)
            .bind(told.reviews)
            .bind(told.stars)
            .bind(i64::from(!told.closed))
            .bind(i64::from(told.hidden))
            .bind(tx.now())
            .execute(tx.conn())
            .await?;
            sqlx::query("DELETE FROM services WHERE supporter_id = $1").bind(id.as_str()).execute(tx.conn()).await?;
            if let Some(price) = told.price {
                sqlx::query("INSERT INTO services (id, supporter_id, place, name, minutes, price, currency) VALUES ($1, $1, 0, 'Talk', 30, $2, 'USD')")
                    .bind(id.as_str())
                    .bind(price)
                    .execute(tx.conn())
                    .await?;
            }
            outbox::record(tx, Event::SupporterChanged { supporter: id.clone() }).await
        })
    });
    write.await.unwrap();
}

async fn supporter(bed: &Bed, username: &str, told: Told) -> Actor {
    let actor = bed.supporter(username).await;
    tell(bed, &actor, told).await;
    actor
}

async fn look(bed: &Bed, query: &str) -> Found {
    supporters::find(&bed.engine, None, &Search::parse(query)).await.unwrap()
}

async fn names(bed: &Bed, query: &str) -> Vec<String> {
    look(bed, query).await.cards.into_iter().map(|card| card.name.trim_end_matches(" B.").to_owned()).collect()
}

#[tokio::test]
async fn people_are_found_by_name_headline_specialty_and_story_whatever_the_case_the_accents_and_a_slip() {
    on_both(async |bed| {
        supporter(&bed, "rosa", Told { first: "José", headline: "Eleven years sober", ..Told::default() }).await;
        supporter(&bed, "dev", Told { first: "Devon", story: "After the café closed I could not sleep", ..Told::default() }).await;
        supporter(&bed, "amara", Told { first: "Amara", specialties: "Night shifts, nurses", topics: "anxiety,grief", ..Told::default() })
            .await;
        for (query, who) in [
            ("jose", "José"),
            ("JOSÉ b", "José"),
            ("sober", "José"),
            ("eleven+years", "José"),
            ("CAFE", "Devon"),
            ("caf%C3%A9", "Devon"),
            ("nurs", "Amara"),
            ("grief+and+loss", "Amara"),
            ("anxeity", "Amara"),
            ("anxity", "Amara"),
            ("devn", "Devon"),
            ("night+shift", "Amara"),
        ] {
            assert_eq!(names(&bed, &format!("q={query}")).await, [who], "{query}");
        }
        assert_eq!(names(&bed, "q=sober+nurse").await, Vec::<String>::new(), "all words must fit");
        assert_eq!(names(&bed, "q=zebra").await, Vec::<String>::new());
        assert_eq!(names(&bed, "specialty=nurses").await, ["Amara"]);
        assert_eq!(names(&bed, "specialty=sober").await, Vec::<String>::new(), "a headline is no specialty");
    })
    .await;
}

#[tokio::test]
async fn filters_join_and_hidden_people_are_never_shown() {
    on_both(async |bed| {
        let all = Told {
            first: "Ana",
            topics: "grief,anxiety",
            languages: "en,es",
            gender: "woman",
            hours: "7 780 840",
            price: Some(1999),
            ..Told::default()
        };
        supporter(&bed, "ana", all.clone()).await;
        supporter(&bed, "bo", Told { first: "Bo", topics: "grief", gender: "man", price: Some(0), closed: true, ..Told::default() }).await;
        supporter(
            &bed,
            "cy",
            Told { first: "Cy", topics: "anxiety", gender: "nonbinary", languages: "es", price: Some(6000), ..Told::default() },
        )
        .await;
        supporter(&bed, "di", Told { first: "Di", hidden: true, ..all }).await;
        for (query, who) in [
            ("sort=name", vec!["Ana", "Bo", "Cy"]),
            ("topic=grief&sort=name", vec!["Ana", "Bo"]),
            ("topic=grief&topic=anxiety&sort=name", vec!["Ana", "Bo", "Cy"]),
            ("topic=grief&open=1", vec!["Ana"]),
            ("language=es&sort=name", vec!["Ana", "Cy"]),
            ("gender=man", vec!["Bo"]),
            ("gender=nonbinary", vec!["Cy"]),
            ("opening=1", vec!["Ana"]),
            ("price=free", vec!["Bo"]),
            ("price=25&sort=name", vec!["Ana", "Bo"]),
            ("language=es&gender=woman&topic=anxiety&open=1&opening=1&price=25&q=ana", vec!["Ana"]),
            ("topic=cancer", vec![]),
        ] {
            assert_eq!(names(&bed, query).await, who, "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_list_has_five_orders() {
    on_both(async |bed| {
        supporter(&bed, "ana", Told { first: "Ana", reviews: 10, stars: 40, hours: "1 540 600", ..Told::default() }).await;
        supporter(&bed, "bo", Told { first: "Bo", reviews: 30, stars: 120, ..Told::default() }).await;
        supporter(&bed, "cy", Told { first: "Cy", reviews: 10, stars: 50, hours: "7 700 760", ..Told::default() }).await;
        supporter(&bed, "di", Told { first: "Di", ..Told::default() }).await;
        supporter(&bed, "eve", Told { first: "Éve", reviews: 10, stars: 40, hours: "3 0 60", ..Told::default() }).await;
        assert_eq!(names(&bed, "").await, ["Bo", "Cy", "Ana", "Éve", "Di"], "most reviewed, then rating, then name");
        assert_eq!(names(&bed, "sort=rating").await, ["Cy", "Bo", "Ana", "Éve", "Di"]);
        assert_eq!(names(&bed, "sort=rating-low").await, ["Bo", "Ana", "Éve", "Cy", "Di"]);
        assert_eq!(names(&bed, "sort=opening").await, ["Cy", "Ana", "Éve", "Bo", "Di"]);
        assert_eq!(names(&bed, "sort=name").await, ["Ana", "Bo", "Cy", "Di", "Éve"]);
    })
    .await;
}

#[tokio::test]
async fn ten_stand_on_a_page_and_a_page_too_far_is_the_last() {
    on_both(async |bed| {
        for number in 0..23 {
            let name = format!("name{number:02}");
            supporter(&bed, &name, Told { first: "Kim", ..Told::default() }).await;
        }
        let mut seen = std::collections::HashSet::new();
        for (page, count) in [("1", 10), ("2", 10), ("3", 3)] {
            let found = look(&bed, &format!("page={page}")).await;
            assert_eq!((found.total, found.pages, found.cards.len()), (23, 3, count));
            seen.extend(found.cards.into_iter().map(|card| card.id));
        }
        assert_eq!(seen.len(), 23, "nobody twice, nobody left out");
        let far = look(&bed, "page=99").await;
        assert_eq!((far.page, far.cards.len()), (2, 3));
        let none = look(&bed, "q=nobody").await;
        assert_eq!((none.total, none.page, none.pages, none.cards.len()), (0, 0, 1, 0));
    })
    .await;
}

#[tokio::test]
async fn the_next_look_sees_every_change() {
    on_both(async |bed| {
        let ana = supporter(&bed, "ana", Told { first: "Ana", headline: "Before", ..Told::default() }).await;
        assert_eq!(look(&bed, "q=before").await.cards[0].headline, "Before");
        tell(&bed, &ana, Told { first: "Ana", headline: "After", ..Told::default() }).await;
        assert_eq!(look(&bed, "q=before").await.total, 0);
        assert_eq!(look(&bed, "q=after").await.cards[0].headline, "After");
        supporter(&bed, "bo", Told { first: "Bo", ..Told::default() }).await;
        assert_eq!(names(&bed, "sort=name").await, ["Ana", "Bo"]);
        tell(&bed, &ana, Told { first: "Ana", hidden: true, ..Told::default() }).await;
        assert_eq!(names(&bed, "").await, ["Bo"]);
        tell(&bed, &ana, Told { first: "Ana", ..Told::default() }).await;
        assert_eq!(names(&bed, "sort=name").await, ["Ana", "Bo"]);
        delete(&bed, &ana.id).await;
        assert_eq!(names(&bed, "").await, ["Bo"]);
    })
    .await;
}

async fn delete(bed: &Bed, id: &AccountId) {
    let write = bed.engine.db().write(id.clone(), |tx, id| {
        Box::pin(async move {
            sqlx::query("DELETE FROM accounts WHERE id = $1").bind(id.as_str()).execute(tx.conn()).await?;
            outbox::record(tx, Event::AccountDeleted { account: id.clone() }).await
        })
    });
    write.await.unwrap();
}

#[tokio::test]
async fn a_change_that_nobody_announced_here_is_seen_within_half_a_minute() {
    on_both(async |bed| {
        let ana = supporter(&bed, "ana", Told { first: "Ana", headline: "Before", ..Told::default() }).await;
        assert_eq!(look(&bed, "").await.cards[0].headline, "Before");
        bed.clock.advance(MINUTE);
        let write = bed.engine.db().write(ana.id.clone(), |tx, id| {
            Box::pin(async move {
                let at = tx.now();
                sqlx::query("UPDATE supporters SET headline = 'Elsewhere', updated_at = $2 WHERE account_id = $1")
                    .bind(id.as_str())
                    .bind(at)
                    .execute(tx.conn())
                    .await?;
                Ok(())
            })
        });
        write.await.unwrap();
        bed.clock.advance(MINUTE);
        assert_eq!(look(&bed, "q=elsewhere").await.cards[0].headline, "Elsewhere");
    })
    .await;
}

#[tokio::test]
async fn when_more_was_said_than_could_be_heard_everything_is_read_again() {
    on_both(async |bed| {
        let ana = supporter(&bed, "ana", Told { first: "Ana", headline: "Before", ..Told::default() }).await;
        assert_eq!(look(&bed, "").await.total, 1);
        for _ in 0..600 {
            let event = Event::SupporterChanged { supporter: ana.id.clone() };
            engine::outbox::announce(bed.engine.bus(), engine::outbox::Envelope { id: "x".into(), event });
        }
        tell(&bed, &ana, Told { first: "Ana", headline: "After", ..Told::default() }).await;
        assert_eq!(look(&bed, "").await.cards[0].headline, "After");
    })
    .await;
}

#[tokio::test]
async fn openings_are_told_in_the_viewers_zone_and_move_on_with_time() {
    on_both(async |bed| {
        // It is seven in the morning in New York, where everybody in the bed lives.
        supporter(&bed, "ana", Told { first: "Ana", hours: "7 360 480;1 540 600", ..Told::default() }).await;
        supporter(&bed, "bo", Told { first: "Bo", hours: "7 500 600", ..Told::default() }).await;
        let member = Actor { time_zone: "Asia/Kolkata".into(), ..bed.member("river").await };
        let openings = async |viewer: Option<&Actor>| {
            let found = supporters::find(&bed.engine, viewer, &Search::parse("sort=opening")).await.unwrap();
            found.cards.into_iter().map(|card| card.opening.unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(openings(None).await, ["Now, until 8:00 am EST", "Today, 8:20 am EST"]);
        assert_eq!(openings(Some(&member)).await, ["Now, until 6:30 pm", "Today, 6:50 pm"]);
        bed.clock.advance(HOUR);
        assert_eq!(openings(None).await, ["Today, 8:20 am EST", "Tomorrow, 9:00 am EST"]);
        bed.clock.advance(DAY);
        assert_eq!(openings(None).await, ["Today, 9:00 am EST", "Sunday, 8:20 am EST"]);
    })
    .await;
}
