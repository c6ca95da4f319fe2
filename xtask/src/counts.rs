//! Reads how many tests passed and failed from the closing lines of the test runners.

/// Tests that passed and tests that failed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Counts {
    pub fn add(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Reads one line of nextest ("Summary … 45 tests run: 43 passed, 2 failed"), of cargo's own runner
    /// ("test result: ok. 3 passed; 0 failed; …") or of Playwright ("  12 passed (3.4s)").
    pub fn of_line(line: &str) -> Option<Counts> {
        let line = without_colour(line);
        let line = line.trim();
        let closing = line.starts_with("Summary") && line.contains("tests run:")
            || line.starts_with("Summary") && line.contains("test run:")
            || line.starts_with("test result:");
        if closing {
            return Some(Counts {
                passed: number_before(line, "passed"),
                failed: number_before(line, "failed") + number_before(line, "timed out"),
            });
        }
        let mut words = line.split_whitespace();
        let number = words.next()?.parse().ok()?;
        let rest: Vec<&str> = words.collect();
        match rest.as_slice() {
            ["passed", time] if time.starts_with('(') => Some(Counts { passed: number, failed: 0 }),
            ["failed"] | ["interrupted"] | ["flaky"] | ["did", "not", "run"] => Some(Counts { passed: 0, failed: number }),
            _ => None,
        }
    }
}

/// The number that stands before a word, or 0: "45 tests run: 43 passed, 2 failed".
fn number_before(line: &str, word: &str) -> u64 {
    let Some(at) = line.find(&format!(" {word}")) else { return 0 };
    line[..at].rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Drops the escape sequences that colour a terminal.
fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(letter) = rest.next() {
        if letter == '\u{1b}' {
            rest.by_ref().find(|end| end.is_ascii_alphabetic());
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(line: &str) -> Option<(u64, u64)> {
        Counts::of_line(line).map(|counts| (counts.passed, counts.failed))
    }

    #[test]
    fn the_closing_line_of_nextest_is_understood() {
        assert_eq!(counted("     Summary [   1.302s] 45 tests run: 43 passed (1 slow), 2 failed, 1 skipped"), Some((43, 2)));
        assert_eq!(
            counted(
                "\u{1b}[32;1m     Summary\u{1b}[0m [   0.1s] \u{1b}[1m1\u{1b}[0m test run: \u{1b}[1m1\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, 0 skipped"
            ),
            Some((1, 0))
        );
    }

    #[test]
    fn the_closing_line_of_cargo_test_is_understood() {
        assert_eq!(counted("test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured"), Some((3, 1)));
    }

    #[test]
    fn the_closing_lines_of_playwright_are_understood() {
        assert_eq!(counted("  12 passed (3.4s)"), Some((12, 0)));
        assert_eq!(counted("  2 failed"), Some((0, 2)));
        assert_eq!(counted("  3 did not run"), Some((0, 3)));
        assert_eq!(counted("  4 skipped"), None);
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(counted("2 failed attempts are allowed"), None);
        assert_eq!(counted("test accounts::signs_in ... ok"), None);
    }
}
