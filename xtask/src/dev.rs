//! `cargo xtask dev`: watches the sources, rebuilds what changed, restarts the server, reloads the open pages.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use crate::place::{OUTPUT, Place, Profile, files_under, read, write};
use crate::reload::Pages;
use crate::say::{self, Outcome};
use crate::site::Site;
use crate::{build, css};

const ADDRESS: &str = "127.0.0.1:3000";
const RELOAD_PORT: u16 = 3001;
const GLANCE: Duration = Duration::from_millis(300);
const WATCHED: [&str; 9] =
    ["app/src", "domain/src", "engine/src", "engine/migrations", "frontend/src", "server/src", "style", "public", "Leptos.toml"];

/// Serves the debug build until it is stopped. A change that does not compile leaves the last good one running.
pub fn run(place: &Place) -> Outcome {
    build::all(place, Profile::Debug)?;
    let pages = Pages::listen(RELOAD_PORT)?;
    let mut site = Some(launch(place)?);
    say::step(&format!("Alongside opens at http://{ADDRESS}; it follows every change (Ctrl+C stops it)"));
    let mut seen = glance(place)?;
    loop {
        std::thread::sleep(GLANCE);
        let now = glance(place)?;
        let changed = changes(&seen, &now);
        if changed.is_empty() {
            continue;
        }
        seen = now;
        let style_only = changed.iter().all(|path| path.starts_with(place.root.join("style")));
        let result = if style_only { restyle(place, &pages) } else { rebuild(place, &mut site, &pages) };
        match result {
            Ok(()) => say::detail("the page shows it now"),
            Err(sentence) => say::detail(&format!("not yet: {sentence}")),
        }
    }
}

fn launch(place: &Place) -> Outcome<Site> {
    let port = RELOAD_PORT.to_string();
    Site::launch(place, Profile::Debug, ADDRESS, None, None, &[("LEPTOS_WATCH", "true"), ("LEPTOS_RELOAD_PORT", &port)])
}

fn restyle(place: &Place, pages: &Pages) -> Outcome {
    let made = css::build(place, Profile::Debug)?;
    let served = format!("pkg/{OUTPUT}.css");
    write(&place.site(Profile::Debug).join(&served), read(&made)?)?;
    pages.restyle(&served);
    Ok(())
}

fn rebuild(place: &Place, site: &mut Option<Site>, pages: &Pages) -> Outcome {
    build::all(place, Profile::Debug)?;
    // The old server has to let go of the address before the new one can take it.
    drop(site.take());
    *site = Some(launch(place)?);
    pages.reload();
    Ok(())
}

type Glance = BTreeMap<PathBuf, SystemTime>;

fn glance(place: &Place) -> Outcome<Glance> {
    let mut seen = Glance::new();
    for watched in WATCHED {
        for file in files_under(&place.root.join(watched))? {
            if let Ok(changed) = std::fs::metadata(&file).and_then(|meta| meta.modified()) {
                seen.insert(file, changed);
            }
        }
    }
    Ok(seen)
}

/// The files that are new, gone or written again.
fn changes(before: &Glance, now: &Glance) -> Vec<PathBuf> {
    let new = now.iter().filter(|(path, changed)| before.get(*path) != Some(changed)).map(|(path, _)| path.clone());
    let gone = before.keys().filter(|path| !now.contains_key(*path)).cloned();
    new.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_changed_and_deleted_files_are_changes() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let before = Glance::from([("same".into(), at(1)), ("changed".into(), at(1)), ("gone".into(), at(1))]);
        let now = Glance::from([("same".into(), at(1)), ("changed".into(), at(2)), ("new".into(), at(1))]);
        assert_eq!(changes(&before, &now), ["changed", "new", "gone"].map(PathBuf::from));
    }
}
