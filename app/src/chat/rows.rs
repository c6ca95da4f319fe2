//! What stands in a conversation, from top to bottom: lines grouped by person and time, with dividers between them.
use domain::AccountId;
use domain::chat::{Draft, Line, RoomKind, State};
use domain::time::MINUTE;

/// Lines of one person within this time stand together.
const TOGETHER: i64 = 5 * MINUTE;

/// How far one's own last line has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// On its way.
    Sending,
    /// Kept here until the line is back.
    Waiting,
    /// Stored.
    Sent,
    /// It has reached the other's browser.
    Delivered,
    /// The other has read it.
    Read,
}

/// One row of a conversation.
#[derive(Clone, PartialEq, Debug)]
pub enum Row {
    /// A new day starts.
    Day { date: String, label: String },
    /// From here on it is new.
    New,
    /// A line. `first` opens a group: the name stands above it.
    Line { id: String, own: bool, first: bool, name: String, text: String, clock: String },
    /// Closes a group: face, time, and how far one's own last line has come.
    Foot { id: String, own: bool, author: AccountId, name: String, clock: String, mark: Option<Mark> },
    /// One's own line that the site did not take, and why.
    Trouble { id: String, text: String, why: String },
}

impl Row {
    /// The same key is the same row with the same content: rows are never changed, they come and go. An own line keeps its
    /// key when it is stored, so that it is not said twice.
    pub fn key(&self) -> String {
        match self {
            Self::Day { date, label } => format!("d{date}{label}"),
            Self::New => "new".into(),
            Self::Line { id, first, .. } => format!("l{id}{}", u8::from(*first)),
            Self::Foot { id, clock, mark, .. } => format!("f{id}{clock}{mark:?}"),
            Self::Trouble { id, why, .. } => format!("t{id}{why}"),
        }
    }
}

/// What the rows are made of.
pub struct Parts<'a> {
    /// The reader.
    pub me: &'a AccountId,
    /// Of two, or public.
    pub kind: RoomKind,
    /// Stored lines, oldest first.
    pub lines: Vec<&'a Line>,
    /// One's own lines on their way.
    pub drafts: &'a [Draft],
    /// The last line that is not new, where a divider is wanted.
    pub read: Option<i64>,
    /// How far the other has received and read.
    pub theirs: (i64, i64),
    /// Whether the last lines are here: if not, nothing is on its way below them.
    pub whole: bool,
}

/// The rows, top to bottom.
pub fn rows(parts: &Parts) -> Vec<Row> {
    let mut rows = Vec::with_capacity(parts.lines.len() * 2);
    let last_own = parts.lines.iter().rposition(|line| line.message.author == *parts.me);
    let today = parts.lines.iter().filter(|line| line.day == "Today").map(|line| line.date.as_str()).max();
    let mut before: Option<&Line> = None;
    let mut divided = false;
    for (at, line) in parts.lines.iter().copied().enumerate() {
        let own = line.message.author == *parts.me;
        let new_day = before.is_none_or(|before| before.date != line.date);
        let new_here = !divided && !own && parts.read.is_some_and(|read| line.message.seq > read);
        let first = new_day || new_here || before.is_none_or(|before| !together(before, line));
        if new_day {
            // A page that stays open over midnight: what was today is yesterday now.
            let label = if line.day == "Today" && today.is_some_and(|today| today > line.date.as_str()) { "Yesterday" } else { &line.day };
            rows.push(Row::Day { date: line.date.clone(), label: label.to_owned() });
        }
        if new_here {
            rows.push(Row::New);
            divided = true;
        }
        let id = if own { line.message.client_id.clone() } else { line.message.seq.to_string() };
        let name = line.message.name.clone();
        rows.push(Row::Line { id, own, first, name: name.clone(), text: line.message.text.clone(), clock: line.clock.clone() });
        let next = parts.lines.get(at + 1).copied();
        let next_is_new =
            next.is_some_and(|next| !divided && next.message.author != *parts.me && parts.read.is_some_and(|read| next.message.seq > read));
        let ends = next_is_new || next.is_none_or(|next| next.date != line.date || !together(line, next));
        if ends {
            let marked =
                own && parts.kind == RoomKind::Pair && last_own == Some(at) && !(parts.whole && on_their_way(parts).next().is_some());
            let mark = marked.then(|| reached(line.message.seq, parts.theirs));
            let (author, clock) = (line.message.author.clone(), line.clock.clone());
            rows.push(Row::Foot { id: line.message.seq.to_string(), own, author, name, clock, mark });
        }
        before = Some(line);
    }
    if parts.whole {
        drafts(parts, before.is_some_and(|before| before.message.author == *parts.me), &mut rows);
    }
    rows
}

fn together(before: &Line, line: &Line) -> bool {
    before.message.author == line.message.author && line.message.at - before.message.at < TOGETHER
}

fn reached(seq: i64, (delivered, read): (i64, i64)) -> Mark {
    if seq <= read {
        Mark::Read
    } else if seq <= delivered {
        Mark::Delivered
    } else {
        Mark::Sent
    }
}

fn on_their_way<'a>(parts: &Parts<'a>) -> impl Iterator<Item = &'a Draft> {
    parts.drafts.iter().filter(|draft| !matches!(draft.state, State::Refused(_)))
}

fn drafts(parts: &Parts, follows_own: bool, rows: &mut Vec<Row>) {
    for draft in parts.drafts {
        if let State::Refused(why) = &draft.state {
            rows.push(Row::Trouble { id: draft.client_id.clone(), text: draft.text.clone(), why: why.clone() });
        }
    }
    let mut first = !follows_own;
    let mut mark = None;
    for draft in on_their_way(parts) {
        let (id, text) = (draft.client_id.clone(), draft.text.clone());
        rows.push(Row::Line { id, own: true, first, name: "You".into(), text, clock: String::new() });
        first = false;
        let this = if draft.state == State::Waiting { Mark::Waiting } else { Mark::Sending };
        mark = mark.or(Some(this));
    }
    if mark.is_some() {
        rows.push(Row::Foot { id: "way".into(), own: true, author: parts.me.clone(), name: "You".into(), clock: String::new(), mark });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::events::Message;

    const ME: &str = "me";

    fn line(seq: i64, author: &str, minute: i64, day: &str) -> Line {
        let author = AccountId::trusted(author);
        let (name, client_id, text) = (author.to_string(), format!("c{seq}"), format!("line {seq}"));
        let message = Message { seq, author, name, client_id, text, at: minute * MINUTE };
        Line { message, clock: format!("{minute}"), date: day.to_owned(), day: if day == "3" { "Today".into() } else { day.to_owned() } }
    }

    fn told(lines: &[Line], drafts: &[Draft], read: Option<i64>, theirs: (i64, i64)) -> Vec<String> {
        let me = AccountId::trusted(ME);
        let parts = Parts { me: &me, kind: RoomKind::Pair, lines: lines.iter().collect(), drafts, read, theirs, whole: true };
        rows(&parts)
            .into_iter()
            .map(|row| match row {
                Row::Day { label, .. } => format!("day {label}"),
                Row::New => "new".into(),
                Row::Line { own, first, text, .. } => {
                    format!("{}{}{text}", if own { "own " } else { "" }, if first { "first " } else { "" })
                }
                Row::Foot { clock, mark, .. } => format!("foot {clock}{}", mark.map(|mark| format!(" {mark:?}")).unwrap_or_default()),
                Row::Trouble { why, .. } => format!("trouble {why}"),
            })
            .collect()
    }

    #[test]
    fn lines_of_one_person_stand_together_until_somebody_else_speaks_or_time_passes() {
        let lines = [line(1, ME, 0, "1"), line(2, "x", 1, "1"), line(3, "x", 2, "1"), line(4, "x", 9, "1"), line(5, "x", 10, "2")];
        assert_eq!(
            told(&lines, &[], None, (0, 0)),
            [
                "day 1",
                "own first line 1",
                "foot 0 Sent",
                "first line 2",
                "line 3",
                "foot 2",
                "first line 4",
                "foot 9",
                "day 2",
                "first line 5",
                "foot 10"
            ]
        );
    }

    #[test]
    fn the_new_divider_stands_before_the_first_line_of_somebody_else_that_was_not_read() {
        let lines = [line(1, "x", 0, "1"), line(2, ME, 1, "1"), line(3, "x", 2, "1"), line(4, "x", 3, "1")];
        assert_eq!(
            told(&lines, &[], Some(1), (2, 2)),
            ["day 1", "first line 1", "foot 0", "own first line 2", "foot 1 Read", "new", "first line 3", "line 4", "foot 3"]
        );
        let split = [line(1, "x", 0, "1"), line(2, "x", 1, "1")];
        assert_eq!(told(&split, &[], Some(1), (0, 0)), ["day 1", "first line 1", "foot 0", "new", "first line 2", "foot 1"]);
        assert!(!told(&split, &[], Some(2), (0, 0)).contains(&"new".to_owned()));
    }

    #[test]
    fn what_is_on_its_way_stands_last_and_what_was_refused_says_why() {
        let draft = |id: &str, state| Draft { client_id: id.into(), text: format!("draft {id}"), state };
        let drafts = [draft("a", State::Refused("No.".into())), draft("b", State::Waiting), draft("c", State::Sending)];
        let lines = [line(1, ME, 0, "1")];
        assert_eq!(
            told(&lines, &drafts, None, (1, 0)),
            ["day 1", "own first line 1", "foot 0", "trouble No.", "own draft b", "own draft c", "foot  Waiting"]
        );
    }

    #[test]
    fn a_page_that_stays_open_over_midnight_calls_the_old_day_yesterday() {
        let mut old = line(1, "x", 0, "2");
        old.day = "Today".into();
        assert_eq!(told(&[old, line(2, "x", 1, "3")], &[], None, (0, 0))[0], "day Yesterday");
    }

    #[test]
    fn every_row_has_a_key_of_its_own() {
        let lines: Vec<Line> = (1..60).map(|seq| line(seq, if seq % 3 == 0 { ME } else { "x" }, seq * 2, "1")).collect();
        let me = AccountId::trusted(ME);
        let parts = Parts {
            me: &me,
            kind: RoomKind::Public,
            lines: lines.iter().collect(),
            drafts: &[],
            read: Some(30),
            theirs: (0, 0),
            whole: true,
        };
        let rows = rows(&parts);
        let keys: std::collections::HashSet<String> = rows.iter().map(Row::key).collect();
        assert_eq!(keys.len(), rows.len());
    }
}
