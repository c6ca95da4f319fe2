//! Coupons: a code that takes a part or an amount off a price, so many times, until a day.
use crate::{Micros, Problem, Refusal, money};
use serde::{Deserialize, Serialize};

/// What a coupon takes off.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Off {
    /// So many percent, 1 to 100.
    Percent(i64),
    /// So many cents.
    Amount(i64),
}

impl Off {
    /// What is left of a price, in cents. A rest that could not be charged (under 50 cents) is given away too.
    pub fn left_of(self, price: i64) -> i64 {
        let left = match self {
            Self::Percent(percent) => price - (price * percent.clamp(0, 100) + 50) / 100,
            Self::Amount(amount) => price - amount.max(0),
        };
        if left < 50 { 0 } else { left.min(price) }
    }

    /// What people read: "20 % off", "$5 off".
    pub fn says(self) -> String {
        match self {
            Self::Percent(percent) => format!("{percent} % off"),
            Self::Amount(amount) => format!("{} off", money::show(amount, "USD")),
        }
    }
}

/// A coupon as its maker sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Coupon {
    /// Its row.
    pub id: String,
    /// What people type.
    pub code: String,
    /// What it takes off, in words.
    pub off: String,
    /// How often it was used.
    pub used: i64,
    /// How often it may be used.
    pub most: i64,
    /// Until when, in words.
    pub until: String,
    /// Whether it still works.
    pub works: bool,
}

/// The form, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CouponDraft {
    /// 3 to 20 letters and digits.
    pub code: String,
    /// `percent` or `amount`.
    pub kind: String,
    /// The percent, or the amount in dollars.
    pub value: String,
    /// How often it may be used.
    pub most: String,
    /// The last day: `2026-12-22`.
    pub until: String,
}

/// A code as it is compared: capitals, without spaces.
pub fn key(code: &str) -> String {
    code.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_uppercase).collect()
}

impl CouponDraft {
    /// The code, what it takes off, and how often. The day is read by the engine, which knows the maker's zone.
    pub fn check(&self) -> Result<(String, Off, i64), Refusal> {
        let mut problems = Vec::new();
        let code = key(&self.code);
        if !(3..=20).contains(&code.chars().count()) || !code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            problems.push(Problem::new("code", "Choose 3 to 20 letters, digits or hyphens."));
        }
        let off = match self.kind.as_str() {
            "percent" => {
                self.value.trim().trim_end_matches('%').trim().parse().ok().filter(|percent| (1..=100).contains(percent)).map(Off::Percent)
            }
            "amount" => money::parse(&self.value).filter(|amount| (50..=50_000).contains(amount)).map(Off::Amount),
            _ => None,
        };
        if off.is_none() {
            problems.push(Problem::new("value", "Use 1 to 100 percent, or an amount from 0.50 to 500."));
        }
        let most = self.most.trim().parse().ok().filter(|most| (1..=10_000).contains(most));
        if most.is_none() {
            problems.push(Problem::new("most", "Say how often it can be used: 1 to 10,000 times."));
        }
        match (off, most) {
            (Some(off), Some(most)) if problems.is_empty() => Ok((code, off, most)),
            _ => Err(Refusal::Invalid(problems)),
        }
    }
}

/// Whether a coupon still works.
pub fn works(used: i64, most: i64, until: Micros, now: Micros) -> bool {
    used < most && now < until
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coupon_takes_off_a_part_or_an_amount_and_never_more_than_the_price() {
        assert_eq!(Off::Percent(20).left_of(500), 400);
        assert_eq!(Off::Percent(100).left_of(1_999), 0);
        assert_eq!(Off::Amount(100).left_of(500), 400);
        assert_eq!(Off::Amount(5_000).left_of(500), 0);
        assert_eq!(Off::Percent(95).left_of(500), 0, "25 cents can't be charged");
    }

    #[test]
    fn a_coupon_is_read_from_its_form() {
        let draft = |kind: &str, value: &str| CouponDraft {
            code: " spring 20 ".into(),
            kind: kind.into(),
            value: value.into(),
            most: "10".into(),
            until: String::new(),
        };
        assert_eq!(draft("percent", "20 %").check(), Ok(("SPRING20".into(), Off::Percent(20), 10)));
        assert_eq!(draft("amount", "$5").check(), Ok(("SPRING20".into(), Off::Amount(500), 10)));
        assert!(draft("percent", "0").check().is_err() && draft("", "5").check().is_err());
    }
}
