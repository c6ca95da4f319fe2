//! The state machine of a pair. Each act looks at the pair from the side of the person who acts, and answers what
//! changes or why nothing may. A second click, a second tab and a lost race find the change made and change nothing.
use super::{ASK_AGAIN_AFTER, MOST_OPEN_REQUESTS, Standing};
use crate::time::DAY;
use crate::{Micros, Refusal};

/// How far two people have come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Nothing holds between them: they never asked, or a block ended it.
    Nothing,
    /// One asked, the other has not answered.
    Pending,
    /// They can write to each other.
    Connected,
    /// The asked person said not now.
    Declined,
    /// The asker took the request back.
    Withdrawn,
}

impl State {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Pending => "pending",
            Self::Connected => "connected",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word kept in the database; an unknown word holds nothing open.
    pub fn from_stored(word: &str) -> Self {
        match word {
            "pending" => Self::Pending,
            "connected" => Self::Connected,
            "declined" => Self::Declined,
            "withdrawn" => Self::Withdrawn,
            _ => Self::Nothing,
        }
    }
}

/// One of the two, seen from the one who acts or looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The one who acts or looks.
    Me,
    /// The other one.
    Them,
}

impl Side {
    /// The same side, seen by the other person.
    pub fn turned(self) -> Self {
        match self {
            Self::Me => Self::Them,
            Self::Them => Self::Me,
        }
    }
}

/// What the pair's one row says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    /// How far they have come.
    pub state: State,
    /// Who asked last.
    pub asker: Side,
    /// When that was.
    pub asked_at: Micros,
    /// When the asked person answered, or the asker took it back.
    pub answered_at: Option<Micros>,
}

/// Whether, and how, the other person takes new connections.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Openness {
    /// Not at all: no supporter, a hidden profile, or no new connections wanted.
    Closed,
    /// They answer each request themselves.
    ByHand,
    /// Every request is approved at once.
    Automatic,
}

/// Everything the rules need to know of two people, from the side of one of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The row, if the two ever had to do with each other.
    pub link: Option<Link>,
    /// I have blocked them.
    pub i_blocked: bool,
    /// They have blocked me. Nothing that I am answered may tell it.
    pub they_blocked: bool,
    /// How they take new connections.
    pub they_take: Openness,
    /// How many requests of mine wait for an answer, of anybody.
    pub my_open_requests: i64,
}

/// What became true, in the order in which it is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Happened {
    /// I asked.
    Asked,
    /// A request was approved; `automatic` if nobody had to press a button.
    Approved { automatic: bool },
    /// I said not now.
    Declined,
    /// I took my request back.
    Withdrawn,
    /// I blocked them.
    Blocked,
    /// They may ask me again.
    Unblocked,
}

/// What is to be written down. Nothing at all if the act had been done before.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// The row as it becomes.
    pub link: Option<Link>,
    /// Whether I block them from now on.
    pub i_block: Option<bool>,
    /// What to tell.
    pub happened: Vec<Happened>,
}

impl Change {
    /// Whether everything was so already.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    fn link(link: Link, happened: Happened) -> Result<Self, Refusal> {
        Ok(Self { link: Some(link), i_block: None, happened: vec![happened] })
    }

    /// My request is taken back. Somebody who has blocked me does not see it, and so hears nothing of its end.
    fn take_back(pair: &Pair, mine: Link, now: Micros) -> Self {
        let happened = if pair.they_blocked { Vec::new() } else { vec![Happened::Withdrawn] };
        Self { link: Some(mine.answered(State::Withdrawn, now)), i_block: None, happened }
    }
}

impl Pair {
    /// What they are to me now. A block on their side looks like an unanswered request or like somebody who takes
    /// no new connections.
    pub fn standing(&self, now: Micros) -> Standing {
        if self.i_blocked {
            return Standing::YouBlocked;
        }
        match self.link {
            Some(Link { state: State::Connected, .. }) => Standing::Connected,
            Some(Link { state: State::Pending, asker: Side::Me, .. }) => Standing::Asked,
            Some(Link { state: State::Pending, asker: Side::Them, .. }) => Standing::AskedYou,
            Some(link) if link.rest(now).is_some() => Standing::NotNow,
            _ if self.they_blocked || self.they_take == Openness::Closed => Standing::Closed,
            _ => Standing::Open,
        }
    }

    /// The pair after a change of mine.
    pub fn after(mut self, change: &Change) -> Self {
        if change.link.is_some() {
            self.link = change.link;
        }
        if let Some(blocked) = change.i_block {
            self.i_blocked = blocked;
        }
        self
    }

    fn waits_for(&self, answer_of: Side) -> Option<Link> {
        self.link.filter(|link| link.state == State::Pending && link.asker == answer_of.turned())
    }

    fn is(&self, state: State) -> bool {
        self.link.is_some_and(|link| link.state == state)
    }
}

impl Link {
    fn answered(self, state: State, now: Micros) -> Self {
        Self { state, answered_at: Some(now), ..self }
    }

    /// How long I still have to wait before I may ask again, if they said not now.
    fn rest(&self, now: Micros) -> Option<Micros> {
        let said = self.answered_at.filter(|_| self.state == State::Declined && self.asker == Side::Me)?;
        Some(said + ASK_AGAIN_AFTER - now).filter(|rest| *rest > 0)
    }
}

/// I ask to connect. Two who ask each other are connected; whoever blocked me looks closed.
pub fn request(pair: &Pair, now: Micros) -> Result<Change, Refusal> {
    if pair.i_blocked {
        return Err(Refusal::YouBlocked);
    }
    if pair.is(State::Connected) || pair.waits_for(Side::Them).is_some() {
        return Ok(Change::default());
    }
    if let Some(theirs) = pair.waits_for(Side::Me) {
        return Change::link(theirs.answered(State::Connected, now), Happened::Approved { automatic: false });
    }
    if let Some(rest) = pair.link.and_then(|link| link.rest(now)) {
        return Err(Refusal::AskAgainLater((rest + DAY - 1) / DAY));
    }
    if pair.they_blocked {
        return Err(Refusal::NotAccepting);
    }
    let mine = Link { state: State::Pending, asker: Side::Me, asked_at: now, answered_at: None };
    match pair.they_take {
        Openness::Closed => Err(Refusal::NotAccepting),
        Openness::Automatic => Change::link(mine.answered(State::Connected, now), Happened::Approved { automatic: true }),
        Openness::ByHand if pair.my_open_requests >= MOST_OPEN_REQUESTS => Err(Refusal::TooManyRequests),
        Openness::ByHand => Change::link(mine, Happened::Asked),
    }
}

/// I say yes to their request.
pub fn approve(pair: &Pair, now: Micros) -> Result<Change, Refusal> {
    if pair.is(State::Connected) {
        return Ok(Change::default());
    }
    match pair.waits_for(Side::Me) {
        Some(theirs) if !pair.i_blocked => Change::link(theirs.answered(State::Connected, now), Happened::Approved { automatic: false }),
        _ => Err(Refusal::RequestClosed),
    }
}

/// I say not now to their request.
pub fn decline(pair: &Pair, now: Micros) -> Result<Change, Refusal> {
    if pair.link.is_some_and(|link| link.state == State::Declined && link.asker == Side::Them) {
        return Ok(Change::default());
    }
    match pair.waits_for(Side::Me) {
        Some(theirs) if !pair.i_blocked => Change::link(theirs.answered(State::Declined, now), Happened::Declined),
        _ => Err(Refusal::RequestClosed),
    }
}

/// I take my request back.
pub fn withdraw(pair: &Pair, now: Micros) -> Result<Change, Refusal> {
    if pair.link.is_some_and(|link| link.state == State::Withdrawn && link.asker == Side::Me) {
        return Ok(Change::default());
    }
    match pair.waits_for(Side::Them) {
        Some(mine) => Ok(Change::take_back(pair, mine, now)),
        None => Err(Refusal::RequestClosed),
    }
}

/// I block them: a connection ends, my own request is taken back. A request of theirs goes on waiting in their eyes,
/// so that they are not told, and I don't see it any more.
pub fn block(pair: &Pair, now: Micros) -> Result<Change, Refusal> {
    if pair.i_blocked {
        return Ok(Change::default());
    }
    let mut change = match pair.waits_for(Side::Them) {
        Some(mine) => Change::take_back(pair, mine, now),
        None => Change::default(),
    };
    if pair.is(State::Connected) {
        change.link = pair.link.map(|link| link.answered(State::Nothing, now));
    }
    change.i_block = Some(true);
    change.happened.push(Happened::Blocked);
    Ok(change)
}

/// I lift my block. What was before does not come back: a request that waited all the while is over.
pub fn unblock(pair: &Pair, now: Micros) -> Result<Change, Refusal> {
    if !pair.i_blocked {
        return Ok(Change::default());
    }
    let over = pair.waits_for(Side::Me).map(|theirs| theirs.answered(State::Withdrawn, now));
    Ok(Change { link: over, i_block: Some(false), happened: vec![Happened::Unblocked] })
}
