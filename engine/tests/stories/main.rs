//! Stories of people and the database, told on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, reason = "a test that can't go on should say where")]

mod bed;
mod crash;
mod writing;
