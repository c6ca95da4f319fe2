//! Who knows whom in the town: connections, open requests, a block, and the conversations that came of them.
use super::dice::Dice;
use super::people::Supporter;
use super::talks::{self, Pair};
use super::words::{Door, Words};
use crate::Error;
use crate::account::NewAccount;
use crate::chat::import::OldRoom;
use crate::contacts::import::{NewBlock, NewConnection};
use crate::reviews::import::NewReview;
use domain::contacts::State;
use domain::time::{DAY, HOUR, MINUTE};
use domain::{AccountId, ConnectionId, Micros};
use std::collections::{HashMap, HashSet};

/// At most so many of those who wrote a review are still in touch.
const STILL_IN_TOUCH: usize = 4;

/// What the demo member wrote to the one who has not answered yet.
const NOTE: &str = "Hi Marcus, a friend of mine stopped drinking this year and I would like to know how to be good company at dinner.";

/// Everything this subject adds.
pub struct Ties {
    pub connections: Vec<NewConnection>,
    pub blocks: Vec<NewBlock>,
    pub rooms: Vec<OldRoom>,
}

/// All ties.
pub fn plan(words: &Words, supporters: &[Supporter], members: &[NewAccount], reviews: &[NewReview], now: Micros) -> Result<Ties, Error> {
    let mut dice = Dice::for_subject("connections");
    let supporter = |handle: &str| {
        let found = supporters.iter().find(|supporter| supporter.person.handle == handle);
        found.map(|supporter| supporter.id.clone()).ok_or_else(|| Error::fault(format!("nobody in the town is called {handle}")))
    };
    let member = |username: &str| {
        let found = members.iter().find(|member| member.username == username);
        found.map(|member| member.id.clone()).ok_or_else(|| Error::fault(format!("nobody in the town is called {username}")))
    };
    let (sam, me) = (supporter("demo-supporter")?, member("demo-member")?);
    let mut settled = members.iter().filter(|member| !member.username.starts_with("demo-") && member.created_at < now - 30 * DAY);
    let mut somebody = || settled.next().map(|member| member.id.clone()).ok_or_else(|| Error::fault("the town has too few members"));

    let mut ties = Ties { connections: Vec::new(), blocks: Vec::new(), rooms: Vec::new() };
    let mut pairs = vec![
        Pair {
            supporter: sam.clone(),
            member: me.clone(),
            unread_by_supporter: 1,
            unread_by_member: 0,
            lines: words.talks.member_with_sam.clone(),
        },
        Pair {
            supporter: supporter("rosa-m")?,
            member: me.clone(),
            unread_by_supporter: 0,
            unread_by_member: 1,
            lines: talks::long_talk(words),
        },
    ];
    for lines in &words.talks.others_with_sam {
        pairs.push(Pair { supporter: sam.clone(), member: somebody()?, unread_by_supporter: 0, unread_by_member: 0, lines: lines.clone() });
    }
    for pair in &pairs {
        let room = talks::room(&mut dice, pair, now);
        let asked_at = room.created_at - dice.between(HOUR, 20 * HOUR);
        ties.connections.push(tie(
            &mut dice,
            &pair.member,
            &pair.supporter,
            State::Connected,
            "",
            asked_at,
            Some(room.created_at - 10 * MINUTE),
        ));
        ties.rooms.push(room);
    }
    ties.connections.push(tie(&mut dice, &me, &supporter("marcus-t")?, State::Pending, NOTE, now - 26 * HOUR, None));
    ties.blocks.push(NewBlock { blocker: me, blocked: supporter("dev-p")?, at: now - 40 * DAY });
    let mut asked_at = now - 50 * HOUR;
    for note in &words.talks.requests_to_sam {
        asked_at += dice.between(5 * HOUR, 15 * HOUR);
        ties.connections.push(tie(&mut dice, &somebody()?, &sam, State::Pending, note, asked_at, None));
    }

    let taken: HashSet<(AccountId, AccountId)> = ties.connections.iter().map(|tie| (tie.asker.clone(), tie.asked.clone())).collect();
    let mut in_touch: HashMap<&AccountId, usize> = HashMap::new();
    let open: HashSet<&AccountId> =
        supporters.iter().filter(|supporter| supporter.person.door != Door::Hidden).map(|supporter| &supporter.id).collect();
    for review in reviews {
        let count = in_touch.entry(&review.supporter).or_default();
        if *count < STILL_IN_TOUCH
            && open.contains(&review.supporter)
            && !taken.contains(&(review.author.clone(), review.supporter.clone()))
        {
            *count += 1;
            let asked_at = review.created_at - dice.between(5 * HOUR, DAY);
            let answered_at = asked_at + dice.between(5 * MINUTE, 4 * HOUR);
            ties.connections.push(tie(&mut dice, &review.author, &review.supporter, State::Connected, "", asked_at, Some(answered_at)));
        }
    }
    Ok(ties)
}

fn tie(
    dice: &mut Dice,
    asker: &AccountId,
    asked: &AccountId,
    state: State,
    note: &str,
    asked_at: Micros,
    answered_at: Option<Micros>,
) -> NewConnection {
    NewConnection {
        id: ConnectionId::trusted(dice.id(asked_at)),
        asker: asker.clone(),
        asked: asked.clone(),
        state,
        note: note.to_owned(),
        asked_at,
        answered_at,
        source: String::new(),
    }
}
