//! The file of all icons, made once from the outlines the screens name.
use app::ui::icon::Glyph;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;

static SHEET: LazyLock<String> = LazyLock::new(Glyph::sheet);

/// Answers with the file under the name of this version; any other was left behind by an older page and is not found.
pub async fn sheet(Path(name): Path<String>) -> Response {
    if name == format!("{:08x}.svg", Glyph::VERSION) {
        ([(header::CONTENT_TYPE, "image/svg+xml")], SHEET.as_str()).into_response()
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}
