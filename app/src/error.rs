//! What a server function can answer besides its result. Only plain sentences and codes cross the border.
use domain::Refusal;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::ServerFnErrorErr;

/// Why something did not happen, as the screen sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// A rule says no, in words for the person.
    #[error("{0}")]
    Refused(Refusal),
    /// It does not exist, or is none of this person's business.
    #[error("We could not find that. It may have been taken away.")]
    NotFound,
    /// Only signed-in people can do this.
    #[error("Please sign in first.")]
    SignIn,
    /// The person's role does not allow it.
    #[error("You are not allowed to do that.")]
    Forbidden,
    /// Too much to do just now.
    #[error("The site is very busy. Nothing was lost. Please try again in a moment.")]
    Busy,
    /// Our fault; the code is in the log.
    #[error("Something broke on our side. Nothing was lost. Please try again. If it happens again, tell us this code: {0}.")]
    Fault(String),
    /// The browser could not reach us.
    #[error("We could not reach the site. Your line may be down. Nothing was lost: please try again.")]
    Unreachable,
    /// The request does not make sense to us.
    #[error("Something in the form was not filled in the way we expected. Please check it and try again.")]
    Malformed,
}

impl AppError {
    /// The sentence for one field of a form, if that field has a problem.
    pub fn about(&self, field: &str) -> Option<String> {
        match self {
            Self::Refused(refusal) => refusal.problems().iter().find(|problem| problem.field == field).map(|problem| problem.says.clone()),
            _ => None,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unreachable,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Serialization(_) => {
                #[cfg(feature = "ssr")]
                crate::ctx::answer_with(axum::http::StatusCode::BAD_REQUEST);
                Self::Malformed
            }
            // In the house this is a body that is no form; in the browser the answer of a proxy or of a server of another version.
            #[cfg(feature = "ssr")]
            ServerFnErrorErr::Deserialization(_) => {
                crate::ctx::answer_with(axum::http::StatusCode::BAD_REQUEST);
                Self::Malformed
            }
            #[cfg(not(feature = "ssr"))]
            ServerFnErrorErr::Deserialization(_) => Self::Unreachable,
            _ => Self::Fault("FRAME".into()),
        }
    }
}

#[cfg(feature = "ssr")]
impl From<engine::Error> for AppError {
    fn from(error: engine::Error) -> Self {
        use axum::http::StatusCode;
        let (status, error) = match error {
            engine::Error::Refused(refusal @ Refusal::TooManyTries(_)) => (StatusCode::TOO_MANY_REQUESTS, Self::Refused(refusal)),
            engine::Error::Refused(refusal) => (StatusCode::UNPROCESSABLE_ENTITY, Self::Refused(refusal)),
            engine::Error::NotFound => (StatusCode::NOT_FOUND, Self::NotFound),
            engine::Error::SignIn => (StatusCode::UNAUTHORIZED, Self::SignIn),
            engine::Error::Forbidden => (StatusCode::FORBIDDEN, Self::Forbidden),
            engine::Error::Busy => (StatusCode::SERVICE_UNAVAILABLE, Self::Busy),
            engine::Error::Fault(code) => (StatusCode::INTERNAL_SERVER_ERROR, Self::Fault(code)),
        };
        crate::ctx::answer_with(status);
        error
    }
}
