//! The rows of those who run an organization, and of invitations. Every statement names the organization.
use crate::db::{Db, Tx};
use crate::{Error, id};
use domain::account::shown_name;
use domain::events::Face;
use domain::orgs::OrgRole;
use domain::{AccountId, Micros, OrgId};

/// Somebody with a role.
pub struct PersonRow {
    pub face: Face,
    pub role: OrgRole,
    pub joined_at: Micros,
    pub finished: Option<bool>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    username: String,
    picture_id: Option<String>,
    first_name: Option<String>,
    last_initial: Option<String>,
    handle: Option<String>,
    hidden: Option<i64>,
    role: String,
    joined_at: i64,
    texts: Option<i64>,
}

/// Everybody with a role, the most rights first.
pub async fn people(db: &Db, org: &OrgId) -> Result<Vec<PersonRow>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.id, a.username, a.picture_id, s.first_name, s.last_initial, s.handle, s.hidden, p.role, p.joined_at,
            CASE WHEN l.account_id IS NULL THEN NULL
                WHEN l.greeting = '' OR l.motivation = '' OR l.recovery = '' OR l.qualification = '' THEN 0 ELSE 1 END AS texts
         FROM org_people p JOIN accounts a ON a.id = p.account_id LEFT JOIN supporters s ON s.account_id = a.id
            LEFT JOIN org_leaders l ON l.org_id = p.org_id AND l.account_id = p.account_id
         WHERE p.org_id = $1
         ORDER BY CASE p.role WHEN 'owner' THEN 0 WHEN 'admin' THEN 1 WHEN 'facilitator' THEN 2 ELSE 3 END, p.joined_at, a.id LIMIT 500",
    )
    .bind(org.as_str())
    .fetch_all(db.read())
    .await?;
    let person = |row: Row| {
        let name = shown_name(&row.username, row.first_name.as_deref().zip(row.last_initial.as_deref()));
        let handle = row.handle.filter(|_| row.hidden == Some(0));
        Some(PersonRow {
            face: Face { id: AccountId::trusted(row.id), name, handle, picture: row.picture_id },
            role: OrgRole::from_stored(&row.role)?,
            joined_at: row.joined_at,
            finished: row.texts.map(|texts| texts == 1),
        })
    };
    Ok(rows.into_iter().filter_map(person).collect())
}

/// An invitation.
pub struct InvitationRow {
    pub id: String,
    pub email: String,
    pub role: OrgRole,
    pub expires_at: Micros,
}

/// The invitations that nobody has taken, the newest first.
pub async fn invitations(db: &Db, org: &OrgId) -> Result<Vec<InvitationRow>, Error> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "SELECT id, email, role, expires_at FROM org_invitations WHERE org_id = $1 ORDER BY created_at DESC, id DESC LIMIT 200",
    )
    .bind(org.as_str())
    .fetch_all(db.read())
    .await?;
    let invitation = |(id, email, role, expires_at): (String, String, String, i64)| {
        Some(InvitationRow { id, email, role: OrgRole::from_stored(&role)?, expires_at })
    };
    Ok(rows.into_iter().filter_map(invitation).collect())
}

/// One invitation of this organization: address and role.
pub async fn invitation(db: &Db, org: &OrgId, invitation: &str) -> Result<Option<(String, OrgRole)>, Error> {
    let row: Option<(String, String)> = sqlx::query_as("SELECT email, role FROM org_invitations WHERE org_id = $1 AND id = $2")
        .bind(org.as_str())
        .bind(invitation)
        .fetch_optional(db.read())
        .await?;
    Ok(row.and_then(|(email, role)| Some((email, OrgRole::from_stored(&role)?))))
}

/// Adds an invitation, in place of an earlier one to the same address.
pub async fn insert_invitation(
    tx: &mut Tx,
    org: &OrgId,
    email: &str,
    role: OrgRole,
    hash: &str,
    at: Micros,
    until: Micros,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO org_invitations (id, org_id, email, email_key, role, hash, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (org_id, email_key) DO UPDATE SET email = excluded.email, role = excluded.role, hash = excluded.hash,
            created_at = excluded.created_at, expires_at = excluded.expires_at",
    )
    .bind(id::new(at))
    .bind(org.as_str())
    .bind(email)
    .bind(email.to_lowercase())
    .bind(role.as_str())
    .bind(hash)
    .bind(at)
    .bind(until)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes an invitation of this organization away and answers the address it went to, if there is such an invitation.
pub async fn delete_invitation(tx: &mut Tx, org: &OrgId, invitation: &str) -> Result<Option<String>, Error> {
    let email = sqlx::query_scalar("DELETE FROM org_invitations WHERE org_id = $1 AND id = $2 RETURNING email")
        .bind(org.as_str())
        .bind(invitation)
        .fetch_optional(tx.conn())
        .await?;
    Ok(email)
}

/// The account of a confirmed address that plays no part in the organization yet.
pub async fn outsider(tx: &mut Tx, org: &OrgId, email: &str) -> Result<Option<AccountId>, Error> {
    let row: Option<String> = sqlx::query_scalar(
        "SELECT a.id FROM accounts a WHERE a.email_key = $2 AND a.verified_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM org_people p WHERE p.org_id = $1 AND p.account_id = a.id)",
    )
    .bind(org.as_str())
    .bind(email.to_lowercase())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(AccountId::trusted))
}

/// What an invitation that can still be taken offers: the organization's name and the role.
pub async fn offered(db: &Db, slug: &str, hash: &str, now: Micros) -> Result<Option<(String, OrgRole)>, Error> {
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT g.name, i.role FROM org_invitations i JOIN orgs g ON g.id = i.org_id WHERE g.slug = $1 AND i.hash = $2 AND i.expires_at > $3",
    )
    .bind(slug)
    .bind(hash)
    .bind(now)
    .fetch_optional(db.read())
    .await?;
    Ok(row.and_then(|(name, role)| Some((name, OrgRole::from_stored(&role)?))))
}

/// What waits for somebody with a confirmed address at an organization, if the invitation can still be taken.
pub async fn waits_for(db: &Db, slug: &str, account: &AccountId, now: Micros) -> Result<Option<(String, OrgRole)>, Error> {
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT g.name, i.role FROM org_invitations i JOIN orgs g ON g.id = i.org_id JOIN accounts a ON a.email_key = i.email_key
         WHERE g.slug = $1 AND a.id = $2 AND a.verified_at IS NOT NULL AND i.expires_at > $3",
    )
    .bind(slug)
    .bind(account.as_str())
    .bind(now)
    .fetch_optional(db.read())
    .await?;
    Ok(row.and_then(|(name, role)| Some((name, OrgRole::from_stored(&role)?))))
}

/// Takes an invitation for good, if it went to the account's own address; answers the role it gives. An empty `hash` is
/// somebody who comes without the letter.
pub async fn take_invitation(tx: &mut Tx, org: &OrgId, account: &AccountId, hash: &str) -> Result<Option<OrgRole>, Error> {
    let now = tx.now();
    let role: Option<String> = sqlx::query_scalar(
        "DELETE FROM org_invitations WHERE org_id = $1 AND (hash = $2 OR $2 = '') AND expires_at > $3
            AND email_key = (SELECT email_key FROM accounts WHERE id = $4) RETURNING role",
    )
    .bind(org.as_str())
    .bind(hash)
    .bind(now)
    .bind(account.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(role.and_then(|role| OrgRole::from_stored(&role)))
}

/// The address word and the name of an organization.
pub async fn name_of(tx: &mut Tx, org: &OrgId) -> Result<Option<(String, String)>, Error> {
    Ok(sqlx::query_as("SELECT slug, name FROM orgs WHERE id = $1").bind(org.as_str()).fetch_optional(tx.conn()).await?)
}

/// Gives somebody a role, unless they have one.
pub async fn insert_person(tx: &mut Tx, org: &OrgId, account: &AccountId, role: OrgRole) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query("INSERT INTO org_people (org_id, account_id, role, joined_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
        .bind(org.as_str())
        .bind(account.as_str())
        .bind(role.as_str())
        .bind(now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The role of somebody, as an open transaction sees it.
pub async fn role_in(tx: &mut Tx, org: &OrgId, account: &AccountId) -> Result<Option<OrgRole>, Error> {
    let role: Option<String> = sqlx::query_scalar("SELECT role FROM org_people WHERE org_id = $1 AND account_id = $2")
        .bind(org.as_str())
        .bind(account.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(role.and_then(|role| OrgRole::from_stored(&role)))
}

/// Everybody with a role, as an open transaction sees it.
pub async fn roles(tx: &mut Tx, org: &OrgId) -> Result<Vec<(AccountId, OrgRole)>, Error> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT account_id, role FROM org_people WHERE org_id = $1 ORDER BY account_id LIMIT 500")
            .bind(org.as_str())
            .fetch_all(tx.conn())
            .await?;
    Ok(rows.into_iter().filter_map(|(account, role)| Some((AccountId::trusted(account), OrgRole::from_stored(&role)?))).collect())
}

/// Changes the role of anybody but the owner; `false` if nobody's was changed.
pub async fn set_role(tx: &mut Tx, org: &OrgId, account: &AccountId, role: OrgRole) -> Result<bool, Error> {
    let done = sqlx::query("UPDATE org_people SET role = $3 WHERE org_id = $1 AND account_id = $2 AND role <> 'owner'")
        .bind(org.as_str())
        .bind(account.as_str())
        .bind(role.as_str())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Changes the role of somebody who has exactly the role `from`.
pub async fn move_role(tx: &mut Tx, org: &OrgId, account: &AccountId, from: OrgRole, to: OrgRole) -> Result<bool, Error> {
    let done = sqlx::query("UPDATE org_people SET role = $4 WHERE org_id = $1 AND account_id = $2 AND role = $3")
        .bind(org.as_str())
        .bind(account.as_str())
        .bind(from.as_str())
        .bind(to.as_str())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes out anybody but the owner; `false` if nobody was taken out.
pub async fn delete_person(tx: &mut Tx, org: &OrgId, account: &AccountId) -> Result<bool, Error> {
    let done = sqlx::query("DELETE FROM org_people WHERE org_id = $1 AND account_id = $2 AND role <> 'owner'")
        .bind(org.as_str())
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The organizations that somebody owns.
pub async fn owned_by(tx: &mut Tx, account: &AccountId) -> Result<Vec<OrgId>, Error> {
    let rows: Vec<String> = sqlx::query_scalar("SELECT org_id FROM org_people WHERE account_id = $1 AND role = 'owner'")
        .bind(account.as_str())
        .fetch_all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(OrgId::trusted).collect())
}

/// The admin who has been there longest.
pub async fn oldest_admin(tx: &mut Tx, org: &OrgId) -> Result<Option<AccountId>, Error> {
    let row: Option<String> =
        sqlx::query_scalar("SELECT account_id FROM org_people WHERE org_id = $1 AND role = 'admin' ORDER BY joined_at, account_id LIMIT 1")
            .bind(org.as_str())
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.map(AccountId::trusted))
}
