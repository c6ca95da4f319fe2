//! Starts the site, and stops it without losing anything.
use crate::router::{Site, router};
use crate::settings::Settings;
use axum::serve::ListenerExt;
use engine::{Clock, Engine};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long answers that are under way may take once the process was asked to stop.
const GRACE: Duration = Duration::from_secs(20);

/// How long open sockets may take to say goodbye.
const GOODBYES: Duration = Duration::from_secs(5);

/// How long jobs that run may take once nobody else is inside. No job is taken up from the moment the process was asked to stop,
/// so they have had the visitors' time as well; a letter or a call to the payment service that takes longer than all this is more
/// likely lost than late. It is dropped then, and runs again elsewhere.
const JOBS: Duration = Duration::from_secs(10);

/// Serves until the process is asked to stop.
pub async fn serve(settings: Settings) -> Result<(), String> {
    let engine =
        Engine::open(settings.engine.clone(), Clock::real()).await.map_err(|error| format!("The database can't be opened: {error}."))?;
    if !engine::account::two_factor::key_fits(&engine).await.map_err(|error| format!("The database can't be read: {error}."))? {
        // The site opens all the same: most people have no second step.
        tracing::error!("{}", crate::verbs::KEY);
    }
    if settings.engine.demo {
        engine::demo::build(&engine).await.map_err(|error| format!("The demo town can't be made: {error}."))?;
    }
    // The first visitor should not wait for the directory to be read into memory.
    engine::supporters::warm_up(&engine).await.map_err(|error| format!("The directory can't be read: {error}."))?;
    let address = settings.leptos.site_addr;
    let listener = TcpListener::bind(address).await.map_err(|error| format!("Can't listen on {address}: {error}."))?;
    // Else a small frame behind another one waits for the other side's acknowledgement, which may take 40 ms.
    let listener = listener.tap_io(|visitor| drop(visitor.set_nodelay(true)));
    let workers = engine::jobs::start(engine.clone());
    let halt = workers.halt();
    let (stopping, stop) = watch::channel(false);
    let stopping = Arc::new(stopping);
    let asked = stopping.clone();
    let app = router(Site { engine: engine.clone(), leptos: settings.leptos, stop, limits: settings.limits });
    tracing::info!("Alongside is open at http://{address}");
    let serving = axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(async move {
        asked_to_stop().await;
        tracing::info!("stopping: no new visitors, those inside may finish");
        halt();
        let _nobody_listens = asked.send(true);
    });
    let mut grace = stopping.subscribe();
    let outcome = tokio::select! {
        outcome = serving => outcome.map_err(|error| format!("The server stopped: {error}.")),
        () = async {
            let _asked = grace.wait_for(|stop| *stop).await;
            tokio::time::sleep(GRACE).await;
        } => Ok(()),
    };
    drop(grace);
    // Each socket holds a receiver until it has said that the site restarts.
    let _all_gone_or_too_slow = tokio::time::timeout(GOODBYES, stopping.closed()).await;
    let _all_done_or_too_slow = workers.finish(JOBS).await;
    engine.close().await;
    tracing::info!("stopped, everything is stored");
    outcome
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) {
        (Ok(mut interrupt), Ok(mut terminate)) => {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        }
        _ => std::future::pending().await,
    }
}
