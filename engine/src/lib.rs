//! The acts of Alongside: one async function for each thing a person can do, each in one transaction with its event.
#![forbid(unsafe_code)]

pub mod account;
pub mod actor;
pub mod billing;
pub mod bus;
pub mod chat;
pub mod clock;
pub mod contacts;
pub mod db;
pub mod demo;
pub mod error;
pub mod id;
pub mod jobs;
pub mod library;
mod looking;
pub mod mail;
pub mod meetings;
pub mod notices;
pub mod orgs;
pub mod outbox;
pub mod reviews;
pub mod settings;
pub mod supporters;
pub mod time_labels;
pub mod vault;
pub mod wall;

use std::sync::Arc;

pub use actor::Actor;
pub use clock::Clock;
pub use error::Error;
pub use settings::Settings;

/// Everything an act needs. Cheap to clone; one for each process (or each test).
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

struct Inner {
    db: db::Db,
    clock: Clock,
    bus: bus::Bus,
    mail: mail::Mail,
    pay: billing::Pay,
    vault: vault::Vault,
    settings: Settings,
    directory: supporters::Directory,
}

impl Engine {
    /// Opens the database (creating and migrating it as needed) and puts the parts together.
    pub async fn open(settings: Settings, clock: Clock) -> Result<Self, Error> {
        let vault = vault::Vault::from_settings(&settings.key)?;
        let bus = bus::Bus::local();
        let db = db::Db::open(&settings.database, clock.clone(), bus.clone()).await?;
        let mail = mail::Mail::from_settings(&settings.mail, db.clone())?;
        let pay = billing::Pay::from_settings(&settings.payments);
        Ok(Self { inner: Arc::new(Inner { db, clock, bus, mail, pay, vault, settings, directory: supporters::Directory::default() }) })
    }

    /// The database: a pool to read from and the one way to write.
    pub fn db(&self) -> &db::Db {
        &self.inner.db
    }

    /// The time, as this engine sees it.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Who hears what has happened.
    pub fn bus(&self) -> &bus::Bus {
        &self.inner.bus
    }

    /// The post office.
    pub fn mail(&self) -> &mail::Mail {
        &self.inner.mail
    }

    /// Who moves the money.
    pub fn pay(&self) -> &billing::Pay {
        &self.inner.pay
    }

    /// Seals what the database must not give away.
    pub fn vault(&self) -> &vault::Vault {
        &self.inner.vault
    }

    /// Who can be found, held in memory.
    pub fn directory(&self) -> &supporters::Directory {
        &self.inner.directory
    }

    /// What the operator chose.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Whether people can read their letters on the site itself: a demo site whose letters leave for nowhere.
    pub fn shows_letters(&self) -> bool {
        self.inner.settings.demo && matches!(self.inner.settings.mail, settings::MailSettings::Sandbox)
    }

    /// Ends the writer after the acts that are already waiting, so that nothing that was acknowledged is lost.
    pub async fn close(&self) {
        self.inner.db.close().await;
    }
}
