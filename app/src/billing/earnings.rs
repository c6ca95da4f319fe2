//! What a host has earned, payment by payment, and their coupons.
use super::api::{EndCoupon, MakeCoupon, list_earnings};
use crate::account::parts::{Card, leave_when_done};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::Alert;
use crate::ui::button::{Button, Tone};
use crate::ui::field::{SelectField, TextField};
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::load::{Waiting, load};
use crate::ui::skeleton::Lines;
use domain::billing::{Coupon, Earning, Earnings};
use domain::limits;
use domain::limits::hours;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// The page.
#[component]
pub fn EarningsPage() -> impl IntoView {
    let found = load(|| (), |()| list_earnings());
    let page = move || async move {
        match found.await {
            Ok((earnings, coupons)) => view! { <Told earnings coupons /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Earnings" />
        <Meta name="robots" content="noindex" />
        <div class="mx-auto max-w-4xl">
            <h1 class="text-2xl font-bold sm:text-3xl">"Earnings"</h1>
            <p class="mt-2 mb-6 max-w-prose text-quiet">
                {format!(
                    "Money from a meeting is held until {} after it took place. From each payment, 2.9 % + 0.30 go to the payment service and 12 % to the site.",
                    hours(limits().payout_hours),
                )}
            </p>
            <Waiting meanwhile=|| view! { <Lines count=8 /> } afresh=true then=page />
        </div>
    }
    .into_any()
}

#[component]
fn Told(earnings: Earnings, coupons: Vec<Coupon>) -> impl IntoView {
    let Earnings { pending, available, paid, payout, payments } = earnings;
    let number = |says: &'static str, amount: String| {
        view! {
            <div class="rounded-card border border-line bg-card p-5 shadow-soft">
                <dt class="text-quiet">{says}</dt>
                <dd class="text-2xl font-bold tabular-nums">{amount}</dd>
            </div>
        }
    };
    let rows: Vec<_> = payments.into_iter().map(row).collect();
    let table = if rows.is_empty() {
        view! { <p class="text-quiet">"Nobody has paid for a meeting of yours yet."</p> }.into_any()
    } else {
        view! {
            <div class="relative overflow-x-auto" tabindex="0" role="region" aria-label="Payments, one by one">
                <table class="w-full min-w-160 text-left text-sm">
                    <thead class="text-quiet">
                        <tr>
                            <th scope="col" class="py-2 pr-4">"Day"</th>
                            <th scope="col" class="py-2 pr-4">"Meeting"</th>
                            <th scope="col" class="py-2 pr-4">"Paid"</th>
                            <th scope="col" class="py-2 pr-4">"Discount"</th>
                            <th scope="col" class="py-2 pr-4">"Fees"</th>
                            <th scope="col" class="py-2 pr-4">"Yours"</th>
                            <th scope="col" class="py-2">"Status"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <dl class="mb-6 grid gap-4 sm:grid-cols-3">
            {number("Pending", pending)} {number("Available", available)} {number("Paid out", paid)}
        </dl>
        <div class="mb-6">
            <Alert title="What happens to the money">
                <p>{payout.says()}</p>
            </Alert>
        </div>
        <div class="space-y-6">
            <Card id="payments" title="Payments">{table}</Card>
            <Coupons coupons />
        </div>
    }
    .into_any()
}

fn row(earning: Earning) -> AnyView {
    let Earning { meeting, day, amount, discount, fees, yours, says } = earning;
    view! {
        <tr class="border-t border-line tabular-nums">
            <td class="py-2 pr-4 whitespace-nowrap">{day}</td>
            <td class="py-2 pr-4">{meeting}</td>
            <td class="py-2 pr-4">{amount}</td>
            <td class="py-2 pr-4">{discount}</td>
            <td class="py-2 pr-4">{fees}</td>
            <td class="py-2 pr-4 font-semibold">{yours}</td>
            <td class="py-2 whitespace-nowrap">{says}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn Coupons(coupons: Vec<Coupon>) -> impl IntoView {
    let make = ServerAction::<MakeCoupon>::new();
    let end = ServerAction::<EndCoupon>::new();
    leave_when_done(make);
    leave_when_done(end);
    let error = error_of(make);
    let rows: Vec<_> = coupons
        .into_iter()
        .map(|coupon| {
            let says = format!("{} · used {} of {} times · until {}", coupon.off, coupon.used, coupon.most, coupon.until);
            view! {
                <li class="flex flex-wrap items-center justify-between gap-3 py-3">
                    <p>
                        <span class="block font-bold">{coupon.code.clone()}</span>
                        <span class="text-sm text-quiet">{says}</span>
                    </p>
                    {if coupon.works {
                        view! {
                            <ActionForm action=end>
                                <input type="hidden" name="id" value=coupon.id />
                                <Button tone=Tone::Danger label=format!("End {}", coupon.code)>"End it"</Button>
                            </ActionForm>
                        }
                            .into_any()
                    } else {
                        view! { <span class="text-sm text-quiet">"Ended"</span> }.into_any()
                    }}
                </li>
            }
        })
        .collect();
    let kinds = vec![("percent".to_owned(), "Percent".to_owned()), ("amount".to_owned(), "US dollars".to_owned())];
    view! {
        <Card id="coupons" title="Coupons" says="A code that takes something off the price of your meetings. You decide whom you give it to.">
            <ul class="mb-5 divide-y divide-line empty:hidden">{rows}</ul>
            <FormError error />
            <FormError error=error_of(end) />
            <ActionForm action=make>
                <div class="grid gap-4 sm:grid-cols-2">
                    <TextField name="coupon[code]" id="code" label="Code" error=about(error, "code") autocomplete="off" maxlength=20 required=true />
                    <SelectField name="coupon[kind]" id="coupon-kind" label="Kind" choices=kinds />
                    <TextField name="coupon[value]" id="value" label="How much off" error=about(error, "value") inputmode="decimal" maxlength=8 required=true />
                    <TextField name="coupon[most]" id="most" label="How often it can be used" error=about(error, "most") kind="number" required=true />
                    <TextField name="coupon[until]" id="until" label="Last day" error=about(error, "until") kind="date" required=true />
                </div>
                <div class="mt-4">
                    <Button busy=make.pending()>"Make a coupon"</Button>
                </div>
            </ActionForm>
        </Card>
    }
    .into_any()
}
