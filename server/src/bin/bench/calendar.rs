//! The calendar at 1,000 and 100,000 meetings on both databases: the list and the month, for visitors and for somebody signed in.
use crate::report::{Report, Times};
use crate::search;
use domain::meetings::search::Search;
use domain::meetings::{Kind, WallDay};
use domain::time::{DAY, HOUR, MINUTE};
use domain::{languages, topics};
use engine::account::{self, sessions};
use engine::meetings::calendar;
use engine::settings::{Database, MailSettings};
use engine::{Actor, Clock, Engine, Settings};
use std::time::Instant;

/// Sunday 22 November 2026, noon UTC.
const NOON: i64 = 1_795_348_800_000_000;
const SIZES: [i64; 2] = [1_000, 100_000];

/// Measures both sizes on both databases, and how the larger compares.
pub async fn measure(report: &mut Report) {
    let folder = std::env::temp_dir().join(format!("alongside-bench-calendar-{}", std::process::id()));
    let files = SIZES.map(|meetings| Database::Sqlite(folder.join(format!("{meetings}.db"))));
    both(report, "SQLite", files).await;
    let _gone = std::fs::remove_dir_all(&folder);
    let mut servers = Vec::new();
    for meetings in SIZES {
        match crate::machine::postgres(report, "calendar on PostgreSQL", &format!("calendar_{meetings}")).await {
            Some(address) => servers.push(Database::Postgres(address)),
            None => return,
        }
    }
    both(report, "PostgreSQL", servers.try_into().unwrap_or_else(|_| unreachable!("as many as sizes"))).await;
}

async fn both(report: &mut Report, kind: &str, databases: [Database; 2]) {
    let mut before: Option<[f64; 2]> = None;
    for (meetings, database) in SIZES.into_iter().zip(databases) {
        let engine = ready(database, meetings).await;
        let (list, month) = (lists(&engine).await, months(&engine).await);
        let mut row = |what: &str, times: &Times, before: Option<f64>| {
            let ratio = before.map_or(String::new(), |before| format!(", {:.2}x of 1,000", times.percentile(50) / before));
            report.row(format!("{what} among {meetings} meetings, {kind}"), format!("{}{ratio}", times.words()), "1.5x of 1,000");
        };
        row("the calendar's list", &list, before.map(|[list, _]| list));
        row("the calendar's month", &month, before.map(|[_, month]| month));
        before = Some([list.percentile(50), month.percentile(50)]);
        engine.close().await;
    }
}

async fn ready(database: Database, meetings: i64) -> Engine {
    let settings = Settings {
        origin: "http://127.0.0.1:3000".into(),
        database,
        mail: MailSettings::Sandbox,
        payments: engine::settings::PaySettings::Sandbox,
        key: engine::settings::KeySettings::Given([7; 32]),
        demo: false,
    };
    let engine = Engine::open(settings, Clock::held_at(NOON)).await.unwrap();
    engine.db().write((0, 500), |tx, (from, to)| Box::pin(search::fill(tx, *from, *to))).await.unwrap();
    for from in (0..meetings).step_by(1_000) {
        engine.db().write((from, meetings), |tx, (from, all)| Box::pin(fill(tx, *from, *all))).await.unwrap();
    }
    sqlx::query("ANALYZE").execute(engine.db().read()).await.unwrap();
    engine
}

/// The first thousand are to come, and of the others one in ten, in the same nine weeks; the rest were, years back, as in a large town
/// that has lived with this for long.
async fn fill(tx: &mut engine::db::Tx, from: i64, all: i64) -> Result<(), engine::Error> {
    for number in from..(from + 1_000).min(all) {
        let to_come = number < 1_000 || number % 10 == 0;
        let starts = if to_come { NOON + number * 90 * MINUTE % (63 * DAY) } else { NOON - 5 * HOUR - (number - 1_000) * 20 * MINUTE };
        let topic = topics::TOPICS[usize::try_from(number).unwrap_or_default() % topics::TOPICS.len()].slug;
        sqlx::query(
            "INSERT INTO meetings (id, host_id, name, topic, description, kind, starts_at, minutes, time_zone, price, currency, seats, taken, private,
             created_at, waiting_list) VALUES ($1, $2, $3, $4, 'We take turns.', $5, $6, 60, 'America/New_York', $7, 'USD', 12, $8, 0, 0, 1)",
        )
        .bind(format!("00000000-0000-7000-9000-{number:012x}"))
        .bind(format!("00000000-0000-7000-8000-{:012x}", number % 500))
        .bind(format!("Kitchen Table {number}"))
        .bind(topic)
        .bind(if number % 4 == 0 { Kind::OneToOne.as_str() } else { Kind::Group.as_str() })
        .bind(starts)
        .bind(number % 3 * 500)
        .bind(number % 13)
        .execute(tx.conn())
        .await?;
        sqlx::query("INSERT INTO meeting_hosts (meeting_id, account_id, place) VALUES ($1, $2, 1)")
            .bind(format!("00000000-0000-7000-9000-{number:012x}"))
            .bind(format!("00000000-0000-7000-8000-{:012x}", number % 500))
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}

async fn reader(engine: &Engine) -> Actor {
    let account = domain::AccountId::trusted("00000000-0000-7000-8000-000000000007");
    let secret = sessions::open(engine, &account, "", None).await.unwrap();
    account::who(engine, &secret).await.unwrap().unwrap()
}

/// Everything, a topic, free ones with seats, a language, words, and a host.
fn searches() -> Vec<Search> {
    vec![
        Search::default(),
        Search { topic: Some(topics::TOPICS[0].slug), ..Search::default() },
        Search { free: true, open: true, ..Search::default() },
        Search { language: Some(languages::LANGUAGES[0].code), ..Search::default() },
        Search { words: "kitchen".into(), ..Search::default() },
        Search { host: "person-7".into(), ..Search::default() },
    ]
}

async fn lists(engine: &Engine) -> Times {
    let reader = reader(engine).await;
    let mut times = Vec::new();
    for turn in 0..20 {
        for search in searches() {
            for actor in [None, Some(&reader)] {
                let started = Instant::now();
                let list = calendar::list(engine, actor, &search, None).await.unwrap();
                let took = started.elapsed().as_secs_f64() * 1_000.0;
                assert!(!list.tiles.is_empty(), "nothing was found");
                if turn > 0 {
                    times.push(took);
                }
            }
        }
    }
    Times::of(times)
}

async fn months(engine: &Engine) -> Times {
    let reader = reader(engine).await;
    let first = WallDay::parse("2026-12-01").unwrap();
    let mut times = Vec::new();
    for turn in 0..20 {
        for actor in [None, Some(&reader)] {
            let started = Instant::now();
            let month = calendar::month(engine, actor, &Search::default(), first).await.unwrap();
            let took = started.elapsed().as_secs_f64() * 1_000.0;
            assert!(month.days.iter().any(|day| !day.meetings.is_empty()), "an empty month");
            if turn > 0 {
                times.push(took);
            }
        }
    }
    Times::of(times)
}
