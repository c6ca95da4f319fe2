//! Runs a test runner: what it writes is shown as it comes, and its closing lines are counted and kept.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use crate::counts::Counts;
use crate::say::{Explain, Outcome};

/// How a test runner ended.
pub struct Ended {
    pub success: bool,
    pub counts: Counts,
    /// The lines that were counted, to be said again at the very end.
    pub closing: Vec<String>,
}

/// Runs the command to its end.
pub fn run(command: &mut Command) -> Outcome<Ended> {
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().explain("cannot start the tests")?;
    let closing = Mutex::new(Vec::new());
    let (out, err) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        scope.spawn(|| forward(out, &closing));
        scope.spawn(|| forward(err, &closing));
    });
    let success = child.wait().explain("cannot wait for the tests")?.success();
    let closing = closing.into_inner().unwrap_or_default();
    let mut counts = Counts::default();
    closing.iter().filter_map(|line| Counts::of_line(line)).for_each(|line| counts.add(line));
    Ok(Ended { success, counts, closing })
}

fn forward(from: Option<impl Read>, closing: &Mutex<Vec<String>>) {
    let Some(from) = from else { return };
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        let _ = writeln!(std::io::stdout(), "{line}");
        if Counts::of_line(&line).is_some()
            && let Ok(mut closing) = closing.lock()
        {
            closing.push(line.trim().to_string());
        }
    }
}
