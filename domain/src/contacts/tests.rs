//! The rules of a pair, one by one and in every order that two people can find.
use super::*;
use crate::time::SECOND;
use proptest::prelude::*;

const NOW: Micros = 1_795_348_800 * SECOND;

fn strangers() -> Pair {
    Pair { link: None, i_blocked: false, they_blocked: false, they_take: Openness::ByHand, my_open_requests: 0 }
}

fn linked(state: State, asker: Side) -> Pair {
    let answered_at = (state != State::Pending).then_some(NOW);
    Pair { link: Some(Link { state, asker, asked_at: NOW, answered_at }), ..strangers() }
}

fn standing_after(pair: Pair, change: &Change) -> Standing {
    pair.after(change).standing(NOW)
}

#[test]
fn asking_depends_on_who_is_asked_and_on_what_was_before() {
    let cases = [
        ("a stranger who answers by hand", strangers(), Ok((Standing::Asked, 1))),
        ("a stranger who approves automatically", Pair { they_take: Openness::Automatic, ..strangers() }, Ok((Standing::Connected, 1))),
        ("somebody who takes no new connections", Pair { they_take: Openness::Closed, ..strangers() }, Err(Refusal::NotAccepting)),
        ("somebody who blocked me looks the same", Pair { they_blocked: true, ..strangers() }, Err(Refusal::NotAccepting)),
        (
            "an automatic one who blocked me looks the same",
            Pair { they_blocked: true, they_take: Openness::Automatic, ..strangers() },
            Err(Refusal::NotAccepting),
        ),
        ("somebody I blocked", Pair { i_blocked: true, ..strangers() }, Err(Refusal::YouBlocked)),
        ("the eleventh", Pair { my_open_requests: 10, ..strangers() }, Err(Refusal::TooManyRequests)),
        (
            "an automatic eleventh, which waits for nobody",
            Pair { my_open_requests: 10, they_take: Openness::Automatic, ..strangers() },
            Ok((Standing::Connected, 1)),
        ),
        ("the same again", linked(State::Pending, Side::Me), Ok((Standing::Asked, 0))),
        (
            "the same again when they have blocked me meanwhile",
            Pair { they_blocked: true, ..linked(State::Pending, Side::Me) },
            Ok((Standing::Asked, 0)),
        ),
        ("somebody who has asked me", linked(State::Pending, Side::Them), Ok((Standing::Connected, 1))),
        (
            "somebody closed who has asked me",
            Pair { they_take: Openness::Closed, ..linked(State::Pending, Side::Them) },
            Ok((Standing::Connected, 1)),
        ),
        ("somebody connected", linked(State::Connected, Side::Me), Ok((Standing::Connected, 0))),
        ("after taking it back", linked(State::Withdrawn, Side::Me), Ok((Standing::Asked, 1))),
        ("after a block ended it", linked(State::Nothing, Side::Me), Ok((Standing::Asked, 1))),
        ("right after not now", linked(State::Declined, Side::Me), Err(Refusal::AskAgainLater(30))),
        ("somebody I said not now to", linked(State::Declined, Side::Them), Ok((Standing::Asked, 1))),
    ];
    for (who, pair, expected) in cases {
        let got = request(&pair, NOW).map(|change| (standing_after(pair, &change), change.happened.len()));
        assert_eq!(got, expected, "{who}");
    }
}

#[test]
fn after_not_now_one_may_ask_again_on_the_thirtieth_day() {
    let pair = linked(State::Declined, Side::Me);
    assert_eq!(request(&pair, NOW + DAY), Err(Refusal::AskAgainLater(29)));
    assert_eq!(request(&pair, NOW + ASK_AGAIN_AFTER - 1), Err(Refusal::AskAgainLater(1)));
    assert_eq!(pair.standing(NOW + ASK_AGAIN_AFTER - 1), Standing::NotNow);
    assert_eq!(pair.standing(NOW + ASK_AGAIN_AFTER), Standing::Open);
    assert!(request(&pair, NOW + ASK_AGAIN_AFTER).is_ok());
}

#[test]
fn answers_fit_only_a_request_that_waits_for_me() {
    type Act = fn(&Pair, Micros) -> Result<Change, Refusal>;
    let closed = Err(Refusal::RequestClosed);
    let acts: [(&str, Act, Pair, Result<Standing, Refusal>); 13] = [
        ("approve theirs", approve, linked(State::Pending, Side::Them), Ok(Standing::Connected)),
        ("approve twice", approve, linked(State::Connected, Side::Them), Ok(Standing::Connected)),
        ("approve mine", approve, linked(State::Pending, Side::Me), closed.clone()),
        ("approve what was taken back", approve, linked(State::Withdrawn, Side::Them), closed.clone()),
        ("approve one I blocked", approve, Pair { i_blocked: true, ..linked(State::Pending, Side::Them) }, closed.clone()),
        ("approve nothing", approve, strangers(), closed.clone()),
        ("decline theirs", decline, linked(State::Pending, Side::Them), Ok(Standing::Open)),
        ("decline twice", decline, linked(State::Declined, Side::Them), Ok(Standing::Open)),
        ("decline after approving", decline, linked(State::Connected, Side::Them), closed.clone()),
        ("withdraw mine", withdraw, linked(State::Pending, Side::Me), Ok(Standing::Open)),
        ("withdraw twice", withdraw, linked(State::Withdrawn, Side::Me), Ok(Standing::Open)),
        ("withdraw theirs", withdraw, linked(State::Pending, Side::Them), closed.clone()),
        ("withdraw after yes", withdraw, linked(State::Connected, Side::Me), closed),
    ];
    for (what, act, pair, expected) in acts {
        assert_eq!(act(&pair, NOW).map(|change| standing_after(pair, &change)), expected, "{what}");
    }
}

#[test]
fn a_note_is_trimmed_and_may_hold_five_hundred_characters() {
    assert_eq!(note("  Hello\r\nthere\u{7} \n"), Ok("Hello\nthere".to_owned()));
    assert_eq!(note(&"ä".repeat(500)).map(|kept| kept.chars().count()), Ok(500));
    assert!(matches!(note(&"a".repeat(501)), Err(Refusal::Invalid(_))));
}

/// Two people and what the database holds of them.
#[derive(Clone, Debug)]
struct Two {
    link: Option<Link>,
    blocks: [bool; 2],
    takes: [Openness; 2],
    now: Micros,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Ask,
    Approve,
    Decline,
    Withdraw,
    Block,
    Unblock,
    Take(Openness),
    Wait(i64),
}

impl Two {
    /// The pair as person `who` (0 or 1) sees it; the row is kept as person 0 sees it.
    fn seen_by(&self, who: usize) -> Pair {
        let link = self.link.map(|link| Link { asker: if who == 0 { link.asker } else { link.asker.turned() }, ..link });
        let my_open_requests = i64::from(link.is_some_and(|link| link.state == State::Pending && link.asker == Side::Me));
        Pair { link, i_blocked: self.blocks[who], they_blocked: self.blocks[1 - who], they_take: self.takes[1 - who], my_open_requests }
    }

    fn act(&self, who: usize, step: Step) -> Result<Change, Refusal> {
        let pair = self.seen_by(who);
        match step {
            Step::Ask => request(&pair, self.now),
            Step::Approve => approve(&pair, self.now),
            Step::Decline => decline(&pair, self.now),
            Step::Withdraw => withdraw(&pair, self.now),
            Step::Block => block(&pair, self.now),
            Step::Unblock => unblock(&pair, self.now),
            Step::Take(_) | Step::Wait(_) => Ok(Change::default()),
        }
    }

    fn keep(&mut self, who: usize, change: &Change) {
        let after = self.seen_by(who).after(change);
        self.link = after.link.map(|link| Link { asker: if who == 0 { link.asker } else { link.asker.turned() }, ..link });
        self.blocks[who] = after.i_blocked;
    }

    fn connected(&self) -> bool {
        self.link.is_some_and(|link| link.state == State::Connected)
    }
}

fn steps() -> impl Strategy<Value = Vec<(usize, Step)>> {
    let step = prop_oneof![
        4 => Just(Step::Ask),
        2 => Just(Step::Approve),
        1 => Just(Step::Decline),
        1 => Just(Step::Withdraw),
        1 => Just(Step::Block),
        2 => Just(Step::Unblock),
        1 => prop_oneof![Just(Openness::Closed), Just(Openness::ByHand), Just(Openness::Automatic)].prop_map(Step::Take),
        1 => (1_i64..40).prop_map(|days| Step::Wait(days * DAY)),
    ];
    prop::collection::vec((0_usize..2, step), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_two_people_do_in_whatever_order_each_act_has_one_clean_outcome(steps in steps()) {
        let mut two = Two { link: None, blocks: [false; 2], takes: [Openness::ByHand; 2], now: NOW };
        let mut said_not_now: [Option<Micros>; 2] = [None; 2];
        for (who, step) in steps {
            match step {
                Step::Take(how) => two.takes[who] = how,
                Step::Wait(time) => two.now += time,
                _ => {}
            }
            let before = two.clone();
            let outcome = two.act(who, step);
            let Ok(change) = outcome else { continue };
            two.keep(who, &change);

            // A connection comes from somebody's yes, once, and never while one of them blocks the other.
            let approvals = change.happened.iter().filter(|what| matches!(what, Happened::Approved { .. })).count();
            prop_assert_eq!(approvals, usize::from(two.connected() && !before.connected()));
            prop_assert!(!(two.connected() && (two.blocks[0] || two.blocks[1])));
            // Both see the same connection.
            prop_assert_eq!(
                two.seen_by(0).standing(two.now) == Standing::Connected,
                two.seen_by(1).standing(two.now) == Standing::Connected
            );
            // The one who is blocked is told nothing: no state of theirs names it, and no request of the other one waits for them.
            for one in 0..2 {
                let standing = two.seen_by(one).standing(two.now);
                prop_assert_eq!(standing == Standing::YouBlocked, two.blocks[one]);
                if two.blocks[1 - one] && !two.blocks[one] {
                    prop_assert!(matches!(standing, Standing::Asked | Standing::NotNow | Standing::Closed));
                }
            }
            // A second click changes nothing and is not refused.
            prop_assert_eq!(two.act(who, step), Ok(Change::default()));
            // Not now holds for 30 days, whatever is tried in between, unless the one who said it asks.
            if change.happened.contains(&Happened::Declined) {
                said_not_now[1 - who] = Some(two.now);
            }
            if change.happened.contains(&Happened::Asked) {
                if let Some(said) = said_not_now[who] {
                    prop_assert!(two.now - said >= ASK_AGAIN_AFTER);
                }
                said_not_now[1 - who] = None;
            }
            if approvals > 0 {
                said_not_now = [None; 2];
            }
        }
    }

    #[test]
    fn when_both_ask_at_once_the_order_does_not_matter(
        first in 0_usize..2,
        takes in prop::array::uniform2(prop_oneof![Just(Openness::ByHand), Just(Openness::Automatic)]),
    ) {
        let mut two = Two { link: None, blocks: [false; 2], takes, now: NOW };
        let mut told = Vec::new();
        for who in [first, 1 - first, first, 1 - first] {
            let change = two.act(who, Step::Ask).expect("both are open");
            two.keep(who, &change);
            told.extend(change.happened);
        }
        prop_assert!(two.connected());
        prop_assert_eq!(told.iter().filter(|what| matches!(what, Happened::Approved { .. })).count(), 1);
    }

    #[test]
    fn asking_while_being_blocked_ends_without_a_connection_in_either_order(block_first in any::<bool>(), automatic in any::<bool>()) {
        let takes = [Openness::ByHand, if automatic { Openness::Automatic } else { Openness::ByHand }];
        let mut two = Two { link: None, blocks: [false; 2], takes, now: NOW };
        let order = if block_first { [(1, Step::Block), (0, Step::Ask)] } else { [(0, Step::Ask), (1, Step::Block)] };
        for (who, step) in order {
            if let Ok(change) = two.act(who, step) {
                two.keep(who, &change);
            }
        }
        prop_assert!(!two.connected());
        prop_assert!(matches!(two.seen_by(0).standing(NOW), Standing::Asked | Standing::Closed));
        prop_assert_eq!(two.act(1, Step::Approve), Err(Refusal::RequestClosed));
    }
}
