//! One's own calendar as a feed for calendar programs: its secret address is told once, and can be made anew or taken away.
use super::api::{RenewCalendarFeed, RevokeCalendarFeed, has_calendar_feed, new_calendar_feed};
use crate::account::parts::leave_when_done;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, Tone};
use crate::ui::form::ActionForm;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::{Waiting, load};
use domain::meetings::MeetingLine;
use leptos::prelude::*;

/// The part of the page.
#[component]
pub fn Feed() -> impl IntoView {
    let renew = ServerAction::<RenewCalendarFeed>::new();
    let revoke = ServerAction::<RevokeCalendarFeed>::new();
    leave_when_done(revoke);
    let has = load(move || renew.version().get(), |_| has_calendar_feed());
    let fresh = load(|| (), |()| new_calendar_feed());
    let part = move || async move {
        let (has, fresh) = (has.await.unwrap_or_default(), fresh.await.unwrap_or_default());
        let told = move || {
            let made = renew.answer().and_then(Result::ok);
            made.unwrap_or_else(|| fresh.clone())
        };
        view! {
            <Told address=Signal::derive(told) />
            <div class="mt-4 flex flex-wrap gap-3">
                <ActionForm action=renew>
                    <Button tone=Tone::Quiet busy=renew.pending()>{if has { "Make a new address" } else { "Make an address" }}</Button>
                </ActionForm>
                {has
                    .then(|| {
                        view! {
                            <ActionForm action=revoke>
                                <Button tone=Tone::Danger busy=revoke.pending()>"Take the address away"</Button>
                            </ActionForm>
                        }
                    })}
            </div>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="feed" class="mt-12 border-t border-line pt-8">
            <h2 id="feed" class="text-xl font-bold">"In your own calendar"</h2>
            <p class="mt-1 max-w-prose text-quiet">
                "Your calendar program can follow your meetings by a secret address. Whoever knows it sees when and where you meet, so keep it to yourself. A new address ends the one before."
            </p>
            <Waiting then=part />
        </section>
    }
    .into_any()
}

#[component]
fn Told(address: Signal<String>) -> impl IntoView {
    move || {
        let address = address.get();
        (!address.is_empty()).then(|| {
            view! {
                <div class="mt-4">
                    <Alert tone=AlertTone::Done title="Copy this address now: it is not shown again">
                        <p class="break-all">
                            <code>{address}</code>
                        </p>
                    </Alert>
                </div>
            }
        })
    }
}

/// The meeting as a file for calendar programs.
pub fn add_to_calendar(line: &MeetingLine) -> AnyView {
    let (file, says) = (format!("/meetings/{}.ics", line.id), format!("Add to calendar: {}", line.name));
    view! {
        <a href=file rel="external" aria-label=says class="inline-flex min-h-11 items-center gap-2 font-semibold text-spruce">
            <Icon glyph=Glyph::CalendarClock />
            <span>"Add to calendar"</span>
        </a>
    }
    .into_any()
}
