//! A person's own data, as one JSON document to take along.
pub mod store;

use super::{profile, sessions, two_factor};
use crate::{Actor, Engine, Error};
use serde_json::{Value, json};

/// Everything the site keeps about the person and everything they wrote. Other people's words are not theirs to take.
pub async fn own_data(engine: &Engine, actor: &Actor) -> Result<Value, Error> {
    let own = profile::own(engine, actor).await?;
    let devices = sessions::list(engine, actor).await?;
    let second = two_factor::standing(engine, actor).await?;
    Ok(json!({
        "about_this_file": "Everything Alongside keeps about you. Times are in UTC.",
        "exported_at": time(engine.clock().now()),
        "account": {
            "username": own.username,
            "email": own.email,
            "about": own.about,
            "pronouns": own.pronouns,
            "languages": own.languages,
            "interests": own.interests,
            "time_zone": own.time_zone,
            "theme": own.theme,
            "locale": own.locale,
            "born": store::born(engine.db(), &actor.id).await?,
            "picture": own.picture.map(|id| format!("{}/pictures/{id}", engine.settings().origin)),
        },
        "two_factor_sign_in": second.since.map(|since| json!({ "since": time(since), "recovery_codes_left": second.codes_left })),
        "supporter_profile": store::supporter(engine.db(), &actor.id).await?,
        "devices": devices.into_iter().map(|one| json!({
            "device": one.device, "signed_in_at": time(one.created_at), "last_seen_at": time(one.seen_at),
        })).collect::<Vec<_>>(),
        "connections": store::connections(engine.db(), &actor.id).await?,
        "blocked": store::blocked(engine.db(), &actor.id).await?,
        "reviews_you_wrote": store::reviews(engine.db(), &actor.id).await?,
        "organizations": store::organizations(engine.db(), &actor.id).await?,
        "told_to_organizations": store::told(engine.db(), &actor.id).await?,
        "messages_you_wrote": store::messages(engine.db(), &actor.id).await?,
    }))
}

/// A time as RFC 3339 writes it.
fn time(at: domain::Micros) -> String {
    chrono::DateTime::from_timestamp_micros(at).unwrap_or_default().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}
