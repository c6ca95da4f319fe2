//! Starting other programs, and saying clearly what is missing when one cannot be had.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::say::{Explain, Outcome};

/// The cargo that started the chores, so that the toolchain stays the same.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Finds a program on the PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Runs a program to its end, its output going where ours goes.
pub fn run(command: &mut Command) -> Outcome {
    let name = name_of(command);
    let status = command.stdin(Stdio::null()).status().explain(format!("cannot start {name}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} ended with {}", end_of(status))) }
}

/// Runs a program quietly; shows what it wrote only when it fails.
pub fn run_quietly(command: &mut Command) -> Outcome<String> {
    let name = name_of(command);
    let output = command.stdin(Stdio::null()).output().explain(format!("cannot start {name}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    eprint!("{text}{}", String::from_utf8_lossy(&output.stderr));
    Err(format!("{name} ended with {}", end_of(output.status)))
}

/// What a program writes to its standard output, or nothing when it cannot be started or fails.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// Starts a program that must not outlive us: where `setpriv` is there, it is told to stop when we end, however we end.
pub fn tethered(program: &Path) -> Command {
    match find("setpriv") {
        Some(setpriv) => {
            let mut command = Command::new(setpriv);
            command.args(["--pdeathsig", "TERM", "--"]).arg(program);
            command
        }
        None => Command::new(program),
    }
}

/// Asks a program to stop and waits; after the time given it is stopped for good.
pub fn stop(child: &mut Child, patience: Duration) {
    let _ = rustix::process::kill_process(rustix::process::Pid::from_child(child), rustix::process::Signal::TERM);
    let start = Instant::now();
    while start.elapsed() < patience {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(Duration::from_millis(20)),
            _ => return,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn end_of(status: std::process::ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("exit code {code}"),
        None => "a signal".to_string(),
    }
}

/// The program and its first words, enough to know it by.
fn name_of(command: &Command) -> String {
    let short = |word: &OsStr| Path::new(word).file_name().unwrap_or(word).to_string_lossy().into_owned();
    let mut words = vec![short(command.get_program())];
    words.extend(command.get_args().take(2).map(short));
    format!("`{}`", words.join(" "))
}
