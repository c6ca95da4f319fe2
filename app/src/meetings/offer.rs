//! What links in letters lead to: an offered seat, and an invitation. Opening one answers nothing: programs that look at
//! letters open links too.
use super::api::{AnswerOffer, OfferView, OpenInvitation, show_offer};
use crate::account::parts::{Narrow, leave_when_done};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::form::{ActionForm, FormError, error_of};
use crate::ui::load::{Waiting, load};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

fn secret() -> String {
    use_params_map().with_untracked(|params| params.get("secret").unwrap_or_default())
}

/// An offered seat.
#[component]
pub fn Offer() -> impl IntoView {
    let offer = load(secret, show_offer);
    let answer = ServerAction::<AnswerOffer>::new();
    leave_when_done(answer);
    let page = move || async move {
        match offer.await {
            Ok(offer) => view! { <Asked offer answer /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="A seat is free" />
        <Meta name="robots" content="noindex" />
        <Waiting afresh=true then=page />
    }
    .into_any()
}

#[component]
fn Asked(offer: OfferView, answer: ServerAction<AnswerOffer>) -> impl IntoView {
    let OfferView { back, name, starts, price, until, stands } = offer;
    let secret = secret();
    if !stands {
        return view! {
            <Narrow title="This offer has ended">
                <p>"The seat went to the next in line. If the meeting is still full, you can join the waiting list again."</p>
                <div class="mt-5">
                    <ButtonLink href=back tone=Tone::Quiet>"See the meeting"</ButtonLink>
                </div>
            </Narrow>
        }
        .into_any();
    }
    let again = secret.clone();
    view! {
        <Narrow title="A seat is free for you">
            <FormError error=error_of(answer) />
            <p class="text-lg font-bold">{name}</p>
            <p class="mt-1 tabular-nums">{starts}</p>
            <p class="mt-1 text-quiet">{format!("{price}. Yours until {until}.")}</p>
            <div class="mt-5 flex flex-wrap gap-3">
                <ActionForm action=answer>
                    <input type="hidden" name="secret" value=again />
                    <input type="hidden" name="take" value="true" />
                    <Button tone=Tone::Call busy=answer.pending()>"Take the seat"</Button>
                </ActionForm>
                <ActionForm action=answer>
                    <input type="hidden" name="secret" value=secret />
                    <input type="hidden" name="take" value="false" />
                    <Button tone=Tone::Quiet>"Let it go"</Button>
                </ActionForm>
            </div>
        </Narrow>
    }
    .into_any()
}

/// An invitation.
#[component]
pub fn Invitation() -> impl IntoView {
    let open = ServerAction::<OpenInvitation>::new();
    leave_when_done(open);
    view! {
        <Title text="An invitation" />
        <Meta name="robots" content="noindex" />
        <Narrow title="You are invited" says="Open the invitation to see the meeting. You decide whether to register.">
            <FormError error=error_of(open) />
            <ActionForm action=open>
                <input type="hidden" name="secret" value=secret() />
                <Button tone=Tone::Call wide=true busy=open.pending()>"Open the invitation"</Button>
            </ActionForm>
        </Narrow>
    }
    .into_any()
}
