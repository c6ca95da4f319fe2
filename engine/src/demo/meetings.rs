//! The calendar of the town: a month of meetings to come, and all those that were held.
use super::dice::Dice;
use super::people::Supporter;
use super::words::{Door, Every, Group, Hour, Words};
use crate::meetings::import::NewMeeting;
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone};
use chrono_tz::Tz;
use domain::supporters::WeeklyHours;
use domain::time::{DAY, HOUR, MINUTE};
use domain::{MeetingId, Micros, limits};
use std::collections::HashMap;

/// How far the calendar reaches.
const AHEAD: Micros = 30 * DAY;
/// How many meetings of two stand in it.
const MEETINGS_OF_TWO: usize = 8;
/// The lowest price of a meeting of two, in cents.
const LOWEST_FOR_TWO: i64 = 1_999;

/// The meeting that is about to begin.
const SOON: (&str, &str) = (
    "Drop-In: Say Your Number",
    "Forty-five minutes for whoever is here. We each say our number from one to ten and one small step. Come late, leave early, keep your camera off.",
);

/// All meetings: held ones in keeping with how many reviews somebody has, and those to come.
pub fn plan(words: &Words, supporters: &[Supporter], reviews: &HashMap<&str, i64>, now: Micros) -> Vec<NewMeeting> {
    let mut dice = Dice::for_subject("meetings");
    let mut all = Vec::new();
    for supporter in supporters {
        let reviewed = reviews.get(supporter.id.as_str()).copied().unwrap_or_default();
        all.extend(held(&mut dice, words, supporter, reviewed, now));
        for group in words.meetings.groups.iter().filter(|group| group.host == supporter.person.handle) {
            all.extend(coming(&mut dice, group, supporter, now));
        }
        if supporter.person.handle == "demo-supporter" {
            all.push(soon(&mut dice, supporter, now));
        }
    }
    all.extend(of_two(&mut dice, words, supporters, now));
    all
}

/// What all meetings of the town share.
fn meeting(dice: &mut Dice, host: &Supporter, starts_at: Micros, planned: Micros) -> NewMeeting {
    NewMeeting {
        id: MeetingId::trusted(dice.id(planned)),
        host: host.id.clone(),
        name: String::new(),
        topic: String::new(),
        description: String::new(),
        one_to_one: false,
        starts_at,
        minutes: 60,
        time_zone: host.person.time_zone.clone(),
        price: 0,
        seats: limits().group_seats.min(10),
        taken: 0,
        private: false,
        password_hash: None,
        exclusive: false,
        waiting_list: false,
        series: None,
        people: Vec::new(),
        missed: Vec::new(),
        line: Vec::new(),
        created_at: planned,
    }
}

fn of_group(dice: &mut Dice, group: &Group, host: &Supporter, starts_at: Micros, planned: Micros) -> NewMeeting {
    NewMeeting {
        name: group.name.clone(),
        topic: group.topic.clone(),
        description: group.description.clone(),
        minutes: group.minutes,
        price: group.price,
        private: group.private,
        ..meeting(dice, host, starts_at, planned)
    }
}

fn soon(dice: &mut Dice, host: &Supporter, now: Micros) -> NewMeeting {
    let starts_at = (now + 10 * MINUTE + MINUTE - 1) / MINUTE * MINUTE;
    NewMeeting {
        name: SOON.0.to_owned(),
        topic: "anxiety".to_owned(),
        description: SOON.1.to_owned(),
        minutes: 45,
        taken: limits().group_seats.min(6),
        ..meeting(dice, host, starts_at, now - 3 * DAY)
    }
}

/// The occurrences of a group in the weeks to come.
fn coming(dice: &mut Dice, group: &Group, host: &Supporter, now: Micros) -> Vec<NewMeeting> {
    let (first_week, step) = match group.every {
        Every::Week => (0, 1),
        Every::OtherWeek => (dice.between(0, 1), 2),
        Every::Once => (dice.between(0, 3), 5),
    };
    let seats = dice.pick(&[6, 8, 8, 10, 10, 12, 12, 15, 20, 45]).copied().unwrap_or(10).min(limits().group_seats);
    let planned = now - dice.between(2 * DAY, 20 * DAY);
    let series = (step < 5).then(|| dice.id(planned));
    let mut meetings = Vec::new();
    for week in (first_week..5).step_by(step) {
        let Some(starts_at) = next(host.zone, group.day, group.at, week, now + HOUR) else { continue };
        if starts_at >= now + AHEAD {
            break;
        }
        let taken = match seats {
            ..=15 if dice.chance(18) => seats,
            ..=15 => dice.between(0, seats - 1),
            _ => dice.between(seats / 10, seats / 2),
        };
        meetings.push(NewMeeting {
            seats,
            taken,
            waiting_list: seats <= 15,
            series: series.clone(),
            ..of_group(dice, group, host, starts_at, planned)
        });
    }
    meetings
}

/// Meetings of two that can be taken, in the weekly hours of those who ask money for them.
fn of_two(dice: &mut Dice, words: &Words, supporters: &[Supporter], now: Micros) -> Vec<NewMeeting> {
    let mut hosts: Vec<&Supporter> = supporters.iter().filter(|host| host.person.door != Door::Hidden && offer(host).is_some()).collect();
    dice.shuffle(&mut hosts);
    hosts.sort_by_key(|host| host.person.handle != "demo-supporter");
    let mut meetings = Vec::new();
    for host in hosts.into_iter().take(MEETINGS_OF_TWO) {
        let hours = WeeklyHours::from_stored(&host.person.weekly_hours);
        let (Some(offer), Some(hour), Some(window)) = (offer(host), dice.pick(&words.meetings.one_to_one), dice.pick(hours.windows()))
        else {
            continue;
        };
        let week = dice.between(0, 3);
        let Some(starts_at) = next(host.zone, u32::from(window.day), u32::from(window.from), week, now + HOUR) else { continue };
        let planned = now - dice.between(DAY, 9 * DAY);
        meetings.push(NewMeeting {
            name: offer.name.clone(),
            topic: first_topic(host),
            description: hour.description.clone(),
            one_to_one: true,
            minutes: offer.minutes,
            price: offer.price,
            seats: 1,
            taken: i64::from(dice.chance(30)),
            ..meeting(dice, host, starts_at, planned)
        });
    }
    meetings
}

fn offer<'s>(host: &Supporter<'s>) -> Option<&'s super::words::Offer> {
    host.person.services.iter().find(|offer| offer.price >= LOWEST_FOR_TWO)
}

fn first_topic(host: &Supporter) -> String {
    host.person.topics.split(',').next().unwrap_or_default().to_owned()
}

/// The meetings somebody has led, spread over the time since they joined.
fn held(dice: &mut Dice, words: &Words, host: &Supporter, reviewed: i64, now: Micros) -> Vec<NewMeeting> {
    let own = words.meetings.groups.iter().find(|group| group.host == host.person.handle);
    let group = own.or_else(|| words.meetings.groups.iter().find(|group| host.person.knows(&group.topic)));
    let hour: Option<&Hour> = words.meetings.one_to_one.first();
    let (groups, sessions) = (reviewed * 4 / 5 + dice.between(0, 6), reviewed / 2 + dice.between(0, 9));
    let mut meetings = Vec::new();
    for (place, how_many) in [groups, sessions].into_iter().enumerate() {
        let step = (now - host.joined - 8 * DAY) / (how_many + 1);
        for back in 1..=how_many {
            let starts_at = (now - DAY - back * step) / HOUR * HOUR;
            let planned = starts_at - 7 * DAY;
            let mut past = match (group, hour) {
                (Some(group), _) if place == 0 => {
                    let seats = dice.pick(&[8, 10, 12]).copied().unwrap_or(8).min(limits().group_seats);
                    let starts_at = next(host.zone, group.day, group.at, 0, starts_at - 7 * DAY).unwrap_or(starts_at);
                    NewMeeting { seats, taken: dice.between(seats.min(3), seats), ..of_group(dice, group, host, starts_at, planned) }
                }
                (_, Some(hour)) if place == 1 => NewMeeting {
                    name: hour.name.clone(),
                    description: hour.description.clone(),
                    topic: first_topic(host),
                    one_to_one: true,
                    price: offer(host).map_or(LOWEST_FOR_TWO, |offer| offer.price),
                    seats: 1,
                    taken: 1,
                    ..meeting(dice, host, starts_at, planned)
                },
                _ => continue,
            };
            past.private = false;
            past.series = None;
            meetings.push(past);
        }
    }
    meetings
}

/// The weekday and time of day in this zone that comes first after `after`, and so many weeks later.
fn next(zone: Tz, day: u32, minutes: u32, weeks: i64, after: Micros) -> Option<Micros> {
    let today = DateTime::from_timestamp_micros(after)?.with_timezone(&zone).date_naive();
    let ahead = (day + 7 - today.weekday().number_from_monday()) % 7;
    let first = today.checked_add_days(Days::new(u64::from(ahead)))?;
    let first = if at(zone, first, minutes)? > after { first } else { first.checked_add_days(Days::new(7))? };
    at(zone, first.checked_add_days(Days::new(7 * u64::try_from(weeks).ok()?))?, minutes)
}

/// A time of day on a date in a zone. One that a clock change leaves out is taken an hour later.
fn at(zone: Tz, date: NaiveDate, minutes: u32) -> Option<Micros> {
    let local =
        |minutes: u32| date.and_hms_opt(minutes / 60, minutes % 60, 0).and_then(|local| zone.from_local_datetime(&local).earliest());
    local(minutes).or_else(|| local(minutes + 60)).map(|at| at.timestamp_micros())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sunday 22 November 2026, noon UTC.
    const NOON: Micros = 1_795_348_800_000_000;

    #[test]
    fn a_weekday_and_time_are_those_of_the_host_and_keep_their_hour_when_clocks_change() {
        let zone = Tz::America__New_York;
        let show = |at: Option<Micros>| at.and_then(DateTime::from_timestamp_micros).map(|at| at.to_rfc3339()).unwrap_or_default();
        assert_eq!(show(next(zone, 3, 1140, 0, NOON)), "2026-11-26T00:00:00+00:00");
        assert_eq!(show(next(zone, 7, 480, 0, NOON)), "2026-11-22T13:00:00+00:00");
        assert_eq!(show(next(zone, 7, 400, 0, NOON)), "2026-11-29T11:40:00+00:00");
        // 15 March 2026: the clocks went forward on the 8th.
        let winter = 1_772_366_400_000_000;
        assert_eq!(show(next(zone, 7, 600, 0, winter)), "2026-03-01T15:00:00+00:00");
        assert_eq!(show(next(zone, 7, 600, 1, winter)), "2026-03-08T14:00:00+00:00");
        assert_eq!(show(next(zone, 7, 150, 1, winter - DAY)), "2026-03-08T07:30:00+00:00");
    }
}
