//! The supporters of the town: their accounts and their public profiles.
use super::dice::Dice;
use super::words::{Door, Person, Words};
use crate::Error;
use crate::account::NewAccount;
use crate::supporters::import::NewSupporter;
use chrono_tz::Tz;
use domain::supporters::Service;
use domain::time::DAY;
use domain::{AccountId, Micros, Role};

/// A supporter and their words.
pub struct Supporter<'w> {
    pub id: AccountId,
    pub joined: Micros,
    pub zone: Tz,
    pub person: &'w Person,
}

/// What rows of other tables say of a supporter, as their profile counts it.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub reviews: i64,
    pub stars: i64,
    pub groups_led: i64,
    pub sessions_led: i64,
}

/// Everybody who gives support, in the order in which they were written.
pub fn supporters(words: &Words, now: Micros) -> Result<Vec<Supporter<'_>>, Error> {
    let mut dice = Dice::for_subject("supporters");
    let mut all = Vec::with_capacity(words.people.len());
    for person in &words.people {
        let days = if person.handle == "rosa-m" { 1_100 } else { dice.between(150, 1_000) };
        let joined = now - days * DAY - dice.between(0, DAY);
        let zone = person.time_zone.parse().map_err(Error::fault)?;
        all.push(Supporter { id: AccountId::trusted(dice.id(joined)), joined, zone, person });
    }
    Ok(all)
}

/// The account behind a profile.
pub fn account(supporter: &Supporter, password_hash: &str) -> NewAccount {
    let person = supporter.person;
    let email = super::accounts::email_of(&person.handle);
    let account = NewAccount::member(supporter.id.clone(), &person.handle, &email, password_hash, supporter.joined);
    NewAccount {
        role: Role::Supporter,
        pronouns: person.pronouns.clone(),
        languages: person.languages.clone(),
        interests: person.topics.clone(),
        time_zone: person.time_zone.clone(),
        birth_year: 1978,
        ..account
    }
}

/// The public profile.
pub fn profile(supporter: &Supporter, tally: Tally) -> NewSupporter {
    let person = supporter.person;
    let services = person.services.iter().map(|offer| Service { name: offer.name.clone(), minutes: offer.minutes, price: offer.price });
    NewSupporter {
        id: supporter.id.clone(),
        handle: person.handle.clone(),
        first_name: person.first_name.clone(),
        last_initial: person.last_initial.clone(),
        credential: person.credential.clone(),
        gender: person.gender.clone(),
        headline: person.headline.clone(),
        greeting: person.greeting.clone(),
        about: person.about.clone(),
        story: person.story.clone(),
        motivation: person.motivation.clone(),
        topics: person.topics.clone(),
        specialties: person.specialties.clone(),
        languages: person.languages.clone(),
        accepting: matches!(person.door, Door::Open | Door::Auto),
        auto_approve: person.door == Door::Auto,
        hidden: person.door == Door::Hidden,
        weekly_hours: person.weekly_hours.clone(),
        groups_led: tally.groups_led,
        sessions_led: tally.sessions_led,
        review_count: tally.reviews,
        rating_total: tally.stars,
        created_at: supporter.joined,
        services: services.collect(),
    }
}
