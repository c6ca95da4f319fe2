//! The browser's side: cargo makes the WebAssembly, it is cut into parts, wasm-bindgen writes its script, wasm-opt makes it
//! small.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::npm;
use crate::place::{OUTPUT, Place, Profile, make_folder, read, read_text, write};
use crate::program;
use crate::say::{self, Explain, Outcome};
use crate::stamp::Stamp;
use crate::wasm_target::TARGET;

/// Changes when the steps below change, so that what older steps made is not taken for theirs.
const RECIPE: &str = "3";

/// The script that fetches the parts; the program imports it by this name.
pub const PARTS_SCRIPT: &str = "parts.js";
/// The list of the files that each part needs, beside the others.
const PARTS_LIST: &str = "parts.json";

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

impl Client {
    /// The files that the pages of each part need besides the script and the program. A debug build is one piece.
    pub fn parts(&self) -> Outcome<BTreeMap<String, Vec<String>>> {
        let list = self.folder.join(PARTS_LIST);
        if !list.exists() {
            return Ok(BTreeMap::new());
        }
        serde_json::from_str(&read_text(&list)?).explain("the list of parts can't be read")
    }
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
    if client.folder.exists() {
        std::fs::remove_dir_all(&client.folder).explain("cannot remove the last script")?;
    }
    make_folder(&client.folder)?;
    if profile.is_release() {
        let main = say::timed("Cutting the WebAssembly into parts (wasm-split)", || cut(place, &compiled, &client.folder))?;
        say::timed("Writing the script that loads the WebAssembly (wasm-bindgen)", || bind(&main, &client, profile))?;
        say::timed("Making the WebAssembly small (wasm-opt)", || shrink_all(place, &client.folder))?;
    } else {
        say::timed("Writing the script that loads the WebAssembly (wasm-bindgen)", || bind(&compiled, &client, profile))?;
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
        cargo.args(["rustc", "-p", "frontend", "--lib", "--target", TARGET, "--profile", cargo_profile]);
        if profile.is_release() {
            // Where the linker has put what is asked by the cut.
            cargo.args(["--features", "split", "--", "-C", "link-arg=--emit-relocs"]);
        }
        program::run(cargo.current_dir(&place.root).env("CARGO_TARGET_DIR", &place.target))
    })?;
    Ok(place.target.join(TARGET).join(folder).join("frontend.wasm"))
}

/// Writes a file for each part, the script that fetches them and the list of what each needs; gives what is left, the main
/// part.
fn cut(place: &Place, compiled: &Path, folder: &Path) -> Outcome<PathBuf> {
    let main = place.fresh_folder("main-part")?.join("main.wasm");
    let whole = read(compiled)?;
    let (script, program) = (format!("./{PARTS_SCRIPT}"), format!("./{OUTPUT}.js"));
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = &script;
    options.main_module = &program;
    let parts = wasm_split_cli_support::transform(options).map_err(|error| format!("the WebAssembly could not be cut: {error:#}"))?;
    let files = |names: Vec<String>| names.into_iter().map(|name| format!("{name}.wasm")).collect::<Vec<_>>();
    let list: HashMap<String, Vec<String>> = parts.prefetch_map.into_iter().map(|(part, names)| (part, files(names))).collect();
    write(&folder.join(PARTS_LIST), serde_json::to_string(&list).explain("cannot write the list of parts")?)?;
    Ok(main)
}

fn bind(compiled: &Path, client: &Client, profile: Profile) -> Outcome {
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
                // The parts find the main part's memory, table and stack by the names the linker gave them.
                .keep_lld_exports(!debug)
                .remove_name_section(!debug)
                .remove_producers_section(!debug)
                .generate(&client.folder)
        })
        .map_err(|error| format!("wasm-bindgen could not write the script: {error:#}"))
}

fn shrink_all(place: &Place, folder: &Path) -> Outcome {
    for file in crate::place::files_under(folder)? {
        if file.extension().is_some_and(|end| end == "wasm") {
            shrink(place, &file)?;
        }
    }
    Ok(())
}

fn shrink(place: &Place, wasm: &Path) -> Outcome {
    let small = wasm.with_extension("small");
    let mut wasm_opt = npm::node(place, "binaryen/bin/wasm-opt");
    wasm_opt.arg(wasm).args(["--strip-debug", "--strip-producers", "-Oz"]).args(FEATURES).arg("-o").arg(&small);
    program::run_quietly(&mut wasm_opt)?;
    std::fs::rename(&small, wasm).explain("cannot put the small WebAssembly in place")
}
