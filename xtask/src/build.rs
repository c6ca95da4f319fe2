//! `cargo xtask build`: the browser's side, the style sheet, the site folder, the server, in that order.

use std::process::{Child, Stdio};

use crate::place::{Place, Profile, make_folder};
use crate::say::{self, Explain, Outcome};
use crate::{assets, client, css, npm, program, wasm_target};

/// Builds everything a site needs to run.
pub fn all(place: &Place, profile: Profile) -> Outcome {
    wasm_target::ensure(place)?;
    npm::ensure(place)?;
    // The last minutes of the browser's side use one core only: the server is compiled beside it.
    let mut server = Beside::start(place, profile)?;
    let css = css::build(place, profile)?;
    let client = client::build(place, profile)?;
    assets::assemble(place, profile, &client, &css)?;
    server.finish(place, profile)
}

/// Builds the server alone.
pub fn server(place: &Place, profile: Profile) -> Outcome {
    say::timed(&format!("Building the server ({})", profile.name()), || program::run(&mut server_command(place, profile)))
}

fn server_command(place: &Place, profile: Profile) -> std::process::Command {
    let mut cargo = program::cargo();
    cargo.args(["build", "-p", "server", "--bin", "server"]);
    if profile.is_release() {
        cargo.arg("--release");
    }
    cargo.current_dir(&place.root).env("CARGO_TARGET_DIR", &place.target);
    cargo
}

/// The server being compiled in the background, silently.
struct Beside {
    cargo: Option<Child>,
}

impl Beside {
    fn start(place: &Place, profile: Profile) -> Outcome<Beside> {
        if !profile.is_release() {
            return Ok(Beside { cargo: None });
        }
        let log = place.notes().join("server-build.log");
        make_folder(&place.notes())?;
        let log = std::fs::File::create(&log).explain("cannot write the log of the server's build")?;
        let mut cargo = server_command(place, profile);
        let child = cargo.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().explain("cannot start cargo")?;
        Ok(Beside { cargo: Some(child) })
    }

    /// Waits for the background, then lets cargo say in the foreground what it says: a progress, or what is wrong.
    fn finish(&mut self, place: &Place, profile: Profile) -> Outcome {
        if let Some(mut cargo) = self.cargo.take() {
            say::timed("Building the server (release)", || cargo.wait().explain("cannot wait for cargo"))?;
        }
        let mut cargo = server_command(place, profile);
        program::run(cargo.arg("--quiet")).map_err(|error| format!("the server could not be built: {error}"))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(cargo) = &mut self.cargo {
            program::stop(cargo, std::time::Duration::from_secs(5));
        }
    }
}
