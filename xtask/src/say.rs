//! What a chore tells the person who started it, and how it fails: with one sentence.

use std::time::{Duration, Instant};

/// A chore either gives its result or a sentence that says what went wrong and what to do.
pub type Outcome<T = ()> = Result<T, String>;

/// Announces what happens next.
pub fn step(what: &str) {
    println!("\u{25b8} {what}");
}

/// Adds a detail to the step that was announced last.
pub fn detail(what: &str) {
    println!("  {what}");
}

/// Runs a step, and says how long it took when that was long enough to wonder.
pub fn timed<T>(what: &str, act: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    step(what);
    let start = Instant::now();
    let result = act()?;
    let took = start.elapsed();
    if took > Duration::from_secs(2) {
        detail(&format!("done in {}", span(took)));
    }
    Ok(result)
}

/// A length of time in the words of a clock: "850 ms", "12.3 s", "2 min 5 s".
pub fn span(took: Duration) -> String {
    match took.as_millis() {
        ms if ms < 1000 => format!("{ms} ms"),
        ms if ms < 60_000 => format!("{:.1} s", took.as_secs_f64()),
        _ => format!("{} min {} s", took.as_secs() / 60, took.as_secs() % 60),
    }
}

/// Puts what was being done in front of an error of the standard library.
pub trait Explain<T> {
    fn explain(self, doing: impl std::fmt::Display) -> Outcome<T>;
}

impl<T, E: std::fmt::Display> Explain<T> for Result<T, E> {
    fn explain(self, doing: impl std::fmt::Display) -> Outcome<T> {
        self.map_err(|error| format!("{doing}: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_told_in_the_words_of_a_clock() {
        assert_eq!(span(Duration::from_millis(850)), "850 ms");
        assert_eq!(span(Duration::from_millis(12_340)), "12.3 s");
        assert_eq!(span(Duration::from_secs(125)), "2 min 5 s");
    }
}
