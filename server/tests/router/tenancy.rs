//! Nothing that is managed in one organization can be reached from another: every management address and every function is
//! asked with the rights of somebody who owns another organization, and answers "not found".
use crate::bed::House;
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use domain::meetings::MeetingDraft;
use domain::meetings::of_org::TemplateDraft;
use domain::orgs::ApplicationDraft;
use domain::{AccountId, Role};
use engine::library::{self, Library};
use engine::meetings::templates;
use engine::orgs::{self, applications, people};
use engine::{Actor, account};
use server::access;

/// The fields of a meeting that could be planned.
const MEETING: &str = "draft[topic]=grief&draft[name]=Table&draft[kind]=group&draft[seats]=5&draft[price]=0&draft[description]=Come&draft[hours]=1\
    &draft[start]=2026-12-01T18:00&draft[time_zone]=UTC&draft[visibility]=organization&draft[hosts][]={person}";

/// Every function of the management, with a form that its own people could send. `{slug}` is the organization, `{person}`
/// somebody in it, `{invitation}` an invitation and `{template}` a template of it, `{document}` a document of its
/// library, `{meeting}` the fields of a meeting.
const FORMS: &[(&str, &str)] = &[
    ("load_org_dashboard", "slug={slug}"),
    ("load_org_profile", "slug={slug}"),
    (
        "save_org_profile",
        "slug={slug}&profile[name]=A&profile[tagline]=B&profile[description]=C&profile[brand]=%23112233&profile[topics][]=grief",
    ),
    ("remove_org_picture", "slug={slug}&kind=logo"),
    ("load_org_settings", "slug={slug}"),
    ("save_org_settings", "slug={slug}&settings[time_zone]=UTC&settings[join_minutes]=10"),
    ("load_org_people", "slug={slug}"),
    ("invite_person", "slug={slug}&email=x%40bed.test&role=admin"),
    ("resend_invitation", "slug={slug}&invitation={invitation}"),
    ("revoke_invitation", "slug={slug}&invitation={invitation}"),
    ("change_org_role", "slug={slug}&person={person}&role=facilitator"),
    ("remove_org_person", "slug={slug}&person={person}"),
    ("hand_over_organization", "slug={slug}&person={person}"),
    ("leave_organization", "slug={slug}"),
    ("load_org_meetings", "slug={slug}&past=false&after="),
    ("load_org_meeting_form", "slug={slug}&template=&looked=false"),
    ("preview_org_meeting", "slug={slug}&{meeting}"),
    ("plan_org_meeting", "slug={slug}&{meeting}"),
    ("load_org_templates", "slug={slug}"),
    ("load_org_template", "slug={slug}&id="),
    ("load_org_template", "slug={slug}&id={template}"),
    ("load_org_meeting_form", "slug={slug}&template={template}&looked=false"),
    ("save_org_template", "slug={slug}&template=Table&{meeting}"),
    ("save_org_template", "slug={slug}&id={template}&template=Table&{meeting}"),
    ("delete_org_template", "slug={slug}&id={template}"),
    ("list_org_documents", "slug={slug}&words=&filter="),
    ("change_document", "org={slug}&id={document}&name=Ours"),
    ("delete_document", "org={slug}&id={document}"),
    ("load_org_subscribers", "slug={slug}&q=&after="),
    ("write_to_subscribers", "slug={slug}&text=hello"),
    ("load_org_questions", "slug={slug}"),
    ("save_org_questions", "slug={slug}&fields[0][label]=Why&fields[0][kind]=text"),
    ("load_leader_profile", "slug={slug}&person="),
    ("save_leader_profile", "slug={slug}&person=&leader[greeting]=Hello"),
    ("load_leader_profile", "slug={slug}&person={person}"),
    ("save_leader_profile", "slug={slug}&person={person}&leader[greeting]=Hello"),
];

/// These take no right in an organization: they are for members, or for staff of the site.
const OTHERS: &[&str] = &[
    // Of the calendar: everybody reads the names of organizations with public meetings.
    "organizations_that_meet",
    // Of meetings, which a host invites to.
    "open_invitation",
    "invite_people",
    "invite_by_letter",
    "find_organizations",
    "show_organization",
    "subscribe",
    "unsubscribe",
    "ask_leader",
    "load_intake",
    "save_intake",
    "load_invitation",
    "accept_invitation",
    "load_own_applications",
    "apply_for_organization",
    "load_applications",
    "approve_application",
    "decline_application",
    "create_organization",
];

async fn actor(house: &House, cookie: &str) -> Actor {
    account::who(&house.engine, cookie.trim_start_matches("alongside=")).await.unwrap().unwrap()
}

/// An organization of this owner.
async fn found(house: &House, name: &str, owner: &Actor) -> String {
    let staff = Actor { role: Role::Staff, ..owner.clone() };
    let draft = ApplicationDraft { name: name.into(), tagline: "A place.".into(), topics: vec!["grief".into()], ..Default::default() };
    applications::create(&house.engine, &staff, draft, &owner.username).await.unwrap()
}

struct Two {
    house: House,
    /// The cookie of the one who owns "mine".
    mine: String,
    /// The cookie of the one who owns "theirs".
    theirs: String,
    /// Somebody of "theirs".
    person: AccountId,
    /// An invitation of "theirs".
    invitation: String,
    /// A template of "theirs".
    template: String,
    /// A document of "theirs".
    document: String,
}

impl Two {
    async fn open() -> Self {
        let house = House::open().await;
        let (_, mine) = house.person(Role::Member).await;
        let (person, theirs) = house.person(Role::Member).await;
        let (me, them) = (actor(&house, &mine).await, actor(&house, &theirs).await);
        found(&house, "Mine", &me).await;
        found(&house, "Theirs", &them).await;
        let admin = orgs::admin(&house.engine, &them, "theirs").await.unwrap();
        people::invite(&house.engine, &admin, "new@bed.test", "admin").await.unwrap();
        let invitation = people::list(&house.engine, &them, &admin).await.unwrap().1[0].id.clone();
        let right = orgs::facilitator(&house.engine, &them, "theirs").await.unwrap();
        let meeting = MeetingDraft {
            topic: "grief".into(),
            name: "Table".into(),
            kind: "group".into(),
            seats: "5".into(),
            price: "0".into(),
            description: "Come.".into(),
            hours: "1".into(),
            ..MeetingDraft::default()
        };
        let kept = TemplateDraft { template: "Theirs".into(), draft: meeting };
        templates::save(&house.engine, &right, "", &kept).await.unwrap();
        let template = templates::list(&house.engine, &right).await.unwrap().remove(0).id;
        let file = bytes::Bytes::from_static(b"plain words");
        let document = library::upload(&house.engine, &Library::Org(right), "Theirs", file, false).await.unwrap();
        Self { house, mine, theirs, person, invitation, template, document }
    }

    fn fill(&self, form: &str, slug: &str) -> String {
        let form = form.replace("{meeting}", MEETING).replace("{slug}", slug).replace("{person}", self.person.as_str());
        form.replace("{invitation}", &self.invitation).replace("{template}", &self.template).replace("{document}", &self.document)
    }
}

#[tokio::test]
async fn every_function_of_organizations_is_walked() {
    let _registered = House::open().await;
    let all = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.trim_start_matches("/api/"));
    let named: Vec<&str> = all.map(|path| path.trim_end_matches(|letter: char| letter.is_ascii_digit())).collect();
    for (name, _) in FORMS {
        assert!(named.contains(name), "{name} is gone");
    }
    let of_orgs = |name: &&&str| ["org", "leader", "invit", "subscri", "intake", "application"].iter().any(|word| name.contains(word));
    for name in named.iter().filter(of_orgs) {
        assert!(FORMS.iter().any(|(form, _)| form == name) || OTHERS.contains(name), "{name} is not walked by the test of tenancy");
    }
}

#[tokio::test]
async fn no_function_reaches_another_organization_by_its_address() {
    let two = Two::open().await;
    let (_, stranger) = two.house.person(Role::Member).await;
    for (name, form) in FORMS {
        for cookie in [&two.mine, &stranger] {
            let answer = two.house.post(House::function(name), cookie, two.fill(form, "theirs")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}: {}", answer.text);
        }
    }
}

#[tokio::test]
async fn no_function_reaches_another_organizations_people_or_invitations_by_their_ids() {
    let two = Two::open().await;
    for (name, form) in
        FORMS.iter().filter(|(_, form)| ["{person}", "{invitation}", "{template}", "{document}"].iter().any(|id| form.contains(id)))
    {
        let answer = two.house.post(House::function(name), &two.mine, two.fill(form, "mine")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}: {}", answer.text);
    }
}

#[tokio::test]
async fn nobody_puts_a_file_into_another_organizations_library() {
    let two = Two::open().await;
    let place = "/organizations/theirs/manage/library/file";
    for (cookie, expected) in [(&two.mine, StatusCode::NOT_FOUND), (&two.theirs, StatusCode::SEE_OTHER)] {
        let body = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nplain words\r\n--edge--\r\n";
        let mut request = House::request(Method::POST, place, cookie, true).body(Body::from(body)).unwrap();
        request.headers_mut().insert(header::CONTENT_TYPE, "multipart/form-data; boundary=edge".parse().unwrap());
        assert_eq!(two.house.send(request).await.status, expected);
    }
    assert!(two.house.get("/organizations/theirs/manage/library", &two.theirs).await.text.contains("a.txt"));
}

#[tokio::test]
async fn no_management_page_is_there_for_the_owner_of_another_organization() {
    let two = Two::open().await;
    let (_, staff) = two.house.person(Role::Staff).await;
    let pages: Vec<&str> =
        access::PAGES.iter().map(|(page, _)| *page).filter(|page| page.contains("/manage") && !page.ends_with("/file")).collect();
    assert!(pages.len() > 7);
    for page in pages {
        let path = page.replace(":slug", "theirs").replace(":id", &two.template);
        for cookie in [&two.mine, &staff] {
            let answer = two.house.get(&path, cookie).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert!(!answer.text.contains("new@bed.test"), "{path}");
        }
        assert_eq!(two.house.get(&path, &two.theirs).await.status, StatusCode::OK, "{path} for its own owner");
    }
}
