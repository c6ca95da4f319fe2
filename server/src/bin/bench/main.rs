//! Measures the house on this machine and writes docs/benchmarks.md. Compare ratios within one run: machines are noisy.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "a measurement that can't go on should stop and say where")]

mod calendar;
mod chat;
#[path = "../../../../engine/tests/stories/kill_rounds.rs"]
mod kill_rounds;
mod kills;
mod load;
mod machine;
mod pages;
mod plain;
mod report;
mod search;
mod seats;
mod writes;

use report::Report;

#[tokio::main(worker_threads = 2)]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [word, port, file] = words.as_slice()
        && word == plain::WORD
    {
        return plain::serve(port, file).await;
    }
    if let [word, database, round] = words.as_slice()
        && word == kills::WORD
    {
        return kills::work(database, round).await;
    }
    // The addresses of the server functions are known only in a program that has the screens in it.
    std::hint::black_box(server::router::router as fn(server::router::Site) -> axum::Router);
    let only = words.into_iter().next();
    let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
    let mut report = Report::new();
    if wanted("writes") {
        writes::measure(&mut report).await;
    }
    if wanted("search") {
        search::measure(&mut report).await;
    }
    if wanted("calendar") {
        calendar::measure(&mut report).await;
    }
    if wanted("pages") {
        pages::measure(&mut report).await;
    }
    if wanted("chat") {
        chat::measure(&mut report).await;
    }
    if wanted("seats") {
        seats::measure(&mut report).await;
    }
    if wanted("kills") {
        kills::measure(&mut report).await;
    }
    report.finish(only.is_none());
}
