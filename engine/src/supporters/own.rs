//! What supporters change about themselves. Each change and its event are one transaction.
use super::store;
use crate::{Actor, Engine, Error, outbox};
use domain::events::Event;
use domain::supporters::{HoursRow, Own, ProfileDraft, ServiceDraft, WeeklyHours, services};
use domain::{AccountId, money};

/// The profile form filled in.
pub async fn own_profile(engine: &Engine, actor: &Actor) -> Result<Own<ProfileDraft>, Error> {
    let form = store::draft_of(engine.db(), &actor.id).await?.ok_or(Error::NotFound)?;
    Ok(around(engine, actor).await?.0.with(form))
}

/// The services form filled in, with two free rows where there is room.
pub async fn own_services(engine: &Engine, actor: &Actor) -> Result<Own<Vec<ServiceDraft>>, Error> {
    let (own, _) = around(engine, actor).await?;
    let rows = store::services(engine.db(), actor.id.as_str()).await?;
    let mut form: Vec<ServiceDraft> = rows
        .into_iter()
        .map(|(name, minutes, price, currency)| ServiceDraft { name, minutes: minutes.to_string(), price: money::typed(price, &currency) })
        .collect();
    let most = (form.len() + 2).min(services::MOST_SERVICES);
    form.resize_with(most, || ServiceDraft { minutes: "60".into(), ..ServiceDraft::default() });
    Ok(own.with(form))
}

/// The form of weekly hours filled in.
pub async fn own_hours(engine: &Engine, actor: &Actor) -> Result<Own<Vec<HoursRow>>, Error> {
    let (own, hours) = around(engine, actor).await?;
    Ok(own.with(WeeklyHours::from_stored(&hours).to_rows()))
}

/// Saves the public profile. Refused with the problem of each field; nobody but its owner can reach it.
pub async fn save_profile(engine: &Engine, actor: &Actor, draft: ProfileDraft) -> Result<(), Error> {
    actor.supporter()?;
    let write = engine.db().write((actor.id.clone(), draft.check()?), |tx, (id, draft)| {
        Box::pin(async move {
            let found = store::update_profile(tx, id, draft).await?;
            changed(tx, id, found).await
        })
    });
    write.await
}

/// Saves the list of services in place of the old one. Refused with the problem of each field.
pub async fn save_services(engine: &Engine, actor: &Actor, drafts: &[ServiceDraft]) -> Result<(), Error> {
    actor.supporter()?;
    let write = engine.db().write((actor.id.clone(), services::check(drafts)?), |tx, (id, services)| {
        Box::pin(async move {
            let found = store::replace_services(tx, id, services).await?;
            changed(tx, id, found).await
        })
    });
    write.await
}

/// Saves the weekly hours, in the zone of the owner's account. Refused with the problem of each row.
pub async fn save_hours(engine: &Engine, actor: &Actor, rows: &[HoursRow]) -> Result<(), Error> {
    actor.supporter()?;
    let hours = WeeklyHours::from_rows(rows)?.to_stored();
    let write = engine.db().write((actor.id.clone(), hours), |tx, (id, hours)| {
        Box::pin(async move {
            let found = store::update_hours(tx, id, hours).await?;
            changed(tx, id, found).await
        })
    });
    write.await
}

async fn changed(tx: &mut crate::db::Tx, id: &AccountId, found: bool) -> Result<(), Error> {
    if !found {
        return Err(Error::NotFound);
    }
    outbox::record(tx, Event::SupporterChanged { supporter: id.clone() }).await
}

async fn around(engine: &Engine, actor: &Actor) -> Result<(Own<()>, String), Error> {
    actor.supporter()?;
    let (handle, hours, zone) = store::hours_of(engine.db(), &actor.id).await?.ok_or(Error::NotFound)?;
    Ok((Own { handle, zone, form: () }, hours))
}
