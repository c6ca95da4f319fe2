//! The rows of leader profiles. Every statement names the organization.
use crate::Error;
use crate::db::{Db, Tx};
use domain::account::shown_name;
use domain::contacts::Standing;
use domain::events::Face;
use domain::orgs::{Leader, LeaderDraft};
use domain::supporters::Rating;
use domain::{AccountId, OrgId};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    username: String,
    picture_id: Option<String>,
    first_name: Option<String>,
    last_initial: Option<String>,
    handle: Option<String>,
    hidden: Option<i64>,
    greeting: String,
    motivation: String,
    recovery: String,
    qualification: String,
    age: String,
    local_resources: i64,
    count: i64,
    total: i64,
}

/// The leaders that members see, the finished profiles first; `None` where the organization shows none at all.
pub async fn shown(db: &Db, org: &OrgId) -> Result<Option<Vec<Leader>>, Error> {
    let shows: Option<(i64, i64)> =
        sqlx::query_as("SELECT show_leaders, show_ratings FROM orgs WHERE id = $1").bind(org.as_str()).fetch_optional(db.read()).await?;
    let Some((1, show_ratings)) = shows else { return Ok(None) };
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.id, a.username, a.picture_id, s.first_name, s.last_initial, s.handle, s.hidden, l.greeting, l.motivation, l.recovery,
            l.qualification, l.age, l.local_resources, COALESCE(s.review_count, 0) AS count, COALESCE(s.rating_total, 0) AS total
         FROM org_leaders l JOIN accounts a ON a.id = l.account_id LEFT JOIN supporters s ON s.account_id = a.id
         WHERE l.org_id = $1 AND l.hidden = 0
         ORDER BY CASE WHEN l.greeting = '' OR l.motivation = '' OR l.recovery = '' OR l.qualification = '' THEN 1 ELSE 0 END,
            LOWER(COALESCE(s.first_name, a.username)), a.id LIMIT 100",
    )
    .bind(org.as_str())
    .fetch_all(db.read())
    .await?;
    Ok(Some(rows.into_iter().map(|row| leader(row, show_ratings == 1)).collect()))
}

fn leader(row: Row, show_ratings: bool) -> Leader {
    let name = shown_name(&row.username, row.first_name.as_deref().zip(row.last_initial.as_deref()));
    let unfinished = [&row.greeting, &row.motivation, &row.recovery, &row.qualification].into_iter().any(String::is_empty);
    let handle = row.handle.filter(|_| row.hidden == Some(0));
    Leader {
        face: Face { id: AccountId::trusted(row.id), name, handle, picture: row.picture_id },
        standing: Standing::Closed,
        greeting: row.greeting,
        motivation: row.motivation,
        recovery: row.recovery,
        qualification: row.qualification,
        age: row.age,
        local_resources: row.local_resources == 1,
        rating: (show_ratings && row.count > 0).then_some(Rating { total: row.total, count: row.count }),
        unfinished,
    }
}

/// Whether somebody is on the Group Leaders tab.
pub async fn is_shown(db: &Db, org: &OrgId, account: &AccountId) -> Result<bool, Error> {
    let row: Option<String> = sqlx::query_scalar(
        "SELECT l.account_id FROM org_leaders l JOIN orgs g ON g.id = l.org_id
         WHERE l.org_id = $1 AND l.account_id = $2 AND l.hidden = 0 AND g.show_leaders = 1",
    )
    .bind(org.as_str())
    .bind(account.as_str())
    .fetch_optional(db.read())
    .await?;
    Ok(row.is_some())
}

type DraftRow = (String, String, String, String, String, i64, i64, i64, i64, i64);

/// A profile, to edit.
pub async fn draft(db: &Db, org: &OrgId, account: &AccountId) -> Result<Option<LeaderDraft>, Error> {
    let row: Option<DraftRow> = sqlx::query_as(
        "SELECT greeting, motivation, recovery, qualification, age, local_resources, accepting, auto_approve, hosting, hidden
         FROM org_leaders WHERE org_id = $1 AND account_id = $2",
    )
    .bind(org.as_str())
    .bind(account.as_str())
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|(greeting, motivation, recovery, qualification, age, local, accepting, auto, hosting, hidden)| LeaderDraft {
        greeting,
        motivation,
        recovery,
        qualification,
        age,
        local_resources: local == 1,
        accepting: accepting == 1,
        auto_approve: auto == 1,
        hosting: hosting == 1,
        hidden: hidden == 1,
    }))
}

/// Starts an empty profile for somebody who leads from now on. One that is there stays.
pub async fn start(tx: &mut Tx, org: &OrgId, account: &AccountId) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("INSERT INTO org_leaders (org_id, account_id, updated_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(org.as_str())
        .bind(account.as_str())
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Writes a profile; `false` if the account plays no part in the organization.
pub async fn save(tx: &mut Tx, org: &OrgId, account: &AccountId, draft: &LeaderDraft) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "INSERT INTO org_leaders (org_id, account_id, greeting, motivation, recovery, qualification, age, local_resources, accepting,
            auto_approve, hosting, hidden, updated_at)
         SELECT p.org_id, p.account_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 FROM org_people p
         WHERE p.org_id = $1 AND p.account_id = $2
         ON CONFLICT (org_id, account_id) DO UPDATE SET greeting = excluded.greeting, motivation = excluded.motivation,
            recovery = excluded.recovery, qualification = excluded.qualification, age = excluded.age,
            local_resources = excluded.local_resources, accepting = excluded.accepting, auto_approve = excluded.auto_approve,
            hosting = excluded.hosting, hidden = excluded.hidden, updated_at = excluded.updated_at",
    )
    .bind(org.as_str())
    .bind(account.as_str())
    .bind(&draft.greeting)
    .bind(&draft.motivation)
    .bind(&draft.recovery)
    .bind(&draft.qualification)
    .bind(&draft.age)
    .bind(i64::from(draft.local_resources))
    .bind(i64::from(draft.accepting))
    .bind(i64::from(draft.auto_approve))
    .bind(i64::from(draft.hosting))
    .bind(i64::from(draft.hidden))
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
