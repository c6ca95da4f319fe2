//! What was typed into one of the forms and refused, for browsers without JavaScript: the form comes back with it.
use crate::account::typed::{keep, take};
use domain::supporters::{HoursRow, ProfileDraft, ServiceDraft};
use serde::Serialize;
use serde::de::DeserializeOwned;

const PROFILE: &str = "supporter-profile";
const SERVICES: &str = "supporter-services";
const HOURS: &str = "supporter-hours";

/// Keeps a profile.
pub fn keep_profile(draft: &ProfileDraft) {
    let flag = |on: bool| if on { "1" } else { "" };
    let (topics, languages) = (draft.topics.join(","), draft.languages.join(","));
    keep(
        PROFILE,
        &[
            ("kept", "1"),
            ("headline", &draft.headline),
            ("greeting", &draft.greeting),
            ("credential", &draft.credential),
            ("gender", &draft.gender),
            ("topics", &topics),
            ("specialties", &draft.specialties),
            ("languages", &languages),
            ("accepting", flag(draft.accepting)),
            ("auto_approve", flag(draft.auto_approve)),
            ("hidden", flag(draft.hidden)),
            ("about", &draft.about),
            ("motivation", &draft.motivation),
            ("story", &draft.story),
        ],
    );
}

/// The profile with what was typed a moment ago, if it was refused.
pub fn with_typed_profile(stored: ProfileDraft) -> ProfileDraft {
    let typed = take(PROFILE);
    if typed.text("kept").is_empty() {
        return stored;
    }
    ProfileDraft {
        headline: typed.text("headline"),
        greeting: typed.text("greeting"),
        about: typed.text("about"),
        story: typed.text("story"),
        motivation: typed.text("motivation"),
        credential: typed.text("credential"),
        gender: typed.text("gender"),
        topics: typed.list_or("topics", Vec::new()),
        specialties: typed.text("specialties"),
        languages: typed.list_or("languages", Vec::new()),
        accepting: !typed.text("accepting").is_empty(),
        auto_approve: !typed.text("auto_approve").is_empty(),
        hidden: !typed.text("hidden").is_empty(),
    }
}

/// Keeps the rows of services.
pub fn keep_services(rows: &[ServiceDraft]) {
    keep_rows(SERVICES, rows);
}

/// The rows that were typed a moment ago, otherwise those that are stored.
pub fn with_typed_services(stored: Vec<ServiceDraft>) -> Vec<ServiceDraft> {
    typed_rows(SERVICES).unwrap_or(stored)
}

/// Keeps the rows of hours.
pub fn keep_hours(rows: &[HoursRow]) {
    keep_rows(HOURS, rows);
}

/// The rows that were typed a moment ago, otherwise those that are stored.
pub fn with_typed_hours(stored: Vec<HoursRow>) -> Vec<HoursRow> {
    typed_rows(HOURS).unwrap_or(stored)
}

fn keep_rows(form: &str, rows: &[impl Serialize]) {
    keep(form, &[("rows", &serde_json::to_string(rows).unwrap_or_default())]);
}

fn typed_rows<T: DeserializeOwned>(form: &str) -> Option<Vec<T>> {
    serde_json::from_str(&take(form).text("rows")).ok()
}
