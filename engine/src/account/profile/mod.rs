//! What a person says about themselves, and how the site looks to them.
pub mod store;

use super::zones;
use crate::{Actor, Engine, Error, outbox};
use domain::account::{Locale, Profile, Theme};
use domain::events::Event;
use domain::{Refusal, Role};

/// A person's own profile, as their forms show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// The name others see.
    pub username: String,
    /// Where letters go. Shown to nobody else.
    pub email: String,
    /// A few words.
    pub about: String,
    /// Such as "they/them".
    pub pronouns: String,
    /// Language codes.
    pub languages: Vec<String>,
    /// Topic slugs.
    pub interests: Vec<String>,
    /// Id of the picture.
    pub picture: Option<String>,
    /// IANA name.
    pub time_zone: String,
    /// Whether they chose it themselves.
    pub time_zone_chosen: bool,
    /// A word of [`Theme`].
    pub theme: String,
    /// A word of [`Locale`].
    pub locale: String,
}

/// A person's own profile.
pub async fn own(engine: &Engine, actor: &Actor) -> Result<Own, Error> {
    store::own(engine.db(), &actor.id).await?.ok_or(Error::NotFound)
}

/// Keeps a new profile. A supporter's public page is looked at again.
pub async fn save(
    engine: &Engine,
    actor: &Actor,
    username: &str,
    about: &str,
    pronouns: &str,
    languages: &[String],
    interests: &[String],
) -> Result<(), Error> {
    // A name from before a rule was made may stay.
    let kept = username.trim() == actor.username;
    let checked = if kept { "kept-name" } else { username };
    let profile = Profile::parse(checked, about, pronouns, languages, interests).map_err(Refusal::Invalid)?;
    let name = if kept { actor.username.clone() } else { profile.username.as_str().to_owned() };
    engine
        .db()
        .write((actor.clone(), name, profile), |tx, (actor, name, profile)| {
            Box::pin(async move {
                if !store::save(tx, &actor.id, name, profile).await? {
                    return Err(Refusal::field("username", Refusal::UsernameTaken.to_string()).into());
                }
                tell(tx, actor).await
            })
        })
        .await
}

/// Keeps how the site looks to a person. A zone they choose wins over what browsers tell.
pub async fn save_preferences(engine: &Engine, actor: &Actor, theme: &str, time_zone: &str, locale: &str) -> Result<(), Error> {
    let zone = zones::known(time_zone).ok_or_else(|| Refusal::field("time_zone", "Choose a time zone from the list."))?;
    let input = (actor.id.clone(), Theme::from_word(theme), zone, Locale::from_word(locale));
    engine
        .db()
        .write(input, |tx, (account, theme, zone, locale)| {
            Box::pin(async move { store::save_preferences(tx, account, theme.word(), zone, locale.word()).await })
        })
        .await
}

/// The directory looks at a supporter again whose name or picture changed.
pub(super) async fn tell(tx: &mut crate::db::Tx, actor: &Actor) -> Result<(), Error> {
    if actor.role == Role::Supporter {
        outbox::record(tx, Event::SupporterChanged { supporter: actor.id.clone() }).await?;
    }
    Ok(())
}
