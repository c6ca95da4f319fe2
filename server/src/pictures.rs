//! Pictures of people: taken in by a plain form, handed out to be kept for ever (a new picture has a new address).
use crate::router::Site;
use app::account::typed;
use app::ctx::Visitor;
use axum::Extension;
use axum::extract::multipart::Field;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use domain::Refusal;
use engine::account::pictures::{self, MOST_BYTES, Picture};

/// The largest body that is read to its end. More than a picture may have, so that somebody who chooses a photo that is
/// too large reads a sentence and not that the line broke.
pub const LONGEST: usize = 24 * 1024 * 1024;

/// Makes the uploaded file the person's picture; a refusal is shown on the page it came from.
pub async fn put(State(site): State<Site>, Extension(Visitor(actor)): Extension<Visitor>, form: Multipart) -> Response {
    let Some(actor) = actor else { return Redirect::to("/sign-in?next=/account/profile").into_response() };
    let outcome = match file(form, MOST_BYTES).await {
        Ok(file) => pictures::put(&site.engine, &actor, file).await,
        Err(refusal) => Err(refusal.into()),
    };
    match outcome {
        Ok(_) => Redirect::to("/account/profile?done=picture").into_response(),
        Err(error) => {
            let says = match error {
                engine::Error::Refused(refusal) => refusal.to_string(),
                error => app::AppError::from(error).to_string(),
            };
            let mut response = Redirect::to("/account/profile").into_response();
            if let Ok(kept) = HeaderValue::from_str(&typed::cookie(&site.engine.settings().origin, "picture", &[("says", &says)])) {
                response.headers_mut().append(header::SET_COOKIE, kept);
            }
            response
        }
    }
}

/// The first file of the form. What is over the limit is read and forgotten.
pub async fn file(mut form: Multipart, most_bytes: usize) -> Result<Bytes, Refusal> {
    while let Some(mut field) = form.next_field().await.map_err(|_| too_much(most_bytes))? {
        if field.name() == Some("picture") {
            return content(&mut field, most_bytes).await;
        }
    }
    Err(none_chosen())
}

/// The content of a file in a form.
pub async fn content(field: &mut Field<'_>, most_bytes: usize) -> Result<Bytes, Refusal> {
    let mut file = Vec::new();
    let mut size = 0;
    while let Some(chunk) = field.chunk().await.map_err(|_| too_much(most_bytes))? {
        size += chunk.len();
        if size <= most_bytes {
            file.extend_from_slice(&chunk);
        }
    }
    match size {
        0 => Err(none_chosen()),
        size if size > most_bytes => Err(too_much(most_bytes)),
        _ => Ok(file.into()),
    }
}

fn too_much(most_bytes: usize) -> Refusal {
    Refusal::Picture(format!("That picture is larger than {} MB. Choose a smaller one.", most_bytes / 1024 / 1024))
}

/// Nothing was chosen.
pub fn none_chosen() -> Refusal {
    Refusal::Picture("Choose a picture first.".into())
}

/// A picture by its id.
pub async fn get(State(site): State<Site>, Path(id): Path<String>) -> Response {
    hand_out(pictures::get(&site.engine, &id).await)
}

/// Hands a picture out to be kept for ever.
pub fn hand_out(picture: Result<Picture, engine::Error>) -> Response {
    match picture {
        Ok(picture) => {
            let media_type = HeaderValue::from_str(&picture.media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
            let mut response = picture.body.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, media_type);
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
            headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            // A drawing opened by itself runs nothing and loads nothing.
            headers.insert(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
            );
            response
        }
        Err(engine::Error::NotFound) => (StatusCode::NOT_FOUND, "There is no such picture.").into_response(),
        Err(_logged) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
