//! The only place that makes ids and secrets.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Micros;
use sha2::{Digest, Sha256};

/// A UUIDv7 for something made at `now`: ids sort by time.
pub fn new(now: Micros) -> String {
    let seconds = u64::try_from(now.div_euclid(1_000_000)).unwrap_or_default();
    let nanos = u32::try_from(now.rem_euclid(1_000_000) * 1_000).unwrap_or_default();
    let time = uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos);
    uuid::Uuid::new_v7(time).to_string()
}

/// A secret of 256 bits for a cookie or a link, as 43 letters that need no escaping.
pub fn secret() -> String {
    #[allow(clippy::disallowed_methods, reason = "this is the one place")]
    let bytes: [u8; 32] = rand::random();
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is stored of a secret: its SHA-256. A secret of 256 bits needs no salt.
pub fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

/// A salt of 128 bits for a password's hash.
pub fn salt() -> [u8; 16] {
    bytes()
}

/// Bytes by chance.
pub fn bytes<const LENGTH: usize>() -> [u8; LENGTH] {
    #[allow(clippy::disallowed_methods, reason = "this is the one place")]
    rand::random()
}
