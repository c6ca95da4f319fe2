//! The rows of logos and banners. Base64 in a text column, as people's pictures are.
use super::Kind;
use crate::Error;
use crate::account::pictures::Picture;
use crate::db::{Db, Tx};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::OrgId;

/// Keeps a picture in place of the old one and shows it, there too where the old one was to be found.
pub async fn put(tx: &mut Tx, org: &OrgId, kind: Kind, id: &str, picture: &Picture) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query(
        "INSERT INTO former_org_pictures (id, org_id, kind) SELECT id, org_id, kind FROM org_pictures WHERE org_id = $1 AND kind = $2",
    )
    .bind(org.as_str())
    .bind(kind.as_str())
    .execute(tx.conn())
    .await?;
    sqlx::query(
        "INSERT INTO org_pictures (id, org_id, kind, media_type, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (org_id, kind) DO UPDATE SET id = excluded.id, media_type = excluded.media_type, body = excluded.body,
            created_at = excluded.created_at",
    )
    .bind(id)
    .bind(org.as_str())
    .bind(kind.as_str())
    .bind(&picture.media_type)
    .bind(STANDARD.encode(&picture.body))
    .bind(now)
    .execute(tx.conn())
    .await?;
    show(tx, org, kind, Some(id)).await
}

/// Deletes a picture.
pub async fn delete(tx: &mut Tx, org: &OrgId, kind: Kind) -> Result<(), Error> {
    sqlx::query("DELETE FROM org_pictures WHERE org_id = $1 AND kind = $2")
        .bind(org.as_str())
        .bind(kind.as_str())
        .execute(tx.conn())
        .await?;
    show(tx, org, kind, None).await
}

async fn show(tx: &mut Tx, org: &OrgId, kind: Kind, id: Option<&str>) -> Result<(), Error> {
    let now = tx.now();
    let update = match kind {
        Kind::Logo => sqlx::query("UPDATE orgs SET logo_id = $2, updated_at = $3 WHERE id = $1"),
        Kind::Banner => sqlx::query("UPDATE orgs SET banner_id = $2, updated_at = $3 WHERE id = $1"),
    };
    update.bind(org.as_str()).bind(id).bind(now).execute(tx.conn()).await?;
    Ok(())
}

/// The picture with this id, or the one that has taken its place.
pub async fn by_id(db: &Db, id: &str) -> Result<Option<Picture>, Error> {
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT media_type, body FROM org_pictures WHERE id = $1
         UNION ALL
         SELECT p.media_type, p.body FROM former_org_pictures f JOIN org_pictures p ON p.org_id = f.org_id AND p.kind = f.kind WHERE f.id = $1",
    )
    .bind(id)
    .fetch_optional(db.read())
    .await?;
    let Some((media_type, body)) = row else { return Ok(None) };
    Ok(Some(Picture { media_type, body: STANDARD.decode(body).map_err(Error::fault)?.into() }))
}
