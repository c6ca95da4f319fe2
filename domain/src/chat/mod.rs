//! The rules of chat: what a message may hold, which ids a browser may make up, and what the screens know of a room.
mod draft;
mod links;
mod thread;

pub use draft::{Draft, Outbox, State};
pub use links::{Piece, pieces};
pub use thread::{Line, MOST_LINES, Taken, Thread};

use crate::events::Face;
use crate::{AccountId, Refusal, RoomId};
use serde::{Deserialize, Serialize};

/// The longest message, in characters.
pub const LONGEST: usize = 4_000;
/// How many messages are read at once when scrolling back.
pub const PAGE: i64 = 50;

/// The text of a message as it is stored: trimmed, without control characters, never empty, at most 4,000 characters.
/// Line breaks stay, more than two blank lines in a row become two.
pub fn message(text: &str) -> Result<String, Refusal> {
    let mut kept = String::with_capacity(text.len());
    let mut breaks = 0;
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                breaks += 1;
                if breaks <= 3 {
                    kept.push('\n');
                }
                continue;
            }
            '\t' => kept.push(' '),
            // Overrides of the writing direction make a text read differently from what it is.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => continue,
            letter if letter.is_control() => continue,
            letter => kept.push(letter),
        }
        if !letter.is_whitespace() {
            breaks = 0;
        }
    }
    let kept = kept.trim();
    if !kept.chars().any(shows) {
        return Err(Refusal::EmptyMessage);
    }
    if kept.chars().count() > LONGEST {
        return Err(Refusal::MessageTooLong);
    }
    Ok(kept.to_owned())
}

/// Whether a letter leaves a mark on the screen.
fn shows(letter: char) -> bool {
    !letter.is_whitespace() && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{00ad}')
}

/// Whether an id that a browser made for its message can be one: 8 to 64 letters, digits, `-` or `_`.
pub fn is_client_id(id: &str) -> bool {
    (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// The key of the one room of two people, whoever starts.
pub fn pair_key(a: &AccountId, b: &AccountId) -> String {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    format!("{low}:{high}")
}

/// What two people are to each other, as far as writing goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tie {
    /// They are connected.
    pub connected: bool,
    /// The one who writes has blocked the other.
    pub you_blocked: bool,
    /// The other has blocked the one who writes, who is not told.
    pub blocked_you: bool,
}

impl Tie {
    /// Whether a line may go from one to the other now (site.md, "Decisions": only between connected people).
    pub fn may_write(self) -> Result<(), Refusal> {
        if self.you_blocked {
            Err(Refusal::YouBlocked)
        } else if self.blocked_you || !self.connected {
            Err(Refusal::NotConnected)
        } else {
            Ok(())
        }
    }
}

/// What kind of room it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoomKind {
    /// Two people.
    Pair,
    /// Everybody who joins.
    Public,
}

impl RoomKind {
    /// Reads the word kept in the database.
    pub fn from_stored(word: &str) -> Self {
        if word == "public" { Self::Public } else { Self::Pair }
    }
}

/// One row of the list of conversations.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Conversation {
    /// The room.
    pub room: RoomId,
    /// Its kind.
    pub kind: RoomKind,
    /// The other person's name, or the room's.
    pub title: String,
    /// The other person; `None` in a public room and when their account is gone.
    pub face: Option<Face>,
    /// The last line, with "You: " before an own one.
    pub last: String,
    /// When it was written, as a label for the reader.
    pub time: String,
    /// How many lines wait to be read.
    pub unread: i64,
    /// The number of the last line.
    pub seq: i64,
}

/// A conversation as it opens.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Talk {
    /// The room.
    pub room: RoomId,
    /// The reader.
    pub me: AccountId,
    /// IANA name of the zone that the reader's times are shown in.
    pub zone: String,
    /// Its kind.
    pub kind: RoomKind,
    /// The other person's name, or the room's.
    pub title: String,
    /// One line about it.
    pub about: String,
    /// The other person, in a room of two.
    pub face: Option<Face>,
    /// Some of its lines, oldest first.
    pub lines: Vec<Line>,
    /// Whether there are older lines before these.
    pub earlier: bool,
    /// The number of the room's last line: higher than the last of `lines` where an older part is shown.
    pub newest: i64,
    /// Up to where the reader had read before they opened it now.
    pub read: i64,
    /// Up to where the other person's browser has received, in a room of two.
    pub their_delivered: i64,
    /// Up to where the other person has read, in a room of two.
    pub their_read: i64,
    /// Why the reader can't write here, if they can't.
    pub closed: Option<Refusal>,
    /// Whether the reader belongs to the room. Somebody who has not joined a public room sees its name, not its lines.
    pub joined: bool,
    /// An id for the message of a form sent without JavaScript.
    pub client_id: String,
}

/// A public room in the list of rooms.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Chatroom {
    /// The room.
    pub room: RoomId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// How many have joined.
    pub members: i64,
    /// How many have it open now.
    pub here: i64,
    /// Whether the reader has joined.
    pub joined: bool,
}

/// Somebody to start a conversation with.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Partner {
    /// Who.
    pub face: Face,
    /// The room, if the two have one already.
    pub room: Option<RoomId>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_message_is_trimmed_and_keeps_its_lines() {
        assert_eq!(message("  hello \n there\n\n"), Ok("hello \n there".into()));
        assert_eq!(message("a\r\nb"), Ok("a\nb".into()));
        assert_eq!(message("a\n\n\n\n\n\nb"), Ok("a\n\n\nb".into()));
        assert_eq!(message("a\u{0}\u{7}b\u{1b}[31m"), Ok("ab[31m".into()));
        assert_eq!(message("safe \u{202e}txt.exe"), Ok("safe txt.exe".into()));
        assert_eq!(message("family 👨‍👩‍👧"), Ok("family 👨‍👩‍👧".into()));
    }

    #[test]
    fn a_message_without_anything_to_see_is_refused() {
        for empty in ["", "   ", "\n\n\t", "\u{200b}\u{200b}", "\u{0}", "\u{feff}"] {
            assert_eq!(message(empty), Err(Refusal::EmptyMessage), "{empty:?}");
        }
    }

    #[test]
    fn a_message_holds_at_most_4000_characters_counted_as_people_count() {
        assert!(message(&"é".repeat(4_000)).is_ok());
        assert!(message(&format!("  {}  ", "é".repeat(4_000))).is_ok());
        assert_eq!(message(&"é".repeat(4_001)), Err(Refusal::MessageTooLong));
    }

    #[test]
    fn a_browser_may_make_up_only_plain_ids() {
        assert!(is_client_id("0190b6f0-7c1e-7a55-8f00-0123456789ab"));
        for wrong in ["", "short", "has space!", "ünïcode-id", &"x".repeat(65), "a'; --drop"] {
            assert!(!is_client_id(wrong), "{wrong}");
        }
    }

    #[test]
    fn two_people_have_one_key_whoever_starts() {
        let (a, b) = (AccountId::trusted("a"), AccountId::trusted("b"));
        assert_eq!(pair_key(&a, &b), pair_key(&b, &a));
    }

    #[test]
    fn only_connected_people_write_and_nobody_learns_that_they_are_blocked() {
        let connected = Tie { connected: true, ..Tie::default() };
        assert_eq!(connected.may_write(), Ok(()));
        assert_eq!(Tie::default().may_write(), Err(Refusal::NotConnected));
        assert_eq!(Tie { you_blocked: true, ..connected }.may_write(), Err(Refusal::YouBlocked));
        assert_eq!(Tie { blocked_you: true, ..connected }.may_write(), Err(Refusal::NotConnected));
    }

    proptest! {
        #[test]
        fn a_stored_message_stays_as_it_is_when_it_is_read_again(text in "\\PC{0,80}[\\n\\r\\t ]{0,6}\\PC{0,80}") {
            if let Ok(kept) = message(&text) {
                prop_assert_eq!(message(&kept), Ok(kept));
            }
        }
    }
}
