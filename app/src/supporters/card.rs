//! One supporter in the directory: face, name, stars, their own words, what they know, the next opening, one clear action.
use crate::contacts::parts::AddButton;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::Chip;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::stars::Stars;
use domain::supporters::Card;
use leptos::prelude::*;

/// How many specialties a card shows before it says how many more there are.
const CHIPS: usize = 4;

/// Whose reviews are shown in the dialog: address and name.
pub type Chosen = RwSignal<Option<(String, String)>>;

/// A card. A press on the number of reviews chooses the supporter for the dialog.
#[component]
pub fn SupporterCard(card: Card, chosen: Chosen, signed_in: bool) -> impl IntoView {
    let step = view! { <AddButton id=card.id.clone() handle=card.handle.clone() standing=card.standing signed_in /> };
    let address = format!("/supporters/{}", card.handle);
    let more = card.specialties.len().saturating_sub(CHIPS);
    let chips: Vec<_> = card.specialties.into_iter().take(CHIPS).map(|word| view! { <li><Chip>{word}</Chip></li> }).collect();
    let rating = match card.rating.tenths() {
        Some(tenths) => {
            let link = view! { <ReviewsLink handle=card.handle.clone() name=card.name.clone() says=card.rating.reviews() chosen /> };
            view! { <Stars tenths /> {link} }.into_any()
        }
        None => view! { <span class="text-sm text-quiet">{card.rating.reviews()}</span> }.into_any(),
    };
    let name_id = format!("name-{}", card.handle);
    view! {
        <li class="grid grid-cols-[auto_1fr] gap-x-4 rounded-card border border-line bg-card p-4 shadow-soft sm:gap-x-6 sm:p-6">
            <div class="sm:row-span-2">
                <Avatar name=card.name.clone() seed=card.id.to_string() picture=card.picture size=AvatarSize::Large />
            </div>
            <div class="min-w-0">
                <div class="flex flex-wrap items-baseline gap-x-3">
                    <h2 id=name_id.clone() class="text-lg font-bold sm:text-xl">{card.name}</h2>
                    <p class="text-sm text-quiet">{card.credential}</p>
                </div>
                <div class="mt-1 flex flex-wrap items-center gap-x-2">{rating}</div>
            </div>
            <div class="col-span-2 min-w-0 sm:col-span-1 sm:col-start-2">
                <p class="mt-3 line-clamp-3 max-w-prose">{card.headline}</p>
                <ul class="mt-3 flex flex-wrap gap-2" aria-label="Specialties">
                    {chips} {(more > 0).then(|| view! { <li class="self-center text-sm text-quiet">{format!("and {more} more")}</li> })}
                </ul>
                <div class="mt-4 flex flex-wrap items-center gap-3 border-t border-line pt-4">
                    <p class="flex min-w-56 flex-1 items-center gap-2 text-sm text-quiet">{opening(card.opening)}</p>
                    <div class="flex w-full gap-2 *:flex-1 sm:w-auto sm:*:flex-none">
                        <ButtonLink href=address tone=Tone::Quiet attr:aria-describedby=name_id>
                            "Profile"
                        </ButtonLink>
                        {step}
                    </div>
                </div>
            </div>
        </li>
    }
    .into_any()
}

/// When they are free next.
pub fn opening(opening: Option<String>) -> AnyView {
    match opening {
        Some(opening) => view! {
            <Icon glyph=Glyph::CalendarClock />
            <span>"Next opening: " <strong class="font-bold text-ink tabular-nums">{opening}</strong></span>
        }
        .into_any(),
        None => view! { <span>"No regular hours. Ask, and agree on a time."</span> }.into_any(),
    }
}

/// "23 reviews": a dialog with script, the profile's reviews without.
#[component]
pub fn ReviewsLink(handle: String, name: String, says: String, chosen: Chosen) -> impl IntoView {
    let href = format!("/supporters/{handle}#reviews");
    view! {
        <a
            href=href
            class="inline-flex min-h-11 items-center text-sm text-spruce underline underline-offset-4 hover:text-spruce-deep"
            on:click=move |event| {
                if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                    event.prevent_default();
                    chosen.set(Some((handle.clone(), name.clone())));
                }
            }
        >
            {says}
        </a>
    }
    .into_any()
}
