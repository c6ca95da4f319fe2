//! The rows behind the lists of rooms: conversations, public rooms, people to write to.
use crate::Error;
use crate::account::leaving::{FORMER, REMOVED};
use crate::chat::reading::Marks;
use crate::db::{Db, Tx};
use crate::looking::{self, about, each_word, said};
use domain::account::shown_name;
use domain::chat::{Chatroom, Conversation, Partner, RoomKind};
use domain::events::Face;
use domain::{AccountId, Micros, RoomId};
use sqlx::query::QueryAs;

/// How others see a person whose columns may be missing, because the account is gone or there is no second person.
#[derive(sqlx::FromRow)]
struct FaceRow {
    face_id: Option<String>,
    username: Option<String>,
    picture_id: Option<String>,
    first_name: Option<String>,
    last_initial: Option<String>,
    handle: Option<String>,
    hidden: Option<i64>,
}

impl FaceRow {
    fn face(self) -> Option<Face> {
        let name = shown_name(&self.username?, self.first_name.as_deref().zip(self.last_initial.as_deref()));
        let handle = self.handle.filter(|_| self.hidden == Some(0));
        Some(Face { id: AccountId::trusted(self.face_id?), name, handle, picture: self.picture_id })
    }
}

#[derive(sqlx::FromRow)]
struct ConversationRow {
    id: String,
    kind: String,
    name: String,
    last_seq: i64,
    last_at: i64,
    read_seq: i64,
    author_id: Option<String>,
    body: Option<String>,
    author: Option<String>,
    author_first: Option<String>,
    author_initial: Option<String>,
    #[sqlx(flatten)]
    face: FaceRow,
}

/// The rooms a person belongs to, the one with the newest line first, with the time of that line.
pub async fn rooms_of(db: &Db, me: &AccountId, most: i64) -> Result<Vec<(Conversation, Micros)>, Error> {
    let rows: Vec<ConversationRow> = sqlx::query_as(
        "SELECT r.id, r.kind, r.name, r.last_seq, r.last_at, m.read_seq, l.author_id, l.body,
                w.username AS author, ws.first_name AS author_first, ws.last_initial AS author_initial,
                a.id AS face_id, a.username, a.picture_id, s.first_name, s.last_initial, s.handle, s.hidden
         FROM room_members m JOIN rooms r ON r.id = m.room_id
         LEFT JOIN messages l ON l.room_id = r.id AND l.seq = r.last_seq
         LEFT JOIN accounts w ON w.id = l.author_id
         LEFT JOIN supporters ws ON ws.account_id = l.author_id
         LEFT JOIN accounts a
             ON a.id = CASE WHEN SUBSTR(r.pair_key, 1, 36) = $1 THEN SUBSTR(r.pair_key, 38, 36) ELSE SUBSTR(r.pair_key, 1, 36) END
         LEFT JOIN supporters s ON s.account_id = a.id
         WHERE m.account_id = $1 AND (r.kind <> 'pair' OR r.last_seq > 0)
         ORDER BY r.last_at DESC, r.id DESC LIMIT $2",
    )
    .bind(me.as_str())
    .bind(most)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|row| conversation(row, me)).collect())
}

fn conversation(row: ConversationRow, me: &AccountId) -> (Conversation, Micros) {
    let kind = RoomKind::from_stored(&row.kind);
    let face = row.face.face();
    let title = match (kind, &face) {
        (RoomKind::Public, _) => row.name,
        (RoomKind::Pair, Some(face)) => face.name.clone(),
        (RoomKind::Pair, None) => FORMER.to_owned(),
    };
    // No message is empty, except those of people who have left.
    let body = row.body.map(|body| if body.is_empty() { REMOVED.to_owned() } else { body });
    let start: String = body.unwrap_or_default().chars().take(140).map(|letter| if letter == '\n' { ' ' } else { letter }).collect();
    let last = match (kind, row.author_id) {
        (_, None) => start,
        (_, Some(author)) if author == me.as_str() => format!("You: {start}"),
        (RoomKind::Pair, _) => start,
        (RoomKind::Public, _) => {
            let author = row.author.map(|username| shown_name(&username, row.author_first.as_deref().zip(row.author_initial.as_deref())));
            format!("{}: {start}", author.as_deref().unwrap_or(FORMER))
        }
    };
    let unread = (row.last_seq - row.read_seq).max(0);
    (Conversation { room: RoomId::trusted(row.id), kind, title, face, last, time: String::new(), unread, seq: row.last_seq }, row.last_at)
}

/// A room's name and face, as one person sees it.
pub struct Head {
    /// Of two, or public.
    pub kind: RoomKind,
    /// The other person's name, or the room's.
    pub title: String,
    /// One line about it.
    pub about: String,
    /// The other person.
    pub face: Option<Face>,
    /// The number of the last line.
    pub last_seq: i64,
    /// Whether the person belongs to it.
    pub joined: bool,
    /// How far the person has got.
    pub marks: Marks,
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    kind: String,
    name: String,
    description: String,
    last_seq: i64,
    delivered_seq: Option<i64>,
    read_seq: Option<i64>,
    #[sqlx(flatten)]
    face: FaceRow,
}

/// A room's name and face; `None` when there is no such room.
pub async fn head(db: &Db, room: &RoomId, me: &AccountId) -> Result<Option<Head>, Error> {
    let row: Option<HeadRow> = sqlx::query_as(
        "SELECT r.kind, r.name, r.description, r.last_seq, m.delivered_seq, m.read_seq,
                a.id AS face_id, a.username, a.picture_id, s.first_name, s.last_initial, s.handle, s.hidden
         FROM rooms r LEFT JOIN room_members m ON m.room_id = r.id AND m.account_id = $2
         LEFT JOIN accounts a
             ON a.id = CASE WHEN SUBSTR(r.pair_key, 1, 36) = $2 THEN SUBSTR(r.pair_key, 38, 36) ELSE SUBSTR(r.pair_key, 1, 36) END
         LEFT JOIN supporters s ON s.account_id = a.id
         WHERE r.id = $1",
    )
    .bind(room.as_str())
    .bind(me.as_str())
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|row| {
        let kind = RoomKind::from_stored(&row.kind);
        let supporter = row.face.first_name.is_some();
        let face = row.face.face();
        let (title, about) = match (kind, &face) {
            (RoomKind::Public, _) => (row.name, row.description),
            (RoomKind::Pair, Some(face)) => (face.name.clone(), if supporter { "Peer supporter" } else { "Member" }.to_owned()),
            (RoomKind::Pair, None) => (FORMER.to_owned(), "This account is gone".to_owned()),
        };
        let joined = row.read_seq.is_some();
        let marks = Marks { delivered: row.delivered_seq.unwrap_or_default(), read: row.read_seq.unwrap_or_default() };
        Head { kind, title, about, face, last_seq: row.last_seq, joined, marks }
    }))
}

/// Public rooms in whose name, description or topic each of the words is found.
pub async fn public_rooms(db: &Db, me: &AccountId, words: &str, most: i64) -> Result<Vec<Chatroom>, Error> {
    let rows = sqlx::query_as(concat!(
        "SELECT r.id, r.name, r.description,
                (SELECT COUNT(*) FROM room_members m WHERE m.room_id = r.id) AS members,
                (SELECT COUNT(*) FROM room_members m WHERE m.room_id = r.id AND m.account_id = $1)
         FROM rooms r
         WHERE r.kind = 'public' AND ",
        each_word!(
            "($3, $4, $5, $6), ($7, $8, $9, $10), ($11, $12, $13, $14), ($15, $16, $17, $18), ($19, $20, $21, $22), ($23, $24, $25, $26)",
            concat!(said!("r.name || ' ' || r.description"), " OR ", about!("r.topic"))
        ),
        " ORDER BY members DESC, r.name, r.id LIMIT $2"
    ));
    let rows = looking::values(words).into_iter().fold(rows.bind(me.as_str()).bind(most), QueryAs::bind);
    let rows: Vec<(String, String, String, i64, i64)> = rows.fetch_all(db.read()).await?;
    let room = |(room, name, about, members, joined)| Chatroom {
        room: RoomId::trusted(room),
        name,
        about,
        members,
        here: 0,
        joined: joined > 0i64,
    };
    Ok(rows.into_iter().map(room).collect())
}

/// Adds a member to a public room, as one who has read all of it; `false` when there is no such room.
pub async fn join_public(tx: &mut Tx, room: &RoomId, account: &AccountId) -> Result<bool, Error> {
    let now = tx.now();
    let last_seq: Option<i64> = sqlx::query_scalar("SELECT last_seq FROM rooms WHERE id = $1 AND kind = 'public'")
        .bind(room.as_str())
        .fetch_optional(tx.conn())
        .await?;
    let Some(last_seq) = last_seq else { return Ok(false) };
    sqlx::query(
        "INSERT INTO room_members (room_id, account_id, delivered_seq, read_seq, joined_at) VALUES ($1, $2, $3, $3, $4)
         ON CONFLICT (room_id, account_id) DO NOTHING",
    )
    .bind(room.as_str())
    .bind(account.as_str())
    .bind(last_seq)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(true)
}

/// Takes a member out of a room.
pub async fn leave(tx: &mut Tx, room: &RoomId, account: &AccountId) -> Result<(), Error> {
    sqlx::query("DELETE FROM room_members WHERE room_id = $1 AND account_id = $2")
        .bind(room.as_str())
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct PartnerRow {
    room_id: Option<String>,
    #[sqlx(flatten)]
    face: FaceRow,
}

/// The people a person is connected with, and the rooms they have with them.
pub async fn partners(db: &Db, me: &AccountId) -> Result<Vec<Partner>, Error> {
    let rows: Vec<PartnerRow> = sqlx::query_as(
        "SELECT r.id AS room_id, a.id AS face_id, a.username, a.picture_id, s.first_name, s.last_initial, s.handle, s.hidden
         FROM connections c JOIN accounts a ON a.id = CASE WHEN c.low_id = $1 THEN c.high_id ELSE c.low_id END
         LEFT JOIN supporters s ON s.account_id = a.id
         LEFT JOIN rooms r ON r.pair_key = c.low_id || ':' || c.high_id
         WHERE c.state = 'connected' AND (c.low_id = $1 OR c.high_id = $1)
           AND NOT EXISTS (SELECT 1 FROM blocks b WHERE (b.blocker_id = c.low_id AND b.blocked_id = c.high_id)
             OR (b.blocker_id = c.high_id AND b.blocked_id = c.low_id))
         ORDER BY a.username LIMIT 500",
    )
    .bind(me.as_str())
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let room = row.room_id.map(RoomId::trusted);
            row.face.face().map(|face| Partner { face, room })
        })
        .collect())
}
