//! Reviews after meetings: who may write one, how long it can be changed, the host's answer, and what staff can hide.
use crate::bed::{Bed, PASSWORD, on_both};
use crate::meetings::{count, draft, plan};
use domain::account::staff_help::StaffAct;
use domain::meetings::mine::Tab;
use domain::meetings::{Attendance, MeetingDraft};
use domain::reviews::ReviewDraft;
use domain::supporters::Search;
use domain::time::{DAY, HOUR, SECOND};
use domain::{MeetingId, Refusal, Role};
use engine::account::{helping, leaving};
use engine::meetings::{mine, roster, seats};
use engine::reviews::{self, staff, writing};
use engine::{Actor, Error, notices, supporters};

fn said(stars: &str, body: &str) -> ReviewDraft {
    ReviewDraft { stars: stars.into(), body: body.into() }
}

async fn give(bed: &Bed, actor: &Actor, id: &MeetingId, stars: &str, body: &str) -> Result<(), Error> {
    writing::give(&bed.engine, actor, id, &said(stars, body)).await
}

/// Rosa's meeting with these people in it, an hour after its end.
async fn held(bed: &Bed, rosa: &Actor, people: &[&Actor]) -> MeetingId {
    let id = plan(bed, rosa, &MeetingDraft { seats: "5".into(), ..draft() }).await;
    for person in people {
        seats::register(&bed.engine, person, &id, "", "").await.unwrap();
    }
    bed.clock.advance(4 * DAY);
    id
}

/// How the directory rates Rosa: tenths of a star, and of how many reviews.
async fn rated(bed: &Bed) -> (Option<i64>, i64) {
    let found = supporters::find(&bed.engine, None, &Search::parse("q=rosa")).await.unwrap();
    (found.cards[0].rating.tenths(), found.cards[0].rating.count)
}

async fn told(bed: &Bed, actor: &Actor, kind: &str) -> Vec<String> {
    let page = notices::list(&bed.engine, actor, None).await.unwrap();
    page.items.into_iter().filter(|kept| kept.kind.as_str() == kind).map(|kept| kept.link).collect()
}

#[tokio::test]
async fn whoever_was_there_says_how_it_was_once_and_the_directory_follows() {
    on_both(async |bed| {
        let (rosa, river, brook, stranger) =
            (bed.supporter("rosa").await, bed.member("river").await, bed.member("brook").await, bed.member("stranger").await);
        let id = plan(&bed, &rosa, &MeetingDraft { seats: "5".into(), ..draft() }).await;
        for person in [&river, &brook] {
            seats::register(&bed.engine, person, &id, "", "").await.unwrap();
        }
        assert_eq!(give(&bed, &river, &id, "5", "").await, Err(Refusal::NotReviewable.into()), "it is not over yet");
        assert_eq!(rated(&bed).await, (None, 0));
        bed.clock.advance(2 * DAY + 12 * HOUR);

        assert_eq!(give(&bed, &stranger, &id, "5", "").await, Err(Error::NotFound));
        assert_eq!(give(&bed, &rosa, &id, "5", "").await, Err(Refusal::NotReviewable.into()), "nobody praises themselves");
        let past = mine::list(&bed.engine, &river, Tab::Past, false, None).await.unwrap();
        assert!(past.meetings[0].can_review);
        give(&bed, &river, &id, "5", "It helped.").await.unwrap();
        give(&bed, &brook, &id, "4", "").await.unwrap();
        assert_eq!(rated(&bed).await, (Some(45), 2));
        let past = mine::list(&bed.engine, &river, Tab::Past, false, None).await.unwrap();
        assert!(!past.meetings[0].can_review);
        assert_eq!(told(&bed, &rosa, "meeting_reviewed").await, [format!("/meetings/{id}#reviews")]);

        give(&bed, &river, &id, "4", "It helped a little.").await.unwrap();
        assert_eq!(rated(&bed).await, (Some(40), 2), "a change is no second review");
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM reviews").await, 2);
        let page = reviews::page(&bed.engine, None, "rosa", "").await.unwrap();
        let shown: Vec<_> = page.reviews.iter().map(|review| (review.author.as_deref(), review.stars, review.body.as_str())).collect();
        assert!(shown.contains(&(Some("river"), 4, "It helped a little.")), "{shown:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_reviews_a_meeting_they_missed_or_gave_up() {
    on_both(async |bed| {
        let (rosa, river, brook) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("brook").await);
        let id = plan(&bed, &rosa, &draft()).await;
        for person in [&river, &brook] {
            seats::register(&bed.engine, person, &id, "", "").await.unwrap();
        }
        seats::cancel(&bed.engine, &brook, &id).await.unwrap();
        bed.clock.advance(4 * DAY);
        roster::note(&bed.engine, &rosa, &id, &river.id, Some(Attendance::Missed)).await.unwrap();
        for person in [&river, &brook] {
            assert_eq!(give(&bed, person, &id, "1", "Bad.").await, Err(Refusal::NotReviewable.into()));
            assert_eq!(writing::of_meeting(&bed.engine, Some(person), &id).await.unwrap().own, None);
        }
    })
    .await;
}

#[tokio::test]
async fn a_review_can_be_changed_for_fourteen_days() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = held(&bed, &rosa, &[&river]).await;
        give(&bed, &river, &id, "3", "Fine.").await.unwrap();
        bed.clock.advance(14 * DAY - HOUR);
        let own = writing::of_meeting(&bed.engine, Some(&river), &id).await.unwrap().own.unwrap();
        assert!(own.open && own.draft.stars == "3" && own.host == "Rosa B.");
        give(&bed, &river, &id, "4", "Good, on reflection.").await.unwrap();
        bed.clock.advance(HOUR);
        assert_eq!(give(&bed, &river, &id, "1", "").await, Err(Refusal::ReviewClosed.into()), "the days run from the first words");
        let own = writing::of_meeting(&bed.engine, Some(&river), &id).await.unwrap().own.unwrap();
        assert!(!own.open && own.review.is_some_and(|review| review.stars == 4));
    })
    .await;
}

#[tokio::test]
async fn the_host_answers_once_and_the_one_who_wrote_is_told() {
    on_both(async |bed| {
        let (rosa, river, ben) = (bed.supporter("rosa").await, bed.member("river").await, bed.supporter("ben").await);
        let id = held(&bed, &rosa, &[&river]).await;
        give(&bed, &river, &id, "4", "It helped.").await.unwrap();
        let review = writing::of_meeting(&bed.engine, Some(&rosa), &id).await.unwrap().for_host.remove(0);
        assert_eq!(review.author.as_deref(), Some("river"), "by the name others see");
        assert_eq!(writing::answer(&bed.engine, &ben, &review.id, "Thanks").await, Err(Error::NotFound), "only the host");
        assert_eq!(writing::answer(&bed.engine, &river, &review.id, "Thanks").await, Err(Error::NotFound));
        writing::answer(&bed.engine, &rosa, &review.id, "Thank you for coming.").await.unwrap();
        assert_eq!(writing::answer(&bed.engine, &rosa, &review.id, "Again").await, Err(Refusal::AnsweredAlready.into()));
        assert_eq!(told(&bed, &river, "meeting_answered").await, [format!("/meetings/{id}#reviews")]);
        let page = reviews::page(&bed.engine, None, "rosa", "").await.unwrap();
        assert_eq!(page.reviews[0].answer, "Thank you for coming.");
        assert_eq!(writing::of_meeting(&bed.engine, Some(&ben), &id).await.unwrap(), Default::default(), "others are shown nothing here");
    })
    .await;
}

#[tokio::test]
async fn staff_hide_a_review_with_a_reason_it_no_longer_counts_and_comes_back_when_shown_again() {
    on_both(async |bed| {
        let (rosa, river, brook) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("brook").await);
        let keeper = Actor { role: Role::Staff, ..bed.member("keeper").await };
        let id = held(&bed, &rosa, &[&river, &brook]).await;
        give(&bed, &river, &id, "5", "It helped.").await.unwrap();
        give(&bed, &brook, &id, "1", "Unkind words.").await.unwrap();
        let (all, older) = staff::list(&bed.engine, &keeper, false, "").await.unwrap();
        assert_eq!((all.len(), older), (2, None));
        let unkind = all.into_iter().find(|row| row.review.stars == 1).unwrap();
        assert_eq!((unkind.handle.as_str(), unkind.meeting.as_ref()), ("rosa", Some(&id)));

        for person in [&rosa, &brook] {
            assert_eq!(staff::hide(&bed.engine, person, &unkind.review.id, "Because").await, Err(Error::NotFound));
            assert_eq!(staff::list(&bed.engine, person, false, "").await, Err(Error::NotFound));
        }
        assert!(staff::hide(&bed.engine, &keeper, &unkind.review.id, " ").await.is_err(), "a reason is needed");
        staff::hide(&bed.engine, &keeper, &unkind.review.id, "An insult").await.unwrap();
        staff::hide(&bed.engine, &keeper, &unkind.review.id, "An insult").await.unwrap();
        assert_eq!(rated(&bed).await, (Some(50), 1));
        assert_eq!(reviews::page(&bed.engine, None, "rosa", "").await.unwrap().reviews.len(), 1);
        assert_eq!(writing::of_meeting(&bed.engine, Some(&rosa), &id).await.unwrap().for_host.len(), 1);
        assert_eq!(writing::answer(&bed.engine, &rosa, &unkind.review.id, "Hm").await, Err(Error::NotFound));
        let own = writing::of_meeting(&bed.engine, Some(&brook), &id).await.unwrap().own.unwrap();
        assert!(own.hidden && !own.open, "its author is told");
        assert_eq!(give(&bed, &brook, &id, "5", "").await, Err(Refusal::ReviewClosed.into()));
        let (hidden, _) = staff::list(&bed.engine, &keeper, true, "").await.unwrap();
        assert_eq!((hidden.len(), hidden[0].hidden.as_str()), (1, "An insult"));
        assert_eq!(hidden[0].hidden_words(), "Hidden by keeper on 26 Nov 2026: An insult");

        bed.clock.advance(SECOND);
        staff::unhide(&bed.engine, &keeper, &unkind.review.id).await.unwrap();
        assert_eq!(rated(&bed).await, (Some(30), 2));
        let kept = async || {
            let row = sqlx::query_as("SELECT hidden_by, hidden_at FROM reviews WHERE stars = 1");
            let row: (Option<String>, Option<i64>) = row.fetch_one(bed.engine.db().read()).await.unwrap();
            row
        };
        assert_eq!(kept().await, (None, None), "nothing is left of it on the review");
        staff::unhide(&bed.engine, &keeper, &unkind.review.id).await.unwrap();
        let acts = helping::view(&bed.engine, &keeper, &rosa.id).await.unwrap().acts;
        let acts: Vec<_> = acts.iter().map(|noted| (noted.act, noted.by.as_deref(), noted.reason.as_str())).collect();
        let (by, why) = (Some("keeper"), "An insult");
        assert_eq!(acts, [(StaffAct::ReviewShown, by, why), (StaffAct::ReviewHidden, by, why)], "other staff can follow it, once");

        // Whoever hides it next is named, and the day stays when they have left.
        let other = Actor { role: Role::Staff, ..bed.member("warden").await };
        bed.clock.advance(DAY);
        staff::hide(&bed.engine, &keeper, &unkind.review.id, "Unkind").await.unwrap();
        staff::hide(&bed.engine, &other, &unkind.review.id, "An insult").await.unwrap();
        assert_eq!(kept().await, (Some(other.id.to_string()), Some(bed.clock.now())));
        leaving::leave(&bed.engine, &other, PASSWORD).await.unwrap();
        let (hidden, _) = staff::list(&bed.engine, &keeper, true, "").await.unwrap();
        assert_eq!(hidden[0].hidden_words(), "Hidden by somebody who has left on 27 Nov 2026: An insult");
    })
    .await;
}
