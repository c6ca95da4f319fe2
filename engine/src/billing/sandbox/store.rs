//! The books of the sandbox.
use crate::Error;
use crate::billing::Payment;
use crate::db::Db;

/// Opens a checkout, once.
pub async fn insert(db: &Db, session: String, payment: Payment) -> Result<(), Error> {
    db.write((session, payment), |tx, (session, payment)| {
        Box::pin(async move {
            let now = tx.now();
            sqlx::query(
                "INSERT INTO sandbox_checkouts (session, payment_id, amount, currency, state, created_at)
                 VALUES ($1, $2, $3, $4, 'open', $5) ON CONFLICT (session) DO NOTHING",
            )
            .bind(session)
            .bind(&payment.id)
            .bind(payment.amount)
            .bind(&payment.currency)
            .bind(now)
            .execute(tx.conn())
            .await?;
            Ok(())
        })
    })
    .await
}

/// Notes that somebody paid; `false` says that it was paid or ended before.
pub async fn set_paid(db: &Db, session: String) -> Result<bool, Error> {
    db.write(session, |tx, session| {
        Box::pin(async move {
            let done = sqlx::query("UPDATE sandbox_checkouts SET state = 'paid' WHERE session = $1 AND state = 'open'")
                .bind(session)
                .execute(tx.conn())
                .await?;
            Ok(done.rows_affected() == 1)
        })
    })
    .await
}

/// Notes that the money went back.
pub async fn set_refunded(db: &Db, session: String) -> Result<(), Error> {
    db.write(session, |tx, session| {
        Box::pin(async move {
            sqlx::query("UPDATE sandbox_checkouts SET state = 'refunded' WHERE session = $1 AND state = 'paid'")
                .bind(session)
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    })
    .await
}

/// State, amount and currency of a checkout.
pub async fn by_session(db: &Db, session: &str) -> Result<Option<(String, i64, String)>, Error> {
    let row = sqlx::query_as("SELECT state, amount, currency FROM sandbox_checkouts WHERE session = $1");
    Ok(row.bind(session).fetch_optional(db.read()).await?)
}
