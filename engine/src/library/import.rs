//! Writes a document that was made elsewhere.
use super::store;
use crate::Error;
use crate::db::Tx;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::library::{self as rules, QUOTA};
use domain::{AccountId, MeetingId, OrgId};

/// Whose library a document is in.
#[derive(Clone, Debug, PartialEq)]
pub enum Whose {
    /// A supporter's own.
    Person(AccountId),
    /// An organization's.
    Org(OrgId),
}

/// A document and where it is handed out.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// Made by the one who imports.
    pub id: String,
    /// Whose it is.
    pub owner: Whose,
    /// Its name; the ending is that of its kind.
    pub name: String,
    /// What is said of it.
    pub description: String,
    /// Whether everybody is shown it.
    pub public: bool,
    /// The file.
    pub content: Vec<u8>,
    /// The meetings that hand it out.
    pub meetings: Vec<MeetingId>,
}

/// Adds a document. One of a kind that may not be kept is our own fault.
pub(crate) async fn add(tx: &mut Tx, new: &NewDocument) -> Result<(), Error> {
    let kind = rules::kind(&new.content).ok_or_else(|| Error::fault(format!("{} is of no kind that may be kept", new.name)))?;
    let row = store::New {
        id: new.id.clone(),
        name: rules::name(&new.name, kind),
        media_type: kind.media_type,
        size: i64::try_from(new.content.len()).unwrap_or(i64::MAX),
        public: new.public,
        body: STANDARD.encode(&new.content),
    };
    let owner = match &new.owner {
        Whose::Person(account) => store::Owner::person(account),
        Whose::Org(org) => store::Owner::org(org),
    };
    store::insert(tx, owner, &row, QUOTA).await?;
    store::update(tx, owner, &new.id, &row.name, &new.description, new.public).await?;
    for meeting in &new.meetings {
        store::attach(tx, meeting, std::slice::from_ref(&new.id)).await?;
    }
    Ok(())
}
