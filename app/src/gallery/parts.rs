//! Buttons, people, states, news, steps and icons.
use super::Shelf;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{Button, ButtonLink, IconButton, IconTone, Tone};
use crate::ui::chart::{Bar, Legend, Piece};
use crate::ui::chip::{Chip, ChipTone, Count, State};
use crate::ui::dialog::Dialog;
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::pager::Pager;
use crate::ui::skeleton;
use crate::ui::stars::{FiveStars, Stars};
use crate::ui::tabs::{TabLink, TabLinks};
use crate::ui::toast::use_toasts;
use leptos::prelude::*;

const ROW: &str = "flex flex-wrap items-center gap-3";
const TONES: [(Tone, &str); 5] =
    [(Tone::Primary, "Save"), (Tone::Call, "Add"), (Tone::Quiet, "Profile"), (Tone::Plain, "Cancel"), (Tone::Danger, "Block")];
const NAMES: [&str; 12] = [
    "Rosa M.",
    "Devon K.",
    "Amara O.",
    "quiet_river",
    "marlow",
    "Jonas P.",
    "Li W.",
    "Teresa B.",
    "night_owl_42",
    "Samir H.",
    "Ines C.",
    "Bo A.",
];

/// The shelf of buttons.
#[component]
pub fn Calls() -> impl IntoView {
    let plain: Vec<_> = TONES.iter().map(|(tone, words)| view! { <Button tone=*tone kind="button">{*words}</Button> }).collect();
    let busy: Vec<_> = TONES.iter().map(|(tone, words)| view! { <Button tone=*tone kind="button" busy=true>{*words}</Button> }).collect();
    let off: Vec<_> =
        TONES.iter().map(|(tone, words)| view! { <Button tone=*tone kind="button" disabled=true>{*words}</Button> }).collect();
    view! {
        <Shelf title="Buttons">
            <div class="space-y-4">
                <div class=ROW>{plain}</div>
                <div class=ROW>{busy}</div>
                <div class=ROW>{off}</div>
                <div class=ROW>
                    <Button tone=Tone::Call icon=Glyph::UserPlus kind="button" label="Add Rosa M.">
                        "Add"
                    </Button>
                    <ButtonLink href="/dev/gallery" tone=Tone::Quiet icon=Glyph::ArrowRight>
                        "A link"
                    </ButtonLink>
                    <IconButton glyph=Glyph::EllipsisVertical label="More about this" />
                    <IconButton glyph=Glyph::SendHorizontal label="Send" tone=IconTone::Primary />
                </div>
                <div class="max-w-sm">
                    <Button wide=true kind="button">
                        "As wide as its place"
                    </Button>
                </div>
            </div>
        </Shelf>
    }
    .into_any()
}

/// The shelf of faces and stars.
#[component]
pub fn People() -> impl IntoView {
    let faces: Vec<_> = NAMES.iter().map(|name| view! { <Avatar name=*name seed=*name size=AvatarSize::Large /> }).collect();
    view! {
        <Shelf title="People">
            <div class="space-y-5">
                <div class=ROW>{faces}</div>
                <div class=ROW>
                    <Avatar name="Rosa M." seed="Rosa M." size=AvatarSize::Tiny />
                    <Avatar name="Rosa M." seed="Rosa M." size=AvatarSize::Small />
                    <Avatar name="Rosa M." seed="Rosa M." />
                    <Avatar name="Rosa M." seed="Rosa M." size=AvatarSize::Large />
                    <Avatar name="Rosa M." seed="Rosa M." size=AvatarSize::Huge />
                </div>
                <div class=ROW>
                    <Stars tenths=48 />
                    <FiveStars given=5 />
                    <FiveStars given=3 />
                </div>
            </div>
        </Shelf>
    }
    .into_any()
}

/// The shelf of chips, states and numbers.
#[component]
pub fn States() -> impl IntoView {
    view! {
        <Shelf title="States">
            <div class="space-y-4">
                <div class=ROW>
                    <Chip>"Alcohol recovery"</Chip>
                    <Chip tone=ChipTone::Done icon=Glyph::Check>
                        "Joined"
                    </Chip>
                    <Chip tone=ChipTone::Quiet>"Spanish"</Chip>
                    <Chip tone=ChipTone::News icon=Glyph::Info>
                        "New"
                    </Chip>
                    <Chip tone=ChipTone::Warning icon=Glyph::Clock>
                        "Full"
                    </Chip>
                </div>
                <div class=ROW>
                    <State icon=Glyph::Clock>"Request Sent"</State>
                    <State icon=Glyph::Check>"Connected"</State>
                </div>
                <div class=ROW>
                    <span class="inline-flex items-center gap-2">
                        <span>"Chat"</span>
                        <Count of=Signal::derive(|| 2) label="unread" />
                    </span>
                    <span class="inline-flex items-center gap-2">
                        <span>"Notifications"</span>
                        <Count of=Signal::derive(|| 240) label="new" loud=true />
                    </span>
                </div>
            </div>
        </Shelf>
    }
    .into_any()
}

/// The shelf of notes, empty places, loading shapes and toasts.
#[component]
pub fn News() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <Shelf title="News">
            <div class="grid gap-6 md:grid-cols-2">
                <div class="space-y-4">
                    <Alert title="Please confirm your email">"We sent you a letter with a link."</Alert>
                    <Alert tone=AlertTone::Done>"Your profile is saved."</Alert>
                    <Alert tone=AlertTone::Problem title="That did not work">"Nothing was lost. Please try again in a moment."</Alert>
                    <Button kind="button" tone=Tone::Quiet on:click=move |_| toasts.say("Your request is on its way.")>
                        "Say it in a toast"
                    </Button>
                </div>
                <Empty glyph=Glyph::UserPlus title="You have no contacts yet" says="Read a few stories, and ask the person you would like to talk to.">
                    <ButtonLink href="/supporters">"Find a Peer Supporter"</ButtonLink>
                </Empty>
                <skeleton::Cards count=2 />
                <skeleton::Lines />
            </div>
        </Shelf>
    }
    .into_any()
}

/// The shelf of tabs, pagers and dialogs.
#[component]
pub fn Steps() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Shelf title="Steps">
            <TabLinks label="Contacts">
                <TabLink href="/dev/gallery" current=true>
                    "Active (2)"
                </TabLink>
                <TabLink href="/dev/gallery?tab=pending" current=false>
                    "Pending"
                </TabLink>
                <TabLink href="/dev/gallery?tab=blocked" current=false>
                    "Blocked"
                </TabLink>
            </TabLinks>
            <Button kind="button" tone=Tone::Quiet icon=Glyph::MessageCircle on:click=move |_| open.set(true)>
                "Open a dialog"
            </Button>
            <button
                type="button"
                class="ml-3 min-h-11 rounded-control border border-line px-4 font-semibold text-spruce"
                command="show-modal"
                commandfor="gallery-dialog"
            >
                "Open it without script"
            </button>
            <Dialog id="gallery-dialog" title="Send Message" open>
                <p>"Focus stays in here. Escape closes it, and focus goes back to the button."</p>
                <div class="mt-5 flex justify-end gap-3">
                    <Button kind="button" tone=Tone::Quiet on:click=move |_| open.set(false)>
                        "Cancel"
                    </Button>
                    <Button kind="button" icon=Glyph::SendHorizontal>
                        "Send"
                    </Button>
                </div>
            </Dialog>
            <Pager label="Pages of supporters" previous="/dev/gallery?page=1".to_owned() next="/dev/gallery?page=3".to_owned() place="Page 2 of 7" />
        </Shelf>
    }
    .into_any()
}

/// The shelf of charts.
#[component]
pub fn Charts() -> impl IntoView {
    view! {
        <Shelf title="Charts">
            <Legend pieces=vec![(Piece::Full, "Came"), (Piece::Missed, "Missed"), (Piece::Unknown, "Not noted")] />
            <div class="mt-3 max-w-md space-y-3">
                <Bar pieces=vec![(12, Piece::Full), (3, Piece::Missed), (2, Piece::Unknown)] most=20 />
                <Bar pieces=vec![(20, Piece::Full)] most=20 />
                <Bar pieces=Vec::new() most=0 />
            </div>
        </Shelf>
    }
    .into_any()
}

/// The shelf of icons.
#[component]
pub fn Icons() -> impl IntoView {
    let icons: Vec<_> = Glyph::ALL
        .iter()
        .map(|glyph| {
            view! {
                <li class="flex items-center gap-2 text-sm">
                    <Icon glyph=*glyph class="size-6" />
                    <span class="truncate text-quiet">{format!("{glyph:?}")}</span>
                </li>
            }
        })
        .collect();
    view! {
        <Shelf title="Icons">
            <ul class="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-6">{icons}</ul>
        </Shelf>
    }
    .into_any()
}
