//! Every letter about a meeting tells its reader the time on their own clock, and leads to pages that are there.
use crate::bed::{Bed, on_both};
use crate::meetings::{draft, letters, plan};
use domain::MeetingId;
use domain::meetings::{MeetingDraft, Scope};
use domain::time::DAY;
use engine::meetings::{feed, invites, planning, seats, waiting};
use engine::{Actor, mail, meetings};
use std::collections::HashSet;

/// The letters to somebody that were not looked at before, by subject.
async fn new(bed: &Bed, to: &Actor, seen: &mut HashSet<String>) -> Vec<mail::Letter> {
    let address = format!("{}@bed.test", to.username);
    letters(bed).await.into_iter().filter(|letter| letter.to == address && seen.insert(letter.body.clone())).collect()
}

/// The links of a letter, without the site's own address.
fn links(letter: &mail::Letter) -> Vec<String> {
    letter.body.split_whitespace().filter_map(|word| word.strip_prefix("http://127.0.0.1:3000")).map(str::to_owned).collect()
}

/// Opens a link as its page would.
async fn opens(bed: &Bed, reader: &Actor, link: &str) {
    let path = link.split('?').next().unwrap();
    match *path.trim_start_matches('/').split('/').collect::<Vec<_>>() {
        ["meetings", id] => assert!(meetings::page(&bed.engine, Some(reader), &MeetingId::parse(id).unwrap()).await.is_ok(), "{link}"),
        ["meetings", id, "calendar.ics"] => {
            assert!(feed::file(&bed.engine, Some(reader), &MeetingId::parse(id).unwrap()).await.is_ok(), "{link}");
        }
        ["offers", secret] => {
            let offer = waiting::offer(&bed.engine, secret).await.unwrap();
            assert!(offer.starts.ends_with("GMT") && offer.until.ends_with("GMT"), "{offer:?}");
        }
        ["invitations", secret] => assert!(invites::open(&bed.engine, reader, secret).await.is_ok(), "{link}"),
        _ => panic!("a letter leads to {link}"),
    }
}

#[tokio::test]
async fn every_letter_tells_the_readers_hour_and_its_links_open() {
    on_both(async |bed| {
        let (rosa, lake, mut river) = (bed.supporter("rosa").await, bed.member("lake").await, bed.member("river").await);
        engine::account::profile::save_preferences(&bed.engine, &river, "system", "Europe/London", "en-GB").await.unwrap();
        river.time_zone = "Europe/London".into();
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), start: "2026-11-28T18:00".into(), ..draft() }).await;
        let (mut seen, mut subjects) = (HashSet::new(), Vec::new());
        let (first, moved) = ("Sat 28 Nov, 11:00 pm GMT (for the host: Sat 28 Nov, 6:00 pm EST)", "Sun 29 Nov, 12:30 am GMT");
        let mut reads = async |time: &str| {
            for letter in new(&bed, &river, &mut seen).await {
                assert!(letter.body.contains(time), "{time} is not in {}", letter.body);
                assert!(links(&letter).contains(&format!("/meetings/{id}")), "{}", letter.body);
                assert!(!letter.body.contains("lake") && !letter.body.contains("@"), "nobody else is named: {}", letter.body);
                for link in links(&letter) {
                    opens(&bed, &river, &link).await;
                }
                subjects.push(letter.subject);
            }
        };
        invites::invite_by_letter(&bed.engine, &rosa, &id, "river@bed.test").await.unwrap();
        seats::register(&bed.engine, &lake, &id, "", "").await.unwrap();
        waiting::join(&bed.engine, &river, &id, "").await.unwrap();
        seats::cancel(&bed.engine, &lake, &id).await.unwrap();
        reads(first).await;
        waiting::accept(&bed.engine, &river, &id).await.unwrap();
        reads(first).await;
        let form = planning::form(&bed.engine, &rosa, &id).await.unwrap();
        let later = MeetingDraft { start: "2026-11-28T19:30".into(), ..form };
        planning::edit(&bed.engine, &rosa, &id, Scope::This, &later).await.unwrap();
        reads(moved).await;
        bed.clock.advance(6 * DAY - DAY / 3);
        reads(moved).await;
        planning::cancel(&bed.engine, &rosa, &id, Scope::This, "I am ill.").await.unwrap();
        reads(moved).await;
        subjects.sort();
        let all = [
            "A meeting of yours comes near",
            "A meeting of yours has a new time",
            "A meeting of yours was cancelled",
            "A seat is free for you",
            "You are invited to a meeting",
            "You are on the waiting list",
            "Your seat is kept",
        ];
        assert_eq!(subjects, all);
    })
    .await;
}
