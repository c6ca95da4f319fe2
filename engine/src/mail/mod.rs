//! The post office: SMTP, or the sandbox whose letters a demo site shows at `/sandbox/mail`.
pub mod store;

use crate::Error;
use crate::db::Db;
use crate::settings::MailSettings;
use domain::Micros;
use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A letter, in plain text: it opens on every phone and hides no picture that tells on the reader.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Letter {
    /// The receiver's email address.
    pub to: String,
    /// The subject: nothing that a glance at a locked phone should give away.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// How letters leave.
#[derive(Clone)]
pub enum Mail {
    /// Through an SMTP server.
    Smtp {
        /// The connection pool.
        transport: AsyncSmtpTransport<Tokio1Executor>,
        /// The sender's address.
        from: Box<Mailbox>,
    },
    /// They stay in the database.
    Sandbox(Db),
}

impl Mail {
    /// Prepares the post office. A wrong address is told at the start, not at the first letter.
    pub fn from_settings(settings: &MailSettings, db: Db) -> Result<Self, Error> {
        match settings {
            MailSettings::Sandbox => Ok(Self::Sandbox(db)),
            MailSettings::Smtp { url, from } => {
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(|error| Error::fault(format!("the mail server's address can't be used: {error}")))?
                    .timeout(Some(Duration::from_secs(20)))
                    .build();
                let from = from.parse().map_err(|error| Error::fault(format!("the sender's address can't be used: {error}")))?;
                Ok(Self::Smtp { transport, from: Box::new(from) })
            }
        }
    }

    /// Sends a letter; an `Err` means that it did not leave and may be tried again.
    pub async fn send(&self, letter: &Letter, now: Micros) -> Result<(), Error> {
        match self {
            Self::Sandbox(db) => store::insert(db, letter.clone(), now).await,
            Self::Smtp { transport, from } => {
                let to = letter.to.parse().map_err(Error::fault)?;
                let message = Message::builder()
                    .from(from.as_ref().clone())
                    .to(to)
                    .subject(&letter.subject)
                    .header(lettre::message::header::ContentType::TEXT_PLAIN)
                    .body(letter.body.clone())
                    .map_err(Error::fault)?;
                transport.send(message).await.map_err(Error::fault)?;
                Ok(())
            }
        }
    }
}
