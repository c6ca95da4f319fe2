//! The only place that asks the machine what time it is.
use domain::Micros;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The time: the machine's, or one that a test holds still and moves.
#[derive(Clone, Default)]
pub struct Clock {
    held: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's own clock.
    pub fn real() -> Self {
        Self::default()
    }

    /// A clock that stands at `at` until it is moved.
    pub fn held_at(at: Micros) -> Self {
        Self { held: Some(Arc::new(AtomicI64::new(at))) }
    }

    /// Moves a held clock forward. The real clock can't be moved.
    pub fn advance(&self, by: Micros) {
        if let Some(held) = &self.held {
            held.fetch_add(by, Ordering::SeqCst);
        }
    }

    /// Microseconds since 1970, UTC.
    pub fn now(&self) -> Micros {
        match &self.held {
            Some(held) => held.load(Ordering::SeqCst),
            #[allow(clippy::disallowed_methods, reason = "this is the one place")]
            None => chrono::Utc::now().timestamp_micros(),
        }
    }
}
