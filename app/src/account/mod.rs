//! Accounts: signing up, in and out, and a person's own pages.
pub mod api;
#[cfg(feature = "ssr")]
pub mod cookie;
#[cfg(feature = "ssr")]
mod demo;
pub mod own;
pub mod parts;
mod reset;
mod sign_in;
mod sign_in_code;
mod sign_out;
mod sign_up;
mod staff;
#[cfg(feature = "ssr")]
pub mod typed;
mod verify;

pub use reset::ResetPassword;
pub use sign_in::SignIn;
pub use sign_in_code::SignInCode;
pub use sign_out::SignOut;
pub use sign_up::SignUp;
pub use staff::PeopleForStaff;
pub use verify::Verify;

use domain::AccountId;
use domain::account::Next;

/// The query that carries a person through the doors: where they were going, and whom they wanted to ask.
/// What is not a place of ours or not an id is left out.
pub fn carried(next: &str, ask: &str) -> String {
    let next = Next::parse(next).filter(|next| next.as_str() != "/").map(|next| format!("next={}", escaped(next.as_str())));
    let ask = AccountId::parse(ask).map(|ask| format!("ask={ask}"));
    [next, ask].into_iter().flatten().collect::<Vec<_>>().join("&")
}

/// Percent-encodes what can't stand in the value of a query.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_and_people_of_ours_are_carried_through_the_doors() {
        let ask = "0190b6f0-7c1e-7a55-8f00-0123456789ab";
        assert_eq!(carried("/supporters?q=a&page=2", ask), format!("next=/supporters%3Fq%3Da%26page%3D2&ask={ask}"));
        assert_eq!(carried("//evil.example", "me"), "");
        assert_eq!(carried("/", ""), "");
    }
}
