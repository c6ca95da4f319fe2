//! `cargo xtask run`, `seed` and `bench`: the finished server, on this machine.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::build;
use crate::place::{Place, Profile};
use crate::postgres::{self, Postgres};
use crate::program;
use crate::say::{self, Explain, Outcome};
use crate::site;

/// Sets up what is missing, builds the release and serves it until it is stopped.
pub fn serve(place: &Place, words: &[String]) -> Outcome {
    build::all(place, Profile::Release)?;
    let address = std::env::var("LEPTOS_SITE_ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_string());
    say::step(&format!("Alongside opens at http://{address} (the first start makes the demo town; Ctrl+C stops it)"));
    become_server(place, words)
}

/// Makes the demo town in the data folder.
pub fn seed(place: &Place, words: &[String]) -> Outcome {
    build::server(place, Profile::Release)?;
    let mut all = vec!["seed".to_string()];
    all.extend_from_slice(words);
    become_server(place, &all)
}

/// Turns this process into the server, so that signals reach it directly.
fn become_server(place: &Place, words: &[String]) -> Outcome {
    let mut command = Command::new(place.server(Profile::Release));
    site::settings(&mut command, place, Profile::Release);
    if let (Ok(address), Err(_)) = (std::env::var("LEPTOS_SITE_ADDR"), std::env::var("ALONGSIDE_ORIGIN")) {
        command.env("ALONGSIDE_ORIGIN", format!("http://{address}"));
    }
    Err(command.args(words).exec()).explain("cannot start the server")
}

/// The load benchmarks: a program of the server's crate that measures the real thing.
pub fn bench(place: &Place, words: &[String]) -> Outcome {
    postgres::ensure()?;
    build::all(place, Profile::Release)?;
    let mut cargo = program::cargo();
    cargo.args(["run", "--release", "-p", "server", "--features", "bench", "--bin", "bench", "--"]).args(words);
    site::settings(&mut cargo, place, Profile::Release);
    let postgres = say::timed("Starting a throw-away PostgreSQL", Postgres::start)?;
    program::run(cargo.env("CARGO_TARGET_DIR", &place.target).env("ALONGSIDE_BENCH_POSTGRES", postgres.url()))
}
