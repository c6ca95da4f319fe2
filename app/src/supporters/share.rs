//! What a profile tells those who share it and those who index it: title, description, canonical link, Open Graph, JSON-LD.
use domain::supporters::Profile;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use serde_json::json;

/// A description is cut at the last word before so many characters.
const LONGEST: usize = 160;

/// The head of the profile's page.
#[component]
pub fn Share(profile: Profile, origin: String) -> impl IntoView {
    let address = format!("{origin}/supporters/{}", profile.card.handle);
    let title = format!("{}, peer supporter", profile.card.name);
    let says = shorten(&format!("{} {}", profile.card.headline, profile.about));
    let image = profile.card.picture.as_ref().map_or_else(|| format!("{origin}/icon-512.png"), |id| format!("{origin}/pictures/{id}"));
    let person = person(&profile, &address, &says);
    view! {
        <Title text=title.clone() />
        <Meta name="description" content=says.clone() />
        <Link rel="canonical" href=address.clone() />
        <Meta property="og:type" content="profile" />
        <Meta property="og:site_name" content="Alongside" />
        <Meta property="og:title" content=title />
        <Meta property="og:description" content=says />
        <Meta property="og:url" content=address />
        <Meta property="og:image" content=image />
        <Meta name="twitter:card" content="summary" />
        {profile.hidden.then(|| view! { <Meta name="robots" content="noindex" /> })}
        <script type="application/ld+json" nonce=use_nonce() inner_html=person></script>
    }
    .into_any()
}

/// The person in schema.org's words. No text in it can end the script it stands in.
fn person(profile: &Profile, address: &str, says: &str) -> String {
    let mut person = json!({
        "@context": "https://schema.org",
        "@type": "Person",
        "name": profile.card.name,
        "url": address,
        "description": says,
        "jobTitle": "Peer supporter",
        "knowsAbout": profile.card.specialties,
        "knowsLanguage": profile.languages,
    });
    if !profile.card.credential.is_empty() {
        person["hasCredential"] = json!({ "@type": "EducationalOccupationalCredential", "name": profile.card.credential });
    }
    person.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn shorten(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', '.', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::AccountId;
    use domain::contacts::Standing;
    use domain::supporters::{Card, Rating};

    fn profile(headline: &str) -> Profile {
        Profile {
            card: Card {
                id: AccountId::trusted("x"),
                handle: "rosa".into(),
                name: "Rosa M.".into(),
                credential: "State Certified".into(),
                headline: headline.into(),
                specialties: vec!["Grief".into()],
                rating: Rating::default(),
                picture: None,
                opening: None,
                standing: Standing::Open,
            },
            greeting: String::new(),
            about: String::new(),
            story: String::new(),
            motivation: String::new(),
            languages: vec!["English".into()],
            services: Vec::new(),
            groups_led: 0,
            sessions_led: 0,
            meetings: domain::meetings::MeetingList::default(),
            rooms: Vec::new(),
            documents: Vec::new(),
            hidden: false,
            own: false,
        }
    }

    #[test]
    fn no_headline_can_end_the_script_it_stands_in() {
        let json = person(&profile("</script><script>alert(1)</script>"), "https://x/supporters/rosa", "</script>");
        assert!(!json.contains('<'));
        let read: serde_json::Value = serde_json::from_str(&json).expect("still JSON");
        assert_eq!(read["description"], "</script>");
    }

    #[test]
    fn a_description_ends_with_a_whole_word() {
        assert_eq!(shorten("Short  and\nsweet."), "Short and sweet.");
        let long = shorten(&"a few words, ".repeat(40));
        assert!(long.chars().count() <= LONGEST + 1 && long.ends_with('…') && !long.contains(",…"));
    }
}
