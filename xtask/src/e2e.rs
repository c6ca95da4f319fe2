//! `cargo xtask e2e`: the browser tests, against a site of their own with a fresh demo town.

use std::process::Command;

use crate::counts::Counts;
use crate::place::{Place, Profile};
use crate::say::{self, Outcome};
use crate::site::Site;
use crate::tee;
use crate::{build, chromium, npm};

const PLAYWRIGHT: &str = "@playwright/test/cli.js";

/// Runs the browser tests; the words go to Playwright, except `--quick`, which takes the debug build.
/// When ALONGSIDE_URL is set, that site is tested and nothing is built.
pub fn run(place: &Place, words: &[String]) -> Outcome {
    let quick = words.iter().any(|word| word == "--quick");
    let words: Vec<String> = words.iter().filter(|word| *word != "--quick").cloned().collect();
    let counts = if let Ok(url) = std::env::var("ALONGSIDE_URL") {
        npm::ensure(place)?;
        against(place, &url, &words)?
    } else {
        let profile = if quick { Profile::Debug } else { Profile::Release };
        build::all(place, profile)?;
        on_fresh_site(place, profile, &words)?
    };
    println!("{} passed, {} failed", counts.passed, counts.failed);
    if counts.failed == 0 { Ok(()) } else { Err("some browser tests failed".to_string()) }
}

/// Starts a site with a demo town, tests it, stops it.
pub fn on_fresh_site(place: &Place, profile: Profile, words: &[String]) -> Outcome<Counts> {
    let site = say::timed("Starting a site with a fresh demo town", || Site::start(place, profile, "e2e-data"))?;
    against(place, &site.url(), words)
}

fn against(place: &Place, url: &str, words: &[String]) -> Outcome<Counts> {
    let chromium = chromium::ensure()?;
    say::step(&format!("Testing {url} in {}", chromium.display()));
    let mut playwright: Command = npm::node(place, PLAYWRIGHT);
    playwright.arg("test").args(words).current_dir(place.end2end());
    playwright.env("ALONGSIDE_URL", url).env("CHROMIUM", &chromium);
    let ended = tee::run(&mut playwright)?;
    let mut counts = ended.counts;
    if !ended.success && counts.failed == 0 {
        // Playwright itself could not work: that is no test, but it is no success either.
        counts.failed = 1;
    }
    Ok(counts)
}
