//! The intake form: the questions of an organization, and the answers that only its admins read.
pub mod store;

use crate::{Actor, Engine, Error, outbox};
use domain::AccountId;
use domain::OrgId;
use domain::events::Event;
use domain::orgs::{Answer, FieldDraft, FieldKind, IntakeField, OrgAdmin, intake};

/// The questions of the admin's organization as a form, with two free rows where there is room.
pub async fn form(engine: &Engine, admin: &OrgAdmin) -> Result<Vec<FieldDraft>, Error> {
    let fields = store::fields(engine.db(), admin.org()).await?;
    let mut rows: Vec<FieldDraft> = fields
        .into_iter()
        .map(|field| FieldDraft {
            id: field.id,
            label: field.label,
            kind: field.kind.as_str().to_owned(),
            choices: field.choices.join("\n"),
            required: field.required,
        })
        .collect();
    let most = (rows.len() + 2).min(intake::MOST_FIELDS);
    rows.resize_with(most, || FieldDraft { kind: FieldKind::Text.as_str().to_owned(), ..FieldDraft::default() });
    Ok(rows)
}

/// Saves the questions. One that is left out goes, with its answers. Refused with the problem of each row; an id of another
/// organization makes a new question of this one.
pub async fn save(engine: &Engine, admin: &OrgAdmin, rows: &[FieldDraft]) -> Result<(), Error> {
    let write = engine.db().write((admin.clone(), intake::check_fields(rows)?), |tx, (admin, fields)| {
        Box::pin(async move {
            super::people::still(tx, admin).await?;
            let known = store::ids(tx, admin.org()).await?;
            for old in known.iter().filter(|id| !fields.iter().any(|field| field.id == **id)) {
                store::delete_field(tx, admin.org(), old).await?;
            }
            for (place, field) in (0_i64..).zip(fields) {
                if known.contains(&field.id) {
                    store::update_field(tx, admin.org(), place, field).await?;
                } else {
                    store::insert_field(tx, admin.org(), place, field).await?;
                }
            }
            outbox::record(tx, Event::OrgChanged { org: admin.org().clone() }).await
        })
    });
    write.await
}

/// The questions for a subscriber, with the answers they gave before. Others are not asked: [`Error::NotFound`].
pub async fn asked(engine: &Engine, actor: &Actor, slug: &str) -> Result<(String, Vec<(IntakeField, String)>), Error> {
    let (org, row) = super::store::by_slug(engine.db(), slug, Some(&actor.id)).await?.ok_or(Error::NotFound)?;
    if row.subscribed == 0 {
        return Err(Error::NotFound);
    }
    let fields = store::fields(engine.db(), &org).await?;
    let answers = store::answers(engine.db(), &org, &actor.id).await?;
    let answer = |field: &IntakeField| answers.iter().find(|(id, _)| *id == field.id).map(|(_, text)| text.clone()).unwrap_or_default();
    Ok((row.name, fields.into_iter().map(|field| (field.clone(), answer(&field))).collect()))
}

/// Saves a subscriber's answers in place of earlier ones. Refused with the problem of each question.
pub async fn answer(engine: &Engine, actor: &Actor, slug: &str, typed: &[Answer]) -> Result<(), Error> {
    let org = super::id_of(engine, slug).await?;
    let fields = store::fields(engine.db(), &org).await?;
    let answers = intake::check_answers(&fields, typed)?;
    let write = engine.db().write((org, actor.id.clone(), answers), |tx, (org, me, answers)| {
        Box::pin(async move {
            if !super::store::is_subscriber(tx, org, me).await? {
                return Err(Error::NotFound);
            }
            store::delete_answers(tx, org, me).await?;
            for answer in answers {
                store::insert_answer(tx, org, me, answer).await?;
            }
            outbox::record(tx, Event::OrgChanged { org: org.clone() }).await
        })
    });
    write.await
}

/// Whether a question that must be answered waits for somebody, or all of them if none must.
pub(super) async fn waits(db: &crate::db::Db, org: &OrgId, account: &AccountId) -> Result<bool, Error> {
    store::waits(db, org, account).await
}
