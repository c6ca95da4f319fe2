//! The directory at 1,000, 10,000 and 100,000 supporters on both databases: what a search takes from the question to the ten cards.
use crate::report::{Report, Times};
use domain::supporters::{Search, Sort};
use domain::{languages, topics};
use engine::settings::{Database, MailSettings};
use engine::{Clock, Engine, Settings, supporters};
use std::path::Path;
use std::time::Instant;

const NAMES: [&str; 24] = [
    "Rosa", "Devon", "Amara", "Priya", "Zoë", "José", "Mateo", "Ingrid", "Kwame", "Leila", "Tomás", "Yuki", "Nadia", "Omar", "Greta",
    "Hana", "Iris", "Joel", "Kofi", "Luz", "Mona", "Nils", "Olga", "Pilar",
];
const WORDS: [&str; 32] = [
    "quiet", "mornings", "sober", "nurse", "nights", "brother", "funeral", "panic", "train", "kitchen", "garden", "letter", "hospital",
    "divorce", "veteran", "school", "winter", "guitar", "running", "insomnia", "moving", "shift", "work", "daughter", "faith", "anger",
    "walking", "hope", "cancer", "pain", "lonely", "coffee",
];

/// Measures searches of every kind at three sizes on both databases.
pub async fn measure(report: &mut Report) {
    let folder = std::env::temp_dir().join(format!("alongside-bench-search-{}", std::process::id()));
    for people in [1_000, 10_000, 100_000] {
        one(report, "SQLite", sqlite(&folder, people), people).await;
    }
    let _gone = std::fs::remove_dir_all(&folder);
    for people in [1_000, 10_000, 100_000] {
        match crate::machine::postgres(report, "search on PostgreSQL", &format!("search_{people}")).await {
            Some(address) => one(report, "PostgreSQL", Database::Postgres(address), people).await,
            None => return,
        }
    }
}

fn sqlite(folder: &Path, people: i64) -> Database {
    Database::Sqlite(folder.join(format!("{people}.db")))
}

async fn one(report: &mut Report, kind: &str, database: Database, people: i64) {
    let settings = Settings {
        origin: "http://127.0.0.1:3000".into(),
        database,
        mail: MailSettings::Sandbox,
        payments: engine::settings::PaySettings::Sandbox,
        key: engine::settings::KeySettings::Given([7; 32]),
        demo: false,
    };
    let engine = Engine::open(settings, Clock::real()).await.unwrap();
    for from in (0..people).step_by(2_000) {
        engine.db().write((from, (from + 2_000).min(people)), |tx, (from, to)| Box::pin(fill(tx, *from, *to))).await.unwrap();
    }
    let started = Instant::now();
    supporters::warm_up(&engine).await.unwrap();
    let warm = started.elapsed().as_secs_f64();
    let asked = searches();
    for search in &asked {
        let found = supporters::find(&engine, None, search).await.unwrap();
        assert!(found.total > 0, "nothing was found for {:?}", search.words);
    }
    let mut times = Vec::new();
    for _ in 0..20 {
        for search in &asked {
            let started = Instant::now();
            supporters::find(&engine, None, search).await.unwrap();
            times.push(started.elapsed().as_secs_f64() * 1_000.0);
        }
    }
    let words = format!("{}, read into memory in {warm:.2} s", Times::of(times).words());
    report.row(format!("search among {people} supporters, {kind}"), words, "50 ms at 100,000");
    engine.close().await;
}

/// Everything, a common word, a rare one, a beginning, a typo, accents, a name, and filters with another order.
fn searches() -> Vec<Search> {
    let words = |words: &str| Search { words: words.into(), ..Search::default() };
    vec![
        Search::default(),
        words("grief"),
        words("quiet mornings"),
        words("insom"),
        words("hosptal"),
        words("jose"),
        words("ROSA funeral"),
        Search { open: true, sort: Sort::RatingHigh, ..words("nurse") },
        Search { open: true, opening: true, sort: Sort::Opening, ..Search::default() },
    ]
}

/// Supporters as a town has them: names and words that repeat, everybody a little different.
pub async fn fill(tx: &mut engine::db::Tx, from: i64, to: i64) -> Result<(), engine::Error> {
    let pick = |list: &'static [&'static str], seed: i64| list[usize::try_from(seed).unwrap_or_default() % list.len()];
    for number in from..to {
        let id = format!("00000000-0000-7000-8000-{number:012x}");
        let mixed = number.wrapping_mul(2_654_435_761).rem_euclid(1_000_003);
        sqlx::query(
            "INSERT INTO accounts (id, username, username_key, email, email_key, password_hash, role, birth_year, birth_month, time_zone, created_at,
             updated_at) VALUES ($1, $2, $2, $2, $2, '', 'supporter', 1980, 1, 'America/New_York', 0, 0)",
        )
        .bind(&id)
        .bind(format!("person-{number}"))
        .execute(tx.conn())
        .await?;
        let story: Vec<&str> = (0..24).map(|word| pick(&WORDS, mixed / (word + 1) + word * 7)).collect();
        let chosen: Vec<&str> =
            (0..3).map(|n| topics::TOPICS[usize::try_from(mixed + n * 5).unwrap_or_default() % topics::TOPICS.len()].slug).collect();
        let language = languages::LANGUAGES[usize::try_from(mixed).unwrap_or_default() % 5].code;
        sqlx::query(
            "INSERT INTO supporters (account_id, handle, first_name, last_initial, credential, gender, headline, greeting, about, story, motivation,
             topics, languages, accepting, auto_approve, hidden, weekly_hours, review_count, rating_total, created_at, updated_at)
             VALUES ($1, $2, $3, 'M', 'Peer Supporter', 'woman', $4, '', $4, $4, '', $5, $6, $7, 0, 0, '1 540 720;3 1080 1260', $8, $9, 0, 0)",
        )
        .bind(&id)
        .bind(format!("person-{number}"))
        .bind(pick(&NAMES, mixed))
        .bind(story.join(" "))
        .bind(chosen.join(","))
        .bind(format!("en,{language}"))
        .bind(i64::from(mixed % 10 != 0))
        .bind(mixed % 64)
        .bind((mixed % 64) * 4)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}
