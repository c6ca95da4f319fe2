//! The bed every story lies in: a fresh database, a clock that stands still, and people to act.
use domain::{AccountId, Role};
use engine::account::store::{self, NewAccount};
use engine::account::{self, sessions};
use engine::settings::{Database, KeySettings, MailSettings, PaySettings};
use engine::{Actor, Clock, Engine, Settings, id};
use sqlx::{ConnectOptions, Executor};
use std::str::FromStr;
use tempfile::TempDir;

/// Sunday 22 November 2026, noon UTC.
pub const NOON: i64 = 1_795_348_800_000_000;

/// The password of everybody in the bed.
pub const PASSWORD: &str = "plain-honest-oats-9";
/// Its hash at the lowest cost there is, so that no story waits for it.
const PASSWORD_HASH: &str = "$argon2id$v=19$m=8,t=1,p=1$uXY2N6BxDJxymrzbsBPN6A$Ci9SLw+1UNaO5y6zoYs1ZlirrJMVvB592PKa9jaJ7iQ";

/// One engine on one fresh database.
pub struct Bed {
    pub engine: Engine,
    pub clock: Clock,
    /// Goes when the bed does.
    pub folder: TempDir,
}

/// Tells the story on SQLite, and on PostgreSQL where `ALONGSIDE_TEST_POSTGRES` names a server.
pub async fn on_both(story: impl AsyncFn(Bed)) {
    story(Bed::on(None).await).await;
    if let Some(server) = postgres() {
        let bed = Bed::on(Some(server)).await;
        let database = bed.engine.settings().database.clone();
        story(bed).await;
        drop_database(&database).await;
    }
}

/// The PostgreSQL server that the stories are told on too.
pub fn postgres() -> Option<String> {
    let server = std::env::var("ALONGSIDE_TEST_POSTGRES").ok();
    assert!(server.is_some() || std::env::var("CI").is_err(), "on CI, ALONGSIDE_TEST_POSTGRES must name a PostgreSQL server");
    server
}

/// Drops the database of a story that ended well: hundreds of them would fill a small disk before the last one is told.
pub async fn drop_database(database: &Database) {
    if let Database::Postgres(url) = database {
        let (server, name) = url.rsplit_once('/').unwrap();
        let mut conn = sqlx::any::AnyConnectOptions::from_str(&format!("{server}/postgres")).unwrap().connect().await.unwrap();
        conn.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)")))).await.unwrap();
    }
}

impl Bed {
    /// A fresh database in a folder of its own, or a fresh one on the server.
    pub async fn on(server: Option<String>) -> Self {
        Self::paying(server, PaySettings::Sandbox).await
    }

    /// The same, with somebody who moves the money.
    pub async fn paying(server: Option<String>, payments: PaySettings) -> Self {
        // What the engine logs explains a story that fails.
        let _already = tracing_subscriber::fmt().with_env_filter("warn").with_test_writer().try_init();
        let folder = tempfile::Builder::new().prefix("alongside_").tempdir().unwrap();
        let database = match server {
            None => Database::Sqlite(folder.path().join("alongside.db")),
            Some(server) => {
                let name = format!("alongside_{}", id::new(Clock::real().now()).replace('-', ""));
                sqlx::any::install_default_drivers();
                let mut conn = sqlx::any::AnyConnectOptions::from_str(&server).unwrap().connect().await.unwrap();
                conn.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))).await.unwrap();
                let (base, _) = server.rsplit_once('/').unwrap();
                Database::Postgres(format!("{base}/{name}"))
            }
        };
        let settings = Settings {
            origin: "http://127.0.0.1:3000".into(),
            database,
            mail: MailSettings::Sandbox,
            payments,
            key: KeySettings::File(folder.path().join("secret.key")),
            demo: false,
        };
        let clock = Clock::held_at(NOON);
        let engine = Engine::open(settings, clock.clone()).await.unwrap();
        Self { engine, clock, folder }
    }

    /// A member with a confirmed email, signed in. The email is `{name}@bed.test`, the password [`PASSWORD`].
    pub async fn member(&self, name: &str) -> Actor {
        let now = self.clock.now();
        let new = NewAccount::member(AccountId::trusted(id::new(now)), name, &format!("{name}@bed.test"), PASSWORD_HASH, now);
        self.join(new).await
    }

    /// A supporter with a confirmed email and a public profile that is open to connect, signed in.
    pub async fn supporter(&self, name: &str) -> Actor {
        let now = self.clock.now();
        let mut new = NewAccount::member(AccountId::trusted(id::new(now)), name, &format!("{name}@bed.test"), PASSWORD_HASH, now);
        new.role = Role::Supporter;
        let row = (new.id.clone(), name.to_owned());
        let actor = self.join(new).await;
        let write = self.engine.db().write(row, |tx, (id, name)| {
            Box::pin(async move {
                let first: String = name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect();
                sqlx::query(
                    "INSERT INTO supporters (account_id, handle, first_name, last_initial, credential, gender, headline, greeting, about,
                        story, motivation, topics, languages, accepting, auto_approve, hidden, created_at, updated_at)
                     VALUES ($1, $2, $3, 'B', '', 'unsaid', 'I listen', '', '', '', '', 'anxiety', 'en', 1, 0, 0, $4, $4)",
                )
                .bind(id.as_str())
                .bind(name)
                .bind(first)
                .bind(tx.now())
                .execute(tx.conn())
                .await?;
                Ok(())
            })
        });
        write.await.unwrap();
        let first: String = name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect();
        Actor { name: format!("{first} B."), ..actor }
    }

    async fn join(&self, new: NewAccount) -> Actor {
        let account = new.id.clone();
        let added = self.engine.db().write(new, |tx, new| Box::pin(async move { store::insert(tx, new).await })).await.unwrap();
        assert!(added, "the name is taken");
        let secret = sessions::open(&self.engine, &account, "", None).await.unwrap();
        account::who(&self.engine, &secret).await.unwrap().unwrap()
    }
}
