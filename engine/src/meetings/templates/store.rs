//! The rows of templates. Every statement names the organization.
use crate::Error;
use crate::db::{Db, Tx};
use domain::OrgId;

/// A template.
#[derive(sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub name: String,
    pub draft: String,
}

/// All of an organization, by name.
pub async fn list(db: &Db, org: &OrgId) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as("SELECT id, name, draft FROM org_templates WHERE org_id = $1 ORDER BY LOWER(name), id");
    Ok(rows.bind(org.as_str()).fetch_all(db.read()).await?)
}

/// One of an organization.
pub async fn one(db: &Db, org: &OrgId, id: &str) -> Result<Option<Row>, Error> {
    let row = sqlx::query_as("SELECT id, name, draft FROM org_templates WHERE org_id = $1 AND id = $2");
    Ok(row.bind(org.as_str()).bind(id).fetch_optional(db.read()).await?)
}

/// Whether another template of the organization has this name.
pub async fn named(tx: &mut Tx, org: &OrgId, name: &str, but: &str) -> Result<bool, Error> {
    let found: Option<String> = sqlx::query_scalar("SELECT id FROM org_templates WHERE org_id = $1 AND name = $2 AND id <> $3")
        .bind(org.as_str())
        .bind(name)
        .bind(but)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found.is_some())
}

/// How many there are.
pub async fn count(tx: &mut Tx, org: &OrgId) -> Result<i64, Error> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM org_templates WHERE org_id = $1");
    Ok(count.bind(org.as_str()).fetch_one(tx.conn()).await?)
}

/// Adds one.
pub async fn insert(tx: &mut Tx, org: &OrgId, id: &str, name: &str, draft: &str) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("INSERT INTO org_templates (id, org_id, name, draft, updated_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(org.as_str())
        .bind(name)
        .bind(draft)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Changes one; `false` says that it is not there.
pub async fn update(tx: &mut Tx, org: &OrgId, id: &str, name: &str, draft: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query("UPDATE org_templates SET name = $3, draft = $4, updated_at = $5 WHERE org_id = $1 AND id = $2")
        .bind(org.as_str())
        .bind(id)
        .bind(name)
        .bind(draft)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Deletes one; `false` says that it is not there.
pub async fn delete(tx: &mut Tx, org: &OrgId, id: &str) -> Result<bool, Error> {
    let done =
        sqlx::query("DELETE FROM org_templates WHERE org_id = $1 AND id = $2").bind(org.as_str()).bind(id).execute(tx.conn()).await?;
    Ok(done.rows_affected() == 1)
}
