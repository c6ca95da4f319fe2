//! Reads `Leptos.toml` and the environment; an unknown key or a bad value stops the start with one clear sentence.
use engine::settings::{Database, MailSettings};
use leptos::config::{LeptosOptions, get_configuration};
use serde::Deserialize;
use std::path::PathBuf;

/// Everything the process needs to know before it starts.
#[derive(Clone, Debug)]
pub struct Settings {
    /// For the engine.
    pub engine: engine::Settings,
    /// For Leptos: addresses and file names.
    pub leptos: LeptosOptions,
    /// Whether `X-Forwarded-For` is believed.
    pub trust_proxy: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    site: Site,
    database: DatabaseTable,
    mail: MailTable,
    leptos: toml::Table,
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
    let leptos = get_configuration(Some("Leptos.toml"))
        .map_err(|error| format!("The [leptos] part of Leptos.toml can't be used: {error}."))?
        .leptos_options;
    from_text(&text, leptos, |name| std::env::var(name).ok())
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
    let mail = match named("ALONGSIDE_MAIL_URL") {
        None => MailSettings::Sandbox,
        Some(url) if url.starts_with("smtp://") || url.starts_with("smtps://") => MailSettings::Smtp { url, from: file.mail.from },
        Some(_) => return Err("ALONGSIDE_MAIL_URL must start with smtp:// or smtps://.".into()),
    };
    let demo = match named("ALONGSIDE_DEMO").as_deref() {
        None => file.site.demo,
        Some("true") => true,
        Some("false") => false,
        Some(_) => return Err("ALONGSIDE_DEMO must be true or false.".into()),
    };
    Ok(Settings { engine: engine::Settings { origin, database, mail, demo }, leptos, trust_proxy: file.site.trust_proxy })
}
