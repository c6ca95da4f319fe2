//! The rows of connections and blocks.
use super::Entry;
use crate::db::{Db, Tx};
use crate::{Error, id};
use domain::account::shown_name;
use domain::contacts::{Counts, Link, Openness, Pair, Side, Standing, State, in_order};
use domain::events::Face;
use domain::page::{Cursor, Page};
use domain::{AccountId, ConnectionId, Micros};
use sqlx::{Any, Executor};

/// What an act needs to know of two people.
pub struct Known {
    /// For the rule.
    pub pair: Pair,
    /// Where letters to the other one go, if their address is confirmed.
    pub email: Option<String>,
}

/// Makes the actor's acts wait for each other, so that two at once see each other's requests.
pub async fn take_turn(tx: &mut Tx, me: &AccountId) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query(
        "INSERT INTO contact_turns (account_id, taken_at) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET taken_at = excluded.taken_at",
    )
    .bind(me.as_str())
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes hold of the pair's one row, making it if it is not there: whoever else acts on this pair waits.
pub async fn hold(tx: &mut Tx, me: &AccountId, them: &AccountId) -> Result<ConnectionId, Error> {
    let (low, high) = in_order(me, them)?;
    let now = tx.now();
    let row: Option<String> = sqlx::query_scalar(
        "INSERT INTO connections (id, low_id, high_id, asker_id, asked_id, state, note, asked_at)
         SELECT $1, l.id, h.id, $4, $5, 'nothing', '', $6 FROM accounts l, accounts h WHERE l.id = $2 AND h.id = $3
         ON CONFLICT (low_id, high_id) DO UPDATE SET state = connections.state RETURNING id",
    )
    .bind(id::new(now))
    .bind(low.as_str())
    .bind(high.as_str())
    .bind(me.as_str())
    .bind(them.as_str())
    .bind(now)
    .fetch_optional(tx.conn())
    .await?;
    row.map(ConnectionId::trusted).ok_or(Error::NotFound)
}

type PairRow = (String, Option<String>, Option<String>, Option<i64>, Option<i64>, i64, i64, i64, i64, i64, i64);

fn pair_of(me: &str, row: PairRow) -> (AccountId, Pair) {
    let (id, state, asker, asked_at, answered_at, i_blocked, they_blocked, accepting, automatic, hidden, open) = row;
    let link = state.zip(asker).zip(asked_at).map(|((state, asker), asked_at)| Link {
        state: State::from_stored(&state),
        asker: if asker == me { Side::Me } else { Side::Them },
        asked_at,
        answered_at,
    });
    let they_take = match (accepting == 1 && hidden == 0, automatic == 1) {
        (false, _) => Openness::Closed,
        (true, false) => Openness::ByHand,
        (true, true) => Openness::Automatic,
    };
    let pair = Pair { link, i_blocked: i_blocked == 1, they_blocked: they_blocked == 1, they_take, my_open_requests: open };
    (AccountId::trusted(id), pair)
}

/// Everything the rules need to know of two people, in one read. How `them` take new connections is read from their
/// profile as a leader of the organization `through`, or from their own profile if that is empty.
pub async fn pair(tx: &mut Tx, me: &AccountId, them: &AccountId, through: &str) -> Result<Known, Error> {
    let row: Option<PairRow> = sqlx::query_as(
        "SELECT a.id, c.state, c.asker_id, c.asked_at, c.answered_at,
            CASE WHEN mine.blocker_id IS NULL THEN 0 ELSE 1 END, CASE WHEN theirs.blocker_id IS NULL THEN 0 ELSE 1 END,
            CASE WHEN $3 = '' THEN COALESCE(s.accepting, 0) ELSE COALESCE(l.accepting, 0) END,
            CASE WHEN $3 = '' THEN COALESCE(s.auto_approve, 0) ELSE COALESCE(l.auto_approve, 0) END,
            CASE WHEN $3 = '' THEN COALESCE(s.hidden, 1) WHEN g.show_leaders = 1 THEN COALESCE(l.hidden, 1) ELSE 1 END,
            (SELECT COUNT(*) FROM connections o WHERE o.asker_id = $1 AND o.state = 'pending')
         FROM accounts a LEFT JOIN supporters s ON s.account_id = a.id
            LEFT JOIN org_leaders l ON l.org_id = $3 AND l.account_id = a.id LEFT JOIN orgs g ON g.id = l.org_id
            LEFT JOIN connections c ON c.low_id = CASE WHEN a.id < $1 THEN a.id ELSE $1 END
                AND c.high_id = CASE WHEN a.id < $1 THEN $1 ELSE a.id END
            LEFT JOIN blocks mine ON mine.blocker_id = $1 AND mine.blocked_id = a.id
            LEFT JOIN blocks theirs ON theirs.blocker_id = a.id AND theirs.blocked_id = $1
         WHERE a.id = $2",
    )
    .bind(me.as_str())
    .bind(them.as_str())
    .bind(through)
    .fetch_optional(tx.conn())
    .await?;
    let (_, pair) = pair_of(me.as_str(), row.ok_or(Error::NotFound)?);
    let email: Option<String> = sqlx::query_scalar("SELECT email FROM accounts WHERE id = $1 AND verified_at IS NOT NULL")
        .bind(them.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(Known { pair, email })
}

/// What the rules say of the actor (or of a visitor) and each of these people, met through an organization or, if `through`
/// is empty, by themselves.
pub async fn pairs(db: &Db, me: Option<&AccountId>, people: &[AccountId], through: &str) -> Result<Vec<(AccountId, Pair)>, Error> {
    let me = me.map_or("", AccountId::as_str);
    let mut pairs = Vec::with_capacity(people.len());
    for ten in people.chunks(10) {
        let mut query = sqlx::query_as::<_, PairRow>(
            "SELECT a.id, c.state, c.asker_id, c.asked_at, c.answered_at,
                CASE WHEN mine.blocker_id IS NULL THEN 0 ELSE 1 END, CASE WHEN theirs.blocker_id IS NULL THEN 0 ELSE 1 END,
                CASE WHEN $12 = '' THEN COALESCE(s.accepting, 0) ELSE COALESCE(l.accepting, 0) END,
                CASE WHEN $12 = '' THEN COALESCE(s.auto_approve, 0) ELSE COALESCE(l.auto_approve, 0) END,
                CASE WHEN $12 = '' THEN COALESCE(s.hidden, 1) WHEN g.show_leaders = 1 THEN COALESCE(l.hidden, 1) ELSE 1 END, 0
             FROM accounts a LEFT JOIN supporters s ON s.account_id = a.id
                LEFT JOIN org_leaders l ON l.org_id = $12 AND l.account_id = a.id LEFT JOIN orgs g ON g.id = l.org_id
                LEFT JOIN connections c ON c.low_id = CASE WHEN a.id < $1 THEN a.id ELSE $1 END
                    AND c.high_id = CASE WHEN a.id < $1 THEN $1 ELSE a.id END
                LEFT JOIN blocks mine ON mine.blocker_id = $1 AND mine.blocked_id = a.id
                LEFT JOIN blocks theirs ON theirs.blocker_id = a.id AND theirs.blocked_id = $1
             WHERE a.id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(me);
        for place in 0..10 {
            query = query.bind(ten.get(place).map_or("", AccountId::as_str));
        }
        pairs.extend(query.bind(through).fetch_all(db.read()).await?.into_iter().map(|row| pair_of(me, row)));
    }
    Ok(pairs)
}

/// Writes the row of a pair as it has become. A note, and where it comes from, are told only with a new request.
pub async fn set_link(
    tx: &mut Tx,
    connection: &ConnectionId,
    me: &AccountId,
    them: &AccountId,
    link: Link,
    note: Option<&str>,
    source: Option<&str>,
) -> Result<(), Error> {
    let (asker, asked) = if link.asker == Side::Me { (me, them) } else { (them, me) };
    sqlx::query(
        "UPDATE connections SET asker_id = $2, asked_id = $3, state = $4, asked_at = $5, answered_at = $6, note = COALESCE($7, note),
            source = COALESCE($8, source)
         WHERE id = $1",
    )
    .bind(connection.as_str())
    .bind(asker.as_str())
    .bind(asked.as_str())
    .bind(link.state.as_str())
    .bind(link.asked_at)
    .bind(link.answered_at)
    .bind(note)
    .bind(source)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Adds a block.
pub async fn insert_block(tx: &mut Tx, blocker: &AccountId, blocked: &AccountId) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(blocker.as_str())
        .bind(blocked.as_str())
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Takes a block away.
pub async fn delete_block(tx: &mut Tx, blocker: &AccountId, blocked: &AccountId) -> Result<(), Error> {
    sqlx::query("DELETE FROM blocks WHERE blocker_id = $1 AND blocked_id = $2")
        .bind(blocker.as_str())
        .bind(blocked.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether the pair is connected.
pub async fn are_connected<'c>(from: impl Executor<'c, Database = Any>, low: &AccountId, high: &AccountId) -> Result<bool, Error> {
    let row: Option<String> = sqlx::query_scalar("SELECT id FROM connections WHERE low_id = $1 AND high_id = $2 AND state = 'connected'")
        .bind(low.as_str())
        .bind(high.as_str())
        .fetch_optional(from)
        .await?;
    Ok(row.is_some())
}

type EntryRow = (
    String,
    String,
    i64,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<i64>,
    String,
    Option<String>,
);

fn entry(row: EntryRow) -> Entry {
    let (id, note, at, account, username, picture, first, initial, handle, hidden, state, org) = row;
    let name = shown_name(&username, first.as_deref().zip(initial.as_deref()));
    let face = Face { id: AccountId::trusted(account), name, handle: handle.filter(|_| hidden == Some(0)), picture };
    let standing = match state.as_str() {
        "connected" => Standing::Connected,
        "asks_you" => Standing::AskedYou,
        "declined" => Standing::NotNow,
        "blocked" => Standing::YouBlocked,
        _ => Standing::Asked,
    };
    Entry { id, face, standing, note, at, org }
}

fn limit(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX - 1) + 1
}

fn page(rows: Vec<EntryRow>, size: usize) -> Page<Entry> {
    Page::cut(rows, size, |row| Cursor { at: row.2, id: row.0.clone() }).map(entry)
}

/// Connected people, the newest first.
pub async fn connected(db: &Db, me: &AccountId, after: Option<&Cursor>, size: usize) -> Result<Page<Entry>, Error> {
    let rows = sqlx::query_as(
        "SELECT c.id, '', c.answered_at, a.id, a.username, a.picture_id, s.first_name, s.last_initial, s.handle, s.hidden, c.state,
            g.name
         FROM connections c JOIN accounts a ON a.id = CASE WHEN c.asker_id = $1 THEN c.asked_id ELSE c.asker_id END
            LEFT JOIN supporters s ON s.account_id = a.id LEFT JOIN orgs g ON g.id = c.source
         WHERE c.state = 'connected' AND (c.asker_id = $1 OR c.asked_id = $1) AND (c.answered_at, c.id) < ($2, $3)
         ORDER BY c.answered_at DESC, c.id DESC LIMIT $4",
    )
    .bind(me.as_str())
    .bind(after.map_or(i64::MAX, |cursor| cursor.at))
    .bind(after.map_or("", |cursor| cursor.id.as_str()))
    .bind(limit(size))
    .fetch_all(db.read())
    .await?;
    Ok(page(rows, size))
}

/// People who wait for this person's answer, the newest first.
pub async fn received(db: &Db, me: &AccountId, after: Option<&Cursor>, size: usize) -> Result<Page<Entry>, Error> {
    let rows = sqlx::query_as(
        "SELECT c.id, c.note, c.asked_at, a.id, a.username, a.picture_id, s.first_name, s.last_initial, s.handle, s.hidden, 'asks_you',
            g.name
         FROM connections c JOIN accounts a ON a.id = c.asker_id LEFT JOIN supporters s ON s.account_id = a.id
            LEFT JOIN orgs g ON g.id = c.source
         WHERE c.state = 'pending' AND c.asked_id = $1 AND (c.asked_at, c.id) < ($2, $3)
            AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = $1 AND b.blocked_id = c.asker_id)
         ORDER BY c.asked_at DESC, c.id DESC LIMIT $4",
    )
    .bind(me.as_str())
    .bind(after.map_or(i64::MAX, |cursor| cursor.at))
    .bind(after.map_or("", |cursor| cursor.id.as_str()))
    .bind(limit(size))
    .fetch_all(db.read())
    .await?;
    Ok(page(rows, size))
}

/// Whom this person has asked: waiting, or answered with "not now" since `since`.
pub async fn sent(db: &Db, me: &AccountId, since: Micros) -> Result<Vec<Entry>, Error> {
    let rows: Vec<EntryRow> = sqlx::query_as(
        "SELECT c.id, c.note, COALESCE(c.answered_at, c.asked_at), a.id, a.username, a.picture_id, s.first_name, s.last_initial, s.handle,
            s.hidden, c.state, g.name
         FROM connections c JOIN accounts a ON a.id = c.asked_id LEFT JOIN supporters s ON s.account_id = a.id
            LEFT JOIN orgs g ON g.id = c.source
         WHERE c.asker_id = $1 AND (c.state = 'pending' OR (c.state = 'declined' AND c.answered_at > $2))
            AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = $1 AND b.blocked_id = c.asked_id)
         ORDER BY c.state DESC, c.asked_at DESC, c.id DESC LIMIT 50",
    )
    .bind(me.as_str())
    .bind(since)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(entry).collect())
}

/// People whom this person has blocked, the newest first.
pub async fn blocked(db: &Db, me: &AccountId, after: Option<&Cursor>, size: usize) -> Result<Page<Entry>, Error> {
    let rows = sqlx::query_as(
        "SELECT b.blocked_id, '', b.created_at, a.id, a.username, a.picture_id, s.first_name, s.last_initial, s.handle, s.hidden, 'blocked',
            NULL
         FROM blocks b JOIN accounts a ON a.id = b.blocked_id LEFT JOIN supporters s ON s.account_id = a.id
         WHERE b.blocker_id = $1 AND (b.created_at, b.blocked_id) < ($2, $3)
         ORDER BY b.created_at DESC, b.blocked_id DESC LIMIT $4",
    )
    .bind(me.as_str())
    .bind(after.map_or(i64::MAX, |cursor| cursor.at))
    .bind(after.map_or("", |cursor| cursor.id.as_str()))
    .bind(limit(size))
    .fetch_all(db.read())
    .await?;
    Ok(page(rows, size))
}

/// The numbers of all lists.
pub async fn counts(db: &Db, me: &AccountId) -> Result<Counts, Error> {
    let (active, requests, sent, blocked): (i64, i64, i64, i64) = sqlx::query_as(
        "SELECT
            (SELECT COUNT(*) FROM connections WHERE asker_id = $1 AND state = 'connected')
                + (SELECT COUNT(*) FROM connections WHERE asked_id = $1 AND state = 'connected'),
            (SELECT COUNT(*) FROM connections c WHERE c.asked_id = $1 AND c.state = 'pending'
                AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = $1 AND b.blocked_id = c.asker_id)),
            (SELECT COUNT(*) FROM connections WHERE asker_id = $1 AND state = 'pending'),
            (SELECT COUNT(*) FROM blocks WHERE blocker_id = $1)",
    )
    .bind(me.as_str())
    .fetch_one(db.read())
    .await?;
    Ok(Counts { active, requests, sent, blocked })
}

/// Deletes the connections of somebody who leaves.
pub async fn forget_person(tx: &mut Tx, account: &AccountId) -> Result<(), Error> {
    sqlx::query("DELETE FROM connections WHERE low_id = $1 OR high_id = $1").bind(account.as_str()).execute(tx.conn()).await?;
    Ok(())
}
