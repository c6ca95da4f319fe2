//! An organization's things that are no pages: its pictures, and the file with its subscribers.
use crate::pictures::{file, hand_out};
use crate::router::Site;
use app::account::typed;
use app::ctx::Visitor;
use axum::Extension;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use engine::orgs::pictures::{self, Kind};
use engine::{Actor, Error, orgs};

/// Makes the uploaded file the logo or the banner; a refusal is shown on the page it came from.
pub async fn put_picture(
    State(site): State<Site>,
    Extension(Visitor(actor)): Extension<Visitor>,
    Path((slug, kind)): Path<(String, String)>,
    form: Multipart,
) -> Response {
    let Some(actor) = actor else { return Redirect::to("/sign-in").into_response() };
    match put(&site, &actor, &slug, &kind, form).await {
        Ok(()) => Redirect::to(&format!("/organizations/{slug}/manage/profile?saved=1")).into_response(),
        Err(Error::NotFound) => not_found(),
        Err(error) => {
            let says = match error {
                Error::Refused(refusal) => refusal.to_string(),
                error => app::AppError::from(error).to_string(),
            };
            let mut response = Redirect::to(&format!("/organizations/{slug}/manage/profile")).into_response();
            if let Ok(kept) = HeaderValue::from_str(&typed::cookie(&site.engine.settings().origin, "org-picture", &[("says", &says)])) {
                response.headers_mut().append(header::SET_COOKIE, kept);
            }
            response
        }
    }
}

async fn put(site: &Site, actor: &Actor, slug: &str, kind: &str, form: Multipart) -> Result<(), Error> {
    let admin = orgs::admin(&site.engine, actor, slug).await?;
    let kind = Kind::parse(kind).ok_or(Error::NotFound)?;
    let file = file(form, kind.shape().most_bytes).await?;
    pictures::put(&site.engine, &admin, kind, file).await
}

/// A logo or a banner by its id.
pub async fn get_picture(State(site): State<Site>, Path(id): Path<String>) -> Response {
    hand_out(pictures::get(&site.engine, &id).await)
}

/// All subscribers as a file for spreadsheets, for admins.
pub async fn export(State(site): State<Site>, Extension(Visitor(actor)): Extension<Visitor>, Path(slug): Path<String>) -> Response {
    let Some(actor) = actor else { return Redirect::to("/sign-in").into_response() };
    let file = match orgs::admin(&site.engine, &actor, &slug).await {
        Ok(admin) => orgs::subscribers::export(&site.engine, &actor, &admin).await,
        Err(error) => Err(error),
    };
    match file {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"subscribers.csv\""),
            ];
            // The mark at its start tells spreadsheets that the file is UTF-8.
            (headers, format!("\u{feff}{file}")).into_response()
        }
        Err(Error::NotFound) => not_found(),
        // The page says what is refused, and the way on.
        Err(Error::Refused(_)) => Redirect::to(&format!("/organizations/{slug}/manage/subscribers")).into_response(),
        Err(_logged) => (StatusCode::SERVICE_UNAVAILABLE, "We could not make the file just now. Please try again.").into_response(),
    }
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "There is no such page.").into_response()
}
