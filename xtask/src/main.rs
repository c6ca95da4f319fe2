//! The chores of this project: `cargo xtask help` lists them.

#![allow(clippy::print_stdout, reason = "talking to the person at the terminal is what this program is for")]

mod apt;
mod assets;
mod build;
mod chromium;
mod client;
mod compress;
mod counts;
mod css;
mod dev;
mod dist;
mod e2e;
mod http;
mod npm;
mod page_links;
mod place;
mod postgres;
mod program;
mod reload;
mod run;
mod rust_source;
mod say;
mod site;
mod size;
mod stamp;
mod tee;
mod test;
mod tidy;
mod wasm_target;

use place::{Place, Profile};
use say::Outcome;

const HELP: &str = "\
cargo xtask VERB

  run               set up what is missing, build the release, serve it on 127.0.0.1:3000
  test              set up what is missing, then every check and every test there is
  dev               rebuild and reload the page on every change
  build [--release] WebAssembly, style sheet, compressed site folder, server
  check             formatting, clippy, house rules and rustdoc, without the tests
  tidy              the house rules alone
  e2e [WORDS]       the browser tests (WORDS go to Playwright; --quick tests the debug build)
  setup             set up what is missing for all of this, and nothing else
  seed              make the demo town in the data folder
  bench             the load benchmarks
  size              what a first visit to each public page loads; writes docs/size.md
  dist              one archive to deploy";

fn main() -> std::process::ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match start(&words) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("xtask: {sentence}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn start(words: &[String]) -> Outcome {
    let place = Place::find()?;
    place.claim()?;
    let (verb, rest) = words.split_first().map_or(("help", words), |(verb, rest)| (verb.as_str(), rest));
    match verb {
        "run" => run::serve(&place, rest),
        "setup" => setup(&place),
        "build" => build::all(&place, profile(rest)?),
        "test" => test::all(&place),
        "check" => test::static_only(&place),
        "tidy" => tidy::run(&place),
        "e2e" => e2e::run(&place, rest),
        "dev" => dev::run(&place),
        "size" => size::run(&place),
        "dist" => dist::run(&place),
        "bench" => run::bench(&place, rest),
        "seed" => run::seed(&place, rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no chore called {other}; `cargo xtask help` lists them")),
    }
}

fn setup(place: &Place) -> Outcome {
    wasm_target::ensure(place)?;
    npm::ensure(place)?;
    chromium::ensure()?;
    postgres::ensure()?;
    say::step("Everything that the chores need is there");
    Ok(())
}

fn profile(words: &[String]) -> Outcome<Profile> {
    match words {
        [] => Ok(Profile::Debug),
        [word] if word == "--release" => Ok(Profile::Release),
        other => Err(format!("build takes --release or nothing, not {}", other.join(" "))),
    }
}
