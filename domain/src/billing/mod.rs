//! Money: what a host receives, what a coupon takes off, what becomes of a payment.
pub mod coupon;

pub use coupon::{Coupon, CouponDraft, Off};

use crate::{Micros, limits};
use serde::{Deserialize, Serialize};

/// What is taken from a payment (features.md 1.25, EARN-6), in cents.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fees {
    /// The payment service's: 2.9 % and 30 cents.
    pub service: i64,
    /// The site's: 12 %.
    pub site: i64,
    /// What is left for the host; never under zero.
    pub host: i64,
}

/// The fees of a payment of `amount` cents, each rounded to the nearest cent. A free seat costs nothing.
pub fn fees(amount: i64) -> Fees {
    if amount <= 0 {
        return Fees { service: 0, site: 0, host: 0 };
    }
    let service = (amount * 29 + 500) / 1_000 + 30;
    let site = (amount * 12 + 50) / 100;
    Fees { service, site, host: (amount - service - site).max(0) }
}

/// How a payment stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// The person is at the checkout.
    Open,
    /// The provider said that it was paid.
    Paid,
    /// The checkout ended without money.
    Expired,
    /// The person turned back.
    Left,
    /// The money is on its way back.
    Refunding,
    /// The money is back.
    Refunded,
    /// The provider would not send it back; a person has to look.
    RefundFailed,
}

impl PaymentState {
    /// All states.
    pub const ALL: [Self; 7] = [Self::Open, Self::Paid, Self::Expired, Self::Left, Self::Refunding, Self::Refunded, Self::RefundFailed];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paid => "paid",
            Self::Expired => "expired",
            Self::Left => "left",
            Self::Refunding => "refunding",
            Self::Refunded => "refunded",
            Self::RefundFailed => "refund_failed",
        }
    }

    /// Reads the word kept in the database; an unknown one owes nobody anything.
    pub fn from_stored(word: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == word).unwrap_or(Self::Expired)
    }

    /// What it says beside an amount such as "$5".
    pub fn says(self, amount: &str) -> String {
        match self {
            Self::Paid => format!("Paid {amount}"),
            Self::Refunding => format!("{amount} is on its way back"),
            Self::Refunded => format!("{amount} was paid back"),
            Self::RefundFailed => format!("{amount} could not be sent back yet. We are looking into it."),
            Self::Open | Self::Expired | Self::Left => String::new(),
        }
    }
}

/// Where earned money is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Held until 48 hours after the meeting.
    Pending,
    /// Can be paid out.
    Available,
}

/// Where the money of a meeting is that ends at `ends_at`: held for the 48 hours of features.md 1.25 (EARN-3), or what the site has chosen.
pub fn stage(ends_at: Micros, now: Micros) -> Stage {
    if now >= ends_at + limits().payout_after() { Stage::Available } else { Stage::Pending }
}

/// What becomes of earned money on this site.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payout {
    /// No real money moves: a sandbox plays the payment service.
    #[default]
    Pretended,
    /// It stays with the site, which owes it to them.
    Kept,
    /// The payment service sends it to an account of their own.
    Sent,
}

impl Payout {
    /// What a host reads.
    pub fn says(self) -> &'static str {
        match self {
            Self::Pretended => "This site is for trying: no real money moves, and nothing is sent to anybody's bank.",
            Self::Kept => {
                "Sending money to your bank is not possible here yet. What is available stays with the site and is yours; once it can \
                 be sent, we ask you where to. Until then you need do nothing."
            }
            Self::Sent => "The payment service sends what people pay to your own account there, less the fees.",
        }
    }
}

/// One payment as the one it was made to sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Earning {
    /// The meeting's name.
    pub meeting: String,
    /// When it was paid, in the viewer's zone.
    pub day: String,
    /// What the person paid.
    pub amount: String,
    /// What a coupon took off; empty without one.
    pub discount: String,
    /// Both fees.
    pub fees: String,
    /// What is left.
    pub yours: String,
    /// How it stands: "Pending", "Available", "Paid out", "Paid back", "On its way back".
    pub says: String,
}

/// What a host has earned.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Earnings {
    /// Held, in words.
    pub pending: String,
    /// Can be paid out, in words.
    pub available: String,
    /// Sent to an account of their own, in words.
    pub paid: String,
    /// What becomes of it from now on.
    pub payout: Payout,
    /// The payments, the newest first.
    pub payments: Vec<Earning>,
}

/// The checkout as its page shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Checkout {
    /// Its id.
    pub id: String,
    /// What is bought.
    pub title: String,
    /// When the meeting starts, in the viewer's zone.
    pub starts: String,
    /// Where it leads back to: the meeting.
    pub back: String,
    /// What is to pay.
    pub amount: String,
    /// What a coupon took off; empty without one.
    pub discount: String,
    /// How it stands.
    pub state: PaymentState,
    /// Whether the seat is theirs.
    pub seated: bool,
    /// Until when the seat is held, in words.
    pub until: String,
    /// Whether this is the sandbox, in which no money moves.
    pub sandbox: bool,
    /// Where to pay, at the provider.
    pub pay_at: Option<String>,
    /// How it stands, in words.
    pub says: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::DAY;
    use proptest::prelude::*;

    #[test]
    fn the_fees_are_those_of_the_worked_examples() {
        assert_eq!(fees(500).host, 395);
        assert_eq!(fees(2_995).host, 2_519);
        assert_eq!(fees(0), Fees { service: 0, site: 0, host: 0 });
    }

    #[test]
    fn money_waits_48_hours_after_the_meeting() {
        assert_eq!(stage(DAY, 3 * DAY - 1), Stage::Pending);
        assert_eq!(stage(DAY, 3 * DAY), Stage::Available);
    }

    #[test]
    fn every_state_is_known_again_from_the_database() {
        for state in PaymentState::ALL {
            assert_eq!(PaymentState::from_stored(state.as_str()), state);
        }
    }

    proptest! {
        #[test]
        fn no_cent_is_lost_or_made(amount in 299_i64..50_000) {
            let fees = fees(amount);
            prop_assert_eq!(fees.service + fees.site + fees.host, amount);
            prop_assert!(fees.host > 0);
        }
    }
}
