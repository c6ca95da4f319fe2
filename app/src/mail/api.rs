//! The letters of the sandbox.
use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A letter in the sandbox, as lines; a line that is a link of this site is told apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SandboxLetter {
    /// Who gets it.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The time, in words.
    pub at: String,
    /// The lines, each with the local address it leads to, if it is a link.
    pub lines: Vec<(String, Option<String>)>,
}

/// The newest letters of the sandbox, on a demo site only.
#[server(protocol = crate::Posted)]
pub async fn sandbox_letters() -> Result<Vec<SandboxLetter>, AppError> {
    let engine = crate::ctx::engine()?;
    if !engine.shows_letters() {
        return Err(engine::Error::NotFound.into());
    }
    let now = engine.clock().now();
    let zone = engine::time_labels::zone(&crate::ctx::visitor().map(|actor| actor.time_zone).unwrap_or_default());
    let origin = engine.settings().origin.clone();
    let line = |line: &str| (line.to_owned(), line.strip_prefix(&origin).filter(|path| path.starts_with('/')).map(str::to_owned));
    let letters = engine::mail::store::newest(engine.db(), 100).await?;
    let show = |kept: engine::mail::store::Kept| SandboxLetter {
        to: kept.letter.to,
        subject: kept.letter.subject,
        at: engine::time_labels::label(kept.at, zone, now),
        lines: kept.letter.body.lines().map(line).collect(),
    };
    Ok(letters.into_iter().map(show).collect())
}
