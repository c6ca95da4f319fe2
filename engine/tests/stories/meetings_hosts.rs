//! Meetings with several hosts: who goes on with one when its main host leaves, and whom each of them keeps away.
use crate::bed::{Bed, on_both};
use crate::meetings::{count, letters, seats_add_up};
use crate::meetings_orgs::{House, led_by, news};
use crate::paying;
use domain::billing::PaymentState;
use domain::meetings::{MeetingDraft, News, Step, Visibility};
use domain::notices::NoticeKind;
use domain::orgs::Facts;
use domain::time::MINUTE;
use domain::{MeetingId, Refusal};
use engine::meetings::seats::Taken;
use engine::meetings::{invites, planning, seats, waiting};
use engine::{Actor, contacts, jobs, meetings, notices, orgs};

#[tokio::test]
async fn the_co_host_who_becomes_the_main_host_is_told_once_for_a_series_and_nobody_else_is() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let staff = house.staff(&bed, &house.fay).await;
        let create = async |draft: MeetingDraft| planning::create_for(&bed.engine, &house.fay, &staff, &draft).await.unwrap();
        let weekly =
            MeetingDraft { repeat: "weekly".into(), until: "2026-12-08".into(), ..led_by(&[&house.pia, &house.rosa], Visibility::Public) };
        let ids = create(weekly).await;
        let second = MeetingDraft { name: "By the Window".into(), ..led_by(&[&house.rosa, &house.pia], Visibility::Public) };
        let second = create(second).await.remove(0);
        let dear = MeetingDraft { name: "Dear".into(), price: "5".into(), ..led_by(&[&house.rosa], Visibility::Public) };
        create(dear).await;
        let _read = letters(&bed).await;
        let before = (news(&bed, &house.rosa).await.len(), news(&bed, &house.fay).await.len());

        let admin = orgs::admin(&bed.engine, &house.owner, &house.slug).await.unwrap();
        orgs::people::remove(&bed.engine, &admin, &house.pia.id).await.unwrap();
        let list = notices::list(&bed.engine, &house.rosa, None).await.unwrap().items;
        let told: Vec<_> = list.iter().filter(|notice| notice.kind == NoticeKind::Meeting(News::LeadingOn)).collect();
        assert_eq!(told.iter().map(|notice| notice.link.clone()).collect::<Vec<_>>(), [format!("/meetings/{}", ids[0])], "a series once");
        assert_eq!(news(&bed, &house.fay).await.len(), before.1);
        assert_eq!(news(&bed, &house.rosa).await.len(), before.0, "the newest about a meeting takes the place of the older one");
        let all = letters(&bed).await;
        let of = |subject: &str| all.iter().filter(|letter| letter.subject == subject).collect::<Vec<_>>();
        let written = of("A meeting goes on with you");
        let [letter] = written.as_slice() else { panic!("one letter, not {}", written.len()) };
        assert_eq!(letter.to, "rosa@bed.test");
        assert!(
            letter.body.contains("the first of 3 dates") && letter.body.contains("Tue 24 Nov") && !letter.body.contains("pia"),
            "{}",
            letter.body
        );
        // Where she led with a co-host who is gone now, she is told that.
        let co_host = of("A co-host has left");
        assert_eq!(co_host.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["rosa@bed.test"]);
        assert!(list.iter().any(|n| n.kind == NoticeKind::Meeting(News::CoHostLeft) && n.link == format!("/meetings/{second}")));
        for id in ids.iter().chain([&second]) {
            let page = meetings::page(&bed.engine, Some(&house.rosa), id).await.unwrap();
            assert_eq!((page.hosts.len(), page.line.host.as_str()), (1, "Rosa B."));
        }
    })
    .await;
}

/// A meeting that Rosa leads with Pia, for two.
async fn of_two(bed: &Bed, house: &House, seats: &str) -> MeetingId {
    let staff = house.staff(bed, &house.fay).await;
    let draft = MeetingDraft { seats: seats.into(), ..led_by(&[&house.rosa, &house.pia], Visibility::Public) };
    planning::create_for(&bed.engine, &house.fay, &staff, &draft).await.unwrap().remove(0)
}

/// Somebody who may come to the organization's meetings.
async fn subscriber(bed: &Bed, house: &House, name: &str) -> Actor {
    let person = bed.member(name).await;
    orgs::subscribe(&bed.engine, &person, &house.slug, Facts::default()).await.unwrap();
    person
}

async fn step(bed: &Bed, actor: &Actor, id: &MeetingId) -> Step {
    meetings::page(&bed.engine, Some(actor), id).await.unwrap().step.unwrap()
}

#[tokio::test]
async fn who_is_blocked_by_a_co_host_gets_in_no_way() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let (eve, lake) = (subscriber(&bed, &house, "eve").await, subscriber(&bed, &house, "lake").await);
        contacts::block(&bed.engine, &house.pia, &eve.id).await.unwrap();
        let id = of_two(&bed, &house, "1").await;
        assert_eq!(step(&bed, &eve, &id).await, Step::Closed);
        assert_eq!(seats::register(&bed.engine, &eve, &id, "", "").await, Err(Refusal::NotForYou.into()));
        seats::register(&bed.engine, &lake, &id, "", "").await.unwrap();
        assert_eq!(waiting::join(&bed.engine, &eve, &id, "").await, Err(Refusal::NotForYou.into()), "nor into the line");

        let staff = house.staff(&bed, &house.fay).await;
        let series = MeetingDraft {
            repeat: "weekly".into(),
            until: "2026-12-01".into(),
            name: "Two Dates".into(),
            ..led_by(&[&house.rosa, &house.pia], Visibility::Public)
        };
        let dates = planning::create_for(&bed.engine, &house.fay, &staff, &series).await.unwrap();
        assert_eq!(seats::register_series(&bed.engine, &eve, &dates[0]).await, Err(Refusal::MeetingFull.into()), "no date is for her");
        assert_eq!(seats::register_series(&bed.engine, &lake, &dates[0]).await.unwrap().taken.len(), 2);

        // Rosa has nothing against her, and still can't ask her in: the meeting is Pia's as well.
        let alone = planning::create(&bed.engine, &house.rosa, &MeetingDraft { name: "Alone".into(), ..crate::meetings::draft() }).await;
        let alone = alone.unwrap().remove(0);
        seats::register(&bed.engine, &eve, &alone, "", "").await.unwrap();
        let known = async |id: &MeetingId| {
            let guests = invites::guests(&bed.engine, &house.rosa, id).await.unwrap();
            guests.into_iter().map(|guest| guest.name).collect::<Vec<_>>()
        };
        assert_eq!((known(&alone).await, known(&id).await), (vec!["eve".to_owned(), "lake".to_owned()], vec!["lake".to_owned()]));

        // It works the other way round, and ends with the block.
        contacts::unblock(&bed.engine, &house.pia, &eve.id).await.unwrap();
        assert!(matches!(step(&bed, &eve, &id).await, Step::JoinList { .. }));
        contacts::block(&bed.engine, &eve, &house.pia.id).await.unwrap();
        assert_eq!(step(&bed, &eve, &id).await, Step::Closed);
    })
    .await;
}

#[tokio::test]
async fn who_is_blocked_while_they_wait_is_passed_over_and_an_offer_to_them_can_not_be_taken() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let (eve, lake, river) =
            (subscriber(&bed, &house, "eve").await, subscriber(&bed, &house, "lake").await, subscriber(&bed, &house, "river").await);
        let id = of_two(&bed, &house, "1").await;
        seats::register(&bed.engine, &lake, &id, "", "").await.unwrap();
        waiting::join(&bed.engine, &eve, &id, "").await.unwrap();
        waiting::join(&bed.engine, &river, &id, "").await.unwrap();
        contacts::block(&bed.engine, &house.pia, &eve.id).await.unwrap();
        assert_eq!(step(&bed, &eve, &id).await, Step::LeaveList { place: 1 }, "she is not told");
        contacts::block(&bed.engine, &eve, &house.rosa.id).await.unwrap();
        assert_eq!(step(&bed, &river, &id).await, Step::LeaveList { place: 1 }, "nor counted before the next, be it for two hosts");
        contacts::unblock(&bed.engine, &eve, &house.rosa.id).await.unwrap();
        seats::cancel(&bed.engine, &lake, &id).await.unwrap();
        assert!(matches!(step(&bed, &river, &id).await, Step::Answer { .. }), "the next is asked");
        waiting::leave(&bed.engine, &river, &id).await.unwrap();
        assert_eq!(count(&bed, "SELECT taken FROM meetings").await, 0);
        assert_eq!(step(&bed, &lake, &id).await, Step::Register { pays: false, password: false }, "she holds up nobody");

        // Offered first, blocked then.
        contacts::unblock(&bed.engine, &house.pia, &eve.id).await.unwrap();
        waiting::leave(&bed.engine, &eve, &id).await.unwrap();
        assert_eq!(seats::register(&bed.engine, &lake, &id, "", "").await, Ok(Taken::Registered));
        waiting::join(&bed.engine, &eve, &id, "").await.unwrap();
        seats::cancel(&bed.engine, &lake, &id).await.unwrap();
        let offer = letters(&bed).await.into_iter().find(|letter| letter.to == "eve@bed.test" && letter.body.contains("/offers/")).unwrap();
        let secret = offer.body.split("/offers/").nth(1).unwrap().split_whitespace().next().unwrap();
        contacts::block(&bed.engine, &house.pia, &eve.id).await.unwrap();
        assert_eq!(step(&bed, &eve, &id).await, Step::Closed);
        assert_eq!(waiting::accept(&bed.engine, &eve, &id).await, Err(Refusal::NotForYou.into()));
        assert_eq!(waiting::accept_by_link(&bed.engine, secret).await, Err(Refusal::NotForYou.into()), "nor by the letter");
        seats_add_up(&bed).await;
        waiting::decline_by_link(&bed.engine, secret).await.unwrap();
        assert_eq!(count(&bed, "SELECT taken FROM meetings").await, 0, "what she lets go is free");
        seats_add_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn who_is_blocked_while_they_pay_too_late_gets_their_money_back_and_no_free_seat() {
    on_both(async |bed| {
        let (rosa, eve) = (bed.supporter("rosa").await, bed.member("eve").await);
        let id = crate::meetings::plan(&bed, &rosa, &paying::paid()).await;
        let payment = paying::hold(&bed, &eve, &id).await;
        engine::meetings::paying::sandbox_page(&bed.engine, &eve, &payment, "late").await.unwrap();
        contacts::block(&bed.engine, &rosa, &eve.id).await.unwrap();
        assert!(matches!(step(&bed, &eve, &id).await, Step::Pay { .. }), "what is held is hers until the hold ends");
        bed.clock.advance(15 * MINUTE);
        jobs::run_due(&bed.engine).await.unwrap();
        bed.clock.advance(MINUTE);
        jobs::run_due(&bed.engine).await.unwrap();
        assert_eq!((step(&bed, &eve, &id).await, paying::state(&bed, &payment).await), (Step::Closed, PaymentState::Refunded));
        assert_eq!(count(&bed, "SELECT taken FROM meetings").await, 0);
        paying::money_adds_up(&bed).await;
    })
    .await;
}
