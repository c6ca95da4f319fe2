//! The WebAssembly target of the active Rust: by rustup where its server can be reached, else built from source.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::place::{Place, make_folder};
use crate::program;
use crate::rust_source;
use crate::say::{self, Explain, Outcome};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// How long rustup may look for its server before we help ourselves.
const RUSTUP_PATIENCE: Duration = Duration::from_secs(120);

/// Makes sure that rustc can compile for WebAssembly; quick when it already can.
pub fn ensure(place: &Place) -> Outcome {
    if compiles() {
        return Ok(());
    }
    say::step(&format!("Rust cannot make WebAssembly here yet: adding the target {TARGET}"));
    if rustup_adds_it() && compiles() {
        return Ok(());
    }
    say::detail("rustup could not bring it; building the standard library from its source instead");
    build_from_source(place)?;
    if compiles() {
        return Ok(());
    }
    Err(format!("the standard library for {TARGET} was built but rustc does not accept it: run `rustup target add {TARGET}`"))
}

/// Compiles a line that needs the allocator. This also notices a library that another version of rustc made.
fn compiles() -> bool {
    let child = Command::new("rustc")
        .args(["--target", TARGET, "--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "-o", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return false };
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(b"pub fn probe() -> Vec<String> { Vec::new() }");
    }
    child.wait().is_ok_and(|status| status.success())
}

fn rustup_adds_it() -> bool {
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = rustup.spawn() else { return false };
    let start = Instant::now();
    while start.elapsed() < RUSTUP_PATIENCE {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(Duration::from_millis(100)),
            Ok(Some(status)) => return status.success(),
            Err(_) => return false,
        }
    }
    program::stop(&mut child, Duration::from_secs(5));
    false
}

fn build_from_source(place: &Place) -> Outcome {
    let version = rustc_version()?;
    let sysroot = sysroot()?;
    let work = place.notes().join("rust-library");
    let library = rust_source::find(&version, &sysroot, &work)?;
    // A folder of its own each time: libraries of another version must not be installed beside these.
    let target = place.fresh_folder("rust-library/target")?;
    let built = say::timed("Building Rust's standard library for WebAssembly", || compile_library(&library, &target))?;
    install(&built, &sysroot.join("lib/rustlib").join(TARGET).join("lib"))
}

/// Builds `library/sysroot` as rustc's own build does, and says where the compiled libraries are.
fn compile_library(library: &Path, target: &Path) -> Outcome<PathBuf> {
    let mut cargo = program::cargo();
    cargo.args(["build", "--manifest-path", "sysroot/Cargo.toml", "--target", TARGET, "--release", "--locked"]);
    cargo.args(["--features", "panic-unwind,compiler-builtins-mem"]);
    cargo.current_dir(library).env("CARGO_TARGET_DIR", target);
    cargo.env("RUSTC_BOOTSTRAP", "1").env("__CARGO_DEFAULT_LIB_METADATA", "stablestd");
    cargo.env("RUSTFLAGS", "-Cembed-bitcode=yes -Zforce-unstable-if-unmarked -Cdebuginfo=0");
    program::run_quietly(&mut cargo)?;
    Ok(target.join(TARGET).join("release/deps"))
}

fn install(built: &Path, lib: &Path) -> Outcome {
    if lib.exists() {
        std::fs::remove_dir_all(lib).explain(format!("cannot replace {}", lib.display()))?;
    }
    make_folder(lib).map_err(|error| format!("{error}: the folder of the Rust toolchain has to be writable"))?;
    let entries = std::fs::read_dir(built).explain(format!("cannot read {}", built.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|end| end == "rlib") {
            let to = lib.join(entry.file_name());
            std::fs::copy(&path, &to).explain(format!("cannot write {}", to.display()))?;
        }
    }
    Ok(())
}

fn rustc_version() -> Outcome<String> {
    let told = program::ask(Command::new("rustc").arg("--version")).ok_or("rustc is missing: install Rust from rustup.rs")?;
    told.split_whitespace().nth(1).map(str::to_string).ok_or_else(|| format!("rustc tells no version: {told}"))
}

fn sysroot() -> Outcome<PathBuf> {
    let told = program::ask(Command::new("rustc").args(["--print", "sysroot"])).ok_or("rustc does not tell its folder")?;
    Ok(PathBuf::from(told))
}
