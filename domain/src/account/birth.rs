//! Month and year of birth, asked neutrally, to let in adults only.

/// A month and a year that a living person can have been born in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Birth {
    /// From 1900.
    pub year: i64,
    /// From 1 to 12.
    pub month: i64,
}

impl Birth {
    /// Reads what was chosen, against the present `(year, month)`. Refuses, with a sentence, what can't be a birth.
    pub fn parse(year: &str, month: &str, now: (i64, i64)) -> Result<Self, &'static str> {
        const WRONG: &str = "Choose the month and the year you were born in.";
        let month: i64 = month.trim().parse().map_err(|_| WRONG)?;
        let year: i64 = year.trim().parse().map_err(|_| WRONG)?;
        let born = Self { year, month };
        if (1..=12).contains(&month) && year >= 1900 && born.months() <= now.0 * 12 + now.1 { Ok(born) } else { Err(WRONG) }
    }

    /// Whether the person is surely 18: the day is not asked, so the month of the 18th birthday must be over.
    pub fn is_adult(self, now: (i64, i64)) -> bool {
        now.0 * 12 + now.1 - self.months() > 18 * 12
    }

    fn months(self) -> i64 {
        self.year * 12 + self.month
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_let_in_after_the_month_of_their_eighteenth_birthday() {
        let now = (2026, 11);
        let adult = |year, month| Birth::parse(year, month, now).map(|born| born.is_adult(now));
        assert_eq!(adult("2008", "10"), Ok(true));
        assert_eq!(adult("2008", "11"), Ok(false));
        assert_eq!(adult("2008", "12"), Ok(false));
        assert_eq!(adult("1900", "1"), Ok(true));
        for (year, month) in [
            ("", ""),
            ("1899", "1"),
            ("2026", "12"),
            ("2027", "1"),
            ("1990", "13"),
            ("1990", "0"),
            ("x", "1"),
            ("99999999999999999999", "1"),
        ] {
            assert!(adult(year, month).is_err(), "{year} {month}");
        }
    }
}
