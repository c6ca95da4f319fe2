//! The rows of supporters: what the index is made of, cards, profiles, and what their owners change.
use super::index::Entry;
use crate::db::{Db, Tx};
use crate::{Error, id, time_labels};
use domain::account::name::shown_name;
use domain::contacts::Standing;
use domain::supporters::draft::specialties;
use domain::supporters::{Card, Gender, ProfileDraft, Rating, Service, WeeklyHours};
use domain::{AccountId, Micros, topics};
use futures::stream::{BoxStream, StreamExt, TryStreamExt};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct EntryRow {
    account_id: String,
    first_name: String,
    last_initial: String,
    gender: String,
    headline: String,
    story: String,
    topics: String,
    specialties: String,
    languages: String,
    accepting: i64,
    weekly_hours: String,
    review_count: i64,
    rating_total: i64,
    updated_at: i64,
    time_zone: String,
    price: Option<i64>,
}

macro_rules! entries {
    ($rest:literal) => {
        concat!(
            "SELECT s.account_id, s.first_name, s.last_initial, s.gender, s.headline, s.story, s.topics, s.specialties, s.languages,
                s.accepting, s.weekly_hours, s.review_count, s.rating_total, s.updated_at, a.time_zone,
                (SELECT MIN(v.price) FROM services v WHERE v.supporter_id = s.account_id) AS price
             FROM supporters s JOIN accounts a ON a.id = s.account_id WHERE s.hidden = 0",
            $rest
        )
    };
}

/// Every visible supporter.
pub fn entries(db: &Db) -> BoxStream<'_, Result<Entry, Error>> {
    let rows = sqlx::query_as::<_, EntryRow>(entries!("")).fetch(db.read());
    rows.try_filter_map(async |row| Ok(entry(row))).map_err(Error::from).boxed()
}

/// One supporter, if they are visible.
pub async fn entry_of(db: &Db, id: Uuid) -> Result<Option<Entry>, Error> {
    let row = sqlx::query_as::<_, EntryRow>(entries!(" AND s.account_id = $1")).bind(id.to_string()).fetch_optional(db.read()).await?;
    Ok(row.and_then(entry))
}

/// Who was changed at `since` or later, hidden ones too.
pub async fn changed_since(db: &Db, since: Micros) -> Result<Vec<(Uuid, Micros)>, Error> {
    let rows: Vec<(String, Micros)> =
        sqlx::query_as("SELECT account_id, updated_at FROM supporters WHERE updated_at >= $1").bind(since).fetch_all(db.read()).await?;
    Ok(rows.into_iter().filter_map(|(id, at)| Some((Uuid::try_parse(&id).ok()?, at))).collect())
}

fn entry(row: EntryRow) -> Option<Entry> {
    Some(Entry {
        id: Uuid::try_parse(&row.account_id).ok()?,
        updated_at: row.updated_at,
        name: format!("{} {}", row.first_name, row.last_initial),
        gender: Gender::parse(&row.gender),
        topics: list(&row.topics),
        languages: list(&row.languages),
        accepting: row.accepting == 1,
        windows: WeeklyHours::from_stored(&row.weekly_hours).windows().into(),
        zone: time_labels::zone(&row.time_zone),
        price: row.price,
        rating: Rating { total: row.rating_total, count: row.review_count },
        texts: [row.headline, row.story],
        specialties: row.specialties,
    })
}

/// The slugs or codes in a stored list.
pub fn list(stored: &str) -> Vec<String> {
    stored.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[derive(sqlx::FromRow)]
struct CardRow {
    account_id: String,
    handle: String,
    username: String,
    first_name: String,
    last_initial: String,
    credential: String,
    headline: String,
    topics: String,
    specialties: String,
    accepting: i64,
    review_count: i64,
    rating_total: i64,
    picture_id: Option<String>,
}

/// The cards of at most ten supporters, in no order.
pub async fn cards(db: &Db, ids: &[Uuid]) -> Result<Vec<Card>, Error> {
    let mut query = sqlx::query_as::<_, CardRow>(
        "SELECT s.account_id, s.handle, a.username, s.first_name, s.last_initial, s.credential, s.headline, s.topics, s.specialties,
            s.accepting, s.review_count, s.rating_total, a.picture_id
         FROM supporters s JOIN accounts a ON a.id = s.account_id
         WHERE s.account_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    for place in 0..10 {
        query = query.bind(ids.get(place).map(Uuid::to_string).unwrap_or_default());
    }
    Ok(query.fetch_all(db.read()).await?.into_iter().map(card).collect())
}

fn card(row: CardRow) -> Card {
    let mut shown: Vec<String> = list(&row.topics).iter().map(|slug| topics::label(slug).to_owned()).collect();
    shown.extend(specialties(&row.specialties));
    Card {
        name: shown_name(&row.username, Some((&row.first_name, &row.last_initial))),
        id: AccountId::trusted(row.account_id),
        handle: row.handle,
        credential: row.credential,
        headline: row.headline,
        specialties: shown,
        rating: Rating { total: row.rating_total, count: row.review_count },
        picture: row.picture_id,
        opening: None,
        standing: if row.accepting == 1 { Standing::Open } else { Standing::Closed },
    }
}

/// What a profile says beyond its card.
#[derive(sqlx::FromRow)]
pub struct ProfileRow {
    pub account_id: String,
    pub greeting: String,
    pub about: String,
    pub story: String,
    pub motivation: String,
    pub languages: String,
    pub groups_led: i64,
    pub sessions_led: i64,
    pub hidden: i64,
    pub weekly_hours: String,
    pub time_zone: String,
}

/// The profile at an address, hidden or not.
pub async fn by_handle(db: &Db, handle: &str) -> Result<Option<ProfileRow>, Error> {
    let row = sqlx::query_as(
        "SELECT s.account_id, s.greeting, s.about, s.story, s.motivation, s.languages, s.groups_led, s.sessions_led, s.hidden,
            s.weekly_hours, a.time_zone
         FROM supporters s JOIN accounts a ON a.id = s.account_id WHERE s.handle = $1",
    );
    Ok(row.bind(handle).fetch_optional(db.read()).await?)
}

/// Name, minutes, price and currency of what somebody offers, in their order.
pub async fn services(db: &Db, supporter: &str) -> Result<Vec<(String, i64, i64, String)>, Error> {
    let rows = sqlx::query_as("SELECT name, minutes, price, currency FROM services WHERE supporter_id = $1 ORDER BY place, id");
    Ok(rows.bind(supporter).fetch_all(db.read()).await?)
}

/// Id, name, description and number of people of the public rooms that somebody looks after.
pub async fn rooms(db: &Db, supporter: &str) -> Result<Vec<(String, String, String, i64)>, Error> {
    let rows = sqlx::query_as(
        "SELECT r.id, r.name, r.description, (SELECT COUNT(*) FROM room_members m WHERE m.room_id = r.id)
         FROM rooms r WHERE r.owner_id = $1 AND r.kind = 'public' ORDER BY r.name, r.id",
    );
    Ok(rows.bind(supporter).fetch_all(db.read()).await?)
}

#[derive(sqlx::FromRow)]
struct DraftRow {
    headline: String,
    greeting: String,
    about: String,
    story: String,
    motivation: String,
    credential: String,
    gender: String,
    topics: String,
    specialties: String,
    languages: String,
    accepting: i64,
    auto_approve: i64,
    hidden: i64,
}

/// The profile as its owner edits it.
pub async fn draft_of(db: &Db, id: &AccountId) -> Result<Option<ProfileDraft>, Error> {
    let row: Option<DraftRow> = sqlx::query_as(
        "SELECT headline, greeting, about, story, motivation, credential, gender, topics, specialties, languages, accepting, auto_approve,
            hidden FROM supporters WHERE account_id = $1",
    )
    .bind(id.as_str())
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|row| ProfileDraft {
        headline: row.headline,
        greeting: row.greeting,
        about: row.about,
        story: row.story,
        motivation: row.motivation,
        credential: row.credential,
        gender: row.gender,
        topics: list(&row.topics),
        specialties: row.specialties,
        languages: list(&row.languages),
        accepting: row.accepting == 1,
        auto_approve: row.auto_approve == 1,
        hidden: row.hidden == 1,
    }))
}

/// Address, hours and zone of somebody's own profile.
pub async fn hours_of(db: &Db, id: &AccountId) -> Result<Option<(String, String, String)>, Error> {
    let row = sqlx::query_as(
        "SELECT s.handle, s.weekly_hours, a.time_zone FROM supporters s JOIN accounts a ON a.id = s.account_id WHERE s.account_id = $1",
    );
    Ok(row.bind(id.as_str()).fetch_optional(db.read()).await?)
}

/// Puts a checked draft in place. Answers whether there is such a profile.
pub async fn update_profile(tx: &mut Tx, id: &AccountId, draft: &ProfileDraft) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE supporters SET headline = $2, greeting = $3, about = $4, story = $5, motivation = $6, credential = $7, gender = $8,
            topics = $9, specialties = $10, languages = $11, accepting = $12, auto_approve = $13, hidden = $14, updated_at = $15
         WHERE account_id = $1",
    )
    .bind(id.as_str())
    .bind(&draft.headline)
    .bind(&draft.greeting)
    .bind(&draft.about)
    .bind(&draft.story)
    .bind(&draft.motivation)
    .bind(&draft.credential)
    .bind(&draft.gender)
    .bind(draft.topics.join(","))
    .bind(&draft.specialties)
    .bind(draft.languages.join(","))
    .bind(i64::from(draft.accepting))
    .bind(i64::from(draft.auto_approve))
    .bind(i64::from(draft.hidden))
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Puts the services in place of those that were there. Answers whether there is such a profile.
pub async fn replace_services(tx: &mut Tx, supporter: &AccountId, services: &[Service]) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query("UPDATE supporters SET updated_at = $2 WHERE account_id = $1").bind(supporter.as_str()).bind(now);
    if done.execute(tx.conn()).await?.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("DELETE FROM services WHERE supporter_id = $1").bind(supporter.as_str()).execute(tx.conn()).await?;
    for (place, service) in (0_i64..).zip(services) {
        sqlx::query(
            "INSERT INTO services (id, supporter_id, place, name, minutes, price, currency) VALUES ($1, $2, $3, $4, $5, $6, 'USD')",
        )
        .bind(id::new(now))
        .bind(supporter.as_str())
        .bind(place)
        .bind(&service.name)
        .bind(service.minutes)
        .bind(service.price)
        .execute(tx.conn())
        .await?;
    }
    Ok(true)
}

/// Puts the weekly hours in place. Answers whether there is such a profile.
pub async fn update_hours(tx: &mut Tx, id: &AccountId, hours: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query("UPDATE supporters SET weekly_hours = $2, updated_at = $3 WHERE account_id = $1")
        .bind(id.as_str())
        .bind(hours)
        .bind(now);
    Ok(done.execute(tx.conn()).await?.rows_affected() == 1)
}

/// Counts a meeting among those a supporter has led. Answers whether there is such a profile.
pub async fn count_meeting(tx: &mut Tx, id: &AccountId, one_to_one: bool) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE supporters SET sessions_led = sessions_led + $2, groups_led = groups_led + 1 - $2, updated_at = $3 WHERE account_id = $1",
    )
    .bind(id.as_str())
    .bind(i64::from(one_to_one))
    .bind(now);
    Ok(done.execute(tx.conn()).await?.rows_affected() == 1)
}

/// Writes the number of somebody's reviews and the sum of their stars, as the rows say. Hidden ones do not count.
pub async fn recount_reviews(tx: &mut Tx, supporter: &AccountId) -> Result<(), Error> {
    let now = tx.now();
    // The first statement holds the row, so that the second one sees what others have just written.
    sqlx::query("UPDATE supporters SET updated_at = $2 WHERE account_id = $1")
        .bind(supporter.as_str())
        .bind(now)
        .execute(tx.conn())
        .await?;
    sqlx::query(
        "UPDATE supporters SET
            review_count = (SELECT COUNT(*) FROM reviews r WHERE r.supporter_id = $1 AND r.hidden = ''),
            rating_total = (SELECT CAST(COALESCE(SUM(r.stars), 0) AS BIGINT) FROM reviews r WHERE r.supporter_id = $1 AND r.hidden = '')
         WHERE account_id = $1",
    )
    .bind(supporter.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}
