//! Chance that always falls the same way: the town is the same on every machine, around whatever "now" is.
use domain::Micros;

/// SplitMix64 (Steele, Lea and Flood, 2014): small, fast, and good enough to scatter people over a calendar.
pub struct Dice(u64);

impl Dice {
    /// Dice for one subject, so that a change in one subject leaves the others as they were.
    pub fn for_subject(subject: &str) -> Self {
        let seed =
            subject.bytes().fold(0xA10A_951D_E000_0001_u64, |seed, byte| (seed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both possible. An empty range answers `low`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let sides = u64::try_from(high - low).map_or(1, |width| width + 1);
        low + i64::try_from(self.roll() % sides).unwrap_or_default()
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of them; `None` of nothing.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(from.len()).unwrap_or_default() - 1;
        from.get(usize::try_from(self.between(0, last.max(0))).unwrap_or_default())
    }

    /// Some of them, each once, in any order.
    pub fn some<'a, T>(&mut self, from: &'a [T], how_many: i64) -> Vec<&'a T> {
        let mut all: Vec<&T> = from.iter().collect();
        self.shuffle(&mut all);
        all.truncate(usize::try_from(how_many).unwrap_or_default());
        all
    }

    /// Puts them in another order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            let high = i64::try_from(last).unwrap_or_default();
            all.swap(last, usize::try_from(self.between(0, high)).unwrap_or_default());
        }
    }

    /// An id for something made at `at`: a UUIDv7 like all others, only foreseeable.
    pub fn id(&mut self, at: Micros) -> String {
        let millis = u64::try_from(at / 1_000).unwrap_or_default();
        let (high, low) = (self.roll().to_be_bytes(), self.roll().to_be_bytes());
        let rest = [high[0], high[1], high[2], high[3], high[4], high[5], high[6], high[7], low[0], low[1]];
        uuid::Builder::from_unix_timestamp_millis(millis, &rest).into_uuid().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_subject_rolls_the_same_numbers_and_another_one_does_not() {
        let rolls = |subject| {
            let mut dice = Dice::for_subject(subject);
            [dice.between(0, 999), dice.between(0, 999), dice.between(0, 999)]
        };
        assert_eq!(rolls("people"), rolls("people"));
        assert_ne!(rolls("people"), rolls("rooms"));
    }

    #[test]
    fn every_side_comes_up_and_no_other() {
        let mut dice = Dice::for_subject("sides");
        let mut seen: Vec<i64> = (0..200).map(|_| dice.between(-1, 2)).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, [-1, 0, 1, 2]);
        assert_eq!(dice.between(5, 1), 5);
        assert_eq!(dice.pick::<u8>(&[]), None);
    }

    #[test]
    fn ids_look_like_ids_and_sort_by_time() {
        let mut dice = Dice::for_subject("ids");
        let (early, late) = (dice.id(1_700_000_000_000_000), dice.id(1_700_000_001_000_000));
        assert!(domain::AccountId::parse(&early).is_some(), "{early}");
        assert!(early < late);
        assert_ne!(dice.id(0), dice.id(0));
    }
}
