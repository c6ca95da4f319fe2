//! An answer of the server, whatever type it has: signals and resources then hold one type for all.
use crate::{AppError, wire};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::any::Any;
use std::sync::Arc;

/// As it was made here, or as the server wrote it into the page.
#[derive(Clone)]
pub enum Told {
    Known(Arc<dyn Held + Send + Sync>),
    Text(Arc<str>),
}

impl Told {
    /// Holds it.
    pub fn of<T: Serialize + Send + Sync + 'static>(value: T) -> Self {
        Self::Known(Arc::new(value))
    }

    /// Gives it back to who knows its type.
    pub fn take<T: DeserializeOwned + Clone + 'static>(&self) -> Result<T, AppError> {
        match self {
            Self::Known(value) => value.any().downcast_ref::<T>().cloned().ok_or(AppError::Malformed),
            Self::Text(text) => wire::read(text.as_bytes()),
        }
    }
}

pub trait Held {
    fn any(&self) -> &dyn Any;
    /// Only the server writes answers into pages: a phone need not know how.
    #[cfg(feature = "ssr")]
    fn text(&self) -> Result<String, serde_json::Error>;
}

impl<T: Serialize + 'static> Held for T {
    fn any(&self) -> &dyn Any {
        self
    }

    #[cfg(feature = "ssr")]
    fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error;
        let text = match self {
            #[cfg(feature = "ssr")]
            Self::Known(value) => value.text().map_err(S::Error::custom)?,
            #[cfg(not(feature = "ssr"))]
            Self::Known(_) => return Err(S::Error::custom("only the server writes answers into pages")),
            Self::Text(text) => text.to_string(),
        };
        RawValue::from_string(text).map_err(S::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Told {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer).map_err(D::Error::custom)?;
        Ok(Self::Text(raw.get().into()))
    }
}
