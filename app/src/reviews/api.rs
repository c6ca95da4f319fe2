//! Reading reviews.
use crate::AppError;
use domain::reviews::ReviewPage;
use leptos::prelude::*;

/// Reviews of the supporter at an address, newest first; those after the place `older`, if it names one.
#[server]
pub async fn list_reviews(handle: String, older: String) -> Result<ReviewPage, AppError> {
    use crate::ctx;
    let (engine, visitor) = (ctx::engine()?, ctx::visitor());
    Ok(engine::reviews::page(&engine, visitor.as_ref(), &handle, &older).await?)
}
