//! A supporter's own documents.
use crate::AppError;
use domain::library::Document;
use leptos::prelude::*;

/// One's documents, and why the last upload was refused, without script.
#[server]
pub async fn list_documents(words: String, filter: String) -> Result<(Vec<Document>, String), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let documents = engine::library::list(&engine, &actor, &words, &filter).await?;
    Ok((documents, crate::account::typed::take("document").text("says")))
}

/// Names a document anew; answers where to go.
#[server]
pub async fn change_document(
    id: String,
    name: String,
    #[server(default)] description: String,
    #[server(default)] public: bool,
) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::library::change(&engine, &actor, &id, &name, &description, public).await?;
    Ok(crate::account::api::go("/supporter/library?done=changed"))
}

/// Deletes a document; answers where to go.
#[server]
pub async fn delete_document(id: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::library::delete(&engine, &actor, &id).await?;
    Ok(crate::account::api::go("/supporter/library?done=deleted"))
}
