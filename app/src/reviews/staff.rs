//! Reviews, for staff: the newest, each to hide with a reason or to show again.
use super::api::{HideReview, StaffReviews, UnhideReview, load_staff_reviews};
use super::parts::One;
use crate::account::parts::{leave_when_done, word};
use crate::frame::Fault;
use crate::ui::action::ServerAction;
use crate::ui::alert::{Alert, AlertTone};
use crate::ui::button::{Button, Tone};
use crate::ui::empty::Empty;
use crate::ui::field::TextField;
use crate::ui::form::{ActionForm, FormError, about, error_of};
use crate::ui::icon::Glyph;
use crate::ui::load::{Waiting, load};
use crate::ui::pager::Pager;
use crate::ui::skeleton::Lines;
use crate::ui::tabs::{TabLink, TabLinks};
use domain::reviews::StaffReview;
use domain::reviews::draft::ANSWER;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;

/// What the rows' forms send.
#[derive(Clone, Copy)]
struct Acts {
    hide: ServerAction<HideReview>,
    show: ServerAction<UnhideReview>,
}

/// The page.
#[component]
pub fn ReviewsForStaff() -> impl IntoView {
    let query = use_query_map();
    let of = move |name: &'static str| query.with(|query| query.get(name).unwrap_or_default());
    let hidden = Memo::new(move |_| of("hidden") == "1");
    let older = Memo::new(move |_| of("older"));
    let found = load(move || (hidden.get(), older.get()), |(hidden, older)| load_staff_reviews(hidden, older));
    let acts = Acts { hide: ServerAction::new(), show: ServerAction::new() };
    leave_when_done(acts.hide);
    leave_when_done(acts.show);
    let before = match word("done").as_str() {
        "hidden" => "Hidden. Nobody reads it any more, and it no longer counts.",
        "shown" => "Shown again. It counts again.",
        _ => "",
    };
    let page = move || async move {
        match found.await {
            Ok(found) => view! { <List found hidden=hidden.get_untracked() paged=!older.get_untracked().is_empty() acts /> }.into_any(),
            Err(error) => view! { <Fault error /> }.into_any(),
        }
    };
    let (all, gone) = (Signal::derive(move || !hidden.get()), Signal::from(hidden));
    view! {
        <Title text="Reviews, for staff" />
        <Meta name="robots" content="noindex" />
        <div class="mx-auto max-w-3xl">
            <h1 class="mb-5 text-2xl font-bold sm:text-3xl">"Reviews, for staff"</h1>
            {(!before.is_empty()).then(|| view! { <div class="mb-5"><Alert tone=AlertTone::Done><p>{before}</p></Alert></div> })}
            <FormError error=error_of(acts.hide) />
            <FormError error=error_of(acts.show) />
            <TabLinks label="Reviews">
                <TabLink href="/admin/reviews" current=all>"All"</TabLink>
                <TabLink href="/admin/reviews?hidden=1" current=gone>"Hidden"</TabLink>
            </TabLinks>
            <Waiting meanwhile=|| view! { <Lines count=8 /> } then=page />
        </div>
    }
    .into_any()
}

#[component]
fn List(found: StaffReviews, hidden: bool, paged: bool, acts: Acts) -> impl IntoView {
    let here = if hidden { "/admin/reviews?hidden=1&" } else { "/admin/reviews?" };
    let next = found.older.map(|place| format!("{here}older={place}"));
    let previous = paged.then(|| here.trim_end_matches(['?', '&']).to_owned());
    let rows: Vec<_> = found.reviews.into_iter().map(|row| of_staff(row, acts)).collect();
    let list = if rows.is_empty() {
        view! { <Empty glyph=Glyph::Star title="No reviews here" says="What people write about meetings appears here, the newest first." /> }.into_any()
    } else {
        view! { <ul class="divide-y divide-line rounded-card border border-line bg-card px-5 pt-4 shadow-soft">{rows}</ul> }.into_any()
    };
    view! {
        {list}
        <Pager label="Pages of reviews" previous next />
    }
    .into_any()
}

fn of_staff(row: StaffReview, acts: Acts) -> AnyView {
    let words = row.hidden_words();
    let StaffReview { review, host, handle, meeting, hidden, .. } = row;
    let id = review.id.clone();
    let act = if hidden.is_empty() {
        let (field, error) = (format!("reason-{id}"), error_of(acts.hide));
        view! {
            <details class="mt-1">
                <summary class="flex min-h-11 cursor-pointer items-center font-semibold text-clay">"Hide"</summary>
                <ActionForm action=acts.hide attr:class="mt-2 space-y-3">
                    <input type="hidden" name="review" value=id />
                    <TextField name="reason" id=field label="Why, for other staff" maxlength=u32::try_from(ANSWER).unwrap_or_default() required=true error=about(error, "reason") />
                    <Button tone=Tone::Danger icon=Glyph::EyeOff busy=acts.hide.pending()>"Hide the review"</Button>
                </ActionForm>
            </details>
        }
        .into_any()
    } else {
        view! {
            <p class="mt-2 mb-2 text-sm text-clay">{words}</p>
            <ActionForm action=acts.show>
                <input type="hidden" name="review" value=id />
                <Button tone=Tone::Quiet icon=Glyph::Eye busy=acts.show.pending()>"Show it again"</Button>
            </ActionForm>
        }
        .into_any()
    };
    let of_meeting = meeting.map(|id| view! { <span>" · "</span><a href=format!("/meetings/{id}") class="text-spruce underline underline-offset-4">"the meeting"</a> });
    view! {
        <One review>
            <p class="mt-2 text-sm text-quiet">
                <span>"About "</span>
                <a href=format!("/supporters/{handle}") class="text-spruce underline underline-offset-4">{host}</a>
                {of_meeting}
            </p>
            {act}
        </One>
    }
    .into_any()
}
