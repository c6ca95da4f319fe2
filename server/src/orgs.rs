//! An organization's things that are no pages: its pictures, and the file with its subscribers.
use crate::pictures::{content, hand_out, none_chosen};
use crate::router::Site;
use app::ctx::Visitor;
use app::orgs::typed;
use axum::Extension;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use domain::Refusal;
use domain::orgs::{OrgAdmin, OrgDraft};
use engine::orgs::pictures::{self, Kind};
use engine::{Actor, Error, orgs};

/// The longest text of the form that is carried back, in bytes. Longer ones come back as they were stored.
const LONGEST_TEXT: usize = 16 * 1024;

/// What a form with a picture holds besides: the profile as it was typed, so that none of it is lost.
struct Sent {
    file: Result<Bytes, Refusal>,
    draft: OrgDraft,
    typed: bool,
}

/// Makes the uploaded file the logo or the banner. Our script is answered with the picture's id or the refusal; a plain form
/// lands on the page it came from, with all that was typed there.
pub async fn put_picture(
    State(site): State<Site>,
    Extension(Visitor(actor)): Extension<Visitor>,
    Path((slug, kind)): Path<(String, String)>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let Some(actor) = actor else { return Redirect::to("/sign-in").into_response() };
    let (admin, kind) = match right(&site, &actor, &slug, &kind).await {
        Ok(right) => right,
        Err(error) => return refused(error),
    };
    let sent = read(form, kind).await;
    let outcome = match sent.file {
        Ok(file) => pictures::put(&site.engine, &admin, kind, file).await,
        Err(refusal) => Err(refusal.into()),
    };
    if !wants_page(&headers) {
        return match outcome {
            Ok(id) => id.into_response(),
            Err(Error::Refused(refusal)) => (StatusCode::UNPROCESSABLE_ENTITY, refusal.to_string()).into_response(),
            Err(error) => refused(error),
        };
    }
    let says = match outcome {
        Ok(_) => String::new(),
        Err(Error::Refused(refusal)) => refusal.to_string(),
        Err(error) => return refused(error),
    };
    let sent = Sent { file: Ok(Bytes::new()), ..sent };
    back(&site, &slug, kind, &sent, &says)
}

/// Takes the logo or the banner away, for browsers without script.
pub async fn remove_picture(
    State(site): State<Site>,
    Extension(Visitor(actor)): Extension<Visitor>,
    Path((slug, kind)): Path<(String, String)>,
    form: Multipart,
) -> Response {
    let Some(actor) = actor else { return Redirect::to("/sign-in").into_response() };
    let (admin, kind) = match right(&site, &actor, &slug, &kind).await {
        Ok(right) => right,
        Err(error) => return refused(error),
    };
    let sent = read(form, kind).await;
    match pictures::remove(&site.engine, &admin, kind).await {
        Ok(()) => back(&site, &slug, kind, &sent, ""),
        Err(error) => refused(error),
    }
}

async fn right(site: &Site, actor: &Actor, slug: &str, kind: &str) -> Result<(OrgAdmin, Kind), Error> {
    let admin = orgs::admin(&site.engine, actor, slug).await?;
    Ok((admin, Kind::parse(kind).ok_or(Error::NotFound)?))
}

/// Reads the file of this kind, and what was typed into the form around it.
async fn read(mut form: Multipart, kind: Kind) -> Sent {
    let mut sent = Sent { file: Err(none_chosen()), draft: OrgDraft::default(), typed: false };
    while let Ok(Some(mut field)) = form.next_field().await {
        let name = field.name().unwrap_or_default().to_owned();
        if name == kind.as_str() {
            sent.file = content(&mut field, kind.shape().most_bytes).await;
            continue;
        }
        let Some(place) = name.strip_prefix("profile[").and_then(|rest| rest.split(']').next()) else { continue };
        let Ok(text) = content(&mut field, LONGEST_TEXT).await else { continue };
        let text = String::from_utf8_lossy(&text).into_owned();
        let draft = &mut sent.draft;
        match place {
            "name" => draft.name = text,
            "tagline" => draft.tagline = text,
            "description" => draft.description = text,
            "email" => draft.email = text,
            "website" => draft.website = text,
            "links" => draft.links = text,
            "brand" => draft.brand = text,
            "topics" => draft.topics.push(text),
            _ => continue,
        }
        sent.typed = true;
    }
    sent
}

/// Back to the form, with what was typed into it and why the picture was refused, if it was.
fn back(site: &Site, slug: &str, kind: Kind, sent: &Sent, says: &str) -> Response {
    let page = format!("/organizations/{slug}/manage/profile");
    let place = if says.is_empty() { format!("{page}?saved=picture") } else { format!("{page}#{}-file", kind.as_str()) };
    let mut response = Redirect::to(&place).into_response();
    if sent.typed || !says.is_empty() {
        let cookie = typed::profile_cookie(&site.engine.settings().origin, sent.typed.then_some(&sent.draft), kind.as_str(), says);
        if let Ok(kept) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, kept);
        }
    }
    response
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("text/html"))
}

fn refused(error: Error) -> Response {
    match error {
        Error::NotFound => not_found(),
        // The page says what is refused, and the way on.
        Error::Refused(refusal) => (StatusCode::UNPROCESSABLE_ENTITY, refusal.to_string()).into_response(),
        _logged => (StatusCode::SERVICE_UNAVAILABLE, "We could not keep that just now. Please try again.").into_response(),
    }
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
