//! What the program does besides serving: one verb, one answer, then it ends.
use crate::settings::Settings;
use engine::settings::{Database, MailSettings};
use engine::{Clock, Engine, Error};
use std::path::Path;

/// All verbs, as the program tells them.
const VERBS: &str = "serve, migrate, seed, create-admin EMAIL USERNAME, backup FILE, check";

/// Does what the verb says; the answer and the refusal are sentences for the operator.
pub async fn run(verb: &str, words: &[&str], settings: &Settings) -> Result<String, String> {
    match (verb, words) {
        ("migrate", []) => with_engine(settings, async |_| Ok("The database has the tables it needs.".to_owned())).await,
        ("create-admin", [email, username]) => {
            let password = password()?;
            with_engine(settings, async |engine| create_admin(engine, email, username, &password).await).await
        }
        ("backup", [file]) => with_engine(settings, async |engine| backup(engine, Path::new(file)).await).await,
        ("check", []) => check(settings).await,
        ("create-admin", _) => {
            Err("Say whom: create-admin EMAIL USERNAME. The password comes from ALONGSIDE_ADMIN_PASSWORD or the first line typed.".into())
        }
        ("backup", _) => Err("Say where to: backup FILE.".into()),
        ("migrate" | "seed" | "check", _) => Err(format!("\"{verb}\" stands alone.")),
        (other, _) => Err(format!("There is no verb \"{other}\". The verbs are: {VERBS}.")),
    }
}

/// Opens the engine, which also brings the tables up to date, and closes it when the work is done or has failed.
async fn with_engine(settings: &Settings, work: impl AsyncFnOnce(&Engine) -> Result<String, String>) -> Result<String, String> {
    let engine =
        Engine::open(settings.engine.clone(), Clock::real()).await.map_err(|error| format!("The database can't be opened: {error}."))?;
    let outcome = work(&engine).await;
    engine.close().await;
    outcome
}

async fn create_admin(engine: &Engine, email: &str, username: &str, password: &str) -> Result<String, String> {
    match engine::account::staff::create(engine, email, username, password).await {
        Ok(_) => Ok(format!("{username} can sign in with {email} now, and is staff.")),
        Err(Error::Refused(refusal)) => {
            let says: Vec<&str> = refusal.problems().iter().map(|problem| problem.says.as_str()).collect();
            Err(if says.is_empty() { refusal.to_string() } else { says.join(" ") })
        }
        Err(error) => Err(format!("The account was not made: {error}.")),
    }
}

/// The password for a new account: from the environment, or the first line of what is typed or piped in.
fn password() -> Result<String, String> {
    if let Ok(password) = std::env::var("ALONGSIDE_ADMIN_PASSWORD") {
        return Ok(password);
    }
    tracing::info!("type the password and press Enter (at least 12 characters; it is shown while you type)");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|error| format!("The password can't be read: {error}."))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

async fn backup(engine: &Engine, file: &Path) -> Result<String, String> {
    if file.exists() {
        return Err(format!("{} is there already, and a backup never replaces a file.", file.display()));
    }
    engine.db().backup(file).await.map_err(|error| match error {
        Error::Refused(refusal) => refusal.to_string(),
        error => format!("The backup was not made: {error}. On PostgreSQL use pg_dump."),
    })?;
    Ok(format!(
        "The database is copied to {}. Keep a copy of the key too, in another place: without it nobody's app for two-factor sign-in works.",
        file.display()
    ))
}

/// What a wrong key means for people, and what helps.
pub const KEY: &str = "The key is not the one that the database was sealed with: codes of apps for two-factor sign-in open nothing now, \
    recovery codes do. Put the right secret.key back into the data folder, or the right ALONGSIDE_SECRET_KEY into the environment.";

/// Tells what the settings mean and whether the database answers.
async fn check(settings: &Settings) -> Result<String, String> {
    let engine = &settings.engine;
    let database = match &engine.database {
        Database::Sqlite(file) => format!("SQLite at {}", file.display()),
        Database::Postgres(_) => "PostgreSQL".to_owned(),
    };
    let mail = match &engine.mail {
        MailSettings::Sandbox => "kept in the sandbox and sent to nobody",
        MailSettings::Smtp { .. } => "sent by SMTP",
    };
    let says = format!(
        "The settings are fine. People reach the site at {}, it listens on {}. Database: {database}. Letters are {mail}. {}",
        engine.origin,
        settings.leptos.site_addr,
        if engine.demo { "An empty database starts with the demo town." } else { "There is no demo town." },
    );
    with_engine(settings, async move |engine| {
        if !engine.db().answers().await {
            return Err("The database does not answer.".to_owned());
        }
        match engine::account::two_factor::key_fits(engine).await {
            Ok(true) => Ok(says),
            Ok(false) => Err(KEY.to_owned()),
            Err(error) => Err(format!("The database can't be read: {error}.")),
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::config::LeptosOptions;

    fn settings(folder: &Path) -> Settings {
        let leptos = LeptosOptions::builder().output_name("alongside").build();
        let mut settings = crate::settings::from_text("", leptos, |_| None).expect("the defaults are fine");
        settings.engine = engine::Settings { demo: false, ..engine::Settings::at_home(folder) };
        settings
    }

    #[tokio::test]
    async fn an_operator_migrates_checks_and_backs_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = settings(folder.path());
        assert!(run("migrate", &[], &settings).await.is_ok());
        assert!(run("check", &[], &settings).await.is_ok_and(|says| says.contains("SQLite at")));
        let copy = folder.path().join("copy.db");
        let copy = copy.to_str().expect("a path");
        assert!(run("backup", &[copy], &settings).await.is_ok());
        assert!(run("backup", &[copy], &settings).await.is_err_and(|says| says.contains("never replaces")));
        let copied = Settings {
            engine: engine::Settings { database: Database::Sqlite(copy.into()), ..settings.engine.clone() },
            ..settings.clone()
        };
        assert!(run("check", &[], &copied).await.is_ok());

        // A sealed row under a key that is lost.
        let sealed = with_engine(&settings, async |engine| {
            create_admin(engine, "anna@example.org", "admin", "seven stale muffins").await?;
            let caller = engine::account::Caller::default();
            let inside = engine::account::entering::sign_in(engine, "anna@example.org", "seven stale muffins", "", &caller).await;
            let actor = inside.expect("the new account").inside().expect("nothing more is asked").actor;
            engine::account::two_factor::start(engine, &actor, "seven stale muffins").await.map_err(|error| error.to_string())?;
            Ok(String::new())
        });
        assert_eq!(sealed.await.as_deref(), Ok(""));
        assert!(run("check", &[], &settings).await.is_ok());
        std::fs::remove_file(folder.path().join("secret.key")).expect("it was made at the first start");
        assert!(run("check", &[], &settings).await.is_err_and(|says| says.contains("The key is not the one")));
    }

    #[tokio::test]
    async fn the_first_staff_account_signs_in_and_a_weak_password_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = settings(folder.path());
        let made = with_engine(&settings, async |engine| {
            assert!(create_admin(engine, "anna@example.org", "admin", "short").await.is_err_and(|says| says.contains("at least 12")));
            create_admin(engine, "anna@example.org", "admin", "seven stale muffins").await?;
            assert!(create_admin(engine, "anna@example.org", "admin", "seven stale muffins").await.is_err());
            let caller = engine::account::Caller::default();
            let inside = engine::account::entering::sign_in(engine, "anna@example.org", "seven stale muffins", "", &caller).await;
            Ok(format!("{:?}", inside.expect("the new account").inside().expect("nothing more is asked").actor.role))
        });
        assert_eq!(made.await.as_deref(), Ok("Staff"));
    }

    #[tokio::test]
    async fn a_verb_that_is_not_there_is_answered_with_those_that_are() {
        let settings = settings(Path::new("nowhere"));
        assert!(run("dance", &[], &settings).await.is_err_and(|says| says.contains("create-admin")));
        assert!(run("backup", &[], &settings).await.is_err_and(|says| says.contains("Say where")));
        assert!(run("check", &["x"], &settings).await.is_err_and(|says| says.contains("stands alone")));
    }
}
