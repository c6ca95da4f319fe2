//! The checkout: what is bought, until when the seat is held, and the way to the payment service. On a demo site the service
//! is a page of our own, clearly marked, with everything that can happen at a real one.
use super::api::{LeaveCheckout, PayInSandbox, show_checkout};
use crate::account::parts::{Narrow, leave_when_done, word};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::icon::Glyph;
use crate::ui::load::{Loaded, Waiting, load};
use domain::billing::{Checkout, PaymentState};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

fn loaded() -> Loaded<Checkout> {
    let params = use_params_map();
    load(move || params.with(|params| params.get("payment").unwrap_or_default()), show_checkout)
}

/// The page.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let checkout = loaded();
    let page = move || async move {
        match checkout.await {
            Ok(checkout) => view! { <Paying checkout /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Checkout" />
        <Meta name="robots" content="noindex" />
        <Waiting afresh=true then=page />
    }
    .into_any()
}

fn receipt(checkout: &Checkout) -> AnyView {
    let discount = (!checkout.discount.is_empty()).then(|| format!("{} off by your code", checkout.discount));
    view! {
        <p class="text-lg font-bold">{checkout.title.clone()}</p>
        <p class="mt-0.5 text-quiet tabular-nums">{checkout.starts.clone()}</p>
        <p class="mt-4 flex items-baseline justify-between border-t border-line pt-4">
            <span>"One seat"</span>
            <span class="text-2xl font-bold tabular-nums">{checkout.amount.clone()}</span>
        </p>
        {discount.map(|says| view! { <p class="text-right text-sm text-quiet">{says}</p> })}
    }
    .into_any()
}

#[component]
fn Paying(checkout: Checkout) -> impl IntoView {
    let open = checkout.state == PaymentState::Open && !checkout.until.is_empty();
    let back = checkout.back.clone();
    if !open {
        return view! {
            <Narrow title="Checkout">
                {receipt(&checkout)}
                <div class="mt-5">
                    <Alert tone=if checkout.seated { AlertTone::Done } else { AlertTone::Info }>
                        <p>{checkout.says.clone()}</p>
                    </Alert>
                </div>
                <div class="mt-5">
                    <ButtonLink href=back tone=Tone::Quiet>"Back to the meeting"</ButtonLink>
                </div>
            </Narrow>
        }
        .into_any();
    }
    let says = match word("said").as_str() {
        "declined" => Some("The card was declined. Nothing was charged, and your seat is still held. Try again, or go back."),
        "late" => Some("The payment is on its way, but it will come late. You may leave this page: we write to you what became of it."),
        _ => None,
    };
    let until = format!("Your seat is held until {}.", checkout.until);
    let ways = if checkout.sandbox {
        view! { <Sandbox id=checkout.id.clone() amount=checkout.amount.clone() /> }.into_any()
    } else {
        let way = match checkout.pay_at.clone() {
            Some(address) => view! {
                <ButtonLink href=address tone=Tone::Call icon=Glyph::ExternalLink wide=true>"Go to payment"</ButtonLink>
                <p class="mt-2 text-sm text-quiet">"You pay at our payment service and come back here. We never see your card."</p>
            }
            .into_any(),
            None => {
                let unreached = checkout.says.clone();
                view! { <Alert><p>{unreached}</p></Alert> }.into_any()
            }
        };
        view! {
            <div class="mt-5">{way}</div>
            <Leave id=checkout.id.clone() />
        }
        .into_any()
    };
    view! {
        <Narrow title="Checkout" says=until>
            {says.map(|says| view! { <div class="mb-5"><Alert><p>{says}</p></Alert></div> })}
            {receipt(&checkout)}
            {ways}
        </Narrow>
    }
    .into_any()
}

/// Turning back.
#[component]
fn Leave(id: String) -> impl IntoView {
    let leave = ServerAction::<LeaveCheckout>::new();
    leave_when_done(leave);
    view! {
        <FormError error=error_of(leave) />
        <div class="mt-3">
            <ActionForm action=leave>
                <input type="hidden" name="payment" value=id />
                <Button tone=Tone::Plain wide=true busy=leave.pending()>"Leave without paying"</Button>
            </ActionForm>
        </div>
    }
    .into_any()
}

/// The page of the sandbox.
#[component]
fn Sandbox(id: String, amount: String) -> impl IntoView {
    let pay = ServerAction::<PayInSandbox>::new();
    leave_when_done(pay);
    let (again, payment) = (id.clone(), StoredValue::new(id));
    let way = move |how: &'static str, says: String, tone: Tone| {
        let payment = payment.get_value();
        view! {
            <ActionForm action=pay>
                <input type="hidden" name="payment" value=payment />
                <input type="hidden" name="how" value=how />
                <Button tone wide=true>{says}</Button>
            </ActionForm>
        }
    };
    view! {
        <section aria-labelledby="sandbox" class="mt-6 rounded-control border border-dashed border-edge p-4">
            <h2 id="sandbox" class="font-bold">"Sandbox: no money moves"</h2>
            <p class="mt-1 mb-4 text-sm text-quiet">"This page stands for a payment service. Choose what happens there."</p>
            <FormError error=error_of(pay) />
            <div class="space-y-2">
                {way("pay", format!("Pay {amount}"), Tone::Call)}
                {way("decline", "Decline the card".to_owned(), Tone::Quiet)}
                {way("late", "Pay too late".to_owned(), Tone::Quiet)}
            </div>
            <Leave id=again />
        </section>
    }
    .into_any()
}

/// Coming back from the payment service. What it shows is what the service told us, not what the address says.
#[component]
pub fn CheckoutDone() -> impl IntoView {
    let checkout = loaded();
    let page = move || async move {
        match checkout.await {
            Ok(checkout) => view! { <Done checkout /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Thank you" />
        <Meta name="robots" content="noindex" />
        <Waiting afresh=true then=page />
    }
    .into_any()
}

#[component]
fn Done(checkout: Checkout) -> impl IntoView {
    let waiting = checkout.state == PaymentState::Open;
    let (title, tone, says) = if checkout.seated {
        ("You are registered", AlertTone::Done, checkout.says.clone())
    } else if waiting {
        (
            "Thank you",
            AlertTone::Info,
            "We are waiting for the payment service to tell us. This takes a moment. Load this page again, or look at your letters."
                .to_owned(),
        )
    } else {
        ("About your payment", AlertTone::Info, checkout.says.clone())
    };
    view! {
        <Narrow title=title>
            {receipt(&checkout)}
            <div class="mt-5">
                <Alert tone>
                    <p>{says}</p>
                </Alert>
            </div>
            <div class="mt-5 flex flex-wrap gap-3">
                <ButtonLink href="/my-meetings" tone=Tone::Call>"My Meetings"</ButtonLink>
                <ButtonLink href=checkout.back tone=Tone::Quiet>"See the meeting"</ButtonLink>
            </div>
        </Narrow>
    }
    .into_any()
}

/// Coming back without having paid.
#[component]
pub fn CheckoutCancelled() -> impl IntoView {
    let checkout = loaded();
    let page = move || async move {
        match checkout.await {
            Ok(checkout) => {
                let held = checkout.state == PaymentState::Open && !checkout.until.is_empty();
                let says = if held {
                    format!("Your seat is still held until {}.", checkout.until)
                } else {
                    "Nothing was charged, and the seat is free for others.".to_owned()
                };
                let again =
                    held.then(|| view! { <ButtonLink href=format!("/checkout/{}", checkout.id) tone=Tone::Call>"Pay now"</ButtonLink> });
                view! {
                        <Narrow title="You left the checkout" says>
                            <div class="flex flex-wrap gap-3">{again} <ButtonLink href=checkout.back tone=Tone::Quiet>"Back to the meeting"</ButtonLink></div>
                        </Narrow>
                    }
                    .into_any()
            }
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="You left the checkout" />
        <Meta name="robots" content="noindex" />
        <Waiting afresh=true then=page />
    }
    .into_any()
}
