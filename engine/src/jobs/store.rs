//! The rows of the jobs.
use super::{Job, Lane};
use crate::db::{Db, Tx};
use crate::{Error, id};
use domain::Micros;

/// Makes the list of kinds and the statement that finds the next job among them, so that the two can't differ.
macro_rules! known {
    ($($kind:literal),+) => {
        /// The kinds of jobs that this version can run. It takes up no others: while a site is changed over to a new version, the
        /// old processes leave the new kinds to those who know them. So a kind that is taken off this list has to have no rows left.
        pub const KINDS: &[&str] = &[$($kind),+];
        const DUE: &str = concat!(
            "SELECT id FROM jobs WHERE state = 'waiting' AND lane = $2 AND run_at <= $1 AND leased_until <= $1 AND kind IN (''",
            $(", '", $kind, "'",)+
            ") ORDER BY run_at, id LIMIT 1"
        );
    };
}

known!(
    "send_letter",
    "answer_reset",
    "remind",
    "count_meeting",
    "end_offer",
    "end_hold",
    "ask_about_payment",
    "shut_checkout",
    "send_refund",
    "pay_in_sandbox",
    "sweep_old_rows"
);

/// A job that this worker holds until its lease ends.
#[derive(sqlx::FromRow)]
pub struct Claimed {
    /// The row.
    pub id: String,
    /// How often it failed before.
    pub tries: i64,
    /// The job's name, which can be read even where the job can't.
    pub kind: String,
    /// What to do, as it is stored.
    body: String,
}

impl Claimed {
    /// What to do; an error if this version can't read it.
    pub fn job(&self) -> Result<Job, serde_json::Error> {
        serde_json::from_str(&self.body)
    }
}

/// Queues a job in the caller's transaction, to run at `run_at`.
pub async fn insert(tx: &mut Tx, job: &Job, run_at: Micros) -> Result<(), Error> {
    let body = serde_json::to_string(job).map_err(Error::fault)?;
    let now = tx.now();
    sqlx::query("INSERT INTO jobs (id, kind, body, run_at, state, created_at, lane) VALUES ($1, $2, $3, $4, 'waiting', $5, $6)")
        .bind(id::new(now))
        .bind(job.kind())
        .bind(body)
        .bind(run_at)
        .bind(now)
        .bind(job.lane().as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Takes the job of a lane that has waited longest, if one of a kind that this version knows is due, with one conditional
/// statement: no two workers get the same. It is not read in here: an error would undo the lease, and the same row would come first for ever.
pub async fn claim(db: &Db, lane: Lane, now: Micros, lease: Micros) -> Result<Option<Claimed>, Error> {
    let due: Option<String> = sqlx::query_scalar(DUE).bind(now).bind(lane.as_str()).fetch_optional(db.read()).await?;
    let Some(due) = due else { return Ok(None) };
    db.write((due, now, now + lease), |tx, (due, now, until)| {
        Box::pin(async move {
            let claimed: Option<Claimed> = sqlx::query_as(
                "UPDATE jobs SET leased_until = $1 WHERE id = $2 AND state = 'waiting' AND leased_until <= $3
                 RETURNING id, tries, kind, body",
            )
            .bind(*until)
            .bind(due)
            .bind(*now)
            .fetch_optional(tx.conn())
            .await?;
            Ok(claimed)
        })
    })
    .await
}

/// Marks a job as done.
pub async fn finish(db: &Db, id: String, now: Micros) -> Result<(), Error> {
    db.write((id, now), |tx, (id, now)| {
        Box::pin(async move {
            // What was in the letter is nobody's business any more.
            sqlx::query("UPDATE jobs SET state = 'done', body = '', run_at = $2 WHERE id = $1")
                .bind(id)
                .bind(*now)
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    })
    .await
}

/// Notes a failure: to be run again at `again`, or set aside.
pub async fn fail(db: &Db, id: String, tries: i64, again: Option<Micros>, fault: String) -> Result<(), Error> {
    db.write((id, tries, again, fault), |tx, (id, tries, again, fault)| {
        Box::pin(async move {
            sqlx::query("UPDATE jobs SET state = $2, tries = $3, run_at = $4, leased_until = 0, fault = $5 WHERE id = $1")
                .bind(id)
                .bind(if again.is_some() { "waiting" } else { "dead" })
                .bind(*tries)
                .bind(again.unwrap_or_default())
                .bind(fault)
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    })
    .await
}

/// Deletes jobs that were done before `before`.
pub async fn forget_done(db: &Db, before: Micros) -> Result<(), Error> {
    db.write(before, |tx, before| {
        Box::pin(async move {
            sqlx::query("DELETE FROM jobs WHERE state = 'done' AND run_at < $1").bind(*before).execute(tx.conn()).await?;
            Ok(())
        })
    })
    .await
}

/// Deletes jobs whose bodies hold one of these words: an id or an address of somebody who leaves.
pub async fn forget_mentions(tx: &mut Tx, words: &[&str]) -> Result<(), Error> {
    for word in words {
        sqlx::query("DELETE FROM jobs WHERE body LIKE '%' || $1 || '%'").bind((*word).to_owned()).execute(tx.conn()).await?;
    }
    Ok(())
}
