//! The table that is printed and kept in docs/benchmarks.md.
use std::fmt::Write as _;
use std::io::Write as _;

/// Rows of what was measured, what is aimed at, and how it went.
pub struct Report {
    rows: Vec<Row>,
}

struct Row {
    what: String,
    measured: String,
    budget: String,
}

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self { rows: Vec::new() }
    }

    /// Adds a row and prints it at once, so that a long run shows progress.
    pub fn row(&mut self, what: impl Into<String>, measured: impl Into<String>, budget: impl Into<String>) {
        let row = Row { what: what.into(), measured: measured.into(), budget: budget.into() };
        let _printed = writeln!(std::io::stdout(), "{:<62} {:<44} {}", row.what, row.measured, row.budget);
        self.rows.push(row);
    }

    /// Writes docs/benchmarks.md after a whole run; a part of it is only printed.
    pub fn finish(self, keep: bool) {
        if !keep {
            return;
        }
        let mut text = String::from(
            "# Benchmarks\n\nMade by `cargo xtask bench` on two cores, with the load from the same machine: the server is held to core 0 and the \
             load to core 1 where a row says \"one core\". Timings are noisy; compare rows of one run. Budgets are those of docs/architecture.md.\n\n\
             | what | measured | budget |\n|---|---|---|\n",
        );
        for row in &self.rows {
            let _fits = writeln!(text, "| {} | {} | {} |", row.what, row.measured, row.budget);
        }
        std::fs::create_dir_all("docs").unwrap();
        std::fs::write("docs/benchmarks.md", text).unwrap();
    }
}

/// Sorted times, and their percentiles.
pub struct Times(Vec<f64>);

impl Times {
    /// Takes times in milliseconds.
    pub fn of(mut milliseconds: Vec<f64>) -> Self {
        milliseconds.sort_by(f64::total_cmp);
        Self(milliseconds)
    }

    /// The time that `percent` of all did not exceed.
    pub fn percentile(&self, percent: usize) -> f64 {
        let last = self.0.len().saturating_sub(1);
        self.0.get(last * percent / 100).copied().unwrap_or_default()
    }

    /// "p50 1.2 ms, p99 4.5 ms".
    pub fn words(&self) -> String {
        format!("p50 {:.2} ms, p99 {:.2} ms", self.percentile(50), self.percentile(99))
    }
}
