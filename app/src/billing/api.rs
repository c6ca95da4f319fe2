//! The checkout, and what a host earns.
use crate::AppError;
use domain::billing::{Checkout, Coupon, CouponDraft, Earnings};
use leptos::prelude::*;

/// One's own checkout.
#[server(protocol = crate::Posted)]
pub async fn show_checkout(payment: String) -> Result<Checkout, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    Ok(engine::meetings::paying::checkout(&engine, &actor, &payment).await?)
}

/// Does on the sandbox's page what a person does at a payment service; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn pay_in_sandbox(payment: String, how: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::meetings::paying::sandbox_page(&engine, &actor, &payment, &how).await?;
    let place = match how.as_str() {
        "pay" => format!("/checkout/{payment}/done"),
        "decline" => format!("/checkout/{payment}?said=declined"),
        _ => format!("/checkout/{payment}?said=late"),
    };
    Ok(crate::account::api::go(&place))
}

/// Turns back from the checkout: the seat is free again. Answers where to go.
#[server(protocol = crate::Posted)]
pub async fn leave_checkout(payment: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::meetings::paying::turn_back(&engine, &actor, &payment).await?;
    Ok(crate::account::api::go(&format!("/checkout/{payment}/cancelled")))
}

/// What the person has earned, and their coupons.
#[server(protocol = crate::Posted)]
pub async fn list_earnings() -> Result<(Earnings, Vec<Coupon>), AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let earnings = engine::billing::earnings(&engine, &actor).await?;
    Ok((earnings, engine::billing::coupons::list(&engine, &actor).await?))
}

/// Makes a coupon; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn make_coupon(coupon: CouponDraft) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::billing::coupons::create(&engine, &actor, &coupon).await?;
    Ok(crate::account::api::go("/supporter/earnings?done=coupon"))
}

/// Ends a coupon; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn end_coupon(id: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::billing::coupons::end(&engine, &actor, &id).await?;
    Ok(crate::account::api::go("/supporter/earnings?done=ended"))
}
