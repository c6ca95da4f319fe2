//! What the operator of a site chooses, already read and checked by the process that starts the engine.
use std::path::PathBuf;

/// All choices that acts depend on.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address people type, without a trailing slash, for links in letters: `https://alongside.example`.
    pub origin: String,
    /// Where the rows live.
    pub database: Database,
    /// How letters leave.
    pub mail: MailSettings,
    /// Who moves the money.
    pub payments: PaySettings,
    /// The key for what the database holds sealed.
    pub key: KeySettings,
    /// Whether this site shows the demo town, its accounts and its letters.
    pub demo: bool,
}

/// Where the rows live.
#[derive(Clone, Debug)]
pub enum Database {
    /// One file in the data folder.
    Sqlite(PathBuf),
    /// A PostgreSQL server, by its address.
    Postgres(String),
}

/// The key for what the database holds sealed.
#[derive(Clone)]
pub enum KeySettings {
    /// In a file that only its owner can read; it is made at the first start. It belongs into every backup, beside the database.
    File(PathBuf),
    /// The key itself, for more than one machine on one database.
    Given([u8; 32]),
}

impl std::fmt::Debug for KeySettings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(file) => out.debug_tuple("File").field(file).finish(),
            Self::Given(_) => out.write_str("Given(..)"),
        }
    }
}

/// How letters leave.
#[derive(Clone, Debug)]
pub enum MailSettings {
    /// They stay here, to be read at `/sandbox/mail`.
    Sandbox,
    /// They go out through an SMTP server.
    Smtp {
        /// `smtps://user:password@host:465` or `smtp://host:25`.
        url: String,
        /// The address in From, such as `Alongside <hello@alongside.example>`.
        from: String,
    },
}

/// Who moves the money.
#[derive(Clone, Debug)]
pub enum PaySettings {
    /// Nobody: a page of our own stands for the payment service.
    Sandbox,
    /// Stripe Checkout.
    Stripe {
        /// `https://api.stripe.com`, or a stand-in's address.
        base: String,
        /// The secret key.
        key: String,
        /// The secret that its hooks are signed with.
        hook_secret: String,
    },
}

impl Settings {
    /// A site on SQLite in `folder`, with the letter sandbox: what `cargo xtask run` and the tests start with.
    pub fn at_home(folder: &std::path::Path) -> Self {
        Self {
            origin: "http://127.0.0.1:3000".into(),
            database: Database::Sqlite(folder.join("alongside.db")),
            mail: MailSettings::Sandbox,
            payments: PaySettings::Sandbox,
            key: KeySettings::File(folder.join("secret.key")),
            demo: true,
        }
    }
}
