//! Remembers what a step was made from, so that the second run does nothing without need.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::place::{Place, files_under, read, write};
use crate::say::Outcome;

/// The inputs of one step, taken together.
pub struct Stamp {
    file: PathBuf,
    digest: Sha256,
}

impl Stamp {
    /// A stamp for the step of that name.
    pub fn of(place: &Place, step: &str) -> Stamp {
        Stamp { file: place.notes().join("stamps").join(step), digest: Sha256::new() }
    }

    /// Adds a word that changes the result, such as a version or an option.
    pub fn word(mut self, word: &str) -> Stamp {
        self.digest.update(word.as_bytes());
        self.digest.update([0]);
        self
    }

    /// Adds a file, or every file of a folder: names and contents.
    pub fn files(mut self, path: &Path) -> Outcome<Stamp> {
        for file in files_under(path)? {
            self.digest.update(file.to_string_lossy().as_bytes());
            self.digest.update([0]);
            self.digest.update(Sha256::digest(read(&file)?));
        }
        Ok(self)
    }

    /// Compares with the last time. `made` is what the step leaves behind: when that is gone, it has to be made again.
    pub fn seal(self, made: &[&Path]) -> Sealed {
        let now = hex(&self.digest.finalize());
        let before = std::fs::read_to_string(&self.file).unwrap_or_default();
        let fresh = before == now && made.iter().all(|path| path.exists());
        Sealed { file: self.file, now, fresh }
    }
}

/// A finished stamp.
pub struct Sealed {
    file: PathBuf,
    now: String,
    fresh: bool,
}

impl Sealed {
    /// True when nothing changed since the step was last done.
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Remembers that the step is done.
    pub fn keep(&self) -> Outcome {
        write(&self.file, &self.now)
    }
}

/// A short name for a content: the first 16 hexadecimal digits of its SHA-256.
pub fn short_hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content))[..16].to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_hash_is_the_beginning_of_the_sha256() {
        assert_eq!(short_hash(b"abc"), "ba7816bf8f01cfea");
    }
}
