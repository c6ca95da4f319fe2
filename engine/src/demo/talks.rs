//! What people of the town have written to each other, two by two.
use super::dice::Dice;
use super::rooms::spoken;
use super::words::{Letters, Words};
use crate::chat::import::{OldRoom, Seat};
use domain::time::DAY;
use domain::{AccountId, Micros, RoomId};
use std::collections::BTreeMap;

/// Two people who talk, and how much of it the supporter and the member have not read.
pub struct Pair {
    pub supporter: AccountId,
    pub member: AccountId,
    pub unread_by_supporter: i64,
    pub unread_by_member: i64,
    pub lines: Vec<String>,
}

/// The long conversation: number and news of ordinary days between the days on which something happened, and its end.
pub fn long_talk(words: &Words) -> Vec<String> {
    let mut dice = Dice::for_subject("letters");
    let Letters { numbers, news, episodes } = &words.letters;
    let mut lines: Vec<String> = Vec::new();
    let mut news: Vec<_> = news.iter().collect();
    dice.shuffle(&mut news);
    let mut news = news.into_iter();
    for episode in episodes {
        lines.extend(episode.iter().cloned());
        lines.push("=".to_owned());
        let (Some(number), Some(news)) = (dice.pick(numbers), news.next()) else { continue };
        let n = dice.between(3, 7).to_string();
        lines.push(format!("M {}", number.says.replace("{n}", &n)));
        lines.push(format!("S {}", number.hears.replace("{n}", &n)));
        lines.push(format!("M {}", news.says));
        lines.push(format!("S {}", news.hears));
        lines.push("=".to_owned());
    }
    lines.extend(words.talks.member_with_rosa.iter().cloned());
    lines
}

/// The room of a pair, with all they wrote.
pub fn room(dice: &mut Dice, pair: &Pair, now: Micros) -> OldRoom {
    let voices = BTreeMap::from([('S', pair.supporter.clone()), ('M', pair.member.clone())]);
    let lines = spoken(dice, &pair.lines, &voices, now);
    let created_at = lines.first().map_or(now - DAY, |line| line.at);
    let seat = |account: &AccountId, unread| Seat { account: account.clone(), joined_at: created_at, unread };
    OldRoom {
        id: RoomId::trusted(dice.id(created_at)),
        pair: Some((pair.supporter.clone(), pair.member.clone())),
        name: String::new(),
        description: String::new(),
        topic: String::new(),
        owner: None,
        created_at,
        people: vec![seat(&pair.supporter, pair.unread_by_supporter), seat(&pair.member, pair.unread_by_member)],
        lines,
    }
}
