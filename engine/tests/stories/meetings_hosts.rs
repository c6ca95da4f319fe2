//! Meetings with several hosts: who goes on with one when its main host leaves, and whom each of them keeps away.
use crate::bed::on_both;
use crate::meetings::letters;
use crate::meetings_orgs::{House, led_by, news};
use domain::meetings::{MeetingDraft, News, Visibility};
use domain::notices::NoticeKind;
use engine::meetings::planning;
use engine::{meetings, notices, orgs};

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
        let written: Vec<_> = letters(&bed).await.into_iter().filter(|letter| letter.subject == "A meeting goes on with you").collect();
        let [letter] = written.as_slice() else { panic!("one letter, not {}", written.len()) };
        assert_eq!(letter.to, "rosa@bed.test");
        assert!(
            letter.body.contains("the first of 3 dates") && letter.body.contains("Tue 24 Nov") && !letter.body.contains("pia"),
            "{}",
            letter.body
        );
        for id in ids.iter().chain([&second]) {
            let page = meetings::page(&bed.engine, Some(&house.rosa), id).await.unwrap();
            assert_eq!((page.hosts.len(), page.line.host.as_str()), (1, "Rosa B."));
        }
    })
    .await;
}
