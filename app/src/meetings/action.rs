//! The one action of a meeting, which says its state: Register, Registered, Join Waiting List, Leave Waiting List, Join.
//! All are forms that work without script; what they lead to is a whole new page that shows the state.
use super::api::{AcceptSeat, CancelSeat, JoinWaitingList, LeaveWaitingList, RegisterSeat, RegisterSeries};
use crate::AppError;
use crate::account::parts::leave_when_done;
use crate::ui::action::ServerAction;
use crate::ui::button::{Button, ButtonLink, Tone};
use crate::ui::chip::State;
use crate::ui::dialog::Dialog;
use crate::ui::field::TextField;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::Glyph;
use domain::limits::{hours, minutes};
use domain::meetings::{MeetingLine, Step};
use domain::orgs::WayIn;
use domain::{MeetingId, limits};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What a page's forms send.
#[derive(Clone, Copy)]
pub struct Acts {
    register: ServerAction<RegisterSeat>,
    series: ServerAction<RegisterSeries>,
    cancel: ServerAction<CancelSeat>,
    queue: ServerAction<JoinWaitingList>,
    leave: ServerAction<LeaveWaitingList>,
    accept: ServerAction<AcceptSeat>,
}

/// The actions of a page, and what leads on when one has worked.
pub fn acts() -> Acts {
    let acts = Acts {
        register: ServerAction::new(),
        series: ServerAction::new(),
        cancel: ServerAction::new(),
        queue: ServerAction::new(),
        leave: ServerAction::new(),
        accept: ServerAction::new(),
    };
    leave_when_done(acts.register);
    leave_when_done(acts.series);
    leave_when_done(acts.cancel);
    leave_when_done(acts.queue);
    leave_when_done(acts.leave);
    leave_when_done(acts.accept);
    acts
}

impl Acts {
    /// Why the last try failed, whichever it was.
    pub fn trouble(self) -> Signal<Option<AppError>> {
        let all = [
            error_of(self.register),
            error_of(self.series),
            error_of(self.cancel),
            error_of(self.queue),
            error_of(self.leave),
            error_of(self.accept),
        ];
        Signal::derive(move || all.iter().find_map(|error| error.get()))
    }
}

/// Says on top of a page why something was refused.
#[component]
pub fn Trouble(acts: Acts) -> impl IntoView {
    view! { <FormError error=acts.trouble() /> }.into_any()
}

/// The action on a tile: short, without fields. What needs more is asked on the meeting's page.
pub fn small(acts: Acts, line: &MeetingLine, step: Option<Step>) -> AnyView {
    let MeetingLine { id, name, left, .. } = line;
    let page = format!("/meetings/{id}");
    let (meeting, says) = (id.to_string(), format!("Register for {name}"));
    match step {
        None if *left == 0 => view! {
            <ButtonLink href=format!("/sign-in?next={page}") tone=Tone::Quiet wide=true>
                "Join Waiting List"
            </ButtonLink>
        }
        .into_any(),
        None => view! {
            <ButtonLink href=format!("/sign-in?next={page}") tone=Tone::Call wide=true label=says>
                "Register"
            </ButtonLink>
        }
        .into_any(),
        Some(Step::Register { pays: false, password: false }) => view! {
            <ActionForm action=acts.register>
                <input type="hidden" name="meeting" value=meeting />
                <Button tone=Tone::Call wide=true busy=acts.register.pending() label=says>"Register"</Button>
            </ActionForm>
        }
        .into_any(),
        Some(Step::Register { .. }) => view! { <ButtonLink href=page tone=Tone::Call wide=true label=says>"Register"</ButtonLink> }.into_any(),
        Some(Step::JoinList { password: false }) => view! {
            <ActionForm action=acts.queue>
                <input type="hidden" name="meeting" value=meeting />
                <Button tone=Tone::Quiet wide=true busy=acts.queue.pending()>"Join Waiting List"</Button>
            </ActionForm>
        }
        .into_any(),
        Some(Step::JoinList { .. }) => view! { <ButtonLink href=page tone=Tone::Quiet wide=true>"Join Waiting List"</ButtonLink> }.into_any(),
        Some(Step::LeaveList { place }) => view! {
            {leave(acts, id)}
            <p class="mt-1 text-center text-sm text-quiet">{format!("You are number {place} in line")}</p>
        }
        .into_any(),
        Some(Step::Answer { .. }) => view! { <ButtonLink href=page tone=Tone::Call wide=true>"A seat is free"</ButtonLink> }.into_any(),
        Some(Step::Pay { payment, .. }) => {
            view! { <ButtonLink href=format!("/checkout/{payment}") tone=Tone::Call wide=true>"Pay"</ButtonLink> }.into_any()
        }
        Some(Step::Registered { .. }) => view! { <State icon=Glyph::Check wide=true>"Registered"</State> }.into_any(),
        Some(Step::Join | Step::Host { open: true }) => view! {
            <ButtonLink href=format!("/meetings/{id}/room") tone=Tone::Call icon=Glyph::Video wide=true label=format!("Join {name}")>"Join"</ButtonLink>
        }
        .into_any(),
        Some(Step::Host { open: false }) => word("You lead it"),
        Some(Step::Full) => word("Full"),
        Some(Step::InvitedOnly) => word("By invitation"),
        Some(Step::Closed) => ().into_any(),
        Some(Step::Cancelled) => word("Cancelled"),
        Some(Step::Over) => word("Over"),
    }
}

fn word(says: &'static str) -> AnyView {
    view! {
        <span class="inline-flex min-h-11 w-full items-center justify-center rounded-control border border-line px-4 py-2 font-semibold text-quiet">
            <span>{says}</span>
        </span>
    }
    .into_any()
}

fn leave(acts: Acts, id: &MeetingId) -> AnyView {
    let meeting = id.to_string();
    view! {
        <ActionForm action=acts.leave>
            <input type="hidden" name="meeting" value=meeting />
            <Button tone=Tone::Quiet wide=true busy=acts.leave.pending()>"Leave Waiting List"</Button>
        </ActionForm>
    }
    .into_any()
}

/// The action in a list. Of an organization's meeting that somebody has nothing to do with (`outside`), the page asks first whether
/// they subscribe.
pub fn of_tile(acts: Acts, line: &MeetingLine, step: Option<Step>, outside: bool) -> AnyView {
    let page = format!("/meetings/{}", line.id);
    match step {
        Some(Step::Register { .. }) if outside => {
            let says = format!("Register for {}", line.name);
            view! { <ButtonLink href=page tone=Tone::Call wide=true label=says>"Register"</ButtonLink> }.into_any()
        }
        Some(Step::JoinList { .. }) if outside => {
            view! { <ButtonLink href=page tone=Tone::Quiet wide=true>"Join Waiting List"</ButtonLink> }.into_any()
        }
        step => small(acts, line, step),
    }
}

/// The action on the meeting's own page, with its fields and what it means. `way_in` is what subscribing takes, where that comes first.
pub fn large(acts: Acts, line: &MeetingLine, step: Option<Step>, until: &str, way_in: Option<WayIn>) -> AnyView {
    let id = &line.id;
    let meeting = id.to_string();
    match step {
        Some(Step::Register { .. } | Step::JoinList { .. }) if way_in.as_ref().is_some_and(|way| way.fits == Some(false)) => {
            not_for_you(way_in)
        }
        Some(Step::Register { pays, password }) => register(acts, id, pays, password, way_in),
        Some(Step::JoinList { password }) => {
            let error = error_of(acts.queue);
            let says = if way_in.is_some() { "Subscribe and join the list" } else { "Join Waiting List" };
            view! {
                <p class="mb-3">"All seats are taken. When one is given back, people in line are asked in order."</p>
                <ActionForm action=acts.queue>
                    <input type="hidden" name="meeting" value=meeting />
                    {password.then(|| ask_password(about(error, "password")))}
                    {way_in.map(|way| subscribing(way, error))}
                    <Button tone=Tone::Call wide=true busy=acts.queue.pending()>{says}</Button>
                </ActionForm>
            }
            .into_any()
        }
        Some(Step::LeaveList { place }) => view! {
            <p class="mb-3">
                <span class="block text-lg font-bold">{format!("You are number {place} in line.")}</span>
                <span class="text-quiet">"When a seat is free for you, we write to you at once."</span>
            </p>
            {leave(acts, id)}
        }
        .into_any(),
        Some(Step::Answer { pays, .. }) => answer(acts, id, pays, until),
        Some(Step::Pay { payment, .. }) => view! {
            <p class="mb-3">{format!("Your seat is held until {until}.")}</p>
            <ButtonLink href=format!("/checkout/{payment}") tone=Tone::Call wide=true>"Pay"</ButtonLink>
        }
        .into_any(),
        Some(Step::Registered { .. }) => view! {
            <State icon=Glyph::Check wide=true>"Registered"</State>
            <p class="mt-3 text-sm text-quiet">{format!("Join shows here {} before the start.", minutes(limits().join_minutes))}</p>
            <div class="mt-3">
                <Cancel acts id=id.clone() until=until.to_owned() />
            </div>
        }
        .into_any(),
        Some(Step::Join) => view! {
            {small(acts, line, step)}
            <div class="mt-3">
                <Cancel acts id=id.clone() until=String::new() />
            </div>
        }
        .into_any(),
        Some(Step::Full) => view! {
            {word("Full")}
            <p class="mt-3 text-sm text-quiet">"All seats are taken. Have a look again later: seats are given back now and then."</p>
        }
        .into_any(),
        Some(Step::Closed) => view! { <p class="text-quiet">"You can't register for this meeting."</p> }.into_any(),
        other => small(acts, line, other),
    }
}

/// A seat in all dates of a free series that have one.
pub fn whole_series(acts: Acts, id: &MeetingId, all: i64, full: i64) -> AnyView {
    let says = match full {
        0 => "You can give each date back alone.".to_owned(),
        1 => "One date is full and is passed over. You can give each date back alone.".to_owned(),
        full => format!("{full} dates are full and are passed over. You can give each date back alone."),
    };
    let label = if all - full == 1 { "Register for the date that is free".to_owned() } else { format!("Register for all {all} dates") };
    let meeting = id.to_string();
    view! {
        <div class="mt-4 border-t border-line pt-4">
            <ActionForm action=acts.series>
                <input type="hidden" name="meeting" value=meeting />
                <Button tone=Tone::Quiet wide=true busy=acts.series.pending()>{label}</Button>
            </ActionForm>
            <p class="mt-2 text-sm text-quiet">{says}</p>
        </div>
    }
    .into_any()
}

fn ask_password(error: Signal<Option<String>>) -> AnyView {
    view! {
        <div class="mb-4">
            <TextField name="password" label="Password" hint="The host gives it to the people they want to come." error autocomplete="off" required=true maxlength=40 />
        </div>
    }
    .into_any()
}

/// Says for whom the organization of a meeting is.
fn not_for_you(way_in: Option<WayIn>) -> AnyView {
    way_in
        .map(|way| {
            view! {
                <p class="mb-3 text-quiet">{format!("This is a meeting of {}. {}", way.name, way.open_to)}</p>
                <ButtonLink href="/organizations?open=me" tone=Tone::Quiet icon=Glyph::Building wide=true>"See those open to me"</ButtonLink>
            }
        })
        .into_any()
}

/// Subscribing, in the step that takes a seat.
fn subscribing(way: WayIn, error: Signal<Option<AppError>>) -> AnyView {
    let says = format!("It is for subscribers of {}. Subscribing is free, and you can end it at any time.", way.name);
    view! {
        <input type="hidden" name="joining[subscribe]" value="yes" />
        <div class="mb-4 space-y-3">
            <p class="text-sm">{says}</p>
            <p class="text-sm text-quiet">{way.open_to}</p>
            <crate::orgs::Asked
                state=way.asks_state.then_some("joining[state]")
                gender=way.asks_gender.then_some("joining[gender]")
                facts=way.facts
                error
            />
        </div>
    }
    .into_any()
}

fn register(acts: Acts, id: &MeetingId, pays: bool, password: bool, way_in: Option<WayIn>) -> AnyView {
    let says = if way_in.is_some() { "Subscribe and register" } else { "Register" };
    let (error, meeting) = (error_of(acts.register), id.to_string());
    let coupon = pays.then(|| {
        view! {
            <details class="mb-4">
                <summary class="flex min-h-11 cursor-pointer items-center text-sm font-semibold text-spruce">"I have a code"</summary>
                <TextField name="coupon" label="Code" error=about(error, "coupon") autocomplete="off" optional=true maxlength=20 />
            </details>
        }
    });
    view! {
        <ActionForm action=acts.register>
            <input type="hidden" name="meeting" value=meeting />
            {password.then(|| ask_password(about(error, "password")))}
            {coupon}
            {way_in.map(|way| subscribing(way, error))}
            <Button tone=Tone::Call wide=true busy=acts.register.pending()>{says}</Button>
        </ActionForm>
        <p class="mt-3 text-sm text-quiet">
            {if pays {
                format!(
                    "You pay next; your seat is held for {} meanwhile. Cancel more than {} before, and everything is paid back.",
                    minutes(limits().hold_minutes),
                    ahead(),
                )
            } else {
                format!("It is free, and no card is needed. If you can't come, please cancel {} before.", ahead())
            }}
        </p>
    }
    .into_any()
}

fn answer(acts: Acts, id: &MeetingId, pays: bool, until: &str) -> AnyView {
    let (meeting, again) = (id.to_string(), id.to_string());
    view! {
        <p class="mb-3">
            <span class="block text-lg font-bold">"A seat is free for you."</span>
            <span class="text-quiet">{format!("It is yours until {until}. After that, the next in line is asked.")}</span>
        </p>
        <ActionForm action=acts.accept>
            <input type="hidden" name="meeting" value=meeting />
            <Button tone=Tone::Call wide=true busy=acts.accept.pending()>{if pays { "Take the seat and pay" } else { "Take the seat" }}</Button>
        </ActionForm>
        <div class="mt-2">
            <ActionForm action=acts.leave>
                <input type="hidden" name="meeting" value=again />
                <Button tone=Tone::Quiet wide=true busy=acts.leave.pending()>"Let it go"</Button>
            </ActionForm>
        </div>
    }
    .into_any()
}

/// How long ahead cancelling is free: "24 hours".
fn ahead() -> String {
    hours(limits().free_cancel_hours)
}

/// Giving a seat back, after "Are you sure?" with the 24-hour rule.
#[component]
pub fn Cancel(acts: Acts, id: MeetingId, until: String) -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| query.get("cancel").is_some());
    let open = RwSignal::new(asked);
    let rule = if until.is_empty() {
        format!("The meeting is less than {} away. If you paid, the money is not paid back.", ahead())
    } else {
        format!("Until {until} cancelling is free, and what you paid comes back. After that, nothing is paid back.")
    };
    let (here, meeting) = (format!("/meetings/{id}?cancel=1"), id.to_string());
    view! {
        <a
            href=here
            class="inline-flex min-h-11 w-full items-center justify-center gap-2 rounded-control border border-line bg-card px-4 py-2 font-semibold text-clay transition-colors hover:border-clay hover:bg-clay-soft"
            on:click=move |event| {
                event.prevent_default();
                event.stop_propagation();
                open.set(true);
            }
        >
            "Cancel"
        </a>
        <Dialog id="cancel" title="Are you sure?" open>
            <p>{rule}</p>
            <p class="mt-2 text-quiet">{format!("Please cancel at least {} ahead if you can, so that somebody else can come.", ahead())}</p>
            <div class="mt-5 flex flex-wrap gap-3">
                <ActionForm action=acts.cancel>
                    <input type="hidden" name="meeting" value=meeting />
                    <Button tone=Tone::Danger busy=acts.cancel.pending()>"Cancel my registration"</Button>
                </ActionForm>
                <form method="dialog">
                    <Button tone=Tone::Quiet>"Back"</Button>
                </form>
            </div>
        </Dialog>
    }
    .into_any()
}
