//! Letters go out through a real SMTP server, and one that is not taken at first is tried again.
use domain::time::SECOND;
use engine::jobs::{self, Job};
use engine::mail::Letter;
use engine::settings::{Database, MailSettings, PaySettings};
use engine::{Clock, Engine, Settings, outbox};
use mailin::{Action, Handler, Response, SessionBuilder, response};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// One letter as the server took it: who it is for, and its text with the headers.
type Taken = (Vec<String>, String);

/// A post office that may be closed for a while.
#[derive(Clone)]
struct PostOffice {
    refusals: Arc<Mutex<u32>>,
    taken: Arc<Mutex<Vec<Taken>>>,
    receivers: Vec<String>,
    text: Vec<u8>,
}

impl Handler for PostOffice {
    fn rcpt(&mut self, to: &str) -> Response {
        let mut refusals = self.refusals.lock().unwrap();
        if *refusals > 0 {
            *refusals -= 1;
            return response::OUT_OF_SPACE;
        }
        self.receivers.push(to.to_owned());
        response::OK
    }

    fn data(&mut self, part: &[u8]) -> std::io::Result<()> {
        self.text.extend_from_slice(part);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let text = String::from_utf8_lossy(&std::mem::take(&mut self.text)).into_owned();
        self.taken.lock().unwrap().push((std::mem::take(&mut self.receivers), text));
        response::OK
    }
}

/// Opens a post office on a port of its own; answers its address and what it takes.
fn open_post_office(refusals: u32) -> (String, Arc<Mutex<Vec<Taken>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let taken = Arc::new(Mutex::new(Vec::new()));
    let office = PostOffice { refusals: Arc::new(Mutex::new(refusals)), taken: taken.clone(), receivers: Vec::new(), text: Vec::new() };
    // It ends with the process.
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let office = office.clone();
            std::thread::spawn(move || serve(stream.unwrap(), office).unwrap());
        }
    });
    (address, taken)
}

/// One conversation, line by line; what is said in it is the library's business.
fn serve(stream: TcpStream, office: PostOffice) -> std::io::Result<()> {
    let mut session = SessionBuilder::new("post.test").build(stream.peer_addr()?.ip(), office);
    let mut lines = BufReader::new(stream.try_clone()?);
    let mut answers = stream;
    let mut line = Vec::new();
    session.greeting().write_to(&mut answers)?;
    while lines.read_until(b'\n', &mut line)? > 0 {
        let answer = session.process(&line);
        line.clear();
        match answer.action {
            Action::NoReply => {}
            Action::Close => return answer.write_to(&mut answers),
            Action::Reply | Action::UpgradeTls => answer.write_to(&mut answers)?,
        }
        answers.flush()?;
    }
    Ok(())
}

#[tokio::test]
async fn a_letter_that_the_server_refuses_for_now_arrives_once_it_takes_it() {
    let (url, taken) = open_post_office(1);
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings {
        database: Database::Sqlite(folder.path().join("alongside.db")),
        mail: MailSettings::Smtp { url, from: "Alongside <hello@alongside.test>".into() },
        payments: PaySettings::Sandbox,
        ..Settings::at_home(folder.path())
    };
    let clock = Clock::held_at(crate::bed::NOON);
    let engine = Engine::open(settings, clock.clone()).await.unwrap();
    let letter = Letter {
        to: "ana@bed.test".into(),
        subject: "Grüße".into(),
        body: "Hello Ana,\n\n.a line that begins with a dot, and a word with an accent: café\n".into(),
    };
    let job = Job::SendLetter { letter };
    engine.db().write(job, |tx, job| Box::pin(async move { outbox::enqueue(tx, job).await })).await.unwrap();

    jobs::run_due(&engine).await.unwrap();
    assert!(taken.lock().unwrap().is_empty(), "the server refused it");
    clock.advance(29 * SECOND);
    jobs::run_due(&engine).await.unwrap();
    assert!(taken.lock().unwrap().is_empty(), "it is not tried again before half a minute has passed");
    clock.advance(SECOND);
    jobs::run_due(&engine).await.unwrap();
    jobs::run_due(&engine).await.unwrap();

    let taken = std::mem::take(&mut *taken.lock().unwrap());
    let [(receivers, text)] = taken.as_slice() else { panic!("one letter, not {taken:?}") };
    assert_eq!(receivers, &["ana@bed.test"]);
    for part in [
        "From: Alongside <hello@alongside.test>",
        "To: ana@bed.test",
        "Subject: =?utf-8?b?R3LDvMOfZQ==?=",
        "Date: ",
        "a line that begins with a dot",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert!(text.contains("caf=C3=A9") || text.contains("café"), "{text}");
    engine.close().await;
}
