//! The rows of applications, and the first row of a new organization.
use crate::db::{Db, Tx};
use crate::{Error, id};
use domain::orgs::ApplicationDraft;
use domain::{AccountId, OrgId};

#[derive(sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub applicant_id: String,
    pub name: String,
    pub slug: String,
    pub tagline: String,
    pub website: String,
    pub topics: String,
    pub why: String,
    pub state: String,
    pub answer: String,
    pub created_at: i64,
}

/// Whether an organization has this address.
pub async fn slug_taken(tx: &mut Tx, slug: &str) -> Result<bool, Error> {
    let row: Option<String> = sqlx::query_scalar("SELECT id FROM orgs WHERE slug = $1").bind(slug).fetch_optional(tx.conn()).await?;
    Ok(row.is_some())
}

/// Adds an application, unless `most` of the same person wait already: then `false`.
pub async fn insert(tx: &mut Tx, applicant: &AccountId, draft: &ApplicationDraft, most: i64) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "INSERT INTO org_applications (id, applicant_id, name, slug, tagline, website, topics, why, state, created_at)
         SELECT $1, a.id, $3, $4, $5, $6, $7, $8, 'waiting', $9 FROM accounts a WHERE a.id = $2
            AND (SELECT COUNT(*) FROM org_applications w WHERE w.applicant_id = a.id AND w.state = 'waiting') < $10",
    )
    .bind(id::new(now))
    .bind(applicant.as_str())
    .bind(&draft.name)
    .bind(&draft.slug)
    .bind(&draft.tagline)
    .bind(&draft.website)
    .bind(draft.topics.join(","))
    .bind(&draft.why)
    .bind(now)
    .bind(most)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody's own, the newest first.
pub async fn of(db: &Db, applicant: &AccountId) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(
        "SELECT id, applicant_id, name, slug, tagline, website, topics, why, state, answer, created_at FROM org_applications
         WHERE applicant_id = $1 ORDER BY created_at DESC, id DESC LIMIT 20",
    );
    Ok(rows.bind(applicant.as_str()).fetch_all(db.read()).await?)
}

/// All that wait, the oldest first.
pub async fn waiting(db: &Db) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(
        "SELECT id, applicant_id, name, slug, tagline, website, topics, why, state, answer, created_at FROM org_applications
         WHERE state = 'waiting' ORDER BY created_at, id LIMIT 100",
    );
    Ok(rows.fetch_all(db.read()).await?)
}

/// The last that were decided.
pub async fn decided(db: &Db) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(
        "SELECT id, applicant_id, name, slug, tagline, website, topics, why, state, answer, created_at FROM org_applications
         WHERE state <> 'waiting' ORDER BY decided_at DESC, id DESC LIMIT 20",
    );
    Ok(rows.fetch_all(db.read()).await?)
}

/// Decides one that waits; `None` if it was decided before or is not there.
pub async fn decide(tx: &mut Tx, application: &str, state: &str, answer: &str) -> Result<Option<Row>, Error> {
    let now = tx.now();
    let row = sqlx::query_as(
        "UPDATE org_applications SET state = $2, answer = $3, decided_at = $4 WHERE id = $1 AND state = 'waiting'
         RETURNING id, applicant_id, name, slug, tagline, website, topics, why, state, answer, created_at",
    );
    Ok(row.bind(application).bind(state).bind(answer).bind(now).fetch_optional(tx.conn()).await?)
}

/// Adds an organization; `false` if its address is taken.
pub async fn insert_org(tx: &mut Tx, org: &OrgId, draft: &ApplicationDraft, brand: &str, zone: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "INSERT INTO orgs (id, slug, name, tagline, description, email, website, links, brand, topics, time_zone, created_at, updated_at)
         VALUES ($1, $2, $3, $4, '', '', $5, '', $6, $7, $8, $9, $9) ON CONFLICT DO NOTHING",
    )
    .bind(org.as_str())
    .bind(&draft.slug)
    .bind(&draft.name)
    .bind(&draft.tagline)
    .bind(&draft.website)
    .bind(brand)
    .bind(draft.topics.join(","))
    .bind(zone)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody with a confirmed email, by username.
pub async fn by_username(db: &Db, username: &str) -> Result<Option<AccountId>, Error> {
    let row: Option<String> = sqlx::query_scalar("SELECT id FROM accounts WHERE username_key = $1 AND verified_at IS NOT NULL")
        .bind(username.to_lowercase())
        .fetch_optional(db.read())
        .await?;
    Ok(row.map(AccountId::trusted))
}
