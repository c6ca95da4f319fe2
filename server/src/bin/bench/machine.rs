//! The server under test as a process of its own, on its own core, with its memory read from the system.
use crate::report::Report;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running server in a folder of its own. It is ended when this is dropped.
pub struct Server {
    child: Child,
    folder: PathBuf,
    /// Where it listens.
    pub address: String,
}

impl Server {
    /// Starts the release build that this program was built with, held to core 0, with the demo town.
    pub async fn start(port: u16) -> Self {
        let folder = std::env::temp_dir().join(format!("alongside-bench-server-{}-{port}", std::process::id()));
        Self::start_in(port, &folder, "true").await
    }

    /// The same on a folder that already holds a database, with or without the demo town.
    pub async fn start_in(port: u16, folder: &Path, demo: &str) -> Self {
        Self::start_on(port, folder, demo, None).await
    }

    /// The same on another database than the folder's own.
    pub async fn start_on(port: u16, folder: &Path, demo: &str, postgres: Option<&str>) -> Self {
        let address = format!("127.0.0.1:{port}");
        let program = std::env::current_exe().unwrap().with_file_name("server");
        let child = Command::new("taskset")
            .args(["-c", "0"])
            .arg(program)
            .env("LEPTOS_SITE_ADDR", &address)
            .env("ALONGSIDE_ORIGIN", format!("http://{address}"))
            .env("ALONGSIDE_DATA_DIR", folder)
            .env("ALONGSIDE_DEMO", demo)
            .env("ALONGSIDE_POSTS_EACH_SECOND", "10000")
            .env("RUST_LOG", "error")
            .envs(postgres.map(|address| ("ALONGSIDE_DATABASE_URL", address)))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, folder: folder.to_owned(), address };
        for _ in 0..600 {
            if tokio::net::TcpStream::connect(&server.address).await.is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        server
    }

    /// Ends it and starts it again on the same folder.
    pub async fn again(self, port: u16) -> Self {
        let folder = self.folder.clone();
        self.stop_and_keep();
        Self::start_in(port, &folder, "true").await
    }

    /// Ends it, and keeps its folder for whoever looks at it then.
    pub fn stop_and_keep(mut self) {
        self.folder = PathBuf::new();
    }

    /// Memory that is in use now, in MB.
    pub fn megabytes(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }

    /// Processor seconds used so far.
    pub fn processor_seconds(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let (_, rest) = stat.rsplit_once(") ").unwrap();
        let mut numbers = rest.split(' ').skip(11).map(|number| number.parse::<f64>().unwrap());
        (numbers.next().unwrap() + numbers.next().unwrap()) / 100.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _ended = self.child.wait();
        if self.folder.is_absolute() {
            let _gone = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// A new database on the server that `ALONGSIDE_BENCH_POSTGRES` names; without one, a row says that this was not measured.
pub async fn postgres(report: &mut Report, what: &str, name: &str) -> Option<String> {
    use sqlx::{ConnectOptions, Executor};
    use std::str::FromStr;
    let Ok(server) = std::env::var("ALONGSIDE_BENCH_POSTGRES") else {
        report.row(what, "not measured: ALONGSIDE_BENCH_POSTGRES names no server", "");
        return None;
    };
    let name = format!("bench_{}_{name}", std::process::id());
    sqlx::any::install_default_drivers();
    let mut conn = sqlx::any::AnyConnectOptions::from_str(&server).unwrap().connect().await.unwrap();
    conn.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    Some(format!("{base}/{name}"))
}

/// Holds this whole process, the load, to core 1.
pub fn hold_the_load_to_core_1() {
    let held = Command::new("taskset").args(["-acp", "1", &std::process::id().to_string()]).stdout(Stdio::null()).status();
    assert!(held.is_ok_and(|status| status.success()), "taskset is missing: install util-linux");
}
