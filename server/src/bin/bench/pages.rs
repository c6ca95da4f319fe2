//! Pages a second from one core, beside a plain axum handler that returns the same bytes from memory.
use crate::load;
use crate::machine::{Server, hold_the_load_to_core_1};
use crate::plain::Plain;
use crate::report::Report;
use std::time::Duration;

const PORT: u16 = 3977;
const CONNECTIONS: usize = 16;
/// Whoever has a cookie gets a page of their own and not the kept one; this one names nobody.
const COOKIE: &str = "Cookie: alongside=nobody\r\n";
const TIME: Duration = Duration::from_secs(8);

/// Measures the directory page and the memory before and after.
pub async fn measure(report: &mut Report) {
    hold_the_load_to_core_1();
    let server = Server::start(PORT).await;
    report.row("memory of the process that has just made the demo town", format!("{:.0} MB", server.megabytes()), "");
    let server = server.again(PORT).await;
    report.row("memory of an idle server with the demo town", format!("{:.0} MB", server.megabytes()), "40 MB");
    let _warm = load::run(&server.address, "/supporters", CONNECTIONS, Duration::from_secs(2)).await;
    let before = server.processor_seconds();
    let page = load::run(&server.address, "/supporters", CONNECTIONS, TIME).await;
    let used = server.processor_seconds() - before;
    report.row(
        "directory page, signed out and kept for three seconds, one core, 16 connections",
        format!(
            "{:.0} requests/s, {}, {:.1} kB, {:.2} ms of processor each",
            page.rate,
            page.times.words(),
            page.body.len() as f64 / 1_000.0,
            used * 1_000.0 / (page.rate * TIME.as_secs_f64())
        ),
        "3,500 requests/s, p99 12 ms",
    );
    let rendered = load::run_as(&server.address, "/supporters", COOKIE, CONNECTIONS, TIME).await;
    report.row(
        "directory page, rendered for each visitor, one core, 16 connections",
        format!("{:.0} requests/s, {}", rendered.rate, rendered.times.words()),
        "3,500 requests/s, p99 12 ms",
    );
    for (name, path) in [("Organizations page", "/organizations"), ("profile of an organization", "/organizations/demo-organization")] {
        let _warm = load::run(&server.address, path, CONNECTIONS, Duration::from_secs(1)).await;
        let page = load::run(&server.address, path, CONNECTIONS, TIME).await;
        let kilobytes = page.body.len() as f64 / 1_000.0;
        let words = format!("{:.0} requests/s, {}, {kilobytes:.1} kB", page.rate, page.times.words());
        report.row(format!("{name}, signed out, one core, 16 connections"), words, "");
    }
    report.row("memory after that load", format!("{:.0} MB", server.megabytes()), "");
    drop(server);
    let plain = Plain::start(3976, &page.body).await;
    let bytes = load::run("127.0.0.1:3976", "/", CONNECTIONS, TIME).await;
    report.row(
        "the same bytes from memory by a plain axum handler",
        format!("{:.0} requests/s, {}, {:.1}x the page", bytes.rate, bytes.times.words(), bytes.rate / page.rate),
        "",
    );
    drop(plain);
}
