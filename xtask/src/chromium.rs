//! The browser of the browser tests.

use std::path::PathBuf;

use crate::apt;
use crate::program;
use crate::say::Outcome;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where Chromium is; it is installed first when that is possible.
pub fn ensure() -> Outcome<PathBuf> {
    if let Some(given) = std::env::var_os("CHROMIUM") {
        let given = PathBuf::from(given);
        return if given.is_file() { Ok(given) } else { Err(format!("CHROMIUM names {}, which is no program", given.display())) };
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    apt::install("chromium", "the browser tests")?;
    find().ok_or_else(|| "chromium was installed but is not on the PATH".to_string())
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| program::find(name))
}
