//! The program itself, as an operator runs it: it is started, told to stop while somebody is connected, backed up, started again.
#![allow(clippy::unwrap_used, reason = "a test that can't go on should say where")]

use futures::StreamExt;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

const EMAIL: &str = "anna@example.org";
const PASSWORD: &str = "seven stale muffins";

/// The program in a folder of its own, with an empty database.
struct Operator {
    folder: TempDir,
}

impl Operator {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A place in the folder.
    fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with these words, ready to start.
    fn program(&self, words: &[&str], data: &Path) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_server"));
        program
            .args(words)
            .arg("--no-demo")
            .current_dir(self.folder.path())
            .env("ALONGSIDE_DATA_DIR", data)
            .env("ALONGSIDE_ADMIN_PASSWORD", PASSWORD)
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .env_remove("ALONGSIDE_DATABASE_URL")
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stderr(Stdio::piped());
        program
    }

    /// Runs a verb to its end; answers what it says.
    fn does(&self, words: &[&str]) -> Result<String, String> {
        let output = self.program(words, &self.place("data")).output().unwrap();
        let says = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(says) } else { Err(says) }
    }

    /// Starts the site and waits until it is open.
    fn serves(&self, data: &Path) -> Site {
        // The port is free now; nobody else on this machine is told of it.
        let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let mut child = self
            .program(&["serve"], data)
            .env("LEPTOS_SITE_ADDR", &address)
            .env("ALONGSIDE_ORIGIN", format!("http://{address}"))
            .spawn()
            .unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("Alongside is open") {
            line.clear();
            assert!(told.read_line(&mut line).unwrap() > 0, "the program ended before it was open");
        }
        Site { child, told, address }
    }
}

/// The program while it serves.
struct Site {
    child: Child,
    told: BufReader<std::process::ChildStderr>,
    address: String,
}

impl Site {
    /// What it answers to one request, headers and all.
    fn ask(&self, method: &str, path: &str, cookie: &str, form: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let Self { address, .. } = self;
        let length = form.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nConnection: close\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Signs in as the operator; answers the cookie.
    fn signs_in(&self) -> String {
        let page = self.ask("GET", "/sign-in", "", "");
        let (_, rest) = page.split_once("<form action=\"").unwrap();
        let (action, _) = rest.split_once('"').unwrap();
        let form = format!("email={}&password={}&time_zone=&next=&ask=", EMAIL.replace('@', "%40"), PASSWORD.replace(' ', "+"));
        let answer = self.ask("POST", action, "", &form);
        let (_, rest) = answer.split_once("set-cookie: ").unwrap_or_else(|| panic!("no cookie in {answer}"));
        rest.split(';').next().unwrap().to_owned()
    }

    /// Asks it to stop, as an init system does.
    fn terminate(&self) {
        assert!(Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap().success());
    }

    /// Waits for its end; answers whether it ended well, and what it said last.
    fn ends(mut self) -> (bool, String) {
        let mut said = String::new();
        self.told.read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().success(), said)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn told_to_stop_the_program_says_goodbye_to_those_inside_and_loses_nothing() {
    let operator = Operator::new();
    let data = operator.place("data");
    let made = operator.does(&["create-admin", EMAIL, "anna-admin"]).unwrap();
    assert!(made.contains("can sign in"), "{made}");
    assert!(operator.does(&["create-admin", EMAIL, "anna-admin"]).is_err());

    let site = operator.serves(&data);
    assert!(site.ask("GET", "/ready", "", "").ends_with("ready"));
    let cookie = site.signs_in();
    let mut request = format!("ws://{}/live", site.address).into_client_request().unwrap();
    request.headers_mut().insert("cookie", cookie.parse().unwrap());
    request.headers_mut().insert("origin", format!("http://{}", site.address).parse().unwrap());
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
    assert!(matches!(socket.next().await, Some(Ok(Frame::Text(_)))), "the numbers of the frame come first");

    site.terminate();
    let goodbye = loop {
        match tokio::time::timeout(Duration::from_secs(20), socket.next()).await.unwrap() {
            Some(Ok(Frame::Close(close))) => break close.map(|close| u16::from(close.code)),
            Some(Ok(_)) => {}
            other => panic!("the socket ended without a word: {other:?}"),
        }
    };
    assert_eq!(goodbye, Some(1012), "come back at once");
    drop(socket);
    let (well, said) = site.ends();
    assert!(well && said.contains("everything is stored"), "{said}");

    let again = operator.serves(&data);
    let account = again.ask("GET", "/account", &cookie, "");
    assert!(account.starts_with("HTTP/1.1 200"), "the person is still signed in: {account}");
    again.terminate();
    assert!(again.ends().0);
}

#[test]
fn a_backup_of_a_running_site_is_a_whole_site() {
    let operator = Operator::new();
    let data = operator.place("data");
    operator.does(&["create-admin", EMAIL, "anna-admin"]).unwrap();
    let site = operator.serves(&data);
    site.signs_in();
    let copy = operator.place("copy");
    std::fs::create_dir_all(&copy).unwrap();
    let file = copy.join("alongside.db");
    operator.does(&["backup", file.to_str().unwrap()]).unwrap();
    site.terminate();
    assert!(site.ends().0);

    let checked = operator.does(&["check"]).unwrap();
    assert!(checked.contains("The settings are fine"), "{checked}");
    let other = operator.serves(&copy);
    assert!(other.signs_in().starts_with("alongside="));
    other.terminate();
    assert!(other.ends().0);
}

#[test]
fn the_numbers_of_the_file_hold_for_the_site_and_a_wrong_one_stops_the_start() {
    let operator = Operator::new();
    let data = operator.place("data");
    let file = operator.place("Leptos.toml");
    std::fs::write(&file, "[limits]\ngroup_seats = 0\n").unwrap();
    let refused = operator.does(&["check"]).unwrap_err();
    assert!(refused.contains("group_seats must be a whole number from 1 to 500"), "{refused}");

    let usual = domain::Limits::default();
    std::fs::write(&file, format!("[limits]\ngroup_seats = {}\n", usual.group_seats)).unwrap();
    let site = operator.serves(&data);
    assert!(!site.ask("GET", "/meetings", "", "").contains("data-limits"), "the browser knows the usual numbers");
    site.terminate();
    assert!(site.ends().0);

    let chosen = domain::Limits { group_seats: 60, ..usual };
    std::fs::write(&file, "[limits]\ngroup_seats = 60\n").unwrap();
    let site = operator.serves(&data);
    assert!(site.ask("GET", "/meetings", "", "").contains(&format!("data-limits=\"{}\"", chosen.to_word())), "the page tells the browser");
    site.terminate();
    assert!(site.ends().0);
}
