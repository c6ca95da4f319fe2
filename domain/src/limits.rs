//! The numbers of meetings and money that the operator of a site may choose, in `[limits]` of Leptos.toml. Everything else that
//! is counted stays a constant beside its rule: docs/decisions/0009-limits.md says which and why.
use crate::Micros;
use crate::time::{HOUR, MINUTE};
use std::ops::RangeInclusive;
use std::sync::OnceLock;

macro_rules! limits {
    ($( $(#[$about:meta])+ $name:ident = $usual:literal in $least:literal..=$most:literal; )+) => {
        /// The numbers, each within its bounds.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct Limits { $( $(#[$about])+ pub $name: i64, )+ }

        impl Default for Limits {
            fn default() -> Self {
                Self { $( $name: $usual, )+ }
            }
        }

        impl Limits {
            /// The names, as they stand in Leptos.toml, and what each may be.
            pub const ALL: &[(&'static str, RangeInclusive<i64>)] = &[$( (stringify!($name), $least..=$most), )+];

            fn numbers(&self) -> Vec<i64> {
                vec![$( self.$name, )+]
            }

            fn slots(&mut self) -> Vec<&mut i64> {
                vec![$( &mut self.$name, )+]
            }
        }
    };
}

limits! {
    /// A group holds at most this many registrants, hosts not counted.
    group_seats = 45 in 1..=500;
    /// A series holds at most this many meetings.
    series_meetings = 13 in 2..=52;
    /// The lowest price of a group that is not free, in cents.
    group_price_from = 299 in 50..=100_000;
    /// The lowest price of 1on1 Coaching, in cents.
    coaching_price_from = 1_999 in 50..=100_000;
    /// The highest price, in cents.
    price_to = 50_000 in 50..=1_000_000;
    /// **Join** shows from so many minutes before the start until the end.
    join_minutes = 15 in 1..=120;
    /// The waiting list closes so many minutes before the start: no offer is made that can't be taken up.
    list_closes_minutes = 10 in 0..=240;
    /// Cancelling is free, and paid money comes back, more than so many hours before the start. From 1: letters say "at least".
    free_cancel_hours = 24 in 1..=168;
    /// A checkout holds the seat for so many minutes.
    hold_minutes = 15 in 5..=120;
    /// Money from a meeting is held until so many hours after it took place. From 1: the page says "until … after".
    payout_hours = 48 in 1..=720;
}

static CHOSEN: OnceLock<Limits> = OnceLock::new();

/// The limits of this site: those that were chosen at the start, or the usual ones.
pub fn limits() -> &'static Limits {
    CHOSEN.get_or_init(Limits::default)
}

/// Chooses the limits, once, before anything asks for them; answers whether that was in time.
pub fn choose(limits: Limits) -> bool {
    CHOSEN.set(limits).is_ok()
}

impl Limits {
    /// Sets one by its name. An unknown name, a number out of bounds or prices that leave none to choose are told in a sentence.
    pub fn set(&mut self, name: &str, number: i64) -> Result<(), String> {
        let Some((at, (_, bounds))) = Self::ALL.iter().enumerate().find(|(_, (known, _))| *known == name) else {
            return Err(format!("There is no limit called {name}."));
        };
        if !bounds.contains(&number) {
            return Err(format!("The limit {name} must be a whole number from {} to {}.", bounds.start(), bounds.end()));
        }
        if let Some(slot) = self.slots().into_iter().nth(at) {
            *slot = number;
        }
        Ok(())
    }

    /// Refuses prices that leave none to choose.
    pub fn check(self) -> Result<Self, String> {
        if self.price_to < self.group_price_from.max(self.coaching_price_from) {
            return Err("The limit price_to must not be lower than group_price_from and coaching_price_from.".into());
        }
        Ok(self)
    }

    /// The numbers as one word, for the page that tells the browser.
    pub fn to_word(&self) -> String {
        self.numbers().iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
    }

    /// Reads the word; `None` for one of another version.
    pub fn from_word(word: &str) -> Option<Self> {
        let numbers: Vec<i64> = word.split(',').map(|number| number.parse().ok()).collect::<Option<_>>()?;
        let mut limits = Self::default();
        if numbers.len() != Self::ALL.len() {
            return None;
        }
        for ((name, _), number) in Self::ALL.iter().zip(numbers) {
            limits.set(name, number).ok()?;
        }
        limits.check().ok()
    }

    /// How long before the start the door opens.
    pub fn join_before(&self) -> Micros {
        self.join_minutes * MINUTE
    }

    /// How long before the start the waiting list closes.
    pub fn list_closes(&self) -> Micros {
        self.list_closes_minutes * MINUTE
    }

    /// How long before the start cancelling stops being free.
    pub fn free_cancel(&self) -> Micros {
        self.free_cancel_hours * HOUR
    }

    /// How long a checkout holds the seat.
    pub fn hold(&self) -> Micros {
        self.hold_minutes * MINUTE
    }

    /// How long after a meeting its money is held.
    pub fn payout_after(&self) -> Micros {
        self.payout_hours * HOUR
    }
}

/// "1 minute", "15 minutes".
pub fn minutes(number: i64) -> String {
    if number == 1 { "1 minute".to_owned() } else { format!("{number} minutes") }
}

/// "1 hour", "24 hours".
pub fn hours(number: i64) -> String {
    if number == 1 { "1 hour".to_owned() } else { format!("{number} hours") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_numbers_keep_their_own_bounds_and_come_back_from_the_page() {
        let usual = Limits::default();
        for ((name, bounds), number) in Limits::ALL.iter().zip(usual.numbers()) {
            assert!(bounds.contains(&number), "{name}");
        }
        assert_eq!(Limits::from_word(&usual.to_word()), Some(usual));
        let other = Limits { group_seats: 60, payout_hours: 1, ..usual };
        assert_eq!(Limits::from_word(&other.to_word()), Some(other));
        for wrong in ["", "45", "x", &format!("{},1", usual.to_word()), &usual.to_word().replace("45", "0")] {
            assert_eq!(Limits::from_word(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_number_out_of_bounds_is_told_in_a_sentence() {
        let mut limits = Limits::default();
        assert_eq!(limits.set("group_seats", 60), Ok(()));
        assert_eq!(limits.group_seats, 60);
        assert!(limits.set("group_seats", 0).expect_err("too few").contains("from 1 to 500"));
        for hours in ["free_cancel_hours", "payout_hours"] {
            assert!(limits.set(hours, 0).expect_err("0 hours can't be told").contains("from 1 to"));
        }
        assert!(limits.set("chairs", 4).expect_err("unknown").contains("chairs"));
        assert!(Limits { price_to: 1_000, ..limits }.check().expect_err("no coaching could be asked for").contains("price_to"));
    }

    #[test]
    fn lengths_read_as_people_say_them() {
        assert_eq!(
            (minutes(1).as_str(), minutes(15).as_str(), hours(1).as_str(), hours(24).as_str()),
            ("1 minute", "15 minutes", "1 hour", "24 hours")
        );
    }
}
