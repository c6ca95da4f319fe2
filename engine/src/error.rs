//! What an act can answer besides its result.
use domain::Refusal;

/// Why an act did not happen. Only [`Error::Fault`] is our fault; the others are answers.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// A rule says no, in words for the person who asked.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// It does not exist, or the person may not know that it does.
    #[error("not found")]
    NotFound,
    /// Only signed-in people can do this.
    #[error("sign in first")]
    SignIn,
    /// The person's role does not allow it, and its existence is no secret.
    #[error("not allowed")]
    Forbidden,
    /// The database has too much to do, or its disk is full. Nothing was changed.
    #[error("busy")]
    Busy,
    /// Something broke. It was logged once, beside this code; only the code leaves the house.
    #[error("fault {0}")]
    Fault(String),
}

impl Error {
    /// Logs what broke and keeps only a short code to show.
    pub fn fault(what: impl std::fmt::Display) -> Self {
        let code = crate::id::secret().chars().filter(char::is_ascii_alphanumeric).take(8).collect::<String>().to_uppercase();
        tracing::error!(%code, "{what}");
        Self::Fault(code)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => {
                tracing::warn!("no database connection was free in time");
                Self::Busy
            }
            // SQLITE_BUSY and SQLITE_FULL; on PostgreSQL a lost race. The act was rolled back, trying again is right.
            sqlx::Error::Database(database) if matches!(database.code().as_deref(), Some("5" | "13" | "517" | "40001" | "40P01")) => {
                tracing::warn!(%error, "the database is busy or its disk is full");
                Self::Busy
            }
            // A letter that PostgreSQL keeps in no row: what has it was never ours.
            sqlx::Error::Database(database) if database.code().as_deref() == Some("22021") => Self::NotFound,
            _ => Self::fault(error),
        }
    }
}
