//! The one action of a meeting and what it says: what the person who looks can do now, and what an act may do.
use crate::time::{DAY, MINUTE};
use crate::{Micros, Refusal, limits};
use serde::{Deserialize, Serialize};

/// An offer of a seat stands at most and at least this long.
const OFFER: (Micros, Micros) = (10 * MINUTE, DAY);

/// What somebody has to do with a meeting.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mine {
    /// Nothing yet.
    #[default]
    Nothing,
    /// They lead it.
    Hosting,
    /// A seat is held while they pay, until then.
    Held { payment: String, until: Micros },
    /// They have a seat.
    Registered,
    /// They wait in line, with so many people before them.
    Waiting { ahead: i64 },
    /// A free seat is offered to them until then.
    Offered { until: Micros },
    /// The host took their seat back.
    Removed,
}

/// Everything the rules need to know of a meeting and of one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// Whether it was called off.
    pub cancelled: bool,
    /// When it starts.
    pub starts_at: Micros,
    /// How long it takes.
    pub minutes: i64,
    /// How many can register.
    pub seats: i64,
    /// How many seats are taken, held or offered.
    pub taken: i64,
    /// How many people wait in line.
    pub line: i64,
    /// Whether people can queue.
    pub waiting_list: bool,
    /// In cents.
    pub price: i64,
    /// Whether it takes a password.
    pub private: bool,
    /// Whether it is for invited people alone.
    pub exclusive: bool,
    /// Whether the person was invited.
    pub invited: bool,
    /// Whether a host or the person has blocked the other.
    pub blocked: bool,
    /// What they have to do with it.
    pub mine: Mine,
    /// Whether they have had their seat since before it was given another time.
    pub moved: bool,
}

/// What the person can do, or why nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// **Register**: at once, or after paying.
    Register { pays: bool, password: bool },
    /// **Join Waiting List**.
    JoinList { password: bool },
    /// **Leave Waiting List**, with the place in line.
    LeaveList { place: i64 },
    /// A seat is offered: take it or not.
    Answer { until: Micros, pays: bool },
    /// A seat is held: pay for it.
    Pay { payment: String, until: Micros },
    /// **Registered**. `free_until` is when cancelling stops being free.
    Registered { free_until: Micros },
    /// **Join**: the door is open.
    Join,
    /// They lead it; `open` says whether the door is.
    Host { open: bool },
    /// All seats are taken and there is no line, or the line is closed.
    Full,
    /// It is for invited people.
    InvitedOnly,
    /// The host took their seat back, or the two are kept apart.
    Closed,
    /// It was called off.
    Cancelled,
    /// It has ended.
    Over,
}

impl Facts {
    /// When it ends.
    pub fn ends_at(&self) -> Micros {
        self.starts_at + self.minutes * MINUTE
    }

    /// Whether the door to the room is open.
    pub fn door_open(&self, now: Micros) -> bool {
        !self.cancelled && now >= self.starts_at - limits().join_before() && now < self.ends_at()
    }

    /// Whether free seats are still offered to those who wait. A host who takes no more people in line keeps faith with those
    /// who stand in it.
    pub fn offers_open(&self, now: Micros) -> bool {
        !self.cancelled && now < self.starts_at - limits().list_closes()
    }

    /// Whether people can still queue.
    pub fn list_open(&self, now: Micros) -> bool {
        self.waiting_list && self.offers_open(now)
    }

    /// Until when money comes back to whoever cancels: a day before the start, or what the site has chosen; until the start for
    /// those who were given another time than they took.
    pub fn free_until(&self) -> Micros {
        if self.moved { self.starts_at } else { self.starts_at - limits().free_cancel() }
    }

    /// What the person can do now.
    pub fn step(&self, now: Micros) -> Step {
        if self.cancelled {
            return Step::Cancelled;
        }
        if now >= self.ends_at() {
            return Step::Over;
        }
        let pays = self.price > 0;
        match &self.mine {
            Mine::Hosting => Step::Host { open: self.door_open(now) },
            Mine::Registered if self.door_open(now) => Step::Join,
            Mine::Registered => Step::Registered { free_until: self.free_until() },
            Mine::Held { payment, until } if *until > now => Step::Pay { payment: payment.clone(), until: *until },
            Mine::Offered { until } if *until > now && !self.blocked => Step::Answer { until: *until, pays },
            Mine::Waiting { ahead } if self.offers_open(now) => Step::LeaveList { place: ahead + 1 },
            Mine::Removed => Step::Closed,
            _ if self.blocked => Step::Closed,
            _ if self.exclusive && !self.invited => Step::InvitedOnly,
            _ if self.taken < self.seats && (self.line == 0 || !self.offers_open(now)) => Step::Register { pays, password: self.private },
            _ if self.list_open(now) => Step::JoinList { password: self.private },
            _ => Step::Full,
        }
    }

    /// Whether the person may take a seat now; `Ok(false)` says that they have one already.
    pub fn may_register(&self, now: Micros) -> Result<bool, Refusal> {
        match self.step(now) {
            Step::Register { .. } => Ok(true),
            Step::Registered { .. } | Step::Join | Step::Pay { .. } => Ok(false),
            other => Err(other.refusal()),
        }
    }

    /// Whether the person may queue now; `Ok(false)` says that they do already.
    pub fn may_queue(&self, now: Micros) -> Result<bool, Refusal> {
        match self.step(now) {
            Step::JoinList { .. } => Ok(true),
            Step::LeaveList { .. } | Step::Answer { .. } => Ok(false),
            Step::Register { .. } => Err(Refusal::SeatsLeft),
            other => Err(other.refusal()),
        }
    }

    /// Whether money comes back when the person cancels now.
    pub fn refunds(&self, now: Micros) -> bool {
        now < self.free_until()
    }
}

impl Step {
    fn refusal(&self) -> Refusal {
        match self {
            Self::Over => Refusal::MeetingOver,
            Self::Cancelled => Refusal::MeetingCancelled,
            Self::InvitedOnly => Refusal::InvitedOnly,
            Self::Host { .. } => Refusal::YouHost,
            Self::Registered { .. } | Self::Join => Refusal::RegisteredAlready,
            Self::Full | Self::JoinList { .. } | Self::LeaveList { .. } => Refusal::MeetingFull,
            Self::Answer { .. } => Refusal::OfferWaits,
            _ => Refusal::NotForYou,
        }
    }
}

/// Until when an offer of a seat stands that is made now: a quarter of the time that is left until the list closes, at
/// least ten minutes and at most a day, and never beyond the closing. `None` when the list is closed: then nobody is asked.
pub fn offer_until(starts_at: Micros, now: Micros) -> Option<Micros> {
    let closes = starts_at - limits().list_closes();
    let left = closes - now;
    (left > 0).then(|| (now + (left / 4).clamp(OFFER.0, OFFER.1)).min(closes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::HOUR;
    use proptest::prelude::*;

    const START: Micros = 1_000 * DAY;

    fn facts() -> Facts {
        Facts {
            cancelled: false,
            starts_at: START,
            minutes: 60,
            seats: 10,
            taken: 3,
            line: 0,
            waiting_list: true,
            price: 0,
            private: false,
            exclusive: false,
            invited: false,
            blocked: false,
            mine: Mine::Nothing,
            moved: false,
        }
    }

    #[test]
    fn the_action_says_its_state() {
        let now = START - 3 * DAY;
        let full = Facts { taken: 10, ..facts() };
        for (facts, step) in [
            (facts(), Step::Register { pays: false, password: false }),
            (Facts { price: 500, private: true, ..facts() }, Step::Register { pays: true, password: true }),
            (full.clone(), Step::JoinList { password: false }),
            (Facts { waiting_list: false, ..full.clone() }, Step::Full),
            (Facts { mine: Mine::Waiting { ahead: 4 }, ..full.clone() }, Step::LeaveList { place: 5 }),
            (Facts { mine: Mine::Offered { until: now + 1 }, ..full.clone() }, Step::Answer { until: now + 1, pays: false }),
            (Facts { mine: Mine::Offered { until: now }, ..full.clone() }, Step::JoinList { password: false }),
            (Facts { mine: Mine::Registered, ..full.clone() }, Step::Registered { free_until: START - DAY }),
            (Facts { exclusive: true, ..facts() }, Step::InvitedOnly),
            (Facts { exclusive: true, invited: true, ..facts() }, Step::Register { pays: false, password: false }),
            (Facts { blocked: true, ..facts() }, Step::Closed),
            (Facts { blocked: true, mine: Mine::Offered { until: now + 1 }, ..full.clone() }, Step::Closed),
            (Facts { blocked: true, mine: Mine::Registered, ..full.clone() }, Step::Registered { free_until: START - DAY }),
            (Facts { mine: Mine::Hosting, ..facts() }, Step::Host { open: false }),
            (Facts { cancelled: true, mine: Mine::Registered, ..facts() }, Step::Cancelled),
        ] {
            assert_eq!(facts.step(now), step, "{facts:?}");
        }
    }

    #[test]
    fn nobody_overtakes_those_who_wait() {
        let line = Facts { taken: 9, line: 2, ..facts() };
        assert_eq!(line.step(START - DAY), Step::JoinList { password: false });
        assert_eq!(
            line.step(START - 5 * MINUTE),
            Step::Register { pays: false, password: false },
            "the list is closed: first come, first served"
        );
    }

    #[test]
    fn join_shows_from_15_minutes_before_until_the_end() {
        let mine = Facts { mine: Mine::Registered, ..facts() };
        assert!(matches!(mine.step(START - limits().join_before() - 1), Step::Registered { .. }));
        assert_eq!(mine.step(START - limits().join_before()), Step::Join);
        assert_eq!(mine.step(START + 60 * MINUTE - 1), Step::Join);
        assert_eq!(mine.step(START + 60 * MINUTE), Step::Over);
    }

    #[test]
    fn money_comes_back_until_24_hours_before_and_not_at_24_hours() {
        assert!(facts().refunds(START - DAY - 1));
        assert!(!facts().refunds(START - DAY));
    }

    #[test]
    fn whoever_was_given_another_time_may_change_their_mind_until_the_start() {
        let moved = Facts { mine: Mine::Registered, moved: true, ..facts() };
        assert_eq!(moved.step(START - HOUR), Step::Registered { free_until: START });
        assert!(moved.refunds(START - 1));
        assert!(!moved.refunds(START));
    }

    #[test]
    fn those_who_wait_keep_their_place_when_nobody_else_may_queue() {
        let closed = Facts { waiting_list: false, line: 2, ..facts() };
        let now = START - 3 * DAY;
        assert_eq!(Facts { mine: Mine::Waiting { ahead: 0 }, ..closed.clone() }.step(now), Step::LeaveList { place: 1 });
        assert_eq!(closed.step(now), Step::Full, "nobody overtakes them");
        assert_eq!(Facts { line: 0, ..closed }.step(now), Step::Register { pays: false, password: false });
    }

    proptest! {
        #[test]
        fn an_offer_can_always_be_taken_up_and_gets_shorter_as_the_start_nears(before in 1_i64..30 * DAY, later in 1_i64..DAY) {
            let now = START - limits().list_closes() - before;
            let until = offer_until(START, now).expect("the list is open");
            prop_assert!(until > now && until <= START - limits().list_closes());
            if let Some(next) = offer_until(START, now + later) {
                prop_assert!(next - (now + later) <= until - now);
            }
        }

        #[test]
        fn after_the_closing_nobody_is_asked(after in 0_i64..DAY) {
            prop_assert_eq!(offer_until(START, START - limits().list_closes() + after), None);
        }
    }
}
