//! A change, its event and what follows from it are one transaction: nothing is announced before it is true,
//! nothing true is lost.
use crate::bus::{Bus, Parcel};
use crate::db::{Db, Tx};
use crate::{Error, id, jobs, notices};
use bytes::Bytes;
use domain::events::{Event, Topic};
use domain::live::Hear;
use domain::time::SECOND;
use domain::{AccountId, Micros};
use std::sync::Arc;

/// An event with its id, on its way to the bus once its transaction is committed.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Listeners that have seen this id ignore it.
    pub id: String,
    /// What happened.
    pub event: Event,
}

/// Writes the event, and the notices it means for people, into the caller's transaction. After the commit it is
/// announced on the bus.
pub async fn record(tx: &mut Tx, event: Event) -> Result<(), Error> {
    let id = id::new(tx.now());
    let body = serde_json::to_string(&event).map_err(Error::fault)?;
    sqlx::query("INSERT INTO events (id, kind, body, writer, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(&id)
        .bind(event.kind())
        .bind(body)
        .bind(tx.writer().to_owned())
        .bind(tx.now())
        .execute(tx.conn())
        .await?;
    for told in domain::notices::told(&event) {
        notices::apply(tx, &told).await?;
    }
    tx.announce_after_commit(Envelope { id, event });
    Ok(())
}

/// Queues work in the caller's transaction: it happens if and only if the change did.
pub async fn enqueue(tx: &mut Tx, job: &jobs::Job) -> Result<(), Error> {
    let now = tx.now();
    jobs::store::insert(tx, job, now).await
}

/// Queues work for later in the caller's transaction.
pub async fn enqueue_at(tx: &mut Tx, job: &jobs::Job, run_at: Micros) -> Result<(), Error> {
    jobs::store::insert(tx, job, run_at).await
}

/// Tells everybody who listens. Called after a commit, and by the relay for what a dead process left behind.
pub fn announce(bus: &Bus, envelope: Envelope) {
    let audience = envelope.event.audience();
    let frame = if audience.contains(&Topic::House) {
        None
    } else {
        let heard = Hear::Event { id: envelope.id, body: envelope.event.clone() };
        let Ok(frame) = serde_json::to_vec(&heard) else { return };
        Some(Bytes::from(frame))
    };
    let parcel = Parcel::Event { event: Arc::new(envelope.event), frame };
    for topic in audience {
        bus.publish(&topic, &parcel);
    }
}

/// How long after its writing an event of this process is surely announced: an act takes milliseconds.
const SETTLED: Micros = 10 * SECOND;

/// Ticks off what this process has announced, and announces what a process that died between commit and
/// announcement left behind. Run every few seconds.
pub async fn relay(db: &Db, now: Micros) -> Result<(), Error> {
    let writer = db.writer().to_owned();
    let before = now - SETTLED;
    let orphans: Vec<(String, String)> =
        sqlx::query_as("SELECT id, body FROM events WHERE announced_at IS NULL AND created_at < $1 AND writer <> $2 ORDER BY id LIMIT 500")
            .bind(before)
            .bind(&writer)
            .fetch_all(db.read())
            .await?;
    for (id, body) in orphans {
        match serde_json::from_str(&body) {
            Ok(event) => announce(db.bus(), Envelope { id: id.clone(), event }),
            Err(error) => tracing::warn!(%error, %id, "an event of another version was left unannounced"),
        }
        db.write((id, now), |tx, (id, now)| {
            Box::pin(async move {
                sqlx::query("UPDATE events SET announced_at = $1 WHERE id = $2").bind(*now).bind(id).execute(tx.conn()).await?;
                Ok(())
            })
        })
        .await?;
    }
    let waiting: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM events WHERE announced_at IS NULL AND created_at < $1 AND writer = $2")
        .bind(before)
        .bind(&writer)
        .fetch_one(db.read())
        .await?;
    if waiting > 0 {
        db.write((writer, before, now), |tx, (writer, before, now)| {
            Box::pin(async move {
                sqlx::query("UPDATE events SET announced_at = $1 WHERE announced_at IS NULL AND created_at < $2 AND writer = $3")
                    .bind(*now)
                    .bind(*before)
                    .bind(writer)
                    .execute(tx.conn())
                    .await?;
                Ok(())
            })
        })
        .await?;
    }
    Ok(())
}

/// Forgets events that were announced before `before`: they were hints, the rows are the truth.
pub async fn forget(db: &Db, before: Micros) -> Result<(), Error> {
    db.write(before, |tx, before| {
        Box::pin(async move {
            sqlx::query("DELETE FROM events WHERE announced_at IS NOT NULL AND created_at < $1").bind(*before).execute(tx.conn()).await?;
            Ok(())
        })
    })
    .await
}

/// Deletes the events that tell of somebody who leaves, but for those that close their sockets.
pub async fn forget_person(tx: &mut Tx, account: &AccountId) -> Result<(), Error> {
    sqlx::query("DELETE FROM events WHERE body LIKE '%' || $1 || '%' AND kind NOT IN ('session_ended', 'account_deleted')")
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}
