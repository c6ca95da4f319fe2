//! The whole router in one process: statuses, headers, words.
#![allow(clippy::unwrap_used, reason = "a test that can't go on should say where")]

mod access;
mod bad_input;
mod bad_meetings;
mod bed;
mod doors;
mod live;
mod meeting_files;
mod meetings;
mod org_pictures;
mod tenancy;
mod typed;
