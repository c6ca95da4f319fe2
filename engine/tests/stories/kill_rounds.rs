//! One round of a killed till: a process in which many people take seats, pay in the sandbox and give seats back, until it is killed,
//! and what has to be true afterwards. The story tells it in short, the benchmarks in full.
use domain::meetings::MeetingDraft;
use domain::time::{HOUR, MINUTE};
use domain::{AccountId, MeetingId, Role};
use engine::account::store::{self, NewAccount};
use engine::account::{self, sessions};
use engine::meetings::seats::{self, Taken};
use engine::meetings::{paying, planning};
use engine::settings::{Database, MailSettings, PaySettings};
use engine::{Actor, Clock, Engine, Settings, id, jobs};
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// Sunday 22 November 2026, noon UTC. Each round is an hour later.
const NOON: i64 = 1_795_348_800_000_000;
/// The most people in one meeting.
const SEATS: usize = 45;

/// What was found after all rounds.
pub struct Found {
    /// Confirmations that somebody saw before a kill.
    pub seen: usize,
    /// What the payment service has taken.
    pub charges: i64,
    /// How much of that went back.
    pub refunds: i64,
}

/// The address of the database, as it travels to the other process.
fn database(address: &str) -> Database {
    if address.starts_with("postgres") { Database::Postgres(address.into()) } else { Database::Sqlite(address.into()) }
}

async fn open(address: &str, now: i64) -> Engine {
    let settings = Settings {
        origin: "http://127.0.0.1:3000".into(),
        database: database(address),
        mail: MailSettings::Sandbox,
        payments: PaySettings::Sandbox,
        key: engine::settings::KeySettings::Given([7; 32]),
        demo: false,
    };
    Engine::open(settings, Clock::held_at(now)).await.unwrap()
}

async fn person(engine: &Engine, name: &str, role: Role) -> Actor {
    let now = engine.clock().now();
    let mut new = NewAccount::member(AccountId::trusted(id::new(now)), name, &format!("{name}@bed.test"), "", now);
    new.role = role;
    let account = new.id.clone();
    assert!(engine.db().write(new, |tx, new| Box::pin(async move { store::insert(tx, new).await })).await.unwrap());
    let secret = sessions::open(engine, &account, "", None).await.unwrap();
    account::who(engine, &secret).await.unwrap().unwrap()
}

/// The process that is killed: it opens the till and does not end by itself.
pub async fn till(address: &str, round: i64, clients: usize) {
    let engine = open(address, NOON + round * HOUR).await;
    let host = person(&engine, &format!("host-{round}"), Role::Supporter).await;
    let mut work = tokio::task::JoinSet::new();
    let mut meeting = None;
    for client in 0..clients {
        if client % SEATS == 0 {
            let draft = MeetingDraft {
                topic: "grief".into(),
                name: format!("Round {round}, {client}"),
                kind: "group".into(),
                seats: SEATS.to_string(),
                price: "5".into(),
                description: "We take turns.".into(),
                hours: "1".into(),
                start: "2026-12-24T18:00".into(),
                time_zone: "America/New_York".into(),
                ..MeetingDraft::default()
            };
            meeting = planning::create(&engine, &host, &draft).await.unwrap().pop();
        }
        let (engine, meeting) = (engine.clone(), meeting.clone().unwrap());
        work.spawn(async move {
            let actor = person(&engine, &format!("payer-{round}-{client}"), Role::Member).await;
            while buy(&engine, &actor, &meeting, client).await {}
        });
    }
    while work.join_next().await.is_some() {}
}

/// Takes a seat, pays, sees it confirmed, and gives it back to take another; answers whether the person goes on. Whoever asks while
/// too many ask, asks again.
async fn buy(engine: &Engine, actor: &Actor, meeting: &MeetingId, client: usize) -> bool {
    let Ok(Taken::Pay(payment)) = seats::register(engine, actor, meeting, "", "").await else { return true };
    // Some words of the service get lost, and some people turn back.
    match client % 10 {
        4 => return paying::sandbox_page(engine, actor, &payment, "unheard").await.is_err(),
        7 => {
            let _busy = paying::turn_back(engine, actor, &payment).await;
            return true;
        }
        _ => {}
    }
    if paying::sandbox_page(engine, actor, &payment, "pay").await.is_err() {
        return true;
    }
    if paying::checkout(engine, actor, &payment).await.is_ok_and(|checkout| checkout.seated) {
        // What a person has seen leaves the process before it can die: one write to a pipe.
        let mut out = std::io::stdout().lock();
        out.write_all(format!("\nconfirmed {payment}\n").as_bytes()).unwrap();
        out.flush().unwrap();
    }
    if seats::cancel(engine, actor, meeting).await.is_ok() && client.is_multiple_of(3) {
        let _busy = jobs::run_due(engine).await;
    }
    true
}

/// Starts the process with `start`, for each round, and kills it once so many confirmations were seen; so many rounds.
/// Then somebody opens the till again, and every promise and every charge is looked at.
pub async fn rounds(address: &str, rounds: i64, start: impl Fn(i64) -> Command) -> Found {
    let mut seen = HashSet::new();
    for round in 0..rounds {
        let mut child = start(round).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let note =
            |line: String, seen: &mut HashSet<String>| line.strip_prefix("confirmed ").is_some_and(|payment| seen.insert(payment.into()));
        // Another moment each round, in the middle of what goes on then.
        let last = 1 + round * 29 % 173;
        let mut heard = 0;
        while heard < last
            && let Some(Ok(line)) = lines.next()
        {
            heard += i64::from(note(line, &mut seen));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(heard, last, "the process ended by itself");
        for line in lines.map_while(Result::ok) {
            note(line, &mut seen);
        }
        settle(address, NOON + round * HOUR).await;
    }
    let engine = open(address, NOON + rounds * HOUR).await;
    let found = look(&engine, &seen).await;
    engine.close().await;
    found
}

/// The house starts again, and time goes by until nobody waits for anything.
async fn settle(address: &str, from: i64) {
    let engine = open(address, from).await;
    for _ in 0..3 {
        engine.clock().advance(16 * MINUTE);
        jobs::run_due(&engine).await.unwrap();
    }
    engine.close().await;
}

async fn look(engine: &Engine, seen: &HashSet<String>) -> Found {
    let count = async |sql: &'static str| -> i64 { sqlx::query_scalar(sql).fetch_one(engine.db().read()).await.unwrap() };
    let taken: HashSet<String> = sqlx::query_scalar("SELECT id FROM payments WHERE state IN ('paid', 'refunding', 'refunded')")
        .fetch_all(engine.db().read())
        .await
        .unwrap()
        .into_iter()
        .collect();
    let lost: Vec<&String> = seen.difference(&taken).collect();
    assert!(lost.is_empty(), "confirmed and lost: {lost:?}");
    for (says, sql) in [
        (
            "a charge without exactly one seat or refund",
            "SELECT COUNT(*) FROM sandbox_checkouts c JOIN payments p ON p.id = c.payment_id WHERE
                (c.state = 'paid' AND (p.state <> 'paid' OR
                    (SELECT COUNT(*) FROM registrations r WHERE r.payment_id = p.id AND r.state = 'registered') <> 1))
                OR (c.state = 'refunded' AND (p.state <> 'refunded' OR
                    (SELECT COUNT(*) FROM registrations r WHERE r.payment_id = p.id AND r.state = 'registered') <> 0))",
        ),
        (
            "a seat that nobody paid for",
            "SELECT COUNT(*) FROM registrations r WHERE r.state = 'registered' AND NOT EXISTS
                (SELECT 1 FROM sandbox_checkouts c WHERE c.payment_id = r.payment_id AND c.state = 'paid')",
        ),
        ("a hold without an end", "SELECT COUNT(*) FROM registrations WHERE state = 'held'"),
        (
            "a counter that is wrong",
            "SELECT COUNT(*) FROM meetings m WHERE m.taken > m.seats OR m.taken <>
                (SELECT COUNT(*) FROM registrations r WHERE r.meeting_id = m.id AND r.state IN ('registered', 'held'))",
        ),
        ("a job that was given up", "SELECT COUNT(*) FROM jobs WHERE state = 'dead'"),
    ] {
        assert_eq!(count(sql).await, 0, "{says}");
    }
    Found {
        seen: seen.len(),
        charges: count("SELECT COUNT(*) FROM sandbox_checkouts WHERE state IN ('paid', 'refunded')").await,
        refunds: count("SELECT COUNT(*) FROM sandbox_checkouts WHERE state = 'refunded'").await,
    }
}
