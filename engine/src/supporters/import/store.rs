//! Writes a whole profile at once.
use crate::db::Tx;
use crate::{Error, id};
use domain::supporters::Service;
use domain::{AccountId, Micros};

/// A profile with everything on it, already checked. Lists are comma-separated; the counts are those of the rows they count.
#[derive(Clone, Debug)]
pub struct NewSupporter {
    /// The account that it belongs to, which exists.
    pub id: AccountId,
    /// The last part of its address.
    pub handle: String,
    /// Shown.
    pub first_name: String,
    /// One letter, without a full stop.
    pub last_initial: String,
    /// Their training.
    pub credential: String,
    /// `woman`, `man`, `nonbinary` or `unsaid`.
    pub gender: String,
    /// One or two lines for the directory.
    pub headline: String,
    /// The first words on the profile.
    pub greeting: String,
    /// Who they are.
    pub about: String,
    /// What they have been through.
    pub story: String,
    /// Why they help.
    pub motivation: String,
    /// Slugs of topics.
    pub topics: String,
    /// In their own words.
    pub specialties: String,
    /// Codes of languages.
    pub languages: String,
    /// Whether people can ask to connect.
    pub accepting: bool,
    /// Whether requests are answered with yes by themselves.
    pub auto_approve: bool,
    /// Whether the profile is kept out of the directory.
    pub hidden: bool,
    /// As [`domain::supporters::WeeklyHours`] stores them.
    pub weekly_hours: String,
    /// Group meetings led so far.
    pub groups_led: i64,
    /// Meetings of two led so far.
    pub sessions_led: i64,
    /// How many reviews there are.
    pub review_count: i64,
    /// The sum of their stars.
    pub rating_total: i64,
    /// When they became a supporter.
    pub created_at: Micros,
    /// In their order, prices in US cents.
    pub services: Vec<Service>,
}

/// Adds a profile and its services.
pub(crate) async fn add(tx: &mut Tx, new: &NewSupporter) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query(
        "INSERT INTO supporters (account_id, handle, first_name, last_initial, credential, gender, headline, greeting, about, story,
            motivation, topics, specialties, languages, accepting, auto_approve, hidden, weekly_hours, groups_led, sessions_led,
            review_count, rating_total, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)",
    )
    .bind(new.id.as_str())
    .bind(&new.handle)
    .bind(&new.first_name)
    .bind(&new.last_initial)
    .bind(&new.credential)
    .bind(&new.gender)
    .bind(&new.headline)
    .bind(&new.greeting)
    .bind(&new.about)
    .bind(&new.story)
    .bind(&new.motivation)
    .bind(&new.topics)
    .bind(&new.specialties)
    .bind(&new.languages)
    .bind(i64::from(new.accepting))
    .bind(i64::from(new.auto_approve))
    .bind(i64::from(new.hidden))
    .bind(&new.weekly_hours)
    .bind(new.groups_led)
    .bind(new.sessions_led)
    .bind(new.review_count)
    .bind(new.rating_total)
    .bind(new.created_at)
    .bind(now)
    .execute(tx.conn())
    .await?;
    for (place, service) in (0_i64..).zip(&new.services) {
        sqlx::query(
            "INSERT INTO services (id, supporter_id, place, name, minutes, price, currency) VALUES ($1, $2, $3, $4, $5, $6, 'USD')",
        )
        .bind(id::new(now))
        .bind(new.id.as_str())
        .bind(place)
        .bind(&service.name)
        .bind(service.minutes)
        .bind(service.price)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}
