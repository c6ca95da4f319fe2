//! Writes a meeting, held or to come.
use crate::billing::{self, NewPayment};
use crate::db::Tx;
use crate::{Error, id};
use domain::{AccountId, MeetingId, Micros, OrgId};

/// A meeting, already checked.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    /// Made by the one who imports.
    pub id: MeetingId,
    /// Who leads it.
    pub host: AccountId,
    /// Its title.
    pub name: String,
    /// Slug of its topic.
    pub topic: String,
    /// What to expect.
    pub description: String,
    /// Whether it is for one person, or a group.
    pub one_to_one: bool,
    /// When it begins.
    pub starts_at: Micros,
    /// How long it takes.
    pub minutes: i64,
    /// The host's zone (IANA).
    pub time_zone: String,
    /// In US cents; 0 is free.
    pub price: i64,
    /// How many people can register.
    pub seats: i64,
    /// How many have.
    pub taken: i64,
    /// Whether it takes a password to join.
    pub private: bool,
    /// The hash of that password.
    pub password_hash: Option<String>,
    /// Whether it is for invited people alone.
    pub exclusive: bool,
    /// Whether people can queue.
    pub waiting_list: bool,
    /// What holds a series together.
    pub series: Option<String>,
    /// Who has a seat; as many as are taken.
    pub people: Vec<AccountId>,
    /// Which of them did not come; the others did, once it is over.
    pub missed: Vec<AccountId>,
    /// Who waits in line, in order.
    pub line: Vec<AccountId>,
    /// When it was planned.
    pub created_at: Micros,
}

/// Adds a meeting.
pub(crate) async fn add(tx: &mut Tx, new: &NewMeeting) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO meetings (id, host_id, name, topic, description, kind, starts_at, minutes, time_zone, price, currency, seats, taken,
            private, created_at, password_hash, exclusive, waiting_list, series_id, last_place)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'USD', $11, $12, $13, $14, $15, $16, $17, $18, $19)",
    )
    .bind(new.id.as_str())
    .bind(new.host.as_str())
    .bind(&new.name)
    .bind(&new.topic)
    .bind(&new.description)
    .bind(if new.one_to_one { "one_to_one" } else { "group" })
    .bind(new.starts_at)
    .bind(new.minutes)
    .bind(&new.time_zone)
    .bind(new.price)
    .bind(new.seats)
    .bind(new.taken)
    .bind(i64::from(new.private))
    .bind(new.created_at)
    .bind(new.password_hash.as_deref())
    .bind(i64::from(new.exclusive))
    .bind(i64::from(new.waiting_list))
    .bind(new.series.as_deref())
    .bind(i64::try_from(new.line.len()).unwrap_or_default())
    .execute(tx.conn())
    .await?;
    sqlx::query("INSERT INTO meeting_hosts (meeting_id, account_id, place) VALUES ($1, $2, 1)")
        .bind(new.id.as_str())
        .bind(new.host.as_str())
        .execute(tx.conn())
        .await?;
    for account in &new.people {
        seat(tx, new, account).await?;
    }
    for (place, account) in (1_i64..).zip(&new.line) {
        queue(tx, new, account, place).await?;
    }
    Ok(())
}

async fn seat(tx: &mut Tx, new: &NewMeeting, account: &AccountId) -> Result<(), Error> {
    let payment = if new.price > 0 {
        let payment = NewPayment {
            thing: new.id.to_string(),
            payer: account.clone(),
            payee: new.host.clone(),
            title: new.name.clone(),
            list_price: new.price,
            amount: new.price,
            currency: "USD".to_owned(),
            coupon: None,
            provider: "sandbox",
            hold_until: new.created_at,
        };
        Some(billing::paid_earlier(tx, &payment, new.created_at).await?)
    } else {
        None
    };
    let attendance = if new.starts_at >= tx.now() {
        ""
    } else if new.missed.contains(account) {
        "missed"
    } else {
        "attended"
    };
    sqlx::query(
        "INSERT INTO registrations (id, meeting_id, account_id, state, changed_at, attendance, payment_id)
         VALUES ($1, $2, $3, 'registered', $4, $5, $6)",
    )
    .bind(id::new(new.created_at))
    .bind(new.id.as_str())
    .bind(account.as_str())
    .bind(new.created_at)
    .bind(attendance)
    .bind(payment)
    .execute(tx.conn())
    .await?;
    if new.exclusive {
        sqlx::query("INSERT INTO invitations (meeting_id, account_id, created_at) VALUES ($1, $2, $3)")
            .bind(new.id.as_str())
            .bind(account.as_str())
            .bind(new.created_at)
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}

async fn queue(tx: &mut Tx, new: &NewMeeting, account: &AccountId, place: i64) -> Result<(), Error> {
    sqlx::query("INSERT INTO waiting (id, meeting_id, account_id, place, state, changed_at) VALUES ($1, $2, $3, $4, 'waiting', $5)")
        .bind(id::new(new.created_at))
        .bind(new.id.as_str())
        .bind(account.as_str())
        .bind(place)
        .bind(new.created_at)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Adds a second host.
pub(crate) async fn add_co_host(tx: &mut Tx, meeting: &MeetingId, host: &AccountId) -> Result<(), Error> {
    sqlx::query("INSERT INTO meeting_hosts (meeting_id, account_id, place) VALUES ($1, $2, 2)")
        .bind(meeting.as_str())
        .bind(host.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Makes a meeting an organization's. `visibility` is `public`, `organization` or `exclusive`.
pub(crate) async fn give_to_org(tx: &mut Tx, meeting: &MeetingId, org: &OrgId, visibility: &str) -> Result<(), Error> {
    sqlx::query("UPDATE meetings SET org_id = $2, visibility = $3 WHERE id = $1")
        .bind(meeting.as_str())
        .bind(org.as_str())
        .bind(visibility)
        .execute(tx.conn())
        .await?;
    Ok(())
}
