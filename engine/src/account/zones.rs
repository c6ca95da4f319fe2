//! Time zones by their IANA names, and the calendar where a rule needs one.
use chrono::{DateTime, Datelike};
use chrono_tz::{TZ_VARIANTS, Tz};
use domain::Micros;

/// The zone of somebody whose browser did not tell.
pub const USUAL: &str = "America/New_York";

/// The zones that are offered first, with the names people know.
pub const NEAR: &[(&str, &str)] = &[
    ("America/New_York", "Eastern"),
    ("America/Chicago", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Phoenix", "Arizona"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
];

/// The canonical spelling of a zone's name, if there is such a zone.
pub fn known(name: &str) -> Option<&'static str> {
    name.trim().parse::<Tz>().ok().map(Tz::name)
}

/// All zones on offer, as name and label, the near ones first.
pub fn all() -> Vec<(&'static str, String)> {
    let near = NEAR.iter().map(|(name, label)| (*name, format!("{label} ({})", city(name))));
    let areas = ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];
    let far = TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| areas.iter().any(|area| name.starts_with(area)) && !NEAR.iter().any(|(near, _)| near == name))
        .map(|name| (name, name.replace('_', " ").replace('/', " / ")));
    near.chain(far).chain([("UTC", "UTC".to_owned())]).collect()
}

fn city(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).replace('_', " ")
}

/// The year and the month at a time, in UTC.
pub fn year_and_month(at: Micros) -> (i64, i64) {
    let at = DateTime::from_timestamp_micros(at).unwrap_or_default();
    (i64::from(at.year()), i64::from(at.month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_name_and_offered_once() {
        assert_eq!(known("Europe/Berlin"), Some("Europe/Berlin"));
        assert_eq!(known("Mars/Olympus"), None);
        assert_eq!(known(""), None);
        let all = all();
        assert_eq!(all.first().map(|(name, label)| (*name, label.as_str())), Some(("America/New_York", "Eastern (New York)")));
        let mut names: Vec<_> = all.iter().map(|(name, _)| *name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(count > 300);
    }

    #[test]
    fn the_calendar_is_right() {
        assert_eq!(year_and_month(1_795_348_800_000_000), (2026, 11));
    }
}
