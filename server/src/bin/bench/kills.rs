//! The house is killed 50 times while 200 people pay in the sandbox: every confirmation stays, every charge is one seat or goes back.
use crate::kill_rounds::{Found, rounds, till};
use crate::report::Report;
use std::process::Command;

const CLIENTS: usize = 200;
const ROUNDS: i64 = 50;
/// The word that makes this program the one that is killed, with a database and a round.
pub const WORD: &str = "till";

/// Works until it is killed.
pub async fn work(database: &str, round: &str) {
    till(database, round.parse().unwrap(), CLIENTS).await;
}

/// Measures nothing but the truth, on both databases.
pub async fn measure(report: &mut Report) {
    let folder = std::env::temp_dir().join(format!("alongside-bench-kills-{}", std::process::id()));
    one(report, "SQLite FULL", folder.join("alongside.db").to_str().unwrap()).await;
    let _gone = std::fs::remove_dir_all(folder);
    if let Some(address) = crate::machine::postgres(report, "kills on PostgreSQL", "kills").await {
        one(report, "PostgreSQL", &address).await;
    }
}

async fn one(report: &mut Report, kind: &str, address: &str) {
    let Found { seen, charges, refunds } = rounds(address, ROUNDS, |round| {
        let mut own = Command::new(std::env::current_exe().unwrap());
        own.args([WORD, address, &round.to_string()]);
        own
    })
    .await;
    report.row(
        format!("kill -9 while {CLIENTS} people register and pay, {ROUNDS} rounds, {kind}"),
        format!("{seen} confirmations seen, 0 lost; {charges} charges, {refunds} refunded, the others one seat each"),
        "0 lost, exact",
    );
}
