//! A public profile as its supporter types it, and what it must be before others see it.
use super::Gender;
use crate::{Problem, Refusal, languages, topics};
use serde::{Deserialize, Serialize};

/// The longest headline, in characters.
pub const HEADLINE: usize = 160;
/// The longest greeting.
pub const GREETING: usize = 200;
/// The longest "about me" and "why I help".
pub const ABOUT: usize = 600;
/// The longest story.
pub const STORY: usize = 2000;
/// The longest credential.
pub const CREDENTIAL: usize = 80;
/// How many topics a profile may choose.
pub const MOST_TOPICS: usize = 8;
/// How many specialties in own words a profile may list.
pub const MOST_SPECIALTIES: usize = 6;
/// The longest specialty.
pub const SPECIALTY: usize = 40;

/// Said where a text holds an address, a number or a link.
pub const NO_CONTACT_DETAILS: &str = "Leave out emails, phone numbers and links. People reach you here.";

/// The form, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileDraft {
    /// One or two lines for the directory.
    pub headline: String,
    /// The first words on the profile.
    pub greeting: String,
    /// Who they are.
    pub about: String,
    /// What they have been through.
    pub story: String,
    /// Why they help.
    pub motivation: String,
    /// Their training, such as "State Certified Peer Supporter".
    pub credential: String,
    /// `woman`, `man`, `nonbinary` or `unsaid`.
    pub gender: String,
    /// Slugs of topics, in their order.
    pub topics: Vec<String>,
    /// Specialties in their own words, separated by commas.
    pub specialties: String,
    /// Codes of languages.
    pub languages: Vec<String>,
    /// Whether people can ask to connect.
    pub accepting: bool,
    /// Whether requests are answered with yes by themselves.
    pub auto_approve: bool,
    /// Whether the profile is taken out of the directory.
    pub hidden: bool,
}

impl ProfileDraft {
    /// Tidies what was typed and checks it: what comes back may be stored.
    pub fn check(self) -> Result<Self, Refusal> {
        let mut problems = Vec::new();
        let mut text = |field: &str, typed: &str, most: usize, missing: &str| {
            let typed = tidy(typed);
            let length = typed.chars().count();
            if length == 0 {
                problems.push(Problem::new(field, missing));
            } else if length > most {
                problems.push(Problem::new(field, format!("This is {length} characters long. Shorten it to {most}.")));
            } else if gives_contact_details(&typed) {
                problems.push(Problem::new(field, NO_CONTACT_DETAILS));
            }
            typed
        };
        let headline = text("headline", &self.headline, HEADLINE, "Write a line that people see in the directory.");
        let greeting = text("greeting", &self.greeting, GREETING, "Write a short greeting.");
        let about = text("about", &self.about, ABOUT, "Write a few lines about yourself.");
        let story = text("story", &self.story, STORY, "Write a few lines about what you have been through.");
        let motivation = text("motivation", &self.motivation, ABOUT, "Write a few lines about why you help.");
        let credential = text("credential", &self.credential, CREDENTIAL, "Say what your training is.");
        let headline = headline.replace('\n', " ");
        let topics = known(&self.topics, |slug| topics::by_slug(slug).is_some());
        if topics.is_empty() {
            problems.push(Problem::new("topics", "Choose at least one topic."));
        } else if topics.len() > MOST_TOPICS {
            problems.push(Problem::new("topics", format!("Choose at most {MOST_TOPICS} topics, the ones you know best.")));
        }
        let languages = known(&self.languages, |code| languages::by_code(code).is_some());
        if languages.is_empty() {
            problems.push(Problem::new("languages", "Choose at least one language."));
        }
        let specialties = specialties(&self.specialties);
        if specialties.len() > MOST_SPECIALTIES {
            problems.push(Problem::new("specialties", format!("List at most {MOST_SPECIALTIES} specialties.")));
        } else if specialties.iter().any(|word| word.chars().count() > SPECIALTY) {
            problems
                .push(Problem::new("specialties", format!("Keep each specialty under {SPECIALTY} characters, with commas between them.")));
        } else if gives_contact_details(&self.specialties) {
            problems.push(Problem::new("specialties", NO_CONTACT_DETAILS));
        }
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        let gender = Gender::parse(&self.gender).map_or("unsaid", Gender::as_str).to_owned();
        let specialties = specialties.join(", ");
        Ok(Self { headline, greeting, about, story, motivation, credential, gender, topics, specialties, languages, ..self })
    }
}

/// The specialties in a list with commas, each once, without empty ones.
pub fn specialties(list: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in list.split([',', '\n']) {
        let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
        if !word.is_empty() && !found.iter().any(|held| held.eq_ignore_ascii_case(&word)) {
            found.push(word);
        }
    }
    found
}

fn known(chosen: &[String], is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for word in chosen {
        if is_known(word) && !kept.contains(word) {
            kept.push(word.clone());
        }
    }
    kept
}

/// Lines without spaces at their ends, at most one empty line between two, no control characters.
pub(crate) fn tidy(typed: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in typed.replace("\r\n", "\n").split(['\n', '\r']) {
        let line: String = line.chars().filter(|letter| !letter.is_control()).collect();
        let line = line.trim();
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n").trim().to_owned()
}

/// Whether a text holds an email address, a link or a phone number. Short numbers (988, 741741, years) are no phone numbers.
pub(crate) fn gives_contact_details(text: &str) -> bool {
    let lower = text.to_lowercase();
    let link = lower.contains("://") || lower.split_whitespace().any(|word| word.trim_start_matches(['(', '"']).starts_with("www."));
    let email = lower.split_whitespace().any(|word| {
        word.split_once('@')
            .is_some_and(|(name, site)| !name.is_empty() && site.trim_end_matches(|c: char| !c.is_alphanumeric()).contains('.'))
    });
    let mut digits = 0;
    let phone = lower.chars().any(|letter| {
        if letter.is_ascii_digit() {
            digits += 1;
        } else if !matches!(letter, ' ' | '-' | '.' | '(' | ')' | '+' | '/') {
            digits = 0;
        }
        digits >= 9
    });
    link || email || phone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> ProfileDraft {
        ProfileDraft {
            headline: "Eleven years sober.".into(),
            greeting: "Hello, I am glad you are here.".into(),
            about: "I was a nurse on nights.".into(),
            story: "It caught up with me.\r\n\r\n\r\n\r\nThen I asked for help.  ".into(),
            motivation: "Somebody sat with me.".into(),
            credential: "State Certified Peer Supporter".into(),
            gender: "woman".into(),
            topics: vec!["alcohol-recovery".into(), "nonsense".into(), "anxiety".into(), "anxiety".into()],
            specialties: "Shift workers, nurses,, shift  workers".into(),
            languages: vec!["en".into()],
            accepting: true,
            auto_approve: false,
            hidden: false,
        }
    }

    #[test]
    fn a_good_profile_is_tidied() {
        let kept = good().check().expect("a good profile");
        assert_eq!(kept.story, "It caught up with me.\n\nThen I asked for help.");
        assert_eq!(kept.topics, ["alcohol-recovery", "anxiety"]);
        assert_eq!(kept.specialties, "Shift workers, nurses");
        assert_eq!(kept.clone().check(), Ok(kept), "checking twice changes nothing");
    }

    #[test]
    fn every_missing_field_is_named_at_once() {
        let Err(refusal) = ProfileDraft::default().check() else { panic!("an empty profile was taken") };
        let fields: Vec<&str> = refusal.problems().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["headline", "greeting", "about", "story", "motivation", "credential", "topics", "languages"]);
    }

    #[test]
    fn a_text_over_its_limit_says_how_much_is_too_much() {
        let Err(refusal) = (ProfileDraft { about: "é".repeat(601), ..good() }).check() else { panic!("601 characters were taken") };
        assert_eq!(refusal.problems()[0].says, "This is 601 characters long. Shorten it to 600.");
        assert!((ProfileDraft { about: "é".repeat(600), ..good() }).check().is_ok());
    }

    #[test]
    fn contact_details_stay_out_of_profiles() {
        for text in
            ["write to rosa@example.org.", "see https://example.org", "(www.example.org)", "call 555 123-4567 89", "+1 (555) 123 4567"]
        {
            assert!(gives_contact_details(text), "{text}");
        }
        for text in ["call 988 at any hour", "text 741741", "sober since 2015 and 3 months", "and/or", "@ 9 pm", "4.5 stars"] {
            assert!(!gives_contact_details(text), "{text}");
        }
    }

    #[test]
    fn an_unknown_gender_is_kept_as_unsaid() {
        assert_eq!((ProfileDraft { gender: "x".into(), ..good() }).check().map(|kept| kept.gender), Ok("unsaid".to_owned()));
    }
}
