//! Documents of a library: one's own, or an organization's whose address word is given.
use crate::AppError;
use crate::orgs::api::manage::Managed;
use domain::library::Document;
use leptos::prelude::*;

/// The library in the hands of the one who asks: of the organization with this address word, or their own.
#[cfg(feature = "ssr")]
async fn library(engine: &engine::Engine, actor: &engine::Actor, org: &str) -> Result<engine::library::Library, AppError> {
    use engine::library::Library;
    Ok(if org.is_empty() { Library::own(actor)? } else { Library::Org(engine::orgs::facilitator(engine, actor, org).await?) })
}

/// The page of a library.
#[cfg(feature = "ssr")]
fn page_of(org: &str) -> String {
    if org.is_empty() { "/supporter/library".to_owned() } else { format!("/organizations/{org}/manage/library") }
}

/// One's documents, and why the last upload was refused, without script.
#[server(protocol = crate::Posted)]
pub async fn list_documents(words: String, filter: String) -> Result<(Vec<Document>, String), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let own = library(&engine, &actor, "").await?;
    let documents = engine::library::list(&engine, &actor, &own, &words, &filter).await?;
    Ok((documents, crate::account::typed::take("document").text("says")))
}

/// The same for an organization's, for those who plan for others there.
#[server(protocol = crate::Posted)]
pub async fn list_org_documents(slug: String, words: String, filter: String) -> Result<Managed<(Vec<Document>, String)>, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let right = engine::orgs::facilitator(&engine, &actor, &slug).await?;
    let theirs = engine::library::Library::Org(right.clone());
    let documents = engine::library::list(&engine, &actor, &theirs, &words, &filter).await?;
    let refused = crate::account::typed::take("document").text("says");
    crate::orgs::api::manage::around(&engine, &right, (documents, refused)).await
}

/// Names a document anew; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn change_document(
    #[server(default)] org: String,
    id: String,
    name: String,
    #[server(default)] description: String,
    #[server(default)] public: bool,
) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let library = library(&engine, &actor, &org).await?;
    engine::library::change(&engine, &library, &id, &name, &description, public).await?;
    Ok(crate::account::api::go(&format!("{}?done=changed", page_of(&org))))
}

/// Deletes a document; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn delete_document(#[server(default)] org: String, id: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let library = library(&engine, &actor, &org).await?;
    engine::library::delete(&engine, &library, &id).await?;
    Ok(crate::account::api::go(&format!("{}?done=deleted", page_of(&org))))
}
