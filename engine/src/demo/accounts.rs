//! The members of the town, and the accounts that a visitor of a demo site may sign in with.
use super::dice::Dice;
use super::words::Words;
use crate::account::NewAccount;
use domain::time::DAY;
use domain::topics::TOPICS;
use domain::{AccountId, Micros, Role};

/// The password of everybody in the town.
pub const PASSWORD: &str = "alongside-demo";

/// An account that the sign-in page of a demo site offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// What to type.
    pub email: &'static str,
    /// The name others see, and the address of a supporter's profile.
    pub username: &'static str,
}

/// The accounts to try the site with. All share [`PASSWORD`].
pub const ACCOUNTS: [DemoAccount; 6] = [
    DemoAccount { email: "member@demo.test", username: "demo-member" },
    DemoAccount { email: "newcomer@demo.test", username: "demo-newcomer" },
    DemoAccount { email: "supporter@demo.test", username: "demo-supporter" },
    DemoAccount { email: "leader@demo.test", username: "demo-leader" },
    DemoAccount { email: "orgadmin@demo.test", username: "demo-orgadmin" },
    DemoAccount { email: "admin@demo.test", username: "demo-admin" },
];

/// How many members the town has, the demo accounts that are members included.
const MEMBERS: usize = 300;

const ZONES: [&str; 10] = [
    "America/New_York",
    "America/New_York",
    "America/New_York",
    "America/Chicago",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Los_Angeles",
    "Pacific/Honolulu",
];
const PRONOUNS: [&str; 8] = ["", "", "", "she/her", "she/her", "he/him", "he/him", "they/them"];
const LANGUAGES: [&str; 8] = ["en", "en", "en", "en", "en,es", "en,es", "en,vi", "en,zh"];

/// The address that an account of the town signs in with.
pub fn email_of(username: &str) -> String {
    let demo = ACCOUNTS.iter().find(|account| account.username == username);
    demo.map_or_else(|| format!("{username}@demo.test"), |demo| demo.email.to_owned())
}

/// All members: first the demo accounts among them, then the others. Staff is the last. So many places are kept for the
/// group leaders of organizations.
pub fn members(words: &Words, password_hash: &str, kept: usize, now: Micros) -> Vec<NewAccount> {
    let mut dice = Dice::for_subject("members");
    let mut all: Vec<NewAccount> = Vec::new();
    let known = ["demo-member", "demo-newcomer", "demo-leader", "demo-orgadmin"];
    let others = words.members.usernames.iter().map(String::as_str);
    for (place, username) in known.into_iter().chain(others).take(MEMBERS - kept).enumerate() {
        let joined = match username {
            "demo-newcomer" => now - dice.between(20, 50) * domain::time::MINUTE,
            "demo-member" => now - 240 * DAY,
            _ => now - dice.between(4 * 24, 700 * 24) * domain::time::HOUR,
        };
        let mut account = NewAccount::member(AccountId::trusted(dice.id(joined)), username, &email_of(username), password_hash, joined);
        account.birth_year = dice.between(1948, 2006);
        account.birth_month = dice.between(1, 12);
        if place >= known.len() {
            if dice.chance(40) {
                account.about = dice.pick(&words.members.abouts).cloned().unwrap_or_default();
            }
            account.pronouns = dice.pick(&PRONOUNS).copied().unwrap_or_default().to_owned();
            account.languages = dice.pick(&LANGUAGES).copied().unwrap_or("en").to_owned();
            account.time_zone = dice.pick(&ZONES).copied().unwrap_or("America/New_York").to_owned();
            let how_many = dice.between(0, 3);
            account.interests = dice.some(TOPICS, how_many).iter().map(|topic| topic.slug).collect::<Vec<_>>().join(",");
        }
        match username {
            "demo-member" => {
                account.about = "Here to listen more than to talk, for now.".to_owned();
                account.pronouns = "she/her".to_owned();
                account.interests = "grief,anxiety".to_owned();
            }
            "demo-leader" => account.about = "I lead the Tuesday group.".to_owned(),
            _ => {}
        }
        all.push(account);
    }
    let joined = now - 900 * DAY;
    let id = AccountId::trusted(dice.id(joined));
    let staff = NewAccount::member(id, "demo-admin", &email_of("demo-admin"), password_hash, joined);
    all.push(NewAccount { role: Role::Staff, ..staff });
    all
}
