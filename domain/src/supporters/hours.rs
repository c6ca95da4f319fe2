//! The hours of a week in which a supporter is usually free, and when the next of them comes.
use crate::time::{DAY, MINUTE};
use crate::{Micros, Problem, Refusal};
use serde::{Deserialize, Serialize};

/// The days as people read them, Monday first.
pub const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// How many windows a week may hold.
pub const MOST_WINDOWS: usize = 21;

const SHORTEST: u16 = 15;
const MIDNIGHT: u16 = 1440;

/// From one minute of a weekday to a later minute of the same day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Window {
    /// 1 is Monday, 7 is Sunday.
    pub day: u8,
    /// Minutes after midnight.
    pub from: u16,
    /// Minutes after midnight, at most 1440.
    pub to: u16,
}

/// One row of the form: a day of the week and two times such as `09:30`. A row with both times empty says nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct HoursRow {
    /// 1 is Monday, 7 is Sunday.
    #[serde(default)]
    pub day: u8,
    /// `HH:MM`, or empty.
    #[serde(default)]
    pub from: String,
    /// `HH:MM`, or empty. `00:00` is the end of the day.
    #[serde(default)]
    pub to: String,
}

/// A week of windows in the supporter's own zone, in order and without overlaps.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WeeklyHours(Vec<Window>);

/// A window of time on the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Opening {
    /// When it starts; in the past if it is open now.
    pub from: Micros,
    /// When it ends.
    pub to: Micros,
}

impl WeeklyHours {
    /// Reads the text kept in the database: `1 540 720;3 1080 1260`. Parts that make no sense are left out.
    pub fn from_stored(text: &str) -> Self {
        let mut windows: Vec<Window> = text.split(';').filter_map(window).collect();
        windows.sort_unstable();
        windows.dedup();
        Self(windows)
    }

    /// The text kept in the database.
    pub fn to_stored(&self) -> String {
        let windows: Vec<String> = self.0.iter().map(|window| format!("{} {} {}", window.day, window.from, window.to)).collect();
        windows.join(";")
    }

    /// Reads the form. Each problem is about the field `hours[n]`, n being the row.
    pub fn from_rows(rows: &[HoursRow]) -> Result<Self, Refusal> {
        let mut problems = Vec::new();
        let mut windows: Vec<(Window, usize)> = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            let mut say = |says: &str| problems.push(Problem::new(&format!("hours[{place}]"), says));
            let (from, to) = (row.from.trim(), row.to.trim());
            if from.is_empty() && to.is_empty() {
                continue;
            }
            let (Some(from), Some(to)) = (minutes(from), minutes(to)) else {
                say("Fill in both times, such as 09:00 and 12:30.");
                continue;
            };
            let to = if to == 0 { MIDNIGHT } else { to };
            if !(1..=7).contains(&row.day) {
                say("Choose a day of the week.");
            } else if to <= from {
                say("The end must come after the start. For a time past midnight, use two rows.");
            } else if to - from < SHORTEST {
                say("Make it at least 15 minutes long.");
            } else {
                windows.push((Window { day: row.day, from, to }, place));
            }
        }
        windows.sort_unstable();
        for pair in windows.windows(2) {
            let [(earlier, _), (later, place)] = pair else { continue };
            if earlier.day == later.day && later.from < earlier.to {
                problems.push(Problem::new(&format!("hours[{place}]"), "This overlaps with another time on the same day."));
            }
        }
        if windows.len() > MOST_WINDOWS {
            problems.push(Problem::new("hours", format!("A week can hold {MOST_WINDOWS} times.")));
        }
        if problems.is_empty() {
            Ok(Self(windows.into_iter().map(|(window, _)| window).collect()))
        } else {
            Err(Refusal::Invalid(problems))
        }
    }

    /// The form filled in: at least two rows for each day, the free ones empty.
    pub fn to_rows(&self) -> Vec<HoursRow> {
        let mut rows = Vec::new();
        for day in 1..=7 {
            let before = rows.len();
            for window in self.0.iter().filter(|window| window.day == day) {
                rows.push(HoursRow { day, from: clock(window.from), to: clock(window.to % MIDNIGHT) });
            }
            while rows.len() < before + 2 {
                rows.push(HoursRow { day, ..HoursRow::default() });
            }
        }
        rows
    }

    /// The windows, in order.
    pub fn windows(&self) -> &[Window] {
        &self.0
    }

    /// Whether a stretch of time that starts on a weekday (Monday is 1) at a minute of the day lies wholly inside of the week's
    /// windows, on the supporter's own clock. It may pass midnight; windows that touch are one.
    pub fn hold(&self, weekday: i64, minute: i64, length: i64) -> bool {
        const WEEK: i64 = 7 * 24 * 60;
        let (mut at, mut left) = ((weekday - 1) * i64::from(MIDNIGHT) + minute, length);
        while left > 0 {
            let here = at.rem_euclid(WEEK);
            let inside = self.0.iter().find_map(|window| {
                let day = (i64::from(window.day) - 1) * i64::from(MIDNIGHT);
                let (from, to) = (day + i64::from(window.from), day + i64::from(window.to));
                (from <= here && here < to).then_some(to - here)
            });
            let Some(rest) = inside else { return false };
            at += rest;
            left -= rest;
        }
        true
    }

    /// The first window that has not ended at `now`. `offset` answers how far the supporter's clocks are ahead of UTC at a
    /// moment (in microseconds): they keep their hour when clocks change.
    pub fn next_opening(&self, now: Micros, offset: impl Fn(Micros) -> Micros) -> Option<Opening> {
        next_opening(&self.0, now, offset)
    }
}

/// The same as [`WeeklyHours::next_opening`], for windows kept elsewhere.
pub fn next_opening(windows: &[Window], now: Micros, offset: impl Fn(Micros) -> Micros) -> Option<Opening> {
    let today = (now + offset(now)).div_euclid(DAY);
    let utc = |day: i64, minute: u16| {
        let local = day * DAY + i64::from(minute) * MINUTE;
        // The offset at the guess decides; near a clock change the first guess may lie on its other side.
        local - offset(local - offset(local))
    };
    (today..=today + 7).find_map(|day| {
        // 1 January 1970 was a Thursday.
        let weekday = u8::try_from((day + 3).rem_euclid(7) + 1).unwrap_or_default();
        let windows = windows.iter().filter(|window| window.day == weekday);
        windows.map(|window| Opening { from: utc(day, window.from), to: utc(day, window.to) }).find(|opening| opening.to > now)
    })
}

fn window(text: &str) -> Option<Window> {
    let mut numbers = text.split_whitespace();
    let day = numbers.next()?.parse().ok().filter(|day| (1..=7).contains(day))?;
    let from: u16 = numbers.next()?.parse().ok()?;
    let to = numbers.next()?.parse().ok().filter(|to| (from + 1..=MIDNIGHT).contains(to))?;
    Some(Window { day, from, to })
}

fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let hours: u16 = hours.parse().ok().filter(|hours| *hours < 24)?;
    let minutes: u16 = minutes.get(..2)?.parse().ok().filter(|minutes| *minutes < 60)?;
    Some(hours * 60 + minutes)
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::HOUR;

    /// Sunday 22 November 2026, noon UTC.
    const NOON: Micros = 1_795_348_800_000_000;

    fn row(day: u8, from: &str, to: &str) -> HoursRow {
        HoursRow { day, from: from.into(), to: to.into() }
    }

    #[test]
    fn what_is_stored_is_read_back_and_nonsense_is_left_out() {
        let hours = WeeklyHours::from_stored("3 1080 1260;1 540 720;9 1 2;1 800 700;x");
        assert_eq!(hours.to_stored(), "1 540 720;3 1080 1260");
        assert_eq!(WeeklyHours::from_stored("").windows(), []);
    }

    #[test]
    fn a_meeting_lies_in_the_hours_across_windows_that_touch_and_across_midnight() {
        let hours = WeeklyHours::from_stored("1 540 720;1 720 780;7 1380 1440;1 0 60");
        assert!(hours.hold(1, 600, 180), "ten to one on Monday, over two windows");
        assert!(!hours.hold(1, 600, 181));
        assert!(!hours.hold(2, 600, 30), "not on Tuesday");
        assert!(hours.hold(7, 1380, 120), "from Sunday night into Monday");
        assert!(!WeeklyHours::default().hold(1, 600, 30));
    }

    #[test]
    fn the_next_opening_is_the_first_window_that_has_not_ended() {
        let hours = WeeklyHours::from_stored("7 540 780;1 540 720");
        let open_now = hours.next_opening(NOON, |_| 0).expect("open on Sunday until one");
        assert_eq!(open_now, Opening { from: NOON - 3 * HOUR, to: NOON + HOUR });
        let monday = hours.next_opening(NOON + HOUR, |_| 0).expect("Monday at nine");
        assert_eq!(monday.from, NOON + 21 * HOUR);
        let in_a_week = WeeklyHours::from_stored("7 540 700").next_opening(NOON, |_| 0).expect("next Sunday");
        assert_eq!(in_a_week.from, NOON - 3 * HOUR + 7 * DAY);
        assert_eq!(WeeklyHours::default().next_opening(NOON, |_| 0), None);
    }

    #[test]
    fn an_opening_keeps_its_hour_when_clocks_change() {
        // Clocks go forward by an hour at Monday 07:00 UTC; before, they are five hours behind.
        let change = NOON + 19 * HOUR;
        let offset = |at: Micros| if at < change { -5 * HOUR } else { -4 * HOUR };
        let opening = WeeklyHours::from_stored("1 540 600").next_opening(NOON, offset).expect("Monday at nine");
        assert_eq!(opening.from, NOON + 25 * HOUR, "nine o'clock at four hours behind is 13:00 UTC");
    }

    #[test]
    fn the_form_is_read_and_shown_again() {
        let hours = WeeklyHours::from_rows(&[row(1, "09:00", "12:00"), row(1, "", ""), row(5, "22:00", "00:00")]).expect("good rows");
        assert_eq!(hours.to_stored(), "1 540 720;5 1320 1440");
        assert!(hours.to_rows().contains(&row(5, "22:00", "00:00")));
        assert_eq!(WeeklyHours::from_rows(&hours.to_rows()), Ok(hours));
    }

    #[test]
    fn every_wrong_row_is_marked_at_its_own_place() {
        let rows =
            [row(1, "09:00", ""), row(2, "12:00", "11:00"), row(3, "09:00", "10:00"), row(3, "09:30", "11:00"), row(4, "9", "10:00")];
        let Err(refusal) = WeeklyHours::from_rows(&rows) else { panic!("a refusal was expected") };
        let fields: Vec<&str> = refusal.problems().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["hours[0]", "hours[1]", "hours[4]", "hours[3]"]);
    }
}
