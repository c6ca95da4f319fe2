//! `cargo xtask test` and `cargo xtask check`: everything that has to hold, then one summary.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::counts::Counts;
use crate::place::{Place, Profile};
use crate::postgres::Postgres;
use crate::say::{self, Outcome, span};
use crate::wasm_target::TARGET;
use crate::{build, e2e, npm, program, tee, tidy, wasm_target};

/// What ran, how it ended and how long it took.
#[derive(Default)]
struct Report {
    rows: Vec<Row>,
    closing: Vec<String>,
}

struct Row {
    name: &'static str,
    took: Duration,
    result: Result<Counts, String>,
}

impl Report {
    /// Runs one check. The others run also when it fails, so that one run shows everything there is to mend.
    fn check(&mut self, name: &'static str, act: impl FnOnce() -> Outcome) -> bool {
        self.count(name, || act().map(|()| Counts { passed: 1, failed: 0 }))
    }

    /// Runs something that counts its own tests.
    fn count(&mut self, name: &'static str, act: impl FnOnce() -> Outcome<Counts>) -> bool {
        say::step(name);
        let start = Instant::now();
        let result = act();
        if let Err(sentence) = &result {
            say::detail(&format!("failed: {sentence}"));
        }
        let good = result.as_ref().is_ok_and(|counts| counts.failed == 0);
        self.rows.push(Row { name, took: start.elapsed(), result });
        good
    }

    /// Says everything once more, the last line being for programs that read it.
    fn close(self) -> Outcome {
        let mut sum = Counts::default();
        println!();
        for row in &self.rows {
            let (mark, told) = match &row.result {
                Ok(counts) if counts.failed == 0 => {
                    ("ok    ", if counts.passed > 1 { format!("{} passed", counts.passed) } else { String::new() })
                }
                Ok(counts) => ("FAILED", format!("{} passed, {} failed", counts.passed, counts.failed)),
                Err(sentence) => ("FAILED", sentence.lines().next().unwrap_or_default().to_string()),
            };
            sum.add(row.result.as_ref().map_or(Counts { passed: 0, failed: 1 }, |counts| *counts));
            println!("{mark}  {:<42} {:>12}  {told}", row.name, span(row.took));
        }
        for line in &self.closing {
            println!("{line}");
        }
        println!("{} passed, {} failed", sum.passed, sum.failed);
        if sum.failed == 0 { Ok(()) } else { Err("not everything holds; the first lines of each failure are above".to_string()) }
    }
}

/// Everything: what is missing is set up first, so that a long run does not end at a missing program.
pub fn all(place: &Place) -> Outcome {
    crate::setup(place)?;
    let mut report = Report::default();
    static_checks(place, &mut report);
    let postgres = say::timed("Starting a throw-away PostgreSQL", Postgres::start)?;
    let mut closing = Vec::new();
    report.count("Rust tests, on SQLite and PostgreSQL", || rust_tests(place, postgres.url(), &mut closing));
    report.count("Examples in the documentation", || doc_tests(place, &mut closing));
    drop(postgres);
    if report.check("Release build", || build::all(place, Profile::Release)) {
        report.count("Browser tests", || e2e::on_fresh_site(place, Profile::Release, &[]));
    }
    report.closing = closing;
    report.close()
}

/// What a program can see without running anything.
pub fn static_only(place: &Place) -> Outcome {
    wasm_target::ensure(place)?;
    npm::ensure(place)?;
    let mut report = Report::default();
    static_checks(place, &mut report);
    report.close()
}

fn static_checks(place: &Place, report: &mut Report) {
    report.check("Formatting", || cargo(place, &["fmt", "--all", "--check"], &[]));
    report.check("House rules (tidy)", || tidy::run(place));
    let strict = ["--", "-D", "warnings"];
    report.check("Clippy", || cargo(place, &[&["clippy", "--quiet", "--all-targets"], strict.as_slice()].concat(), &[]));
    report.check("Clippy, the browser's side", || {
        cargo(place, &[&["clippy", "--quiet", "-p", "frontend", "--target", TARGET], strict.as_slice()].concat(), &[])
    });
    report.check("Documentation", || {
        cargo(place, &["doc", "--quiet", "--no-deps", "--document-private-items"], &[("RUSTDOCFLAGS", "-D warnings")])
    });
}

fn rust_tests(place: &Place, postgres: &str, closing: &mut Vec<String>) -> Outcome<Counts> {
    let mut command = program::cargo();
    if program::find("cargo-nextest").is_some() {
        command.args(["nextest", "run", "--no-fail-fast"]);
    } else {
        command.args(["test", "--no-fail-fast", "--lib", "--bins", "--tests"]);
    }
    counted(place, command.env("ALONGSIDE_TEST_POSTGRES", postgres), closing)
}

fn doc_tests(place: &Place, closing: &mut Vec<String>) -> Outcome<Counts> {
    let mut command = program::cargo();
    command.args(["test", "--quiet", "--doc", "-p", "domain", "-p", "engine"]);
    counted(place, &mut command, closing)
}

fn counted(place: &Place, command: &mut Command, closing: &mut Vec<String>) -> Outcome<Counts> {
    command.current_dir(&place.root).env("CARGO_TARGET_DIR", &place.target);
    let ended = tee::run(command)?;
    closing.extend(ended.closing);
    if !ended.success && ended.counts.failed == 0 {
        return Err("the tests could not be built or run".to_string());
    }
    Ok(ended.counts)
}

fn cargo(place: &Place, words: &[&str], env: &[(&str, &str)]) -> Outcome {
    let mut command = program::cargo();
    command.args(words).envs(env.iter().copied()).current_dir(&place.root).env("CARGO_TARGET_DIR", &place.target);
    program::run(&mut command)
}
