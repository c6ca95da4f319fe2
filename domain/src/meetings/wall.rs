//! Days and times as a clock on the wall shows them, without a zone: what a host types, and what a series repeats.
use serde::{Deserialize, Serialize};

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct WallDay(i64);

impl WallDay {
    /// Reads `2026-11-24`; a day that is in no calendar is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let month = parts.next().filter(|month| month.len() == 2)?.parse().ok()?;
        let day = parts.next().filter(|day| day.len() == 2)?.parse().ok()?;
        Self::new(year, month, day)
    }

    /// A year from 1970 to 2199, a month from 1, a day from 1.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        if !(1970..=2199).contains(&year) || !(1..=12).contains(&month) || day < 1 {
            return None;
        }
        // Howard Hinnant's count of days from a civil date: years that start in March make the leap day the last one.
        let (y, m) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
        let (era, of_era) = (y.div_euclid(400), y.rem_euclid(400));
        let of_year = (153 * m + 2) / 5 + day - 1;
        let found = Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468);
        (found.parts() == (year, month, day)).then_some(found)
    }

    /// Year, month and day.
    pub fn parts(self) -> (i64, i64, i64) {
        let shifted = self.0 + 719_468;
        let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let m = (5 * of_year + 2) / 153;
        let day = of_year - (153 * m + 2) / 5 + 1;
        let month = if m < 10 { m + 3 } else { m - 9 };
        (year_of_era + era * 400 + i64::from(month <= 2), month, day)
    }

    /// So many days later, or earlier.
    pub fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// How many days lie from this one to the other.
    pub fn until(self, other: Self) -> i64 {
        other.0 - self.0
    }

    /// 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> i64 {
        (self.0 + 3).rem_euclid(7) + 1
    }

    /// The first day of its month.
    pub fn month_start(self) -> Self {
        let (_, _, day) = self.parts();
        self.plus(1 - day)
    }
}

impl std::fmt::Display for WallDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A day and a time of day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct WallTime {
    /// The day.
    pub day: WallDay,
    /// Minutes since midnight, under 1,440.
    pub minute: i64,
}

impl WallTime {
    /// Reads what a date-time field sends: `2026-11-24T18:00`, with or without seconds, or with a space.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.trim().split_once(['T', ' '])?;
        let mut parts = time.split(':');
        let hour: i64 = parts.next()?.parse().ok().filter(|hour| (0..24).contains(hour))?;
        let minute: i64 = parts.next().filter(|minute| minute.len() == 2)?.parse().ok().filter(|minute| (0..60).contains(minute))?;
        Some(Self { day: WallDay::parse(day)?, minute: hour * 60 + minute })
    }
}

impl std::fmt::Display for WallTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.day, self.minute / 60, self.minute % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_is_read_as_the_calendar_has_it() {
        assert_eq!(WallDay::parse("1970-01-01"), Some(WallDay(0)));
        assert_eq!(WallDay::parse("2028-02-29").map(|day| day.plus(1).to_string()), Some("2028-03-01".into()));
        assert_eq!(WallDay::parse("2026-11-24").map(WallDay::weekday), Some(2));
        for wrong in ["2027-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-4-3", "", "2026-11", "9999-01-01"] {
            assert_eq!(WallDay::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_time_is_read_as_browsers_send_it() {
        let read = |text| WallTime::parse(text).map(|time| time.to_string());
        assert_eq!(read("2026-11-24T18:05").as_deref(), Some("2026-11-24T18:05"));
        assert_eq!(read("2026-11-24 18:05:30").as_deref(), Some("2026-11-24T18:05"));
        for wrong in ["2026-11-24", "2026-11-24T24:00", "2026-11-24T10:60", "2026-11-24Tx:10", "T10:00"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn every_day_comes_back_from_its_parts(days in 0_i64..80_000) {
            let day = WallDay(days);
            let (year, month, of_month) = day.parts();
            prop_assert_eq!(WallDay::new(year, month, of_month), Some(day));
            prop_assert_eq!(WallDay::parse(&day.to_string()), Some(day));
        }
    }
}
