//! `cargo xtask dist`: one archive with everything a machine needs to run a site.

use std::process::Command;

use crate::build;
use crate::place::{Place, Profile, files_under, make_folder, read, read_text, write};
use crate::program;
use crate::say::{self, Explain, Outcome};

const EXTRAS: [&str; 3] = ["README.md", "LICENSE", "CHANGELOG.md"];

/// Builds the release and packs it into `target/dist/alongside-VERSION.tar.gz`.
pub fn run(place: &Place) -> Outcome {
    build::all(place, Profile::Release)?;
    let name = format!("alongside-{}", env!("CARGO_PKG_VERSION"));
    let dist = place.target.join("dist");
    let folder = place.fresh_folder("dist")?.join(&name);
    make_folder(&folder)?;
    let server = place.server(Profile::Release);
    std::fs::copy(&server, folder.join("server")).explain(format!("cannot copy {}", server.display()))?;
    let site = place.site(Profile::Release);
    for file in files_under(&site)? {
        let inside = file.strip_prefix(&site).explain("a file outside its own folder")?;
        write(&folder.join("site").join(inside), read(&file)?)?;
    }
    write(&folder.join("Leptos.toml"), settings_of_a_release(&read_text(&place.root.join("Leptos.toml"))?))?;
    for extra in EXTRAS {
        let from = place.root.join(extra);
        if from.is_file() {
            write(&folder.join(extra), read(&from)?)?;
        }
    }
    make_folder(&dist)?;
    let archive = dist.join(format!("{name}.tar.gz"));
    let mut tar = Command::new("tar");
    tar.arg("-czf").arg(&archive).arg("-C").arg(place.notes().join("dist")).arg(&name);
    program::run_quietly(&mut tar)?;
    say::step(&format!("{} holds a site: unpack it and start `./server` in its folder", archive.display()));
    Ok(())
}

/// The settings of the checkout, but for the folder layout of an archive.
fn settings_of_a_release(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split('=').next().map(str::trim) {
        Some("site-root") => "site-root = \"site\"",
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_serves_files_from_its_own_folder() {
        let checkout = "[site]\ndemo = true\n[leptos]\nsite-root = \"target/site\"\n";
        assert_eq!(settings_of_a_release(checkout), "[site]\ndemo = true\n[leptos]\nsite-root = \"site\"\n");
        assert!(settings_of_a_release(include_str!("../../Leptos.toml")).contains("site-root = \"site\""));
    }
}
