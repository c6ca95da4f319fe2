//! Without script, a long form that is refused or that only asks for its dates comes back as it was typed, every letter of it.
use crate::bed::{Answer, House};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use domain::orgs::ApplicationDraft;
use domain::time::DAY;
use domain::{AccountId, Role};
use engine::orgs::applications;
use engine::{Actor, account, time_labels, wall};
use std::fmt::Write;

/// As much as the form takes, with the marks that HTML, JSON and a form each write in their own way.
fn long(word: &str) -> String {
    format!("{word} \"тихо\" и рядом\r\n").repeat(200).chars().take(2_000).collect()
}

struct Forms {
    house: House,
    cookie: String,
    person: AccountId,
}

impl Forms {
    /// Somebody who supports, and owns the organization "alder".
    async fn open() -> Self {
        let house = House::open().await;
        let (person, cookie) = house.person(Role::Supporter).await;
        let actor = account::who(&house.engine, cookie.trim_start_matches("alongside=")).await.unwrap().unwrap();
        let staff = Actor { role: Role::Staff, ..actor.clone() };
        let draft =
            ApplicationDraft { name: "Alder".into(), tagline: "A place.".into(), topics: vec!["grief".into()], ..Default::default() };
        applications::create(&house.engine, &staff, draft, &actor.username).await.unwrap();
        Self { house, cookie, person }
    }

    /// A meeting that could be planned; whoever sends it for "alder" hosts it.
    fn meeting(&self) -> Vec<(&'static str, String)> {
        let day = wall::wall(self.house.engine.clock().now() + 9 * DAY, time_labels::zone("UTC")).unwrap().to_string();
        let pairs = [
            ("topic", "grief"),
            ("name", "Table"),
            ("kind", "group"),
            ("seats", "5"),
            ("price", "0"),
            ("description", "Come."),
            ("comments", ""),
            ("hours", "1"),
            ("minutes", "0"),
            ("start", &day),
            ("time_zone", "UTC"),
            ("visibility", "organization"),
            ("hosts][", self.person.as_str()),
        ];
        pairs.map(|(name, text)| (name, text.to_owned())).to_vec()
    }

    /// The same with all that the texts can hold.
    fn long_meeting(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.meeting();
        for (name, text) in &mut fields {
            match *name {
                "description" => *text = long("Чай"),
                "comments" => *text = long("Хлеб"),
                _ => {}
            }
        }
        fields
    }

    async fn send(&self, page: &str, function: &str, form: String) -> Answer {
        let request = House::request(Method::POST, House::function(function), &self.cookie, true)
            .header(header::REFERER, format!("http://127.0.0.1:3000{page}"))
            .body(Body::from(form));
        self.house.send(request.unwrap()).await
    }

    /// Follows the answer, and finds both texts on the page that it leads to, once.
    async fn comes_back(&self, answer: &Answer, texts: &[String]) {
        assert!(answer.status.is_redirection(), "{} {}", answer.status, answer.text);
        let place = answer.header("location").trim_start_matches("http://127.0.0.1:3000").to_owned();
        let set = answer.header("set-cookie");
        assert!(set.contains("HttpOnly") && set.len() < 4_096, "{place}: {} letters", set.len());
        let kept = format!("{}; {}", self.cookie, set.split(';').next().unwrap());
        let page = self.house.get(&place, &kept).await;
        assert_eq!(page.status, StatusCode::OK, "{place}");
        for text in texts {
            assert!(holds(&page, text), "{place} does not hold what was typed");
        }
        assert!(page.header("set-cookie").starts_with("alongside-typed=;"), "{place}: {}", page.header("set-cookie"));
        let again = self.house.get(&place, &kept).await;
        assert!(!texts.iter().any(|text| holds(&again, text)), "{place} shows it twice");
    }
}

/// Whether a page has the text in a field: the browser reads line ends as one letter.
fn holds(page: &Answer, text: &str) -> bool {
    let read = |text: &str| text.replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&").replace("\r\n", "\n");
    read(&page.text).contains(&read(text))
}

fn form(start: &[(&str, &str)], fields: &[(&str, String)]) -> String {
    let start = start.iter().map(|(name, text)| ((*name).to_owned(), *text));
    let fields = fields.iter().map(|(name, text)| (format!("draft[{name}]"), text.as_str()));
    let mut form = String::new();
    for (name, text) in start.chain(fields) {
        let and = if form.is_empty() { "" } else { "&" };
        write!(form, "{and}{name}=").unwrap();
        text.bytes().for_each(|byte| write!(form, "%{byte:02X}").unwrap());
    }
    form
}

#[tokio::test]
async fn a_meeting_that_is_refused_or_looked_at_comes_back_whole() {
    let forms = Forms::open().await;
    let texts = [long("Чай"), long("Хлеб")];
    let right = forms.long_meeting();
    let mut wrong = right.clone();
    wrong.iter_mut().filter(|(name, _)| *name == "price").for_each(|(_, text)| "1".clone_into(text));
    let planned =
        forms.send("/organizations/alder/manage/meetings/new", "plan_org_meeting", form(&[("slug", "alder")], &forms.meeting())).await;
    let meeting = planned.header("location").split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    assert!(meeting.len() > 30, "{} {}", planned.header("location"), planned.text);

    let edit = format!("/meetings/{meeting}/edit");
    let pages = [
        ("/meetings/new", "plan_meeting", vec![]),
        ("/organizations/alder/manage/meetings/new", "plan_org_meeting", vec![("slug", "alder")]),
        (&edit, "change_meeting", vec![("id", meeting.as_str())]),
    ];
    for (page, function, start) in pages {
        forms.comes_back(&forms.send(page, function, form(&start, &wrong)).await, &texts).await;
        let looks = [start, vec![("looks", "true")]].concat();
        let answer = forms.send(page, function, form(&looks, &right)).await;
        assert!(answer.header("location").contains("looked=1"), "{}", answer.header("location"));
        forms.comes_back(&answer, &texts).await;
    }
    let answer = forms
        .send("/organizations/alder/manage/templates/new", "save_org_template", form(&[("slug", "alder"), ("template", "")], &wrong))
        .await;
    forms.comes_back(&answer, &texts).await;
}

#[tokio::test]
async fn what_is_held_is_shown_to_nobody_else() {
    let forms = Forms::open().await;
    let mut wrong = forms.long_meeting();
    wrong.iter_mut().filter(|(name, _)| *name == "price").for_each(|(_, text)| "1".clone_into(text));
    let answer = forms.send("/meetings/new", "plan_meeting", form(&[], &wrong)).await;
    let kept = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let (_, other) = forms.house.person(Role::Supporter).await;
    let page = forms.house.get("/meetings/new", &format!("{other}; {kept}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!holds(&page, &long("Чай")));
    assert!(!holds(&forms.house.get("/meetings/new", &forms.cookie).await, &long("Чай")), "without the secret");
    assert!(holds(&forms.house.get("/meetings/new", &format!("{}; {kept}", forms.cookie)).await, &long("Чай")));
}
