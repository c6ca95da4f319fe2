//! The Group Leaders tab: a card for each, with **Connect**, the state once it is asked, and **Message**.
use super::api::member::AskLeader;
use crate::AppError;
use crate::contacts::parts::{Asking, MessageButton, MessageDialog, asking, refusal};
use crate::ui::action::ServerAction;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::chip::{Chip, ChipTone, State};
use crate::ui::empty::Empty;
use crate::ui::field::TextArea;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::stars::Stars;
use domain::contacts::Standing;
use domain::events::Face;
use domain::orgs::Leader;
use leptos::prelude::*;

/// Whom the dialog writes to, and whether it is open.
#[derive(Clone, Copy)]
struct Writing {
    to: RwSignal<Option<Face>>,
    open: RwSignal<bool>,
}

/// All leaders.
#[component]
pub fn Leaders(slug: String, leaders: Vec<Leader>, signed_in: bool) -> impl IntoView {
    if leaders.is_empty() {
        return view! {
            <Empty glyph=Glyph::Users title="No group leaders yet" says="When somebody leads meetings here, you can get to know them on this page.">
                <ButtonLink href="/supporters" tone=Tone::Quiet icon=Glyph::Users>
                    "Find a Peer Supporter"
                </ButtonLink>
            </Empty>
        }
        .into_any();
    }
    let writing = Writing { to: RwSignal::new(None), open: RwSignal::new(false) };
    // A refusal in the address came from a form without script: it is said once, above all cards.
    let earlier = error_of(ServerAction::<AskLeader>::new());
    let cards: Vec<_> = leaders.into_iter().map(|leader| view! { <LeaderCard slug=slug.clone() leader signed_in writing /> }).collect();
    view! {
        <p class="mb-5 max-w-prose text-quiet">"These people lead the meetings. Ask to connect; they decide when to answer."</p>
        <FormError error=earlier />
        <ul class="grid gap-4 lg:grid-cols-2">{cards}</ul>
        <MessageDialog person=writing.to open=writing.open />
    }
    .into_any()
}

#[component]
fn LeaderCard(slug: String, leader: Leader, signed_in: bool, writing: Writing) -> impl IntoView {
    let step = view! { <ConnectStep slug person=leader.face.clone() standing=leader.standing signed_in writing /> };
    let Face { id, name, picture, handle } = leader.face;
    let rating = leader.rating.and_then(|rating| {
        rating.tenths().map(|tenths| {
            view! {
                <p class="mt-1 flex items-center gap-2 text-sm">
                    <Stars tenths />
                    <span class="text-quiet">{rating.reviews()}</span>
                </p>
            }
        })
    });
    let profile = handle.map(|handle| {
        view! {
            <a href=format!("/supporters/{handle}") class="inline-flex min-h-11 items-center text-sm text-spruce underline underline-offset-4">
                "Also an independent peer supporter"
            </a>
        }
    });
    let facts = view! {
        <ul class="mt-3 flex flex-wrap gap-2 empty:hidden">
            {(!leader.age.is_empty()).then(|| view! { <li><Chip tone=ChipTone::Quiet>{format!("Age {}", leader.age)}</Chip></li> })}
            {leader
                .local_resources
                .then(|| {
                    view! {
                        <li>
                            <Chip tone=ChipTone::News icon=Glyph::Search>
                                "Helps find local resources"
                            </Chip>
                        </li>
                    }
                })}
        </ul>
    };
    let word = |label: &'static str, text: String| {
        (!text.is_empty()).then(|| {
            view! {
                <div class="mt-3">
                    <dt class="text-sm font-semibold text-quiet">{label}</dt>
                    <dd class="max-w-prose whitespace-pre-line">{text}</dd>
                </div>
            }
        })
    };
    view! {
        <li id=format!("leader-{id}") class="flex scroll-mt-32 flex-col rounded-card border border-line bg-card p-5 shadow-soft">
            <div class="flex items-start gap-4">
                <Avatar name=name.clone() seed=id.to_string() picture size=AvatarSize::Large />
                <div class="min-w-0">
                    <h2 class="text-lg font-bold wrap-anywhere">{name}</h2>
                    {(!leader.qualification.is_empty())
                        .then(|| {
                            view! {
                                <p class="mt-0.5 flex items-start gap-1.5 text-sm text-quiet">
                                    <Icon glyph=Glyph::ShieldCheck class="mt-0.5 size-4" />
                                    <span>{leader.qualification}</span>
                                </p>
                            }
                        })} {rating}
                </div>
            </div>
            {(!leader.greeting.is_empty())
                .then(|| view! { <blockquote class="mt-4 rounded-card bg-spruce-soft p-4"><p class="whitespace-pre-line">{leader.greeting}</p></blockquote> })}
            <dl>{word("Why I help", leader.motivation)} {word("My own recovery", leader.recovery)}</dl>
            {facts}
            {leader
                .unfinished
                .then(|| view! { <p class="mt-3 text-sm text-quiet">"This profile is not finished yet."</p> })}
            {profile}
            <div class="mt-auto pt-4">{step}</div>
        </li>
    }
    .into_any()
}

#[component]
fn ConnectStep(slug: String, person: Face, standing: Standing, signed_in: bool, writing: Writing) -> impl IntoView {
    let Asking { action, standing, refused, place } = asking::<AskLeader>(person.id.clone(), standing);
    let step = move || match standing.get() {
        Standing::Open => open(&slug, &person, signed_in, action, refused),
        Standing::Asked => view! { <State icon=Glyph::Clock wide=true>"Your request has been sent"</State> }.into_any(),
        Standing::AskedYou => view! {
            <ButtonLink href="/contacts?tab=pending" tone=Tone::Call icon=Glyph::UserCheck wide=true>
                "Answer"
            </ButtonLink>
        }
        .into_any(),
        Standing::Connected => view! {
            <div class="grid gap-2 sm:grid-cols-2">
                <State icon=Glyph::UserCheck wide=true>"Connected"</State>
                <MessageButton person=person.clone() chosen=writing.to open=writing.open />
            </div>
        }
        .into_any(),
        Standing::NotNow => quiet("They can't take on a new connection right now. You may ask again after 30 days."),
        Standing::Closed => quiet("Not taking new connections right now."),
        Standing::YouBlocked => quiet("You have blocked this person."),
        Standing::Yourself => quiet("This is you, as others see you."),
    };
    view! {
        <div node_ref=place tabindex="-1" class="outline-none">
            {step}
        </div>
    }
    .into_any()
}

fn quiet(says: &'static str) -> AnyView {
    view! { <p class="text-sm text-quiet">{says}</p> }.into_any()
}

fn open(slug: &str, person: &Face, signed_in: bool, action: ServerAction<AskLeader>, refused: Signal<Option<AppError>>) -> AnyView {
    let label = format!("Connect with {}", person.name);
    if !signed_in {
        let href = format!("/sign-in?next=/organizations/{slug}%3Ftab%3Dleaders&ask={}", person.id);
        return view! {
            <ButtonLink href tone=Tone::Call icon=Glyph::UserPlus wide=true label>
                "Connect"
            </ButtonLink>
        }
        .into_any();
    }
    let (slug, to) = (slug.to_owned(), person.id.to_string());
    let note = format!("note-{to}");
    view! {
        <ActionForm action>
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="to" value=to />
            <Button tone=Tone::Call icon=Glyph::UserPlus wide=true busy=action.pending() label>
                "Connect"
            </Button>
            <details class="mt-1">
                <summary class="flex min-h-11 cursor-pointer items-center gap-2 rounded-control text-sm font-semibold text-spruce">
                    <Icon glyph=Glyph::Pencil class="size-4" />
                    <span>"Add a note"</span>
                </summary>
                <TextArea
                    name="note"
                    id=note
                    label="Your note"
                    hint="Up to 500 characters. Only they can read it."
                    optional=true
                    rows=3
                    maxlength=500
                    error=about(refused, "note")
                />
            </details>
        </ActionForm>
        {refusal(refused)}
    }
    .into_any()
}
