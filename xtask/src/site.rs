//! A running site: started for people, for the browser tests and for measuring.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::http;
use crate::place::{Place, Profile, make_folder};
use crate::program;
use crate::say::{Explain, Outcome};

/// Making the demo town on a slow machine takes its time.
const START_PATIENCE: Duration = Duration::from_secs(300);
/// The server lets its visitors finish.
const STOP_PATIENCE: Duration = Duration::from_secs(15);

/// What a server is told about the site it serves; everything else it reads from Leptos.toml.
pub fn settings(command: &mut Command, place: &Place, profile: Profile) {
    command.current_dir(&place.root).env("LEPTOS_SITE_ROOT", place.site(profile));
    command.env("LEPTOS_ENV", if profile.is_release() { "PROD" } else { "DEV" });
}

/// A server that is stopped when this is dropped.
pub struct Site {
    child: Child,
    pub address: String,
}

impl Site {
    /// Starts a site of its own on a free port, with an empty data folder of that name, and waits until it answers.
    pub fn start(place: &Place, profile: Profile, name: &str) -> Outcome<Site> {
        let data = place.fresh_folder(name)?;
        let log = place.notes().join(format!("{name}.log"));
        let address = format!("127.0.0.1:{}", http::free_port()?);
        Site::launch(place, profile, &address, Some(&data), Some(&log), &[])
    }

    /// Starts a site and waits until it answers.
    pub fn launch(
        place: &Place,
        profile: Profile,
        address: &str,
        data: Option<&Path>,
        log: Option<&Path>,
        extra: &[(&str, &str)],
    ) -> Outcome<Site> {
        let mut command = program::tethered(&place.server(profile));
        settings(&mut command, place, profile);
        command.env("LEPTOS_SITE_ADDR", address).env("ALONGSIDE_ORIGIN", format!("http://{address}"));
        command.stdin(Stdio::null()).envs(extra.iter().copied());
        if let Some(data) = data {
            command.env("ALONGSIDE_DATA_DIR", data).env_remove("ALONGSIDE_DATABASE_URL");
        }
        if let Some(log) = log {
            make_folder(&place.notes())?;
            let file = std::fs::File::create(log).explain(format!("cannot write {}", log.display()))?;
            let copy = file.try_clone().explain(format!("cannot write {}", log.display()))?;
            command.stdout(file).stderr(copy);
        }
        let child = command.spawn().explain("cannot start the server")?;
        let mut site = Site { child, address: address.to_string() };
        site.wait_until_up(log)?;
        Ok(site)
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// True while the server runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    fn wait_until_up(&mut self, log: Option<&Path>) -> Outcome {
        let start = Instant::now();
        while start.elapsed() < START_PATIENCE {
            if !self.is_running() {
                return Err(format!("the server stopped before it answered{}", last_words(log)));
            }
            if http::get(&self.address, "/health", "identity").is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(format!("the server did not answer within {} s{}", START_PATIENCE.as_secs(), last_words(log)))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        program::stop(&mut self.child, STOP_PATIENCE);
    }
}

fn last_words(log: Option<&Path>) -> String {
    let Some(log) = log else { return String::new() };
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let last = lines[lines.len().saturating_sub(15)..].join("\n");
    format!("; its last words ({}):\n{last}", log.display())
}
