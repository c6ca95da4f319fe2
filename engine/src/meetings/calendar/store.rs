//! The rows of the public calendar.
use crate::Error;
use crate::db::Db;
use crate::meetings::store::{Row, seen};
use domain::Micros;
use domain::account::shown_name;
use domain::meetings::Kind;
use domain::meetings::search::Search;
use domain::page::Cursor;
use domain::time::HOUR;

/// The longest meeting.
const LONGEST: Micros = 4 * HOUR;

/// Whose meetings are looked for, by their ids; the empty text is everybody's.
#[derive(Default)]
pub struct Whose {
    pub host: String,
    pub org: String,
}

/// Public meetings that end after the first instant and start before the second, soonest first, after a place.
pub async fn list(
    db: &Db,
    me: &str,
    (search, whose): (&Search, &Whose),
    bounds: (Micros, Micros),
    after: &Cursor,
    most: i64,
) -> Result<Vec<Row>, Error> {
    // The longest meeting takes four hours: one that has not ended started no longer ago, which the index by start can tell.
    // The place says the same again: whichever of the two the database searches by, it passes over what is long past.
    let earliest = bounds.0.saturating_sub(LONGEST);
    let (at, id) = if after.at < earliest { (earliest, "") } else { (after.at, after.id.as_str()) };
    let rows = sqlx::query_as(seen!(
        "WHERE m.starts_at > $2 - 14400000000 AND m.starts_at < $3 AND m.starts_at + m.minutes * 60000000 > $2
            AND (m.starts_at, m.id) > ($4, $5) AND m.state = 'scheduled' AND m.exclusive = 0 AND m.visibility = 'public'
            AND ($6 = '' OR m.topic = $6) AND ($7 = '' OR m.kind = $7) AND ($8 = 0 OR m.price = 0) AND ($9 = 0 OR m.taken < m.seats)
            AND ($10 = '' OR ',' || s.languages || ',' LIKE '%,' || $10 || ',%')
            AND ($11 = '' OR EXISTS (SELECT 1 FROM meeting_hosts h WHERE h.meeting_id = m.id AND h.account_id = $11))
            AND ($14 = '' OR m.org_id = $14)
            AND ($12 = '%%' OR LOWER(m.name) LIKE $12 ESCAPE '\\' OR LOWER(m.description) LIKE $12 ESCAPE '\\'
                OR LOWER(s.first_name) LIKE $12 ESCAPE '\\')
         ORDER BY m.starts_at, m.id LIMIT $13"
    ));
    Ok(rows
        .bind(me)
        .bind(bounds.0)
        .bind(bounds.1)
        .bind(at)
        .bind(id)
        .bind(search.topic.unwrap_or_default())
        .bind(search.kind.map(Kind::as_str).unwrap_or_default())
        .bind(i64::from(search.free))
        .bind(i64::from(search.open))
        .bind(search.language.unwrap_or_default())
        .bind(&whose.host)
        .bind(pattern(&search.words))
        .bind(most)
        .bind(&whose.org)
        .fetch_all(db.read())
        .await?)
}

/// A pattern that finds the words as they are.
fn pattern(words: &str) -> String {
    let mut pattern = String::from("%");
    for letter in words.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
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
