//! What an organization says of itself, as typed, and what it must be before others see it.
use super::{Brand, Slug};
use crate::account::Email;
use crate::{Problem, Refusal, topics};
use serde::{Deserialize, Serialize};

/// The longest name, in characters.
pub const NAME: usize = 80;
/// The longest sentence for the tile.
pub const TAGLINE: usize = 160;
/// The longest description.
pub const DESCRIPTION: usize = 2000;
/// The longest address of a web page.
pub const LINK: usize = 200;
/// How many further links there may be.
pub const MOST_LINKS: usize = 5;
/// How many topics there may be.
pub const MOST_TOPICS: usize = 8;
/// The longest reason in an application.
pub const WHY: usize = 1000;

/// The form of the profile.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OrgDraft {
    /// What it is called.
    pub name: String,
    /// One sentence for the tile.
    pub tagline: String,
    /// One or two paragraphs.
    pub description: String,
    /// Where people write to. Public.
    pub email: String,
    /// Its own web page.
    pub website: String,
    /// Further links, one a line.
    pub links: String,
    /// The brand colour, such as `#1f655f`.
    pub brand: String,
    /// Slugs of topics.
    pub topics: Vec<String>,
}

impl OrgDraft {
    /// Tidies what was typed and checks it: what comes back may be stored.
    pub fn check(self) -> Result<Self, Refusal> {
        let mut problems = Vec::new();
        let name = needed(&mut problems, "name", &self.name, NAME, "Write the name of the organization.").replace('\n', " ");
        let tagline = needed(&mut problems, "tagline", &self.tagline, TAGLINE, "Write one sentence for the list of organizations.")
            .replace('\n', " ");
        let description =
            needed(&mut problems, "description", &self.description, DESCRIPTION, "Write a paragraph about what people find here.");
        let email = self.email.trim().to_owned();
        if !email.is_empty()
            && let Err(says) = Email::parse(&email)
        {
            problems.push(Problem::new("email", says));
        }
        let website = match link(&self.website) {
            Ok(website) => website,
            Err(says) => {
                problems.push(Problem::new("website", says));
                String::new()
            }
        };
        let mut links = Vec::new();
        for typed in self.links.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match link(typed) {
                Ok(link) if links.contains(&link) => {}
                Ok(link) => links.push(link),
                Err(says) => {
                    problems.push(Problem::new("links", format!("{typed}: {says}")));
                    break;
                }
            }
        }
        if links.len() > MOST_LINKS {
            problems.push(Problem::new("links", format!("List at most {MOST_LINKS} links.")));
        }
        let brand = Brand::parse(&self.brand).map(Brand::hex).unwrap_or_else(|| {
            problems.push(Problem::new("brand", "Write the colour as # and six digits, such as #1f655f."));
            String::new()
        });
        let topics = chosen(&mut problems, &self.topics);
        if problems.is_empty() {
            Ok(Self { name, tagline, description, email, website, links: links.join("\n"), brand, topics })
        } else {
            Err(Refusal::Invalid(problems))
        }
    }
}

/// The form with which somebody asks for an organization of their own here, or staff make one.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ApplicationDraft {
    /// What it is called.
    pub name: String,
    /// The word in its address.
    pub slug: String,
    /// One sentence for the tile.
    pub tagline: String,
    /// Its own web page.
    pub website: String,
    /// Slugs of topics.
    pub topics: Vec<String>,
    /// Who they are and what they do, for the staff who decide.
    pub why: String,
}

impl ApplicationDraft {
    /// Tidies what was typed and checks it. Without an address word the name suggests one. `why` is needed of those who
    /// apply, not of staff.
    pub fn check(self, needs_why: bool) -> Result<Self, Refusal> {
        let mut problems = Vec::new();
        let name = needed(&mut problems, "name", &self.name, NAME, "Write the name of the organization.").replace('\n', " ");
        let word = if self.slug.trim().is_empty() { Slug::from_name(&name) } else { self.slug.clone() };
        let slug = match Slug::parse(&word) {
            Ok(slug) => slug.as_str().to_owned(),
            Err(says) => {
                problems.push(Problem::new("slug", says));
                String::new()
            }
        };
        let tagline = needed(&mut problems, "tagline", &self.tagline, TAGLINE, "Write one sentence for the list of organizations.")
            .replace('\n', " ");
        let website = link(&self.website).unwrap_or_else(|says| {
            problems.push(Problem::new("website", says));
            String::new()
        });
        let topics = chosen(&mut problems, &self.topics);
        let why = tidy(&self.why);
        match why.chars().count() {
            0 if needs_why => problems.push(Problem::new("why", "Tell us who you are and what you do.")),
            length if length > WHY => problems.push(Problem::new("why", too_long(length, WHY))),
            _ => {}
        }
        if problems.is_empty() { Ok(Self { name, slug, tagline, website, topics, why }) } else { Err(Refusal::Invalid(problems)) }
    }
}

fn too_long(length: usize, most: usize) -> String {
    format!("This is {length} characters long. Shorten it to {most}.")
}

fn needed(problems: &mut Vec<Problem>, field: &str, typed: &str, most: usize, missing: &str) -> String {
    let typed = tidy(typed);
    match typed.chars().count() {
        0 => problems.push(Problem::new(field, missing)),
        length if length > most => problems.push(Problem::new(field, too_long(length, most))),
        _ => {}
    }
    typed
}

fn chosen(problems: &mut Vec<Problem>, topics: &[String]) -> Vec<String> {
    let known: Vec<String> =
        topics::TOPICS.iter().filter(|topic| topics.iter().any(|slug| slug == topic.slug)).map(|topic| topic.slug.to_owned()).collect();
    if known.is_empty() {
        problems.push(Problem::new("topics", "Choose at least one topic."));
    } else if known.len() > MOST_TOPICS {
        problems.push(Problem::new("topics", format!("Choose at most {MOST_TOPICS} topics.")));
    }
    known
}

/// Lines without spaces at their ends, at most one empty line between two, nothing that can't be seen.
pub fn tidy(typed: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in crate::account::profile::plain(typed).lines().map(str::trim) {
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n").trim().to_owned()
}

/// The address of a web page: https, a name with a dot, no spaces, quotes or user names. Empty stays empty; without a scheme it is https.
fn link(typed: &str) -> Result<String, &'static str> {
    const SAYS: &str = "Write an address such as https://example.org.";
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    let rest = match typed.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => rest,
        Some(_) => return Err("Only addresses that start with https:// are safe to link to."),
        None => typed,
    };
    let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fits = typed.len() <= LINK
        && site.contains('.')
        && site.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
        && !site.starts_with(['.', '-'])
        && !site.ends_with(['.', '-'])
        && rest.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'\\' | b'`'));
    if fits { Ok(format!("https://{rest}")) } else { Err(SAYS) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> OrgDraft {
        OrgDraft {
            name: " Harbor Lights ".into(),
            tagline: "Evenings for people who lost somebody.".into(),
            description: "We meet.\r\n\r\n\r\nWe talk.".into(),
            email: "hello@harbor.example".into(),
            website: "harbor.example".into(),
            links: "https://social.example/@harbor\n\nhttps://social.example/@harbor".into(),
            brand: "1F655F".into(),
            topics: vec!["nonsense".into(), "grief".into()],
        }
    }

    #[test]
    fn a_good_profile_is_tidied_and_checking_twice_changes_nothing() {
        let kept = good().check().expect("fine");
        assert_eq!((kept.name.as_str(), kept.description.as_str()), ("Harbor Lights", "We meet.\n\nWe talk."));
        assert_eq!((kept.website.as_str(), kept.brand.as_str()), ("https://harbor.example", "#1f655f"));
        assert_eq!((kept.links.as_str(), kept.topics.as_slice()), ("https://social.example/@harbor", ["grief".to_owned()].as_slice()));
        assert_eq!(kept.clone().check(), Ok(kept));
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let wrong = OrgDraft { email: "x".into(), website: "javascript:alert(1)".into(), brand: "red".into(), ..OrgDraft::default() };
        let Err(refusal) = wrong.check() else { panic!("an empty profile was taken") };
        let fields: Vec<&str> = refusal.problems().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["name", "tagline", "description", "email", "website", "brand", "topics"]);
    }

    #[test]
    fn only_plain_web_addresses_become_links() {
        for wrong in [
            "http://a.example",
            "javascript://a.example",
            "https://a",
            "https://me@a.example",
            "https://a.example/\"x",
            "a b.example",
            "https://a.example/é",
        ] {
            assert!(link(wrong).is_err(), "{wrong}");
        }
        assert_eq!(link("https://a.example/b?c#d").as_deref(), Ok("https://a.example/b?c#d"));
    }

    #[test]
    fn an_application_needs_a_reason_unless_staff_make_it_and_the_name_suggests_the_address() {
        let draft = ApplicationDraft {
            name: "Harbor Lights".into(),
            tagline: "Evenings.".into(),
            topics: vec!["grief".into()],
            ..Default::default()
        };
        assert_eq!(draft.clone().check(false).map(|draft| draft.slug), Ok("harbor-lights".into()));
        let Err(refusal) = draft.check(true) else { panic!("taken without a reason") };
        assert_eq!(refusal.problems()[0].field, "why");
    }
}
