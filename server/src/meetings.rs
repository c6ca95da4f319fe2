//! Meetings for machines: calendar files, the roster as a table, documents, and the hook of the payment service.
use crate::router::Site;
use app::account::typed;
use app::ctx::Visitor;
use axum::Extension;
use axum::extract::{Multipart, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use domain::{MeetingId, Refusal, library::LARGEST};
use engine::library::{self, Library};
use engine::{Error, meetings};

/// The largest body of an upload that is read to its end, so that a file that is too large is answered with a sentence.
pub const LONGEST: usize = 24 * 1024 * 1024;

/// Turns `/meetings/{id}.ics` into `/meetings/{id}/calendar.ics`: a router can't tell an ending from an id.
pub async fn calendar_address(mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if let Some(id) = path.strip_prefix("/meetings/").and_then(|rest| rest.strip_suffix(".ics")).filter(|id| !id.contains('/'))
        && let Ok(address) = format!("/meetings/{id}/calendar.ics").parse::<Uri>()
    {
        *request.uri_mut() = address;
    }
    next.run(request).await
}

fn refused(error: &Error) -> Response {
    match error {
        Error::NotFound | Error::Refused(_) => (StatusCode::NOT_FOUND, "There is nothing here.").into_response(),
        Error::Forbidden => StatusCode::BAD_REQUEST.into_response(),
        _ => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

fn file(kind: &'static str, name: &str, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let plain: String =
        name.chars().map(|letter| if letter.is_ascii_alphanumeric() || "-_. ".contains(letter) { letter } else { '_' }).collect();
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// One meeting as a calendar file.
pub async fn ics(State(site): State<Site>, Extension(Visitor(actor)): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let Some(id) = MeetingId::parse(&id) else { return refused(&Error::NotFound) };
    match meetings::feed::file(&site.engine, actor.as_ref(), &id).await {
        Ok(text) => file("text/calendar; charset=utf-8", "meeting.ics", text),
        Err(error) => refused(&error),
    }
}

/// Somebody's own calendar, for whoever holds its address.
pub async fn feed(State(site): State<Site>, Path(token): Path<String>) -> Response {
    let secret = token.strip_suffix(".ics").unwrap_or_default();
    match meetings::feed::feed(&site.engine, secret).await {
        Ok(text) => file("text/calendar; charset=utf-8", "alongside.ics", text),
        Err(error) => refused(&error),
    }
}

/// The roster as a table.
pub async fn csv(State(site): State<Site>, Extension(Visitor(actor)): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (Some(actor), Some(id)) = (actor, MeetingId::parse(&id)) else { return refused(&Error::NotFound) };
    match meetings::roster::csv(&site.engine, &actor, &id).await {
        Ok(text) => file("text/csv; charset=utf-8", "participants.csv", text),
        Err(error) => refused(&error),
    }
}

/// A document, as a download that never runs.
pub async fn document(State(site): State<Site>, Extension(Visitor(actor)): Extension<Visitor>, Path(id): Path<String>) -> Response {
    match library::download(&site.engine, actor.as_ref(), &id).await {
        Ok(found) => {
            let mut response = file("application/octet-stream", &found.name, found.body);
            if let Ok(kind) = HeaderValue::from_str(&found.media_type) {
                response.headers_mut().insert(header::CONTENT_TYPE, kind);
            }
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
            response
        }
        Err(error) => refused(&error),
    }
}

/// Keeps an uploaded document in the supporter's own library.
pub async fn upload(State(site): State<Site>, Extension(Visitor(actor)): Extension<Visitor>, form: Multipart) -> Response {
    let Some(actor) = actor else { return Redirect::to("/sign-in?next=/supporter/library").into_response() };
    put(&site, Library::own(&actor), form, "/supporter/library").await
}

/// Keeps an uploaded document in an organization's library; for those who don't keep it, it is not there.
pub async fn upload_for_org(
    State(site): State<Site>,
    Extension(Visitor(actor)): Extension<Visitor>,
    Path(slug): Path<String>,
    form: Multipart,
) -> Response {
    let page = format!("/organizations/{slug}/manage/library");
    let Some(actor) = actor else { return Redirect::to(&format!("/sign-in?next={page}")).into_response() };
    match engine::orgs::facilitator(&site.engine, &actor, &slug).await {
        Ok(right) => put(&site, Ok(Library::Org(right)), form, &page).await,
        Err(error) => refused(&error),
    }
}

/// A refusal is shown on the page that the file came from.
async fn put(site: &Site, library: Result<Library, Error>, form: Multipart, page: &str) -> Response {
    let outcome = match (library, parts(form).await) {
        (Ok(library), Ok((name, content, public))) => library::upload(&site.engine, &library, &name, content, public).await,
        (Err(error), _) => Err(error),
        (_, Err(refusal)) => Err(refusal.into()),
    };
    match outcome {
        Ok(_) => Redirect::to(&format!("{page}?done=uploaded")).into_response(),
        Err(error) => {
            let says = match error {
                Error::Refused(refusal) => refusal.to_string(),
                error => app::AppError::from(error).to_string(),
            };
            let mut response = Redirect::to(page).into_response();
            if let Ok(kept) = HeaderValue::from_str(&typed::cookie(&site.engine.settings().origin, "document", &[("says", &says)])) {
                response.headers_mut().append(header::SET_COOKIE, kept);
            }
            response
        }
    }
}

/// Name and content of the file, and whether it is public. What is over the limit is read and forgotten.
async fn parts(mut form: Multipart) -> Result<(String, Bytes, bool), Refusal> {
    let too_much = || Refusal::File("That file is larger than 5 MB. Choose a smaller one.".into());
    let (mut found, mut public) = (None, false);
    while let Some(mut field) = form.next_field().await.map_err(|_| too_much())? {
        if field.name() == Some("public") {
            public = true;
            continue;
        }
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut content = Vec::new();
        let mut size = 0;
        while let Some(chunk) = field.chunk().await.map_err(|_| too_much())? {
            size += chunk.len();
            if size <= LARGEST {
                content.extend_from_slice(&chunk);
            }
        }
        if size > LARGEST {
            return Err(too_much());
        }
        found = Some((name, Bytes::from(content)));
    }
    let (name, content) = found.filter(|(_, content)| !content.is_empty()).ok_or_else(|| Refusal::File("Choose a file first.".into()))?;
    Ok((name, content, public))
}

/// What the payment service tells. Only a signature over the body as it came is believed.
pub async fn hook(State(site): State<Site>, headers: HeaderMap, body: String) -> Response {
    let signature = headers.get("stripe-signature").and_then(|value| value.to_str().ok()).unwrap_or_default();
    match meetings::paying::hear(&site.engine, &body, signature).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) => refused(&error),
    }
}
