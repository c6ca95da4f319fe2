//! Group leaders: what members see of them, asking them to connect, and what leaders write about themselves.
pub mod store;

use crate::contacts;
use crate::{Actor, Engine, Error, outbox};
use domain::AccountId;
use domain::contacts::Standing;
use domain::events::Event;
use domain::orgs::{Leader, LeaderDraft, OrgAdmin, OrgStaff};

/// The Group Leaders tab, with what each is to the actor. An organization that does not show its leaders has no such tab:
/// [`Error::NotFound`].
pub async fn leaders(engine: &Engine, actor: Option<&Actor>, slug: &str) -> Result<Vec<Leader>, Error> {
    let org = super::id_of(engine, slug).await?;
    let rows = store::shown(engine.db(), &org).await?.ok_or(Error::NotFound)?;
    let people: Vec<AccountId> = rows.iter().map(|row| row.face.id.clone()).collect();
    let standings = contacts::standings_through(engine, actor, &org, &people).await?;
    let standing = |id: &AccountId| standings.get(id).copied().unwrap_or(Standing::Closed);
    Ok(rows.into_iter().map(|leader| Leader { standing: standing(&leader.face.id), ..leader }).collect())
}

/// The actor asks a group leader of this organization to connect. Somebody who is not on its Group Leaders tab is not found.
pub async fn request(engine: &Engine, actor: &Actor, slug: &str, to: &AccountId, note: &str) -> Result<Standing, Error> {
    let org = super::id_of(engine, slug).await?;
    if !store::is_shown(engine.db(), &org, to).await? {
        return Err(Error::NotFound);
    }
    contacts::request_through(engine, actor, &org, to, note).await
}

/// One's own profile as a leader of this organization, to edit; an empty one for those who have none yet.
pub async fn own(engine: &Engine, staff: &OrgStaff) -> Result<LeaderDraft, Error> {
    let kept = store::draft(engine.db(), staff.org(), staff.account()).await?;
    Ok(kept.unwrap_or_else(|| LeaderDraft { accepting: true, hosting: true, ..LeaderDraft::default() }))
}

/// Saves one's own profile as a leader of this organization. Refused with the problem of each field.
pub async fn save_own(engine: &Engine, staff: &OrgStaff, draft: LeaderDraft) -> Result<(), Error> {
    let write = engine.db().write((staff.clone(), draft.check()?), |tx, (staff, draft)| {
        Box::pin(async move {
            if !store::save(tx, staff.org(), staff.account(), draft).await? {
                return Err(Error::NotFound);
            }
            outbox::record(tx, Event::OrgChanged { org: staff.org().clone() }).await
        })
    });
    write.await
}

/// The profile of somebody of the admin's own organization, with their name. Others are not found.
pub async fn of(engine: &Engine, admin: &OrgAdmin, person: &AccountId) -> Result<(String, LeaderDraft), Error> {
    let role = super::people::store::people(engine.db(), admin.org()).await?;
    let person = role.into_iter().find(|row| row.face.id == *person).ok_or(Error::NotFound)?;
    let kept = store::draft(engine.db(), admin.org(), &person.face.id).await?;
    let draft = kept.unwrap_or_else(|| LeaderDraft { accepting: true, hosting: true, ..LeaderDraft::default() });
    Ok((person.face.name, draft))
}

/// Saves the profile of somebody of the admin's own organization. Others are not found.
pub async fn save(engine: &Engine, admin: &OrgAdmin, person: &AccountId, draft: LeaderDraft) -> Result<(), Error> {
    let write = engine.db().write((admin.clone(), person.clone(), draft.check()?), |tx, (admin, person, draft)| {
        Box::pin(async move {
            super::people::still(tx, admin).await?;
            if !store::save(tx, admin.org(), person, draft).await? {
                return Err(Error::NotFound);
            }
            outbox::record(tx, Event::OrgChanged { org: admin.org().clone() }).await
        })
    });
    write.await
}
