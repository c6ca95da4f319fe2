//! Meetings as they are found: the public calendar, and one's own in a calendar program.
use crate::bed::{Bed, on_both};
use crate::meetings::{draft, letters, plan};
use domain::meetings::mine::Tab;
use domain::meetings::search::Search;
use domain::meetings::{MeetingDraft, Scope};
use engine::meetings::{calendar, feed, mine, planning, seats};
use engine::{Actor, Error, meetings};

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

/// A meeting for each minute of a day, one in six hours free.
async fn crowd(bed: &Bed, host: &Actor, day: &str) {
    let zone = engine::time_labels::zone(&host.time_zone);
    let start = engine::wall::day_start(domain::meetings::WallDay::parse(day).unwrap(), zone).unwrap();
    let write = bed.engine.db().write((host.id.clone(), start), |tx, (host, start)| {
        Box::pin(async move {
            sqlx::query(
                "INSERT INTO meetings (id, host_id, name, topic, description, kind, starts_at, minutes, time_zone, price, currency, seats,
                    taken, private, created_at)
                 WITH RECURSIVE minutes (of_day) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT of_day + 1 FROM minutes WHERE of_day < 1439)
                 SELECT 'crowd-' || of_day, $1, 'Minute ' || of_day, 'anxiety', '', 'group', $2 + of_day * 60000000, 60, 'America/New_York',
                    CASE WHEN of_day % 360 = 0 THEN 0 ELSE 500 END, 'USD', 12, 0, 0, $3 FROM minutes",
            )
            .bind(host.as_str())
            .bind(*start)
            .bind(tx.now())
            .execute(tx.conn())
            .await?;
            Ok(())
        })
    });
    write.await.unwrap();
}

#[tokio::test]
async fn a_month_tells_the_first_meetings_of_each_day_and_how_many_more_however_many_there_are() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        crowd(&bed, &rosa, "2026-12-01").await;
        for minute in 0..4 {
            let start = format!("2026-12-30T17:0{minute}");
            planning::create(&bed.engine, &rosa, &MeetingDraft { start, ..draft() }).await.unwrap();
        }
        let last = MeetingDraft { name: "Year's end".into(), start: "2026-12-31T23:45".into(), ..draft() };
        planning::create(&bed.engine, &rosa, &last).await.unwrap();
        let told = async |query: &str, day: usize| {
            let search = Search::parse(query);
            let mut month = calendar::month(&bed.engine, Some(&river), &search, search.month.unwrap()).await.unwrap();
            let day = month.days.remove(day - 1);
            (day.meetings.into_iter().map(|one| format!("{} {}", one.clock, one.name)).collect::<Vec<_>>().join(", "), day.more)
        };
        let expect = |named: &str, more: &str| (named.to_owned(), more.to_owned());
        assert_eq!(told("month=2026-12", 1).await, expect("12:00 am Minute 0, 12:01 am Minute 1, 12:02 am Minute 2", "Over 100 more"));
        assert_eq!(told("month=2026-12", 2).await, expect("", ""));
        let three = "5:00 pm Kitchen Table, 5:01 pm Kitchen Table, 5:02 pm Kitchen Table";
        assert_eq!(told("month=2026-12", 30).await, expect(three, "1 more"));
        assert_eq!(told("month=2026-12", 31).await, expect("11:45 pm Year's end", ""));
        let free = "12:00 am Minute 0, 6:00 am Minute 360, 12:00 pm Minute 720";
        assert_eq!(told("month=2026-12&free=1&topic=anxiety", 1).await, expect(free, "1 more"));
        assert_eq!(told("month=2026-12&free=1&time=afternoon", 1).await, expect("12:00 pm Minute 720", ""));
        let evening = "5:00 pm Minute 1020, 5:01 pm Minute 1021, 5:02 pm Minute 1022";
        assert_eq!(told("month=2026-12&time=evening", 1).await, expect(evening, "Over 100 more"));
        assert_eq!(told("month=2026-12&time=morning", 30).await, expect("", ""));
    })
    .await;
}

#[tokio::test]
async fn every_word_is_looked_for_in_what_a_meeting_is_about_and_in_its_hosts_names() {
    on_both(async |bed| {
        let (rosa, amara) = (bed.supporter("rosa").await, bed.supporter("amara").await);
        let school = MeetingDraft {
            name: "École du soir".into(),
            support_topic: "Élan after LOSS".into(),
            focus: "Widowed parents".into(),
            ..draft()
        };
        let id = plan(&bed, &rosa, &school).await;
        let write = bed.engine.db().write((id.clone(), amara.id.clone()), |tx, (id, amara)| {
            Box::pin(async move {
                let too = sqlx::query("INSERT INTO meeting_hosts (meeting_id, account_id, place) VALUES ($1, $2, 2)");
                too.bind(id.as_str()).bind(amara.as_str()).execute(tx.conn()).await?;
                Ok(())
            })
        });
        write.await.unwrap();
        plan(&bed, &amara, &MeetingDraft { name: "CAFÉ".into(), topic: "anxiety".into(), start: "2026-11-25T18:00".into(), ..draft() })
            .await;
        let names = async |words: &str| {
            let search = Search { words: words.into(), ..Search::default() };
            let list = calendar::list(&bed.engine, None, &search, None).await.unwrap();
            let day = domain::meetings::WallDay::parse("2026-11-01").unwrap();
            let month = calendar::month(&bed.engine, None, &search, day).await.unwrap();
            let of_month: Vec<String> = month.days.into_iter().flat_map(|day| day.meetings).map(|one| one.name).collect();
            let of_list: Vec<String> = list.tiles.into_iter().map(|tile| tile.line.name).collect();
            assert_eq!(of_list, of_month, "{words}");
            of_list.join(", ")
        };
        for words in ["École", "école", "ÉCOLE", "soir école", "élan", "widowed loss", "grief turns", "rosa b.", "Rosa B.", "amara widowed"]
        {
            assert_eq!(names(words).await, "École du soir", "{words}");
        }
        for words in ["café", "Café", "amara cafÉ", "ANXIETY turns"] {
            assert_eq!(names(words).await, "CAFÉ", "{words}");
        }
        assert_eq!(names("Amara B.").await, "École du soir, CAFÉ", "who leads with others is found too");
        for words in ["école café", "rosa m.", "e_ole", "%"] {
            assert_eq!(names(words).await, "", "{words}");
        }
        planning::cancel(&bed.engine, &rosa, &id, Scope::This, "").await.unwrap();
        assert_eq!(names("école").await, "");
    })
    .await;
}

/// Gives a supporter a username that others do not know.
async fn named(bed: &Bed, who: &Actor, username: &str) {
    let write = bed.engine.db().write((who.id.clone(), username.to_owned()), |tx, (id, username)| {
        Box::pin(async move {
            sqlx::query("UPDATE accounts SET username = $2, username_key = LOWER($2) WHERE id = $1")
                .bind(id.as_str())
                .bind(username.clone())
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    });
    write.await.unwrap();
}

#[tokio::test]
async fn a_supporter_is_told_by_their_public_name_everywhere_and_their_username_nowhere() {
    on_both(async |bed| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        named(&bed, &rosa, "Night-Owl-77").await;
        let id = plan(&bed, &rosa, &draft()).await;
        seats::register(&bed.engine, &river, &id, "", "").await.unwrap();
        let month = domain::meetings::WallDay::parse("2026-11-01").unwrap();
        let mut read = Vec::new();
        for viewer in [None, Some(&lake), Some(&river)] {
            let list = calendar::list(&bed.engine, viewer, &Search::default(), None).await.unwrap();
            read.push(format!("{:?}", list.tiles));
            let days = calendar::month(&bed.engine, viewer, &Search::default(), month).await.unwrap().days;
            assert!(!format!("{days:?}").to_lowercase().contains("night-owl"), "{days:?}");
            read.push(format!("{:?}", meetings::page(&bed.engine, viewer, &id).await.unwrap()));
            // In a file, a long line is folded.
            read.push(feed::file(&bed.engine, viewer, &id).await.unwrap().replace("\r\n ", ""));
        }
        let address = feed::renew(&bed.engine, &river).await.unwrap();
        let secret = address.rsplit('/').next().unwrap().trim_end_matches(".ics");
        read.push(feed::feed(&bed.engine, secret).await.unwrap().replace("\r\n ", ""));
        read.push(format!("{:?}", mine::list(&bed.engine, &river, Tab::Upcoming, false, None).await.unwrap().meetings));
        for words in &read {
            assert!(words.contains("Rosa B."), "{words}");
            assert!(!words.to_lowercase().contains("night-owl") && !words.contains("bed.test"), "{words}");
        }
        let letter = letters(&bed).await.into_iter().find(|letter| letter.to == "river@bed.test").unwrap();
        assert!(!letter.body.to_lowercase().contains("night-owl"), "{}", letter.body);

        // Nor does the calendar answer to it.
        for (query, found) in [("host=rosa", 1), ("host=night-owl-77", 0), ("host=Night-Owl-77", 0), ("q=night-owl", 0), ("q=rosa", 1)] {
            let list = calendar::list(&bed.engine, Some(&lake), &Search::parse(query), None).await.unwrap();
            assert_eq!(list.tiles.len(), found, "{query}");
        }
    })
    .await;
}
