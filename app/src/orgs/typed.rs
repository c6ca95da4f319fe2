//! What was typed into one of the forms and refused, for browsers without JavaScript: the form comes back with it.
use crate::account::typed::{cookie, keep, take};
use domain::orgs::{LeaderDraft, OrgDraft};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The settings.
pub const SETTINGS: &str = "org-settings";
/// The questions of an intake form.
pub const QUESTIONS: &str = "org-questions";
/// Answers to an intake form.
pub const INTAKE: &str = "org-intake";
/// An application, or an organization that staff make.
pub const APPLICATION: &str = "org-application";
const PROFILE: &str = "org-profile";
const LEADER: &str = "org-leader";

/// Keeps a form as a whole.
pub fn keep_form(form: &str, typed: &impl Serialize) {
    keep(form, &[("form", &serde_json::to_string(typed).unwrap_or_default())]);
}

/// The form that was typed a moment ago.
pub fn take_form<T: DeserializeOwned>(form: &str) -> Option<T> {
    serde_json::from_str(&take(form).text("form")).ok()
}

/// Keeps a profile field by field.
pub fn keep_profile(draft: &OrgDraft) {
    let topics = draft.topics.join(",");
    keep(PROFILE, &fields(draft, &topics));
}

/// The header that keeps a profile that was sent along with a picture, and why the picture was refused, if it was.
pub fn profile_cookie(origin: &str, draft: Option<&OrgDraft>, kind: &str, refused: &str) -> String {
    let topics = draft.map(|draft| draft.topics.join(",")).unwrap_or_default();
    let mut kept = vec![("picture", kind), ("refused", refused)];
    kept.extend(draft.iter().flat_map(|draft| fields(draft, &topics)));
    cookie(origin, PROFILE, &kept)
}

fn fields<'d>(draft: &'d OrgDraft, topics: &'d str) -> [(&'static str, &'d str); 9] {
    [
        ("kept", "1"),
        ("name", draft.name.as_str()),
        ("tagline", &draft.tagline),
        ("email", &draft.email),
        ("website", &draft.website),
        ("links", &draft.links),
        ("brand", &draft.brand),
        ("topics", topics),
        ("description", &draft.description),
    ]
}

/// The profile with what was typed a moment ago, if it was refused or a picture went with it; and which picture was refused, and why.
pub fn with_typed_profile(stored: OrgDraft) -> (OrgDraft, (String, String)) {
    let typed = take(PROFILE);
    let refused = (typed.text("picture"), typed.text("refused"));
    if typed.text("kept").is_empty() {
        return (stored, refused);
    }
    let draft = OrgDraft {
        name: typed.text("name"),
        tagline: typed.text("tagline"),
        email: typed.text("email"),
        website: typed.text("website"),
        links: typed.text("links"),
        brand: typed.text("brand"),
        topics: typed.list_or("topics", Vec::new()),
        description: typed.text("description"),
    };
    (draft, refused)
}

/// Keeps a leader profile field by field.
pub fn keep_leader(draft: &LeaderDraft) {
    let flag = |on: bool| if on { "1" } else { "" };
    let fields = [
        ("kept", "1"),
        ("qualification", draft.qualification.as_str()),
        ("age", &draft.age),
        ("local_resources", flag(draft.local_resources)),
        ("accepting", flag(draft.accepting)),
        ("auto_approve", flag(draft.auto_approve)),
        ("hosting", flag(draft.hosting)),
        ("hidden", flag(draft.hidden)),
        ("greeting", &draft.greeting),
        ("motivation", &draft.motivation),
        ("recovery", &draft.recovery),
    ];
    keep(LEADER, &fields);
}

/// The leader profile with what was typed a moment ago, if it was refused.
pub fn with_typed_leader(stored: LeaderDraft) -> LeaderDraft {
    let typed = take(LEADER);
    if typed.text("kept").is_empty() {
        return stored;
    }
    let flag = |field: &str| !typed.text(field).is_empty();
    LeaderDraft {
        greeting: typed.text("greeting"),
        motivation: typed.text("motivation"),
        recovery: typed.text("recovery"),
        qualification: typed.text("qualification"),
        age: typed.text("age"),
        local_resources: flag("local_resources"),
        accepting: flag("accepting"),
        auto_approve: flag("auto_approve"),
        hosting: flag("hosting"),
        hidden: flag("hidden"),
    }
}
