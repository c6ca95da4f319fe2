//! The house is killed again and again while people pay: nobody loses a seat that was confirmed, nobody pays for nothing.
use crate::bed::{Bed, drop_database, postgres};
use crate::kill_rounds::{rounds, till};
use engine::settings::Database;
use std::process::Command;

const DATABASE: &str = "ALONGSIDE_KILL_DATABASE";
const ROUND: &str = "ALONGSIDE_KILL_ROUND";
/// The short form; the benchmarks tell it with 200 clients and 50 rounds.
const CLIENTS: usize = 24;
const ROUNDS: i64 = 4;

/// The process that is killed. It does nothing unless the story below started it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_till_that_works_until_it_is_killed() {
    let Ok(database) = std::env::var(DATABASE) else { return };
    till(&database, std::env::var(ROUND).unwrap().parse().unwrap(), CLIENTS).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_confirmation_survives_a_kill_and_every_charge_is_one_seat_or_goes_back() {
    for server in std::iter::once(None).chain(postgres().map(Some)) {
        let bed = Bed::on(server).await;
        let address = match &bed.engine.settings().database {
            Database::Sqlite(file) => file.to_str().unwrap().to_owned(),
            Database::Postgres(url) => url.clone(),
        };
        bed.engine.close().await;
        let found = rounds(&address, ROUNDS, |round| {
            let mut till = Command::new(std::env::current_exe().unwrap());
            till.args(["--exact", "kills::a_till_that_works_until_it_is_killed", "--nocapture"]);
            till.env(DATABASE, &address).env(ROUND, round.to_string());
            till
        })
        .await;
        assert!(found.seen >= 100, "too few to prove anything: {}", found.seen);
        assert!(found.charges > found.refunds && found.refunds > 0, "{} charges, {} went back", found.charges, found.refunds);
        drop_database(&bed.engine.settings().database).await;
    }
}
