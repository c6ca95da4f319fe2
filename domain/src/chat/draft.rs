//! Lines that were written and not yet stored: kept in order, sent one at a time, each exactly once.
use crate::AccountId;
use serde::{Deserialize, Serialize};

/// A line on its way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// Made by this browser; the site stores a line of this id once, however often it arrives.
    pub client_id: String,
    /// What was written.
    pub text: String,
    /// Where it stands.
    pub state: State,
}

/// Where a line on its way stands.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum State {
    /// It goes out as soon as those before it are stored.
    #[default]
    Sending,
    /// The line is down: it waits.
    Waiting,
    /// The site said no, and why. It stays until its writer decides.
    Refused(String),
}

/// The lines on their way from one tab to one room, oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Outbox {
    drafts: Vec<Draft>,
}

impl Outbox {
    /// The lines on their way, oldest first.
    pub fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// Adds a line at the end.
    pub fn add(&mut self, client_id: String, text: String) {
        self.drafts.push(Draft { client_id, text, state: State::Sending });
    }

    /// The line to send now: the oldest that was not refused. Only one is sent at a time, so that they arrive in order.
    pub fn next(&self) -> Option<&Draft> {
        self.drafts.iter().find(|draft| !matches!(draft.state, State::Refused(_)))
    }

    /// The line is down: what is left waits.
    pub fn wait(&mut self) {
        self.each(&State::Sending, &State::Waiting);
    }

    /// The line is back.
    pub fn go_on(&mut self) {
        self.each(&State::Waiting, &State::Sending);
    }

    fn each(&mut self, from: &State, to: &State) {
        for draft in &mut self.drafts {
            if draft.state == *from {
                draft.state = to.clone();
            }
        }
    }

    /// The site said no to a line.
    pub fn refused(&mut self, client_id: &str, why: String) {
        if let Some(draft) = self.drafts.iter_mut().find(|draft| draft.client_id == client_id) {
            draft.state = State::Refused(why);
        }
    }

    /// Its writer wants a refused line to be tried once more. It keeps its id.
    pub fn again(&mut self, client_id: &str) {
        if let Some(draft) = self.drafts.iter_mut().find(|draft| draft.client_id == client_id) {
            draft.state = State::Sending;
        }
    }

    /// A line is stored, or its writer has given it up.
    pub fn settle(&mut self, client_id: &str) {
        self.drafts.retain(|draft| draft.client_id != client_id);
    }

    /// A stored line was seen: if it is one of these, it has arrived.
    pub fn seen(&mut self, me: &AccountId, author: &AccountId, client_id: &str) {
        if me == author {
            self.settle(client_id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_out_one_at_a_time_and_in_order() {
        let mut outbox = Outbox::default();
        outbox.add("first-line".into(), "1".into());
        outbox.add("second-line".into(), "2".into());
        assert_eq!(outbox.next().map(|draft| draft.text.as_str()), Some("1"));
        outbox.wait();
        assert!(outbox.drafts().iter().all(|draft| draft.state == State::Waiting));
        assert_eq!(outbox.next().map(|draft| draft.text.as_str()), Some("1"));
        outbox.go_on();
        outbox.settle("first-line");
        assert_eq!(outbox.next().map(|draft| draft.text.as_str()), Some("2"));
    }

    #[test]
    fn a_refused_line_stays_with_its_reason_and_does_not_hold_up_the_others() {
        let mut outbox = Outbox::default();
        outbox.add("first-line".into(), "1".into());
        outbox.add("second-line".into(), "2".into());
        outbox.refused("first-line", "No.".into());
        assert_eq!(outbox.next().map(|draft| draft.text.as_str()), Some("2"));
        assert_eq!(outbox.drafts()[0].state, State::Refused("No.".into()));
        outbox.again("first-line");
        assert_eq!(outbox.next().map(|draft| draft.text.as_str()), Some("1"));
    }

    #[test]
    fn a_line_that_is_seen_in_the_room_has_arrived() {
        let (me, other) = (AccountId::trusted("me"), AccountId::trusted("other"));
        let mut outbox = Outbox::default();
        outbox.add("first-line".into(), "1".into());
        outbox.seen(&me, &other, "first-line");
        assert_eq!(outbox.drafts().len(), 1);
        outbox.seen(&me, &me, "first-line");
        assert_eq!(outbox.drafts().len(), 0);
    }
}
