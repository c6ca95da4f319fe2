//! Typed ids: an account's id can't be handed in where a room's is wanted.
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes an id that comes from our own database or id maker.
            pub fn trusted(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// Reads an id from outside. Anything that can't be one of ours is `None`, which callers answer as "not found".
            pub fn parse(text: &str) -> Option<Self> {
                let fits = text.len() == 36 && text.bytes().all(|b| b == b'-' || b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
                fits.then(|| Self(text.to_owned()))
            }

            /// The id as it stands in the database and in addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

id! {
    /// A person's account. A supporter's id is their account's.
    AccountId,
    /// One signed-in device, as listed on the security page. Never the secret in the cookie.
    SessionId,
    /// A connection between two people, in whatever state.
    ConnectionId,
    /// A chat room, of two or of many.
    RoomId,
    /// A meeting.
    MeetingId,
    /// An organization.
    OrgId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_from_outside_must_look_like_one_of_ours() {
        assert!(AccountId::parse("0190b6f0-7c1e-7a55-8f00-0123456789ab").is_some());
        for wrong in ["", "x", "0190b6f0-7c1e-7a55-8f00-0123456789aZ", "../../etc/passwd", "0190b6f0-7c1e-7a55-8f00-0123456789ab0"] {
            assert!(AccountId::parse(wrong).is_none(), "{wrong}");
        }
    }
}
