//! Reading reviews, writing one after a meeting, answering it, and what staff do about them.
use crate::AppError;
use domain::reviews::{OfMeeting, ReviewDraft, ReviewPage, StaffReview};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is said of a meeting, and an answer that was typed and refused a moment ago: the review's id and the words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeetingReviews {
    /// What is said.
    pub said: OfMeeting,
    /// What was typed, without JavaScript.
    pub typed: (String, String),
}

/// Reviews as staff read them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffReviews {
    /// Newest first.
    pub reviews: Vec<StaffReview>,
    /// Where the older ones start.
    pub older: Option<String>,
}

/// Reviews of the supporter at an address, newest first; those after the place `older`, if it names one.
#[server(protocol = crate::Posted)]
pub async fn list_reviews(handle: String, older: String) -> Result<ReviewPage, AppError> {
    use crate::ctx;
    let (engine, visitor) = (ctx::engine()?, ctx::visitor());
    Ok(engine::reviews::page(&engine, visitor.as_ref(), &handle, &older).await?)
}

/// What is said of a meeting, for those who were there and its host.
#[server(protocol = crate::Posted)]
pub async fn show_meeting_reviews(id: String) -> Result<MeetingReviews, AppError> {
    use crate::ctx;
    let (engine, visitor) = (ctx::engine()?, ctx::visitor());
    let meeting = domain::MeetingId::parse(&id).ok_or(engine::Error::NotFound)?;
    let mut said = engine::reviews::writing::of_meeting(&engine, visitor.as_ref(), &meeting).await?;
    if let Some(own) = said.own.as_mut().filter(|own| own.open) {
        let typed = crate::account::typed::take("review");
        if typed.text("meeting") == id {
            own.draft = ReviewDraft { stars: typed.text("stars"), body: typed.text("body") };
        }
    }
    Ok(MeetingReviews { said, typed: typed_answer() })
}

/// The answer that was typed and refused a moment ago.
#[cfg(feature = "ssr")]
pub fn typed_answer() -> (String, String) {
    let typed = crate::account::typed::take("review-answer");
    (typed.text("review"), typed.text("answer"))
}

/// Says how a meeting was, or changes what was said; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn review_meeting(meeting: String, #[server(default)] draft: ReviewDraft) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let id = domain::MeetingId::parse(&meeting).ok_or(engine::Error::NotFound)?;
    engine::reviews::writing::give(&engine, &actor, &id, &draft).await.inspect_err(|_| {
        crate::account::typed::keep("review", &[("meeting", &meeting), ("stars", &draft.stars), ("body", &draft.body)]);
    })?;
    Ok(crate::account::api::go(&format!("/meetings/{id}?done=reviewed#reviews")))
}

/// The host answers a review, once; answers where to go: the meeting's page, or their profile at `handle`.
#[server(protocol = crate::Posted)]
pub async fn answer_review(
    review: String,
    #[server(default)] answer: String,
    #[server(default)] meeting: String,
    #[server(default)] handle: String,
) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::reviews::writing::answer(&engine, &actor, &review, &answer).await.inspect_err(|_| {
        crate::account::typed::keep("review-answer", &[("review", &review), ("answer", &answer)]);
    })?;
    let place = match domain::MeetingId::parse(&meeting) {
        Some(id) => format!("/meetings/{id}?done=answered#reviews"),
        None => {
            let handle: String = handle.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
            format!("/supporters/{handle}#reviews")
        }
    };
    Ok(crate::account::api::go(&place))
}

/// Reviews for staff, newest first; hidden ones alone, if asked for.
#[server(protocol = crate::Posted)]
pub async fn load_staff_reviews(hidden: bool, older: String) -> Result<StaffReviews, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let (reviews, older) = engine::reviews::staff::list(&engine, &actor, hidden, &older).await?;
    Ok(StaffReviews { reviews, older })
}

/// Hides a review with a reason; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn hide_review(review: String, #[server(default)] reason: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::reviews::staff::hide(&engine, &actor, &review, &reason).await?;
    Ok(crate::account::api::go("/admin/reviews?done=hidden"))
}

/// Shows a hidden review again; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn unhide_review(review: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::reviews::staff::unhide(&engine, &actor, &review).await?;
    Ok(crate::account::api::go("/admin/reviews?done=shown"))
}
