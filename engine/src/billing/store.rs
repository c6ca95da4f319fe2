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
    /// The receiver's own account at the provider, if they had one when it was asked for.
    pub destination: Option<String>,
    /// How often the provider was asked for the refund in vain.
    pub refund_tries: i64,
    /// Which key the next question for a refund carries.
    pub refund_key: i64,
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
    destination: Option<String>,
    refund_tries: i64,
    refund_key: i64,
}

/// A payment by its id.
pub async fn by_id<'c>(from: impl Executor<'c, Database = Any>, id: &str) -> Result<Option<Payment>, Error> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, thing_id, payer_id, title, list_price, amount, currency, session, charge, address, state, received, hold_until,
            destination, refund_tries, refund_key
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
        destination: row.destination,
        refund_tries: row.refund_tries,
        refund_key: row.refund_key,
    }))
}

/// Adds a payment; answers its id.
pub async fn insert(tx: &mut Tx, new: &NewPayment) -> Result<String, Error> {
    let now = tx.now();
    let id = id::new(now);
    sqlx::query(
        "INSERT INTO payments (id, thing_id, payer_id, payee_id, title, list_price, amount, currency, coupon_id, provider, state, hold_until,
            created_at, destination)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12,
            CASE WHEN $10 = 'stripe' THEN (SELECT o.destination FROM payout_accounts o WHERE o.account_id = $4) ELSE NULL END)",
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

/// Keeps the provider's checkout, if none is kept yet. `false` says that the payment was closed meanwhile.
pub async fn set_session(tx: &mut Tx, id: &str, session: &str, address: Option<&str>) -> Result<bool, Error> {
    let state: Option<String> =
        sqlx::query_scalar("UPDATE payments SET session = $2, address = $3 WHERE id = $1 AND session IS NULL RETURNING state")
            .bind(id)
            .bind(session)
            .bind(address)
            .fetch_optional(tx.conn())
            .await?;
    Ok(state.is_none_or(|state| state == "open"))
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

/// Makes a payment paid, from whatever state without money. `fault` says what is wrong with it, if anything is.
pub async fn set_paid(tx: &mut Tx, id: &str, amount: i64, charge: &str, fault: &str) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE payments SET state = 'paid', received = $2, charge = $3, paid_at = $4, fault = $5
         WHERE id = $1 AND state IN ('open', 'expired', 'left')",
    )
    .bind(id)
    .bind(amount)
    .bind(charge)
    .bind(now)
    .bind(fault)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What is left to do after a payment was closed.
#[derive(sqlx::FromRow)]
pub struct Closed {
    /// The coupon that is free again.
    pub coupon_id: Option<String>,
    /// The provider's name for the checkout that is to be ended.
    pub session: Option<String>,
    /// Whose checkout it is.
    pub provider: String,
}

/// Ends an open payment without money. `None` says that it was not open.
pub async fn close(tx: &mut Tx, id: &str, state: PaymentState) -> Result<Option<Closed>, Error> {
    let row = sqlx::query_as("UPDATE payments SET state = $2 WHERE id = $1 AND state = 'open' RETURNING coupon_id, session, provider");
    Ok(row.bind(id).bind(state.as_str()).fetch_optional(tx.conn()).await?)
}

/// Marks a paid payment as one to be sent back; answers the coupon that is free again. `None` says that it was not paid.
pub async fn refunding(tx: &mut Tx, id: &str) -> Result<Option<Option<String>>, Error> {
    let coupon = sqlx::query_scalar("UPDATE payments SET state = 'refunding' WHERE id = $1 AND state = 'paid' RETURNING coupon_id");
    Ok(coupon.bind(id).fetch_optional(tx.conn()).await?)
}

/// What is paid for a thing and not sent back: ids and payers, as far as they are still here.
pub async fn paid_for(tx: &mut Tx, thing: &str) -> Result<Vec<(String, Option<String>)>, Error> {
    let rows = sqlx::query_as("SELECT id, payer_id FROM payments WHERE thing_id = $1 AND state = 'paid' ORDER BY id");
    Ok(rows.bind(thing).fetch_all(tx.conn()).await?)
}

/// The payment of somebody for a thing, if it is paid and not sent back.
pub async fn paid_by(tx: &mut Tx, thing: &str, payer: &AccountId) -> Result<Option<String>, Error> {
    let id = sqlx::query_scalar("SELECT id FROM payments WHERE thing_id = $1 AND payer_id = $2 AND state = 'paid' ORDER BY id LIMIT 1");
    Ok(id.bind(thing).bind(payer.as_str()).fetch_optional(tx.conn()).await?)
}

/// Notes that a refund did not happen, why, and and how many keys were used up by an answer. Money that was said to be back can still
/// come to nothing, but only by an answer.
pub async fn set_refund_failed(tx: &mut Tx, id: &str, state: PaymentState, fault: &str, keys: i64) -> Result<bool, Error> {
    let done = sqlx::query(
        "UPDATE payments SET state = $2, fault = $3, refund_tries = refund_tries + 1, refund_key = refund_key + $4
         WHERE id = $1 AND (state IN ('refunding', 'refund_failed') OR ($4 = 1 AND state = 'refunded'))",
    )
    .bind(id)
    .bind(state.as_str())
    .bind(fault)
    .bind(keys)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes that the money is back. One that was never heard to be paid is paid and back at once.
pub async fn refunded(tx: &mut Tx, id: &str) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("UPDATE payments SET state = 'refunded', refunded_at = $2 WHERE id = $1 AND state <> 'refunded'")
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
    pub destination: Option<String>,
    pub paid_at: i64,
    pub ends_at: Option<i64>,
}

/// The payments somebody received, the newest first.
pub async fn earned(db: &Db, payee: &AccountId, most: i64) -> Result<Vec<EarnedRow>, Error> {
    let rows = sqlx::query_as(
        "SELECT p.title, p.list_price, p.amount, p.currency, p.state, p.destination, p.paid_at,
            m.starts_at + m.minutes * 60000000 AS ends_at
         FROM payments p LEFT JOIN meetings m ON m.id = p.thing_id
         WHERE p.payee_id = $1 AND p.paid_at IS NOT NULL ORDER BY p.paid_at DESC, p.id DESC LIMIT $2",
    );
    Ok(rows.bind(payee.as_str()).bind(most).fetch_all(db.read()).await?)
}

/// Payments of one amount that somebody received and keeps, all of them, however many rows a page shows.
#[derive(sqlx::FromRow)]
pub struct SumRow {
    pub amount: i64,
    /// Whether the meeting ended before the given instant.
    pub ended: i64,
    /// Whether the money goes to an account of their own.
    pub sent: i64,
    pub many: i64,
}

/// What somebody received, by amount, told apart by whether the meeting ended at `before` or earlier.
pub async fn sums(db: &Db, payee: &AccountId, before: Micros) -> Result<Vec<SumRow>, Error> {
    let rows = sqlx::query_as(
        "SELECT q.amount, q.ended, q.sent, COUNT(*) AS many FROM
            (SELECT p.amount, CASE WHEN COALESCE(m.starts_at + m.minutes * 60000000, p.paid_at) <= $2 THEN 1 ELSE 0 END AS ended,
                CASE WHEN p.destination IS NULL THEN 0 ELSE 1 END AS sent
             FROM payments p LEFT JOIN meetings m ON m.id = p.thing_id WHERE p.payee_id = $1 AND p.state = 'paid') q
         GROUP BY q.amount, q.ended, q.sent",
    );
    Ok(rows.bind(payee.as_str()).bind(before).fetch_all(db.read()).await?)
}

/// Whether somebody has an account that money is sent to.
pub async fn has_destination(db: &Db, account: &AccountId) -> Result<bool, Error> {
    let found: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM payout_accounts WHERE account_id = $1")
        .bind(account.as_str())
        .fetch_one(db.read())
        .await?;
    Ok(found > 0)
}

/// Keeps the account of somebody who receives money; none forgets it.
pub async fn set_destination(tx: &mut Tx, account: &AccountId, destination: Option<&str>) -> Result<(), Error> {
    let now = tx.now();
    let Some(destination) = destination else {
        sqlx::query("DELETE FROM payout_accounts WHERE account_id = $1").bind(account.as_str()).execute(tx.conn()).await?;
        return Ok(());
    };
    sqlx::query(
        "INSERT INTO payout_accounts (account_id, destination, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE SET destination = excluded.destination, created_at = excluded.created_at",
    )
    .bind(account.as_str())
    .bind(destination)
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(())
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
