//! What members of the town say of its supporters: many of a few, a few of many, as it is everywhere.
use super::dice::Dice;
use super::people::Supporter;
use super::words::{Comment, Door, Words};
use crate::account::NewAccount;
use crate::reviews::import::NewReview;
use domain::Micros;
use domain::time::{DAY, HOUR};
use std::collections::HashSet;

/// The most that anybody has.
const MOST: i64 = 63;
/// The first in the directory, and the supporter whose account visitors try.
const BEST_KNOWN: &str = "rosa-m";
const DEMO_SUPPORTER: (&str, i64) = ("demo-supporter", 23);

/// All reviews.
pub fn plan(words: &Words, supporters: &[Supporter], members: &[NewAccount], now: Micros) -> Vec<NewReview> {
    let mut dice = Dice::for_subject("reviews");
    let mut places: Vec<usize> = (0..supporters.len()).collect();
    dice.shuffle(&mut places);
    places.sort_by_key(|place| match supporters[*place].person {
        person if person.handle == BEST_KNOWN => 0,
        person if person.door == Door::Hidden => 2,
        _ => 1,
    });
    let mut reviews = Vec::new();
    let mut thousandths = MOST * 1000;
    for (rank, place) in places.into_iter().enumerate() {
        let supporter = &supporters[place];
        let how_many = match supporter.person.handle.as_str() {
            BEST_KNOWN => MOST,
            handle if handle == DEMO_SUPPORTER.0 => DEMO_SUPPORTER.1,
            _ => (thousandths / 1000 - dice.between(0, 2)).max(i64::from(rank < 55)),
        };
        thousandths = thousandths * 12 / 13;
        reviews.extend(of_one(&mut dice, words, supporter, members, how_many, now));
    }
    reviews
}

fn of_one(dice: &mut Dice, words: &Words, supporter: &Supporter, members: &[NewAccount], how_many: i64, now: Micros) -> Vec<NewReview> {
    let authors: Vec<&NewAccount> = members.iter().filter(|member| !member.username.starts_with("demo-")).collect();
    let (praise, doubts) = (dice.between(58, 92), dice.between(0, 5));
    let mut said: HashSet<String> = HashSet::new();
    let mut reviews = Vec::new();
    for author in dice.some(&authors, how_many) {
        let (stars, body) = loop {
            let stars = match dice.between(1, 100) {
                roll if roll <= doubts => 3,
                roll if roll <= 100 - praise => 4,
                _ => 5,
            };
            let own_topic = dice.chance(35);
            let fitting: Vec<&Comment> = words
                .reviews
                .comments
                .iter()
                .filter(|comment| comment.stars == stars)
                .filter(|comment| if own_topic { supporter.person.knows(&comment.topic) } else { comment.topic.is_empty() })
                .collect();
            let Some(comment) = dice.pick(&fitting) else { continue };
            let mut body = comment.text.replace("{name}", &supporter.person.first_name);
            if dice.chance(35)
                && let Some(closing) = dice.pick(&words.reviews.closings)
            {
                body = format!("{body} {closing}");
            }
            if said.insert(body.clone()) {
                break (stars, body);
            }
        };
        let first_chance = author.created_at.max(supporter.joined) + DAY;
        let created_at = dice.between(first_chance.min(now - HOUR), now - HOUR);
        reviews.push(NewReview {
            id: dice.id(created_at),
            supporter: supporter.id.clone(),
            author: author.id.clone(),
            stars,
            body,
            created_at,
        });
    }
    reviews
}
