//! Who comes to somebody's meetings, in groups so large that nobody in them can be told apart.
//!
//! A host knows by name who came and when, so a small group is not the only danger: a number that moves by one on the day
//! one person came says what that person is. Hence three rules. People are counted in steps: the next ones count only once
//! at least [`LEAST`] of them are there and they are not all alike. A group is named only from [`LEAST`] people on, and only
//! while at least as many are not in it. And who is counted is never the host's to choose: no range of days, no notes of
//! attendance.
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The smallest number of people that is spoken of.
pub const LEAST: usize = 5;

/// One group of people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Group {
    /// "35 to 44", "Spanish", "Others".
    pub label: String,
    /// How many; `None` means nearly everybody, which may be all.
    pub people: Option<i64>,
}

/// What is said of one question, such as people's ages.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Breakdown {
    /// "Age".
    pub title: String,
    /// How many people are counted.
    pub people: i64,
    /// The groups; empty while they are too few, or all alike.
    pub groups: Vec<Group>,
}

/// Each person has one answer out of `labels`, in the order in which they first came.
pub fn of_one(title: &str, labels: &[&str], people: &[&str]) -> Breakdown {
    let counted = people.get(..settled(people)).unwrap_or_default();
    let mut named: Vec<(&str, usize)> = labels.iter().map(|label| (*label, counted.iter().filter(|one| *one == label).count())).collect();
    let mut others = counted.len();
    named.retain(|(_, many)| *many >= LEAST);
    others -= named.iter().map(|(_, many)| many).sum::<usize>();
    // Too few others could be counted by subtraction: the smallest groups join them.
    while (1..LEAST).contains(&others) && !named.is_empty() {
        let smallest = named.iter().enumerate().min_by_key(|(_, (_, many))| *many).map_or(0, |(at, _)| at);
        others += named.remove(smallest).1;
    }
    if others > 0 {
        named.push(("Others", others));
    }
    if named.len() < 2 {
        named.clear();
    }
    let groups = named.into_iter().map(|(label, many)| Group { label: label.to_owned(), people: Some(number(many)) }).collect();
    Breakdown { title: title.to_owned(), people: number(counted.len()), groups }
}

/// Each person may have several answers out of `labels`, in the order in which they first came.
pub fn of_many(title: &str, labels: &[&str], people: &[BTreeSet<&str>]) -> Breakdown {
    let counted = people.get(..settled(people)).unwrap_or_default();
    let groups = labels.iter().filter_map(|label| {
        let many = counted.iter().filter(|answers| answers.contains(label)).count();
        let rest = counted.len() - many;
        let people = if rest < LEAST { None } else { Some(number(many)) };
        (many >= LEAST).then(|| Group { label: (*label).to_owned(), people })
    });
    let mut groups: Vec<Group> = groups.collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.people.unwrap_or(i64::MAX)));
    Breakdown { title: title.to_owned(), people: number(counted.len()), groups }
}

/// How many of these people count: up to the last step of at least [`LEAST`] who are not all alike.
fn settled<T: PartialEq>(people: &[T]) -> usize {
    let (mut from, mut unlike) = (0, false);
    for (at, person) in people.iter().enumerate() {
        unlike |= people.get(from) != Some(person);
        if at + 1 - from >= LEAST && unlike {
            (from, unlike) = (at + 1, false);
        }
    }
    from
}

fn number(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

/// The groups of ages.
pub const AGES: [&str; 6] = ["18 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 and older"];

/// The group of an age in whole years.
pub fn age(years: i64) -> &'static str {
    match years {
        ..25 => AGES[0],
        25..35 => AGES[1],
        35..45 => AGES[2],
        45..55 => AGES[3],
        55..65 => AGES[4],
        _ => AGES[5],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(breakdown: &Breakdown) -> Vec<(&str, Option<i64>)> {
        breakdown.groups.iter().map(|group| (group.label.as_str(), group.people)).collect()
    }

    fn ages(groups: &[(usize, usize)]) -> Vec<&'static str> {
        groups.iter().flat_map(|(group, many)| std::iter::repeat_n(AGES[*group], *many)).collect()
    }

    #[test]
    fn groups_of_five_are_named_and_smaller_ones_are_others() {
        let told = of_one("Age", &AGES, &ages(&[(0, 2), (1, 6), (2, 4), (3, 8)]));
        assert_eq!(
            (told.people, shown(&told)),
            (15, vec![(AGES[1], Some(6)), ("Others", Some(9))]),
            "the last five are all alike: they wait"
        );
        let told = of_one("Age", &AGES, &ages(&[(1, 5), (0, 5), (3, 8), (1, 1), (2, 2)]));
        assert_eq!((told.people, shown(&told).len()), (19, 3));
    }

    #[test]
    fn too_few_others_take_the_smallest_group_with_them() {
        let told = of_one("Age", &AGES, &ages(&[(0, 1), (1, 9), (2, 5), (1, 1)]));
        let all: i64 = told.groups.iter().filter_map(|group| group.people).sum();
        assert_eq!((told.people, all, shown(&told)), (16, 16, vec![(AGES[1], Some(10)), ("Others", Some(6))]));
    }

    #[test]
    fn a_few_people_and_people_who_are_all_alike_are_not_spoken_of() {
        assert_eq!(of_one("Age", &AGES, &ages(&[(0, 2), (1, 2)])).people, 0);
        assert_eq!(of_one("Age", &AGES, &ages(&[(0, 50)])).people, 0);
        assert!(shown(&of_one("Age", &AGES, &ages(&[(0, 3), (1, 2)]))).is_empty());
    }

    #[test]
    fn what_nearly_everybody_says_has_no_number() {
        let english: BTreeSet<&str> = ["English"].into();
        let both: BTreeSet<&str> = ["English", "Spanish"].into();
        let people: Vec<_> = (0..20).map(|n| if n % 2 == 0 { english.clone() } else { both.clone() }).collect();
        let told = of_many("Languages", &["English", "Spanish", "French"], &people);
        assert_eq!(shown(&told), [("English", None), ("Spanish", Some(10))]);
    }

    proptest! {
        #[test]
        fn nobody_can_be_read_out_of_the_groups_or_of_how_they_move(answers in prop::collection::vec(0_usize..6, 0..60)) {
            let people: Vec<&str> = answers.iter().map(|answer| AGES[*answer]).collect();
            let mut before = of_one("Age", &AGES, &[]);
            let mut seen = 0;
            for here in 1..=people.len() {
                let now = of_one("Age", &AGES, &people[..here]);
                let all: i64 = now.groups.iter().filter_map(|group| group.people).sum();
                prop_assert!(now.groups.iter().all(|group| group.people.is_some_and(|many| many >= 5 && all - many >= 5)));
                prop_assert!(now.groups.is_empty() || all == now.people);
                if now != before {
                    let new = &people[seen..usize::try_from(now.people).unwrap_or_default()];
                    prop_assert!(new.len() >= 5 && new.iter().any(|one| *one != new[0]), "{new:?}");
                    seen += new.len();
                }
                before = now;
            }
        }
    }
}
