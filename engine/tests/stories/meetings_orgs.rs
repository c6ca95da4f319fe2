//! Meetings of an organization: several hosts, who may plan and see them, conflicts, templates; and a whole series at once.
use crate::bed::{Bed, on_both};
use crate::meetings::{count, draft, letters, seats_add_up};
use crate::orgs::{org, set, take_in};
use domain::Refusal;
use domain::meetings::mine::Tab;
use domain::meetings::of_org::TemplateDraft;
use domain::meetings::search::Search;
use domain::meetings::{MeetingDraft, News, Scope, Step, Visibility};
use domain::notices::NoticeKind;
use domain::orgs::{Facts, OrgFacilitator, OrgStaff, SettingsDraft};
use domain::supporters::HoursRow;
use domain::time::DAY;
use engine::meetings::{calendar, mine, of_org, planning, roster, seats, templates};
use engine::{Actor, Error, meetings, notices, orgs};

/// An organization with its people.
pub struct House {
    pub slug: String,
    pub owner: Actor,
    /// A facilitator without a supporter's profile.
    pub fay: Actor,
    /// A Peer Supporter with one.
    pub rosa: Actor,
    /// A Peer Supporter without.
    pub pia: Actor,
}

impl House {
    pub async fn open(bed: &Bed) -> Self {
        let (owner, fay, rosa, pia) =
            (bed.member("owner").await, bed.member("fay").await, bed.supporter("rosa").await, bed.member("pia").await);
        let slug = org(bed, "Harbor Lights", &owner).await;
        take_in(bed, &slug, &owner, &fay, "facilitator").await;
        take_in(bed, &slug, &owner, &rosa, "peer_supporter").await;
        take_in(bed, &slug, &owner, &pia, "peer_supporter").await;
        Self { slug, owner, fay, rosa, pia }
    }

    pub async fn staff(&self, bed: &Bed, who: &Actor) -> OrgStaff {
        orgs::staff(&bed.engine, who, &self.slug).await.unwrap()
    }

    async fn facilitator(&self, bed: &Bed) -> OrgFacilitator {
        orgs::facilitator(&bed.engine, &self.fay, &self.slug).await.unwrap()
    }
}

pub fn led_by(hosts: &[&Actor], visibility: Visibility) -> MeetingDraft {
    let hosts = hosts.iter().map(|host| host.id.to_string()).collect();
    MeetingDraft { hosts, visibility: visibility.as_str().into(), seats: "5".into(), ..draft() }
}

fn field<T: std::fmt::Debug>(outcome: Result<T, Error>) -> String {
    match outcome {
        Err(Error::Refused(refusal)) => refusal.problems().first().map(|problem| problem.field.clone()).unwrap_or_default(),
        other => panic!("a refusal was expected: {other:?}"),
    }
}

async fn step(bed: &Bed, actor: &Actor, id: &domain::MeetingId) -> Step {
    meetings::page(&bed.engine, Some(actor), id).await.unwrap().step.unwrap()
}

pub async fn news(bed: &Bed, who: &Actor) -> Vec<NoticeKind> {
    let list = notices::list(&bed.engine, who, None).await.unwrap();
    list.items.into_iter().map(|notice| notice.kind).filter(|kind| matches!(kind, NoticeKind::Meeting(_))).collect()
}

#[tokio::test]
async fn a_facilitator_plans_for_others_and_every_host_has_the_same_powers() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let (river, eve) = (bed.member("river").await, bed.member("eve").await);
        let staff = house.staff(&bed, &house.fay).await;
        let blank = planning::blank(&bed.engine, &house.fay, &staff).await.unwrap();
        assert_eq!((blank.topic.as_str(), blank.hosts.as_slice()), ("grief", &[house.fay.id.to_string()][..]));
        let plan = led_by(&[&house.rosa, &house.pia], Visibility::Public);
        let id = planning::create_for(&bed.engine, &house.fay, &staff, &plan).await.unwrap().remove(0);

        for host in [&house.rosa, &house.pia] {
            assert_eq!(news(&bed, host).await, [NoticeKind::Meeting(News::Hosting)]);
            let led = mine::list(&bed.engine, host, Tab::Hosting, false, None).await.unwrap();
            assert_eq!((led.meetings.len(), step(&bed, host, &id).await), (1, Step::Host { open: false }));
            assert!(roster::list(&bed.engine, host, &id).await.is_ok());
        }
        let told = letters(&bed).await.into_iter().filter(|letter| letter.subject == "You lead a meeting").count();
        assert_eq!(told, 2, "each host but the one who planned");

        // The co-host changes it as the host could, and says goodbye to nobody.
        let form = planning::form(&bed.engine, &house.pia, &id).await.unwrap();
        assert_eq!(form.hosts, plan.hosts);
        planning::edit(&bed.engine, &house.pia, &id, Scope::This, &MeetingDraft { name: "Two Chairs".into(), ..form }).await.unwrap();
        let page = meetings::page(&bed.engine, Some(&house.owner), &id).await.unwrap();
        assert_eq!((page.line.name.as_str(), page.leads, page.hosts.len()), ("Two Chairs", true, 2));
        assert!(matches!(page.step, Some(Step::Register { .. })), "an owner who does not lead may still come as a member");

        // Others see a meeting and nothing behind it.
        for other in [&river, &eve] {
            assert_eq!(roster::list(&bed.engine, other, &id).await, Err(Error::NotFound));
            assert_eq!(planning::form(&bed.engine, other, &id).await, Err(Error::NotFound));
            assert!(!meetings::page(&bed.engine, Some(other), &id).await.unwrap().leads);
        }
        // Whoever has a seat and becomes a host needs the seat no longer; whoever is a host no longer is told.
        orgs::subscribe(&bed.engine, &house.owner, &house.slug, Facts::default()).await.unwrap();
        seats::register(&bed.engine, &house.owner, &id, "", "").await.unwrap();
        let handed = led_by(&[&house.owner, &house.rosa], Visibility::Public);
        planning::edit(&bed.engine, &house.fay, &id, Scope::This, &handed).await.unwrap();
        seats_add_up(&bed).await;
        assert_eq!(count(&bed, "SELECT taken FROM meetings").await, 0);
        assert_eq!(step(&bed, &house.owner, &id).await, Step::Host { open: false });
        assert!(news(&bed, &house.pia).await.contains(&NoticeKind::Meeting(News::HostingEnded)));
        assert_eq!(planning::form(&bed.engine, &house.pia, &id).await, Err(Error::NotFound));
        assert_eq!(planning::cancel(&bed.engine, &house.rosa, &id, Scope::This, "").await, Ok(1), "a co-host may call it off");
    })
    .await;
}

#[tokio::test]
async fn peer_supporters_plan_what_they_lead_and_each_sees_what_they_may() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let (river, lake) = (bed.member("river").await, bed.member("lake").await);
        let staff = house.staff(&bed, &house.pia).await;
        let create = async |draft: MeetingDraft| planning::create_for(&bed.engine, &house.pia, &staff, &draft).await;
        assert_eq!(field(create(led_by(&[&house.pia], Visibility::Public)).await), "visibility");
        assert_eq!(field(create(led_by(&[&house.rosa], Visibility::Organization)).await), "hosts");
        assert_eq!(field(create(led_by(&[&house.pia, &river], Visibility::Organization)).await), "hosts");
        assert_eq!(field(create(MeetingDraft { price: "5".into(), ..led_by(&[&house.pia], Visibility::Organization) }).await), "price");
        let ours = create(led_by(&[&house.pia], Visibility::Organization)).await.unwrap().remove(0);
        let named = MeetingDraft { name: "By the Window".into(), ..led_by(&[&house.pia], Visibility::Exclusive) };
        let closed = create(named).await.unwrap().remove(0);
        set(&bed, &house.slug, &house.owner, |settings| SettingsDraft { public_meetings: true, ..settings }).await;
        let open = MeetingDraft { name: "Open Porch".into(), ..led_by(&[&house.pia], Visibility::Public) };
        create(open).await.unwrap();

        // The calendar has the public one; the organization's own has the one for subscribers as well; the exclusive one is nowhere.
        let list = calendar::list(&bed.engine, Some(&river), &Search::default(), None).await.unwrap();
        assert_eq!(list.tiles.iter().map(|tile| tile.line.name.as_str()).collect::<Vec<_>>(), ["Open Porch"]);
        assert_eq!(meetings::page(&bed.engine, Some(&river), &ours).await, Err(Error::NotFound));
        orgs::subscribe(&bed.engine, &river, &house.slug, Facts::default()).await.unwrap();
        assert!(meetings::page(&bed.engine, Some(&river), &ours).await.is_ok());
        assert_eq!(meetings::page(&bed.engine, Some(&river), &closed).await, Err(Error::NotFound));
        assert_eq!(orgs::meetings(&bed.engine, Some(&river), &house.slug).await.unwrap().meetings.len(), 2);
        meetings::invites::invite_by_letter(&bed.engine, &house.pia, &closed, "lake@bed.test").await.unwrap();
        let letter = letters(&bed).await.into_iter().find(|letter| letter.to == "lake@bed.test").unwrap();
        let secret = letter.body.split("/invitations/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        meetings::invites::open(&bed.engine, &lake, &secret).await.unwrap();
        assert!(meetings::page(&bed.engine, Some(&lake), &closed).await.is_ok(), "the invited one sees it without a subscription");

        // Its own people: exclusive ones for their hosts and for those who plan for others.
        for (who, names, changes) in [(&house.pia, 3, 3), (&house.rosa, 2, 0), (&house.fay, 3, 3)] {
            let staff = house.staff(&bed, who).await;
            let list = of_org::list(&bed.engine, who, &staff, false, None).await.unwrap();
            let may = list.meetings.iter().filter(|meeting| meeting.changes).count();
            assert_eq!((list.meetings.len(), may), (names, changes), "{}", who.username);
        }
        assert_eq!(planning::form(&bed.engine, &house.rosa, &closed).await, Err(Error::NotFound));
        bed.clock.advance(4 * DAY);
        let over = of_org::list(&bed.engine, &house.fay, &house.staff(&bed, &house.fay).await, true, None).await.unwrap();
        assert_eq!(over.meetings.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn the_form_shows_what_each_host_leads_then_and_the_hours_they_offer() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let own = MeetingDraft { name: "My own hour".into(), exclusive: true, ..draft() };
        planning::create(&bed.engine, &house.rosa, &own).await.unwrap();
        let row = HoursRow { day: 2, from: "09:00".into(), to: "12:00".into() };
        engine::supporters::save_hours(&bed.engine, &house.rosa, &[row]).await.unwrap();
        let staff = house.staff(&bed, &house.fay).await;
        let plan = led_by(&[&house.fay, &house.rosa], Visibility::Public);
        let seen = planning::preview(&bed.engine, &house.fay, Some(staff.org()), "", &plan).await.unwrap();
        let note = &seen.dates[0].1;
        assert_eq!(note, "Rosa B. also leads another meeting at 6:00 pm. This is outside of the weekly hours that Rosa B. offers.");
        let alone = planning::preview(&bed.engine, &house.fay, Some(staff.org()), "", &led_by(&[&house.fay], Visibility::Public)).await;
        assert_eq!(alone.unwrap().dates[0].1, "");
        let id = planning::create_for(&bed.engine, &house.fay, &staff, &plan).await.unwrap().remove(0);
        let seen = planning::preview(&bed.engine, &house.rosa, None, id.as_str(), &plan).await.unwrap();
        assert!(seen.dates[0].1.starts_with("You also lead \u{201c}My own hour\u{201d} at 6:00 pm."), "{:?}", seen.dates);
        let strangers = planning::preview(&bed.engine, &bed.member("eve").await, None, id.as_str(), &plan).await;
        assert_eq!(strangers.unwrap_err(), Error::NotFound);
    })
    .await;
}

#[tokio::test]
async fn a_template_is_kept_once_and_fills_the_form_of_a_new_meeting() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let right = house.facilitator(&bed).await;
        let kept = TemplateDraft { template: "Tuesday table".into(), draft: led_by(&[&house.fay], Visibility::Organization) };
        templates::save(&bed.engine, &right, "", &kept).await.unwrap();
        assert_eq!(field(templates::save(&bed.engine, &right, "", &kept).await), "template", "each name once");
        let list = templates::list(&bed.engine, &house.staff(&bed, &house.pia).await).await.unwrap();
        assert_eq!((list.len(), list[0].template.as_str(), list[0].name.as_str()), (1, "Tuesday table", "Kitchen Table"));

        let id = list[0].id.clone();
        let pia = house.staff(&bed, &house.pia).await;
        let filled = templates::fill(&bed.engine, &house.pia, &pia, &id).await.unwrap();
        assert_eq!((filled.name.as_str(), filled.start.as_str()), ("Kitchen Table", ""));
        assert_eq!(filled.hosts, [house.pia.id.to_string()]);
        let dated = MeetingDraft { start: "2026-11-24T18:00".into(), ..filled };
        planning::create_for(&bed.engine, &house.pia, &pia, &dated).await.unwrap();

        let other = bed.member("other").await;
        let theirs = org(&bed, "Elsewhere", &other).await;
        let elsewhere = orgs::facilitator(&bed.engine, &other, &theirs).await.unwrap();
        assert_eq!(templates::one(&bed.engine, &elsewhere, &id).await, Err(Error::NotFound));
        assert_eq!(templates::save(&bed.engine, &elsewhere, &id, &kept).await, Err(Error::NotFound));
        assert_eq!(templates::delete(&bed.engine, &elsewhere, &id).await, Err(Error::NotFound));
        templates::save(&bed.engine, &right, &id, &TemplateDraft { template: "Table".into(), ..kept }).await.unwrap();
        assert_eq!(templates::one(&bed.engine, &right, &id).await.unwrap().template, "Table");
        templates::delete(&bed.engine, &right, &id).await.unwrap();
        assert!(templates::list(&bed.engine, &right).await.unwrap().is_empty());
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM meetings").await, 1, "what was planned from it stays");
    })
    .await;
}

#[tokio::test]
async fn a_whole_series_is_taken_at_once_but_for_what_is_full_and_each_date_is_given_back_alone() {
    on_both(async |bed| {
        let (rosa, river, lake) = (bed.supporter("rosa").await, bed.member("river").await, bed.member("lake").await);
        let series = MeetingDraft { repeat: "weekly".into(), until: "2026-12-15".into(), seats: "1".into(), ..draft() };
        let ids = planning::create(&bed.engine, &rosa, &series).await.unwrap();
        seats::register(&bed.engine, &lake, &ids[1], "", "").await.unwrap();
        let _read = letters(&bed).await;
        assert_eq!(meetings::page(&bed.engine, Some(&river), &ids[0]).await.unwrap().whole_series, Some((4, 1)));
        assert_eq!(meetings::page(&bed.engine, None, &ids[0]).await.unwrap().whole_series, None);

        let done = seats::register_series(&bed.engine, &river, &ids[0]).await.unwrap();
        assert_eq!((done.taken, done.full), (vec![ids[0].clone(), ids[2].clone(), ids[3].clone()], vec![ids[1].clone()]));
        seats_add_up(&bed).await;
        let page = meetings::page(&bed.engine, Some(&river), &ids[0]).await.unwrap();
        let states: Vec<&str> = page.series.iter().map(|date| date.state.as_str()).collect();
        assert_eq!((states, page.whole_series), (vec!["Full", "Registered", "Registered"], None));
        let kept: Vec<_> = letters(&bed).await.into_iter().filter(|letter| letter.to == "river@bed.test").collect();
        assert_eq!(kept.iter().filter(|letter| letter.subject == "Your seats are kept").count(), 1, "one letter for all dates");
        assert!(kept.iter().any(|letter| letter.body.contains("Tue 8 Dec, 6:00 pm") && !letter.body.contains("Tue 1 Dec")));
        let again = seats::register_series(&bed.engine, &river, &ids[0]).await.unwrap();
        assert_eq!((again.taken, again.full), (Vec::new(), vec![ids[1].clone()]), "again takes nothing");

        seats::cancel(&bed.engine, &river, &ids[2]).await.unwrap();
        assert!(matches!(step(&bed, &river, &ids[2]).await, Step::Register { .. }));
        assert!(matches!(step(&bed, &river, &ids[3]).await, Step::Registered { .. }), "the others stay");
        seats_add_up(&bed).await;

        let paid = MeetingDraft { name: "Paid".into(), price: "5".into(), ..series };
        let paid = planning::create(&bed.engine, &rosa, &paid).await.unwrap();
        assert_eq!(meetings::page(&bed.engine, Some(&lake), &paid[0]).await.unwrap().whole_series, None);
        assert_eq!(seats::register_series(&bed.engine, &lake, &paid[0]).await, Err(Refusal::MeetingFull.into()));
    })
    .await;
}

#[tokio::test]
async fn the_calendar_is_narrowed_to_a_host_and_to_an_organization() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let staff = house.staff(&bed, &house.fay).await;
        planning::create_for(&bed.engine, &house.fay, &staff, &led_by(&[&house.fay, &house.rosa], Visibility::Public)).await.unwrap();
        planning::create(&bed.engine, &house.rosa, &MeetingDraft { name: "Alone".into(), ..draft() }).await.unwrap();
        for (query, names, whose) in [
            ("", vec!["Kitchen Table", "Alone"], ("", "")),
            ("host=rosa", vec!["Kitchen Table", "Alone"], ("Rosa B.", "")),
            ("host=Fay", vec!["Kitchen Table"], ("fay", "")),
            ("host=owner", vec![], ("owner", "")),
            ("org=harbor-lights", vec!["Kitchen Table"], ("", "Harbor Lights")),
            ("org=nowhere", vec![], ("", "nowhere")),
        ] {
            let search = Search::parse(query);
            let mut found: Vec<String> =
                calendar::list(&bed.engine, None, &search, None).await.unwrap().tiles.into_iter().map(|tile| tile.line.name).collect();
            let mut names: Vec<String> = names.into_iter().map(str::to_owned).collect();
            found.sort();
            names.sort();
            assert_eq!(found, names, "{query}");
            let said = calendar::narrowed(&bed.engine, &search).await.unwrap();
            assert_eq!((said.0.as_str(), said.1.as_str()), whose, "{query}");
        }
        let to_choose = async || calendar::organizations(&bed.engine).await.unwrap();
        assert_eq!(to_choose().await, vec![("harbor-lights".to_owned(), "Harbor Lights".to_owned())]);
        bed.clock.advance(30 * DAY);
        assert_eq!(to_choose().await, vec![], "only those with meetings to come");
    })
    .await;
}

#[tokio::test]
async fn a_co_host_goes_on_with_a_free_meeting_when_its_host_leaves_the_site() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let staff = house.staff(&bed, &house.fay).await;
        let id = planning::create_for(&bed.engine, &house.fay, &staff, &led_by(&[&house.rosa, &house.pia], Visibility::Public))
            .await
            .unwrap()
            .remove(0);
        engine::account::leaving::leave(&bed.engine, &house.rosa, crate::bed::PASSWORD).await.unwrap();
        let page = meetings::page(&bed.engine, Some(&house.pia), &id).await.unwrap();
        assert_eq!((page.hosts.len(), page.line.host.as_str(), page.step), (1, "pia", Some(Step::Host { open: false })));
        assert_eq!(news(&bed, &house.pia).await, [NoticeKind::Meeting(News::LeadingOn)]);
        let told: Vec<_> = letters(&bed).await.into_iter().filter(|letter| letter.subject == "A meeting goes on with you").collect();
        assert_eq!(told.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["pia@bed.test"]);
        assert!(!told[0].body.to_lowercase().contains("rosa"), "who left is not named");

        // The other way round: the main host hears that the co-host has left.
        let two =
            planning::create_for(&bed.engine, &house.fay, &staff, &led_by(&[&house.fay, &house.pia], Visibility::Public)).await.unwrap();
        engine::account::leaving::leave(&bed.engine, &house.pia, crate::bed::PASSWORD).await.unwrap();
        assert!(news(&bed, &house.fay).await.contains(&NoticeKind::Meeting(News::CoHostLeft)));
        assert_eq!(meetings::page(&bed.engine, Some(&house.fay), &two[0]).await.unwrap().hosts.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_leads_one_date_of_a_series_changes_that_one_and_the_other_hosts_hear_of_it() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let staff = house.staff(&bed, &house.fay).await;
        let series = MeetingDraft { repeat: "weekly".into(), until: "2026-12-08".into(), ..led_by(&[&house.rosa], Visibility::Public) };
        let ids = planning::create_for(&bed.engine, &house.fay, &staff, &series).await.unwrap();
        let both = led_by(&[&house.rosa, &house.pia], Visibility::Public);
        let second = MeetingDraft { start: "2026-12-01T18:00".into(), ..both };
        planning::edit(&bed.engine, &house.fay, &ids[1], Scope::This, &second).await.unwrap();
        let reached = planning::affected(&bed.engine, &house.pia, &ids[1], Scope::All).await.unwrap();
        assert_eq!(reached.iter().map(|(id, _)| id).collect::<Vec<_>>(), [&ids[1]], "she leads one");
        assert_eq!(planning::affected(&bed.engine, &house.fay, &ids[1], Scope::All).await.unwrap().len(), 3, "a facilitator plans for all");

        // A date that an admin made public stays so where it is changed alone, and carries nothing along.
        let later = MeetingDraft { start: "2026-12-01T19:00".into(), ..second };
        assert_eq!(field(planning::edit(&bed.engine, &house.pia, &ids[1], Scope::All, &later).await), "visibility");
        let _read = letters(&bed).await;
        planning::edit(&bed.engine, &house.pia, &ids[1], Scope::This, &later).await.unwrap();
        assert!(news(&bed, &house.rosa).await.contains(&NoticeKind::Meeting(News::Moved)), "the other host would come too early");
        assert!(!news(&bed, &house.pia).await.contains(&NoticeKind::Meeting(News::Moved)));
        assert_eq!(planning::cancel(&bed.engine, &house.pia, &ids[1], Scope::All, "").await, Ok(1));
        assert!(news(&bed, &house.rosa).await.contains(&NoticeKind::Meeting(News::Cancelled)));
        assert_eq!(count(&bed, "SELECT COUNT(*) FROM meetings WHERE state = 'scheduled'").await, 2);
    })
    .await;
}

#[tokio::test]
async fn who_leaves_the_team_leaves_its_free_meetings_to_the_others_and_sees_no_more_of_its_people() {
    on_both(async |bed| {
        let house = House::open(&bed).await;
        let staff = house.staff(&bed, &house.fay).await;
        let create = async |draft: MeetingDraft| planning::create_for(&bed.engine, &house.fay, &staff, &draft).await.unwrap().remove(0);
        let shared = create(led_by(&[&house.pia, &house.rosa], Visibility::Public)).await;
        let alone = create(MeetingDraft { name: "Alone".into(), ..led_by(&[&house.pia], Visibility::Exclusive) }).await;
        let seen = async |who: &Actor| {
            let lines = of_org::next(&bed.engine, who, &house.staff(&bed, who).await).await.unwrap().meetings;
            lines.into_iter().map(|meeting| meeting.line.name).collect::<Vec<_>>()
        };
        assert_eq!(seen(&house.rosa).await, ["Kitchen Table"], "an exclusive one is for who leads it");
        assert_eq!((seen(&house.pia).await.len(), seen(&house.fay).await.len()), (2, 2));

        orgs::people::leave(&bed.engine, &house.staff(&bed, &house.pia).await).await.unwrap();
        assert_eq!(roster::list(&bed.engine, &house.pia, &shared).await, Err(Error::NotFound));
        assert_eq!(step(&bed, &house.rosa, &shared).await, Step::Host { open: false });
        let org = planning::org_of(&bed.engine, &house.pia, &alone).await.unwrap().unwrap();
        let team = planning::team(&bed.engine, &house.pia, &org, Some(&alone)).await.unwrap();
        assert_eq!(team.people.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), [house.pia.id.as_str()]);
    })
    .await;
}
