//! How an organization comes to be: staff make it and name its owner, or somebody applies and staff decide.
pub mod store;

use crate::db::Tx;
use crate::{Actor, Engine, Error, account, id, outbox, time_labels};
use domain::events::Event;
use domain::orgs::draft::tidy;
use domain::orgs::{Application, ApplicationDraft, OrgRole, brand};
use domain::{AccountId, OrgId, Refusal, topics};

/// Somebody may have this many applications waiting.
pub const MOST_WAITING: i64 = 3;
/// What staff answer holds at most this many characters.
pub const ANSWER: usize = 500;

/// The actor asks for an organization of their own here. Refused with the problem of each field; an address that is taken
/// is one. Needs a confirmed email.
pub async fn apply(engine: &Engine, actor: &Actor, draft: ApplicationDraft) -> Result<(), Error> {
    actor.verified()?;
    let write = engine.db().write((actor.id.clone(), draft.check(true)?), |tx, (me, draft)| {
        Box::pin(async move {
            if store::slug_taken(tx, &draft.slug).await? {
                return Err(Refusal::field("slug", TAKEN).into());
            }
            if !store::insert(tx, me, draft, MOST_WAITING).await? {
                return Err(Refusal::field("name", format!("You have {MOST_WAITING} applications waiting. We answer them first.")).into());
            }
            Ok(())
        })
    });
    write.await
}

const TAKEN: &str = "Another organization has this address. Choose another word.";

/// The actor's own applications, the newest first.
pub async fn own(engine: &Engine, actor: &Actor) -> Result<Vec<Application>, Error> {
    let rows = store::of(engine.db(), &actor.id).await?;
    shown(engine, actor, rows).await
}

/// What waits for staff, the oldest first, and what was decided lately.
pub async fn queue(engine: &Engine, actor: &Actor) -> Result<(Vec<Application>, Vec<Application>), Error> {
    actor.staff()?;
    let waiting = shown(engine, actor, store::waiting(engine.db()).await?).await?;
    let decided = shown(engine, actor, store::decided(engine.db()).await?).await?;
    Ok((waiting, decided))
}

async fn shown(engine: &Engine, actor: &Actor, rows: Vec<store::Row>) -> Result<Vec<Application>, Error> {
    let zone = time_labels::zone(&actor.time_zone);
    let mut applications = Vec::with_capacity(rows.len());
    for row in rows {
        applications.push(Application {
            applicant: account::face(engine.db(), &AccountId::trusted(row.applicant_id)).await?,
            id: row.id,
            name: row.name,
            slug: row.slug,
            tagline: row.tagline,
            website: row.website,
            topics: row.topics.split(',').map(|slug| topics::label(slug).to_owned()).collect(),
            why: row.why,
            state: row.state,
            answer: row.answer,
            at: time_labels::written_day(row.created_at, zone),
        });
    }
    Ok(applications)
}

/// Staff say yes: the organization is there, and the one who applied owns it. Decided twice, the first decision stays.
pub async fn approve(engine: &Engine, actor: &Actor, application: &str) -> Result<(), Error> {
    actor.staff()?;
    let org = OrgId::trusted(id::new(engine.clock().now()));
    let write = engine.db().write((application.to_owned(), org), |tx, (application, org)| {
        Box::pin(async move {
            let row = store::decide(tx, application, "approved", "").await?.ok_or(Refusal::RequestClosed)?;
            let owner = AccountId::trusted(row.applicant_id.clone());
            let draft = ApplicationDraft {
                name: row.name.clone(),
                slug: row.slug.clone(),
                tagline: row.tagline.clone(),
                website: row.website.clone(),
                topics: row.topics.split(',').map(str::to_owned).collect(),
                why: String::new(),
            };
            found(tx, org, &owner, &draft).await?;
            let (application, name) = (application.clone(), row.name);
            outbox::record(tx, Event::ApplicationDecided { application, applicant: owner, name, slug: Some(row.slug) }).await
        })
    });
    write.await
}

/// Staff say no, with a reason for the one who applied.
pub async fn decline(engine: &Engine, actor: &Actor, application: &str, answer: &str) -> Result<(), Error> {
    actor.staff()?;
    let answer = tidy(answer);
    if answer.is_empty() {
        return Err(Refusal::field("answer", "Write a line about why. They will read it.").into());
    }
    if answer.chars().count() > ANSWER {
        return Err(Refusal::field("answer", format!("Keep the answer to {ANSWER} characters.")).into());
    }
    let write = engine.db().write((application.to_owned(), answer), |tx, (application, answer)| {
        Box::pin(async move {
            let row = store::decide(tx, application, "declined", answer).await?.ok_or(Refusal::RequestClosed)?;
            let applicant = AccountId::trusted(row.applicant_id);
            outbox::record(tx, Event::ApplicationDecided { application: application.clone(), applicant, name: row.name, slug: None }).await
        })
    });
    write.await
}

/// Staff make an organization and name its owner by username. Refused with the problem of each field.
pub async fn create(engine: &Engine, actor: &Actor, draft: ApplicationDraft, owner: &str) -> Result<String, Error> {
    actor.staff()?;
    let draft = draft.check(false)?;
    let owner = store::by_username(engine.db(), owner.trim())
        .await?
        .ok_or_else(|| Refusal::field("owner", "Nobody with a confirmed email has this username."))?;
    let (org, slug) = (OrgId::trusted(id::new(engine.clock().now())), draft.slug.clone());
    let write =
        engine.db().write((org, owner, draft), |tx, (org, owner, draft)| Box::pin(async move { found(tx, org, owner, draft).await }));
    write.await?;
    Ok(slug)
}

async fn found(tx: &mut Tx, org: &OrgId, owner: &AccountId, draft: &ApplicationDraft) -> Result<(), Error> {
    if !store::insert_org(tx, org, draft, &brand::USUAL.hex(), account::zones::USUAL).await? {
        return Err(Refusal::field("slug", TAKEN).into());
    }
    super::people::join(tx, org, owner, OrgRole::Owner).await
}
