//! The one step that a card or a profile offers towards a supporter, and the state once it is taken.
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::State;
use crate::ui::icon::Glyph;
use domain::contacts::Standing;
use domain::supporters::Card;
use leptos::prelude::*;

/// The step on a card: **Add**, **Request Sent**, **Connected**, or nothing.
pub fn on_card(card: &Card) -> AnyView {
    match card.standing {
        Standing::Open => view! {
            <ButtonLink href=through_the_door(card) tone=Tone::Call icon=Glyph::UserPlus wide=true>
                "Add"
            </ButtonLink>
        }
        .into_any(),
        Standing::Asked => view! { <State icon=Glyph::Clock wide=true>"Request Sent"</State> }.into_any(),
        Standing::Connected => view! { <State icon=Glyph::UserCheck wide=true>"Connected"</State> }.into_any(),
        _ => ().into_any(),
    }
}

/// The step under the picture of a profile: **Connect**, or how things stand.
pub fn on_profile(card: &Card) -> AnyView {
    match card.standing {
        Standing::Open => view! {
            <ButtonLink href=through_the_door(card) tone=Tone::Call icon=Glyph::UserPlus wide=true>
                "Connect"
            </ButtonLink>
        }
        .into_any(),
        Standing::Asked => view! { <State icon=Glyph::Clock wide=true>"Contact request sent"</State> }.into_any(),
        Standing::Connected => view! { <State icon=Glyph::UserCheck wide=true>"Connected"</State> }.into_any(),
        Standing::Closed | Standing::NotNow => {
            view! { <p class="text-sm text-quiet">"Not taking new connections right now."</p> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// A visitor signs in first; the request is sent when they come through.
fn through_the_door(card: &Card) -> String {
    format!("/sign-in?next=/supporters/{}&ask={}", card.handle, card.id)
}
