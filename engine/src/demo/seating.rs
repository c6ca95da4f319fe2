//! Who sits where in the town: each taken seat is somebody's, full meetings have a line, the demo member has three seats.
use super::dice::Dice;
use crate::account::NewAccount;
use crate::meetings::import::NewMeeting;
use crate::reviews::import::NewReview;
use domain::time::{DAY, HOUR};
use domain::{AccountId, Micros};
use std::collections::{HashMap, HashSet};

/// How many exclusive meetings there are at most.
const EXCLUSIVE: usize = 3;
/// How many of a hundred seats of the past stayed empty.
const MISSED: i64 = 8;

/// Fills the seats that are taken, and puts a line behind some of the full ones. Private meetings get the door's password.
pub fn seat(meetings: &mut [NewMeeting], members: &[NewAccount], reviews: &[NewReview], door_hash: &str, now: Micros) {
    let mut dice = Dice::for_subject("seating");
    let mut empty = Dice::for_subject("empty chairs");
    let mut pool: Vec<&NewAccount> = members.iter().filter(|member| !member.username.starts_with("demo-")).collect();
    dice.shuffle(&mut pool);
    let mut writers: HashMap<&AccountId, Vec<&AccountId>> = HashMap::new();
    for review in reviews {
        writers.entry(&review.supporter).or_default().push(&review.author);
    }
    let mut at = 0;
    let mut exclusive = 0;
    for meeting in meetings.iter_mut() {
        if meeting.private {
            meeting.password_hash = Some(door_hash.to_owned());
        }
        if meeting.starts_at > now + 2 * DAY && meeting.price == 0 && !meeting.private && exclusive < EXCLUSIVE && dice.chance(12) {
            meeting.exclusive = true;
            exclusive += 1;
        }
        let mut inside: HashSet<&AccountId> = HashSet::new();
        // Those who wrote a review were there.
        if meeting.starts_at < now
            && let Some(writers) = writers.get_mut(&meeting.host)
        {
            while inside.len() < usize::try_from(meeting.taken).unwrap_or_default() {
                let Some(writer) = writers.pop() else { break };
                inside.insert(writer);
            }
        }
        let known: HashSet<&AccountId> = inside.clone();
        let mut people: Vec<AccountId> = known.iter().map(|id| (*id).clone()).collect();
        people.sort();
        let mut next = |created_at: Micros| -> Option<AccountId> {
            for _ in 0..pool.len() {
                at = (at + 1) % pool.len();
                let member = pool.get(at)?;
                if member.created_at < created_at && !inside.contains(&member.id) {
                    inside.insert(&member.id);
                    return Some(member.id.clone());
                }
            }
            None
        };
        // Whoever takes a seat has joined before it was taken: up to now for what is to come, up to the day itself for what was.
        let until = meeting.starts_at.min(now);
        while people.len() < usize::try_from(meeting.taken).unwrap_or_default() {
            match next(until) {
                Some(member) => people.push(member),
                None => break,
            }
        }
        meeting.taken = i64::try_from(people.len()).unwrap_or_default();
        if meeting.taken == meeting.seats && meeting.waiting_list && meeting.starts_at > now + HOUR {
            for _ in 0..dice.between(1, 4) {
                meeting.line.extend(next(now));
            }
        }
        if meeting.starts_at < now {
            let not_there = |member: &&AccountId| !known.contains(*member) && empty.chance(MISSED);
            meeting.missed = people.iter().filter(not_there).cloned().collect();
        }
        meeting.people = people;
    }
    let me = members.iter().find(|member| member.username == "demo-member").map(|member| member.id.clone());
    if let Some(me) = me {
        give(meetings, &me, now);
    }
}

/// The demo member's seats: two free ones and one that is paid, and one in a group of lately, to say how it was.
fn give(meetings: &mut [NewMeeting], me: &AccountId, now: Micros) {
    let lately = meetings
        .iter_mut()
        .filter(|meeting| meeting.starts_at < now - DAY && meeting.price == 0 && !meeting.private && meeting.taken < meeting.seats)
        .max_by_key(|meeting| (meeting.starts_at, meeting.id.clone()));
    if let Some(meeting) = lately {
        meeting.people.push(me.clone());
        meeting.taken += 1;
    }
    let open = |meeting: &NewMeeting, paid: bool| {
        let soon = meeting.starts_at > now + DAY && meeting.starts_at < now + 12 * DAY;
        soon && (meeting.price > 0) == paid && !meeting.private && !meeting.exclusive && meeting.taken < meeting.seats
    };
    let mut hosts: HashSet<AccountId> = HashSet::new();
    for (paid, most) in [(false, 2), (true, 3)] {
        for meeting in meetings.iter_mut().filter(|meeting| open(meeting, paid)) {
            if hosts.len() < most && hosts.insert(meeting.host.clone()) {
                meeting.people.push(me.clone());
                meeting.taken += 1;
            }
        }
    }
}
