//! The rows of payments, and which events of the provider were heard.
use crate::db::{Db, Tx};
use crate::{Error, id};
use domain::billing::PaymentState;
use domain::{AccountId, Micros};
use sqlx::{Any, Executor};

/// Something to be paid.
#[derive(Clone, Debug)]
pub struct NewPayment {
    /// What it is for: the meeting's id.
    pub thing: String,
    /// Who pays.
    pub payer: AccountId,
    /// Who receives.
    pub payee: AccountId,
    /// What is bought, in words.
    pub title: String,
    /// The price without a coupon, in cents.
    pub list_price: i64,
    /// What is to pay, in cents.
    pub amount: i64,
    /// Such as `USD`.
    pub currency: String,
    /// The coupon that was taken.
    pub coupon: Option<String>,
    /// `stripe` or `sandbox`.
    pub provider: &'static str,
    /// Until when the thing is held.
    pub hold_until: Micros,
}

/// A payment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payment {
    /// Its id, which is also the key by which the provider knows it.
    pub id: String,
    /// What it is for.
    pub thing: String,
    /// Who pays; nobody any more once they have left.
    pub payer: Option<AccountId>,
    /// What is bought.
    pub title: String,
    /// The price without a coupon.
    pub list_price: i64,
    /// What is to pay.
    pub amount: i64,
    /// Such as `USD`.
    pub currency: String,
    /// The provider's name for the checkout.
    pub session: Option<String>,
    /// The provider's name for the money.
    pub charge: Option<String>,
    /// Where to pay, at the provider.
    pub address: Option<String>,
    /// How it stands.
    pub state: PaymentState,
    /// What was really paid, in cents.
    pub received: i64,
    /// Until when the thing is held.
    pub hold_until: Micros,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    thing_id: String,
    payer_id: Option<String>,
    title: String,
    list_price: i64,
    amount: i64,
    currency: String,
    session: Option<String>,
    charge: Option<String>,
    address: Option<String>,
    state: String,
    received: i64,
    hold_until: i64,
}

/// A payment by its id.
pub async fn by_id<'c>(from: impl Executor<'c, Database = Any>, id: &str) -> Result<Option<Payment>, Error> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, thing_id, payer_id, title, list_price, amount, currency, session, charge, address, state, received, hold_until
         FROM payments WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(from)
    .await?;
    Ok(row.map(|row| Payment {
        id: row.id,
        thing: row.thing_id,
        payer: row.payer_id.map(AccountId::trusted),
        title: row.title,
        list_price: row.list_price,
        amount: row.amount,
        currency: row.currency,
        session: row.session,
        charge: row.charge,
        address: row.address,
        state: PaymentState::from_stored(&row.state),
        received: row.received,
        hold_until: row.hold_until,
    }))
}

/// Adds a payment; answers its id.
pub async fn insert(tx: &mut Tx, new: &NewPayment) -> Result<String, Error> {
    let now = tx.now();
    let id = id::new(now);
    sqlx::query(
        "INSERT INTO payments (id, thing_id, payer_id, payee_id, title, list_price, amount, currency, coupon_id, provider, state, hold_until,
            created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12)",
    )
    .bind(&id)
    .bind(&new.thing)
    .bind(new.payer.as_str())
    .bind(new.payee.as_str())
    .bind(&new.title)
    .bind(new.list_price)
    .bind(new.amount)
    .bind(&new.currency)
    .bind(new.coupon.as_deref())
    .bind(new.provider)
    .bind(new.hold_until)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(id)
}

/// Keeps the provider's checkout, if none is kept yet.
pub async fn set_session(db: &Db, id: String, session: String, address: Option<String>) -> Result<(), Error> {
    db.write((id, session, address), |tx, (id, session, address)| {
        Box::pin(async move {
            sqlx::query("UPDATE payments SET session = $2, address = $3 WHERE id = $1 AND session IS NULL")
                .bind(id)
                .bind(session)
                .bind(address.as_deref())
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    })
    .await
}

/// Notes an event of the provider; `false` says that it was heard before.
pub async fn first_time(tx: &mut Tx, provider: &str, event: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query("INSERT INTO payment_events (provider, event_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(provider)
        .bind(event)
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Makes a payment paid, from whatever state without money.
pub async fn set_paid(tx: &mut Tx, id: &str, amount: i64, charge: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE payments SET state = 'paid', received = $2, charge = $3, paid_at = $4 WHERE id = $1 AND state IN ('open', 'expired', 'left')",
    )
    .bind(id)
    .bind(amount)
    .bind(charge)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends an open payment without money; answers its coupon. `None` says that it was not open.
pub async fn close(tx: &mut Tx, id: &str, state: PaymentState) -> Result<Option<Option<String>>, Error> {
    let row: Option<(Option<String>,)> =
        sqlx::query_as("UPDATE payments SET state = $2 WHERE id = $1 AND state = 'open' RETURNING coupon_id")
            .bind(id)
            .bind(state.as_str())
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.map(|(coupon,)| coupon))
}

/// Marks a paid payment as one to be sent back.
pub async fn refunding(tx: &mut Tx, id: &str) -> Result<bool, Error> {
    let done = sqlx::query("UPDATE payments SET state = 'refunding' WHERE id = $1 AND state = 'paid'").bind(id).execute(tx.conn()).await?;
    Ok(done.rows_affected() == 1)
}

/// Notes what became of a refund that was asked for.
pub async fn settle_refund(db: &Db, id: String, state: PaymentState, fault: String) -> Result<(), Error> {
    db.write((id, state, fault), |tx, (id, state, fault)| {
        Box::pin(async move {
            let now = tx.now();
            sqlx::query("UPDATE payments SET state = $2, fault = $3, refunded_at = $4 WHERE id = $1 AND state = 'refunding'")
                .bind(id)
                .bind(state.as_str())
                .bind(fault)
                .bind(now)
                .execute(tx.conn())
                .await?;
            Ok(())
        })
    })
    .await
}

/// Notes that the money is back, as the provider says.
pub async fn refunded(tx: &mut Tx, id: &str) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query(
        "UPDATE payments SET state = 'refunded', refunded_at = $2 WHERE id = $1 AND state IN ('refunding', 'refund_failed', 'paid')",
    )
    .bind(id)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A payment as its receiver sees it.
#[derive(sqlx::FromRow)]
pub struct EarnedRow {
    pub title: String,
    pub list_price: i64,
    pub amount: i64,
    pub currency: String,
    pub state: String,
    pub paid_at: i64,
    pub ends_at: Option<i64>,
}

/// The payments somebody received, the newest first.
pub async fn earned(db: &Db, payee: &AccountId, most: i64) -> Result<Vec<EarnedRow>, Error> {
    let rows = sqlx::query_as(
        "SELECT p.title, p.list_price, p.amount, p.currency, p.state, p.paid_at, m.starts_at + m.minutes * 60000000 AS ends_at
         FROM payments p LEFT JOIN meetings m ON m.id = p.thing_id
         WHERE p.payee_id = $1 AND p.paid_at IS NOT NULL ORDER BY p.paid_at DESC, p.id DESC LIMIT $2",
    );
    Ok(rows.bind(payee.as_str()).bind(most).fetch_all(db.read()).await?)
}

/// Adds a payment that was made earlier; answers its id.
pub async fn insert_paid(tx: &mut Tx, new: &NewPayment, paid_at: Micros) -> Result<String, Error> {
    let id = insert(tx, new).await?;
    sqlx::query(
        "UPDATE payments SET state = 'paid', received = amount, session = 'sandbox_' || id, charge = 'pi_sandbox_' || id, created_at = $2,
            paid_at = $2 WHERE id = $1",
    )
    .bind(&id)
    .bind(paid_at)
    .execute(tx.conn())
    .await?;
    Ok(id)
}
