//! Times as words, in the zone of the person who reads them. Made here and nowhere else, so that every page says them alike.
use chrono::{DateTime, Datelike, Days, NaiveDate, Offset, Timelike};
use chrono_tz::{OffsetName, Tz};
use domain::Micros;

/// The zone by its IANA name; an unknown name is UTC.
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

fn local(at: Micros, zone: Tz) -> DateTime<Tz> {
    DateTime::from_timestamp_micros(at).unwrap_or_default().with_timezone(&zone)
}

/// The time of day: "6:12 pm".
pub fn clock(at: Micros, zone: Tz) -> String {
    let at = local(at, zone);
    let (afternoon, hour) = at.hour12();
    format!("{hour}:{:02} {}", at.minute(), if afternoon { "pm" } else { "am" })
}

/// The day in this zone as `2026-11-22`: the same text is the same day.
pub fn date(at: Micros, zone: Tz) -> String {
    local(at, zone).date_naive().to_string()
}

/// The day, seen from `now`: "Today", "Yesterday", "Tuesday", "12 November", or "12 November 2025" in another year.
/// Days to come read "Tomorrow", "Tuesday", "12 November".
pub fn day(at: Micros, zone: Tz, now: Micros) -> String {
    let (day, today) = (local(at, zone).date_naive(), local(now, zone).date_naive());
    day_seen_from(day, today)
}

fn day_seen_from(day: NaiveDate, today: NaiveDate) -> String {
    let apart = day.signed_duration_since(today).num_days();
    match apart {
        0 => "Today".into(),
        -1 => "Yesterday".into(),
        1 => "Tomorrow".into(),
        -6..=6 => day.format("%A").to_string(),
        _ if day.year() == today.year() => day.format("%-d %B").to_string(),
        _ => day.format("%-d %B %Y").to_string(),
    }
}

/// The shortest useful label for a list: the time of day today ("6:12 pm"), otherwise the day ("Yesterday", "Tuesday", "12 November").
pub fn label(at: Micros, zone: Tz, now: Micros) -> String {
    if local(at, zone).date_naive() == local(now, zone).date_naive() { clock(at, zone) } else { day(at, zone, now) }
}

/// Day and time in one: "Tue 24 Nov, 6:00 pm".
pub fn full(at: Micros, zone: Tz) -> String {
    format!("{}, {}", local(at, zone).format("%a %-d %b"), clock(at, zone))
}

/// The day something was written, for good: "12 Nov 2026".
pub fn written_day(at: Micros, zone: Tz) -> String {
    local(at, zone).format("%-d %b %Y").to_string()
}

/// The month: "Nov 2026".
pub fn month(at: Micros, zone: Tz) -> String {
    local(at, zone).format("%b %Y").to_string()
}

/// What people call the zone at that moment: "EST", or "UTC+5:30" where there is no such name.
pub fn short_name(zone: Tz, at: Micros) -> String {
    let at = local(at, zone);
    match at.offset().abbreviation() {
        Some(name) if name.starts_with(|letter: char| letter.is_ascii_alphabetic()) => name.to_owned(),
        _ => {
            let minutes = at.offset().fix().local_minus_utc() / 60;
            let (hours, rest) = (minutes / 60, (minutes % 60).abs());
            if rest == 0 { format!("UTC{hours:+}") } else { format!("UTC{hours:+}:{rest:02}") }
        }
    }
}

/// Day, time and zone in one, for where the zone is not named elsewhere: "Tue 24 Nov, 6:00 pm EST".
pub fn when(at: Micros, zone: Tz) -> String {
    format!("{} {}", full(at, zone), short_name(zone, at))
}

/// A whole day as a heading: "Tuesday, 24 November".
pub fn long_day(at: Micros, zone: Tz) -> String {
    local(at, zone).format("%A, %-d %B").to_string()
}

/// The zone as people call it, named once on a page: "Eastern time (EST)", "Berlin time (CET)", "UTC".
pub fn zone_words(zone: Tz, at: Micros) -> String {
    if zone == Tz::UTC {
        return "UTC".into();
    }
    let near = crate::account::zones::NEAR.iter().find(|(name, _)| *name == zone.name()).map(|(_, label)| (*label).to_owned());
    let city = || zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
    format!("{} time ({})", near.unwrap_or_else(city), short_name(zone, at))
}

/// How far something is ahead: "in 20 minutes", "in 3 hours", "in 4 days". Empty once it has come.
pub fn ahead(at: Micros, now: Micros) -> String {
    use domain::time::{DAY, HOUR, MINUTE};
    let left = at - now;
    let count = |number: i64, one: &str| if number == 1 { format!("in 1 {one}") } else { format!("in {number} {one}s") };
    match left {
        ..=0 => String::new(),
        left if left < 90 * MINUTE => count((left + MINUTE - 1) / MINUTE, "minute"),
        left if left < 2 * DAY => count((left + HOUR / 2) / HOUR, "hour"),
        left => count(left / DAY, "day"),
    }
}

/// The first instant of the day that holds `at` in this zone, moved by `days`. A day that starts twice or not at all
/// (clocks change at midnight in some places) starts at its earliest instant.
pub fn day_start(at: Micros, zone: Tz, days: u64) -> Micros {
    let day = local(at, zone).date_naive().checked_add_days(Days::new(days)).unwrap_or_default();
    (0..=180)
        .step_by(30)
        .filter_map(|minute| day.and_hms_opt(minute / 60, minute % 60, 0))
        .find_map(|start| start.and_local_timezone(zone).earliest())
        .map_or(at, |start| start.timestamp_micros())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::{DAY, HOUR, MINUTE};

    /// Sunday 22 November 2026, noon UTC.
    const NOON: Micros = 1_795_348_800_000_000;

    #[test]
    fn a_time_reads_as_people_say_it_where_they_are() {
        assert_eq!(clock(NOON, zone("UTC")), "12:00 pm");
        assert_eq!(clock(NOON, zone("America/New_York")), "7:00 am");
        assert_eq!(clock(NOON + 7 * MINUTE, zone("Asia/Kolkata")), "5:37 pm");
        assert_eq!(clock(NOON - 12 * HOUR, zone("UTC")), "12:00 am");
        assert_eq!(clock(NOON, zone("Nowhere/At_All")), "12:00 pm");
        assert_eq!(full(NOON, zone("America/New_York")), "Sun 22 Nov, 7:00 am");
    }

    #[test]
    fn a_day_is_named_as_seen_from_today() {
        let utc = zone("UTC");
        let said = |days: i64| day(NOON + days * DAY, utc, NOON);
        assert_eq!(said(0), "Today");
        assert_eq!(said(-1), "Yesterday");
        assert_eq!(said(1), "Tomorrow");
        assert_eq!(said(-5), "Tuesday");
        assert_eq!(said(-10), "12 November");
        assert_eq!(said(-375), "12 November 2025");
        assert_eq!(said(2), "Tuesday");
    }

    #[test]
    fn a_day_ends_at_midnight_of_the_reader_not_of_the_server() {
        let late = NOON + 14 * HOUR;
        assert_eq!(day(late, zone("UTC"), NOON), "Tomorrow");
        assert_eq!(day(late, zone("America/Los_Angeles"), NOON), "Today");
        assert_eq!(label(late, zone("America/Los_Angeles"), NOON), "6:00 pm");
        assert_eq!(label(NOON - DAY, zone("UTC"), NOON), "Yesterday");
        assert_eq!(date(late, zone("UTC")), "2026-11-23");
        assert_eq!(date(late, zone("America/Los_Angeles")), "2026-11-22");
    }

    #[test]
    fn a_zone_is_called_what_people_call_it() {
        assert_eq!(short_name(zone("America/New_York"), NOON), "EST");
        assert_eq!(short_name(zone("America/New_York"), NOON - 120 * DAY), "EDT");
        assert_eq!(short_name(zone("America/Sao_Paulo"), NOON), "UTC-3");
        assert_eq!(short_name(zone("Asia/Kathmandu"), NOON), "UTC+5:45");
        assert_eq!(written_day(NOON, zone("UTC")), "22 Nov 2026");
    }

    #[test]
    fn a_day_starts_at_its_first_instant_also_when_clocks_change() {
        let utc = zone("UTC");
        assert_eq!(day_start(NOON, utc, 0), NOON - 12 * HOUR);
        assert_eq!(day_start(NOON, utc, 1), NOON + 12 * HOUR);
        // In Beirut the clocks skip from midnight to one o'clock on 28 March 2027.
        let skipped = day_start(NOON, zone("Asia/Beirut"), 126);
        assert_eq!((date(skipped, zone("Asia/Beirut")).as_str(), clock(skipped, zone("Asia/Beirut")).as_str()), ("2027-03-28", "1:00 am"));
    }
}
