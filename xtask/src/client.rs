//! The browser's side: cargo makes the WebAssembly, wasm-bindgen its script, wasm-opt makes it small.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::npm;
use crate::place::{OUTPUT, Place, Profile};
use crate::program;
use crate::say::{self, Explain, Outcome};
use crate::stamp::Stamp;
use crate::wasm_target::TARGET;

/// Changes when the steps below change, so that what older steps made is not taken for theirs.
const RECIPE: &str = "1";

/// What rustc itself uses in WebAssembly. Nothing newer, so that an old phone can still read it.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What the browser loads.
pub struct Client {
    pub folder: PathBuf,
    pub script: PathBuf,
    pub wasm: PathBuf,
}

/// Builds the `frontend` crate and everything the browser needs to start it.
pub fn build(place: &Place, profile: Profile) -> Outcome<Client> {
    let compiled = compile(place, profile)?;
    let folder = place.notes().join(profile.name()).join("client");
    let client = Client { script: folder.join(format!("{OUTPUT}.js")), wasm: folder.join(format!("{OUTPUT}_bg.wasm")), folder };
    let stamp = Stamp::of(place, &format!("client-{}", profile.name()))
        .word(RECIPE)
        .files(&compiled)?
        .files(&place.end2end().join("package-lock.json"))?
        .seal(&[&client.script, &client.wasm]);
    if stamp.is_fresh() {
        return Ok(client);
    }
    say::timed("Writing the script that loads the WebAssembly (wasm-bindgen)", || bind(&compiled, &client, profile))?;
    if profile.is_release() {
        say::timed("Making the WebAssembly small (wasm-opt)", || shrink(place, &client.wasm))?;
    }
    stamp.keep()?;
    Ok(client)
}

fn compile(place: &Place, profile: Profile) -> Outcome<PathBuf> {
    let (cargo_profile, folder) = match profile {
        Profile::Debug => ("dev", "debug"),
        Profile::Release => ("wasm-release", "wasm-release"),
    };
    say::timed(&format!("Building the browser's side ({})", profile.name()), || {
        let mut cargo = program::cargo();
        cargo.args(["build", "-p", "frontend", "--target", TARGET, "--profile", cargo_profile]);
        program::run(cargo.current_dir(&place.root).env("CARGO_TARGET_DIR", &place.target))
    })?;
    Ok(place.target.join(TARGET).join(folder).join("frontend.wasm"))
}

fn bind(compiled: &Path, client: &Client, profile: Profile) -> Outcome {
    if client.folder.exists() {
        std::fs::remove_dir_all(&client.folder).explain("cannot remove the last script")?;
    }
    let debug = !profile.is_release();
    Bindgen::new()
        .input_path(compiled)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .out_name(OUTPUT)
                .typescript(false)
                .debug(debug)
                .keep_debug(debug)
                .remove_name_section(!debug)
                .remove_producers_section(!debug)
                .generate(&client.folder)
        })
        .map_err(|error| format!("wasm-bindgen could not write the script: {error:#}"))
}

fn shrink(place: &Place, wasm: &Path) -> Outcome {
    let small = wasm.with_extension("small");
    let mut wasm_opt = npm::node(place, "binaryen/bin/wasm-opt");
    wasm_opt.arg(wasm).args(["-Oz"]).args(FEATURES).arg("-o").arg(&small);
    program::run_quietly(&mut wasm_opt)?;
    std::fs::rename(&small, wasm).explain("cannot put the small WebAssembly in place")
}
