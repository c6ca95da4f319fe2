//! Starts the site, and stops it without losing anything.
use crate::router::{Site, router};
use crate::settings::Settings;
use engine::{Clock, Engine};
use tokio::net::TcpListener;

/// Serves until the process is asked to stop.
pub async fn serve(settings: Settings, no_demo: bool) -> Result<(), String> {
    let mut settings = settings;
    settings.engine.demo &= !no_demo;
    let engine =
        Engine::open(settings.engine.clone(), Clock::real()).await.map_err(|error| format!("The database can't be opened: {error}."))?;
    let address = settings.leptos.site_addr;
    let listener = TcpListener::bind(address).await.map_err(|error| format!("Can't listen on {address}: {error}."))?;
    let jobs = tokio::spawn(engine::jobs::run_forever(engine.clone()));
    tracing::info!("Alongside is open at http://{address}");
    let app = router(Site { engine: engine.clone(), leptos: settings.leptos });
    axum::serve(listener, app.into_make_service_with_connect_info::<std::net::SocketAddr>())
        .with_graceful_shutdown(asked_to_stop())
        .await
        .map_err(|error| format!("The server stopped: {error}."))?;
    jobs.abort();
    engine.close().await;
    Ok(())
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = signal(SignalKind::interrupt());
    let terminate = signal(SignalKind::terminate());
    if let (Ok(mut interrupt), Ok(mut terminate)) = (interrupt, terminate) {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}
