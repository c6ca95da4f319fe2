//! The Contacts page: connected people, requests that wait, blocked people.
use super::api::{ContactsView, Person, list_contacts};
use super::board::Board;
use super::message::{MessageDialog, MessageForm};
use super::rows::{Acts, BlockForm, PersonRow};
use crate::frame::Fault;
use crate::live::use_live;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{ButtonLink, Tone};
use crate::ui::chip::Count;
use crate::ui::dialog::Dialog;
use crate::ui::empty::Empty;
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::pager::Pager;
use crate::ui::skeleton::Cards;
use crate::ui::tabs::{TabLink, TabLinks};
use crate::ui::toast::use_toasts;
use domain::Micros;
use domain::contacts::Tab;
use domain::live::Hear;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// What the address says.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asked {
    tab: Tab,
    after: String,
    message: String,
    block: String,
    sent: Option<String>,
}

/// The page.
#[component]
pub fn ContactsPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let word = |name: &str| query.get(name).unwrap_or_default();
            Asked {
                tab: Tab::from_address(&word("tab")),
                after: word("after"),
                message: word("message"),
                block: word("block"),
                sent: query.get("sent"),
            }
        })
    });
    let acts = Acts::new();
    let again = RwSignal::new(0_usize);
    let lists = load(
        move || (asked.get(), acts.done(), again.get()),
        |(asked, ..)| {
            let chosen = if asked.message.is_empty() { asked.block } else { asked.message };
            list_contacts(asked.tab.as_str().to_owned(), asked.after, chosen)
        },
    );
    // The first frame after a break says that something may have been missed.
    use_live().on_hear(move |hear| {
        if matches!(hear, Hear::Counts { .. }) {
            again.update(|again| *again += 1);
        }
    });
    say_what_was_done(acts);
    let trouble = acts.trouble();
    let page = move || async move {
        match lists.await {
            Ok(view) => view! { <Lists asked=asked.get_untracked() view acts again /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    view! {
        <Title text="Contacts" />
        <h1 class="text-2xl font-bold sm:text-3xl">"Contacts"</h1>
        <p class="mt-2 mb-6 max-w-prose text-quiet">"The people you talk with, and those who asked. You decide whom to answer, and when."</p>
        <div role="alert">
            {move || {
                trouble
                    .get()
                    .map(|error| {
                        view! {
                            <div class="mb-6">
                                <Alert tone=AlertTone::Problem>
                                    <p>{error.to_string()}</p>
                                </Alert>
                            </div>
                        }
                    })
            }}
        </div>
        <Waiting meanwhile=|| view! { <Cards /> } then=page />
        <MessageDialog person=acts.writing_to open=acts.writing />
        <Dialog id="block-person" title="Are you sure?" open=acts.blocking>
            <div>
                {move || acts.blocking_whom.get().map(|person| view! { <BlockForm person acts back=acts.blocking /> })}
            </div>
        </Dialog>
    }
    .into_any()
}

/// Says what one's own act has done, and puts the focus where the list begins: the button that had it may be gone.
fn say_what_was_done(acts: Acts) {
    let toasts = use_toasts();
    let after = move |says: &'static str| {
        toasts.say(says);
        #[cfg(feature = "hydrate")]
        if let Some(main) = document().get_element_by_id("main") {
            use leptos::wasm_bindgen::JsCast;
            let _gone = main.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    };
    Effect::new(move |_| acts.approve.done().then(|| after("You are connected now.")));
    Effect::new(move |_| acts.decline.done().then(|| after("Answered: not now.")));
    Effect::new(move |_| acts.withdraw.done().then(|| after("Your request is taken back.")));
    Effect::new(move |_| {
        acts.block.done().then(|| {
            acts.blocking.set(false);
            after("Blocked.");
        })
    });
    Effect::new(move |_| acts.unblock.done().then(|| after("Unblocked. You can ask each other again.")));
}

/// The tabs and the lists, as they were read and as they change.
#[component]
fn Lists(asked: Asked, view: ContactsView, acts: Acts, again: RwSignal<usize>) -> impl IntoView {
    let tab = asked.tab;
    let next = view.next.clone();
    let chosen = view.chosen.clone();
    let board = RwSignal::new(Board::new(tab, view));
    use_live().on_event(move |event| {
        if board.try_update(|board| board.hear(event)) == Some(true) {
            again.update(|again| *again += 1);
        }
    });
    let counts = Signal::derive(move || board.with(|board| board.counts));
    let pending = Signal::derive(move || counts.get().requests + counts.get().sent);
    let current = move |at: Tab| Signal::derive(move || tab == at);
    let lists = match tab {
        Tab::Active => active(board, acts),
        Tab::Pending => waiting(board, acts),
        Tab::Blocked => blocked(board, acts),
    };
    let paged = !asked.after.is_empty();
    let first = paged.then(|| format!("/contacts?tab={}", tab.as_str()));
    let next = next.map(|next| format!("/contacts?tab={}&after={next}", tab.as_str()));
    let in_page = chosen.map(|person| {
        let (title, form) = if asked.block.is_empty() {
            ("Send Message", view! { <MessageForm person field="message-here" sent=asked.sent.clone() /> }.into_any())
        } else {
            ("Are you sure?", view! { <BlockForm person acts /> }.into_any())
        };
        view! {
            <section aria-labelledby="chosen" class="mb-8 max-w-xl rounded-card border border-line bg-card p-5 shadow-soft sm:p-6">
                <h2 id="chosen" class="mb-3 text-xl font-bold">{title}</h2>
                {form}
            </section>
        }
    });
    view! {
        {in_page}
        <TabLinks label="Lists of contacts">
            <TabLink href="/contacts?tab=active" current=current(Tab::Active)>
                <span class="tabular-nums">{move || format!("Active ({})", counts.get().active)}</span>
            </TabLink>
            <TabLink href="/contacts?tab=pending" current=current(Tab::Pending)>
                <span>"Pending"</span>
                <span aria-hidden="true" class="flex">
                    <Count of=pending label="" />
                </span>
            </TabLink>
            <TabLink href="/contacts?tab=blocked" current=current(Tab::Blocked)>
                <span>"Blocked"</span>
                <span aria-hidden="true" class="flex">
                    <Count of=Signal::derive(move || counts.get().blocked) label="" />
                </span>
            </TabLink>
        </TabLinks>
        {lists}
        <Pager label="Pages of this list" previous=first next />
    }
    .into_any()
}

fn rows(people: Signal<Vec<Person>>, as_of: Micros, acts: Acts, label: &'static str) -> AnyView {
    // Rows of an earlier reading are made anew: what they were made with is gone.
    let key = move |person: &Person| (as_of, person.id.clone(), person.standing as u8);
    view! {
        <ul aria-label=label class="divide-y divide-line rounded-card border border-line bg-card shadow-soft">
            <For each=move || people.get() key let:person>
                <PersonRow person acts />
            </For>
        </ul>
    }
    .into_any()
}

fn active(board: RwSignal<Board>, acts: Acts) -> AnyView {
    let as_of = board.with_untracked(|board| board.as_of);
    let people = Signal::derive(move || board.with(|board| board.people.clone()));
    let empty = Memo::new(move |_| board.with(|board| board.people.is_empty()));
    view! {
        <div>
            {move || match empty.get() {
                true => view! {
                    <Empty
                        glyph=Glyph::HeartHandshake
                        title="Nobody here yet"
                        says="When somebody says yes to your request, or you say yes to theirs, they are here."
                    >
                        <ButtonLink href="/supporters" tone=Tone::Call icon=Glyph::Users>
                            "Find a Peer Supporter"
                        </ButtonLink>
                    </Empty>
                }
                    .into_any(),
                false => rows(people, as_of, acts, "Active contacts"),
            }}
        </div>
    }
    .into_any()
}

fn waiting(board: RwSignal<Board>, acts: Acts) -> AnyView {
    let as_of = board.with_untracked(|board| board.as_of);
    let people = Signal::derive(move || board.with(|board| board.people.clone()));
    let sent = Signal::derive(move || board.with(|board| board.sent.clone()));
    let shown = Memo::new(move |_| board.with(|board| (!board.people.is_empty(), !board.sent.is_empty())));
    let requests = move || match board.with(|board| board.counts.requests) {
        1 => "1 person waits for your answer".to_owned(),
        many => format!("{many} people wait for your answer"),
    };
    view! {
        <div aria-live="polite">
            {move || match shown.get() {
                (false, false) => view! {
                    <Empty
                        glyph=Glyph::Clock
                        title="Nothing is waiting"
                        says="Requests you send, and requests people send to you, wait here until they are answered."
                    >
                        <ButtonLink href="/supporters" tone=Tone::Call icon=Glyph::Users>
                            "Find a Peer Supporter"
                        </ButtonLink>
                    </Empty>
                }
                    .into_any(),
                (asking, asked) => view! {
                    {asking
                        .then(|| {
                            view! {
                                <section class="mb-8">
                                    <h2 class="mb-3 text-lg font-bold">{requests}</h2>
                                    {rows(people, as_of, acts, "Requests to you")}
                                </section>
                            }
                        })}
                    {asked
                        .then(|| {
                            view! {
                                <section>
                                    <h2 class="mb-1 text-lg font-bold">"Your requests"</h2>
                                    <p class="mb-3 text-sm text-quiet">"They decide when to answer. You can have 10 open at a time."</p>
                                    {rows(sent, as_of, acts, "Your requests")}
                                </section>
                            }
                        })}
                }
                    .into_any(),
            }}
        </div>
    }
    .into_any()
}

fn blocked(board: RwSignal<Board>, acts: Acts) -> AnyView {
    let as_of = board.with_untracked(|board| board.as_of);
    let people = Signal::derive(move || board.with(|board| board.people.clone()));
    let empty = Memo::new(move |_| board.with(|board| board.people.is_empty()));
    view! {
        <div>
            {move || match empty.get() {
                true => view! {
                    <Empty
                        glyph=Glyph::ShieldCheck
                        title="You have not blocked anybody"
                        says="People you block can't write to you or ask you again. They are not told."
                    />
                }
                    .into_any(),
                false => rows(people, as_of, acts, "Blocked people"),
            }}
        </div>
    }
    .into_any()
}
