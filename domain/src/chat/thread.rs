//! A browser's copy of a conversation: every line once, in order, no more of them than a phone can hold.
use crate::events::Message;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// How many lines a tab keeps.
pub const MOST_LINES: usize = 400;

/// A message with the labels of its reader.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    /// The message.
    pub message: Message,
    /// "6:12 pm".
    pub clock: String,
    /// `2026-11-22`: lines with the same text were written on the same day.
    pub date: String,
    /// "Today", "Tuesday", "12 November".
    pub day: String,
}

/// What became of a line that arrived.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
    /// It, and perhaps others that waited for it, stand at the end now.
    Shown,
    /// It was here before, or belongs to a part that is not on screen.
    Known,
    /// Something before it has not arrived: ask again, it waits.
    Gap,
}

/// The lines of a conversation with no gap between them, and those that wait for a gap to be filled.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Thread {
    lines: VecDeque<Line>,
    waiting: BTreeMap<i64, Line>,
    known: i64,
    earlier: bool,
    newest: i64,
}

impl Thread {
    /// Starts with some lines, oldest first. `earlier` says that there are older ones, `newest` is the number of the
    /// room's last line: where it is higher than the last of `lines`, the thread shows an older part.
    pub fn new(lines: Vec<Line>, earlier: bool, newest: i64) -> Self {
        let known = lines.last().map_or(newest, |line| line.message.seq);
        Self { lines: lines.into(), waiting: BTreeMap::new(), known, earlier, newest: newest.max(known) }
    }

    /// The lines to show, oldest first.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = &Line> + ExactSizeIterator {
        self.lines.iter()
    }

    /// The number up to which everything is known: what to resume after.
    pub fn known(&self) -> i64 {
        self.known
    }

    /// Whether there are older lines than the first one here.
    pub fn earlier(&self) -> bool {
        self.earlier
    }

    /// The number of the first line here, for reading what is before it.
    pub fn first(&self) -> i64 {
        self.lines.front().map_or(self.known + 1, |line| line.message.seq)
    }

    /// Whether the end is not on screen because the reader has scrolled far back.
    pub fn cut(&self) -> bool {
        self.known < self.newest && self.waiting.is_empty()
    }

    /// Whether lines wait for one before them that has not arrived.
    pub fn waits(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The number of the newest line heard of.
    pub fn newest(&self) -> i64 {
        self.newest
    }

    /// A line has arrived, perhaps again, perhaps early.
    pub fn take(&mut self, line: Line) -> Taken {
        let seq = line.message.seq;
        let cut = self.cut();
        self.newest = self.newest.max(seq);
        if cut || seq <= self.known || self.waiting.contains_key(&seq) {
            return Taken::Known;
        }
        self.waiting.insert(seq, line);
        let mut shown = false;
        while let Some(next) = self.waiting.remove(&(self.known + 1)) {
            self.known += 1;
            self.lines.push_back(next);
            shown = true;
        }
        match (shown, self.waiting.is_empty()) {
            (_, false) => Taken::Gap,
            (true, true) => Taken::Shown,
            (false, true) => Taken::Known,
        }
    }

    /// What was missed while the line was down, oldest first. With `more` these are only the newest ones: they replace
    /// what is here, and what lies between is read by scrolling back.
    pub fn missed(&mut self, lines: Vec<Line>, more: bool) {
        if self.cut() {
            if let Some(last) = lines.last() {
                self.newest = self.newest.max(last.message.seq);
            }
            return;
        }
        if more && lines.first().is_some_and(|first| first.message.seq > self.known + 1) {
            let newest = lines.last().map_or(self.newest, |last| last.message.seq.max(self.newest));
            let waiting = std::mem::take(&mut self.waiting);
            *self = Self::new(lines, true, 0);
            self.newest = newest.max(self.known);
            for line in waiting.into_values() {
                self.take(line);
            }
            return;
        }
        for line in lines {
            self.take(line);
        }
    }

    /// Older lines were read, oldest first, up to the first one here.
    pub fn prepend(&mut self, older: Vec<Line>, earlier: bool) {
        let first = self.first();
        for line in older.into_iter().rev() {
            if line.message.seq < first {
                self.lines.push_front(line);
            }
        }
        self.earlier = earlier;
    }

    /// Lets go of the oldest lines when there are too many: the reader is at the end.
    pub fn trim_start(&mut self) {
        while self.lines.len() > MOST_LINES {
            self.lines.pop_front();
            self.earlier = true;
        }
    }

    /// Lets go of the newest lines when there are too many: the reader has scrolled far back.
    pub fn trim_end(&mut self) {
        if self.lines.len() > MOST_LINES {
            self.waiting.clear();
            self.lines.truncate(MOST_LINES);
            self.known = self.lines.back().map_or(self.known, |line| line.message.seq);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountId;
    use proptest::prelude::*;

    fn line(seq: i64) -> Line {
        let author = AccountId::trusted("a");
        let message = Message { seq, author, name: "A".into(), client_id: format!("line-{seq}"), text: format!("{seq}"), at: seq };
        Line { message, clock: String::new(), date: String::new(), day: String::new() }
    }

    fn shown(thread: &Thread) -> Vec<i64> {
        thread.lines().map(|line| line.message.seq).collect()
    }

    #[test]
    fn lines_stand_in_order_however_they_arrive() {
        let mut thread = Thread::new(vec![line(1)], false, 1);
        assert_eq!(thread.take(line(3)), Taken::Gap);
        assert_eq!(thread.take(line(3)), Taken::Known);
        assert_eq!(shown(&thread), [1]);
        assert_eq!(thread.take(line(2)), Taken::Shown);
        assert_eq!(shown(&thread), [1, 2, 3]);
        assert_eq!(thread.take(line(2)), Taken::Known);
    }

    #[test]
    fn after_a_long_absence_the_newest_lines_replace_the_old_ones() {
        let mut thread = Thread::new(vec![line(1), line(2)], false, 2);
        thread.missed((300..=400).map(line).collect(), true);
        assert_eq!((thread.first(), thread.known(), thread.earlier(), thread.cut()), (300, 400, true, false));
    }

    #[test]
    fn a_tab_keeps_only_so_many_lines_at_either_end() {
        let mut thread = Thread::new((1..=MOST_LINES as i64 + 10).map(line).collect(), false, MOST_LINES as i64 + 10);
        thread.trim_start();
        assert_eq!((thread.lines().len(), thread.first(), thread.earlier()), (MOST_LINES, 11, true));
        thread.prepend((1..=10).map(line).collect(), false);
        thread.trim_end();
        assert_eq!((thread.first(), thread.known(), thread.cut()), (1, MOST_LINES as i64, true));
        assert_eq!(thread.take(line(MOST_LINES as i64 + 11)), Taken::Known);
        assert_eq!(thread.newest(), MOST_LINES as i64 + 11);
    }

    #[test]
    fn an_older_part_of_a_conversation_does_not_grow_at_its_end() {
        let mut thread = Thread::new(vec![line(5), line(6)], true, 90);
        assert!(thread.cut());
        assert_eq!(thread.take(line(91)), Taken::Known);
        thread.missed(vec![line(92)], false);
        assert_eq!((shown(&thread), thread.newest()), (vec![5, 6], 92));
    }

    proptest! {
        #[test]
        fn whatever_arrives_in_whatever_order_each_line_stands_once_and_in_order(order in proptest::collection::vec(1i64..40, 0..200)) {
            let mut thread = Thread::new(Vec::new(), false, 0);
            for seq in order {
                thread.take(line(seq));
            }
            thread.missed((1..40).map(line).collect(), false);
            prop_assert_eq!(shown(&thread), (1..40).collect::<Vec<_>>());
        }
    }
}
