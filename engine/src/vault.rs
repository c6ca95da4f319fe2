//! Seals the few things that the site has to read back and that a copy of the database must not give away: the keys that
//! people's apps for two-factor sign-in share with us. The key of the vault lives beside the database, never in it.
use crate::settings::KeySettings;
use crate::{Error, id};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// What a sealed text begins with. No base32 holds a colon, so what was stored before the vault is told apart.
const MARK: &str = "sealed1:";

/// Holds the key. It seals with ChaCha20-Poly1305 under nonces of chance, which is safe for billions of texts.
pub struct Vault {
    key: LessSafeKey,
}

impl Vault {
    /// Reads the key, or makes a key file where there is none. Refuses a key that is not 32 bytes.
    pub fn from_settings(settings: &KeySettings) -> Result<Self, Error> {
        let bytes = match settings {
            KeySettings::Given(bytes) => *bytes,
            KeySettings::File(file) => {
                let text =
                    read_or_make(file).map_err(|error| Error::fault(format!("the key file {} can't be used: {error}", file.display())))?;
                key(&text).ok_or_else(|| Error::fault(format!("the key file {} does not hold 32 bytes in base64", file.display())))?
            }
        };
        let key = UnboundKey::new(&CHACHA20_POLY1305, &bytes).map_err(|_| Error::fault("the key can't be used"))?;
        Ok(Self { key: LessSafeKey::new(key) })
    }

    /// Seals a text that belongs to `owner`: it opens for nobody else.
    pub fn seal(&self, owner: &str, text: &str) -> Result<String, Error> {
        let nonce = id::bytes::<NONCE_LEN>();
        let mut sealed = text.as_bytes().to_vec();
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(owner.as_bytes()), &mut sealed)
            .map_err(|_| Error::fault("a text can't be sealed"))?;
        Ok(format!("{MARK}{}", URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat())))
    }

    /// Opens what was sealed for `owner`; a text from before the vault is answered as it is. What was sealed under another
    /// key, or for somebody else, is a fault.
    pub fn open(&self, owner: &str, stored: &str) -> Result<String, Error> {
        let Some(sealed) = stored.strip_prefix(MARK) else { return Ok(stored.to_owned()) };
        self.unseal(owner, sealed).ok_or_else(|| {
            Error::fault("a sealed text does not open: the key file is not the one it was sealed with, or the row was moved or changed")
        })
    }

    fn unseal(&self, owner: &str, sealed: &str) -> Option<String> {
        let mut bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, text) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let text = self.key.open_in_place(nonce, Aad::from(owner.as_bytes()), text).ok()?;
        String::from_utf8(text.to_vec()).ok()
    }
}

/// Whether a stored text is sealed.
pub fn is_sealed(stored: &str) -> bool {
    stored.starts_with(MARK)
}

/// A key as it is written: 32 bytes in base64, of either alphabet.
pub fn key(text: &str) -> Option<[u8; 32]> {
    let plain = text.trim().trim_end_matches('=').replace('+', "-").replace('/', "_");
    URL_SAFE_NO_PAD.decode(plain).ok()?.try_into().ok()
}

/// The words of the key file. A new one is whole before it has its name, so that two starts at once agree on one.
fn read_or_make(file: &Path) -> std::io::Result<String> {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        read => return read,
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = file.with_extension(format!("new-{}", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut writing = options.open(&new)?;
    writing.write_all(format!("{}\n", URL_SAFE_NO_PAD.encode(id::bytes::<32>())).as_bytes())?;
    writing.sync_all()?;
    let named = fs::hard_link(&new, file);
    fs::remove_file(&new)?;
    match named {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => fs::read_to_string(file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(byte: u8) -> Vault {
        Vault::from_settings(&KeySettings::Given([byte; 32])).expect("32 bytes")
    }

    #[test]
    fn what_is_sealed_opens_for_its_owner_under_its_key_and_else_never() {
        let sealed = vault(1).seal("ann", "JBSWY3DP").expect("sealed");
        assert!(is_sealed(&sealed) && !sealed.contains("JBSWY3DP"));
        assert_ne!(vault(1).seal("ann", "JBSWY3DP").as_ref(), Ok(&sealed), "the same text never looks the same");
        assert_eq!(vault(1).open("ann", &sealed).as_deref(), Ok("JBSWY3DP"));
        assert!(vault(1).open("eve", &sealed).is_err(), "a row that was moved");
        assert!(vault(2).open("ann", &sealed).is_err(), "another key");
        let bent = format!("{}A", &sealed[..sealed.len() - 1]);
        assert!(vault(1).open("ann", if bent == sealed { "sealed1:AAAA" } else { &bent }).is_err(), "a row that was changed");
        assert!(vault(1).open("ann", "sealed1:").is_err());
        assert_eq!(vault(1).open("ann", "JBSWY3DP").as_deref(), Ok("JBSWY3DP"), "from before the vault");
    }

    #[test]
    fn a_key_file_is_made_once_for_its_owner_alone_and_a_bad_one_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("deep/secret.key");
        let settings = KeySettings::File(file.clone());
        let sealed = Vault::from_settings(&settings).and_then(|vault| vault.seal("ann", "x")).expect("made");
        assert_eq!(Vault::from_settings(&settings).and_then(|vault| vault.open("ann", &sealed)).as_deref(), Ok("x"), "the same key again");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(fs::read_dir(folder.path().join("deep")).expect("there").count(), 1, "nothing is left beside it");
        fs::write(&file, "short").expect("written");
        assert!(Vault::from_settings(&settings).is_err());
    }

    #[test]
    fn a_key_is_read_in_either_alphabet() {
        assert_eq!(key("//////////////////////////////////////////8=\n"), Some([255; 32]));
        assert_eq!(key("__________________________________________8"), Some([255; 32]));
        assert_eq!(key("AAAA"), None);
    }
}
