//! Time as the whole house counts it.

/// Microseconds since 1970-01-01 UTC.
pub type Micros = i64;

/// One second in [`Micros`].
pub const SECOND: Micros = 1_000_000;
/// One minute in [`Micros`].
pub const MINUTE: Micros = 60 * SECOND;
/// One hour in [`Micros`].
pub const HOUR: Micros = 60 * MINUTE;
/// One day of 24 hours in [`Micros`].
pub const DAY: Micros = 24 * HOUR;
