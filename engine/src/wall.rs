//! Wall-clock times in a zone as instants: a series keeps its hour across clock changes, and the change is named.
use crate::time_labels;
use chrono::{LocalResult, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use domain::Micros;
use domain::meetings::{WallDay, WallTime};

/// One meeting of a series.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Occurrence {
    /// Its day on the host's calendar.
    pub day: WallDay,
    /// When it starts.
    pub starts_at: Micros,
    /// What the clocks do to it, if anything.
    pub note: Option<String>,
}

/// The instants of `minute` on each of these days in `zone`.
///
/// A time that the clocks skip starts as much later as they skip; a time that comes twice is the first of the two.
pub fn occurrences(days: &[WallDay], minute: i64, zone: Tz) -> Vec<Occurrence> {
    let mut found: Vec<Occurrence> = Vec::with_capacity(days.len());
    let mut offset_before: Option<i32> = None;
    for day in days {
        let Some((starts_at, skipped, twice)) = instant(*day, minute, zone) else { continue };
        let offset = offset(starts_at, zone);
        let said = time_labels::clock(starts_at, zone);
        let note = if skipped {
            Some(format!("The clocks go forward here, and that time is skipped. It starts at {said}."))
        } else if twice {
            Some(format!("The clocks go back here, and {said} comes twice. It starts at the first."))
        } else if offset_before.is_some_and(|before| before != offset) {
            Some(format!("The clocks have changed. It stays at {said} for you; people elsewhere may see another hour."))
        } else {
            None
        };
        offset_before = Some(offset);
        found.push(Occurrence { day: *day, starts_at, note });
    }
    found
}

/// The instant of a wall-clock time, whether the clocks skip it, and whether it comes twice.
fn instant(day: WallDay, minute: i64, zone: Tz) -> Option<(Micros, bool, bool)> {
    let local = local(day, minute)?;
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => Some((at.timestamp_micros(), false, false)),
        LocalResult::Ambiguous(first, _) => Some((first.timestamp_micros(), false, true)),
        // The wall shows the offset from before the change: read with it, the skipped time falls as much later.
        LocalResult::None => {
            let before = (1..=26).find_map(|hours| zone.from_local_datetime(&(local - TimeDelta::hours(hours))).latest())?;
            let at = zone.from_local_datetime(&local).earliest().map(|at| at.timestamp_micros());
            let utc = local - TimeDelta::seconds(i64::from(before.offset().fix().local_minus_utc()));
            Some((at.unwrap_or_else(|| utc.and_utc().timestamp_micros()), true, false))
        }
    }
}

fn local(day: WallDay, minute: i64) -> Option<NaiveDateTime> {
    let (year, month, of_month) = day.parts();
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(of_month).ok()?)?;
    date.and_hms_opt(u32::try_from(minute / 60).ok()?, u32::try_from(minute % 60).ok()?, 0)
}

fn offset(at: Micros, zone: Tz) -> i32 {
    chrono::DateTime::from_timestamp_micros(at).map_or(0, |at| at.with_timezone(&zone).offset().fix().local_minus_utc())
}

/// What the clock on the wall shows at an instant.
pub fn wall(at: Micros, zone: Tz) -> Option<WallTime> {
    use chrono::{Datelike, Timelike};
    let local = chrono::DateTime::from_timestamp_micros(at)?.with_timezone(&zone);
    let day = WallDay::new(i64::from(local.year()), i64::from(local.month()), i64::from(local.day()))?;
    Some(WallTime { day, minute: i64::from(local.hour() * 60 + local.minute()) })
}

/// The instant of a minute of a day in a zone: later where the clocks skip it, the first where it comes twice.
pub fn at(day: WallDay, minute: i64, zone: Tz) -> Option<Micros> {
    instant(day, minute, zone).map(|(at, ..)| at)
}

/// The first instant of a day in a zone.
pub fn day_start(day: WallDay, zone: Tz) -> Option<Micros> {
    at(day, 0, zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::meetings::series::{Repeat, days};
    use proptest::prelude::*;

    fn day(text: &str) -> WallDay {
        WallDay::parse(text).expect("a day")
    }

    fn clocks(first: &str, until: &str, repeat: Repeat, minute: i64, zone: Tz) -> Vec<(String, bool)> {
        let days = days(day(first), repeat, day(until)).expect("a short series");
        occurrences(&days, minute, zone).iter().map(|one| (time_labels::clock(one.starts_at, zone), one.note.is_some())).collect()
    }

    #[test]
    fn a_series_keeps_its_hour_when_the_clocks_go_forward_and_back_and_says_so_once() {
        let new_york = Tz::America__New_York;
        let spring = clocks("2026-03-01", "2026-03-22", Repeat::Weekly, 18 * 60, new_york);
        assert_eq!(spring.iter().map(|(clock, _)| clock.as_str()).collect::<Vec<_>>(), ["6:00 pm"; 4]);
        assert_eq!(spring.iter().map(|(_, noted)| *noted).collect::<Vec<_>>(), [false, true, false, false]);
        let autumn = clocks("2026-10-18", "2026-11-08", Repeat::Weekly, 18 * 60, new_york);
        assert_eq!(autumn.iter().map(|(clock, _)| clock.as_str()).collect::<Vec<_>>(), ["6:00 pm"; 4]);
        assert_eq!(autumn.iter().map(|(_, noted)| *noted).collect::<Vec<_>>(), [false, false, true, false]);
    }

    #[test]
    fn a_time_that_is_skipped_starts_later_and_one_that_comes_twice_starts_at_the_first() {
        let new_york = Tz::America__New_York;
        let skipped = occurrences(&[day("2026-03-08")], 150, new_york);
        assert_eq!(time_labels::clock(skipped[0].starts_at, new_york), "3:30 am");
        assert!(skipped[0].note.as_deref().is_some_and(|note| note.contains("skipped")));
        let twice = occurrences(&[day("2026-11-01")], 90, new_york);
        assert_eq!(twice[0].starts_at, 1_793_511_000_000_000, "1:30 am in daylight time is 5:30 UTC");
        assert!(twice[0].note.as_deref().is_some_and(|note| note.contains("twice")));
    }

    proptest! {
        #[test]
        fn every_zone_and_every_day_gives_each_meeting_its_hour_or_says_why_not(
            zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()), from in 0_i64..7_000, minute in 0_i64..1_440,
        ) {
            let first = day("2020-01-01").plus(from);
            let days: Vec<WallDay> = (0..13).map(|week| first.plus(week * 7)).collect();
            let found = occurrences(&days, minute, zone);
            prop_assert_eq!(found.len(), 13);
            for pair in found.windows(2) {
                prop_assert!(pair[0].starts_at < pair[1].starts_at);
            }
            for one in &found {
                let wall = wall(one.starts_at, zone).expect("a time on the wall");
                let kept = wall.day == one.day && wall.minute == minute;
                prop_assert!(kept || one.note.is_some(), "{} {} {:?} became {}", zone, one.day, minute, wall);
            }
        }
    }
}
