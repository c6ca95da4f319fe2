//! A throw-away PostgreSQL for the tests: never root, never durable, gone when the tests end.

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::place::make_folder;
use crate::say::{Explain, Outcome};
use crate::{apt, http, program};

const START_PATIENCE: Duration = Duration::from_secs(60);
const STOP_PATIENCE: Duration = Duration::from_secs(10);
const FOLDER: &str = "alongside-postgres-";

/// Speed instead of durability, and room for many tests at once.
const SETTINGS: [&str; 7] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
    "shared_buffers=64MB",
    "logging_collector=off",
    "log_min_messages=fatal",
];

/// A running PostgreSQL; dropping it stops it and removes its files.
pub struct Postgres {
    child: Child,
    folder: PathBuf,
    url: String,
}

/// The account that PostgreSQL runs under when we are root, which it refuses.
struct Account {
    user: u32,
    group: u32,
}

impl Postgres {
    /// Installs it if need be, makes an empty cluster and starts it on a free port.
    pub fn start() -> Outcome<Postgres> {
        let programs = ensure()?;
        remove_forgotten();
        let account = if program::is_root() { Some(account()?) } else { None };
        let folder = std::env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        make_folder(&folder)?;
        if let Some(account) = &account {
            chown(&folder, Some(account.user), Some(account.group)).explain("cannot hand the database folder over")?;
        }
        let data = folder.join("data");
        let mut initdb = Command::new(programs.join("initdb"));
        initdb.args(["-U", "alongside", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D"]).arg(&data);
        program::run_quietly(as_account(&mut initdb, &account).current_dir(&folder))?;

        let port = http::free_port()?;
        let mut postgres = program::tethered(&programs.join("postgres"));
        postgres.arg("-D").arg(&data).arg("-k").arg(&folder).args(["-h", "127.0.0.1", "-p", &port.to_string()]);
        for setting in SETTINGS {
            postgres.args(["-c", setting]);
        }
        let log = std::fs::File::create(folder.join("log")).explain("cannot write the log of PostgreSQL")?;
        postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).current_dir(&folder);
        let child = as_account(&mut postgres, &account).spawn().explain("cannot start PostgreSQL")?;
        let mut running = Postgres { child, folder, url: format!("postgres://alongside@127.0.0.1:{port}/postgres") };
        running.wait_until_up(&programs, port)?;
        Ok(running)
    }

    /// The address of a database in it whose user may make further databases.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn wait_until_up(&mut self, programs: &Path, port: u16) -> Outcome {
        let start = Instant::now();
        while start.elapsed() < START_PATIENCE {
            if !matches!(self.child.try_wait(), Ok(None)) {
                let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                return Err(format!("PostgreSQL stopped at once:\n{log}"));
            }
            // The last line of this file says "ready" from the moment connections are taken.
            let told = std::fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap_or_default();
            if told.lines().last().is_some_and(|line| line.trim() == "ready") {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err(format!("PostgreSQL in {} did not get ready on port {port}", programs.display()))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Interrupt means: close the connections and stop; terminate would wait for them.
        let pid = rustix::process::Pid::from_child(&self.child);
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::INT);
        let start = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && start.elapsed() < STOP_PATIENCE {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The folder with `initdb` and `postgres`.
pub fn ensure() -> Outcome<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    apt::install("postgresql", "testing on PostgreSQL")?;
    find().ok_or_else(|| "PostgreSQL was installed but initdb is not to be found".to_string())
}

fn find() -> Option<PathBuf> {
    if let Some(initdb) = program::find("initdb") {
        return initdb.parent().map(Path::to_path_buf);
    }
    let mut versions: Vec<PathBuf> =
        std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|entry| entry.path().join("bin")).collect();
    versions.sort();
    versions.into_iter().rev().find(|bin| bin.join("initdb").is_file())
}

fn as_account<'a>(command: &'a mut Command, account: &Option<Account>) -> &'a mut Command {
    match account {
        Some(account) => command.gid(account.group).uid(account.user),
        None => command,
    }
}

fn account() -> Outcome<Account> {
    let users = std::fs::read_to_string("/etc/passwd").explain("cannot read the list of users")?;
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| account_in(&users, name))
        .ok_or_else(|| "PostgreSQL refuses to run as root, and there is no user called postgres or nobody".to_string())
}

fn account_in(users: &str, name: &str) -> Option<Account> {
    let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some(Account { user: fields.next()?.parse().ok()?, group: fields.next()?.parse().ok()? })
}

/// Removes the folders of runs that were killed before they could do it.
fn remove_forgotten() {
    let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.strip_prefix(FOLDER)) else { continue };
        if Path::new("/proc/self").exists() && !Path::new("/proc").join(pid).exists() {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_read_from_the_list_of_users() {
        let users = "root:x:0:0:root:/root:/bin/bash\npostgres:x:113:120:,,,:/var/lib/postgresql:/bin/bash\n";
        let account = account_in(users, "postgres").expect("it is in the list");
        assert_eq!((account.user, account.group), (113, 120));
        assert!(account_in(users, "nobody").is_none());
    }
}
