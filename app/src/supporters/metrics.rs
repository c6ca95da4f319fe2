//! The figures of a supporter's dashboard, each as a table whose rows carry a bar.
use crate::account::parts::Card;
use crate::ui::chart::{Bar, Legend, Piece};
use crate::ui::pager::Pager;
use crate::ui::stars::Stars;
use domain::supporters::{Breakdown, Group, MeetingList, MeetingRow, Month, Presence, Range, Summary};
use leptos::prelude::*;

const HEAD: &str = "py-2 pr-4 font-semibold";
const CELL: &str = "py-2 pr-4";

/// A number with its name, and a line under it.
pub fn number(says: &'static str, value: AnyView, more: AnyView) -> AnyView {
    view! {
        <div class="flex flex-col rounded-card border border-line bg-card p-4 shadow-soft sm:p-5">
            <dt class="text-quiet">{says}</dt>
            <dd class="text-2xl font-bold tabular-nums">{value}</dd>
            <dd class="text-sm text-quiet empty:hidden">{more}</dd>
        </div>
    }
    .into_any()
}

fn words(text: String) -> AnyView {
    text.into_any()
}

fn pieces(presence: Presence) -> Vec<(i64, Piece)> {
    vec![(presence.came, Piece::Full), (presence.missed, Piece::Missed), (presence.unknown, Piece::Unknown)]
}

fn came() -> AnyView {
    view! { <Legend pieces=vec![(Piece::Full, "Came"), (Piece::Missed, "Missed"), (Piece::Unknown, "Not noted")] /> }.into_any()
}

/// The first tab.
#[component]
pub fn SummaryFigures(summary: Summary, range: Range) -> impl IntoView {
    let Summary { held, coming, presence, earned, rating, months } = summary;
    let stars = rating.tenths().map_or_else(|| "None yet".into_any(), |tenths| view! { <Stars tenths /> }.into_any());
    let noted = presence.came + presence.missed;
    let share = if noted == 0 { String::new() } else { format!("{} % of those noted came", presence.came * 100 / noted) };
    let most = months.iter().map(|month| month.presence.seats()).max().unwrap_or_default();
    let richest = months.iter().map(|month| month.earned).max().unwrap_or_default();
    let people: Vec<_> = months.iter().map(|month| month_of_people(month, most)).collect();
    let money: Vec<_> = months.into_iter().map(|month| month_of_money(month, richest)).collect();
    let edge = match range {
        Range::All => "The last twelve months, and what was before them.",
        _ => "A month at the edge counts only its days in this time.",
    };
    view! {
        <dl class="grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4">
            {number("Meetings scheduled", words(held.to_string()), words(format!("{coming} more to come")))}
            {number("Attendees registered", words(presence.seats().to_string()), words(share))}
            {number("Earned", words(earned), words("After fees".to_owned()))}
            {number("Average rating", stars, words(rating.reviews()))}
        </dl>
        <Card id="came" title="Who came" says="Seats in meetings that took place, as you noted them under Participants.">
            {came()}
            <table class="mt-3 w-full text-left text-sm tabular-nums">
                <thead class="text-quiet">
                    <tr>
                        <th scope="col" class=HEAD>"Month"</th>
                        <th scope="col" class=HEAD>"Meetings"</th>
                        <th scope="col" class=HEAD>"Came"</th>
                        <th scope="col" class=HEAD>"Missed"</th>
                        <th scope="col" class="py-2 font-semibold">"Not noted"</th>
                    </tr>
                </thead>
                <tbody>{people}</tbody>
            </table>
            <p class="mt-3 text-sm text-quiet">{edge}</p>
        </Card>
        <Card id="monthly" title="Monthly earnings" says="What is left for you after fees, in the month in which it was paid. What was paid back is not counted.">
            <table class="w-full text-left text-sm tabular-nums">
                <thead class="text-quiet">
                    <tr>
                        <th scope="col" class=HEAD>"Month"</th>
                        <th scope="col" class="py-2 font-semibold">"Earned"</th>
                    </tr>
                </thead>
                <tbody>{money}</tbody>
            </table>
        </Card>
    }
    .into_any()
}

fn month_of_people(month: &Month, most: i64) -> AnyView {
    let Presence { came, missed, unknown } = month.presence;
    view! {
        <tr class="border-t border-line">
            <th scope="row" class="w-2/5 py-2 pr-4 font-normal">
                <span class="block">{month.name.clone()}</span>
                <Bar pieces=pieces(month.presence) most />
            </th>
            <td class=CELL>{month.meetings}</td>
            <td class=CELL>{came}</td>
            <td class=CELL>{missed}</td>
            <td class="py-2">{unknown}</td>
        </tr>
    }
    .into_any()
}

fn month_of_money(month: Month, most: i64) -> AnyView {
    view! {
        <tr class="border-t border-line">
            <th scope="row" class="w-3/4 py-2 pr-4 font-normal">
                <span class="block">{month.name}</span>
                <Bar pieces=vec![(month.earned, Piece::Full)] most />
            </th>
            <td class="py-2">{month.earned_says}</td>
        </tr>
    }
    .into_any()
}

/// The second tab.
#[component]
pub fn Who(told: Vec<Breakdown>) -> impl IntoView {
    let cards: Vec<_> = told.into_iter().zip(["by-age", "by-language", "by-zone"]).map(|(one, id)| breakdown(one, id)).collect();
    view! {
        <p class="max-w-prose text-quiet">
            "Who has come to your meetings, ever. Only groups of five people or more are named, and new people count only once there are at least five of them. So these numbers tell about a crowd, never about one person."
        </p>
        {cards}
    }
    .into_any()
}

fn breakdown(told: Breakdown, id: &'static str) -> AnyView {
    let Breakdown { title, people, groups } = told;
    if groups.is_empty() {
        return view! {
            <Card id title>
                <p class="text-quiet">"Nothing to show yet: too few people, or too much alike."</p>
            </Card>
        }
        .into_any();
    }
    let rows: Vec<_> = groups.into_iter().map(|group| group_row(group, people)).collect();
    view! {
        <Card id title says=format!("Of {people} people.")>
            <table class="w-full text-left text-sm tabular-nums">
                <thead class="text-quiet">
                    <tr>
                        <th scope="col" class=HEAD>"Group"</th>
                        <th scope="col" class=HEAD>"People"</th>
                        <th scope="col" class="py-2 font-semibold">"Share"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Card>
    }
    .into_any()
}

fn group_row(group: Group, of: i64) -> AnyView {
    let many = group.people.unwrap_or(of);
    let (count, share) = match group.people {
        Some(many) => (many.to_string(), format!("{} %", (many * 100 + of / 2) / of.max(1))),
        None => ("Nearly all".to_owned(), String::new()),
    };
    view! {
        <tr class="border-t border-line">
            <th scope="row" class="w-3/5 py-2 pr-4 font-normal">
                <span class="block">{group.label}</span>
                <Bar pieces=vec![(many, Piece::Full)] most=of />
            </th>
            <td class=CELL>{count}</td>
            <td class="py-2">{share}</td>
        </tr>
    }
    .into_any()
}

/// The third tab. `here` is its address, to which the place of a page is added.
#[component]
pub fn MeetingFigures(list: MeetingList, here: String, paged: bool) -> impl IntoView {
    let MeetingList { attendees, once, again, rows, next } = list;
    let next = next.map(|next| format!("{here}&after={next}"));
    let previous = paged.then(|| here.clone());
    let rows: Vec<_> = rows.into_iter().map(meeting).collect();
    let table = if rows.is_empty() {
        view! { <p class="text-quiet">"No meeting of yours took place in this time."</p> }.into_any()
    } else {
        view! {
            {came()}
            <div class="relative mt-3 overflow-x-auto" tabindex="0" role="region" aria-label="Meetings, one by one">
                <table class="w-full min-w-200 text-left text-sm tabular-nums">
                    <thead class="text-quiet">
                        <tr>
                            <th scope="col" class=HEAD>"Name"</th>
                            <th scope="col" class=HEAD>"Type"</th>
                            <th scope="col" class=HEAD>"Topic"</th>
                            <th scope="col" class=HEAD>"When"</th>
                            <th scope="col" class=HEAD>"Price"</th>
                            <th scope="col" class=HEAD>"Registered"</th>
                            <th scope="col" class=HEAD>"Came"</th>
                            <th scope="col" class=HEAD>"Missed"</th>
                            <th scope="col" class="py-2 font-semibold">"Not noted"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <dl class="grid gap-3 sm:grid-cols-3 lg:gap-4">
            {number("Attendees", words(attendees.to_string()), words("People, each counted once".to_owned()))}
            {number("One-time attendees", words(once.to_string()), words("Came to one meeting".to_owned()))}
            {number("Repeat attendees", words(again.to_string()), words("Came to two or more".to_owned()))}
        </dl>
        <Card id="meeting-list" title="Meetings">
            {table}
            <Pager label="Pages of meetings" previous next />
        </Card>
    }
    .into_any()
}

fn meeting(row: MeetingRow) -> AnyView {
    let MeetingRow { id, name, kind, topic, starts, seats, presence, price } = row;
    view! {
        <tr class="border-t border-line">
            <th scope="row" class="w-1/4 py-2 pr-4 font-normal">
                <a href=format!("/meetings/{id}/people") class="text-spruce underline underline-offset-4">{name}</a>
                <Bar pieces=pieces(presence) most=seats />
            </th>
            <td class="py-2 pr-4 whitespace-nowrap">{kind}</td>
            <td class=CELL>{topic}</td>
            <td class="py-2 pr-4 whitespace-nowrap">{starts}</td>
            <td class=CELL>{price}</td>
            <td class="py-2 pr-4 whitespace-nowrap">{format!("{} of {seats}", presence.seats())}</td>
            <td class=CELL>{presence.came}</td>
            <td class=CELL>{presence.missed}</td>
            <td class="py-2">{presence.unknown}</td>
        </tr>
    }
    .into_any()
}
