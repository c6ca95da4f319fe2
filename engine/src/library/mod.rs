//! The resource library: a supporter's own files or an organization's, handed out in meetings. A file is what is in it, it is served as
//! a download and never run. A private one is for its owner or the organization's people, and for those who have a seat where it is
//! handed out; a public one is for everybody.
pub mod import;
mod store;

use crate::db::Tx;
use crate::{Actor, Engine, Error, id, orgs, outbox, time_labels};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use domain::events::Event;
use domain::library::{self as rules, Document, LARGEST, QUOTA};
use domain::meetings::Handout;
use domain::orgs::OrgFacilitator;
use domain::{AccountId, MeetingId, OrgId, Refusal};

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

/// A library, in the hands of somebody who may change it.
#[derive(Clone, Debug)]
pub enum Library {
    /// A supporter's own.
    Own(AccountId),
    /// An organization's: those keep it who plan for others.
    Org(OrgFacilitator),
}

impl Library {
    /// The actor's own. Only supporters have one.
    pub fn own(actor: &Actor) -> Result<Self, Error> {
        actor.supporter()?;
        Ok(Self::Own(actor.id.clone()))
    }

    fn owner(&self) -> store::Owner<'_> {
        match self {
            Self::Own(account) => store::Owner::person(account),
            Self::Org(right) => store::Owner::org(right.org()),
        }
    }

    /// What the profile or the page shows everybody may have changed.
    async fn changed(&self, tx: &mut Tx) -> Result<(), Error> {
        let event = match self {
            Self::Own(account) => Event::SupporterChanged { supporter: account.clone() },
            Self::Org(right) => Event::OrgChanged { org: right.org().clone() },
        };
        outbox::record(tx, event).await
    }

    /// The right may have been taken away meanwhile.
    async fn still_theirs(&self, tx: &mut Tx) -> Result<(), Error> {
        match self {
            Self::Own(_) => Ok(()),
            Self::Org(right) => orgs::people::still_plans(tx, right).await,
        }
    }
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

/// Keeps a file in a library; answers its id. Refuses what is too large, too much, or of no kind that may be kept.
pub async fn upload(engine: &Engine, library: &Library, name: &str, content: Bytes, public: bool) -> Result<String, Error> {
    if content.len() > LARGEST {
        return Err(Refusal::File("That file is larger than 5 MB. Choose a smaller one.".into()).into());
    }
    let kind = rules::kind(&content).ok_or_else(|| {
        Refusal::File("We keep PDF, pictures, office documents without macros, and plain text. This file is none of them.".into())
    })?;
    let new = store::New {
        id: id::new(engine.clock().now()),
        name: rules::name(name, kind),
        media_type: kind.media_type,
        size: i64::try_from(content.len()).unwrap_or(i64::MAX),
        public,
        body: STANDARD.encode(&content),
    };
    let write = engine.db().write((library.clone(), new), |tx, (library, new)| {
        Box::pin(async move {
            library.still_theirs(tx).await?;
            if store::insert(tx, library.owner(), new, QUOTA).await? {
                library.changed(tx).await?;
                return Ok(new.id.clone());
            }
            Err(Refusal::File("The library is full: it holds 100 MB. Delete something first.".into()).into())
        })
    });
    write.await
}

/// The documents of a library whose name or description holds the words; `filter` is `public`, `private`, or anything else for
/// all. Days are told in the actor's zone.
pub async fn list(engine: &Engine, actor: &Actor, library: &Library, words: &str, filter: &str) -> Result<Vec<Document>, Error> {
    let zone = time_labels::zone(&actor.time_zone);
    let words = words.trim().to_lowercase();
    let rows = store::list_for(engine.db(), library.owner()).await?;
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

/// Names a document of a library anew, describes it, and says whether everybody is shown it.
pub async fn change(engine: &Engine, library: &Library, id: &str, name: &str, description: &str, public: bool) -> Result<(), Error> {
    let (name, description) = rules::check(name, description)?;
    let input = (library.clone(), id.to_owned(), name, description, public);
    let write = engine.db().write(input, |tx, (library, id, name, description, public)| {
        Box::pin(async move {
            library.still_theirs(tx).await?;
            let known = store::update(tx, library.owner(), id, name, description, *public).await?;
            if known { library.changed(tx).await } else { Err(Error::NotFound) }
        })
    });
    write.await
}

/// Deletes a document of a library; meetings hand it out no longer.
pub async fn delete(engine: &Engine, library: &Library, id: &str) -> Result<(), Error> {
    let write = engine.db().write((library.clone(), id.to_owned()), |tx, (library, id)| {
        Box::pin(async move {
            library.still_theirs(tx).await?;
            if store::delete(tx, library.owner(), id).await? { library.changed(tx).await } else { Err(Error::NotFound) }
        })
    });
    write.await
}

/// A file, for those who may open it: its owner or everybody of the organization that owns it, everybody at all if it is public, and
/// those who have a seat in a meeting that hands it out or lead one. For others it is not there.
pub async fn download(engine: &Engine, actor: Option<&Actor>, id: &str) -> Result<Download, Error> {
    let me = actor.map(|actor| actor.id.as_str()).unwrap_or_default();
    let (name, media_type, body) = store::body(engine.db(), id, me).await?.ok_or(Error::NotFound)?;
    let body = STANDARD.decode(body).map_err(Error::fault)?;
    Ok(Download { name, media_type, body: body.into() })
}

/// What a meeting hands out, in the host's order.
pub async fn of_meeting(engine: &Engine, meeting: &MeetingId) -> Result<Vec<Handout>, Error> {
    Ok(handouts(store::of_meeting(engine.db(), meeting).await?))
}

/// What a supporter shows everybody on their profile, by name.
pub async fn shown_by(engine: &Engine, supporter: &AccountId) -> Result<Vec<Handout>, Error> {
    Ok(handouts(store::public(engine.db(), store::Owner::person(supporter)).await?))
}

/// What an organization shows everybody on its page, by name.
pub async fn shown_by_org(engine: &Engine, org: &OrgId) -> Result<Vec<Handout>, Error> {
    Ok(handouts(store::public(engine.db(), store::Owner::org(org)).await?))
}

fn handouts(rows: Vec<(String, String, String, i64)>) -> Vec<Handout> {
    rows.into_iter().map(|(id, name, media_type, size)| Handout { id, name, what: what(&media_type, size) }).collect()
}

/// What the actor can hand out of their own, as id and name. Who has no library has nothing.
pub async fn of_actor(engine: &Engine, actor: &Actor) -> Result<Vec<(String, String)>, Error> {
    if actor.supporter().is_err() { Ok(Vec::new()) } else { store::names(engine.db(), &actor.id).await }
}

/// What the actor can hand out of an organization's library, as id and name. Who plays no part in it any more has nothing,
/// even while they lead a meeting of it; nor has who lacks two-factor sign-in where it asks for that.
pub(crate) async fn of_org(engine: &Engine, actor: &Actor, org: &OrgId) -> Result<Vec<(String, String)>, Error> {
    store::names_of_org(engine.db(), org, &actor.id).await
}

/// Refuses documents that are neither the actor's own, nor the organization's whose meeting it is, nor `attached` already by another host.
pub(crate) async fn may_hand_out(
    engine: &Engine,
    actor: &Actor,
    org: Option<&OrgId>,
    documents: &[String],
    attached: &[String],
) -> Result<(), Error> {
    let new: Vec<&String> = documents.iter().filter(|id| !attached.contains(id)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let mut choices = of_actor(engine, actor).await?;
    if let Some(org) = org {
        choices.extend(of_org(engine, actor, org).await?);
    }
    if new.into_iter().all(|id| choices.iter().any(|(choice, _)| choice == id)) {
        return Ok(());
    }
    Err(Refusal::field("documents", "Choose documents of your own library or of the organization's.").into())
}

/// Makes a meeting hand out these documents and no others.
pub(crate) async fn attach(tx: &mut Tx, meeting: &MeetingId, documents: &[String]) -> Result<(), Error> {
    store::attach(tx, meeting, documents).await
}
