//! The rows of questions and answers. Every statement names the organization.
use crate::db::{Db, Tx};
use crate::{Error, id};
use domain::orgs::{Answer, FieldKind, IntakeField};
use domain::{AccountId, OrgId};

/// The questions, in their order.
pub async fn fields(db: &Db, org: &OrgId) -> Result<Vec<IntakeField>, Error> {
    let rows: Vec<(String, String, String, String, i64)> =
        sqlx::query_as("SELECT id, kind, label, choices, required FROM org_fields WHERE org_id = $1 ORDER BY place, id")
            .bind(org.as_str())
            .fetch_all(db.read())
            .await?;
    let field = |(id, kind, label, choices, required): (String, String, String, String, i64)| IntakeField {
        id,
        label,
        kind: FieldKind::from_stored(&kind),
        choices: choices.lines().map(str::to_owned).collect(),
        required: required == 1,
    };
    Ok(rows.into_iter().map(field).collect())
}

/// The ids of the questions.
pub async fn ids(tx: &mut Tx, org: &OrgId) -> Result<Vec<String>, Error> {
    Ok(sqlx::query_scalar("SELECT id FROM org_fields WHERE org_id = $1").bind(org.as_str()).fetch_all(tx.conn()).await?)
}

/// Adds a question.
pub async fn insert_field(tx: &mut Tx, org: &OrgId, place: i64, field: &IntakeField) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("INSERT INTO org_fields (id, org_id, place, kind, label, choices, required) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id::new(now))
        .bind(org.as_str())
        .bind(place)
        .bind(field.kind.as_str())
        .bind(&field.label)
        .bind(field.choices.join("\n"))
        .bind(i64::from(field.required))
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Changes a question.
pub async fn update_field(tx: &mut Tx, org: &OrgId, place: i64, field: &IntakeField) -> Result<(), Error> {
    sqlx::query("UPDATE org_fields SET place = $3, kind = $4, label = $5, choices = $6, required = $7 WHERE org_id = $1 AND id = $2")
        .bind(org.as_str())
        .bind(&field.id)
        .bind(place)
        .bind(field.kind.as_str())
        .bind(&field.label)
        .bind(field.choices.join("\n"))
        .bind(i64::from(field.required))
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Deletes a question with its answers.
pub async fn delete_field(tx: &mut Tx, org: &OrgId, field: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM org_fields WHERE org_id = $1 AND id = $2").bind(org.as_str()).bind(field).execute(tx.conn()).await?;
    Ok(())
}

/// What somebody has answered: id of the question, answer.
pub async fn answers(db: &Db, org: &OrgId, account: &AccountId) -> Result<Vec<(String, String)>, Error> {
    let rows = sqlx::query_as(
        "SELECT w.field_id, w.answer FROM org_answers w JOIN org_fields f ON f.id = w.field_id
         WHERE f.org_id = $1 AND w.account_id = $2",
    );
    Ok(rows.bind(org.as_str()).bind(account.as_str()).fetch_all(db.read()).await?)
}

/// Deletes what somebody has answered to one organization.
pub async fn delete_answers(tx: &mut Tx, org: &OrgId, account: &AccountId) -> Result<(), Error> {
    sqlx::query("DELETE FROM org_answers WHERE account_id = $2 AND field_id IN (SELECT id FROM org_fields WHERE org_id = $1)")
        .bind(org.as_str())
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Adds an answer to a question of this organization.
pub async fn insert_answer(tx: &mut Tx, org: &OrgId, account: &AccountId, answer: &Answer) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query(
        "INSERT INTO org_answers (field_id, account_id, answer, created_at)
         SELECT f.id, $3, $4, $5 FROM org_fields f WHERE f.org_id = $1 AND f.id = $2",
    )
    .bind(org.as_str())
    .bind(&answer.id)
    .bind(account.as_str())
    .bind(&answer.text)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether a required question is unanswered, or there are questions and none is answered.
pub async fn waits(db: &Db, org: &OrgId, account: &AccountId) -> Result<bool, Error> {
    let (asked, answered, missing): (i64, i64, i64) = sqlx::query_as(
        "SELECT COUNT(*), COUNT(w.field_id), COUNT(CASE WHEN f.required = 1 AND w.field_id IS NULL THEN 1 END)
         FROM org_fields f LEFT JOIN org_answers w ON w.field_id = f.id AND w.account_id = $2 WHERE f.org_id = $1",
    )
    .bind(org.as_str())
    .bind(account.as_str())
    .fetch_one(db.read())
    .await?;
    Ok(missing > 0 || (asked > 0 && answered == 0))
}
