//! Organizations as members meet them: finding one, subscribing, asking a group leader, and who may take part.
use crate::bed::{Bed, on_both};
use crate::meetings::{draft, plan, seats_add_up};
use domain::contacts::{Standing, Tab};
use domain::orgs::{Answer, ApplicationDraft, Facts, FieldDraft, LeaderDraft, OrgRole, Search, SettingsDraft};
use domain::{Refusal, Role};
use engine::meetings::{seats, waiting};
use engine::orgs::{self, applications, intake, leaders, manage, people, subscribers};
use engine::{Actor, Error, account, contacts, meetings, notices};

pub fn staff(actor: &Actor) -> Actor {
    Actor { role: Role::Staff, ..actor.clone() }
}

/// An organization that staff made for this owner.
pub async fn org(bed: &Bed, name: &str, owner: &Actor) -> String {
    let draft =
        ApplicationDraft { name: name.into(), tagline: "A place to sit.".into(), topics: vec!["grief".into()], ..Default::default() };
    applications::create(&bed.engine, &staff(owner), draft, &owner.username).await.unwrap()
}

/// Takes somebody in by an invitation.
pub async fn take_in(bed: &Bed, slug: &str, owner: &Actor, who: &Actor, role: &str) {
    let admin = orgs::admin(&bed.engine, owner, slug).await.unwrap();
    people::invite(&bed.engine, &admin, &format!("{}@bed.test", who.username), role).await.unwrap();
    let secret = invitation(bed, &who.username).await;
    people::accept(&bed.engine, who, slug, &secret).await.unwrap();
}

/// The secret in the last letter to somebody.
pub async fn invitation(bed: &Bed, name: &str) -> String {
    engine::jobs::run_due(&bed.engine).await.unwrap();
    let letters = engine::mail::store::newest(bed.engine.db(), 50).await.unwrap();
    let to = format!("{name}@bed.test");
    let letter = letters.into_iter().find(|kept| kept.letter.to == to && kept.letter.body.contains("invitation=")).unwrap();
    letter.letter.body.split("invitation=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
}

pub async fn set(bed: &Bed, slug: &str, owner: &Actor, change: impl Fn(SettingsDraft) -> SettingsDraft) {
    let admin = orgs::admin(&bed.engine, owner, slug).await.unwrap();
    let now = manage::settings(&bed.engine, &admin).await.unwrap();
    manage::save_settings(&bed.engine, &admin, change(now)).await.unwrap();
}

fn words(draft: &str) -> LeaderDraft {
    LeaderDraft {
        greeting: format!("Hello from {draft}."),
        motivation: "Somebody kept a chair for me.".into(),
        recovery: "Sober since 2015".into(),
        qualification: "State Certified Peer Supporter".into(),
        accepting: true,
        ..LeaderDraft::default()
    }
}

async fn standing(bed: &Bed, me: &Actor, slug: &str, them: &Actor) -> Standing {
    let all = orgs::leaders(&bed.engine, Some(me), slug).await.unwrap();
    all.into_iter().find(|leader| leader.face.id == them.id).unwrap().standing
}

#[tokio::test]
async fn a_member_finds_an_organization_asks_its_leader_and_is_connected_once_whatever_the_profile() {
    on_both(async |bed| {
        let (owner, rosa, river) = (bed.member("owner").await, bed.supporter("rosa").await, bed.member("river").await);
        let slug = org(&bed, "Harbor Lights", &owner).await;
        take_in(&bed, &slug, &owner, &rosa, "peer_supporter").await;
        let post = orgs::staff(&bed.engine, &rosa, &slug).await.unwrap();
        leaders::save_own(&bed.engine, &post, words("rosa")).await.unwrap();

        let found = orgs::find(&bed.engine, None, &Search::new("harbor", "grief", "")).await.unwrap();
        assert_eq!(found.iter().map(|tile| tile.look.slug.as_str()).collect::<Vec<_>>(), ["harbor-lights"]);
        assert!(orgs::find(&bed.engine, None, &Search::new("nothing", "", "")).await.unwrap().is_empty());

        assert_eq!(standing(&bed, &river, &slug, &rosa).await, Standing::Open);
        assert_eq!(leaders::request(&bed.engine, &river, &slug, &rosa.id, "hello").await.unwrap(), Standing::Asked);
        let waiting = contacts::list(&bed.engine, &rosa, Tab::Pending, None).await.unwrap();
        assert_eq!(waiting.people.items[0].org.as_deref(), Some("Harbor Lights"));
        contacts::approve(&bed.engine, &rosa, &river.id).await.unwrap();
        assert_eq!(standing(&bed, &river, &slug, &rosa).await, Standing::Connected);
        // The same person as an independent supporter: the connection is there already.
        assert_eq!(contacts::request(&bed.engine, &river, &rosa.id, "").await.unwrap(), Standing::Connected);
        let active = contacts::list(&bed.engine, &river, Tab::Active, None).await.unwrap();
        assert_eq!(active.people.items.iter().map(|entry| entry.org.as_deref()).collect::<Vec<_>>(), [Some("Harbor Lights")]);
    })
    .await;
}

#[tokio::test]
async fn a_leader_who_approves_automatically_is_connected_at_once_and_what_they_say_elsewhere_does_not_count() {
    on_both(async |bed| {
        let (owner, ann, river) = (bed.member("owner").await, bed.member("ann").await, bed.member("river").await);
        let slug = org(&bed, "Harbor Lights", &owner).await;
        take_in(&bed, &slug, &owner, &ann, "facilitator").await;
        let post = orgs::staff(&bed.engine, &ann, &slug).await.unwrap();
        leaders::save_own(&bed.engine, &post, LeaderDraft { auto_approve: true, ..words("ann") }).await.unwrap();
        // Ann is no independent supporter: nobody can ask her but through the organization.
        assert_eq!(contacts::request(&bed.engine, &river, &ann.id, "").await, Err(Refusal::NotAccepting.into()));
        assert_eq!(leaders::request(&bed.engine, &river, &slug, &ann.id, "").await.unwrap(), Standing::Connected);
    })
    .await;
}

#[tokio::test]
async fn leaders_who_are_hidden_or_whose_organization_shows_none_are_not_found() {
    on_both(async |bed| {
        let (owner, ann, river) = (bed.member("owner").await, bed.member("ann").await, bed.member("river").await);
        let slug = org(&bed, "Harbor Lights", &owner).await;
        take_in(&bed, &slug, &owner, &ann, "peer_supporter").await;
        let post = orgs::staff(&bed.engine, &ann, &slug).await.unwrap();
        assert!(orgs::leaders(&bed.engine, None, &slug).await.unwrap()[0].unfinished, "the tile says that the profile is not finished");

        leaders::save_own(&bed.engine, &post, LeaderDraft { hidden: true, ..words("ann") }).await.unwrap();
        assert!(orgs::leaders(&bed.engine, None, &slug).await.unwrap().is_empty());
        assert_eq!(leaders::request(&bed.engine, &river, &slug, &ann.id, "").await, Err(Error::NotFound));

        leaders::save_own(&bed.engine, &post, words("ann")).await.unwrap();
        set(&bed, &slug, &owner, |settings| SettingsDraft { show_leaders: false, ..settings }).await;
        assert_eq!(orgs::leaders(&bed.engine, Some(&river), &slug).await, Err(Error::NotFound));
        assert_eq!(leaders::request(&bed.engine, &river, &slug, &ann.id, "").await, Err(Error::NotFound));
        assert!(!orgs::page(&bed.engine, None, &slug).await.unwrap().shows_leaders);
    })
    .await;
}

#[tokio::test]
async fn only_those_it_is_for_can_subscribe_and_they_are_asked_once() {
    on_both(async |bed| {
        let (owner, river, lake) = (bed.member("owner").await, bed.member("river").await, bed.member("lake").await);
        let slug = org(&bed, "Harbor Lights", &owner).await;
        set(&bed, &slug, &owner, |settings| SettingsDraft { states: vec!["OH".into()], genders: vec!["woman".into()], ..settings }).await;

        let unsaid = orgs::subscribe(&bed.engine, &river, &slug, Facts::default()).await.unwrap_err();
        let Error::Refused(refusal) = unsaid else { panic!("{unsaid:?}") };
        assert_eq!(refusal.problems().len(), 2);
        let wrong = orgs::subscribe(&bed.engine, &lake, &slug, Facts::known("TX", "woman")).await;
        assert!(matches!(wrong, Err(Error::Refused(Refusal::NotOpenToYou(_)))), "{wrong:?}");

        orgs::subscribe(&bed.engine, &river, &slug, Facts::known("OH", "woman")).await.unwrap();
        orgs::subscribe(&bed.engine, &river, &slug, Facts::default()).await.unwrap();
        let page = orgs::page(&bed.engine, Some(&river), &slug).await.unwrap();
        assert_eq!((page.subscribed, page.fits, page.subscribers), (true, Some(true), 1));
        let mine = orgs::find(&bed.engine, Some(&river), &Search::new("", "", "me")).await.unwrap();
        assert_eq!(mine.len(), 1);
        assert!(orgs::find(&bed.engine, Some(&lake), &Search::new("", "", "me")).await.unwrap().is_empty());

        orgs::unsubscribe(&bed.engine, &river, &slug).await.unwrap();
        assert!(!orgs::page(&bed.engine, Some(&river), &slug).await.unwrap().subscribed);
    })
    .await;
}

#[tokio::test]
async fn ones_own_organizations_come_first_and_hidden_ones_are_only_their_peoples() {
    on_both(async |bed| {
        let (owner, river) = (bed.member("owner").await, bed.member("river").await);
        for name in ["Alder", "Birch", "Cedar"] {
            org(&bed, name, &owner).await;
        }
        orgs::subscribe(&bed.engine, &river, "cedar", Facts::default()).await.unwrap();
        set(&bed, "alder", &owner, |settings| SettingsDraft { hidden: true, ..settings }).await;
        let seen = async |actor: Option<&Actor>| -> Vec<String> {
            orgs::find(&bed.engine, actor, &Search::default()).await.unwrap().into_iter().map(|tile| tile.look.slug).collect()
        };
        assert_eq!(seen(Some(&river)).await, ["cedar", "birch"]);
        assert_eq!(seen(None).await, ["birch", "cedar"]);
        assert_eq!(seen(Some(&owner)).await, ["alder", "birch", "cedar"]);
    })
    .await;
}

#[tokio::test]
async fn answers_to_the_intake_form_are_read_by_admins_exported_as_text_and_go_with_the_subscription() {
    on_both(async |bed| {
        let (owner, fay, river) = (bed.member("owner").await, bed.member("fay").await, bed.member("river").await);
        let slug = org(&bed, "Harbor Lights", &owner).await;
        take_in(&bed, &slug, &owner, &fay, "facilitator").await;
        let admin = orgs::admin(&bed.engine, &owner, &slug).await.unwrap();
        let row = FieldDraft { label: "What brings you here?".into(), kind: "text".into(), required: true, ..FieldDraft::default() };
        intake::save(&bed.engine, &admin, &[row, FieldDraft::default()]).await.unwrap();
        assert!(intake::asked(&bed.engine, &river, &slug).await.is_err(), "only subscribers are asked");

        orgs::subscribe(&bed.engine, &river, &slug, Facts::default()).await.unwrap();
        assert!(orgs::page(&bed.engine, Some(&river), &slug).await.unwrap().questions_wait);
        let (_, asked) = intake::asked(&bed.engine, &river, &slug).await.unwrap();
        assert!(matches!(intake::answer(&bed.engine, &river, &slug, &[]).await, Err(Error::Refused(_))));
        let answer = Answer { id: asked[0].0.id.clone(), text: "=HYPERLINK(\"x\")".into() };
        intake::answer(&bed.engine, &river, &slug, &[answer]).await.unwrap();
        assert!(!orgs::page(&bed.engine, Some(&river), &slug).await.unwrap().questions_wait);

        let own = account::export::own_data(&bed.engine, &river).await.unwrap();
        assert_eq!(own["organizations"][0]["your_answers"][0]["question"], "What brings you here?");
        let file = subscribers::export(&bed.engine, &owner, &admin).await.unwrap();
        assert_eq!(file, "\"Name\",\"Subscribed on\",\"What brings you here?\"\r\n\"river\",\"2026-11-22\",\"'=HYPERLINK(\"\"x\"\")\"\r\n");
        let seen = async |actor: &Actor| {
            let right = orgs::facilitator(&bed.engine, actor, &slug).await.unwrap();
            subscribers::list(&bed.engine, actor, &right, "RIV", None).await.unwrap().items[0].answers.len()
        };
        assert_eq!((seen(&owner).await, seen(&fay).await), (1, 0));

        orgs::unsubscribe(&bed.engine, &river, &slug).await.unwrap();
        let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM org_answers").fetch_one(bed.engine.db().read()).await.unwrap();
        assert_eq!(left, 0);
    })
    .await;
}

#[tokio::test]
async fn news_reaches_every_subscriber_once_and_nobody_else() {
    on_both(async |bed| {
        let (owner, river, lake) = (bed.member("owner").await, bed.member("river").await, bed.member("lake").await);
        let slug = org(&bed, "Harbor Lights", &owner).await;
        orgs::subscribe(&bed.engine, &river, &slug, Facts::default()).await.unwrap();
        let admin = orgs::admin(&bed.engine, &owner, &slug).await.unwrap();
        subscribers::write_to_all(&bed.engine, &admin, "We meet on Tuesday.").await.unwrap();
        bed.clock.advance(1_000);
        subscribers::write_to_all(&bed.engine, &admin, "And on Friday.").await.unwrap();
        assert_eq!(notices::unread(&bed.engine, &river.id).await.unwrap(), 2);
        assert_eq!(notices::unread(&bed.engine, &lake.id).await.unwrap(), 0);
        let list = notices::list(&bed.engine, &river, None).await.unwrap();
        assert_eq!((list.items[0].about.as_str(), list.items[0].link.as_str()), ("Harbor Lights", "/organizations/harbor-lights"));
        let news = orgs::page(&bed.engine, Some(&river), &slug).await.unwrap().news;
        assert_eq!(news.iter().map(|news| news.text.as_str()).collect::<Vec<_>>(), ["And on Friday.", "We meet on Tuesday."]);
        assert!(orgs::page(&bed.engine, Some(&lake), &slug).await.unwrap().news.is_empty());
        assert!(subscribers::write_to_all(&bed.engine, &admin, "  ").await.is_err());
    })
    .await;
}

#[tokio::test]
async fn who_leaves_the_site_passes_an_organization_on_and_leaves_nothing_behind() {
    on_both(async |bed| {
        let (owner, ann, river) = (bed.member("owner").await, bed.member("ann").await, bed.member("river").await);
        let slug = org(&bed, "Harbor Lights", &owner).await;
        orgs::subscribe(&bed.engine, &river, &slug, Facts::default()).await.unwrap();
        let alone = account::leaving::leave(&bed.engine, &owner, crate::bed::PASSWORD).await;
        assert_eq!(alone, Err(Refusal::OwnerStays.into()));
        take_in(&bed, &slug, &owner, &ann, "admin").await;
        account::leaving::leave(&bed.engine, &owner, crate::bed::PASSWORD).await.unwrap();
        assert_eq!(orgs::staff(&bed.engine, &ann, &slug).await.unwrap().role(), OrgRole::Owner);
        account::leaving::leave(&bed.engine, &river, crate::bed::PASSWORD).await.unwrap();
        assert_eq!(orgs::page(&bed.engine, None, &slug).await.unwrap().subscribers, 0);
    })
    .await;
}

#[tokio::test]
async fn the_line_for_a_full_meeting_of_an_organization_asks_for_the_subscription_as_a_seat_does() {
    on_both(async |bed| {
        let (owner, rosa) = (bed.member("owner").await, bed.supporter("rosa").await);
        let [ann, ben, river] = [bed.member("ann").await, bed.member("ben").await, bed.member("river").await];
        let slug = org(&bed, "Harbor Lights", &owner).await;
        let meeting = plan(&bed, &rosa, &draft()).await;
        sqlx::query("UPDATE meetings SET org_id = (SELECT id FROM orgs)").execute(bed.engine.db().read()).await.unwrap();
        for who in [&ann, &ben] {
            orgs::subscribe(&bed.engine, who, &slug, Facts::default()).await.unwrap();
            seats::register(&bed.engine, who, &meeting, "", "").await.unwrap();
        }
        let closed = Err(Refusal::SubscribersOnly.into());
        assert_eq!(waiting::join(&bed.engine, &river, &meeting, "").await, closed);
        orgs::subscribe(&bed.engine, &river, &slug, Facts::default()).await.unwrap();
        assert_eq!(waiting::join(&bed.engine, &river, &meeting, "").await, Ok(1));
        orgs::unsubscribe(&bed.engine, &river, &slug).await.unwrap();
        seats::cancel(&bed.engine, &ann, &meeting).await.unwrap();
        assert_eq!(waiting::accept(&bed.engine, &river, &meeting).await.err(), Some(Refusal::SubscribersOnly.into()));
        orgs::subscribe(&bed.engine, &river, &slug, Facts::default()).await.unwrap();
        assert_eq!(waiting::accept(&bed.engine, &river, &meeting).await, Ok(seats::Taken::Registered), "the offer still stood");
        seats_add_up(&bed).await;
    })
    .await;
}

#[tokio::test]
async fn a_seat_and_the_subscription_it_takes_come_in_one_step_or_not_at_all() {
    on_both(async |bed| {
        let (owner, rosa) = (bed.member("owner").await, bed.supporter("rosa").await);
        let [ann, ben, river, lake] =
            [bed.member("ann").await, bed.member("ben").await, bed.member("river").await, bed.member("lake").await];
        let slug = org(&bed, "Harbor Lights", &owner).await;
        let meeting = plan(&bed, &rosa, &draft()).await;
        sqlx::query("UPDATE meetings SET org_id = (SELECT id FROM orgs)").execute(bed.engine.db().read()).await.unwrap();
        sqlx::query("UPDATE orgs SET states = 'OH'").execute(bed.engine.db().read()).await.unwrap();
        let subscribers = async || orgs::page(&bed.engine, None, &slug).await.unwrap().subscribers;
        let register = async |who: &Actor, state: &str| {
            seats::register_and_subscribe(&bed.engine, who, &meeting, "", "", Some(Facts::known(state, ""))).await
        };

        let way = meetings::page(&bed.engine, Some(&ann), &meeting).await.unwrap().way_in.unwrap();
        assert_eq!((way.name.as_str(), way.fits, way.asks_state, way.asks_gender), ("Harbor Lights", None, true, false));
        assert!(matches!(register(&ann, "").await, Err(Error::Refused(Refusal::Invalid(_)))), "the state is unsaid");
        assert!(matches!(register(&ann, "TX").await, Err(Error::Refused(Refusal::NotOpenToYou(_)))));
        assert_eq!(subscribers().await, 0);
        for who in [&ann, &ben] {
            assert_eq!(register(who, "OH").await, Ok(seats::Taken::Registered));
        }
        assert_eq!(meetings::page(&bed.engine, Some(&ann), &meeting).await.unwrap().way_in, None);
        assert_eq!(register(&river, "OH").await, Err(Refusal::MeetingFull.into()));
        assert_eq!(subscribers().await, 2, "no seat, no subscription");
        let said = Some(Facts::known("OH", ""));
        assert_eq!(waiting::join_and_subscribe(&bed.engine, &river, &meeting, "", said).await, Ok(1));
        assert_eq!(subscribers().await, 3);
        assert_eq!(waiting::join(&bed.engine, &lake, &meeting, "").await, Err(Refusal::SubscribersOnly.into()));
        seats_add_up(&bed).await;
    })
    .await;
}
