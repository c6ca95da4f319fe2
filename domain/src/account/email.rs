//! Email addresses: where letters go. Never shown to other members.

/// An address that looks deliverable. Whether it is one, only a letter can tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Email(String);

impl Email {
    /// Reads an address. Refuses, with a sentence, what no mail server would take: RFC 5321 allows 64 characters before
    /// the @ and 254 in all. Quoted names and bare IP addresses are refused too: people do not have them.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const WRONG: &str = "Write an email address like name@example.com.";
        let text = text.trim();
        let (name, host) = text.rsplit_once('@').ok_or(WRONG)?;
        let name_fits = (1..=64).contains(&name.len())
            && !name.starts_with('.')
            && !name.ends_with('.')
            && !name.contains("..")
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
        let labels: Vec<&str> = host.split('.').collect();
        let host_fits = labels.len() >= 2
            && labels.iter().all(|label| {
                (1..=63).contains(&label.len())
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            })
            && labels.last().is_some_and(|last| last.len() >= 2 && !last.bytes().all(|b| b.is_ascii_digit()));
        if text.len() <= 254 && name_fits && host_fits { Ok(Self(text.to_owned())) } else { Err(WRONG) }
    }

    /// As the person wrote it: letters go there.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In small letters: two accounts can't differ by capitals alone.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// The part before the @.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_that_mail_servers_take_are_taken() {
        for fine in [
            "a@b.co",
            "anna.maria+peer@mail.example.org",
            "ANNA@Example.COM",
            "o'neil@example.com",
            " anna@example.com ",
            "x@xn--bcher-kva.example",
        ] {
            assert!(Email::parse(fine).is_ok(), "{fine}");
        }
        assert_eq!(Email::parse("ANNA@Example.COM").map(|email| email.key()), Ok("anna@example.com".to_owned()));
    }

    #[test]
    fn what_no_letter_could_reach_is_refused() {
        let long = format!("{}@example.com", "a".repeat(65));
        let longer = format!("a@{}.com", "a.".repeat(130));
        for wrong in [
            "",
            "anna",
            "@example.com",
            "anna@",
            "anna@example",
            "anna@@example.com",
            "an na@example.com",
            "anna@exa mple.com",
            "anna@-example.com",
            "anna@example..com",
            ".anna@example.com",
            "anna.@example.com",
            "an..na@example.com",
            "anna@127.0.0.1",
            "\"anna\"@example.com",
            "anna@example.com\nBcc: all@example.com",
            "anna@example.com,bob@example.com",
            "<anna@example.com>",
            &long,
            &longer,
        ] {
            assert!(Email::parse(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_passes_could_smuggle_a_second_line_or_receiver(text in "\\PC{0,30}@\\PC{0,30}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert!(!email.as_str().contains(['\n', '\r', ',', ';', '<', '>', ' ', '"', '\0']));
                prop_assert!(email.as_str().is_ascii());
                prop_assert_eq!(Email::parse(&email.key()).map(|again| again.key()), Ok(email.key()));
            }
        }
    }
}
