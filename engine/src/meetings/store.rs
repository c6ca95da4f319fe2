//! The rows of meetings, each with what one person has to do with it.
use crate::Error;
use crate::db::{Db, Tx};
use domain::account::shown_name;
use domain::billing::PaymentState;
use domain::meetings::{Facts, Kind, Mine};
use domain::time::MINUTE;
use domain::{AccountId, MeetingId, Micros};
use sqlx::{Any, Executor};

/// A meeting, and what the person in `$1` of its query has to do with it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub host_id: String,
    pub name: String,
    pub topic: String,
    pub description: String,
    pub support_topic: String,
    pub focus: String,
    pub comments: String,
    pub kind: String,
    pub starts_at: i64,
    pub minutes: i64,
    pub time_zone: String,
    pub price: i64,
    pub currency: String,
    pub seats: i64,
    pub taken: i64,
    pub private: i64,
    pub exclusive: i64,
    pub wait_room: i64,
    pub waiting_list: i64,
    pub state: String,
    pub series_id: Option<String>,
    pub sequence: i64,
    pub username: String,
    pub first_name: Option<String>,
    pub last_initial: Option<String>,
    pub hosts: i64,
    pub line: i64,
    pub hosting: i64,
    pub my_state: Option<String>,
    pub held_until: Option<i64>,
    pub payment_id: Option<String>,
    pub attendance: Option<String>,
    pub wait_state: Option<String>,
    pub offer_until: Option<i64>,
    pub ahead: i64,
    pub invited: i64,
    pub blocked: i64,
    pub pay_state: Option<String>,
    pub pay_amount: Option<i64>,
    pub org_id: Option<String>,
    pub visibility: String,
    pub insider: i64,
    pub handle: Option<String>,
    pub moved: i64,
}

/// How many blocks stand between somebody and the hosts of a meeting, whoever made them: with one of them, the two are kept apart.
macro_rules! blocks_between {
    ($meeting:literal, $somebody:literal) => {
        concat!(
            "(SELECT COUNT(*) FROM meeting_hosts h JOIN blocks b ON (b.blocker_id = h.account_id AND b.blocked_id = ",
            $somebody,
            ") OR (b.blocker_id = ",
            $somebody,
            " AND b.blocked_id = h.account_id) WHERE h.meeting_id = ",
            $meeting,
            ")"
        )
    };
}
pub(super) use blocks_between;

/// How many wait in the line of a meeting, of those that `$and` narrows down `l` to. Whoever is kept apart from a host is passed over and
/// does not count. Those are looked for from the blocks of the hosts, which are few, and not from the line, which may be long:
/// `CROSS JOIN` is how SQLite is told so. PostgreSQL might begin with the line all the same, so it only looks where there is a block.
macro_rules! in_line {
    ($meeting:literal, $and:literal) => {
        concat!(
            "((SELECT COUNT(*) FROM waiting l WHERE l.meeting_id = ",
            $meeting,
            " AND l.state = 'waiting' ",
            $and,
            ") - CASE WHEN EXISTS (SELECT 1 FROM meeting_hosts h CROSS JOIN blocks b WHERE h.meeting_id = ",
            $meeting,
            " AND (b.blocker_id = h.account_id OR b.blocked_id = h.account_id)) THEN
                (SELECT COUNT(DISTINCT l.account_id) FROM meeting_hosts h CROSS JOIN blocks b CROSS JOIN waiting l WHERE h.meeting_id = ",
            $meeting,
            " AND (b.blocker_id = h.account_id OR b.blocked_id = h.account_id) AND l.meeting_id = h.meeting_id
                AND l.account_id = CASE WHEN b.blocker_id = h.account_id THEN b.blocked_id ELSE b.blocker_id END
                AND l.state = 'waiting' ",
            $and,
            ") ELSE 0 END)"
        )
    };
}
pub(super) use in_line;

/// What every query of meetings is made of. `$1` is the one who looks; nobody is the empty text.
macro_rules! rows {
    ($line:expr, $ahead:expr, $rest:expr) => {
        concat!(
            "SELECT m.id, m.host_id, m.name, m.topic, m.description, m.support_topic, m.focus, m.comments, m.kind, m.starts_at, m.minutes,
                m.time_zone, m.price, m.currency, m.seats, m.taken, m.private, m.exclusive, m.wait_room, m.waiting_list, m.state,
                m.series_id, m.sequence, a.username, s.first_name, s.last_initial, s.handle,
                (SELECT COUNT(*) FROM meeting_hosts h WHERE h.meeting_id = m.id) AS hosts,
                ",
            $line,
            " AS line,
                (SELECT COUNT(*) FROM meeting_hosts h WHERE h.meeting_id = m.id AND h.account_id = $1) AS hosting,
                r.state AS my_state, r.held_until, r.payment_id, r.attendance,
                CAST(CASE WHEN r.state = 'registered' AND r.changed_at <= m.moved_at THEN 1 ELSE 0 END AS BIGINT) AS moved, w.state AS wait_state, w.offer_until,
                ",
            $ahead,
            " AS ahead,
                (SELECT COUNT(*) FROM invitations i WHERE i.meeting_id = m.id AND i.account_id = $1) AS invited,
                ",
            $crate::meetings::store::blocks_between!("m.id", "$1"),
            " AS blocked,
                p.state AS pay_state, p.amount AS pay_amount, m.org_id, m.visibility,
                (SELECT COUNT(*) FROM org_subscribers o WHERE o.org_id = m.org_id AND o.account_id = $1)
                    + (SELECT COUNT(*) FROM org_people o WHERE o.org_id = m.org_id AND o.account_id = $1) AS insider
             FROM meetings m JOIN accounts a ON a.id = m.host_id
             LEFT JOIN supporters s ON s.account_id = m.host_id
             LEFT JOIN registrations r ON r.meeting_id = m.id AND r.account_id = $1
             LEFT JOIN waiting w ON w.meeting_id = m.id AND w.account_id = $1
             LEFT JOIN payments p ON p.id = r.payment_id ",
            $rest
        )
    };
}

/// What a list of meetings starts with.
macro_rules! seen {
    ($rest:expr) => {
        $crate::meetings::store::rows!(
            $crate::meetings::store::in_line!("m.id", ""),
            $crate::meetings::store::in_line!("m.id", "AND l.place < w.place"),
            $rest
        )
    };
}
pub(super) use {rows, seen};

/// One meeting, with `line` saying only whether anybody waits: whoever counts a line of a thousand for each of a thousand
/// people who want a seat is slow when it matters.
const ONE: &str = rows!(
    concat!(
        "COALESCE((SELECT CAST(1 AS BIGINT) FROM waiting l WHERE l.meeting_id = m.id AND l.state = 'waiting' AND ",
        blocks_between!("l.meeting_id", "l.account_id"),
        " = 0 ORDER BY l.place LIMIT 1), 0)"
    ),
    "CAST(0 AS BIGINT)",
    "WHERE m.id = $2"
);

impl Row {
    /// The meeting's id.
    pub fn meeting(&self) -> MeetingId {
        MeetingId::trusted(self.id.clone())
    }

    /// The main host's account.
    pub fn host(&self) -> AccountId {
        AccountId::trusted(self.host_id.clone())
    }

    /// Whether it concerns the one who looks, whoever may see it otherwise.
    pub fn theirs(&self) -> bool {
        self.hosting > 0 || self.my_state.is_some() || self.wait_state.is_some() || self.invited > 0
    }

    /// Whether its organization lets the one who looks see it.
    fn visible(&self) -> bool {
        self.visibility == "public" || self.insider > 0 || self.theirs()
    }

    /// The word that finds the main host's meetings in the calendar.
    pub fn host_word(&self) -> String {
        self.handle.clone().unwrap_or_else(|| self.username.to_lowercase())
    }

    /// When it ends.
    pub fn ends_at(&self) -> Micros {
        self.starts_at + self.minutes * MINUTE
    }

    /// Whether it is for one person.
    pub fn one_to_one(&self) -> bool {
        self.kind == Kind::OneToOne.as_str()
    }

    /// Who leads it, in a list: one name, or "Team Led" with three hosts (features.md 1.13, MEET-4).
    pub fn led_by(&self) -> String {
        if self.hosts >= 3 {
            return "Team Led".into();
        }
        self.main_host()
    }

    /// The main host's name.
    pub fn main_host(&self) -> String {
        shown_name(&self.username, self.first_name.as_deref().zip(self.last_initial.as_deref()))
    }

    /// How a payment of the person's stands, if there is one.
    pub fn payment(&self) -> Option<(PaymentState, i64)> {
        Some((PaymentState::from_stored(self.pay_state.as_deref()?), self.pay_amount?))
    }

    fn mine(&self) -> Mine {
        if self.hosting > 0 {
            return Mine::Hosting;
        }
        match (self.my_state.as_deref(), self.wait_state.as_deref()) {
            (Some("registered"), _) => Mine::Registered,
            // Whoever queues has no hold that stands, but one may be over and not ended yet.
            (_, Some("waiting")) => Mine::Waiting { ahead: self.ahead },
            (Some("held"), _) => {
                Mine::Held { payment: self.payment_id.clone().unwrap_or_default(), until: self.held_until.unwrap_or_default() }
            }
            (_, Some("offered")) => Mine::Offered { until: self.offer_until.unwrap_or_default() },
            (Some("removed"), _) => Mine::Removed,
            _ => Mine::Nothing,
        }
    }

    /// What the rules need to know.
    pub fn facts(&self) -> Facts {
        Facts {
            cancelled: self.state == "cancelled",
            starts_at: self.starts_at,
            minutes: self.minutes,
            seats: self.seats,
            taken: self.taken,
            line: self.line,
            waiting_list: self.waiting_list == 1,
            price: self.price,
            private: self.private == 1,
            exclusive: self.exclusive == 1,
            invited: self.invited > 0,
            blocked: self.blocked > 0,
            mine: self.mine(),
            moved: self.moved > 0,
        }
    }
}

/// Name and address word of the organization that a meeting belongs to.
pub async fn organization(db: &Db, id: &str) -> Result<Option<(String, String)>, Error> {
    Ok(sqlx::query_as("SELECT name, slug FROM orgs WHERE id = $1").bind(id).fetch_optional(db.read()).await?)
}

/// One meeting as somebody sees it, its line not [counted](count_line). One that an organization keeps to its own people is
/// not there for others.
pub async fn by_id<'c>(from: impl Executor<'c, Database = Any>, id: &MeetingId, me: &str) -> Result<Option<Row>, Error> {
    let row: Option<Row> = sqlx::query_as(ONE).bind(me).bind(id.as_str()).fetch_optional(from).await?;
    Ok(row.filter(Row::visible))
}

/// One meeting as the house itself sees it, whoever may see it, its line not counted.
pub async fn whole<'c>(from: impl Executor<'c, Database = Any>, id: &MeetingId) -> Result<Option<Row>, Error> {
    Ok(sqlx::query_as(ONE).bind("").bind(id.as_str()).fetch_optional(from).await?)
}

/// Counts who waits for a meeting, and who waits before somebody who does.
pub async fn count_line(db: &Db, row: &mut Row, me: &str) -> Result<(), Error> {
    if row.line > 0 || row.wait_state.is_some() {
        let counted = sqlx::query_as(concat!(
            "SELECT ",
            in_line!("m.id", ""),
            ", ",
            in_line!("m.id", "AND l.place < w.place"),
            " FROM meetings m LEFT JOIN waiting w ON w.meeting_id = m.id AND w.account_id = $2 WHERE m.id = $1"
        ));
        (row.line, row.ahead) = counted.bind(&row.id).bind(me).fetch_one(db.read()).await?;
    }
    Ok(())
}

/// How many meetings a profile lists.
const MOST: i64 = 20;

/// The public meetings that somebody leads, alone or with others, and that start at `now` or later, soonest first.
pub async fn upcoming(db: &Db, host: &AccountId, me: &str, now: Micros) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(seen!(
        "WHERE m.id IN (SELECT h.meeting_id FROM meeting_hosts h WHERE h.account_id = $2) AND m.starts_at >= $3 AND m.exclusive = 0 AND m.visibility = 'public' AND m.state = 'scheduled'
         ORDER BY m.starts_at, m.id LIMIT $4"
    ));
    Ok(rows.bind(me).bind(host.as_str()).bind(now).bind(MOST).fetch_all(db.read()).await?)
}

/// The hash of the password of a private meeting.
pub async fn password_hash(db: &Db, id: &MeetingId) -> Result<Option<String>, Error> {
    let hash: Option<Option<String>> =
        sqlx::query_scalar("SELECT password_hash FROM meetings WHERE id = $1").bind(id.as_str()).fetch_optional(db.read()).await?;
    Ok(hash.flatten())
}

#[derive(sqlx::FromRow)]
pub struct HostRow {
    pub account_id: String,
    pub username: String,
    pub picture_id: Option<String>,
    pub first_name: Option<String>,
    pub last_initial: Option<String>,
    pub handle: Option<String>,
    pub hidden: Option<i64>,
}

/// Who leads a meeting, the main host first.
pub async fn hosts<'c>(from: impl Executor<'c, Database = Any>, id: &MeetingId) -> Result<Vec<HostRow>, Error> {
    let rows = sqlx::query_as(
        "SELECT h.account_id, a.username, a.picture_id, s.first_name, s.last_initial, s.handle, s.hidden
         FROM meeting_hosts h JOIN accounts a ON a.id = h.account_id LEFT JOIN supporters s ON s.account_id = h.account_id
         WHERE h.meeting_id = $1 ORDER BY h.place",
    );
    Ok(rows.bind(id.as_str()).fetch_all(from).await?)
}

/// All meetings of the series of this one that are still to come, soonest first, as far as somebody may know of them; itself
/// is among them. Nothing for a meeting that is in no series.
pub async fn series_rows<'c>(from: impl Executor<'c, Database = Any>, of: &MeetingId, me: &str, now: Micros) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(seen!(
        "WHERE m.series_id = (SELECT o.series_id FROM meetings o WHERE o.id = $2) AND m.state = 'scheduled' AND m.starts_at > $3
         ORDER BY m.starts_at, m.id LIMIT 52"
    ));
    let rows: Vec<Row> = rows.bind(me).bind(of.as_str()).bind(now).fetch_all(from).await?;
    Ok(rows.into_iter().filter(|row| row.visible() && (row.exclusive == 0 || row.theirs())).collect())
}

/// Somebody whom a letter goes to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Reader {
    pub account_id: String,
    /// `None` while it is not confirmed.
    pub email: Option<String>,
    pub username: String,
    pub time_zone: String,
}

/// One reader.
pub async fn reader(tx: &mut Tx, account: &AccountId) -> Result<Option<Reader>, Error> {
    let row = sqlx::query_as(
        "SELECT id AS account_id, CASE WHEN verified_at IS NULL THEN NULL ELSE email END AS email, username, time_zone
         FROM accounts WHERE id = $1",
    );
    Ok(row.bind(account.as_str()).fetch_optional(tx.conn()).await?)
}

/// Everybody with a seat.
pub async fn seated(tx: &mut Tx, id: &MeetingId) -> Result<Vec<Reader>, Error> {
    let rows = sqlx::query_as(
        "SELECT r.account_id, CASE WHEN a.verified_at IS NULL THEN NULL ELSE a.email END AS email, a.username, a.time_zone
         FROM registrations r JOIN accounts a ON a.id = r.account_id
         WHERE r.meeting_id = $1 AND r.state = 'registered' ORDER BY r.account_id",
    );
    Ok(rows.bind(id.as_str()).fetch_all(tx.conn()).await?)
}

/// Everybody who waits in line.
pub async fn queued(tx: &mut Tx, id: &MeetingId) -> Result<Vec<Reader>, Error> {
    let rows = sqlx::query_as(
        "SELECT w.account_id, CASE WHEN a.verified_at IS NULL THEN NULL ELSE a.email END AS email, a.username, a.time_zone
         FROM waiting w JOIN accounts a ON a.id = w.account_id
         WHERE w.meeting_id = $1 AND w.state IN ('waiting', 'offered') ORDER BY w.place",
    );
    Ok(rows.bind(id.as_str()).fetch_all(tx.conn()).await?)
}
