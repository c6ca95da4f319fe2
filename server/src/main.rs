//! The program: reads the settings and does what the first word says.
#![forbid(unsafe_code)]

use mimalloc::MiMalloc;
use server::{seed, serve, settings, verbs};
use std::process::ExitCode;

/// A page is thousands of small pieces that are made and dropped again (docs/decisions/0010-allocator.md).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main(worker_threads = 4)]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx=warn,hyper=warn".into()))
        .with_writer(std::io::stderr)
        .init();
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            tracing::error!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run(words: &[String]) -> Result<(), String> {
    let mut settings = settings::read()?;
    domain::limits::choose(settings.numbers);
    settings.engine.demo &= !words.iter().any(|word| word == "--no-demo");
    let plain: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.starts_with("--")).collect();
    match plain.split_first() {
        None | Some((&"serve", [])) => serve::serve(settings).await,
        Some((&"seed", [])) => seed::seed(settings).await,
        Some((verb, rest)) => {
            let says = verbs::run(verb, rest, &settings).await?;
            tracing::info!("{says}");
            Ok(())
        }
    }
}
