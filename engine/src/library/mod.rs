//! The resource library: a supporter's own files, handed out in meetings. A file is what is in it, it is served as a download
//! and never run, and only those may open it who have a seat where it is handed out.
pub mod import;
mod store;

use crate::db::Tx;
use crate::{Actor, Engine, Error, id, time_labels};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use domain::library::{self as rules, Document, LARGEST, QUOTA};
use domain::meetings::Handout;
use domain::{MeetingId, Refusal};

/// A file to be handed out.
#[derive(Clone, Debug, PartialEq)]
pub struct Download {
    /// The name it is saved under.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Its content.
    pub body: Bytes,
}

fn what(media_type: &str, size: i64) -> String {
    format!("{}, {}", label(media_type), rules::size(size))
}

fn label(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => "PDF",
        kind if kind.starts_with("image/") => "Picture",
        kind if kind.starts_with("text/") => "Text",
        kind if kind.contains("sheet") => "Spreadsheet",
        kind if kind.contains("presentation") => "Slides",
        _ => "Document",
    }
}

/// The actor keeps a file; answers its id. Refuses what is too large, too much, or of no kind that may be kept.
pub async fn upload(engine: &Engine, actor: &Actor, name: &str, content: Bytes, public: bool) -> Result<String, Error> {
    actor.supporter()?;
    if content.len() > LARGEST {
        return Err(Refusal::File("That file is larger than 5 MB. Choose a smaller one.".into()).into());
    }
    let kind = rules::kind(&content).ok_or_else(|| {
        Refusal::File("We keep PDF, pictures, office documents without macros, and plain text. This file is none of them.".into())
    })?;
    let new = store::New {
        id: id::new(engine.clock().now()),
        owner: actor.id.clone(),
        name: rules::name(name, kind),
        media_type: kind.media_type,
        size: i64::try_from(content.len()).unwrap_or(i64::MAX),
        public,
        body: STANDARD.encode(&content),
    };
    let write = engine.db().write(new, |tx, new| {
        Box::pin(async move {
            if store::insert(tx, new, QUOTA).await? {
                return Ok(new.id.clone());
            }
            Err(Refusal::File("Your library is full: it holds 100 MB. Delete something first.".into()).into())
        })
    });
    write.await
}

/// The actor's documents whose name or description holds the words; `filter` is `public`, `private`, or anything else for all.
pub async fn list(engine: &Engine, actor: &Actor, words: &str, filter: &str) -> Result<Vec<Document>, Error> {
    actor.supporter()?;
    let zone = time_labels::zone(&actor.time_zone);
    let words = words.trim().to_lowercase();
    let rows = store::list_for(engine.db(), &actor.id).await?;
    let wanted = |row: &store::Row| match filter {
        "public" => row.public == 1,
        "private" => row.public == 0,
        _ => true,
    };
    let holds = |row: &store::Row| row.name.to_lowercase().contains(&words) || row.description.to_lowercase().contains(&words);
    let show = |row: store::Row| Document {
        what: what(&row.media_type, row.size),
        updated: time_labels::written_day(row.updated_at, zone),
        id: row.id,
        name: row.name,
        description: row.description,
        public: row.public == 1,
        meetings: row.meetings,
    };
    Ok(rows.into_iter().filter(wanted).filter(holds).map(show).collect())
}

/// The actor names a document of theirs anew, describes it, and says whether it is shown on the profile.
pub async fn change(engine: &Engine, actor: &Actor, id: &str, name: &str, description: &str, public: bool) -> Result<(), Error> {
    let (name, description) = rules::check(name, description)?;
    let input = (actor.id.clone(), id.to_owned(), name, description, public);
    let write = engine.db().write(input, |tx, (owner, id, name, description, public)| {
        Box::pin(async move { if store::update(tx, owner, id, name, description, *public).await? { Ok(()) } else { Err(Error::NotFound) } })
    });
    write.await
}

/// The actor deletes a document of theirs; meetings hand it out no longer.
pub async fn delete(engine: &Engine, actor: &Actor, id: &str) -> Result<(), Error> {
    let write = engine.db().write((actor.id.clone(), id.to_owned()), |tx, (owner, id)| {
        Box::pin(async move { if store::delete(tx, owner, id).await? { Ok(()) } else { Err(Error::NotFound) } })
    });
    write.await
}

/// A file, for those who may open it: its owner, everybody if it is public, and those who have a seat in a meeting that hands
/// it out or lead one. For others it is not there.
pub async fn download(engine: &Engine, actor: Option<&Actor>, id: &str) -> Result<Download, Error> {
    let me = actor.map(|actor| actor.id.as_str()).unwrap_or_default();
    let (name, media_type, body) = store::body(engine.db(), id, me).await?.ok_or(Error::NotFound)?;
    let body = STANDARD.decode(body).map_err(Error::fault)?;
    Ok(Download { name, media_type, body: body.into() })
}

/// What a meeting hands out, in the host's order.
pub async fn of_meeting(engine: &Engine, meeting: &MeetingId) -> Result<Vec<Handout>, Error> {
    let rows = store::of_meeting(engine.db(), meeting).await?;
    Ok(rows.into_iter().map(|(id, name, media_type, size)| Handout { id, name, what: what(&media_type, size) }).collect())
}

/// Refuses documents that are neither the actor's own nor `attached` already by another host.
pub(crate) async fn owned(engine: &Engine, actor: &Actor, documents: &[String], attached: &[String]) -> Result<(), Error> {
    let own = store::list_for(engine.db(), &actor.id).await?;
    if documents.iter().all(|id| attached.contains(id) || own.iter().any(|row| row.id == *id)) {
        return Ok(());
    }
    Err(Refusal::field("documents", "Choose documents of your own library.").into())
}

/// Makes a meeting hand out these documents and no others.
pub(crate) async fn attach(tx: &mut Tx, meeting: &MeetingId, documents: &[String]) -> Result<(), Error> {
    store::attach(tx, meeting, documents).await
}
