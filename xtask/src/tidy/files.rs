//! Rules about files as such: their length, their names, their first line.

use super::{File, Finding};

const LONGEST: usize = 400;
/// Names under which everything and nothing ends up.
const DRAWERS: [&str; 6] = ["common", "helper", "helpers", "misc", "util", "utils"];
const WRITTEN_BY_HAND: [&str; 5] = [".rs", ".ts", ".css", ".js", ".sql"];

pub fn check(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say = |line, sentence: String| findings.push(Finding::new(&file.path, line, sentence));
    let lines = file.text.lines().count();
    if WRITTEN_BY_HAND.iter().any(|end| file.path.ends_with(end)) && lines > LONGEST {
        say(lines, format!("the file has {lines} lines; {LONGEST} are the most, so split it by subject"));
    }
    for part in file.path.split('/') {
        let name = part.split('.').next().unwrap_or(part);
        if DRAWERS.contains(&name) {
            say(1, format!("`{part}` says nothing about what is in it; name it after its subject"));
        }
    }
    if file.path.ends_with(".rs") && !file.text.starts_with("//! ") {
        say(1, "the first line has to say what the file is for (`//! …`)".to_string());
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(path: &str, text: &str) -> Vec<String> {
        check(&File { path: path.into(), text: text.into() }).into_iter().map(|finding| finding.sentence).collect()
    }

    #[test]
    fn a_long_file_is_found_and_a_long_lock_file_is_not() {
        let long = format!("//! Long.\n{}", "\n".repeat(400));
        assert!(sentences("engine/src/chat/mod.rs", &long)[0].starts_with("the file has 401 lines"));
        assert!(sentences("Cargo.lock", &long).is_empty());
    }

    #[test]
    fn a_drawer_is_found_as_a_file_and_as_a_folder() {
        assert_eq!(sentences("app/src/utils.rs", "//! U.\n").len(), 1);
        assert_eq!(sentences("app/src/common/mod.rs", "//! U.\n").len(), 1);
        assert!(sentences("app/src/commons.rs", "//! U.\n").is_empty());
    }

    #[test]
    fn a_missing_first_line_is_found() {
        assert_eq!(sentences("app/src/a.rs", "use b;\n").len(), 1);
        assert!(sentences("end2end/a.ts", "import b;\n").is_empty());
    }
}
