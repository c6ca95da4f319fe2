//! Logos and banners: as people's pictures, made small and encoded anew (features.md OADM-9).
pub mod store;

use crate::account::pictures::{self, Picture, Shape};
use crate::{Engine, Error, id, outbox};
use bytes::Bytes;
use domain::events::Event;
use domain::orgs::OrgAdmin;

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// 200 x 200 pixels, from a file of up to 2 MB.
    Logo,
    /// 1020 x 248 pixels, from a file of up to 5 MB.
    Banner,
}

impl Kind {
    /// The word in the database and in the form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Logo => "logo",
            Self::Banner => "banner",
        }
    }

    /// Reads the word in the form.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Logo, Self::Banner].into_iter().find(|kind| kind.as_str() == word)
    }

    /// The shape that is kept.
    pub fn shape(self) -> Shape {
        match self {
            Self::Logo => Shape { width: 200, height: 200, most_bytes: 2 * 1024 * 1024 },
            Self::Banner => Shape { width: 1020, height: 248, most_bytes: 5 * 1024 * 1024 },
        }
    }
}

/// Makes an uploaded file the logo or the banner; answers the id of the picture. The old one is deleted; a page
/// that is still open, and looks for it, finds the new one.
pub async fn put(engine: &Engine, admin: &OrgAdmin, kind: Kind, file: Bytes) -> Result<String, Error> {
    let picture = pictures::reshape(file, kind.shape()).await?;
    let picture_id = id::new(engine.clock().now());
    let write = engine.db().write((admin.clone(), kind, picture_id, picture), |tx, (admin, kind, picture_id, picture)| {
        Box::pin(async move {
            super::people::still(tx, admin).await?;
            store::put(tx, admin.org(), *kind, picture_id, picture).await?;
            outbox::record(tx, Event::OrgChanged { org: admin.org().clone() }).await?;
            Ok(picture_id.clone())
        })
    });
    write.await
}

/// Takes the logo or the banner away.
pub async fn remove(engine: &Engine, admin: &OrgAdmin, kind: Kind) -> Result<(), Error> {
    let write = engine.db().write((admin.clone(), kind), |tx, (admin, kind)| {
        Box::pin(async move {
            super::people::still(tx, admin).await?;
            store::delete(tx, admin.org(), *kind).await?;
            outbox::record(tx, Event::OrgChanged { org: admin.org().clone() }).await
        })
    });
    write.await
}

/// The picture with this id, or the one that has taken its place.
pub async fn get(engine: &Engine, id: &str) -> Result<Picture, Error> {
    store::by_id(engine.db(), id).await?.ok_or(Error::NotFound)
}
