//! Paying for a seat, and what a host earns.
mod api;
mod checkout;
mod earnings;

pub use checkout::{CheckoutCancelled, CheckoutDone, CheckoutPage};
pub use earnings::EarningsPage;
