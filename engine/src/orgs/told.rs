//! Tells the people who run an organization, or are asked to, what has happened: one event for each person, none of which
//! names anybody else.
use super::people::store;
use crate::db::Tx;
use crate::{Error, outbox};
use domain::events::Event;
use domain::orgs::{OrgRole, StaffNews};
use domain::{AccountId, OrgId};

/// Tells one person.
pub(super) async fn tell(tx: &mut Tx, org: &OrgId, to: &AccountId, news: StaffNews) -> Result<(), Error> {
    let (slug, name) = store::name_of(tx, org).await?.ok_or(Error::NotFound)?;
    outbox::record(tx, Event::StaffNews { org: org.clone(), slug, name, to: to.clone(), news }).await
}

/// Tells everybody whose role `may` see it, but not the one who did it.
pub(super) async fn tell_all(
    tx: &mut Tx,
    org: &OrgId,
    by: &AccountId,
    may: impl Fn(OrgRole) -> bool + Send,
    news: StaffNews,
) -> Result<(), Error> {
    let (slug, name) = store::name_of(tx, org).await?.ok_or(Error::NotFound)?;
    for (to, role) in store::roles(tx, org).await? {
        if to != *by && may(role) {
            let (org, slug, name) = (org.clone(), slug.clone(), name.clone());
            outbox::record(tx, Event::StaffNews { org, slug, name, to, news }).await?;
        }
    }
    Ok(())
}
