//! The rows of the public calendar.
use crate::Error;
use crate::db::Db;
use crate::looking::{self, about, each_word, said};
use crate::meetings::store::{Row, seen};
use domain::Micros;
use domain::account::shown_name;
use domain::meetings::Kind;
use domain::meetings::search::Search;
use domain::page::Cursor;
use domain::time::HOUR;
use sqlx::any::AnyArguments;
use sqlx::query::QueryAs;
use sqlx::{Any, AnyConnection};

/// The longest meeting.
const LONGEST: Micros = 4 * HOUR;

/// Whose meetings are looked for, by their ids; the empty text is everybody's.
#[derive(Default)]
pub struct Whose {
    pub host: String,
    pub org: String,
}

/// What the public calendar holds of what somebody looks for, by the parameters from `$4` on; [`looked_for`] binds them.
macro_rules! fits {
    () => {
        concat!(
            "m.state = 'scheduled' AND m.exclusive = 0 AND m.visibility = 'public'
            AND ($4 = '' OR m.topic = $4) AND ($5 = '' OR m.kind = $5) AND ($6 = 0 OR m.price = 0) AND ($7 = 0 OR m.taken < m.seats)
            AND ($8 = '' OR EXISTS (SELECT 1 FROM supporters l WHERE l.account_id = m.host_id
                AND ',' || l.languages || ',' LIKE '%,' || $8 || ',%'))
            AND ($9 = '' OR EXISTS (SELECT 1 FROM meeting_hosts h WHERE h.meeting_id = m.id AND h.account_id = $9))
            AND ($10 = '' OR m.org_id = $10) AND ($11 = '' OR ",
            each_word!(
                "($11, $12, $13, $14), ($15, $16, $17, $18), ($19, $20, $21, $22),
                 ($23, $24, $25, $26), ($27, $28, $29, $30), ($31, $32, $33, $34)",
                concat!(
                    said!("m.name || ' ' || m.description || ' ' || m.support_topic || ' ' || m.focus"),
                    " OR ",
                    about!("m.topic"),
                    // The name that hosts are shown by: the username of who has another is nobody's business.
                    " OR EXISTS (SELECT 1 FROM meeting_hosts h JOIN accounts n ON n.id = h.account_id
                        LEFT JOIN supporters p ON p.account_id = h.account_id WHERE h.meeting_id = m.id AND ",
                    said!("CASE WHEN p.first_name <> '' THEN p.first_name || ' ' || RTRIM(p.last_initial, '.') || '.' ELSE n.username END"),
                    ")"
                )
            ),
            ")"
        )
    };
}

type Asked<'q, O> = QueryAs<'q, Any, O, AnyArguments>;

/// Binds what `fits` asks for.
fn looked_for<'q, O>(rows: Asked<'q, O>, (search, whose): (&'q Search, &'q Whose)) -> Asked<'q, O> {
    let rows = rows
        .bind(search.topic.unwrap_or_default())
        .bind(search.kind.map(Kind::as_str).unwrap_or_default())
        .bind(i64::from(search.free))
        .bind(i64::from(search.open))
        .bind(search.language.unwrap_or_default())
        .bind(&whose.host)
        .bind(&whose.org);
    looking::values(&search.words).into_iter().fold(rows, Asked::bind)
}

/// Public meetings that end after the first instant and start before the second, soonest first, after a place.
pub async fn list(
    db: &Db,
    me: &str,
    looked: (&Search, &Whose),
    bounds: (Micros, Micros),
    after: &Cursor,
    most: i64,
) -> Result<Vec<Row>, Error> {
    // The longest meeting takes four hours: one that has not ended started no longer ago, which the index by start can tell.
    // The place says the same again: whichever of the two the database searches by, it passes over what is long past.
    let earliest = bounds.0.saturating_sub(LONGEST);
    let (at, id) = if after.at < earliest { (earliest, "") } else { (after.at, after.id.as_str()) };
    let rows = sqlx::query_as(seen!(concat!(
        "WHERE m.starts_at > $2 - 14400000000 AND m.starts_at < $3 AND m.starts_at + m.minutes * 60000000 > $2
            AND (m.starts_at, m.id) > ($35, $36) AND ",
        fits!(),
        " ORDER BY m.starts_at, m.id LIMIT $37"
    )));
    let rows = looked_for(rows.bind(me).bind(bounds.0).bind(bounds.1), looked);
    Ok(rows.bind(at).bind(id).bind(most).fetch_all(db.read()).await?)
}

/// A meeting in a cell of the month.
#[derive(sqlx::FromRow)]
pub struct InCell {
    pub id: String,
    pub name: String,
    pub starts_at: i64,
    /// How many fit in all, counted no further than asked for.
    pub fitting: i64,
}

/// The first public meetings that start from the first instant on and before the second. Neither they nor their number take
/// longer where a day has thousands.
pub async fn starting(
    conn: &mut AnyConnection,
    looked: (&Search, &Whose),
    bounds: (Micros, Micros),
    most: i64,
    counted: i64,
) -> Result<Vec<InCell>, Error> {
    let rows = sqlx::query_as(concat!(
        "SELECT m.id, m.name, m.starts_at,
            (SELECT COUNT(*) FROM (SELECT m.id FROM meetings m WHERE m.starts_at >= $2 AND m.starts_at < $3 AND ",
        fits!(),
        " LIMIT $1) few) AS fitting
         FROM meetings m WHERE m.starts_at >= $2 AND m.starts_at < $3 AND ",
        fits!(),
        " ORDER BY m.starts_at, m.id LIMIT $35"
    ));
    let rows = looked_for(rows.bind(counted).bind(bounds.0).bind(bounds.1), looked);
    Ok(rows.bind(most).fetch_all(conn).await?)
}

/// The account and the shown name of the host that a word of an address means: their address under `/supporters/`, or the
/// username of who has none. A supporter's username is nobody's business, and neither is who leads in private alone.
pub async fn host(db: &Db, word: &str) -> Result<Option<(String, String)>, Error> {
    let row: Option<(String, String, Option<String>, Option<String>)> = sqlx::query_as(
        "SELECT a.id, a.username, s.first_name, s.last_initial FROM accounts a LEFT JOIN supporters s ON s.account_id = a.id
         WHERE (s.handle = $1 OR (s.account_id IS NULL AND a.username_key = $1))
            AND EXISTS (SELECT 1 FROM meeting_hosts h JOIN meetings m ON m.id = h.meeting_id
                        WHERE h.account_id = a.id AND m.exclusive = 0 AND m.state = 'scheduled')
         ORDER BY CASE WHEN s.handle = $1 THEN 0 ELSE 1 END LIMIT 1",
    )
    .bind(word.to_lowercase())
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|(id, username, first, initial)| (id, shown_name(&username, first.as_deref().zip(initial.as_deref())))))
}

/// The id and the name of the organization at an address.
pub async fn organization(db: &Db, slug: &str) -> Result<Option<(String, String)>, Error> {
    Ok(sqlx::query_as("SELECT id, name FROM orgs WHERE slug = $1").bind(slug).fetch_optional(db.read()).await?)
}

/// The address word and the name of the organizations that have public meetings to come, by name; hidden ones are left out.
pub async fn organizations(db: &Db, now: Micros, most: i64) -> Result<Vec<(String, String)>, Error> {
    Ok(sqlx::query_as(
        "SELECT g.slug, g.name FROM orgs g
         WHERE g.hidden = 0 AND EXISTS (SELECT 1 FROM meetings m WHERE m.org_id = g.id AND m.starts_at > $1
            AND m.state = 'scheduled' AND m.exclusive = 0 AND m.visibility = 'public')
         ORDER BY LOWER(g.name), g.slug LIMIT $2",
    )
    .bind(now)
    .bind(most)
    .fetch_all(db.read())
    .await?)
}
