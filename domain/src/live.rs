//! The words of the `/live` socket: JSON text frames, one multiplexed socket for each tab.
use crate::events::{Event, Message};
use crate::{AccountId, RoomId};
use serde::{Deserialize, Serialize};

/// What a tab says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Say {
    /// "I have this room open and know everything up to `after`": the server answers with what was missed, then with what comes.
    Open { room: RoomId, after: i64 },
    /// The room is no longer on screen.
    Close { room: RoomId },
    /// The person is typing. May be lost.
    Typing { room: RoomId },
    /// Everything up to `seq` has been on screen.
    Read { room: RoomId, seq: i64 },
    /// Still there? Answered by [`Hear::Pong`].
    Ping,
}

/// What a tab hears.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hear {
    /// First frame after connecting or reconnecting: the numbers in the frame as they are now.
    Counts { requests: i64, unread: i64, notices: i64 },
    /// Something happened.
    Event { id: String, body: Event },
    /// The lines of a room that this tab has not seen, oldest first. `more` says that there were too many:
    /// these are the newest ones, and the gap before them is read by scrolling back.
    Missed { room: RoomId, messages: Vec<Message>, more: bool },
    /// The room can't be opened (any more).
    Closed { room: RoomId },
    /// Somebody else is typing.
    Typing { room: RoomId, who: AccountId, name: String },
    /// Answer to [`Say::Ping`].
    Pong,
}
