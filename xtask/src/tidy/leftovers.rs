//! What must not stay behind: unfinished work, switched-off tests, waiting by the clock.

use super::{File, Finding};

/// What to look for, whether capitals matter, and what to say. Split in two, so that this list does not find itself.
const EVERYWHERE: [(&str, &str, bool, &str); 8] = [
    ("todo", "!(", true, "unfinished work: do it, or open an issue for it"),
    ("unimpl", "emented!(", true, "unfinished work: do it, or open an issue for it"),
    ("dbg", "!(", true, "printing that was meant for one evening"),
    ("TO", "DO", true, "unfinished work: do it, or open an issue for it"),
    ("FIX", "ME", true, "unfinished work: do it, or open an issue for it"),
    ("coming", " soon", false, "the page promises what is not there"),
    ("lorem", " ipsum", false, "the page says nothing"),
    ("#[ig", "nore", true, "a test that is switched off proves nothing"),
];
const IN_TESTS: [(&str, &str, &str); 6] = [
    ("waitFor", "Timeout", "waiting by the clock makes a test slow and unsure; wait for what should happen"),
    ("thread::", "sleep", "waiting by the clock makes a test slow and unsure; wait for what should happen"),
    ("time::", "sleep", "waiting by the clock makes a test slow and unsure; wait for what should happen"),
    ("test.", "only(", "this switches every other test off"),
    ("test.", "skip(", "a test that is switched off proves nothing"),
    ("test.", "fixme(", "a test that is switched off proves nothing"),
];
const LOOKED_AT: [&str; 7] = [".rs", ".ts", ".js", ".css", ".sql", ".toml", ".html"];

pub fn check(file: &File) -> Vec<Finding> {
    if !LOOKED_AT.iter().any(|end| file.path.ends_with(end)) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (at, line) in file.text.lines().enumerate() {
        for (head, tail, exact, sentence) in EVERYWHERE {
            let what = format!("{head}{tail}");
            let found = if exact { has_word(line, &what) } else { line.to_lowercase().contains(&what) };
            if found {
                findings.push(Finding::new(&file.path, at + 1, format!("`{what}`: {sentence}")));
            }
        }
        if is_test(&file.path) {
            for (head, tail, sentence) in IN_TESTS {
                let what = format!("{head}{tail}");
                if line.contains(&what) {
                    findings.push(Finding::new(&file.path, at + 1, format!("`{what}`: {sentence}")));
                }
            }
        }
    }
    findings
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// True when the words stand there on their own, not inside a longer name.
fn has_word(line: &str, what: &str) -> bool {
    line.match_indices(what).any(|(at, _)| {
        let inside = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        let after = if what.ends_with(|letter: char| letter.is_alphanumeric()) { line[at + what.len()..].chars().next() } else { None };
        !inside(line[..at].chars().next_back()) && !inside(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(&File { path: path.into(), text: text.into() }).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn unfinished_work_is_found() {
        let text = format!("//! A.\nfn a() {{ {}() }}\n// {}: later\n", "todo!", "fixme".to_uppercase());
        assert_eq!(lines("app/src/a.rs", &text), [2, 3]);
    }

    #[test]
    fn a_longer_word_is_left_alone() {
        assert!(lines("app/src/a.rs", "//! MASTODON\nmy_todo_list()\n").is_empty());
    }

    #[test]
    fn waiting_by_the_clock_is_found_in_tests_only() {
        let text = format!("  await page.{}(500)\n", "waitForTimeout");
        assert_eq!(lines("end2end/tests/chat.spec.ts", &text), [1]);
        assert!(lines("end2end/playwright.config.ts", &text).is_empty());
    }
}
