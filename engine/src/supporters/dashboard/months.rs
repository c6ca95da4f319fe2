//! The calendar months of a range in somebody's zone, as instants that a query can count between.
use crate::{time_labels, wall};
use chrono_tz::Tz;
use domain::Micros;
use domain::meetings::WallDay;
use domain::supporters::Range;

/// How many instants a query takes: one bucket more than that. A year touches 13 months.
pub const BOUNDS: usize = 12;

/// The months, the earliest first.
pub struct Months {
    /// "Nov 2026"; of all time, the first is "Earlier".
    pub names: Vec<String>,
    /// Bucket `n` ends where `bounds[n]` begins; the last bucket has no end.
    pub bounds: [Micros; BOUNDS],
}

impl Months {
    /// The months of a range that ends `now`: all it touches, or the last twelve and what lies before them.
    pub fn of(range: Range, now: Micros, zone: Tz) -> Self {
        let since = range.since(now);
        let mut starts = Vec::new();
        let mut month = wall::wall(now, zone).map(|wall| wall.day.parts());
        while let Some((year, number, _)) = month
            && let Some(start) = WallDay::new(year, number, 1).and_then(|day| wall::day_start(day, zone))
        {
            starts.push(start);
            let enough = if range == Range::All { starts.len() == BOUNDS } else { start <= since || starts.len() > BOUNDS };
            if enough {
                break;
            }
            month = Some(if number == 1 { (year - 1, 12, 1) } else { (year, number - 1, 1) });
        }
        starts.reverse();
        let mut names: Vec<String> = starts.iter().map(|start| time_labels::month(*start, zone)).collect();
        if range == Range::All {
            names.insert(0, "Earlier".to_owned());
        } else if !starts.is_empty() {
            starts.remove(0);
        }
        let mut bounds = [Micros::MAX; BOUNDS];
        for (bound, start) in bounds.iter_mut().zip(starts) {
            *bound = start;
        }
        Self { names, bounds }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::{DAY, HOUR};

    /// Sunday 22 November 2026, noon UTC.
    const NOON: Micros = 1_795_348_800_000_000;

    #[test]
    fn a_range_has_the_months_it_touches_in_the_readers_zone() {
        let names = |range| Months::of(range, NOON, Tz::America__New_York).names;
        assert_eq!(names(Range::Month), ["Oct 2026", "Nov 2026"]);
        assert_eq!(names(Range::Quarter), ["Aug 2026", "Sep 2026", "Oct 2026", "Nov 2026"]);
        let year = names(Range::Year);
        assert_eq!((year.len(), year[0].as_str(), year[12].as_str()), (13, "Nov 2025", "Nov 2026"));
        let all = names(Range::All);
        assert_eq!((all.len(), all[0].as_str(), all[1].as_str(), all[12].as_str()), (13, "Earlier", "Dec 2025", "Nov 2026"));
    }

    #[test]
    fn a_month_begins_at_midnight_of_the_reader() {
        let months = Months::of(Range::Month, NOON, Tz::America__New_York);
        // 1 November 2026, midnight in New York, when summer time still holds.
        assert_eq!(months.bounds[0], NOON - 21 * DAY - 8 * HOUR);
        assert!(months.bounds[1..].iter().all(|bound| *bound == Micros::MAX));
        assert_eq!(Months::of(Range::Month, NOON, Tz::UTC).bounds[0], NOON - 21 * DAY - 12 * HOUR);
    }
}
