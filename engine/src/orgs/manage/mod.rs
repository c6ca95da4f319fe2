//! What an organization's people change about it, and what waits for them.
pub mod store;

use crate::account::{two_factor, zones};
use crate::{Engine, Error, outbox};
use domain::events::Event;
use domain::orgs::{Attention, Look, OrgAdmin, OrgDraft, OrgStaff, SettingsDraft};
use domain::time::DAY;

/// New subscribers are those of so many days.
const NEW: domain::Micros = 7 * DAY;

/// The organization that a right is for: how it looks.
pub async fn look(engine: &Engine, staff: &OrgStaff) -> Result<Look, Error> {
    store::look(engine.db(), staff.org()).await?.ok_or(Error::NotFound)
}

/// What waits for the people who run it.
pub async fn attention(engine: &Engine, staff: &OrgStaff) -> Result<Attention, Error> {
    let now = engine.clock().now();
    store::attention(engine.db(), staff.org(), now, now - NEW, now - DAY).await
}

/// The profile form filled in.
pub async fn profile(engine: &Engine, admin: &OrgAdmin) -> Result<OrgDraft, Error> {
    store::draft(engine.db(), admin.org()).await?.ok_or(Error::NotFound)
}

/// Saves the profile. Refused with the problem of each field.
pub async fn save_profile(engine: &Engine, admin: &OrgAdmin, draft: OrgDraft) -> Result<(), Error> {
    let write = engine.db().write((admin.clone(), draft.check()?), |tx, (admin, draft)| {
        Box::pin(async move {
            super::people::still(tx, admin).await?;
            store::update_profile(tx, admin.org(), draft).await?;
            outbox::record(tx, Event::OrgChanged { org: admin.org().clone() }).await
        })
    });
    write.await
}

/// The settings form filled in.
pub async fn settings(engine: &Engine, admin: &OrgAdmin) -> Result<SettingsDraft, Error> {
    store::settings(engine.db(), admin.org()).await?.ok_or(Error::NotFound)
}

/// Saves the settings. Refused with the problem of each field; two-factor sign-in for all is switched on only by somebody
/// who uses it, so that nobody locks themselves out.
pub async fn save_settings(engine: &Engine, admin: &OrgAdmin, draft: SettingsDraft) -> Result<(), Error> {
    let draft = draft.check(|zone| zones::known(zone).is_some())?;
    let write = engine.db().write((admin.clone(), draft), |tx, (admin, draft)| {
        Box::pin(async move {
            super::people::still(tx, admin).await?;
            if draft.two_factor && !two_factor::is_on(tx, admin.account()).await? {
                let says = "Set up two-factor sign-in for yourself first, on your security page. Then switch it on for everybody.";
                return Err(domain::Refusal::field("two_factor", says).into());
            }
            store::update_settings(tx, admin.org(), draft).await?;
            outbox::record(tx, Event::OrgChanged { org: admin.org().clone() }).await
        })
    });
    write.await
}
