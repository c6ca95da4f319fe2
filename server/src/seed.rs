//! Makes the demo town in an empty database, and stops.
use crate::settings::Settings;
use engine::{Clock, Engine, account, demo};

/// Builds the town, whether or not the site would do so by itself. Refused where anybody has an account.
pub async fn seed(settings: Settings) -> Result<(), String> {
    let engine = Engine::open(settings.engine, Clock::real()).await.map_err(|error| format!("The database can't be opened: {error}."))?;
    let broken = |error| format!("The demo town can't be made: {error}.");
    if !account::nobody_yet(&engine).await.map_err(broken)? {
        return Err("There are accounts in this database already. The demo town comes only into an empty one; nothing was changed.".into());
    }
    demo::build(&engine).await.map_err(broken)?;
    engine.close().await;
    tracing::info!("the demo town is made; everybody's password is {}", demo::PASSWORD);
    Ok(())
}
