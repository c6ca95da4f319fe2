//! The public chatrooms of the town and what was said in them over the last days.
use super::dice::Dice;
use super::people::Supporter;
use super::words::{Room, Words};
use crate::account::NewAccount;
use crate::chat::import::{OldLine, OldRoom, Seat};
use domain::time::{DAY, HOUR, MINUTE, SECOND};
use domain::{AccountId, Micros, RoomId};
use std::collections::BTreeMap;

/// The rooms that the demo member is in, and how many lines are new to them.
const OF_DEMO_MEMBER: [(&str, i64); 2] = [("Small steps", 3), ("The quiet after", 0)];

/// All public rooms.
pub fn plan(words: &Words, supporters: &[Supporter], members: &[NewAccount], now: Micros) -> Vec<OldRoom> {
    let mut dice = Dice::for_subject("rooms");
    let owner = |room: &Room| supporters.iter().find(|supporter| supporter.person.handle == room.owner);
    words.rooms.iter().filter_map(|room| Some(of_one(&mut dice, room, owner(room)?, members, now))).collect()
}

fn of_one(dice: &mut Dice, room: &Room, owner: &Supporter, members: &[NewAccount], now: Micros) -> OldRoom {
    let created_at = now - dice.between(60, 140) * DAY;
    let settled: Vec<&NewAccount> =
        members.iter().filter(|member| !member.username.starts_with("demo-") && member.created_at < now - 30 * DAY).collect();
    let how_many = dice.between(14, 48);
    let company = dice.some(&settled, how_many);
    let mut voices: BTreeMap<char, AccountId> = BTreeMap::from([('@', owner.id.clone())]);
    for (letter, member) in ('a'..='h').zip(&company) {
        voices.insert(letter, member.id.clone());
    }
    let mut people = vec![Seat { account: owner.id.clone(), joined_at: created_at, unread: 0 }];
    people.extend(company.iter().map(|member| Seat {
        account: member.id.clone(),
        joined_at: member.created_at.max(created_at),
        unread: 0,
    }));
    if let Some((_, unread)) = OF_DEMO_MEMBER.iter().find(|(name, _)| *name == room.name)
        && let Some(member) = members.iter().find(|member| member.username == "demo-member")
    {
        people.push(Seat { account: member.id.clone(), joined_at: created_at + DAY, unread: *unread });
    }
    let lines = spoken(dice, &room.lines, &voices, now);
    OldRoom {
        id: RoomId::trusted(dice.id(created_at)),
        pair: None,
        name: room.name.clone(),
        description: room.description.clone(),
        topic: room.topic.clone(),
        owner: Some(owner.id.clone()),
        created_at,
        people,
        lines,
    }
}

/// Gives each line its author and its time, from the last one back: seconds and minutes within a burst, hours at `~`,
/// the better part of a day at `=`.
pub fn spoken(dice: &mut Dice, lines: &[String], voices: &BTreeMap<char, AccountId>, now: Micros) -> Vec<OldLine> {
    let mut at = now - dice.between(6 * MINUTE, 3 * HOUR);
    let mut spoken = Vec::with_capacity(lines.len());
    for line in lines.iter().rev() {
        let mut letters = line.chars();
        match letters.next() {
            Some('~') => at -= dice.between(150 * MINUTE, 5 * HOUR),
            Some('=') => at -= dice.between(17 * HOUR, 25 * HOUR),
            Some(voice) => {
                if let Some(author) = voices.get(&voice) {
                    let (author, text) = (author.clone(), letters.as_str().trim_start().to_owned());
                    spoken.push(OldLine { author, client_id: dice.id(at), text, at });
                }
                at -= dice.between(25 * SECOND, 5 * MINUTE);
            }
            None => {}
        }
    }
    spoken.reverse();
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_in_order_before_now_and_breaks_take_hours() {
        let voices = BTreeMap::from([('@', AccountId::trusted("owner")), ('a', AccountId::trusted("ann"))]);
        let lines = ["@ Good morning.", "a hi", "~", "a still here"].map(String::from);
        let now = 1_000 * HOUR;
        let spoken = spoken(&mut Dice::for_subject("test"), &lines, &voices, now);
        assert_eq!(spoken.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["Good morning.", "hi", "still here"]);
        assert!(spoken.is_sorted_by_key(|line| line.at) && spoken[2].at < now);
        assert!(spoken[2].at - spoken[1].at > 2 * HOUR && spoken[1].at - spoken[0].at < HOUR);
        assert_eq!(spoken[1].author.as_str(), "ann");
    }
}
