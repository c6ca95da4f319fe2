//! The rows of documents.
use crate::Error;
use crate::db::{Db, Tx};
use domain::{AccountId, MeetingId, OrgId};

/// Whose library it is: one of the two.
#[derive(Clone, Copy)]
pub struct Owner<'a> {
    pub account: Option<&'a str>,
    pub org: Option<&'a str>,
}

impl<'a> Owner<'a> {
    /// A supporter's own.
    pub fn person(account: &'a AccountId) -> Self {
        Self { account: Some(account.as_str()), org: None }
    }

    /// An organization's.
    pub fn org(org: &'a OrgId) -> Self {
        Self { account: None, org: Some(org.as_str()) }
    }
}

/// Whether `$somebody` plays a part in the organization that owns document `d`, and has set up two-factor sign-in where it asks for that.
macro_rules! of_its_team {
    ($somebody:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM org_people p JOIN orgs g ON g.id = p.org_id WHERE p.org_id = d.org_id AND p.account_id = ",
            $somebody,
            " AND (g.two_factor = 0 OR EXISTS (SELECT 1 FROM second_factors f WHERE f.account_id = p.account_id AND f.confirmed_at IS NOT NULL)))"
        )
    };
}

/// A document to be kept.
pub struct New {
    pub id: String,
    pub name: String,
    pub media_type: &'static str,
    pub size: i64,
    pub public: bool,
    pub body: String,
}

/// Keeps a document if there is room for it; `false` says that there is none.
pub async fn insert(tx: &mut Tx, owner: Owner<'_>, new: &New, quota: i64) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "INSERT INTO documents (id, owner_id, org_id, name, media_type, size, public, created_at, updated_at)
         SELECT $1, $2, $9, $3, $4, $5, $6, $7, $7
         WHERE (SELECT CAST(COALESCE(SUM(d.size), 0) AS BIGINT) FROM documents d WHERE d.owner_id = $2 OR d.org_id = $9) + $5 <= $8",
    )
    .bind(&new.id)
    .bind(owner.account)
    .bind(&new.name)
    .bind(new.media_type)
    .bind(new.size)
    .bind(i64::from(new.public))
    .bind(now)
    .bind(quota)
    .bind(owner.org)
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("INSERT INTO document_bodies (document_id, body) VALUES ($1, $2)").bind(&new.id).bind(&new.body).execute(tx.conn()).await?;
    Ok(true)
}

/// A document without its content.
#[derive(sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub name: String,
    pub description: String,
    pub media_type: String,
    pub size: i64,
    pub public: i64,
    pub updated_at: i64,
    pub meetings: i64,
}

/// The documents of a library, the one changed last first.
pub async fn list_for(db: &Db, owner: Owner<'_>) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(
        "SELECT d.id, d.name, d.description, d.media_type, d.size, d.public, d.updated_at,
            (SELECT COUNT(*) FROM meeting_documents m WHERE m.document_id = d.id) AS meetings
         FROM documents d WHERE d.owner_id = $1 OR d.org_id = $2 ORDER BY d.updated_at DESC, d.id DESC LIMIT 500",
    );
    Ok(rows.bind(owner.account).bind(owner.org).fetch_all(db.read()).await?)
}

/// The names of somebody's own documents, with their ids, the one changed last first.
pub async fn names(db: &Db, owner: &AccountId) -> Result<Vec<(String, String)>, Error> {
    let rows = sqlx::query_as("SELECT d.id, d.name FROM documents d WHERE d.owner_id = $1 ORDER BY d.updated_at DESC, d.id DESC LIMIT 500");
    Ok(rows.bind(owner.as_str()).fetch_all(db.read()).await?)
}

/// The same of an organization, for somebody of its team; for others there are none.
pub async fn names_of_org(db: &Db, org: &OrgId, somebody: &AccountId) -> Result<Vec<(String, String)>, Error> {
    let rows = sqlx::query_as(concat!(
        "SELECT d.id, d.name FROM documents d WHERE d.org_id = $1 AND ",
        of_its_team!("$2"),
        " ORDER BY d.updated_at DESC, d.id DESC LIMIT 500",
    ));
    Ok(rows.bind(org.as_str()).bind(somebody.as_str()).fetch_all(db.read()).await?)
}

/// What a library shows everybody, by name: id, name, kind, size.
pub async fn public(db: &Db, owner: Owner<'_>) -> Result<Vec<(String, String, String, i64)>, Error> {
    let rows = sqlx::query_as(
        "SELECT d.id, d.name, d.media_type, d.size FROM documents d WHERE (d.owner_id = $1 OR d.org_id = $2) AND d.public = 1
         ORDER BY d.name, d.id LIMIT 100",
    );
    Ok(rows.bind(owner.account).bind(owner.org).fetch_all(db.read()).await?)
}

/// Changes what is said of a document.
pub async fn update(tx: &mut Tx, owner: Owner<'_>, id: &str, name: &str, description: &str, public: bool) -> Result<bool, Error> {
    let now = tx.now();
    let done = sqlx::query(
        "UPDATE documents SET name = $4, description = $5, public = $6, updated_at = $7 WHERE id = $3 AND (owner_id = $1 OR org_id = $2)",
    )
    .bind(owner.account)
    .bind(owner.org)
    .bind(id)
    .bind(name)
    .bind(description)
    .bind(i64::from(public))
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Deletes a document.
pub async fn delete(tx: &mut Tx, owner: Owner<'_>, id: &str) -> Result<bool, Error> {
    let query = sqlx::query("DELETE FROM documents WHERE id = $3 AND (owner_id = $1 OR org_id = $2)");
    let done = query.bind(owner.account).bind(owner.org).bind(id).execute(tx.conn()).await?;
    Ok(done.rows_affected() == 1)
}

/// Name, kind and content of a document that this person may open.
pub async fn body(db: &Db, id: &str, me: &str) -> Result<Option<(String, String, String)>, Error> {
    let row = sqlx::query_as(concat!(
        "SELECT d.name, d.media_type, b.body FROM documents d JOIN document_bodies b ON b.document_id = d.id
         WHERE d.id = $1 AND (d.public = 1 OR d.owner_id = $2
            OR EXISTS (SELECT 1 FROM meeting_documents m JOIN registrations r ON r.meeting_id = m.meeting_id
                WHERE m.document_id = d.id AND r.account_id = $2 AND r.state = 'registered')
            OR EXISTS (SELECT 1 FROM meeting_documents m JOIN meeting_hosts h ON h.meeting_id = m.meeting_id
                WHERE m.document_id = d.id AND h.account_id = $2)
            OR ",
        of_its_team!("$2"),
        ")"
    ));
    Ok(row.bind(id).bind(me).fetch_optional(db.read()).await?)
}

/// What a meeting hands out: id, name, kind, size.
pub async fn of_meeting(db: &Db, meeting: &MeetingId) -> Result<Vec<(String, String, String, i64)>, Error> {
    let rows = sqlx::query_as(
        "SELECT d.id, d.name, d.media_type, d.size FROM meeting_documents m JOIN documents d ON d.id = m.document_id
         WHERE m.meeting_id = $1 ORDER BY m.place",
    );
    Ok(rows.bind(meeting.as_str()).fetch_all(db.read()).await?)
}

/// Puts a meeting's documents in place of those before.
pub async fn attach(tx: &mut Tx, meeting: &MeetingId, documents: &[String]) -> Result<(), Error> {
    sqlx::query("DELETE FROM meeting_documents WHERE meeting_id = $1").bind(meeting.as_str()).execute(tx.conn()).await?;
    for (place, id) in documents.iter().enumerate() {
        sqlx::query("INSERT INTO meeting_documents (meeting_id, document_id, place) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
            .bind(meeting.as_str())
            .bind(id)
            .bind(i64::try_from(place).unwrap_or_default())
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}
