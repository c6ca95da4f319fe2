//! A month as a table: each day its meetings, each meeting a link. Whoever reads by ear hears the day with each cell.
use super::api::{DayCell, Entry};
use crate::ui::pager::Pager;
use domain::meetings::WallDay;
use domain::meetings::search::Search;
use leptos::prelude::*;

const DAYS: [(&str, &str); 7] = [
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Thu", "Thursday"),
    ("Fri", "Friday"),
    ("Sat", "Saturday"),
    ("Sun", "Sunday"),
];

/// The table, with the ways to the months beside it.
#[component]
pub fn MonthTable(title: String, days: Vec<DayCell>, search: Search) -> impl IntoView {
    let first = days.first().and_then(|day| WallDay::parse(&day.day));
    let beside = |step: i64| first.map(|first| search.in_place(Some(first.plus(step).month_start()), None).address());
    let (previous, next) = (beside(-1), beside(31));
    let before = days.first().map_or(0, |day| day.weekday - 1);
    let mut cells: Vec<Option<DayCell>> = (0..before).map(|_| None).collect();
    cells.extend(days.into_iter().map(Some));
    while !cells.len().is_multiple_of(7) {
        cells.push(None);
    }
    let heads: Vec<_> = DAYS
        .into_iter()
        .map(|(short, long)| view! { <th scope="col" class="px-2 py-2 text-left text-sm font-semibold text-quiet"><abbr title=long class="no-underline">{short}</abbr></th> })
        .collect();
    let rows: Vec<_> = cells
        .chunks(7)
        .map(|week| {
            let week: Vec<_> = week.iter().map(|cell| day(cell.clone(), &search)).collect();
            view! { <tr>{week}</tr> }
        })
        .collect();
    view! {
        <h2 class="mb-3 text-xl font-bold">{title.clone()}</h2>
        <div class="relative overflow-x-auto rounded-card border border-line bg-card shadow-soft" tabindex="0" role="region" aria-label=title>
            <table class="w-full min-w-160 table-fixed border-collapse">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Pager label="Months" previous next />
    }
    .into_any()
}

fn day(cell: Option<DayCell>, search: &Search) -> AnyView {
    let Some(DayCell { day, number, today, entries, more, .. }) = cell else {
        return view! { <td class="h-28 border-t border-line bg-paper"></td> }.into_any();
    };
    let list_from = search.in_place(None, WallDay::parse(&day)).address();
    let links: Vec<_> = entries.into_iter().map(link).collect();
    let mark = if today {
        "inline-flex size-7 items-center justify-center rounded-full bg-spruce text-sm font-bold text-on-spruce"
    } else {
        "inline-flex size-7 items-center justify-center text-sm font-semibold"
    };
    view! {
        <td class="h-28 border-t border-l border-line p-1.5 align-top first:border-l-0">
            <time datetime=day.clone() class=mark>{number.to_string()}</time>
            {today.then(|| view! { <span class="sr-only">"today"</span> })}
            <ul class="mt-1 space-y-1">{links}</ul>
            {(!more.is_empty())
                .then(|| {
                    view! {
                        <a href=list_from class="mt-1 inline-flex min-h-6 items-center text-xs font-semibold text-spruce underline underline-offset-2">
                            {more}
                        </a>
                    }
                })}
        </td>
    }
    .into_any()
}

fn link(Entry { id, name, clock }: Entry) -> AnyView {
    view! {
        <li>
            <a href=format!("/meetings/{id}") class="block rounded-lg bg-spruce-soft px-1.5 py-1 text-xs leading-tight text-spruce hover:underline">
                <span class="block tabular-nums">{clock}</span>
                <span class="line-clamp-2 font-semibold">{name}</span>
            </a>
        </li>
    }
    .into_any()
}
