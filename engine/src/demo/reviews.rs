//! What members of the town say of its supporters: many of a few, a few of many, as it is everywhere.
use super::dice::Dice;
use super::people::Supporter;
use super::words::{Comment, Door, Words};
use crate::account::NewAccount;
use crate::reviews::import::NewReview;
use domain::Micros;
use domain::time::{DAY, HOUR};

/// The most that anybody has.
const MOST: i64 = 63;
/// The first in the directory.
const BEST_KNOWN: &str = "rosa-m";
/// Second, so that the first page shows the demo member a request that waits.
const ASKED_BY_DEMO_MEMBER: &str = "marcus-t";
/// The supporter whose account visitors try, and how many reviews they have.
const DEMO_SUPPORTER: (&str, i64) = ("demo-supporter", 23);

/// All reviews.
pub fn plan(words: &Words, supporters: &[Supporter], members: &[NewAccount], now: Micros) -> Vec<NewReview> {
    let mut dice = Dice::for_subject("reviews");
    let mut places: Vec<usize> = (0..supporters.len()).collect();
    dice.shuffle(&mut places);
    places.sort_by_key(|place| match supporters[*place].person {
        person if person.handle == BEST_KNOWN => 0,
        person if person.handle == ASKED_BY_DEMO_MEMBER => 1,
        person if person.door == Door::Hidden => 3,
        _ => 2,
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
    let mut unsaid = Unsaid::shuffled(dice, words, supporter);
    let mut reviews = Vec::new();
    for author in dice.some(&authors, how_many) {
        let stars = match dice.between(1, 100) {
            roll if roll <= doubts => 3,
            roll if roll <= 100 - praise => 4,
            _ => 5,
        };
        let Some(comment) = unsaid.take(dice, stars) else { break };
        let mut body = comment.text.replace("{name}", &supporter.person.first_name);
        if dice.chance(35)
            && let Some(closing) = dice.pick(&words.reviews.closings)
        {
            body = format!("{body} {closing}");
        }
        let first_chance = author.created_at.max(supporter.joined) + DAY;
        let created_at = dice.between(first_chance.min(now - HOUR), now - HOUR);
        reviews.push(NewReview {
            id: dice.id(created_at),
            supporter: supporter.id.clone(),
            author: author.id.clone(),
            stars: comment.stars,
            body,
            created_at,
        });
    }
    reviews
}

/// What can still be said of somebody, so that nothing is said of them twice.
struct Unsaid<'w> {
    of_their_topics: Vec<&'w Comment>,
    of_anybody: Vec<&'w Comment>,
}

impl<'w> Unsaid<'w> {
    fn shuffled(dice: &mut Dice, words: &'w Words, supporter: &Supporter) -> Self {
        let comments = words.reviews.comments.iter();
        let (mut of_anybody, mut of_their_topics): (Vec<_>, Vec<_>) = comments.partition(|comment| comment.topic.is_empty());
        of_their_topics.retain(|comment| supporter.person.knows(&comment.topic));
        dice.shuffle(&mut of_anybody);
        dice.shuffle(&mut of_their_topics);
        Self { of_their_topics, of_anybody }
    }

    /// A comment with these stars, or the next best.
    fn take(&mut self, dice: &mut Dice, stars: i64) -> Option<&'w Comment> {
        let topical = dice.chance(35);
        let lists =
            if topical { [&mut self.of_their_topics, &mut self.of_anybody] } else { [&mut self.of_anybody, &mut self.of_their_topics] };
        for stars in [stars, 5, 4, 3] {
            for list in [0, 1] {
                if let Some(place) = lists[list].iter().position(|comment| comment.stars == stars) {
                    return Some(lists[list].remove(place));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_twice_of_the_same_person_and_the_stars_run_out_gently() {
        let comment = |stars, topic: &str, text: &str| Comment { stars, topic: topic.into(), text: text.into() };
        let comments = [comment(5, "", "a"), comment(4, "", "b"), comment(5, "grief", "c")];
        let mut unsaid = Unsaid { of_their_topics: vec![&comments[2]], of_anybody: vec![&comments[0], &comments[1]] };
        let mut dice = Dice::for_subject("test");
        let mut said: Vec<&str> = (0..3).filter_map(|_| unsaid.take(&mut dice, 5)).map(|comment| comment.text.as_str()).collect();
        assert_eq!(said.pop(), Some("b"));
        assert!(said.contains(&"a") && said.contains(&"c"));
        assert!(unsaid.take(&mut dice, 5).is_none());
    }
}
