//! Templates of an organization: kept by those who plan for others, used by everybody who plans its meetings.
pub(crate) mod store;

use super::planning;
use crate::db::Tx;
use crate::{Actor, Engine, Error, id, orgs};
use domain::meetings::of_org::{TemplateDraft, TemplateLine};
use domain::meetings::{Kind, MeetingDraft};
use domain::orgs::{OrgFacilitator, OrgStaff};
use domain::{OrgId, Refusal, money, topics};

/// An organization holds at most this many templates.
const MOST: i64 = 100;

/// All templates, by name.
pub async fn list(engine: &Engine, staff: &OrgStaff) -> Result<Vec<TemplateLine>, Error> {
    let rows = store::list(engine.db(), staff.org()).await?;
    Ok(rows.into_iter().map(|row| shown(row.id, row.name, &read(&row.draft))).collect())
}

fn read(draft: &str) -> MeetingDraft {
    serde_json::from_str(draft).unwrap_or_default()
}

fn shown(id: String, template: String, draft: &MeetingDraft) -> TemplateLine {
    let kind = Kind::parse(&draft.kind).unwrap_or_default().label();
    let price = money::show(money::parse(&draft.price).unwrap_or_default(), "USD");
    let number = |text: &str| text.trim().parse::<i64>().unwrap_or_default();
    let length = number(&draft.hours) * 60 + number(&draft.minutes);
    TemplateLine {
        id,
        template,
        name: draft.name.clone(),
        topic: topics::label(&draft.topic).to_owned(),
        what: format!("{kind} \u{b7} {length} minutes \u{b7} {price}"),
    }
}

/// One template, to change it.
pub async fn one(engine: &Engine, right: &OrgFacilitator, id: &str) -> Result<TemplateDraft, Error> {
    let row = store::one(engine.db(), right.org(), id).await?.ok_or(Error::NotFound)?;
    Ok(TemplateDraft { template: row.name, draft: read(&row.draft) })
}

/// The form of a new meeting from a template, led by the actor until they choose others; its day is added.
pub async fn fill(engine: &Engine, actor: &Actor, staff: &OrgStaff, id: &str) -> Result<MeetingDraft, Error> {
    let row = store::one(engine.db(), staff.org(), id).await?.ok_or(Error::NotFound)?;
    let blank = planning::blank(engine, actor, staff).await?;
    let kept = read(&row.draft);
    let time_zone = if kept.time_zone.is_empty() { blank.time_zone } else { kept.time_zone.clone() };
    Ok(MeetingDraft { hosts: blank.hosts, time_zone, ..kept })
}

struct Kept {
    right: OrgFacilitator,
    id: String,
    template: TemplateDraft,
}

/// Keeps a template: a new one if `id` is empty. Refused at the fields, with `template` for a name that is taken.
pub async fn save(engine: &Engine, right: &OrgFacilitator, id: &str, template: &TemplateDraft) -> Result<(), Error> {
    let kept = Kept { right: right.clone(), id: id.to_owned(), template: template.check()? };
    engine.db().write(kept, |tx, kept| Box::pin(write(tx, kept))).await
}

async fn write(tx: &mut Tx, kept: &Kept) -> Result<(), Error> {
    let org = kept.right.org();
    orgs::people::still_plans(tx, &kept.right).await?;
    if store::named(tx, org, &kept.template.template, &kept.id).await? {
        return Err(Refusal::field("template", "There is a template of this name. Choose another name.").into());
    }
    let draft = serde_json::to_string(&kept.template.draft).map_err(Error::fault)?;
    if kept.id.is_empty() {
        if store::count(tx, org).await? >= MOST {
            return Err(Refusal::field("template", format!("An organization keeps at most {MOST} templates. Delete one first.")).into());
        }
        let id = id::new(tx.now());
        return store::insert(tx, org, &id, &kept.template.template, &draft).await;
    }
    if store::update(tx, org, &kept.id, &kept.template.template, &draft).await? { Ok(()) } else { Err(Error::NotFound) }
}

/// Deletes a template. Meetings that were planned from it stay.
pub async fn delete(engine: &Engine, right: &OrgFacilitator, id: &str) -> Result<(), Error> {
    let write = engine.db().write((right.clone(), id.to_owned()), |tx, (right, id)| {
        Box::pin(async move {
            orgs::people::still_plans(tx, right).await?;
            if store::delete(tx, right.org(), id).await? { Ok(()) } else { Err(Error::NotFound) }
        })
    });
    write.await
}

/// Adds a template that is already checked.
pub(crate) async fn add(tx: &mut Tx, org: &OrgId, id: &str, template: &TemplateDraft) -> Result<(), Error> {
    let draft = serde_json::to_string(&template.draft).map_err(Error::fault)?;
    store::insert(tx, org, id, &template.template, &draft).await
}
