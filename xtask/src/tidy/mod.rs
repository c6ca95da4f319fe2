//! `cargo xtask tidy`: the house rules, checked by a program. Each finding is one line, `path:line: sentence`.

mod classes;
mod files;
mod floors;
mod leftovers;
mod selectors;
mod source;
mod tables;

use std::process::Command;

use crate::place::{Place, Profile, read_text};
use crate::say::Outcome;
use crate::{css, npm, program};

use source::Source;

/// One broken rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub path: String,
    pub line: usize,
    pub sentence: String,
}

impl Finding {
    pub fn new(path: &str, line: usize, sentence: impl Into<String>) -> Finding {
        Finding { path: path.to_string(), line, sentence: sentence.into() }
    }
}

/// A file of the project that is neither ignored nor binary.
pub struct File {
    pub path: String,
    pub text: String,
}

/// Checks every rule and prints what it finds.
pub fn run(place: &Place) -> Outcome {
    npm::ensure(place)?;
    let css = read_text(&css::build(place, Profile::Debug)?)?;
    let mut findings = check(&project_files(place)?, &css);
    findings.sort();
    for finding in &findings {
        println!("{}:{}: {}", finding.path, finding.line, finding.sentence);
    }
    match findings.len() {
        0 => Ok(()),
        1 => Err("1 house rule is broken".to_string()),
        many => Err(format!("house rules are broken in {many} places")),
    }
}

fn check(files: &[File], css: &str) -> Vec<Finding> {
    let sources: Vec<Source> = files.iter().filter(|file| file.path.ends_with(".rs")).map(Source::read).collect();
    let mut findings = Vec::new();
    for file in files {
        findings.extend(files::check(file));
        findings.extend(leftovers::check(file));
    }
    let features = floors::features(&sources);
    for source in &sources {
        findings.extend(floors::check(source, &features));
    }
    findings.extend(tables::check(&sources));
    findings.extend(classes::check(&sources, &selectors::classes(css)));
    findings
}

fn project_files(place: &Place) -> Outcome<Vec<File>> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(&place.root);
    let listed = program::run_quietly(&mut git)?;
    let mut files = Vec::new();
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        // A file that was just deleted is still listed; a picture is no text. Neither breaks a rule.
        if let Ok(text) = std::fs::read_to_string(place.root.join(path)) {
            files.push(File { path: path.to_string(), text });
        }
    }
    Ok(files)
}
