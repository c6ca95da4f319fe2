//! Passwords at rest: Argon2id with the costs that OWASP asks for at least, off the async threads, two at a time.
use crate::{Error, id};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

/// Each takes 19 MiB and about 60 ms of a core: more at once would only make everybody wait.
static PERMITS: Semaphore = Semaphore::const_new(2);

/// The hash of a password that nobody has, at the same cost as all others.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$VkBg1K/ZMJ5uEqBJp9q28Q$27gucYnrCCenuYnhLJX/HUhjV0vs8ZrjZDGU+Q+LU6w";

fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(19_456, 2, 1, None).map_err(Error::fault)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a password with a salt of its own; the answer names its costs, so that they can be raised later.
pub async fn hash(password: &str) -> Result<String, Error> {
    let password = password.to_owned();
    off_thread(move || Ok(argon2()?.hash_password_with_salt(password.as_bytes(), &id::salt()).map_err(Error::fault)?.to_string())).await
}

/// Whether a stored hash was made at other costs than today's.
pub fn outdated(stored: &str) -> bool {
    !stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")
}

/// Whether the password is the one that `stored` was made from. Without a stored one it takes as long and says no.
pub async fn matches(password: &str, stored: Option<String>) -> Result<bool, Error> {
    let password = password.to_owned();
    off_thread(move || {
        let somebody = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODYS.to_owned());
        let stored = PasswordHash::new(&stored).map_err(Error::fault)?;
        Ok(argon2()?.verify_password(password.as_bytes(), &stored).is_ok() && somebody)
    })
    .await
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    let _permit = PERMITS.acquire().await.map_err(Error::fault)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::fault)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() -> Result<(), Error> {
        let stored = hash("quiet-river-stone-9").await?;
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(matches("quiet-river-stone-9", Some(stored.clone())).await?);
        assert!(!matches("quiet-river-stone-8", Some(stored)).await?);
        Ok(())
    }

    #[tokio::test]
    async fn nobodys_password_is_checked_at_the_same_cost_and_never_right() -> Result<(), Error> {
        assert!(NOBODYS.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(!matches("", None).await?);
        Ok(())
    }
}
