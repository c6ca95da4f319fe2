//! Reads `Leptos.toml` and the environment; an unknown key or a bad value stops the start with one clear sentence.
use crate::router::Limits;
use engine::settings::{Database, KeySettings, MailSettings, PaySettings};
use leptos::config::errors::LeptosConfigError;
use leptos::config::{LeptosOptions, get_config_from_str};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::PathBuf;

/// Everything the process needs to know before it starts.
#[derive(Clone, Debug)]
pub struct Settings {
    /// For the engine.
    pub engine: engine::Settings,
    /// For Leptos: addresses and file names.
    pub leptos: LeptosOptions,
    /// What the operator allows.
    pub limits: Limits,
    /// The numbers of meetings and money.
    pub numbers: domain::Limits,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    site: Site,
    database: DatabaseTable,
    mail: MailTable,
    limits: LimitsTable,
    leptos: toml::Table,
}

#[derive(Deserialize)]
#[serde(default)]
struct LimitsTable {
    posts_each_second: NonZeroU32,
    posts_at_once: NonZeroU32,
    /// Those of `domain::Limits`, by their names.
    #[serde(flatten)]
    others: BTreeMap<String, toml::Value>,
}

impl Default for LimitsTable {
    fn default() -> Self {
        let limits = Limits::default();
        Self { posts_each_second: limits.posts_each_second, posts_at_once: limits.posts_at_once, others: BTreeMap::new() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Site {
    origin: String,
    demo: bool,
    trust_proxy: bool,
}

impl Default for Site {
    fn default() -> Self {
        Self { origin: "http://127.0.0.1:3000".into(), demo: true, trust_proxy: false }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DatabaseTable {
    data_dir: PathBuf,
}

impl Default for DatabaseTable {
    fn default() -> Self {
        Self { data_dir: "data".into() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct MailTable {
    from: String,
}

impl Default for MailTable {
    fn default() -> Self {
        Self { from: "Alongside <hello@localhost>".into() }
    }
}

/// Reads the settings of this process.
pub fn read() -> Result<Settings, String> {
    let text = std::fs::read_to_string("Leptos.toml").unwrap_or_default();
    let leptos = leptos_part(&text).map_err(|error| format!("The [leptos] part of Leptos.toml can't be used: {error}."))?;
    from_text(&text, leptos, |name| std::env::var(name).ok())
}

/// Reads what is Leptos' own. Leptos looks for it under the name that it has in a Cargo.toml.
fn leptos_part(text: &str) -> Result<LeptosOptions, LeptosConfigError> {
    let part = match text.split_once("\n[leptos]\n") {
        Some((_, part)) => format!("[package.metadata.leptos]\n{part}"),
        None => "[package.metadata.leptos]\noutput-name = \"alongside\"\n".to_owned(),
    };
    get_config_from_str(&part)
}

/// Reads the settings from a text and from named values that win over it.
pub fn from_text(text: &str, leptos: LeptosOptions, named: impl Fn(&str) -> Option<String>) -> Result<Settings, String> {
    let file: File = toml::from_str(text).map_err(|error| format!("Leptos.toml can't be used: {}", error.message()))?;
    let _read_by_leptos = file.leptos;
    let origin = named("ALONGSIDE_ORIGIN").unwrap_or(file.site.origin);
    let origin = origin.trim_end_matches('/').to_owned();
    if !(origin.starts_with("http://") || origin.starts_with("https://")) {
        return Err(format!("The site's origin must start with http:// or https://, not \"{origin}\"."));
    }
    let folder = named("ALONGSIDE_DATA_DIR").map_or(file.database.data_dir, PathBuf::from);
    let database = match named("ALONGSIDE_DATABASE_URL") {
        None => Database::Sqlite(folder.join("alongside.db")),
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => Database::Postgres(url),
        Some(_) => return Err("ALONGSIDE_DATABASE_URL must start with postgres://. Leave it out to use SQLite.".into()),
    };
    let key = match named("ALONGSIDE_SECRET_KEY") {
        None => KeySettings::File(folder.join("secret.key")),
        Some(text) => KeySettings::Given(
            engine::vault::key(&text).ok_or("ALONGSIDE_SECRET_KEY must be 32 bytes in base64, as `openssl rand -base64 32` makes them.")?,
        ),
    };
    let mail = match named("ALONGSIDE_MAIL_URL") {
        None => MailSettings::Sandbox,
        Some(url) if url.starts_with("smtp://") || url.starts_with("smtps://") => MailSettings::Smtp { url, from: file.mail.from },
        Some(_) => return Err("ALONGSIDE_MAIL_URL must start with smtp:// or smtps://.".into()),
    };
    let payments = match (named("ALONGSIDE_STRIPE_KEY"), named("ALONGSIDE_STRIPE_HOOK_SECRET")) {
        (None, None) => PaySettings::Sandbox,
        (Some(key), Some(hook_secret)) => {
            let base = named("ALONGSIDE_STRIPE_URL").unwrap_or_else(|| "https://api.stripe.com".into());
            PaySettings::Stripe { base, key, hook_secret }
        }
        _ => return Err("ALONGSIDE_STRIPE_KEY and ALONGSIDE_STRIPE_HOOK_SECRET belong together. Leave both out for the sandbox.".into()),
    };
    let demo = match named("ALONGSIDE_DEMO").as_deref() {
        None => file.site.demo,
        Some("true") => true,
        Some("false") => false,
        Some(_) => return Err("ALONGSIDE_DEMO must be true or false.".into()),
    };
    let posts_each_second = match named("ALONGSIDE_POSTS_EACH_SECOND") {
        None => file.limits.posts_each_second,
        Some(number) => number.parse().map_err(|_| "ALONGSIDE_POSTS_EACH_SECOND must be a whole number above 0.".to_owned())?,
    };
    let limits =
        Limits { posts_each_second, posts_at_once: file.limits.posts_at_once.max(posts_each_second), trust_proxy: file.site.trust_proxy };
    let numbers = numbers(&file.limits.others)?;
    Ok(Settings { engine: engine::Settings { origin, database, mail, payments, key, demo }, leptos, limits, numbers })
}

fn numbers(chosen: &BTreeMap<String, toml::Value>) -> Result<domain::Limits, String> {
    let mut numbers = domain::Limits::default();
    for (name, value) in chosen {
        let number = value.as_integer().ok_or_else(|| format!("The limit {name} must be a whole number."))?;
        numbers.set(name, number)?;
    }
    numbers.check()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leptos_finds_its_part_in_our_file_and_its_defaults_without_one() {
        let ours = leptos_part(include_str!("../../Leptos.toml")).expect("our own file");
        assert_eq!((ours.output_name.as_ref(), ours.site_pkg_dir.as_ref()), ("alongside", "pkg"));
        assert_eq!(leptos_part("").expect("no file").output_name.as_ref(), "alongside");
    }

    fn read(text: &str, named: &[(&str, &str)]) -> Result<Settings, String> {
        let leptos = LeptosOptions::builder().output_name("alongside").build();
        from_text(text, leptos, |name| named.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_empty_file_gives_a_site_at_home() {
        let settings = read("", &[]).expect("defaults");
        assert!(settings.engine.demo);
        assert!(matches!(settings.engine.database, Database::Sqlite(_)));
        assert!(matches!(settings.engine.mail, MailSettings::Sandbox));
    }

    #[test]
    fn the_file_in_the_repository_says_what_the_defaults_are() {
        let settings = read(include_str!("../../Leptos.toml"), &[]).expect("our own file");
        assert_eq!(settings.numbers, domain::Limits::default());
        for (name, _) in domain::Limits::ALL {
            assert!(include_str!("../../Leptos.toml").contains(&format!("\n{name} = ")), "{name} is not in the file");
            assert!(include_str!("../../README.md").contains(&format!("`[limits] {name}`")), "{name} is not in the README");
        }
        assert_eq!(read("[limits]\ngroup_seats = 60", &[]).map(|settings| settings.numbers.group_seats), Ok(60));
    }

    #[test]
    fn an_unknown_key_or_a_bad_value_stops_the_start_with_a_sentence() {
        type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str);
        let wrong: &[Case] = &[
            ("[site]\ncolour = 1", &[], "unknown field"),
            ("[sight]\n", &[], "unknown field"),
            ("[limits]\nposts_at_once = 0", &[], "nonzero"),
            ("[limits]\nchairs = 4", &[], "no limit called chairs"),
            ("[limits]\ngroup_seats = 501", &[], "from 1 to 500"),
            ("[limits]\nhold_minutes = \"long\"", &[], "whole number"),
            ("[limits]\nprice_to = 100", &[], "must not be lower"),
            ("", &[("ALONGSIDE_ORIGIN", "alongside.example")], "must start with http"),
            ("", &[("ALONGSIDE_DATABASE_URL", "mysql://x")], "must start with postgres"),
            ("", &[("ALONGSIDE_MAIL_URL", "mail.example")], "must start with smtp"),
            ("", &[("ALONGSIDE_DEMO", "maybe")], "true or false"),
            ("", &[("ALONGSIDE_SECRET_KEY", "short")], "32 bytes"),
        ];
        for (text, named, expected) in wrong {
            let said = read(text, named).expect_err(text);
            assert!(said.contains(expected), "{text} {named:?}: {said}");
        }
    }
}
