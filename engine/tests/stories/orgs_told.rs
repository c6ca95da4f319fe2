//! What the people of an organization, and those it asks, are told: once for each thing, and nothing of anybody else.
use crate::bed::{Bed, on_both};
use crate::orgs::{invitation, org, take_in};
use domain::Refusal;
use domain::notices::NoticeKind;
use domain::orgs::{Facts, OrgRole, StaffNews};
use engine::orgs::{self, people};
use engine::{Actor, Error, notices};

/// What somebody reads in their notices of organizations: the news and where it leads, the newest first.
async fn told(bed: &Bed, actor: &Actor) -> Vec<(StaffNews, String)> {
    let page = notices::list(&bed.engine, actor, None).await.unwrap();
    let of_orgs = |kept: notices::Kept| match kept.kind {
        NoticeKind::Org(news) => {
            assert_eq!(kept.about, "Harbor Lights", "only the organization is named");
            assert_eq!((kept.from, kept.picture), (None, None));
            Some((news, kept.link))
        }
        _ => None,
    };
    page.items.into_iter().filter_map(of_orgs).collect()
}

async fn news(bed: &Bed, actor: &Actor) -> Vec<StaffNews> {
    told(bed, actor).await.into_iter().map(|(news, _)| news).collect()
}

#[tokio::test]
async fn those_who_see_subscribers_read_one_notice_however_many_subscribe() {
    on_both(async |bed| {
        let [owner, fay, pia] = [bed.member("owner").await, bed.member("fay").await, bed.member("pia").await];
        let slug = org(&bed, "Harbor Lights", &owner).await;
        take_in(&bed, &slug, &owner, &fay, "facilitator").await;
        take_in(&bed, &slug, &owner, &pia, "peer_supporter").await;
        for actor in [&owner, &fay, &pia] {
            notices::mark_all_read(&bed.engine, actor, i64::MAX).await.unwrap();
        }
        for name in ["river", "brook", "creek"] {
            let member = bed.member(name).await;
            bed.clock.advance(1_000_000);
            orgs::subscribe(&bed.engine, &member, &slug, Facts::default()).await.unwrap();
            orgs::subscribe(&bed.engine, &member, &slug, Facts::default()).await.unwrap();
            assert!(told(&bed, &member).await.is_empty());
        }
        for sees in [&owner, &fay] {
            assert_eq!(notices::unread(&bed.engine, &sees.id).await.unwrap(), 1);
            assert_eq!(told(&bed, sees).await[0], (StaffNews::Subscribed, "/organizations/harbor-lights/manage/subscribers".into()));
        }
        assert_eq!(notices::unread(&bed.engine, &pia.id).await.unwrap(), 0, "a peer supporter does not see subscribers");
        // Whoever subscribes to their own organization knows.
        notices::mark_all_read(&bed.engine, &owner, i64::MAX).await.unwrap();
        orgs::subscribe(&bed.engine, &owner, &slug, Facts::default()).await.unwrap();
        assert_eq!(notices::unread(&bed.engine, &owner.id).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn somebody_with_an_account_reads_of_an_invitation_and_can_take_it_without_the_letter() {
    on_both(async |bed| {
        let [owner, ann, eve] = [bed.member("owner").await, bed.member("ann").await, bed.member("eve").await];
        let slug = org(&bed, "Harbor Lights", &owner).await;
        let admin = orgs::admin(&bed.engine, &owner, &slug).await.unwrap();
        let gone = || Some(Error::from(Refusal::LinkGone));
        assert_eq!(people::offered(&bed.engine, Some(&ann), &slug, "").await.err(), gone());
        people::invite(&bed.engine, &admin, "Ann@bed.test", "facilitator").await.unwrap();
        assert_eq!(told(&bed, &ann).await, [(StaffNews::Invited, "/organizations/harbor-lights/join".to_owned())]);
        assert!(told(&bed, &eve).await.is_empty());
        assert_eq!(people::offered(&bed.engine, Some(&ann), &slug, "").await.unwrap(), ("Harbor Lights".into(), OrgRole::Facilitator));
        assert_eq!(people::offered(&bed.engine, Some(&eve), &slug, "").await.err(), gone());
        assert_eq!(people::accept(&bed.engine, &eve, &slug, "").await.err(), gone());
        assert_eq!(people::offered(&bed.engine, None, &slug, "").await.err(), gone());

        // Taken back: the notice goes, and so does the way in.
        let (_, waiting) = people::list(&bed.engine, &owner, &admin).await.unwrap();
        people::revoke(&bed.engine, &admin, &waiting[0].id).await.unwrap();
        assert!(told(&bed, &ann).await.is_empty());
        assert_eq!(people::accept(&bed.engine, &ann, &slug, "").await.err(), gone());

        people::invite(&bed.engine, &admin, "ann@bed.test", "facilitator").await.unwrap();
        let secret = invitation(&bed, "ann").await;
        people::accept(&bed.engine, &ann, &slug, "").await.unwrap();
        assert!(told(&bed, &ann).await.is_empty(), "it is answered");
        assert_eq!(people::accept(&bed.engine, &ann, &slug, &secret).await.err(), gone(), "the letter's link is used up too");
        assert_eq!(told(&bed, &owner).await, [(StaffNews::Joined, "/organizations/harbor-lights/manage/people".to_owned())]);

        // Somebody who runs it already is not asked again.
        people::invite(&bed.engine, &admin, "ann@bed.test", "admin").await.unwrap();
        assert!(told(&bed, &ann).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_changed_role_a_handing_over_and_a_removal_are_told_to_the_one_they_are_about() {
    on_both(async |bed| {
        let [owner, ann] = [bed.member("owner").await, bed.member("ann").await];
        let slug = org(&bed, "Harbor Lights", &owner).await;
        take_in(&bed, &slug, &owner, &ann, "peer_supporter").await;
        let admin = orgs::admin(&bed.engine, &owner, &slug).await.unwrap();
        people::change_role(&bed.engine, &admin, &ann.id, "admin").await.unwrap();
        assert_eq!(told(&bed, &ann).await, [(StaffNews::Role(OrgRole::Admin), "/organizations/harbor-lights/manage".to_owned())]);
        let right = orgs::owner(&bed.engine, &owner, &slug).await.unwrap();
        people::hand_over(&bed.engine, &right, &ann.id).await.unwrap();
        assert_eq!(news(&bed, &ann).await, [StaffNews::HandedOver], "the newest word about a role stands alone");
        let now = orgs::admin(&bed.engine, &ann, &slug).await.unwrap();
        people::remove(&bed.engine, &now, &owner.id).await.unwrap();
        assert!(told(&bed, &owner).await.contains(&(StaffNews::Removed, "/organizations/harbor-lights".to_owned())));
        // What one does to oneself is no news.
        let (own, count) = (orgs::staff(&bed.engine, &ann, &slug).await.unwrap(), notices::unread(&bed.engine, &ann.id).await.unwrap());
        assert_eq!(people::leave(&bed.engine, &own).await, Err(Refusal::OwnerStays.into()));
        assert_eq!(notices::unread(&bed.engine, &ann.id).await.unwrap(), count);
    })
    .await;
}
