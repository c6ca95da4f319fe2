//! Meetings as they are found: the public calendar, and one's own in a calendar program.
use crate::bed::on_both;
use crate::meetings::{draft, plan};
use domain::meetings::{MeetingDraft, Scope};
use engine::meetings::{planning, seats};
use engine::{Error, meetings};

#[tokio::test]
async fn a_feed_has_ones_own_meetings_until_its_address_is_made_anew() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &draft()).await;
        seats::register(&bed.engine, &river, &id, "", "").await.unwrap();
        let secret = |address: String| address.rsplit('/').next().unwrap().trim_end_matches(".ics").to_owned();
        let first = secret(meetings::feed::renew(&bed.engine, &river).await.unwrap());
        assert!(meetings::feed::feed(&bed.engine, &first).await.unwrap().contains("SUMMARY:Kitchen Table"));
        let second = secret(meetings::feed::renew(&bed.engine, &river).await.unwrap());
        assert_eq!(meetings::feed::feed(&bed.engine, &first).await, Err(Error::NotFound));
        planning::cancel(&bed.engine, &rosa, &id, Scope::This, "").await.unwrap();
        let file = meetings::feed::feed(&bed.engine, &second).await.unwrap();
        assert!(file.contains("STATUS:CANCELLED") && file.contains("SEQUENCE:1"), "{file}");
        meetings::feed::revoke(&bed.engine, &river).await.unwrap();
        assert_eq!(meetings::feed::feed(&bed.engine, &second).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn the_calendar_finds_what_fits_on_the_viewers_clock_page_by_page() {
    on_both(async |bed| {
        use domain::meetings::search::Search;
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let daily = |name: &str, hour: u32, price: &str| MeetingDraft {
            name: name.into(),
            price: price.into(),
            start: format!("2026-11-23T{hour:02}:00"),
            repeat: "daily".into(),
            until: "2026-12-05".into(),
            ..draft()
        };
        planning::create(&bed.engine, &rosa, &daily("Coffee first", 9, "0")).await.unwrap();
        planning::create(&bed.engine, &rosa, &daily("Evening round", 20, "4.99")).await.unwrap();
        let names = async |query: &str| {
            let list = meetings::calendar::list(&bed.engine, Some(&river), &Search::parse(query), None).await.unwrap();
            list.tiles.into_iter().map(|tile| tile.line.name).collect::<Vec<_>>()
        };
        assert_eq!(names("").await.len(), 24);
        assert_eq!(names("time=morning").await, vec!["Coffee first"; 13]);
        assert_eq!(names("free=1&when=week").await.len(), 6);
        assert_eq!(names("q=ROUND").await.len(), 13);
        assert_eq!(names("q=100%25").await.len(), 0);
        assert_eq!(names("topic=anxiety").await.len(), 0);
        assert_eq!(names("host=rosa&kind=group&language=en&open=1").await.len(), 24);
        let first = meetings::calendar::list(&bed.engine, None, &Search::default(), None).await.unwrap();
        let after = domain::page::Cursor::parse(first.next.as_deref().unwrap());
        let second = meetings::calendar::list(&bed.engine, None, &Search::default(), after.as_ref()).await.unwrap();
        assert_eq!((second.tiles.len(), second.next), (2, None));
        let day = domain::meetings::WallDay::parse("2026-12-03").unwrap();
        let month = meetings::calendar::month(&bed.engine, Some(&river), &Search::default(), day).await.unwrap();
        assert_eq!((month.title.as_str(), month.days.len(), month.days[2].meetings.len()), ("December 2026", 31, 2));
        assert_eq!(month.days[5].meetings.len(), 0);
    })
    .await;
}
