//! Lists of meetings: each says the same to the same person, wherever it stands.
use crate::bed::{Bed, on_both};
use crate::meetings::{draft, plan};
use crate::meetings_orgs::{House, led_by};
use domain::meetings::mine::Tab;
use domain::meetings::{Attendance, MeetingDraft, MeetingList, Step, Visibility};
use domain::time::{DAY, HOUR, MINUTE};
use domain::{MeetingId, limits};
use engine::meetings::{calendar, mine, planning, roster, seats};
use engine::{Actor, Error, meetings, orgs, supporters};

/// What a list offers somebody at a meeting.
fn offered(list: &MeetingList, id: &MeetingId) -> (Option<Step>, bool) {
    list.meetings.iter().find(|meeting| meeting.line.id == *id).map(|meeting| (meeting.step.clone(), meeting.outside)).unwrap()
}

async fn take(bed: &Bed, actor: &Actor, id: &MeetingId) {
    seats::register(&bed.engine, actor, id, "", "").await.unwrap();
}

#[tokio::test]
async fn a_profile_offers_each_of_its_viewers_the_step_that_the_calendar_offers_them() {
    on_both(async |bed| {
        let (rosa, river, lake, brook) =
            (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await, bed.member("brook").await);
        let full = plan(&bed, &rosa, &draft()).await;
        let closed = plan(&bed, &rosa, &MeetingDraft { seats: "1".into(), waiting_list: false, name: "One Chair".into(), ..draft() }).await;
        take(&bed, &river, &full).await;
        take(&bed, &lake, &full).await;
        take(&bed, &lake, &closed).await;
        for viewer in [Some(&rosa), Some(&river), Some(&lake), Some(&brook), None] {
            let profile = supporters::profile(&bed.engine, viewer, "rosa").await.unwrap();
            let calendar = calendar::list(&bed.engine, viewer, &Default::default(), None).await.unwrap();
            assert_eq!(calendar.tiles.len(), 2);
            for tile in calendar.tiles {
                assert_eq!(offered(&profile.meetings, &tile.line.id), (tile.step, tile.outside), "{}", tile.line.name);
            }
            assert_eq!(profile.meetings.zone, if viewer.is_some() { "Eastern time (EST)" } else { "" });
        }
        let of = async |viewer: &Actor, id| offered(&meetings::upcoming(&bed.engine, Some(viewer), &rosa.id).await.unwrap(), id).0.unwrap();
        assert!(matches!(of(&river, &full).await, Step::Registered { .. }));
        assert_eq!(of(&brook, &full).await, Step::JoinList { password: false });
        assert_eq!(of(&brook, &closed).await, Step::Full);
        assert_eq!(of(&rosa, &full).await, Step::Host { open: false });
    })
    .await;
}

#[tokio::test]
async fn an_organization_offers_its_own_people_a_seat_and_others_the_page_that_asks_whether_they_subscribe() {
    on_both(async |bed| {
        let (house, river) = (House::open(&bed).await, bed.member("river").await);
        let staff = house.staff(&bed, &house.fay).await;
        let id =
            planning::create_for(&bed.engine, &house.fay, &staff, &led_by(&[&house.rosa], Visibility::Public)).await.unwrap().remove(0);
        let seen = async |viewer: Option<&Actor>| offered(&orgs::meetings(&bed.engine, viewer, &house.slug).await.unwrap(), &id);
        let register = Some(Step::Register { pays: false, password: false });
        assert_eq!(seen(Some(&river)).await, (register.clone(), true));
        assert_eq!(seen(None).await, (None, true));
        assert_eq!(seen(Some(&house.pia)).await, (register.clone(), false));
        orgs::subscribe(&bed.engine, &river, &house.slug, Default::default()).await.unwrap();
        assert_eq!(seen(Some(&river)).await, (register, false));
        take(&bed, &river, &id).await;
        assert!(matches!(seen(Some(&river)).await, (Some(Step::Registered { .. }), false)));
    })
    .await;
}

#[tokio::test]
async fn who_comes_is_told_to_those_who_come_while_the_door_is_open_and_to_hosts_at_any_time() {
    on_both(async |bed| {
        let (rosa, river, lake, brook) =
            (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await, bed.member("brook").await);
        let id = plan(&bed, &rosa, &draft()).await;
        take(&bed, &river, &id).await;
        take(&bed, &lake, &id).await;
        let both = Ok(Some(vec!["lake".to_owned(), "river".to_owned()]));
        let told = async |who: &Actor| {
            let mut names = roster::expected(&bed.engine, who, &id).await;
            if let Ok(Some(names)) = &mut names {
                names.sort();
            }
            names
        };
        let opens = meetings::page(&bed.engine, None, &id).await.unwrap().line.starts_at - limits().join_before();
        for (to_go, open) in [(DAY, false), (1, false), (0, true), (-30 * MINUTE, true), (-HOUR, true), (-2 * HOUR, false)] {
            bed.clock.advance(opens - to_go - bed.engine.clock().now());
            assert_eq!(told(&river).await, if open { both.clone() } else { Ok(None) }, "{to_go} before the door opens");
            assert_eq!(matches!(meetings::page(&bed.engine, Some(&river), &id).await.unwrap().step, Some(Step::Join)), open);
            assert_eq!(told(&rosa).await, both);
            assert_eq!(told(&brook).await, Err(Error::NotFound));
        }
    })
    .await;
}

#[tokio::test]
async fn past_meetings_say_whether_one_was_there_once_the_host_has_noted_it() {
    on_both(async |bed| {
        let (rosa, river) = (bed.supporter("rosa").await, bed.member("river").await);
        let id = plan(&bed, &rosa, &draft()).await;
        take(&bed, &river, &id).await;
        let next = mine::next(&bed.engine, &river).await.unwrap();
        assert_eq!((next.meetings.len(), next.zone.as_str()), (1, "Eastern time (EST)"));
        bed.clock.advance(10 * DAY);
        let says = async || mine::list(&bed.engine, &river, Tab::Past, false, None).await.unwrap().meetings[0].became.clone();
        assert_eq!(says().await, "You had a seat");
        for (came, became) in [(Attendance::Attended, "You were there"), (Attendance::Missed, "You were missed")] {
            roster::note(&bed.engine, &rosa, &id, &river.id, Some(came)).await.unwrap();
            assert_eq!(says().await, became);
        }
    })
    .await;
}
