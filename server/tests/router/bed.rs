//! A site without a network: requests go straight into the router.
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use domain::meetings::MeetingDraft;
use domain::time::DAY;
use domain::{AccountId, Role};
use engine::account::store::NewAccount;
use engine::account::{sessions, store};
use engine::settings::Database;
use engine::{Actor, Clock, Engine, Settings, account, id, time_labels, wall};
use leptos::config::LeptosOptions;
use server::router::{Limits, Site, router};
use sqlx::any::AnyConnectOptions;
use sqlx::{ConnectOptions, Executor};
use std::num::NonZeroU32;
use std::str::FromStr;
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;

/// What a request was answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// A header as text, empty if it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// A cheap hash, so that tests spend no time on it.
const PASSWORD_HASH: &str = "$argon2id$v=19$m=8,t=1,p=1$uXY2N6BxDJxymrzbsBPN6A$Ci9SLw+1UNaO5y6zoYs1ZlirrJMVvB592PKa9jaJ7iQ";

/// A site on a fresh database.
pub struct House {
    pub engine: Engine,
    pub app: Router,
    _folder: TempDir,
    stopping: watch::Sender<bool>,
}

/// Tells a database server to do something.
async fn ask(server: &str, sql: &str) {
    sqlx::any::install_default_drivers();
    let mut conn = AnyConnectOptions::from_str(server).unwrap().connect().await.unwrap();
    conn.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))).await.unwrap();
}

impl House {
    pub async fn open() -> Self {
        Self::on(None).await
    }

    /// The same on a fresh database of the PostgreSQL server that `ALONGSIDE_TEST_POSTGRES` names, if it names one.
    pub async fn on_postgres() -> Option<Self> {
        let server = std::env::var("ALONGSIDE_TEST_POSTGRES").ok()?;
        let name = format!("alongside_{}", id::new(Clock::real().now()).replace('-', ""));
        ask(&server, &format!("CREATE DATABASE {name}")).await;
        let (base, _) = server.rsplit_once('/').unwrap();
        Some(Self::on(Some(Database::Postgres(format!("{base}/{name}")))).await)
    }

    /// Ends it; a database on a server is dropped.
    pub async fn close(self) {
        if let Database::Postgres(url) = &self.engine.settings().database {
            let (base, name) = url.rsplit_once('/').unwrap();
            ask(&format!("{base}/postgres"), &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }

    async fn on(database: Option<Database>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::at_home(folder.path());
        settings.demo = false;
        settings.database = database.unwrap_or(settings.database);
        let engine = Engine::open(settings, Clock::real()).await.unwrap();
        std::fs::create_dir_all(folder.path().join("site")).unwrap();
        std::fs::write(folder.path().join("site/robots.txt"), "User-agent: *\n").unwrap();
        let leptos =
            LeptosOptions::builder().output_name("alongside").site_root(folder.path().join("site").to_str().unwrap().to_owned()).build();
        let (stopping, stop) = watch::channel(false);
        // A test that walks every function is no flood.
        let often = NonZeroU32::new(100_000).unwrap();
        let limits = Limits { posts_each_second: often, posts_at_once: often, ..Limits::default() };
        let app = router(Site { engine: engine.clone(), leptos, stop, limits });
        Self { engine, app, _folder: folder, stopping }
    }

    /// Asks the site to stop, as a signal does.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Somebody with this role, signed in: the id of the account and the cookie header of their browser.
    pub async fn person(&self, role: Role) -> (AccountId, String) {
        let now = self.engine.clock().now();
        let account = AccountId::trusted(id::new(now));
        let name = format!("person-{}", account.as_str().rsplit('-').next().unwrap());
        let mut new = NewAccount::member(account.clone(), &name, &format!("{name}@bed.test"), PASSWORD_HASH, now);
        new.role = role;
        assert!(self.engine.db().write(new, |tx, new| Box::pin(async move { store::insert(tx, new).await })).await.unwrap());
        let secret = sessions::open(&self.engine, &account, "Firefox", None).await.unwrap();
        (account, format!("alongside={secret}"))
    }

    /// Somebody who is signed in, and their cookie.
    pub async fn actor(&self, role: Role) -> (Actor, String) {
        let (_, cookie) = self.person(role).await;
        (account::who(&self.engine, cookie.trim_start_matches("alongside=")).await.unwrap().unwrap(), cookie)
    }

    /// A free group in nine days, as a host's form says it.
    pub fn group(&self) -> MeetingDraft {
        let start = wall::wall(self.engine.clock().now() + 9 * DAY, time_labels::zone("UTC")).unwrap().to_string();
        MeetingDraft {
            topic: "grief".into(),
            name: "Kitchen Table".into(),
            kind: "group".into(),
            seats: "5".into(),
            price: "0".into(),
            description: "We take turns.".into(),
            hours: "1".into(),
            start,
            time_zone: "UTC".into(),
            ..MeetingDraft::default()
        }
    }

    /// Reads an address as a browser does.
    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send(Self::request(Method::GET, path, cookie, true).body(Body::empty()).unwrap()).await
    }

    /// Posts a form as our own script does.
    pub async fn post(&self, path: &str, cookie: &str, form: impl Into<Body>) -> Answer {
        let body = form.into();
        let length = axum::body::HttpBody::size_hint(&body).lower();
        self.send(Self::request(Method::POST, path, cookie, false).header(header::CONTENT_LENGTH, length).body(body).unwrap()).await
    }

    /// The address of a server function, by its name in Rust.
    pub fn function(name: &str) -> &'static str {
        let mut all = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path);
        all.find(|path| path.trim_start_matches("/api/").trim_end_matches(|letter: char| letter.is_ascii_digit()) == name).unwrap()
    }

    /// A request from our own page, with or without JavaScript.
    pub fn request(method: Method, path: &str, cookie: &str, page: bool) -> axum::http::request::Builder {
        let mut request = Request::builder()
            .method(method.clone())
            .uri(path)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ACCEPT, if page { "text/html" } else { "application/json" });
        if method == Method::POST {
            request = request
                .header(header::ORIGIN, "http://127.0.0.1:3000")
                .header("sec-fetch-site", "same-origin")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if cookie.is_empty() { request } else { request.header(header::COOKIE, cookie) }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }
}
