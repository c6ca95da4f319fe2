//! Debian's packages, for what neither cargo nor npm can bring.

use std::process::Command;

use crate::program;
use crate::say::{self, Outcome};

/// Installs a package when we may, else says what to install.
pub fn install(package: &str, needed_for: &str) -> Outcome {
    let advice = format!("{needed_for} needs {package}: install it (on Debian or Ubuntu: `sudo apt-get install {package}`)");
    if program::find("apt-get").is_none() || !program::is_root() {
        return Err(advice);
    }
    say::timed(&format!("Installing {package} with apt-get"), || {
        let apt = |words: &[&str]| {
            let mut command = Command::new("apt-get");
            program::run_quietly(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
        };
        let install = ["install", "-y", "-q", "--no-install-recommends", package];
        // The lists of packages may be missing or old; asking for them costs more than trying first.
        if apt(&install).is_err() {
            say::detail("that did not work with the package lists at hand; refreshing them");
            apt(&["update", "-q"]).and_then(|_| apt(&install))?;
        }
        Ok(())
    })
    .map_err(|error| format!("{advice} ({error})"))
}
