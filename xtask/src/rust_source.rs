//! Finds the source of Rust's standard library in exactly the version of the active rustc.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::{files_under, make_folder, write};
use crate::program;
use crate::say::{self, Explain, Outcome};

/// The suites of Debian that may carry a newer Rust than the release itself, nearest first.
const SUITES: [&str; 3] = ["trixie-backports", "testing", "unstable"];

/// A folder `library/`, from the place named by ALONGSIDE_RUST_SRC, the toolchain's own component, or Debian's package.
pub fn find(version: &str, sysroot: &Path, work: &Path) -> Outcome<PathBuf> {
    make_folder(work)?;
    if let Some(given) = std::env::var_os("ALONGSIDE_RUST_SRC") {
        return given_source(Path::new(&given), work);
    }
    if let Some(library) = library_in(&sysroot.join("lib/rustlib/src/rust")) {
        say::detail("using the toolchain's own source (component rust-src)");
        return copy_of(&library, work);
    }
    if let Some(library) = debian_package(version, work) {
        return Ok(library);
    }
    Err(format!(
        "WebAssembly for rustc {version} cannot be set up: run `rustup target add {}` where rustup's server can be reached, \
         or `rustup component add rust-src`, or set ALONGSIDE_RUST_SRC to an archive or folder of the Rust sources of {version}",
        crate::wasm_target::TARGET
    ))
}

fn given_source(given: &Path, work: &Path) -> Outcome<PathBuf> {
    say::detail(&format!("using the source in {}", given.display()));
    let missing = || format!("ALONGSIDE_RUST_SRC ({}) holds no `library` folder of the Rust sources", given.display());
    if given.is_dir() {
        return copy_of(&library_in(given).ok_or_else(missing)?, work);
    }
    let unpacked = empty(&work.join("unpacked"))?;
    unpack(given, &unpacked)?;
    library_in(&unpacked).ok_or_else(missing)
}

/// The folder that holds `sysroot/Cargo.toml`: the one given, or `library/` in it, or that of its only folder.
fn library_in(folder: &Path) -> Option<PathBuf> {
    let candidates = std::iter::once(folder.to_path_buf())
        .chain(std::iter::once(folder.join("library")))
        .chain(std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path().join("library")));
    candidates.into_iter().find(|library| library.join("sysroot/Cargo.toml").is_file())
}

/// Cargo wants to write beside the manifest; what belongs to the toolchain stays untouched.
fn copy_of(library: &Path, work: &Path) -> Outcome<PathBuf> {
    let copy = empty(&work.join("copy"))?.join("library");
    for file in files_under(library)? {
        let to = copy.join(file.strip_prefix(library).explain("a file outside its own folder")?);
        if let Some(folder) = to.parent() {
            make_folder(folder)?;
        }
        std::fs::copy(&file, &to).explain(format!("cannot copy {}", file.display()))?;
    }
    Ok(copy)
}

fn unpack(archive: &Path, to: &Path) -> Outcome {
    let tar = program::run_quietly(Command::new("tar").arg("-xf").arg(archive).arg("-C").arg(to));
    if tar.is_ok() {
        return Ok(());
    }
    let script = "import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2])";
    program::run_quietly(Command::new("python3").args(["-c", script]).arg(archive).arg(to))
        .map(drop)
        .map_err(|_| format!("{} cannot be unpacked: install tar and xz", archive.display()))
}

/// Fetches Debian's package `rust-src` of that version from the mirror that the machine already uses.
fn debian_package(version: &str, work: &Path) -> Option<PathBuf> {
    let mirror = debian_mirror()?;
    for suite in SUITES {
        say::detail(&format!("asking Debian's {suite} for the source of {version}"));
        let folder = empty(&work.join("debian")).ok()?;
        if fetch(&mirror, suite, version, &folder).is_some() {
            return library_in(&folder.join(format!("root/usr/src/rustc-{version}")));
        }
    }
    None
}

fn fetch(mirror: &str, suite: &str, version: &str, folder: &Path) -> Option<()> {
    let sources = folder.join("sources.list");
    let lists = folder.join("lists");
    make_folder(&lists.join("partial")).ok()?;
    write(&sources, format!("deb {mirror} {suite} main\n")).ok()?;
    let options = [
        format!("Dir::Etc::sourcelist={}", sources.display()),
        "Dir::Etc::sourceparts=-".to_string(),
        format!("Dir::State::lists={}", lists.display()),
    ];
    let apt = |words: &[&str]| {
        let mut apt = Command::new("apt-get");
        for option in &options {
            apt.arg("-o").arg(option);
        }
        program::ask(apt.args(words).current_dir(folder))
    };
    apt(&["update"])?;
    apt(&["download", &format!("rust-src={version}*")])?;
    let package = files_under(folder).ok()?.into_iter().find(|file| file.extension().is_some_and(|end| end == "deb"))?;
    program::ask(Command::new("dpkg").arg("-x").arg(package).arg(folder.join("root"))).map(drop)
}

/// The address of Debian's main archive, as apt's own configuration names it.
fn debian_mirror() -> Option<String> {
    let told = program::ask(Command::new("apt-get").args(["indextargets", "--format", "$(REPO_URI)"]))?;
    let uri = told.lines().find(|uri| uri.trim_end_matches('/').ends_with("/debian"))?;
    Some(uri.to_string())
}

fn empty(folder: &Path) -> Outcome<PathBuf> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).explain(format!("cannot empty {}", folder.display()))?;
    }
    make_folder(folder)?;
    Ok(folder.to_path_buf())
}
