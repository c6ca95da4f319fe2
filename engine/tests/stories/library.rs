//! Libraries: what is kept, who may change it, and who may open what a meeting hands out.
use crate::account_two_factor::set_up;
use crate::bed::{Bed, on_both};
use crate::meetings::{draft, plan};
use crate::meetings_orgs::{House, led_by};
use crate::orgs::set;
use bytes::Bytes;
use domain::Refusal;
use domain::meetings::{MeetingDraft, Scope, Visibility};
use domain::orgs::{Facts, SettingsDraft};
use domain::time::MINUTE;
use engine::library::{self, Library};
use engine::meetings::{planning, seats};
use engine::{Actor, Error, orgs};

const PAPER: &[u8] = b"%PDF-1.4\nthree chairs and a kettle";

async fn put(bed: &Bed, library: &Library, name: &str, public: bool) -> String {
    bed.clock.advance(MINUTE);
    library::upload(&bed.engine, library, name, Bytes::from_static(PAPER), public).await.unwrap()
}

async fn opens(bed: &Bed, who: Option<&Actor>, id: &str) -> bool {
    match library::download(&bed.engine, who, id).await {
        Ok(file) => file.body == PAPER,
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other:?}"),
    }
}

async fn names(bed: &Bed, actor: &Actor, library: &Library, words: &str, filter: &str) -> Vec<String> {
    let list = library::list(&bed.engine, actor, library, words, filter).await.unwrap();
    list.into_iter().map(|document| document.name).collect()
}

async fn of_org(bed: &Bed, house: &House, who: &Actor) -> Result<Library, Error> {
    orgs::facilitator(&bed.engine, who, &house.slug).await.map(Library::Org)
}

fn is_not_theirs<T>(outcome: Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Refused(refusal)) if refusal.problems().iter().any(|problem| problem.field == "documents"))
}

#[tokio::test]
async fn a_supporter_keeps_files_finds_them_and_hands_them_out_to_who_has_a_seat() {
    on_both(async |bed| {
        let (rosa, sam, lake) = (bed.supporter("rosa").await, bed.supporter("sam").await, bed.member("lake").await);
        assert_eq!(Library::own(&lake).err(), Some(Error::from(Refusal::SupportersOnly)), "members have none");
        let own = Library::own(&rosa).unwrap();
        let ladder = put(&bed, &own, "C:\\papers\\Ladder.exe", false).await;
        let page = put(&bed, &own, "Open page.pdf", true).await;
        assert_eq!(names(&bed, &rosa, &own, "", "").await, ["Open page.pdf", "Ladder.pdf"], "the ending is that of what is in it");
        library::change(&bed.engine, &own, &ladder, "Ladder.pdf", "Rungs to fill in", false).await.unwrap();
        assert_eq!(names(&bed, &rosa, &own, "RUNGS", "").await, ["Ladder.pdf"]);
        assert_eq!(names(&bed, &rosa, &own, "", "public").await, ["Open page.pdf"]);
        assert_eq!(names(&bed, &rosa, &own, "", "private").await, ["Ladder.pdf"]);

        // Nobody else's library reaches it, and only the public one is there for others.
        let other = Library::own(&sam).unwrap();
        assert_eq!(library::change(&bed.engine, &other, &ladder, "Mine", "", true).await, Err(Error::NotFound));
        assert_eq!(library::delete(&bed.engine, &other, &ladder).await, Err(Error::NotFound));
        assert!(opens(&bed, None, &page).await && opens(&bed, Some(&rosa), &ladder).await);
        assert!(!opens(&bed, None, &ladder).await && !opens(&bed, Some(&sam), &ladder).await);
        let shown = library::shown_by(&bed.engine, &rosa.id).await.unwrap();
        assert_eq!(shown.into_iter().map(|handout| handout.id).collect::<Vec<_>>(), vec![page.clone()]);

        // A seat opens it, and giving the seat back closes it again.
        let stolen = MeetingDraft { documents: vec![ladder.clone()], ..draft() };
        assert!(is_not_theirs(planning::create(&bed.engine, &sam, &stolen).await));
        let meeting = plan(&bed, &rosa, &stolen).await;
        assert!(!opens(&bed, Some(&lake), &ladder).await);
        seats::register(&bed.engine, &lake, &meeting, "", "").await.unwrap();
        assert!(opens(&bed, Some(&lake), &ladder).await);
        seats::cancel(&bed.engine, &lake, &meeting).await.unwrap();
        assert!(!opens(&bed, Some(&lake), &ladder).await);
        library::delete(&bed.engine, &own, &ladder).await.unwrap();
        assert!(library::of_meeting(&bed.engine, &meeting).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_library_refuses_programs_what_is_too_large_and_what_is_too_much() {
    on_both(async |bed| {
        let own = Library::own(&bed.supporter("rosa").await).unwrap();
        let upload = async |content: Vec<u8>| library::upload(&bed.engine, &own, "file", content.into(), false).await;
        for wrong in [b"\x7fELF\x02".to_vec(), b"<html><script>".to_vec(), Vec::new(), vec![b'a'; domain::library::LARGEST + 1]] {
            assert!(matches!(upload(wrong).await, Err(Error::Refused(Refusal::File(_)))));
        }
        let large = vec![b'a'; domain::library::LARGEST];
        for _ in 0..domain::library::QUOTA / 5 / 1024 / 1024 {
            upload(large.clone()).await.unwrap();
        }
        assert!(matches!(upload(b"one letter more".to_vec()).await, Err(Error::Refused(Refusal::File(_)))));
    })
    .await;
}

#[tokio::test]
async fn an_organizations_library_is_kept_by_who_plans_for_others_and_outlives_them() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let theirs = of_org(&bed, &house, &house.fay).await.unwrap();
        assert_eq!(of_org(&bed, &house, &house.pia).await.err(), Some(Error::NotFound), "a Peer Supporter takes from it and adds nothing");
        let (rules, poster) = (put(&bed, &theirs, "Rules.pdf", false).await, put(&bed, &theirs, "Poster.pdf", true).await);
        assert_eq!(names(&bed, &house.fay, &theirs, "", "").await, ["Poster.pdf", "Rules.pdf"]);
        assert!(names(&bed, &house.rosa, &Library::own(&house.rosa).unwrap(), "", "").await.is_empty(), "it is in nobody's own");
        let page = orgs::page(&bed.engine, None, &house.slug).await.unwrap();
        assert_eq!(page.documents.into_iter().map(|handout| handout.name).collect::<Vec<_>>(), ["Poster.pdf"]);

        // Its people open it; a subscriber does with a seat in a meeting that hands it out.
        let river = bed.member("river").await;
        orgs::subscribe(&bed.engine, &river, &house.slug, Facts::default()).await.unwrap();
        assert!(
            opens(&bed, Some(&house.pia), &rules).await && opens(&bed, None, &poster).await && !opens(&bed, Some(&river), &rules).await
        );
        let staff = house.staff(&bed, &house.pia).await;
        let handing = MeetingDraft { documents: vec![rules.clone()], ..led_by(&[&house.pia], Visibility::Organization) };
        let id = planning::create_for(&bed.engine, &house.pia, &staff, &handing).await.unwrap().remove(0);
        seats::register(&bed.engine, &river, &id, "", "").await.unwrap();
        assert!(opens(&bed, Some(&river), &rules).await);
        // A host who keeps no library of their own can take it out again.
        let form = planning::form(&bed.engine, &house.pia, &id).await.unwrap();
        planning::edit(&bed.engine, &house.pia, &id, Scope::This, &MeetingDraft { documents: Vec::new(), ..form }).await.unwrap();
        assert!(!opens(&bed, Some(&river), &rules).await);
        // It is for its own meetings alone.
        let elsewhere = MeetingDraft { documents: vec![rules.clone()], ..draft() };
        assert!(is_not_theirs(planning::create(&bed.engine, &house.rosa, &elsewhere).await));

        // Who leads a meeting of it still, and has no role any more, has the documents of that meeting and no others.
        let paid = MeetingDraft { documents: vec![poster.clone()], ..led_by(&[&house.rosa], Visibility::Organization) };
        let rosas = planning::create_for(&bed.engine, &house.rosa, &house.staff(&bed, &house.rosa).await, &paid).await.unwrap().remove(0);
        let admin = orgs::admin(&bed.engine, &house.owner, &house.slug).await.unwrap();
        orgs::people::remove(&bed.engine, &admin, &house.rosa.id).await.unwrap();
        let form = planning::form(&bed.engine, &house.rosa, &rosas).await.unwrap();
        let org = orgs::id_of(&bed.engine, &house.slug).await.unwrap();
        assert!(planning::team(&bed.engine, &house.rosa, &org, Some(&rosas)).await.unwrap().documents.is_empty());
        let more = MeetingDraft { documents: vec![poster.clone(), rules.clone()], ..form.clone() };
        assert!(is_not_theirs(planning::edit(&bed.engine, &house.rosa, &rosas, Scope::This, &more).await));
        planning::edit(&bed.engine, &house.rosa, &rosas, Scope::This, &form).await.unwrap();
        assert!(!opens(&bed, Some(&house.rosa), &rules).await);
        // Where two-factor sign-in is asked of the team, nobody of it opens them without.
        assert!(opens(&bed, Some(&house.pia), &rules).await);
        set_up(&bed, &house.owner).await;
        set(&bed, &house.slug, &house.owner, |settings| SettingsDraft { two_factor: true, ..settings }).await;
        assert!(!opens(&bed, Some(&house.pia), &rules).await && opens(&bed, Some(&house.owner), &rules).await);
        set(&bed, &house.slug, &house.owner, |settings| SettingsDraft { two_factor: false, ..settings }).await;

        // Who leaves can change nothing any more, with the right still in hand; what they put there stays.
        orgs::people::remove(&bed.engine, &admin, &house.fay.id).await.unwrap();
        assert_eq!(library::change(&bed.engine, &theirs, &rules, "Gone", "", true).await, Err(Error::NotFound));
        assert_eq!(library::delete(&bed.engine, &theirs, &rules).await, Err(Error::NotFound));
        let late = library::upload(&bed.engine, &theirs, "Late.pdf", Bytes::from_static(PAPER), false).await;
        assert_eq!(late, Err(Error::NotFound));
        assert!(!opens(&bed, Some(&house.fay), &rules).await);
        let kept = of_org(&bed, &house, &house.owner).await.unwrap();
        assert_eq!(names(&bed, &house.owner, &kept, "rules", "private").await, ["Rules.pdf"]);
    })
    .await;
}
