//! The programs that come from npm: Tailwind, wasm-opt, Playwright, and the font.

use std::process::Command;

use crate::place::Place;
use crate::program;
use crate::say::{self, Outcome};
use crate::stamp::Stamp;

const OLDEST_NODE: u32 = 20;

/// Brings the npm tools in the versions of the lock file, when they are not there yet.
pub fn ensure(place: &Place) -> Outcome {
    let lock = place.end2end().join("package-lock.json");
    let installed = place.node_modules().join(".package-lock.json");
    let stamp = Stamp::of(place, "npm").files(&lock)?.seal(&[&installed]);
    check_node()?;
    if stamp.is_fresh() {
        return Ok(());
    }
    if program::find("npm").is_none() {
        return Err("npm is missing: install Node 20 or newer with npm".to_string());
    }
    say::timed("Bringing Tailwind, wasm-opt, Playwright and the font (npm ci)", || {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(place.end2end());
        program::run_quietly(&mut npm).map_err(|error| format!("{error}: npm could not bring the tools; is the network there?"))
    })?;
    stamp.keep()
}

/// A command for a JavaScript program of one of the packages.
pub fn node(place: &Place, script: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(place.node_modules().join(script)).env("NODE_PATH", place.node_modules());
    command
}

fn check_node() -> Outcome {
    let version = program::ask(Command::new("node").arg("--version"));
    let version = version.ok_or("Node is missing: install Node 20 or newer (the style sheet is made with it)")?;
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(format!("Node {version} is too old: install Node 20 or newer")),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("rubbish"), None);
    }
}
