//! The people who run an organization: rights, invitations, ownership, applications; and that no right reaches another organization.
use crate::account_leaving::picture;
use crate::bed::on_both;
use crate::orgs::{invitation, org, staff, take_in};
use domain::orgs::{ApplicationDraft, FieldDraft, LeaderDraft, OrgDraft, OrgRole};
use domain::time::DAY;
use domain::{Refusal, Role};
use engine::orgs::pictures::{self, Kind};
use engine::orgs::{self, applications, intake, leaders, manage, people, subscribers};
use engine::{Actor, Error, notices};

#[tokio::test]
async fn each_role_has_its_own_rights_and_strangers_have_none() {
    on_both(async |bed| {
        let owner = bed.member("owner").await;
        let slug = org(&bed, "Harbor Lights", &owner).await;
        let [ann, fay, pia, river] = [bed.member("ann").await, bed.member("fay").await, bed.member("pia").await, bed.member("river").await];
        take_in(&bed, &slug, &owner, &ann, "admin").await;
        take_in(&bed, &slug, &owner, &fay, "facilitator").await;
        take_in(&bed, &slug, &owner, &pia, "peer_supporter").await;
        let rights = async |actor: &Actor| {
            (
                orgs::staff(&bed.engine, actor, &slug).await.is_ok(),
                orgs::facilitator(&bed.engine, actor, &slug).await.is_ok(),
                orgs::admin(&bed.engine, actor, &slug).await.is_ok(),
                orgs::owner(&bed.engine, actor, &slug).await.is_ok(),
            )
        };
        assert_eq!(rights(&owner).await, (true, true, true, true));
        assert_eq!(rights(&ann).await, (true, true, true, false));
        assert_eq!(rights(&fay).await, (true, true, false, false));
        assert_eq!(rights(&pia).await, (true, false, false, false));
        assert_eq!(rights(&river).await, (false, false, false, false));
        assert_eq!(rights(&staff(&river)).await, (false, false, false, false), "staff of the site run no organization");
        assert_eq!(orgs::admin(&bed.engine, &river, &slug).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn an_invitation_works_once_for_its_own_address_and_not_for_ever() {
    on_both(async |bed| {
        let (owner, ann, eve) = (bed.member("owner").await, bed.member("ann").await, bed.member("eve").await);
        let slug = org(&bed, "Harbor Lights", &owner).await;
        let admin = orgs::admin(&bed.engine, &owner, &slug).await.unwrap();
        assert!(people::invite(&bed.engine, &admin, "nonsense", "admin").await.is_err());
        assert!(people::invite(&bed.engine, &admin, "ann@bed.test", "owner").await.is_err());
        people::invite(&bed.engine, &admin, "Ann@Bed.test", "admin").await.unwrap();
        engine::jobs::run_due(&bed.engine).await.unwrap();
        let letter = engine::mail::store::newest(bed.engine.db(), 1).await.unwrap().remove(0).letter;
        let secret = letter.body.split("invitation=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        assert_eq!(people::offered(&bed.engine, None, &slug, &secret).await.unwrap(), ("Harbor Lights".into(), OrgRole::Admin));
        assert_eq!(people::accept(&bed.engine, &eve, &slug, &secret).await, Err(Refusal::InvitedElsewhere.into()));
        people::accept(&bed.engine, &ann, &slug, &secret).await.unwrap();
        assert_eq!(people::accept(&bed.engine, &ann, &slug, &secret).await, Err(Refusal::LinkGone.into()));

        people::invite(&bed.engine, &admin, "eve@bed.test", "facilitator").await.unwrap();
        let late = invitation(&bed, "eve").await;
        bed.clock.advance(15 * DAY);
        assert_eq!(people::accept(&bed.engine, &eve, &slug, &late).await, Err(Refusal::LinkGone.into()));
        let (_, waiting) = people::list(&bed.engine, &owner, &admin).await.unwrap();
        assert!(waiting[0].expired);
        people::resend(&bed.engine, &admin, &waiting[0].id).await.unwrap();
        let again = invitation(&bed, "eve").await;
        assert_ne!(late, again);
        people::revoke(&bed.engine, &admin, &waiting[0].id).await.unwrap();
        assert_eq!(people::accept(&bed.engine, &eve, &slug, &again).await, Err(Refusal::LinkGone.into()));
    })
    .await;
}

#[tokio::test]
async fn there_is_one_owner_at_any_time_who_hands_over_and_cannot_just_go() {
    on_both(async |bed| {
        let (owner, ann, fay) = (bed.member("owner").await, bed.member("ann").await, bed.member("fay").await);
        let slug = org(&bed, "Harbor Lights", &owner).await;
        take_in(&bed, &slug, &owner, &ann, "admin").await;
        take_in(&bed, &slug, &owner, &fay, "facilitator").await;
        let right = orgs::owner(&bed.engine, &owner, &slug).await.unwrap();
        let post = orgs::staff(&bed.engine, &owner, &slug).await.unwrap();
        let admin = orgs::admin(&bed.engine, &ann, &slug).await.unwrap();
        assert_eq!(people::leave(&bed.engine, &post).await, Err(Refusal::OwnerStays.into()));
        assert_eq!(people::remove(&bed.engine, &admin, &owner.id).await, Err(Refusal::OwnerStays.into()));
        assert_eq!(people::change_role(&bed.engine, &admin, &owner.id, "facilitator").await, Err(Refusal::OwnerStays.into()));
        assert_eq!(people::hand_over(&bed.engine, &right, &fay.id).await, Err(Error::NotFound), "only an admin can take it");
        assert_eq!(people::hand_over(&bed.engine, &right, &owner.id).await, Err(Error::NotFound));
        people::hand_over(&bed.engine, &right, &ann.id).await.unwrap();
        assert_eq!(orgs::staff(&bed.engine, &ann, &slug).await.unwrap().role(), OrgRole::Owner);
        assert_eq!(orgs::staff(&bed.engine, &owner, &slug).await.unwrap().role(), OrgRole::Admin);
        assert_eq!(people::hand_over(&bed.engine, &right, &ann.id).await, Err(Error::NotFound), "the old right opens nothing any more");
        people::leave(&bed.engine, &post).await.unwrap();
        assert_eq!(orgs::staff(&bed.engine, &owner, &slug).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn a_right_that_was_taken_away_opens_nothing_even_if_it_is_still_held() {
    on_both(async |bed| {
        let (owner, ann) = (bed.member("owner").await, bed.member("ann").await);
        let slug = org(&bed, "Harbor Lights", &owner).await;
        take_in(&bed, &slug, &owner, &ann, "admin").await;
        let held = orgs::admin(&bed.engine, &ann, &slug).await.unwrap();
        let admin = orgs::admin(&bed.engine, &owner, &slug).await.unwrap();
        people::change_role(&bed.engine, &admin, &ann.id, "peer_supporter").await.unwrap();
        let settings = manage::settings(&bed.engine, &held).await.unwrap();
        assert_eq!(manage::save_settings(&bed.engine, &held, settings).await, Err(Error::NotFound));
        assert_eq!(people::invite(&bed.engine, &held, "x@bed.test", "admin").await, Err(Error::NotFound));
        assert_eq!(subscribers::write_to_all(&bed.engine, &held, "hello").await, Err(Error::NotFound));
        assert_eq!(intake::save(&bed.engine, &held, &[]).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn nothing_of_one_organization_can_be_reached_with_the_rights_of_another() {
    on_both(async |bed| {
        let (alder, birch, ann) = (bed.member("alder-owner").await, bed.member("birch-owner").await, bed.member("ann").await);
        org(&bed, "Alder", &alder).await;
        org(&bed, "Birch", &birch).await;
        take_in(&bed, "birch", &birch, &ann, "admin").await;
        let (mine, theirs) =
            (orgs::admin(&bed.engine, &alder, "alder").await.unwrap(), orgs::admin(&bed.engine, &birch, "birch").await.unwrap());
        people::invite(&bed.engine, &theirs, "new@bed.test", "admin").await.unwrap();
        let (_, waiting) = people::list(&bed.engine, &birch, &theirs).await.unwrap();
        let foreign = waiting[0].id.as_str();
        let nothing = Err(Error::NotFound);
        assert_eq!(people::resend(&bed.engine, &mine, foreign).await, nothing);
        assert_eq!(people::revoke(&bed.engine, &mine, foreign).await, nothing);
        assert_eq!(people::change_role(&bed.engine, &mine, &ann.id, "peer_supporter").await, nothing);
        assert_eq!(people::remove(&bed.engine, &mine, &ann.id).await, nothing);
        assert_eq!(leaders::save(&bed.engine, &mine, &ann.id, LeaderDraft::default()).await, nothing);
        assert!(leaders::of(&bed.engine, &mine, &ann.id).await.is_err());
        let owner = orgs::owner(&bed.engine, &alder, "alder").await.unwrap();
        assert_eq!(people::hand_over(&bed.engine, &owner, &ann.id).await, nothing);
        // A question of another organization is not changed; the row becomes a new one of one's own.
        let question = FieldDraft { label: "Theirs?".into(), kind: "text".into(), ..FieldDraft::default() };
        intake::save(&bed.engine, &theirs, &[question]).await.unwrap();
        let id = intake::form(&bed.engine, &theirs).await.unwrap()[0].id.clone();
        let stolen = FieldDraft { id: id.clone(), label: "Mine?".into(), kind: "text".into(), ..FieldDraft::default() };
        intake::save(&bed.engine, &mine, &[stolen]).await.unwrap();
        assert_eq!(intake::form(&bed.engine, &theirs).await.unwrap()[0].label, "Theirs?");
        assert_ne!(intake::form(&bed.engine, &mine).await.unwrap()[0].id, id);
        assert_eq!(orgs::staff(&bed.engine, &alder, "birch").await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn the_profile_is_checked_and_seen_at_once() {
    on_both(async |bed| {
        let owner = bed.member("owner").await;
        let slug = org(&bed, "Harbor Lights", &owner).await;
        let admin = orgs::admin(&bed.engine, &owner, &slug).await.unwrap();
        let draft = manage::profile(&bed.engine, &admin).await.unwrap();
        assert!(manage::save_profile(&bed.engine, &admin, draft.clone()).await.is_err(), "a description is missing");
        let draft = OrgDraft { description: "We meet.".into(), brand: "#ffe066".into(), ..draft };
        manage::save_profile(&bed.engine, &admin, draft).await.unwrap();
        let page = orgs::page(&bed.engine, None, &slug).await.unwrap();
        assert_eq!((page.description.as_str(), page.look.brand.ink()), ("We meet.", "#000000"));
        assert!(manage::attention(&bed.engine, &admin).await.unwrap().no_logo);
    })
    .await;
}

#[tokio::test]
async fn where_a_logo_was_its_successor_is_found_until_it_is_taken_away() {
    on_both(async |bed| {
        let owner = bed.member("owner").await;
        let slug = org(&bed, "Harbor Lights", &owner).await;
        let admin = orgs::admin(&bed.engine, &owner, &slug).await.unwrap();
        let first = pictures::put(&bed.engine, &admin, Kind::Logo, picture()).await.unwrap();
        let banner = pictures::put(&bed.engine, &admin, Kind::Banner, picture()).await.unwrap();
        let second = pictures::put(&bed.engine, &admin, Kind::Logo, picture()).await.unwrap();
        let third = pictures::put(&bed.engine, &admin, Kind::Logo, picture()).await.unwrap();
        let shown = pictures::get(&bed.engine, &third).await.unwrap();
        for former in [&first, &second] {
            assert_eq!(pictures::get(&bed.engine, former).await.as_ref(), Ok(&shown), "a page that is still open shows the new one");
        }
        pictures::remove(&bed.engine, &admin, Kind::Logo).await.unwrap();
        for gone in [&first, &second, &third] {
            assert_eq!(pictures::get(&bed.engine, gone).await, Err(Error::NotFound));
        }
        assert!(pictures::get(&bed.engine, &banner).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn somebody_applies_staff_decide_once_and_the_answer_is_told() {
    on_both(async |bed| {
        let (river, admin) = (bed.member("river").await, staff(&bed.member("boss").await));
        let draft = |name: &str| ApplicationDraft {
            name: name.into(),
            tagline: "A place.".into(),
            topics: vec!["grief".into()],
            why: "We are nine.".into(),
            ..ApplicationDraft::default()
        };
        for name in ["Alder", "Birch", "Cedar"] {
            applications::apply(&bed.engine, &river, draft(name)).await.unwrap();
            bed.clock.advance(1_000);
        }
        assert!(applications::apply(&bed.engine, &river, draft("Elm")).await.is_err(), "three wait");
        assert_eq!(applications::queue(&bed.engine, &river).await, Err(Error::NotFound));
        let (waiting, _) = applications::queue(&bed.engine, &admin).await.unwrap();
        let ids: Vec<&str> = waiting.iter().map(|application| application.id.as_str()).collect();
        applications::approve(&bed.engine, &admin, ids[0]).await.unwrap();
        assert_eq!(applications::approve(&bed.engine, &admin, ids[0]).await, Err(Refusal::RequestClosed.into()));
        assert_eq!(orgs::staff(&bed.engine, &river, "alder").await.unwrap().role(), OrgRole::Owner);
        assert!(applications::decline(&bed.engine, &admin, ids[1], " ").await.is_err(), "a no needs a reason");
        applications::decline(&bed.engine, &admin, ids[1], "Please tell us more about your leaders.").await.unwrap();
        assert_eq!(notices::unread(&bed.engine, &river.id).await.unwrap(), 2);
        let own = applications::own(&bed.engine, &river).await.unwrap();
        assert!(own.iter().any(|application| application.state == "declined" && application.answer.starts_with("Please")));
        // An address that was taken meanwhile is told to the staff, and nothing is half done.
        applications::create(&bed.engine, &admin, draft("Cedar"), "river").await.unwrap();
        assert!(matches!(applications::approve(&bed.engine, &admin, ids[2]).await, Err(Error::Refused(Refusal::Invalid(_)))));
        assert_eq!(applications::queue(&bed.engine, &admin).await.unwrap().0.len(), 1);
        assert_eq!(river.role, Role::Member);
    })
    .await;
}
